// A table of any length: only the rows in sight are in the document.

const ROW_HEIGHT = 34, AROUND = 8;

class Grid {
  // `choose(row)` is called for a row that was clicked or entered; `sort(column)` for a head.
  constructor(host, { choose, sort }) {
    Object.assign(this, { choose, sort, columns: [], rows: [], cursor: -1 });
    this.head = el("div", { class: "grid-head", role: "row" });
    this.body = el("div", { class: "grid-body", role: "rowgroup" });
    this.node = el("div", { class: "grid", role: "grid", tabindex: 0, "aria-label": "Rows" }, this.head, this.body);
    this.node.addEventListener("scroll", inNextFrame(() => this.paint()));
    this.node.addEventListener("keydown", (happening) => this.key(happening));
    this.body.addEventListener("click", ({ target }) => {
      const line = target.closest("[data-at]");
      if (line && !String(getSelection())) this.take(Number(line.dataset.at));
    });
    new ResizeObserver(() => this.paint()).observe(this.node);
    host.append(this.node);
  }

  // `columns`: { name, label, width, cell(row) -> text or node, description }; `order`: { name, up }.
  show(columns, rows, order) {
    Object.assign(this, { columns, rows, cursor: -1 });
    this.node.style.setProperty("--columns", columns.map((column) => `${column.width}px`).join(" "));
    this.node.style.setProperty("--wide", `${columns.reduce((sum, column) => sum + column.width, 0)}px`);
    this.node.setAttribute("aria-rowcount", rows.length + 1);
    this.node.setAttribute("aria-colcount", columns.length);
    fill(this.head, columns.map((column) => el("div", {
      role: "columnheader", title: column.description,
      "aria-sort": order.name !== column.name ? "none" : order.up ? "ascending" : "descending",
    }, button(column.label, () => this.sort(column), { "data-column": column.name }))));
    this.body.style.height = `${rows.length * ROW_HEIGHT}px`;
    this.paint();
  }

  paint(all = false) {
    const first = all ? 0 : Math.max(0, Math.floor(this.node.scrollTop / ROW_HEIGHT) - AROUND);
    const count = all ? all : Math.ceil(this.node.clientHeight / ROW_HEIGHT) + 2 * AROUND;
    fill(this.body, this.rows.slice(first, first + count).map((row, at) => this.line(row, first + at)),
      this.rows.length ? null : el("p", { class: "empty" }, "No row fits the search and the filters."));
    if (this.cursor >= 0) this.node.setAttribute("aria-activedescendant", `row-${this.cursor}`);
    else this.node.removeAttribute("aria-activedescendant");
  }

  line(row, at) {
    const chosen = at === this.cursor;
    const node = el("div", {
      class: chosen ? "line chosen" : "line", role: "row", id: `row-${at}`, "data-at": at, "data-key": row.key,
      "aria-rowindex": at + 2, "aria-selected": chosen,
    }, this.columns.map((column) => {
      const shown = column.cell(row);
      return el("div", { role: "gridcell", title: typeof shown === "string" ? shown : null, class: column.numeric ? "number" : null,
        lang: column.lang?.(row) || null }, shown);
    }));
    node.style.top = `${at * ROW_HEIGHT}px`;
    return node;
  }

  take(at) {
    this.move(at);
    this.choose(this.rows[at]);
  }

  move(at) {
    if (!this.rows.length) return;
    this.cursor = Math.max(0, Math.min(this.rows.length - 1, at));
    const top = this.cursor * ROW_HEIGHT, room = this.node.clientHeight - this.head.offsetHeight;
    if (top < this.node.scrollTop) this.node.scrollTop = top;
    else if (top + ROW_HEIGHT > this.node.scrollTop + room) this.node.scrollTop = top + ROW_HEIGHT - room;
    this.paint();
  }

  // Puts the cursor on a row and the row in the middle; false where the row is not shown.
  reveal(row) {
    const at = this.rows.indexOf(row);
    if (at < 0) return false;
    this.node.scrollTop = at * ROW_HEIGHT - this.node.clientHeight / 2;
    this.move(at);
    return true;
  }

  key(happening) {
    if (happening.target !== this.node) return;
    const page = Math.max(1, Math.floor(this.node.clientHeight / ROW_HEIGHT) - 2);
    const to = { ArrowDown: this.cursor + 1, ArrowUp: this.cursor - 1, PageDown: this.cursor + page, PageUp: this.cursor - page,
      Home: 0, End: this.rows.length - 1 }[happening.key];
    if (to !== undefined) this.move(to);
    else if (happening.key === "Enter" && this.cursor >= 0) this.choose(this.rows[this.cursor]);
    else return;
    happening.preventDefault();
  }
}

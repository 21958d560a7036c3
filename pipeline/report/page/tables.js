// The tables themselves: sorted by any column, searched, downloaded; a row leads to its sentence.

const FIRST = { // the columns shown first, with their widths in pixels
  events: { date_edtf: 130, title: 300, event_type: 130, corroboration: 135, place_name: 130, participant_names: 240, languages: 90, confidence: 70 },
  people: { name: 210, name_th: 150, name_ru: 170, mentions: 80, sources: 180, languages: 90, first_date: 100, last_date: 100, wikidata_id: 90 },
  places: { name: 200, kind: 90, name_th: 150, name_ru: 150, mentions: 80, country_code: 80, latitude: 80, longitude: 80, languages: 90, wikidata_id: 90 },
  organizations: { name: 240, name_th: 180, name_ru: 180, mentions: 80, sources: 180, languages: 90, wikidata_id: 90 },
  evidence: { event_id: 250, source_id: 170, quote: 380, date_as_stated: 140, date_edtf: 110, stance: 90, field: 70 },
  dates: { surface: 220, edtf: 130, precision: 80, calendar: 90, basis: 100, anchor: 160, source_id: 180 },
  mentions: { surface: 200, kind: 100, entity_id: 180, source_id: 180, language: 70, confidence: 80, link_reason: 220 },
  event_roles: { event_id: 320, role: 100, entity_id: 220, confidence: 80 },
  sources: { title: 260, path: 260, language: 80, media_type: 100, published: 100, characters: 100, status: 80, message: 260 },
};
const OWN_WIDTH = 150;
const tableState = { name: "events", text: "", order: { name: "", up: true }, all: false };
let grid = null;

function startTables() {
  const view = $("view-tables");
  const picks = Object.keys(FIRST).map((name) => button([spoken(name), el("small", {}, model.tables[name].rows.length.toLocaleString("en"))],
    () => showTable(name), { "data-table": name, class: "pick" }));
  const search = el("input", { type: "search", placeholder: "Search this table", "aria-label": "Search this table", id: "table-search" });
  search.addEventListener("input", () => {
    tableState.text = search.value;
    refreshTable();
  });
  const all = el("input", { type: "checkbox", id: "all-columns" });
  all.addEventListener("change", () => {
    tableState.all = all.checked;
    refreshTable();
  });
  fill(view,
    el("h2", { class: "unseen" }, "Tables"),
    el("div", { class: "picks", role: "group", "aria-label": "Tables" }, picks),
    el("div", { class: "table-bar" }, search, el("label", {}, all, "all columns"),
      el("output", { id: "table-count", "aria-live": "polite" }),
      button("Download CSV", downloadTable, { id: "download" })));
  grid = new Grid(view, { choose: (row) => jump(row), sort: sortBy });
  when("filters", refreshTable);
  when("view", () => state.view === "tables" && refreshTable());
}

function showTable(name) {
  if (tableState.name !== name) Object.assign(tableState, { name, text: "", order: { name: "", up: true } });
  $("table-search").value = tableState.text;
  refreshTable();
}

function sortBy({ name }) {
  const up = tableState.order.name === name ? !tableState.order.up : true;
  tableState.order = { name, up };
  refreshTable();
  grid.head.querySelector(`[data-column="${CSS.escape(name)}"]`).focus();
}

function refreshTable() {
  if (state.view !== "tables" && !printing()) return;
  const { name } = tableState;
  for (const pick of document.querySelectorAll(".pick")) pick.setAttribute("aria-pressed", pick.dataset.table === name);
  const rows = tableRows();
  grid.show(tableColumns(), rows, tableState.order);
  if (state.selected?.row.table === name) grid.reveal(state.selected.row);
  $("table-count").textContent = `${rows.length.toLocaleString("en")} of ${counted(model.tables[name].rows.length, "row")}`;
}

// The rows of the table that pass the filters (events and what hangs on them) and the search, in order.
function tableRows() {
  const { name, text, order } = tableState;
  let rows = model.tables[name].rows;
  if (state.events.length < model.tables.events.rows.length) {
    const kept = new Set(state.events.map((event) => event.event_id));
    if (name === "events" || name === "evidence" || name === "event_roles") rows = rows.filter((row) => kept.has(row.event_id));
  }
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length) rows = rows.filter((row) => words.every((word) => searchable(row).includes(word)));
  if (!order.name) return name === "events" ? [...rows].sort(byDate) : rows;
  const collator = new Intl.Collator(["en", "ru", "th"], { numeric: true });
  const { type } = model.tables[name].columns.find((column) => column.name === order.name);
  const number = type === "integer" || type === "number";
  const value = (row) => (number ? row[order.name] : order.name.startsWith("date_edtf") && "from" in row ? row.from : cellText(row, order.name));
  const empty = (one) => one === null || one === "" || one === undefined;
  const direction = order.up ? 1 : -1;
  return rows.map((row) => [value(row), row]).sort(([a], [b]) => {
    if (empty(a) || empty(b)) return empty(a) - empty(b); // what is not known comes last either way
    return direction * (typeof a === "number" ? a - b : collator.compare(a, b));
  }).map(([, row]) => row);
}

const searchables = new WeakMap();

function searchable(row) {
  if (!searchables.has(row)) {
    const cells = model.tables[row.table].columns.map((column) => cellText(row, column.name));
    searchables.set(row, plain(cells.join("\n")));
  }
  return searchables.get(row);
}

// The text of a cell for people: names in place of ids.
function cellText(row, name) {
  const value = row[name];
  if (value === null || value === undefined || value === "") return "";
  if (name === "sources") return value.map(sourceTitle).join("; ");
  if (name === "source_id" && row.table !== "sources") return sourceTitle(value);
  if (name === "event_id" && row.table !== "events") return model.tables.events.byKey.get(value)?.title ?? value;
  if (name === "entity_id") return entity(value)?.name ?? entity(value)?.title ?? value;
  if (name === "confidence" || name === "link_confidence") return value.toFixed(2);
  return Array.isArray(value) ? value.join(name === "languages" ? " " : ", ") : String(value);
}

const CELL_LANGUAGES = { name_th: "th", name_ru: "ru", name_en: "en" };

function tableColumns() {
  const first = FIRST[tableState.name];
  const columns = model.tables[tableState.name].columns;
  const shown = [...Object.keys(first), ...(tableState.all ? columns.map((one) => one.name).filter((name) => !(name in first)) : [])];
  return shown.map((name) => {
    const { type, description } = columns.find((column) => column.name === name);
    const cell = name === "corroboration" ? (row) => toldBadge(row[name])
      : name === "event_type" || name === "stance" ? (row) => spoken(row[name])
      : (row) => cellText(row, name);
    const language = CELL_LANGUAGES[name];
    return {
      name, description, cell, width: first[name] ?? OWN_WIDTH, label: spoken(name).replace(/ id$| edtf$/, ""),
      numeric: type === "integer" || type === "number",
      lang: (row) => language ?? (name === "quote" || name === "surface" ? row.language : null),
    };
  });
}

// From a sentence back: the table of a row, with the cursor on it; `from` is the mention or evidence that led there.
function toRow(row, from) {
  if (row.table === "events" && !state.events.includes(row)) setFilters(NO_FILTERS);
  const places = placesOf(row);
  const at = places.findIndex((place) => from && place.source === from.source_id && place.start === from.start);
  state.selected = { row, places, at: Math.max(0, at) };
  setView("tables");
  showTable(row.table);
  if (!tableRows().includes(row)) {
    tableState.text = $("table-search").value = "";
    refreshTable();
  }
  grid.reveal(row);
  grid.node.focus({ preventScroll: true });
  showPlaces();
  showCard();
}

function downloadTable() {
  download(`${tableState.name}.csv`, csvOf(model.tables[tableState.name].columns, tableRows()));
}

// What the sources say of the same events, side by side: first where they disagree, then where they agree.

const PARTS = {
  contradicted: ["The sources disagree", "Two or more sources tell it, and they say what cannot both be true."],
  agreed: ["Several sources tell it alike", "Two or more sources tell it, and nothing they say excludes the other."],
  single: ["One source tells it", "What a source alone tells, and the others leave out."],
};
const AT_ONCE = 25;

function drawCompare() {
  const kept = new Set(state.events);
  const shown = model.comparison.filter(({ event }) => kept.has(event));
  fill($("view-compare"), agreementTable(shown), Object.entries(PARTS).map(([part, [title, meaning]]) => {
    const events = shown.filter((one) => one.part === part);
    const cards = el("div", { class: "cards" });
    const more = button("", () => add(), { class: "quiet more" });
    const add = () => {
      more.remove();
      cards.append(...events.splice(0, AT_ONCE).map(comparedCard));
      more.textContent = `${events.length} more`;
      if (events.length) cards.append(more);
    };
    const number = events.length;
    add();
    return el("details", { class: `part ${part}`, open: part !== "single" || number < AT_ONCE || shown.length === number },
      el("summary", {}, el("h2", {}, title), el("span", { class: "count" }, number.toLocaleString("en"))),
      el("p", { class: "note" }, meaning), number ? cards : el("p", { class: "empty" }, "None among these events."));
  }));
}

// How much each source tells, alone and with the others.
function agreementTable(shown) {
  const sources = model.tables.sources.rows.filter((row) => row.characters);
  const told = shown.map(({ event, part }) => ({ part, sources: new Set((model.evidenceOf.get(event.event_id) ?? []).map((row) => row.source_id)) }));
  const count = (row, test) => told.filter((one) => one.sources.has(row.source_id) && test(one)).length;
  const head = ["Source", "tells", "alone", "with others, alike", "with others, differently"];
  return el("div", { class: "scroll" }, el("table", { class: "plain" }, el("thead", {}, el("tr", {}, head.map((word) => el("th", { scope: "col" }, word)))),
    el("tbody", {}, sources.map((row) => el("tr", {},
      el("th", { scope: "row" }, button(sourceTitle(row.source_id), () => jump(row), { class: "link" }), row.languages.map(badge)),
      [() => true, ({ part }) => part === "single", ({ part }) => part === "agreed", ({ part }) => part === "contradicted"]
        .map((test) => el("td", {}, count(row, test).toLocaleString("en"))))))));
}

function comparedCard({ event, part, disputes }) {
  const bySource = grouped(model.evidenceOf.get(event.event_id) ?? [], (row) => row.source_id);
  const order = model.tables.sources.rows.map((row) => row.source_id).filter((id) => bySource.has(id));
  return el("article", { class: `compared ${part}`, "data-key": event.key },
    el("header", {}, button(event.title, () => jump(event), { class: "title" }), el("span", { class: "when" }, dated(event.date_edtf) || "no date"),
      el("span", { class: "when" }, spoken(event.event_type))),
    disputes.map((line) => el("p", { class: "dispute" }, line)),
    el("div", { class: "tellings" }, order.map((id) => el("section", { class: "telling" },
      el("h3", {}, sourceTitle(id), source(id)?.languages.map(badge)),
      distinct(bySource.get(id)).map((row) => tellingButton(event, row))))));
}

// One of the rows that differ only in the field they contradict.
function distinct(rows) {
  const found = new Map();
  for (const row of rows) {
    const one = found.get(row.start);
    if (!one || (one.stance === "supports" && row.stance === "contradicts")) found.set(row.start, row);
  }
  return [...found.values()];
}

function tellingButton(event, row) {
  const differs = row.stance === "contradicts";
  return button([
    row.date_edtf || row.date_as_stated ? el("span", { class: `stated${differs && row.field === "date" ? " differs" : ""}` },
      dated(row.date_edtf), row.date_as_stated ? el("q", { lang: row.language }, row.date_as_stated) : null) : null,
    differs && row.field !== "date" ? el("span", { class: "stated differs" }, `differs in ${spoken(row.field)}`) : null,
    el("span", { class: "quote", lang: row.language }, row.quote),
  ], () => jumpTo(event, { source: row.source_id, start: row.start }), { class: "quoted" });
}

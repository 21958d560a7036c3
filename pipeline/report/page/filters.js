// The filters above all views: each is a question to an event.

const MOST_PARTICIPANTS = 300;
const haystacks = new WeakMap();

// Comparable text: one form for characters that look alike (Thai ำ among them), and no case.
function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

// All that an event can be found by: its title, names in all languages, and the sentences that tell it.
function haystack(event) {
  if (!haystacks.has(event)) {
    const names = [...event.participant_ids, event.place_id].map(entity).filter(Boolean).flatMap(everyNameOf);
    const quotes = (model.evidenceOf.get(event.event_id) ?? []).map((row) => row.quote);
    haystacks.set(event, plain([event.title, event.summary, event.date_edtf, ...names, ...quotes].join("\n")));
  }
  return haystacks.get(event);
}

function passes(filters) {
  const words = plain(filters.text).split(/\s+/).filter(Boolean);
  const from = filters.from === "" ? null : dayOf(`${year(filters.from)}-01-01`);
  const to = filters.to === "" ? null : dayOf(`${year(filters.to)}-12-31`);
  return (event) =>
    (!filters.source || event.sources.includes(filters.source)) &&
    (!filters.type || event.event_type === filters.type) &&
    (!filters.corroboration || event.corroboration === filters.corroboration) &&
    (!filters.polarity || event.polarity === filters.polarity) &&
    (!filters.participant || event.participant_ids.includes(filters.participant)) &&
    (from === null || (event.to !== null && event.to >= from)) &&
    (to === null || (event.from !== null && event.from <= to)) &&
    words.every((word) => haystack(event).includes(word));
}

function year(text) {
  const number = Number(text);
  return (number < 0 ? "-" : "") + String(Math.abs(number)).padStart(4, "0");
}

function startFilters() {
  const form = $("filters");
  const events = model.tables.events.rows;
  const chosen = (name, label, first, options) =>
    el("select", { name, title: label, "aria-label": label }, option("", first), options);
  const byCount = (values) => d3.rollups(values, (all) => all.length, (value) => value).sort((a, b) => b[1] - a[1]);
  const plainOptions = (name) =>
    byCount(events.map((event) => event[name])).map(([value, count]) => option(value, `${spoken(value)} (${count})`));
  const participants = byCount(events.flatMap((event) => event.participant_ids));
  const groups = ENTITY_TABLES.map((name) =>
    el("optgroup", { label: spoken(name) }, participants
      .filter(([id]) => model.tables[name].byKey.has(id))
      .slice(0, MOST_PARTICIPANTS)
      .map(([id, count]) => option(id, `${entity(id).name} (${count})`))));
  const search = el("input", {
    type: "search", name: "text", placeholder: "Search: treaty, договор, สนธิสัญญา", "aria-label": "Search events",
  });
  const years = (name, label) =>
    el("input", { type: "number", name, placeholder: label, "aria-label": label, step: 1, class: "year" });
  fill(form,
    search,
    chosen("source", "Source", "All sources", model.tables.sources.rows.map((row) => option(row.source_id, sourceTitle(row.source_id)))),
    chosen("type", "Type of event", "All types", plainOptions("event_type")),
    chosen("participant", "Who takes part", "All people and parties", groups),
    chosen("corroboration", "Corroboration", "However told", plainOptions("corroboration")),
    chosen("polarity", "Told as", "Told as fact or not", plainOptions("polarity")),
    el("span", { class: "years" }, years("from", "from year"), "–", years("to", "to year")),
    el("output", { id: "count", "aria-live": "polite" }),
    button("Clear", () => setFilters(NO_FILTERS), { id: "clear", class: "quiet" }),
  );
  form.addEventListener("input", ({ target }) => setFilters({ [target.name]: target.value }));
  form.addEventListener("submit", (happening) => happening.preventDefault());
  when("filters", showFilters);
  showFilters();
}

function showFilters() {
  for (const field of $("filters").elements) {
    if (!field.name) continue;
    if (field.value !== state.filters[field.name]) field.value = state.filters[field.name];
    field.classList.toggle("used", Boolean(field.value));
  }
  const all = model.tables.events.rows.length;
  $("count").textContent = `${state.events.length === all ? "" : `${state.events.length.toLocaleString("en")} of `}${counted(all, "event")}`;
  $("clear").hidden = Object.values(state.filters).every((value) => value === "");
}

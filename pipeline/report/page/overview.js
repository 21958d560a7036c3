// The first look: figures, when things happened, who and where, and what the sources disagree on.

const MOST_NAMED = 10;

function drawOverview() {
  const events = state.events, tables = model.tables;
  const count = (name) => events.filter((event) => event.corroboration === name).length;
  const figures = [
    [events.length, "events", () => openTable("events")],
    [count("corroborated"), "told alike by several sources", () => setFilters({ corroboration: "corroborated" })],
    [count("contradicted"), "on which sources disagree", () => setView("compare")],
    [tables.people.rows.length, "people", () => openTable("people")],
    [tables.places.rows.length, "places", () => openTable("places")],
    [tables.organizations.rows.length, "organizations", () => openTable("organizations")],
    [tables.dates.rows.length, "dates read", () => openTable("dates")],
  ];
  const disputed = model.comparison.filter(({ event, part }) => part === "contradicted" && events.includes(event));
  const types = d3.rollups(events, (all) => all.length, (event) => event.event_type).sort((a, b) => b[1] - a[1]);
  const chart = el("div", { class: "chart", id: "history" });
  fill($("view-overview"),
    el("div", { class: "figures" }, figures.map(([number, words, go]) =>
      button([el("b", {}, number.toLocaleString("en")), words], go, { class: "figure" }))),
    el("section", { class: "block" }, el("h2", {}, "When"), chart, legend()),
    disputed.length ? el("section", { class: "block" }, el("h2", {}, "Where the sources disagree"),
      disputed.slice(0, 5).map(({ event, disputes }) => el("div", { class: "disputed" }, eventButton(event),
        disputes.map((line) => el("p", { class: "dispute" }, line))))) : null,
    el("div", { class: "two" },
      el("section", { class: "block" }, el("h2", {}, "What happened"), ranking(types.map(([type, number]) =>
        [spoken(type), number, () => setFilters({ type: state.filters.type === type ? "" : type })]))),
      el("section", { class: "block" }, el("h2", {}, "Who"), mostNamed("people")),
      el("section", { class: "block" }, el("h2", {}, "Where"), mostNamed("places")),
      el("section", { class: "block" }, el("h2", {}, "Sources"), sourceList(events))));
  drawHistory(chart, events);
}

function openTable(name) {
  setView("tables");
  showTable(name);
}

// Lines of a label, a bar and a number, each with what a click does.
function ranking(lines) {
  const most = Math.max(1, ...lines.map(([, number]) => number));
  return lines.length ? el("div", { class: "ranking" }, lines.map(([label, number, go]) =>
    button([el("span", { class: "label" }, label), bar(number / most), el("span", { class: "number" }, number.toLocaleString("en"))],
      go, { class: "rank" }))) : el("p", { class: "empty" }, "None");
}

function mostNamed(table) {
  const rows = [...model.tables[table].rows].sort((a, b) => b.mentions - a.mentions).slice(0, MOST_NAMED);
  return ranking(rows.map((row) => [[el("b", {}, row.name), el("small", {}, otherNames(row))], row.mentions ?? 0, () => jump(row)]));
}

function sourceList(events) {
  const bySource = new Map();
  for (const event of events) for (const id of event.sources) bySource.set(id, (bySource.get(id) ?? new Set()).add(event));
  return el("div", { class: "sources" }, model.tables.sources.rows.map((row) => {
    const told = [...(bySource.get(row.source_id) ?? [])];
    const alone = told.filter((event) => event.sources.length === 1).length;
    return button([
      el("b", {}, sourceTitle(row.source_id), row.languages.map(badge)),
      el("small", {}, row.status === "failed" ? `not read: ${row.message}`
        : `${counted(told.length, "event")}, ${alone} of them told here only · ${counted(row.characters ?? 0, "character")}`),
    ], () => jump(row), { class: `source ${row.status}` });
  }));
}

// Events by stretch of time, stacked by corroboration.
function drawHistory(host, events) {
  const days = events.filter((event) => event.from !== null);
  if (!days.length) return fill(host, el("p", { class: "empty" }, "No event has a date."));
  const width = Math.max(280, host.clientWidth), height = 150;
  const x = d3.scaleUtc(d3.extent(days, (event) => event.from), [16, width - 16]).nice();
  const thresholds = x.ticks(Math.min(80, Math.max(10, Math.round(width / 12))));
  const bins = d3.bin().value((event) => event.from).domain(x.domain()).thresholds(thresholds)(days);
  const y = d3.scaleLinear([0, d3.max(bins, (bin) => bin.length)], [height - 22, 6]);
  const svg = d3.select(host).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img")
    .attr("aria-label", `Events over time, ${dated(isoDay(x.domain()[0]))} to ${dated(isoDay(x.domain()[1]))}`);
  for (const bin of bins) {
    let base = 0;
    for (const name of Object.keys(TOLD).reverse()) {
      const number = bin.filter((event) => event.corroboration === name).length;
      if (!number) continue;
      svg.append("rect").attr("class", `fill ${name}`).attr("x", x(bin.x0) + 0.5).attr("width", Math.max(1, x(bin.x1) - x(bin.x0) - 1))
        .attr("y", y(base + number)).attr("height", y(base) - y(base + number));
      base += number;
    }
    svg.append("rect").attr("class", "target").attr("x", x(bin.x0)).attr("width", Math.max(1, x(bin.x1) - x(bin.x0)))
      .attr("y", 0).attr("height", height - 20)
      .on("pointermove", (at) => bin.length && showTip(at.clientX, at.clientY,
        `${bin.x0.getUTCFullYear()} – ${bin.x1.getUTCFullYear()}: ${counted(bin.length, "event")}`))
      .on("pointerleave", hideTip)
      .on("click", () => bin.length && setFilters({ from: String(bin.x0.getUTCFullYear()), to: String(bin.x1.getUTCFullYear()) }));
  }
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 22})`).call(d3.axisBottom(x).ticks(width / 90).tickSizeOuter(0));
  return undefined;
}

function isoDay(day) {
  return new Date(day).toISOString().slice(0, 10);
}

// Who acts with whom: names that take part in the same events, joined by how often and in what spirit.

const MOST_NODES = 40, MOST_LINKS = 160;
// PLOVER's sixteen types of event in its two halves, cooperation and conflict.
const CONFLICT = new Set(["REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]);
const COOPERATION = new Set(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"]);
const SPIRITS = { cooperation: "mostly cooperation", conflict: "mostly conflict", mixed: "both, or neither" };
const net = { most: 25 };

function drawNetwork() {
  const view = $("view-network");
  if (!net.stage) buildNetwork(view);
  const graph = graphOf(state.events, net.most);
  const lines = graph.nodes.slice(0, LISTED).map((node) => [[el("b", {}, node.row.name), el("small", {}, otherNames(node.row))], node.events.length, () => chooseNode(node)]);
  fill(net.list, lines.length ? [el("h2", {}, "Choose a name or a line"), ranking(lines)]
    : el("p", { class: "empty" }, "No two names take part in one event here."));
  paintNetwork(graph);
}

function buildNetwork(view) {
  const most = el("select", { "aria-label": "How many names" }, [12, 25, MOST_NODES, 80].map((number) => option(number, `the ${number} most active`)));
  most.value = String(net.most);
  most.addEventListener("change", () => {
    net.most = Number(most.value);
    drawNetwork();
  });
  net.stage = el("div", { class: "stage network" });
  net.list = el("div", { class: "side" });
  fill(view, el("div", { class: "view-bar" }, most, el("p", { class: "legend" },
    Object.entries(SPIRITS).map(([name, words]) => el("span", {}, el("i", { class: `stroke ${name}` }), words))),
  el("p", { class: "legend" }, ENTITY_TABLES.map((name) => el("span", {}, el("i", { class: `dot node-${name}` }), spoken(name))))),
  el("div", { class: "with-side" }, net.stage, net.list),
  el("p", { class: "note" }, "A line joins two names that take part in the same event; it is the thicker the more events there are."));
}

// { nodes: [{ row, events }], links: [{ source, target, events, spirit }] } of the names in most events.
function graphOf(events, most) {
  const taking = new Map();
  for (const event of events) for (const id of new Set(event.participant_ids)) {
    if (!entity(id)) continue;
    if (!taking.has(id)) taking.set(id, []);
    taking.get(id).push(event);
  }
  const together = ([id, all]) => all.filter((event) => event.participant_ids.some((other) => other !== id)).length;
  const kept = new Map([...taking].filter((one) => together(one)).sort((a, b) => together(b) - together(a)).slice(0, most));
  const links = new Map();
  for (const event of events) {
    const ids = [...new Set(event.participant_ids)].filter((id) => kept.has(id)).sort();
    ids.forEach((source, at) => ids.slice(at + 1).forEach((target) => {
      const name = `${source} ${target}`;
      if (!links.has(name)) links.set(name, { source, target, events: [] });
      links.get(name).events.push(event);
    }));
  }
  const strongest = [...links.values()].sort((a, b) => b.events.length - a.events.length).slice(0, MOST_LINKS);
  const linked = new Set(strongest.flatMap(({ source, target }) => [source, target]));
  return {
    nodes: [...kept].filter(([id]) => linked.has(id)).map(([id, all]) => ({ id, row: entity(id), events: all })),
    links: strongest.map((link) => ({ ...link, spirit: spiritOf(link.events) })),
  };
}

function spiritOf(events) {
  const conflict = events.filter((event) => CONFLICT.has(event.plover_type)).length;
  const cooperation = events.filter((event) => COOPERATION.has(event.plover_type)).length;
  return conflict > 2 * cooperation ? "conflict" : cooperation > 2 * conflict ? "cooperation" : "mixed";
}

function paintNetwork({ nodes, links }) {
  const width = Math.max(280, net.stage.clientWidth), height = Math.round(Math.min(640, Math.max(420, width * 0.75)));
  const radius = d3.scaleSqrt([0, Math.max(4, d3.max(nodes, (node) => node.events.length) ?? 0)], [4, 20]);
  const margin = (node) => Math.min(width / 3, 14 + node.row.name.length * 3.4); // half of its label
  const inside = (value, size, margin) => Math.max(margin, Math.min(size - margin, value));
  const forces = d3.forceSimulation(nodes)
    .force("link", d3.forceLink(links).id((node) => node.id).distance(Math.min(110, width / 6)).strength((link) => Math.min(0.7, 0.08 * link.events.length)))
    .force("charge", d3.forceManyBody().strength(-Math.min(420, 9000 / (nodes.length + 1))))
    .force("x", d3.forceX(width / 2).strength(0.07)).force("y", d3.forceY(height / 2).strength(0.1))
    .force("apart", d3.forceCollide((node) => radius(node.events.length) + 14)).stop();
  forces.tick(300);
  stretch(nodes, "x", width, 40);
  stretch(nodes, "y", height, 40);
  for (const node of nodes) {
    node.x = inside(node.x, width, margin(node));
    node.y = inside(node.y, height, 28);
  }
  const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("aria-label", "Network of who acts with whom");
  const lines = svg.append("g").selectAll("line").data(links).join("line")
    .attr("class", ({ spirit }) => `tie ${spirit}`).attr("stroke-width", ({ events }) => Math.min(9, 0.8 + Math.sqrt(events.length) * 1.2))
    .attr("x1", ({ source }) => source.x).attr("y1", ({ source }) => source.y).attr("x2", ({ target }) => target.x).attr("y2", ({ target }) => target.y)
    .on("click", (happening, { source, target, events }) => listBehind(`${source.row.name} and ${target.row.name}`, events))
    .on("pointermove", (happening, { source, target, events, spirit }) => showTip(happening.clientX, happening.clientY,
      el("strong", {}, `${source.row.name} – ${target.row.name}`), `${counted(events.length, "event")}, ${SPIRITS[spirit]}`))
    .on("pointerleave", hideTip);
  const marks = svg.append("g").selectAll("g").data(nodes).join("g").attr("class", ({ row }) => `node node-${row.table}`)
    .attr("transform", ({ x, y }) => `translate(${x},${y})`).attr("tabindex", 0).attr("role", "button")
    .attr("aria-label", ({ row, events }) => `${row.name}, ${counted(events.length, "event")}`)
    .on("click", (happening, node) => chooseNode(node))
    .on("keydown", (happening, node) => happening.key === "Enter" && chooseNode(node))
    .on("pointerenter focus", (happening, node) => {
      lines.classed("dim", ({ source, target }) => source !== node && target !== node);
      const near = new Set(links.filter(({ source, target }) => source === node || target === node).flatMap(({ source, target }) => [source, target]));
      marks.classed("dim", (other) => other !== node && !near.has(other));
    })
    .on("pointerleave blur", () => {
      lines.classed("dim", false);
      marks.classed("dim", false);
    });
  marks.append("circle").attr("r", ({ events }) => radius(events.length));
  marks.append("text").attr("y", ({ events }) => radius(events.length) + 12).attr("text-anchor", "middle").text(({ row }) => row.name);
  fill(net.stage, svg.node());
}

// Spreads the nodes over the whole of one direction.
function stretch(nodes, direction, size, margin) {
  const extent = d3.extent(nodes, (node) => node[direction]);
  const scale = d3.scaleLinear(extent, [margin, size - margin]);
  for (const node of nodes) if (extent[1] > extent[0]) node[direction] = scale(node[direction]);
}

function chooseNode({ row, events }) {
  jump(row);
  listBehind(row.name, events, button("only these events, in all views", () => setFilters({ participant: row.key }), { class: "link" }));
}

function listBehind(title, events, ...more) {
  fill(net.list, el("h2", {}, title), more, eventList(events));
}

// The map: places and the events at them on outlines that the page carries, where coordinates are known.

const LISTED = 20, MOST_LABELS = 60, WIDE = 100; // labels; degrees from the middle at which the whole world is shown
const atlas = { what: "events", zoom: null, outlines: null };

function drawMap() {
  const view = $("view-map");
  if (!atlas.outlines) buildMap(view);
  const places = placesOnMap();
  const unknown = model.tables.places.rows.filter((row) => row.latitude === null).length;
  const lost = state.events.filter((event) => event.latitude === null).length;
  atlas.note.textContent = atlas.what === "events"
    ? `${lost} of ${state.events.length} events have no place with coordinates and are not on the map.`
    : `${unknown} of ${model.tables.places.rows.length} places have no known coordinates and are not on the map.`;
  const lines = places.slice(0, LISTED).map((place) => [[el("b", {}, place.row.name), el("small", {}, otherNames(place.row))], place.number, () => choosePlace(place)]);
  fill(atlas.list, places.length ? [el("h2", {}, "Choose a place"), ranking(lines)]
    : el("p", { class: "empty" }, "Nothing to show on the map."));
  paintMap(places);
}

function buildMap(view) {
  const topology = JSON.parse($("outlines").textContent);
  atlas.outlines = topojson.feature(topology, topology.objects.land);
  atlas.borders = topojson.mesh(topology, topology.objects.countries, (a, b) => a !== b);
  const what = el("select", { "aria-label": "Show on the map" }, option("events", "where events happened"), option("places", "all places that are named"));
  what.addEventListener("change", () => {
    atlas.what = what.value;
    drawMap();
  });
  atlas.list = el("div", { class: "side" });
  atlas.note = el("p", { class: "note" });
  atlas.stage = el("div", { class: "stage map", tabindex: 0, role: "group", "aria-label": "Map. Plus and minus zoom; Tab goes from place to place." });
  const zoomBy = (factor) => atlas.zoom && atlas.zoom.scaleBy(atlas.svg, factor);
  const all = () => atlas.zoom && atlas.zoom.transform(atlas.svg, d3.zoomIdentity);
  atlas.stage.addEventListener("keydown", ({ key }) => {
    if (key === "+" || key === "=") zoomBy(1.5);
    else if (key === "-") zoomBy(1 / 1.5);
    else if (key === "0") all();
  });
  fill(view, el("div", { class: "view-bar" }, what, legend(), el("span", { class: "grow" }), zoomButtons(zoomBy, all)),
  el("div", { class: "with-side" }, atlas.stage, atlas.list), atlas.note,
  el("p", { class: "note" }, "Outlines: Natural Earth 1:110 million; thin lines are the borders of today, for orientation only. A state stands at a point inside it."));
}

// [{ row, events, number, told }]: places with coordinates, the most told first.
function placesOnMap() {
  const at = grouped(state.events.filter((event) => event.place_id), (event) => event.place_id);
  const rank = Object.keys(TOLD);
  return model.tables.places.rows
    .filter((row) => row.latitude !== null && row.longitude !== null && (atlas.what === "places" || at.has(row.place_id)))
    .map((row) => {
      const events = at.get(row.place_id) ?? [];
      const told = d3.max(events, (event) => rank.indexOf(event.corroboration));
      return { row, events, number: atlas.what === "places" ? row.mentions : events.length, told: events.length ? rank[told] : "named" };
    })
    .sort((a, b) => b.number - a.number);
}

// A projection that shows the places large: of one region without distortion, else of the world.
function projectionFor(places, width, height) {
  const points = { type: "MultiPoint", coordinates: places.map(({ row }) => [row.longitude, row.latitude]) };
  const margin = Math.min(60, width / 8);
  const inside = [[margin, margin * 0.6], [width - margin * 1.6, height - margin * 0.6]];
  if (!places.length) return d3.geoEqualEarth().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
  const centre = d3.geoCentroid(points);
  const radius = d3.max(points.coordinates, (point) => d3.geoDistance(point, centre)) * 180 / Math.PI;
  if (radius > WIDE) return d3.geoEqualEarth().rotate([-centre[0], 0]).fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
  const projection = d3.geoAzimuthalEqualArea().rotate([-centre[0], -centre[1]]).clipAngle(Math.min(179, 120)).precision(0.3);
  const area = { type: "MultiPoint", coordinates: radius < 2 ? d3.geoCircle().center(centre).radius(6)().coordinates[0] : points.coordinates };
  return projection.fitExtent(inside, area);
}

function paintMap(places) {
  const width = Math.max(280, atlas.stage.clientWidth), height = Math.round(Math.min(620, Math.max(300, width * 0.62)));
  const projection = projectionFor(places, width, height);
  const path = d3.geoPath(projection);
  const svg = atlas.svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("aria-label", "Map of the places");
  const ground = svg.append("g");
  ground.append("path").attr("class", "graticule").attr("d", path(d3.geoGraticule10()));
  ground.append("path").attr("class", "land").attr("d", path(atlas.outlines));
  ground.append("path").attr("class", "borders").attr("d", path(atlas.borders));
  const largest = Math.max(6, Math.min(22, 160 / Math.sqrt(places.length + 1))); // many places leave each less room
  const radius = d3.scaleSqrt([0, Math.max(4, d3.max(places, (place) => place.number) ?? 0)], [2.5, largest]);
  const marks = svg.append("g").selectAll("g").data(places.filter(({ row }) => projection([row.longitude, row.latitude]))).join("g")
    .attr("class", ({ told }) => `place-mark ${told}`).attr("tabindex", 0).attr("role", "button")
    .attr("aria-label", ({ row, number }) => `${row.name}, ${counted(number, atlas.what === "places" ? "mention" : "event")}`)
    .on("click", (happening, place) => choosePlace(place))
    .on("keydown", (happening, place) => happening.key === "Enter" && choosePlace(place))
    .on("pointermove", (happening, { row, events }) => showTip(happening.clientX, happening.clientY, el("strong", {}, row.name),
      otherNames(row).map((name) => name.textContent).join(" · "), `${counted(row.mentions ?? 0, "mention")}, ${counted(events.length, "event")}`))
    .on("pointerleave", hideTip);
  marks.append("circle").attr("r", ({ number }) => radius(number));
  marks.append("text").attr("x", ({ number }) => radius(number) + 4).attr("dy", "0.35em").text(({ row }) => row.name);
  const settle = (transform) => {
    ground.attr("transform", transform).attr("stroke-width", 1 / transform.k);
    marks.attr("transform", ({ row }) => `translate(${transform.apply(projection([row.longitude, row.latitude]))})`);
    hideClashes(marks, transform, projection, radius, width, height);
  };
  atlas.zoom = d3.zoom().scaleExtent([0.3, 40]).filter((happening) => !happening.button && (happening.type !== "wheel" || happening.ctrlKey || happening.metaKey))
    .on("zoom", ({ transform }) => settle(transform));
  svg.call(atlas.zoom).on("dblclick.zoom", null);
  fill(atlas.stage, svg.node());
  settle(d3.zoomIdentity);
}

// Shows the labels of the most told places, and of others where they cover none.
function hideClashes(marks, transform, projection, radius, width, height) {
  const taken = [];
  marks.select("text").attr("visibility", function ({ row, number }) {
    const [x, y] = transform.apply(projection([row.longitude, row.latitude]));
    const left = x + radius(number) + 2, box = [left, y - 8, left + row.name.length * 7 + 6, y + 8];
    const outside = box[2] < 0 || box[0] > width || box[3] < 0 || box[1] > height;
    const clash = taken.some((one) => box[0] < one[2] && one[0] < box[2] && box[1] < one[3] && one[1] < box[3]);
    if (outside || clash || taken.length >= MOST_LABELS) return "hidden";
    taken.push(box);
    return "visible";
  });
}

function choosePlace({ row, events }) {
  jump(row);
  fill(atlas.list, el("h2", {}, row.name, el("small", {}, [spoken(row.kind), row.country_code].filter(Boolean).join(", "))),
    el("p", {}, otherNames(row)),
    button(`${counted(row.mentions ?? 0, "mention")} in the sources`, () => jump(row), { class: "link" }),
    events.length ? eventList(events) : el("p", { class: "empty" }, "No event is placed here."));
}

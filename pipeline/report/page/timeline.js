// The timeline: drawn on canvas, so that ten thousand events move as easily as ten.

const LANES = {
  event_type: ["type of event", (event) => [spoken(event.event_type)]],
  source: ["source", (event) => event.sources.map(sourceTitle)],
  corroboration: ["corroboration", (event) => [TOLD[event.corroboration]]],
  participant: ["who takes part", (event) => event.participant_names],
};
const MOST_LANES = 24, TITLE_LENGTH = 56, SIDE = 10;
const timeline = { lanes: "event_type", transform: d3.zoomIdentity, laid: null, widths: new Map(), dated: [], groups: [], at: -1, zoom: null };

function drawTimeline() {
  const view = $("view-timeline");
  if (!timeline.canvas) buildTimeline(view);
  timeline.dated = state.events.filter((event) => event.from !== null).sort(byDate);
  timeline.groups = lanesOf(timeline.dated);
  const without = state.events.length - timeline.dated.length;
  fill(timeline.note, without ? [`${counted(without, "event")} without a date: `,
    button("see the table", () => openTable("events"), { class: "link" })] : null);
  const extent = d3.extent(timeline.dated.flatMap((event) => [event.from, event.to]));
  timeline.base = d3.scaleUtc().domain(timeline.dated.length ? extent : [Date.UTC(1900, 0), Date.UTC(2000, 0)]);
  paintTimeline();
}

function buildTimeline(view) {
  const lanes = el("select", { "aria-label": "Lanes by" }, Object.entries(LANES).map(([name, [label]]) => option(name, `lanes by ${label}`)));
  lanes.addEventListener("change", () => {
    timeline.lanes = lanes.value;
    drawTimeline();
  });
  const canvas = el("canvas", { tabindex: 0, role: "application", id: "timeline-canvas",
    "aria-label": "Timeline of events. Left and right move from event to event, Enter reads one, plus and minus zoom." });
  const axis = d3.create("svg").attr("class", "axis time-axis").attr("height", 24);
  timeline.note = el("p", { class: "note" });
  const zoomBy = (factor) => timeline.zoom.scaleBy(d3.select(canvas), factor);
  timeline.zoom = d3.zoom().scaleExtent([1, 4000])
    .filter((happening) => !happening.button && (happening.type !== "wheel" || happening.ctrlKey || happening.metaKey))
    .on("zoom", ({ transform }) => {
      timeline.transform = transform;
      hideTip();
      paintTimelineSoon();
    });
  fill(view,
    el("div", { class: "view-bar" }, lanes, legend(), el("span", { class: "grow" }),
      zoomButtons(zoomBy, () => timeline.zoom.transform(d3.select(canvas), d3.zoomIdentity))),
    axis.node(), canvas, timeline.note,
    el("p", { class: "note" }, "Drag to move, Ctrl and wheel or + and − to zoom. A pale bar is how far the date is open; a hollow mark is not told as a fact."));
  Object.assign(timeline, { canvas, axis });
  d3.select(canvas).call(timeline.zoom);
  canvas.addEventListener("pointermove", pointAtTimeline);
  canvas.addEventListener("pointerleave", hideTip);
  canvas.addEventListener("click", (happening) => {
    const mark = markAt(happening);
    if (mark) jump(mark.event);
  });
  canvas.addEventListener("keydown", keyInTimeline);
  new ResizeObserver(() => state.view === "timeline" && paintTimelineSoon()).observe(view);
}

function lanesOf(events) {
  const groups = new Map();
  for (const event of events) for (const name of LANES[timeline.lanes][1](event)) {
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(event);
  }
  return [...groups].map(([name, all]) => ({ name, events: all }))
    .sort((a, b) => (a.name === "other") - (b.name === "other") || b.events.length - a.events.length).slice(0, MOST_LANES);
}

const paintTimelineSoon = inNextFrame(() => paintTimeline());

function paintTimeline() {
  const { canvas, base } = timeline;
  const width = canvas.parentElement.clientWidth;
  if (!width) return;
  base.range([SIDE, width - SIDE * 3]);
  timeline.zoom.extent([[0, 0], [width, 100]]).translateExtent([[-width * 0.1, 0], [width * 1.1, 100]]);
  const scale = timeline.transform.rescaleX(base);
  const pen = canvas.getContext("2d");
  const font = getComputedStyle(document.body).fontFamily;
  pen.font = `12px ${font}`;
  timeline.laid = layTimeline(timeline.groups, scale, width, (event) => labelWidth(pen, event));
  const height = Math.max(120, timeline.laid.height + 22), ratio = devicePixelRatio || 1;
  Object.assign(canvas, { width: width * ratio, height: height * ratio });
  canvas.style.height = `${height}px`;
  pen.scale(ratio, ratio);
  const ticks = Math.max(2, width / 95);
  timeline.axis.attr("width", width).selectAll("g").data([0]).join("g").attr("transform", "translate(0,23)")
    .call(d3.axisTop(scale).ticks(ticks).tickSizeOuter(0));
  pen.fillStyle = colour("line");
  for (const tick of scale.ticks(ticks)) pen.fillRect(Math.round(scale(tick)), 0, 1, height);
  pen.textBaseline = "middle";
  for (const lane of timeline.laid.lanes) {
    pen.fillStyle = colour("line");
    pen.fillRect(0, lane.top, width, 1);
    pen.fillStyle = colour("soft");
    pen.font = `600 11px ${font}`;
    pen.fillText(`${lane.name} · ${lane.count}`, 4, lane.top + 11);
  }
  paintYears(pen, scale, ticks, height, font);
  pen.font = `12px ${font}`;
  for (const mark of timeline.laid.marks) paintMark(pen, mark);
  if (!timeline.dated.length) pen.fillText("No event that passes the filters has a date.", 12, 60);
}

// The axis once more below, for long pictures and for paper.
function paintYears(pen, scale, ticks, height, font) {
  const words = scale.tickFormat(ticks);
  pen.font = `11px ${font}`;
  pen.fillStyle = colour("soft");
  pen.textAlign = "center";
  for (const tick of scale.ticks(ticks)) pen.fillText(words(tick), scale(tick), height - 9);
  pen.textAlign = "left";
}

function labelWidth(pen, event) {
  if (!timeline.widths.has(event)) timeline.widths.set(event, pen.measureText(shortTitle(event)).width);
  return timeline.widths.get(event);
}

function shortTitle({ title }) {
  return title.length > TITLE_LENGTH ? `${title.slice(0, TITLE_LENGTH - 1)}…` : title;
}

function paintMark(pen, { event, x0, x1, y, height, label, precise }) {
  const chosen = state.selected?.row === event;
  const paint = colour(event.corroboration);
  pen.beginPath();
  pen.roundRect(x0, y, x1 - x0, height, Math.min(3.5, height / 2));
  pen.globalAlpha = precise ? 0.95 : 0.3;
  pen.fillStyle = pen.strokeStyle = paint;
  if (event.polarity === "asserted") pen.fill();
  pen.globalAlpha = 1;
  if (event.polarity !== "asserted" || !precise) pen.stroke();
  if (chosen) {
    pen.lineWidth = 2;
    pen.strokeStyle = colour("ink");
    pen.strokeRect(x0 - 3, y - 3, x1 - x0 + 6, height + 6);
    pen.lineWidth = 1;
  }
  if (!label) return;
  pen.fillStyle = colour("ink");
  pen.textAlign = label === "left" ? "right" : "left";
  pen.fillText(shortTitle(event), label === "left" ? x0 - LABEL_GAP : Math.max(x1, 0) + LABEL_GAP, y + height / 2 + 0.5);
  pen.textAlign = "left";
}

function markAt({ offsetX, offsetY }) {
  return timeline.laid.marks.findLast(({ x0, x1, begin, end, y, height }) =>
    offsetX >= (begin ?? x0) - 2 && offsetX <= (end ?? x1) + 2 && offsetY >= y - 2 && offsetY <= y + height + 2);
}

function pointAtTimeline(happening) {
  const mark = markAt(happening);
  timeline.canvas.style.cursor = mark ? "pointer" : "grab";
  if (mark) showTip(happening.clientX, happening.clientY, ...eventTip(mark.event));
  else hideTip();
}

function keyInTimeline(happening) {
  const { key } = happening, all = timeline.dated;
  const select = d3.select(timeline.canvas);
  if ((key === "ArrowRight" || key === "ArrowLeft") && all.length) {
    const here = all.indexOf(state.selected?.row);
    const event = all[here < 0 ? 0 : Math.max(0, Math.min(all.length - 1, here + (key === "ArrowRight" ? 1 : -1)))];
    state.selected = { row: event, places: placesOf(event), at: 0 };
    tell("selected");
  } else if (key === "Enter" && state.selected) jump(state.selected.row);
  else if (key === "+" || key === "=") timeline.zoom.scaleBy(select, 1.6);
  else if (key === "-") timeline.zoom.scaleBy(select, 1 / 1.6);
  else if (key === "0") timeline.zoom.transform(select, d3.zoomIdentity);
  else return;
  happening.preventDefault();
}

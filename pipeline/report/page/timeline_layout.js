// Where the marks of the timeline go: lanes, in each as many lines as it takes, labels where there is room.

const LANE_TITLE = 20, LABELLED = 19, BARE = 8, MOST_LINES = 12, MOST_LABELLED = 24, LEAST_WIDTH = 7, LABEL_GAP = 5, MARK_GAP = 8, OPEN_END = 24, MOST_HIGH = 60;

// `lanes`: [{ name, events }], the events by date; `measure(event)`: the width of its label in pixels.
// Returns { height, lanes: [{ name, count, top }], marks: [{ event, x0, x1, y, height, label }] }.
function layTimeline(lanes, scale, width, measure) {
  const laid = { height: 0, lanes: [], marks: [] };
  for (const { name, events } of lanes) {
    const shown = events.map((event) => barOf(event, scale, width)).filter(({ x0, x1 }) => x1 >= 0 && x0 <= width);
    const top = laid.height;
    laid.lanes.push({ name, count: events.length, top });
    laid.height += LANE_TITLE;
    const { lines, height } = linesOf(shown, width, measure);
    lines.forEach((line, number) => line.forEach((mark) => laid.marks.push({
      ...mark, y: laid.height + number * height, height: height - (height === BARE ? 2 : 5),
    })));
    laid.height += Math.max(1, lines.length) * height + 8;
  }
  return laid;
}

// Every mark with its label where that takes few lines; else labels where there is room, or thin lines without.
function linesOf(marks, width, measure) {
  const labelled = fit(marks.map((mark) => spread(mark, width, measure(mark.event))), MOST_LABELLED);
  if (!labelled.crowded) return { lines: labelled.lines, height: LABELLED };
  const { lines } = fit(marks, MOST_LINES);
  if (marks.length > MOST_HIGH) return { lines, height: BARE };
  const roomy = lines.map((line) => line.map((mark, at) => {
    const end = mark.x1 + LABEL_GAP + measure(mark.event);
    return end + MARK_GAP < Math.min(line[at + 1]?.x0 ?? width, width) ? { ...mark, label: "right", end } : mark;
  }));
  return { lines: roomy, height: LABELLED };
}

// A mark with its label: to its right, or to its left where it would run out of the picture.
function spread(mark, width, label) {
  const right = mark.x1 + LABEL_GAP + label, left = mark.x0 - LABEL_GAP - label;
  return right <= width || left < 0 ? { ...mark, label: "right", end: right } : { ...mark, label: "left", begin: left };
}

// The first line with room for each mark; crowded when there are more lines than allowed.
function fit(marks, most) {
  const lines = [], ends = [];
  let crowded = false;
  for (const mark of marks) {
    const begin = mark.begin ?? mark.x0;
    let line = ends.findIndex((end) => end <= begin);
    if (line < 0 && ends.length < most) line = ends.length;
    if (line < 0) {
      crowded = true;
      line = ends.indexOf(Math.min(...ends));
    }
    (lines[line] ??= []).push(mark);
    ends[line] = Math.max(ends[line] ?? -Infinity, (mark.end ?? mark.x1) + (mark.label ? MARK_GAP : 1));
  }
  return { lines, crowded };
}

const DAY = 86400000;

// The stretch of the picture that an event covers; open ends reach a little further.
function barOf(event, scale, width) {
  const from = scale(event.from) - (event.open === "start" ? OPEN_END : 0);
  const to = Math.max(scale(event.to + DAY) + (event.open === "end" ? OPEN_END : 0), from + LEAST_WIDTH);
  return { event, x0: Math.max(-40, from), x1: Math.min(width + 40, to), precise: event.to - event.from < 2 * DAY && !event.open };
}

// Puts the views together: tabs, keys, printing, and the row that the address names.

const DRAWERS = {
  overview: () => drawOverview(), timeline: () => drawTimeline(), map: () => drawMap(), network: () => drawNetwork(),
  compare: () => drawCompare(), tables: () => refreshTable(),
};
const drawnFor = {}; // view -> the events it was drawn for
let forPrint = false;

function printing() {
  return forPrint;
}

// Draws the view that is shown, unless it already shows these events.
function draw(view = state.view, again = false) {
  if (!(view in DRAWERS) || (!again && drawnFor[view] === state.events)) return;
  drawnFor[view] = state.events;
  DRAWERS[view]();
}

function showView() {
  const reading = state.view === "reader";
  $("panes").classList.toggle("reading", reading);
  for (const name of Object.keys(VIEWS)) {
    const tab = $(`tab-${name}`), view = $(`view-${name}`);
    tab.setAttribute("aria-selected", name === state.view);
    tab.tabIndex = name === state.view ? 0 : -1;
    if (view) view.hidden = name !== state.view;
  }
  document.body.dataset.view = state.view;
  $("views").scrollTop = 0;
  draw();
}

function startTabs() {
  fill($("tabs"), Object.entries(VIEWS).map(([name, label]) => el("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-controls": name === "reader" ? "reader" : `view-${name}`,
    onclick: () => setView(name),
  }, label)));
  $("tabs").addEventListener("keydown", (happening) => {
    const names = Object.keys(VIEWS), at = names.indexOf(state.view);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[happening.key];
    if (to === undefined) return;
    happening.preventDefault();
    const name = names[(to + names.length) % names.length];
    setView(name);
    $(`tab-${name}`).focus();
  });
}

function startKeys() {
  document.addEventListener("keydown", (happening) => {
    if (happening.ctrlKey || happening.metaKey || happening.altKey || typing(happening.target)) return;
    const views = Object.keys(VIEWS);
    const { key } = happening;
    if (key === "/") (state.view === "tables" ? $("table-search") : $("filters").elements.text).focus();
    else if (key >= "1" && key <= "7") setView(views[Number(key) - 1]);
    else if (key === "[" || key === "]") step(key === "[" ? -1 : 1);
    else if (key === "r") toggleReading();
    else if (key === "b" && state.selected) toRow(state.selected.row);
    else if (key === "Escape") unselect();
    else return;
    happening.preventDefault();
  });
}

function startPrinting() {
  addEventListener("beforeprint", () => {
    forPrint = true;
    for (const name of Object.keys(DRAWERS)) {
      $(`view-${name}`).hidden = false;
      draw(name, true);
    }
    grid.paint(PRINTED_ROWS);
    for (const pane of panes.values()) fillPane(pane);
  });
  addEventListener("afterprint", () => {
    forPrint = false;
    showView();
  });
}

const PRINTED_ROWS = 500;

function start() {
  startTabs();
  startFilters();
  startReader();
  startTables();
  startKeys();
  startPrinting();
  when("view", showView);
  when("filters", () => draw());
  when("theme", () => draw(state.view, true));
  when("selected", () => state.view === "timeline" && paintTimelineSoon());
  startTheme();
  showView();
  const named = entity(decodeURIComponent(location.hash.slice(1)));
  if (named) jump(named);
  document.body.dataset.ready = "yes";
}

start();

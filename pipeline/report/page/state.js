// What the reader of the page has chosen, and who wants to know when it changes.

const VIEWS = {
  overview: "Overview", timeline: "Timeline", map: "Map", network: "Network", compare: "Comparison", tables: "Tables",
  reader: "Reader", about: "About",
};
const NO_FILTERS = { text: "", source: "", type: "", participant: "", corroboration: "", polarity: "", from: "", to: "" };

const state = {
  view: "overview",
  before: "overview", // the view to come back to from the reader
  filters: { ...NO_FILTERS },
  events: model.tables.events.rows, // those that pass the filters
  selected: null, // { row, places, at }
};
const listeners = { view: [], filters: [], selected: [], theme: [] };

function when(what, listener) {
  listeners[what].push(listener);
}

function tell(what) {
  for (const listener of listeners[what]) listener();
}

function setView(view) {
  if (!(view in VIEWS) || view === state.view) return;
  if (view === "reader") state.before = state.view;
  state.view = view;
  tell("view");
}

function setFilters(changes) {
  Object.assign(state.filters, changes);
  state.events = model.tables.events.rows.filter(passes(state.filters));
  tell("filters");
}

// Selects a row and shows the `at`-th place where it stands in the texts.
function jump(row, at = 0) {
  state.selected = { row, places: placesOf(row), at };
  if (!matchMedia("(min-width: 1000px)").matches) setView("reader"); // no room for both
  tell("selected");
}

// The same for a place that is known, such as a quote that was clicked.
function jumpTo(row, place) {
  const same = (one) => one.source === place.source && one.start === place.start;
  jump(row, Math.max(0, placesOf(row).findIndex(same)));
}

function step(by) {
  const chosen = state.selected;
  if (!chosen || !chosen.places.length) return;
  chosen.at = (chosen.at + by + chosen.places.length) % chosen.places.length;
  tell("selected");
}

function unselect() {
  state.selected = null;
  tell("selected");
}

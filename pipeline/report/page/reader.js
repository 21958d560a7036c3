// The sources beside each other, and the card of what is selected.

const MOST_PANES = 3, SLICE = 15; // open texts; milliseconds
const panes = new Map(); // source id -> { root, body, at, rest }

function startReader() {
  const reader = $("reader");
  const sources = model.tables.sources.rows;
  const picker = el("select", { "aria-label": "Open a source", id: "open-source" }, option("", "Source …"),
    sources.map((row) => option(row.source_id, sourceTitle(row.source_id))));
  picker.addEventListener("change", () => {
    if (picker.value) jump(source(picker.value));
    picker.value = "";
  });
  const kinds = KINDS.map((kind) => el("label", { class: `kind ${kind}` },
    el("input", { type: "checkbox", checked: true, onchange: ({ target }) => reader.classList.toggle(`no-${kind}`, !target.checked) }),
    spoken(kind)));
  fill(reader,
    el("div", { class: "reader-bar" }, picker, el("div", { class: "kinds" }, kinds),
      button("Side by side", () => toggleReading(), { id: "side", class: "quiet" })),
    el("div", { id: "card", class: "card", hidden: true }),
    el("div", { id: "columns", class: "columns" }));
  reader.addEventListener("click", chooseHighlight);
  reader.addEventListener("keydown", moveAmongHighlights);
  sources.filter((row) => row.characters).slice(0, MOST_PANES).forEach((row) => openPane(row.source_id));
  when("selected", showSelected);
  when("view", () => {
    $("side").textContent = state.view === "reader" ? "Back to the views" : "Side by side";
    if (state.selected) goToPlaces(); // the texts may have been hidden, or have another width now
  });
}

function toggleReading() {
  setView(state.view === "reader" ? state.before : "reader");
}

function openPane(sourceId) {
  if (panes.has(sourceId)) return panes.get(sourceId);
  const row = source(sourceId), at = new Map();
  const body = el("div", { class: "text", tabindex: 0, role: "group", "aria-label": `Text of ${sourceTitle(sourceId)}` });
  const root = el("article", { class: "pane", "data-source": sourceId },
    el("header", {}, el("h2", { title: row.path }, sourceTitle(sourceId)), row.languages.map(badge),
      button("×", () => closePane(sourceId), { class: "close", "aria-label": `Close ${sourceTitle(sourceId)}` })),
    body);
  panes.set(sourceId, { root, body, at, rest: paragraphsOf(sourceId, at) });
  fillSlowly(panes.get(sourceId));
  if (!body.childNodes.length) body.append(el("p", { class: "empty" }, row.message || "Nothing was read of this source."));
  body.querySelector("mark, .chip")?.setAttribute("tabindex", "0");
  const order = model.tables.sources.rows.map((one) => one.source_id);
  const after = [...panes.keys()].filter((id) => order.indexOf(id) > order.indexOf(sourceId))
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))[0];
  $("columns").insertBefore(root, after ? panes.get(after).root : null);
  return panes.get(sourceId);
}

// Adds what is left of the text, for at most so many milliseconds.
function fillPane(pane, milliseconds = Infinity) {
  const end = performance.now() + milliseconds;
  while (pane.rest && performance.now() < end) {
    const { value, done } = pane.rest.next();
    if (done) pane.rest = null;
    else pane.body.append(value);
  }
}

function fillSlowly(pane) {
  fillPane(pane, SLICE);
  if (pane.rest) setTimeout(() => fillSlowly(pane), SLICE);
}

function closePane(sourceId) {
  const pane = panes.get(sourceId);
  pane.rest = null; // nobody will read it
  pane.root.remove();
  panes.delete(sourceId);
}

// Opens the sources where the row stands (the current place's first), and goes to a place in each of them.
function showSelected() {
  showPlaces();
  showCard();
  const chosen = state.selected;
  if (!chosen || !chosen.places.length) return;
  const current = chosen.places[chosen.at];
  const wanted = [...new Set([current.source, ...chosen.places.map((place) => place.source)])].slice(0, MOST_PANES);
  if (chosen.row.table === "sources") wanted.push(...[...panes.keys()].filter((id) => id !== current.source).slice(0, MOST_PANES - 1));
  for (const id of [...panes.keys()]) if (!wanted.includes(id)) closePane(id);
  for (const id of wanted) fillPane(openPane(id));
  showPlaces();
  goToPlaces();
}

// Marks what is selected in the open texts, and the current place among it.
function showPlaces() {
  for (const node of $("columns").querySelectorAll(".selected, .current")) node.classList.remove("selected", "current");
  const { places, at } = state.selected ?? { places: [], at: 0 };
  for (const place of places) for (const node of shownAt(place)) node.classList.add("selected");
  if (places.length) for (const node of shownAt(places[at])) node.classList.add("current");
}

// Scrolls each open text to the selected place in it: the current one, else its first.
function goToPlaces() {
  const { places, at } = state.selected;
  for (const id of panes.keys()) scrollTo(id === places[at]?.source ? places[at] : places.find((place) => place.source === id));
}

function shownAt(place) {
  return panes.get(place.source)?.at.get(`${place.start}-${place.end}`) ?? [];
}

function scrollTo(place, again = false) {
  if (!place) return;
  const { body } = panes.get(place.source);
  const [node] = shownAt(place);
  if (!node) {
    if (place.end === 0) body.scrollTop = 0;
    return;
  }
  const top = node.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
  body.scrollTop = top - body.clientHeight / 3;
  if (!again) requestAnimationFrame(() => panes.has(place.source) && scrollTo(place, true)); // paragraphs above had no height yet
}

function showCard() {
  const chosen = state.selected, card = $("card");
  card.hidden = !chosen;
  if (!chosen) return;
  const { row, places, at } = chosen;
  const steps = places.length > 1 ? [
    button("‹", () => step(-1), { "aria-label": "The place before" }),
    el("span", { class: "place" }, `${at + 1} of ${places.length}`),
    button("›", () => step(1), { "aria-label": "The next place" })] : [];
  fill(card,
    el("div", { class: "card-head" }, el("h2", {}, cardTitle(row)), el("div", { class: "steps" }, steps,
      button("Row", () => toRow(row), { title: "To its row in the tables (b)" }),
      button("×", unselect, { class: "close", "aria-label": "Select nothing" }))),
    cardLines(row),
    places.length ? null : el("p", { class: "empty" }, "No sentence of the sources stands behind this row."));
  announce(`${cardTitle(row)}${places.length ? `, ${at + 1} of ${places.length}, ${sourceTitle(places[at].source)}` : ""}`);
}

// A highlight was chosen: back to the row it belongs to.
function chooseHighlight(happening) {
  const node = happening.target.closest("mark, .chip");
  if (!node) return;
  const sourceId = node.closest(".pane").dataset.source;
  if (node.dataset.event) {
    const event = model.tables.events.byKey.get(node.dataset.event);
    toRow(event, model.evidenceOf.get(event.event_id).find((row) => row.source_id === sourceId && shownAt({ source: sourceId, ...row }).includes(node.parentElement)));
    return;
  }
  const mention = model.tables.mentions.byKey.get(node.dataset.mention);
  const row = mention.kind === "date" ? model.tables.dates.byKey.get(mention.mention_id) : entity(mention.entity_id);
  toRow(row ?? mention, mention);
}

function moveAmongHighlights(happening) {
  const body = happening.target.closest(".text");
  if (!body) return;
  const here = happening.target.closest("mark, .chip");
  if (here && (happening.key === "Enter" || happening.key === " ")) {
    happening.preventDefault();
    chooseHighlight(happening);
    return;
  }
  const by = { ArrowRight: 1, ArrowLeft: -1 }[happening.key];
  if (!by) return;
  happening.preventDefault();
  const all = [...body.querySelectorAll("mark, .chip")].filter((one) => one.offsetParent !== null);
  const to = all[here ? Math.max(0, Math.min(all.length - 1, all.indexOf(here) + by)) : 0];
  for (const one of body.querySelectorAll("[tabindex='0']")) one.tabIndex = -1;
  if (to) {
    to.tabIndex = 0;
    to.focus();
  }
}

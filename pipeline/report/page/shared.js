// Pieces that several views show: words, dates, badges, lists of events, the tip under the pointer.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };
const KINDS = ["person", "place", "organization", "event", "date"];
const TOLD = { single: "one source", corroborated: "several agree", contradicted: "several disagree" };
const LANGUAGES = { th: "Thai", ru: "Russian", en: "English" };

function spoken(word) {
  return String(word).replaceAll("_", " ");
}

function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

// An EDTF value in English: 1893-10-03 is 3 October 1893, 192X the 1920s, 1941/1944 1941 – 1944.
function dated(edtf) {
  if (!edtf) return "";
  const range = edtf.split("/");
  if (range.length === 2) {
    if (range[0] === ".." || range[0] === "") return `until ${dated(range[1])}`;
    if (range[1] === ".." || range[1] === "") return `since ${dated(range[0])}`;
    return `${dated(range[0])} – ${dated(range[1])}`;
  }
  const [, mark] = /([~?%]*)$/.exec(edtf);
  const bare = edtf.slice(0, edtf.length - mark.length);
  const vague = mark.includes("~") || mark.includes("%") ? "about " : "";
  const unsure = mark.includes("?") || mark.includes("%") ? " (?)" : "";
  const found = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(bare);
  if (!found) return vague + (/^\d\dX?X$|^\d{3}X$/.test(bare) ? `${bare.replaceAll("X", "0")}s` : bare) + unsure;
  const years = Number(found[1]) > 0 ? String(Number(found[1])) : `${1 - Number(found[1])} BC`;
  const month = found[2] ? `${SEASONS[found[2]] ?? MONTHS[Number(found[2]) - 1] ?? found[2]} ` : "";
  return `${vague}${found[3] ? `${Number(found[3])} ` : ""}${month}${years}${unsure}`;
}

function badge(language) {
  return language ? el("span", { class: "badge", title: LANGUAGES[language] ?? language }, language) : null;
}

function toldBadge(corroboration) {
  return el("span", { class: `told-by ${corroboration}` }, TOLD[corroboration] ?? corroboration);
}

// The names of a row in the scripts of the sources, without the one that is its title.
function otherNames(row) {
  return ["en", "ru", "th"]
    .filter((language) => row[`name_${language}`] && row[`name_${language}`] !== row.name)
    .map((language) => el("span", { lang: language, class: "other-name" }, row[`name_${language}`]));
}

function byDate(a, b) {
  return (a.from ?? Infinity) - (b.from ?? Infinity) || (a.to ?? Infinity) - (b.to ?? Infinity) || 0;
}

function eventButton(event) {
  return button([
    el("span", { class: "when" }, dated(event.date_edtf) || "no date"),
    el("span", { class: "what" }, el("i", { class: `dot ${event.corroboration}` }), event.title,
      event.languages.map(badge)),
  ], () => jump(event), { class: "event", "data-key": event.key });
}

// Buttons for events, the first `most` at once and the others on demand.
function eventList(events, most = 40) {
  const list = el("div", { class: "events" });
  const rest = [...events].sort((a, b) => byDate(a, b) || a.title.localeCompare(b.title));
  const more = button("", () => add(), { class: "quiet more" });
  const add = () => {
    more.remove();
    list.append(...rest.splice(0, most).map(eventButton));
    more.textContent = `${rest.length} more`;
    if (rest.length) list.append(more);
  };
  add();
  return list;
}

function showTip(x, y, ...lines) {
  const tip = fill($("tip"), lines.filter(Boolean).map((line) => el("div", {}, line)));
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 8))}px`;
  tip.style.top = `${y + height + 20 > innerHeight ? Math.max(4, y - height - 10) : y + 16}px`;
}

function hideTip() {
  $("tip").hidden = true;
}

function eventTip(event) {
  return [el("strong", {}, event.title), dated(event.date_edtf) || "no date",
    `${spoken(event.event_type)}, ${TOLD[event.corroboration]}${event.polarity === "asserted" ? "" : `, ${event.polarity}`}`,
    event.sources.map(sourceTitle).join("; ")];
}

function legend() {
  return el("p", { class: "legend" }, Object.entries(TOLD).map(([name, words]) =>
    el("span", {}, el("i", { class: `dot ${name}` }), words)));
}

function zoomButtons(zoomBy, all) {
  return el("span", { class: "zoom" }, button("−", () => zoomBy(1 / 1.6), { "aria-label": "Farther" }),
    button("+", () => zoomBy(1.6), { "aria-label": "Nearer" }), button("All", all));
}

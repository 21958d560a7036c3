// The card above the texts: what is known of the selected row, with ways to what it names.

const CARD_NAMES = { people: "person", places: "place", organizations: "organization", events: "event", dates: "date" };

function cardTitle(row) {
  if (row.table === "events") return row.title;
  if (row.table === "sources") return sourceTitle(row.source_id);
  if (row.table === "evidence" || row.table === "event_roles") return model.tables.events.byKey.get(row.event_id).title;
  return row.name ?? row.surface;
}

function cardLines(row) {
  const lines = row.table === "events" ? eventLines(row)
    : ENTITY_TABLES.includes(row.table) ? entityLines(row)
    : row.table === "dates" ? [[dated(row.edtf) || "without a value", row.edtf, row.calendar, spoken(row.basis), row.anchor && `from ${row.anchor}`]]
    : row.table === "sources" ? [[row.path, row.media_type, row.encoding, row.characters && counted(row.characters, "character"), row.message]]
    : row.table === "evidence" ? [[spoken(row.stance), row.field, row.date_as_stated, dated(row.date_edtf)]]
    : row.table === "mentions" ? [[row.kind, row.recognizer, row.link_reason]]
    : [[row.role, entity(row.entity_id)?.name]];
  return lines
    .map((line) => line.flat().filter(Boolean))
    .filter((line) => line.length)
    .map((line) => el("p", { class: "facts" }, line.map((part) => (part instanceof Node ? part : el("span", {}, part)))));
}

function eventLines(event) {
  const roles = new Map((model.rolesOf.get(event.event_id) ?? []).map(({ entity_id, role }) => [entity_id, role]));
  const who = event.participant_ids.map((id, at) => el("span", {}, nameButton(id, event.participant_names[at]),
    ["actor", "recipient"].includes(roles.get(id)) ? el("small", {}, ` ${roles.get(id)}`) : null));
  return [
    [dated(event.date_edtf) || "no date", spoken(event.event_type), toldBadge(event.corroboration),
      event.polarity === "asserted" ? "" : el("strong", {}, event.polarity), wikidata(event)],
    [event.place_id ? ["at ", nameButton(event.place_id, event.place_name)] : "", who.length ? ["with ", ...who] : ""],
    ...disputesOf(event).map((line) => [el("span", { class: "dispute" }, line)]),
  ];
}

function entityLines(row) {
  return [
    [CARD_NAMES[row.table], row.table === "places" ? row.kind : "", counted(row.mentions ?? 0, "mention"),
      el("span", {}, row.languages.map(badge)), wikidata(row)],
    otherNames(row),
    row.aliases.length ? [`also ${row.aliases.slice(0, 8).join(", ")}${row.aliases.length > 8 ? " …" : ""}`] : [],
  ];
}

function nameButton(id, name) {
  const row = entity(id);
  return row ? button(name || row.name, () => jump(row), { class: "name" }) : name;
}

function wikidata({ wikidata_id }) {
  return /^Q\d+$/.test(wikidata_id ?? "")
    ? el("a", { href: `https://www.wikidata.org/wiki/${wikidata_id}`, target: "_blank", rel: "noopener noreferrer" }, wikidata_id) : "";
}

function disputesOf(event) {
  return model.comparison.find((one) => one.event === event)?.disputes ?? [];
}

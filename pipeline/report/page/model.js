// The tables as rows, and the ways from one to another.

const KEYS = {
  sources: "source_id", mentions: "mention_id", dates: "mention_id", people: "person_id", places: "place_id",
  organizations: "organization_id", events: "event_id",
};
const TABLE_OF_KIND = { person: "people", place: "places", organization: "organizations", event: "events", date: "dates" };
const ENTITY_TABLES = ["people", "places", "organizations"];

const model = readModel(JSON.parse($("tables").textContent));
$("tables").remove(); // its text is as large as all the rest of the page

function readModel(payload) {
  const texts = new Map(Object.entries(payload.texts).map(([id, text]) => [id, new SourceText(text)]));
  const tables = {};
  for (const [name, table] of Object.entries(payload.tables)) tables[name] = readTable(name, table);
  for (const row of tables.evidence.rows) row.quote ??= texts.get(row.source_id).slice(row.start, row.end);
  for (const event of tables.events.rows) {
    const from = dayOf(event.date_start), to = dayOf(event.date_end);
    event.from = from ?? to;
    event.to = to ?? from;
    event.open = from !== null && to === null ? "end" : from === null && to !== null ? "start" : "";
  }
  const inOrder = (a, b) => a.start - b.start || a.end - b.end;
  const evidenceOf = grouped(tables.evidence.rows, (row) => row.event_id);
  const evidenceIn = grouped(tables.evidence.rows, (row) => row.source_id);
  const mentionsIn = grouped(tables.mentions.rows, (row) => row.source_id);
  for (const rows of [...evidenceIn.values(), ...mentionsIn.values()]) rows.sort(inOrder);
  return {
    tables, texts, evidenceOf, evidenceIn, mentionsIn,
    comparison: payload.comparison.map(([id, part, disputes]) => ({ event: tables.events.byKey.get(id), part, disputes })),
    mentionsOf: grouped(tables.mentions.rows.filter((row) => row.entity_id), (row) => row.entity_id),
    rolesOf: grouped(tables.event_roles.rows, (row) => row.event_id),
  };
}

function readTable(name, { columns, cells }) {
  const unpacked = cells.map((column) => (Array.isArray(column) ? column : column.at.map((at) => column.of[at])));
  const rows = Array.from({ length: unpacked[0].length }, (_, at) => {
    const row = { table: name, key: String(at) };
    columns.forEach(([column, type], place) => {
      const cell = unpacked[place][at];
      row[column] = type === "list" ? (cell ? cell.split("|") : []) : cell;
    });
    if (KEYS[name]) row.key = row[KEYS[name]];
    return row;
  });
  const described = columns.map(([column, type, description]) => ({ name: column, type, description }));
  return { name, columns: described, rows, byKey: new Map(rows.map((row) => [row.key, row])) };
}

function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const name = key(row);
    if (groups.has(name)) groups.get(name).push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

// Midnight UTC of a day such as 1893-10-03 or -0043-03-15, in milliseconds; null for "".
function dayOf(text) {
  const found = /^(-?\d{4,})-(\d\d)-(\d\d)$/.exec(text);
  return found ? new Date(0).setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3])) : null;
}

function entity(id) {
  for (const name of ENTITY_TABLES) if (model.tables[name].byKey.has(id)) return model.tables[name].byKey.get(id);
  return model.tables.events.byKey.get(id) ?? null;
}

function source(id) {
  return model.tables.sources.byKey.get(id);
}

function sourceTitle(id) {
  const found = source(id);
  return found ? found.title || found.path.split(/[\\/]/).pop() : id;
}

// Where a row stands in the texts: the sentences of an event, the mentions of a name, the row's own place.
function placesOf(row) {
  const place = ({ source_id, start, end }) => ({ source: source_id, start, end });
  if (row.table === "sources") return [{ source: row.source_id, start: 0, end: 0 }];
  if (row.table === "dates") return [model.tables.mentions.byKey.get(row.mention_id)].filter(Boolean).map(place);
  if (row.table === "mentions" || row.table === "evidence") return [place(row)];
  if (row.table === "event_roles") {
    const mention = model.tables.mentions.byKey.get(row.mention_id);
    return mention ? [place(mention)] : placesOf(model.tables.events.byKey.get(row.event_id));
  }
  const told = row.table === "events" ? model.evidenceOf.get(row.event_id) : undefined;
  const order = new Map(model.tables.sources.rows.map((one, at) => [one.source_id, at]));
  return (told ?? model.mentionsOf.get(row.key) ?? [])
    .map(place)
    .sort((a, b) => order.get(a.source) - order.get(b.source) || a.start - b.start)
    .filter((one, at, all) => !at || one.source !== all[at - 1].source || one.start !== all[at - 1].start);
}

function everyNameOf(row) {
  return [row.name, row.name_en, row.name_ru, row.name_th, ...(row.aliases ?? [])].filter(Boolean);
}

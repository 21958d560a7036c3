// A source's text as elements: paragraphs, in them the sentences that tell events, in these the names and dates.
//
// The text is cut wherever a mention, a sentence or a line begins or ends; every piece lies wholly inside or
// outside each of them, so that spans may nest and overlap as they like.

// Makes the paragraphs one by one, so that a long text need not be whole before the page can be used; `at`
// gets the elements that show the span "start-end".
function* paragraphsOf(sourceId, at) {
  const text = model.texts.get(sourceId);
  const mentions = model.mentionsIn.get(sourceId) ?? [];
  const told = sentences(model.evidenceIn.get(sourceId) ?? []);
  const covering = { mention: cover(mentions), sentence: cover(told) };
  const cuts = cutsOf(text, [...mentions, ...told]);
  const language = source(sourceId)?.language || undefined;
  let paragraph = null, sentence = "", holder = null;
  for (let piece = 0; piece + 1 < cuts.length; piece++) {
    const { at: start, known } = cuts[piece];
    const string = text.string.slice(cuts[piece].unit, cuts[piece + 1].unit);
    const [mention] = covering.mention(start);
    const around = covering.sentence(start);
    paragraph ??= el("p", { lang: around[0]?.language || mention?.language || language });
    const name = around.map((one) => `${one.start}-${one.end}`).join(" ");
    if (name !== sentence || !holder) {
      holder = around.length ? el("span", { class: "told" }) : paragraph;
      if (around.length) paragraph.append(holder);
      for (const one of around) {
        keep(at, one, holder);
        if (known && one.start === start) holder.append(...one.events.map(chip));
      }
      sentence = name;
    }
    const shown = string.replace(/[\r\n]+$/, "");
    if (shown) holder.append(mention ? keep(at, mention, mark(mention, shown)) : shown);
    if (!string.endsWith("\n")) continue;
    if (paragraph.childNodes.length) yield paragraph;
    paragraph = holder = null;
  }
  if (paragraph?.childNodes.length) yield paragraph;
}

// Evidence by sentence, each with the events it tells.
function sentences(rows) {
  return [...grouped(rows, (row) => `${row.start}-${row.end}`).values()].map(([first, ...rest]) => ({
    start: first.start, end: first.end, language: first.language,
    events: [...new Set([first, ...rest].map((row) => row.event_id))].map((id) => model.tables.events.byKey.get(id)),
  }));
}

// Every place where a span or a line begins or ends, in code points and UTF-16 units, in order.
function cutsOf(text, spans) {
  const places = new Map([[0, 0], [text.string.length, null]]);
  for (const { start, end } of spans) {
    places.set(text.unit(start), start);
    places.set(text.unit(end), end);
  }
  for (let at = text.string.indexOf("\n"); at >= 0; at = text.string.indexOf("\n", at + 1)) {
    if (!places.has(at + 1)) places.set(at + 1, null);
  }
  let last = 0;
  return [...places].sort((a, b) => a[0] - b[0]).map(([unit, at]) => ({ unit, known: at !== null, at: (last = at ?? last) }));
}

// Given spans in order of their start, a function that gives those around a place; places must not go back.
function cover(spans) {
  let next = 0, open = [];
  return (at) => {
    while (next < spans.length && spans[next].start <= at) open.push(spans[next++]);
    open = open.filter((span) => span.end > at);
    return open;
  };
}

function keep(at, span, node) {
  const name = `${span.start}-${span.end}`;
  if (at.has(name)) at.get(name).push(node);
  else at.set(name, [node]);
  return node;
}

function mark(mention, string) {
  const row = mention.entity_id ? entity(mention.entity_id) : null;
  const meaning = mention.kind === "date" ? dated(model.tables.dates.byKey.get(mention.mention_id)?.edtf) : row?.name ?? row?.title;
  return el("mark", {
    class: mention.kind, role: "button", tabindex: -1, "data-mention": mention.mention_id,
    title: `${mention.kind}${meaning ? `: ${meaning}` : ""}`,
  }, string);
}

function chip(event) {
  return el("span", {
    class: `chip ${event.corroboration}`, role: "button", tabindex: -1, "data-event": event.event_id,
    title: `event: ${event.title}`, "aria-label": `Event: ${event.title}`,
  });
}

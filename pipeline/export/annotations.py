"""Web annotations (W3C Web Annotation Data Model): every mention and every sentence of evidence, on its text.

Positions count code points, as the recommendation says and the tables do; the text stands beside its annotations
as `<source_id>.txt`, and is their target by that relative name, so that the folder can be moved as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipeline.export.values import PlainRow, json_bytes, kinds_by_id, known, plain_rows, urn

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of context before and after a quote: enough to find it again in a text that has moved."""
WIKIDATA = "http://www.wikidata.org/entity/"


def annotation_pages(tables: Tables) -> dict[str, bytes]:
    """For every source that was read `<source_id>.jsonld`, an AnnotationPage, and `<source_id>.txt`, its target."""
    bodies = _Bodies(tables)
    items: dict[str, list[dict[str, Any]]] = defaultdict(list)
    texts = {str(one): tables.text(str(one)) for one in tables.sources.source_id[tables.sources.status != "failed"]}
    for row in plain_rows(tables, "mentions"):
        about = _annotation(urn("mention", row["mention_id"]), "tagging", bodies.of_mention(row), row, texts)
        items[row["source_id"]].append(about)
    for row in plain_rows(tables, "evidence"):
        identity = evidence_urn(row)
        about = _annotation(identity, "describing", bodies.of_evidence(row), row, texts)
        items[row["source_id"]].append(about)
    files: dict[str, bytes] = {}
    for source_id, text in texts.items():
        page = {
            "@context": CONTEXT,
            "id": urn("annotations", source_id),
            "type": "AnnotationPage",
            "items": items[source_id],
        }
        files |= {f"{source_id}.jsonld": json_bytes(page), f"{source_id}.txt": text.encode()}
    return files


def evidence_urn(row: PlainRow) -> str:
    """The name of a row of evidence: its event, source and place, and the field where it contradicts."""
    parts = (row["event_id"], row["source_id"], f"{row['start']}-{row['end']}", row["field"] or "")
    return urn("evidence", ":".join(part for part in parts if part))


def _annotation(
    identity: str, motivation: str, body: list[dict[str, Any]], row: PlainRow, texts: dict[str, str]
) -> dict[str, Any]:
    text, start, end = texts[row["source_id"]], row["start"], row["end"]
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(start - AROUND, 0) : start],
        "suffix": text[end : end + AROUND],
    }
    target = {
        "source": f"{row['source_id']}.txt",
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
    }
    return {"id": identity, "type": "Annotation", "motivation": motivation, "body": body, "target": target}


class _Bodies:
    """What the annotations say: tags, values, and links to the rows and to Wikidata."""

    def __init__(self, tables: Tables) -> None:
        self.kinds = kinds_by_id(tables)
        self.values = {row["mention_id"]: row["edtf"] for row in plain_rows(tables, "dates")}
        self.events = {row["event_id"]: row for row in plain_rows(tables, "events")}
        frames = (tables.people, tables.places, tables.organizations, tables.events)
        self.wikidata = {
            str(key): str(item)
            for frame in frames
            for key, item in zip(frame.iloc[:, 0], frame.wikidata_id, strict=True)
            if isinstance(item, str)
        }

    def of_mention(self, row: PlainRow) -> list[dict[str, Any]]:
        value = self.values.get(row["mention_id"])
        said = [_text("describing", value)] if value else []
        return [_text("tagging", row["kind"]), *said, *self._row(row["entity_id"])]

    def of_evidence(self, row: PlainRow) -> list[dict[str, Any]]:
        event = self.events[row["event_id"]]
        stance = row["stance"] + (f": {row['field']}" if row["field"] else "")
        tags = [_text("tagging", tag) for tag in (event["event_type"], stance)]
        return [*tags, _text("describing", event["title"], "en"), *self._row(row["event_id"])]

    def _row(self, identity: str | None) -> list[dict[str, Any]]:
        if not identity:
            return []
        links = [urn(self.kinds[identity], identity)] if identity in self.kinds else []
        links += [WIKIDATA + self.wikidata[identity]] if identity in self.wikidata else []
        return [{"type": "SpecificResource", "purpose": "identifying", "source": link} for link in links]


def _text(purpose: str, value: str, language: str = "") -> dict[str, Any]:
    return known(type="TextualBody", purpose=purpose, value=value, format="text/plain", language=language)

"""Scores finished tables against a folder of gold annotation, and shows what is wrong.

Names count with their exact span and kind; dates with an overlapping span and the exact EDTF value; links
as pairs of name forms in two documents that refer to one entity; events when a row rests on one of the
sentences that tell them. The form of the gold is that of tests/gold/README.md: spans marked `optional` or
`ignore` count neither way, and a document is found in the tables by its file name.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import OutputError
from pipeline.records import KIND_OF_LABEL
from pipeline.score import Score

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables.read import Tables

Span = dict[str, Any]
Mistake = tuple[str, str, str, str, str, str, str]


class Quality:
    """The figures of one folder of tables. Raises OutputError where gold and tables have no document in common."""

    def __init__(self, tables: Tables, gold: str | Path) -> None:
        self.tables, self.gold = tables, Path(gold)
        read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(self.gold.glob("*.json"))]
        names = {
            Path(one["file"]).name: one for one in read if isinstance(one, dict) and {"mentions", "file"} <= one.keys()
        }
        paths = {row["source_id"]: Path(row["path"]).name for row in tables.sources.to_dict("records")}
        self.documents: dict[str, dict[str, Any]] = {
            names[name]["doc"]: names[name] for name in sorted(names) if name in paths.values()
        }
        self.doc_of = {identity: names[name]["doc"] for identity, name in paths.items() if name in names}
        if not self.documents:
            known = ", ".join(sorted(names)) or "none"
            raise OutputError(
                f"{gold} has no annotation of these sources (it has: {known})", "Name the folder of their gold"
            )

    @cached_property
    def found(self) -> dict[str, list[Span]]:
        """The mentions of each document, with offsets in the original file and the values of dates."""
        values = self.tables.dates.set_index("mention_id").edtf.dropna().to_dict()
        rows: dict[str, list[Span]] = {doc: [] for doc in self.documents}
        for row in self.tables.mentions.to_dict("records"):
            if doc := self.doc_of.get(row["source_id"]):
                span = {"start": row["origin_start"], "end": row["origin_end"], "value": values.get(row["mention_id"])}
                rows[doc].append({str(name): cell for name, cell in row.items()} | span)
        return rows

    def names(self, doc: str) -> Score:
        """Names with exact span and kind."""
        return self._names(doc)[0]

    def dates(self, doc: str) -> Score:
        """Dates whose span overlaps and whose value is the gold's."""
        return self._dates(doc)[0]

    def links(self) -> Score:
        """Pairs of forms in two documents: in the gold and in the tables of one entity."""
        seen: dict[tuple[str, str, str], Counter[str]] = {}
        for doc, data in self.documents.items():
            spans = {(one["start"], one["end"]): one["entity_id"] for one in self.found[doc] if one["kind"] != "date"}
            for one in data["mentions"]:
                if one.get("entity"):
                    linked = str(spans.get((one["start"], one["end"]), f"none {doc} {one['start']}"))
                    seen.setdefault((doc, one["text"], one["entity"]), Counter())[linked] += 1
        forms = [(doc, entity, linked.most_common(1)[0][0]) for (doc, _, entity), linked in seen.items()]
        pairs = [(a, b) for a, b in itertools.combinations(forms, 2) if a[0] != b[0]]
        same, joined = [a[1] == b[1] for a, b in pairs], [a[2] == b[2] for a, b in pairs]
        return Score(sum(s and j for s, j in zip(same, joined, strict=True)), sum(joined), sum(same))

    def events(self) -> Score:
        """Rows that rest on a sentence of a gold event, each event counted once."""
        return self._events()[0]

    def figures(self) -> pd.DataFrame:
        """Precision, recall and F1: a row for each measure and document, and one for "all"."""
        import pandas as pd

        each = {"names": self.names, "dates": self.dates}
        counts = [(measure, doc, count(doc)) for measure, count in each.items() for doc in self.documents]
        for measure in each:
            of_measure = [count for name, _, count in counts if name == measure]
            counts.append((measure, "all", sum(of_measure, Score())))
        counts += [("links", "all", self.links()), ("events", "all", self.events())]
        rows = [
            (measure, doc, one.precision, one.recall, one.f1, one.right, one.found, one.gold)
            for measure, doc, one in counts
        ]
        columns = ["measure", "document", "precision", "recall", "f1", "right", "found", "gold"]
        return pd.DataFrame(rows, columns=columns)

    def mistakes(self) -> pd.DataFrame:
        """Every name, date and event that is wrong: measure, document, mistake, kind, text, found, wanted.

        `mistake` is missed, invented, or (of a date) value.
        """
        import pandas as pd

        rows = [row for doc in self.documents for row in (*self._names(doc)[1], *self._dates(doc)[1])]
        columns = ["measure", "document", "mistake", "kind", "text", "found", "wanted"]
        return pd.DataFrame([*rows, *self._events()[1]], columns=columns)

    def _silent(self, doc: str) -> list[Span]:
        data = self.documents[doc]
        return [*data.get("ignore", []), *(one for one in data["mentions"] if one.get("optional"))]

    def _names(self, doc: str) -> tuple[Score, list[Mistake]]:
        wanted = [one for one in self.documents[doc]["mentions"] if one["type"] != "DATE"]
        found = [one for one in self.found[doc] if one["kind"] != "date"]
        forms = {
            (form["start"], form["end"], KIND_OF_LABEL[form.get("type", one["type"])]): index
            for index, one in enumerate(wanted)
            for form in [*one.get("alt_spans", []), one]
        }
        hits = {forms[key] for one in found if (key := (one["start"], one["end"], one["kind"])) in forms}
        wrong = [one for one in found if (one["start"], one["end"], one["kind"]) not in forms]
        wrong = [one for one in wrong if not _touched(one, self._silent(doc))]
        missed = [one for index, one in enumerate(wanted) if index not in hits and not one.get("optional")]
        rows: list[Mistake] = [
            ("names", doc, "missed", KIND_OF_LABEL[one["type"]], one["text"], "", one["text"]) for one in missed
        ]
        rows += [("names", doc, "invented", one["kind"], one["surface"], one["surface"], "") for one in wrong]
        return Score(len(hits), len(hits) + len(wrong), len(hits) + len(missed)), rows

    def _dates(self, doc: str) -> tuple[Score, list[Mistake]]:
        wanted = [one for one in self.documents[doc]["mentions"] if one["type"] == "DATE"]
        found = [one for one in self.found[doc] if one["kind"] == "date"]
        rows: list[Mistake] = []
        used: set[int] = set()
        right = 0
        for one in wanted:
            hit = next((i for i, other in enumerate(found) if i not in used and _touch(one, other)), None)
            if hit is None:
                if not one.get("optional") and not _touched(one, found):
                    rows.append(("dates", doc, "missed", "date", one["text"], "", one.get("value") or ""))
                continue
            used.add(hit)
            value = found[hit]["value"]
            if _bare(value) in {_bare(one.get("value")), *map(_bare, one.get("alt_values", []))}:
                right += 1
            else:
                rows.append(("dates", doc, "value", "date", one["text"], value or "", one.get("value") or ""))
        missed = sum(row[2] == "missed" for row in rows)
        extra = [one for i, one in enumerate(found) if i not in used and not _touched(one, self._silent(doc))]
        rows += [("dates", doc, "invented", "date", one["surface"], one["value"] or "", "") for one in extra]
        return Score(right, len(used) + len(extra), len(used) + missed), rows

    def _events(self) -> tuple[Score, list[Mistake]]:
        path = self.gold / "events.json"
        if not path.is_file():
            return Score(), []
        wanted = json.loads(path.read_text(encoding="utf-8"))
        wanted = [one for one in wanted if any(told["doc"] in self.documents for told in one["sources"])]
        titles = dict(zip(self.tables.events.event_id, self.tables.events.title, strict=True))
        places: dict[str, list[Span]] = {}
        for row in self.tables.evidence.to_dict("records"):
            if doc := self.doc_of.get(row["source_id"]):
                span = {"doc": doc, "start": row["origin_start"], "end": row["origin_end"]}
                places.setdefault(row["event_id"], []).append(span)
        free = set(range(len(wanted)))
        rows: list[Mistake] = []
        for event_id, spans in places.items():
            hit = next((index for index in sorted(free) if _tells(spans, wanted[index])), None)
            if hit is None:
                title = titles[event_id]
                rows.append(("events", "all", "invented", "event", title, event_id, ""))
            else:
                free.discard(hit)
        missed = [wanted[index] for index in sorted(free) if wanted[index].get("core", True)]
        rows += [("events", "all", "missed", "event", one.get("title", one["id"]), "", one["id"]) for one in missed]
        right = len(wanted) - len(free)
        return Score(right, len(places), right + len(missed)), rows


def _tells(spans: Iterable[Span], event: Span) -> bool:
    told = [{**one, "start": one["sentence_start"], "end": one["sentence_end"]} for one in event["sources"]]
    return any(a["doc"] == b["doc"] and _touch(a, b) for a in spans for b in told)


def _touch(one: Span, other: Span) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _touched(one: Span, others: Iterable[Span]) -> bool:
    return any(_touch(one, other) for other in others)


def _bare(value: str | None) -> str | None:
    return value.translate(str.maketrans("", "", "~?% ")) if value else None

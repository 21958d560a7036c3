"""Scores finished tables against a folder of gold annotation.

    python benchmarks/quality.py data/out tests/gold

Prints, for each document and for all: F1 of names (exact span and kind), F1 of dates (overlapping
span and exact EDTF value), and for all documents together F1 of pairs of name forms in two
languages that refer to one entity, and F1 of events (a row is right when one of its sentences is one
of the event's). Gold: see tests/gold/README.md; optional and ignored spans are counted neither way.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline import read_tables
from pipeline.tables.read import Tables

KIND = {"PERSON": "person", "PLACE": "place", "ORG": "organization", "EVENT": "event", "DATE": "date"}
Counts = tuple[int, int, int]
"""How many are right, found, and in the gold."""


def f1(counts: Iterable[Counts]) -> float:
    """The harmonic mean of precision and recall over all counts."""
    right, found, gold = map(sum, zip(*counts, strict=True))
    return 2 * right / (found + gold) if found + gold else 0.0


def touches(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two spans share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


class Quality:
    """The figures of one folder of tables."""

    def __init__(self, tables: Tables, gold: Path) -> None:
        self.tables, self.gold = tables, gold
        read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
        self.documents = {one["doc"]: one for one in read if isinstance(one, dict) and "mentions" in one}
        names = {Path(one["file"]).name: doc for doc, one in self.documents.items()}
        self.doc_of = {row.source_id: names.get(Path(str(row.path)).name) for row in tables.sources.itertuples()}
        values = tables.dates.set_index("mention_id").edtf.to_dict()
        self.found: dict[str, list[dict[str, Any]]] = {doc: [] for doc in self.documents}
        for row in tables.mentions.to_dict("records"):
            if doc := self.doc_of.get(row["source_id"]):
                value = values.get(row["mention_id"])
                span = {
                    "start": row["origin_start"],
                    "end": row["origin_end"],
                    "value": value if value == value else None,
                }
                self.found[doc].append(row | span)

    def _silent(self, doc: str) -> list[dict[str, Any]]:
        data = self.documents[doc]
        return [*data.get("ignore", []), *(one for one in data["mentions"] if one.get("optional"))]

    def names(self, doc: str) -> Counts:
        """Names with exact span and kind."""
        wanted = [one for one in self.documents[doc]["mentions"] if one["type"] != "DATE"]
        found = [one for one in self.found[doc] if one["kind"] != "date"]
        forms = {
            (form["start"], form["end"], KIND[form.get("type", one["type"])]): index
            for index, one in enumerate(wanted)
            for form in [*one.get("alt_spans", []), one]
        }
        hits = {forms[key] for one in found if (key := (one["start"], one["end"], one["kind"])) in forms}
        wrong = [one for one in found if (one["start"], one["end"], one["kind"]) not in forms]
        wrong = [one for one in wrong if not any(touches(one, other) for other in self._silent(doc))]
        needed = sum(index in hits or not one.get("optional") for index, one in enumerate(wanted))
        return len(hits), len(hits) + len(wrong), needed

    def dates(self, doc: str) -> Counts:
        """Dates whose span overlaps and whose value is the gold's."""
        wanted = [one for one in self.documents[doc]["mentions"] if one["type"] == "DATE"]
        found = [one for one in self.found[doc] if one["kind"] == "date"]
        right, met, used = 0, 0, set()
        for one in wanted:
            hit = next((i for i, other in enumerate(found) if i not in used and touches(one, other)), None)
            if hit is None:
                continue
            used.add(hit)
            met += 1
            right += _bare(found[hit]["value"]) in {_bare(one.get("value")), *map(_bare, one.get("alt_values", []))}
        silent = self._silent(doc)
        extra = [
            one for i, one in enumerate(found) if i not in used and not any(touches(one, other) for other in silent)
        ]
        missed = sum(not one.get("optional") for one in wanted if not any(touches(one, other) for other in found))
        return right, met + len(extra), met + missed

    def links(self) -> Counts:
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
        same, linked = [a[1] == b[1] for a, b in pairs], [a[2] == b[2] for a, b in pairs]
        return sum(s and p for s, p in zip(same, linked, strict=True)), sum(linked), sum(same)

    def events(self) -> Counts:
        """Rows that rest on a sentence of a gold event, each event counted once."""
        wanted = json.loads((self.gold / "events.json").read_text(encoding="utf-8"))
        places: dict[str, list[dict[str, Any]]] = {}
        for row in self.tables.evidence.to_dict("records"):
            span = {"doc": self.doc_of.get(row["source_id"]), "start": row["origin_start"], "end": row["origin_end"]}
            places.setdefault(row["event_id"], []).append(span)
        free = set(range(len(wanted)))
        for spans in places.values():
            for index in sorted(free):
                told = [{**s, "start": s["sentence_start"], "end": s["sentence_end"]} for s in wanted[index]["sources"]]
                if any(a["doc"] == b["doc"] and touches(a, b) for a in spans for b in told):
                    free.discard(index)
                    break
        right = len(wanted) - len(free)
        needed = sum(one.get("core", True) or index not in free for index, one in enumerate(wanted))
        return right, len(places), needed


def _bare(value: str | None) -> str | None:
    return value.translate(str.maketrans("", "", "~?% ")) if value else None


def main() -> None:
    """Prints the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    quality = Quality(read_tables(given.tables), given.gold)
    names = {doc: quality.names(doc) for doc in quality.documents}
    dates = {doc: quality.dates(doc) for doc in quality.documents}
    print("F1      " + "".join(f"{doc:>8}" for doc in names) + "     all")
    for title, counts in (("names", names), ("dates", dates)):
        print(f"{title:8}" + "".join(f"{f1([one]):8.3f}" for one in counts.values()) + f"{f1(counts.values()):8.3f}")
    print(f"links   {'':{8 * len(names)}}{f1([quality.links()]):8.3f}")
    print(f"events  {'':{8 * len(names)}}{f1([quality.events()]):8.3f}")


if __name__ == "__main__":
    main()

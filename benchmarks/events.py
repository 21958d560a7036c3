"""Measures event detection and event coreference on open annotated sets.

    python benchmarks/events.py sw100.dev.jsonl.gz nerel.dev.jsonl.gz --coreference ecbplus.dev.jsonl.gz [--limit 40]
    python benchmarks/events.py --conflicts tests/gold data/out

Triggers: precision, recall and F1 of the words that say an event, whatever its type, since every set has types of its
own; exact span, and any overlap one to one. The sets mark every happening, also those without date and names that the
pipeline leaves out on purpose, so recall has a ceiling.

Coreference: MUC, B³, CEAFe and CoNLL F1 of the gold mentions of ECB+ (those that it marks as checked), all documents
of a topic together: of the mentions in chains, and of all, also those that corefer with none. The detector gives each
gold mention its type, roles and date, consolidation its cluster. Beside it: each mention alone, and mentions with one
lemma together.

Conflicts: which of the disagreements that a gold folder lists are shown by finished tables, and which contradictions
of the tables are none (benchmarks/conflicts.py). Scale: benchmarks/consolidation.py.

Sets: JSON lines, `id`, `lang`, `text`, `events` with `trigger_start` and `trigger_end` in code points; for coreference
also `topic`, and in the events `coref` and `in_clean_subset`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from conflicts import report
from coreference import METRICS, Clusters, Score, conll

from pipeline.consolidate.cluster import clusters
from pipeline.consolidate.teller import tellings
from pipeline.events.clauses import clause_at
from pipeline.events.language import Trigger, event_language
from pipeline.events.ontology import event_types
from pipeline.events.patterns import Match
from pipeline.events.reading import read
from pipeline.events.roles import arguments
from pipeline.ingest.reading import read_source
from pipeline.ingest.sources import Found
from pipeline.linking import link
from pipeline.names import default_recognizers
from pipeline.names.recognizer import Recognizer
from pipeline.records import EventCandidate, Extraction, Role, Sentence
from pipeline.runner.extract import extract

Span = tuple[int, int]
Mention = tuple[str, int, int]
"""A trigger: its document and its span."""


def documents(path: Path, limit: int | None) -> list[dict[str, Any]]:
    """The first `limit` documents of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(limit or 10**9), strict=False)]


def extracted(document: dict[str, Any], recognizers: Sequence[Recognizer]) -> Extraction:
    """What the pipeline reads from the document's text as if it were a file."""
    found = read_source(Found(f"{document['id']}.txt", document["text"].encode()))
    if found.text != document["text"]:
        raise ValueError(f"{document['id']}: the text changed on reading, its offsets mean nothing")
    return extract(replace(found, source=replace(found.source, source_id=document["id"])), recognizers)


def spans(document: dict[str, Any]) -> list[Span]:
    """The gold triggers."""
    return sorted({(event["trigger_start"], event["trigger_end"]) for event in document["events"]})


def exact(gold: Iterable[Span], found: Iterable[Span]) -> Score:
    """Triggers with the same first and last character."""
    gold, found = set(gold), set(found)
    return Score(len(gold & found), len(found), len(gold & found), len(gold))


def overlapping(gold: Iterable[Span], found: Iterable[Span]) -> Score:
    """Triggers that share a character, each counted once, in text order."""
    gold, found = sorted(gold), sorted(found)
    free = list(found)
    right = 0
    for start, end in gold:
        hit = next((span for span in free if span[0] < end and start < span[1]), None)
        if hit:
            free.remove(hit)
            right += 1
    return Score(right, len(found), right, len(gold))


def triggers(path: Path, limit: int | None, recognizers: Sequence[Recognizer]) -> dict[str, Score]:
    """Both scores over all documents of a set."""
    totals = {"exact": Score(), "overlap": Score()}
    for document in documents(path, limit):
        found = {(event.trigger_start, event.trigger_end) for event in extracted(document, recognizers).events}
        totals["exact"] += exact(spans(document), found)
        totals["overlap"] += overlapping(spans(document), found)
    return totals


@dataclass(frozen=True)
class GoldReader:
    """Gives gold mentions what the detector would give them if it had found them."""

    extraction: Extraction

    def candidates(self, wanted: Iterable[Span]) -> dict[Span, EventCandidate]:
        """A candidate for each span; spans outside all sentences have none."""
        found: dict[Span, EventCandidate] = {}
        for start, end in wanted:
            for sentence in self.extraction.sentences:
                if sentence.start <= start < sentence.end:
                    found[start, end] = self._candidate(sentence, start, end)
        return found

    def _candidate(self, sentence: Sentence, start: int, end: int) -> EventCandidate:
        detected = [one for one in self.extraction.events if one.trigger_start < end and start < one.trigger_end]
        if detected:
            return replace(detected[0], trigger_start=start, trigger_end=end)
        plain = EventCandidate("other", "asserted", sentence.start, sentence.end, sentence.language, start, end)
        language = event_language(sentence.language)
        inside = [at for at, token in enumerate(sentence.tokens) if token.start < end and start < token.end]
        if language is None or not inside:
            return plain
        reading = read(sentence, language, self.extraction.mentions, self.extraction.dates)
        head = range(inside[0], inside[-1] + 1)
        known = [match.value.event_type for match in reading.triggers if set(match.head) & set(head)]
        event_type = next((name for name in known if name in event_types()), "other")
        match = Match(Trigger(event_type, "verbal", "", ""), head, frozenset(head))
        number = clause_at(reading.clauses, head.start)
        roles = arguments(reading.words, language, match, number, reading.clauses, reading.names)
        nearest = sorted(reading.names, key=lambda name: abs(name.start - head.start))[:1]
        date = reading.dates[0].date if len(reading.dates) == 1 else -1
        return replace(
            plain,
            event_type=event_type,
            roles=roles or tuple(Role("participant", name.mention) for name in nearest),
            date=date,
            date_basis="context" if date >= 0 else "",
        )

    def lemma(self, span: Span) -> str:
        """The last word of a span in its dictionary form."""
        tokens = [token for sentence in self.extraction.sentences for token in sentence.tokens]
        words = [token.lemma or token.text for token in tokens if token.start < span[1] and span[0] < token.end]
        return words[-1].casefold() if words else str(span)


def coreference(path: Path, limit: int | None, recognizers: Sequence[Recognizer]) -> dict[str, dict[str, Score]]:
    """The scores of consolidation and of the two plain rules, added up over the topics, for both sets of mentions."""
    topics: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for document in documents(path, limit):
        topics[document["topic"]].append(document)
    totals: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    for topic in topics.values():
        readers = [GoldReader(extracted(document, recognizers)) for document in topic]
        for kept in ("in chains", "all"):
            gold, rules = _topic(topic, readers, kept == "all")
            for rule, found in rules.items():
                for name, metric in METRICS.items():
                    totals[f"{kept}: {rule}"][name] += metric(gold, found)
    return totals


def _topic(
    topic: Sequence[dict[str, Any]], readers: Sequence[GoldReader], with_others: bool
) -> tuple[Clusters, dict[str, Clusters]]:
    """The gold clusters of a topic's mentions, on demand also those of mentions in no chain, and those of each rule."""
    gold: dict[str, set[Mention]] = defaultdict(set)
    lemmas: dict[str, set[Mention]] = defaultdict(set)
    extractions = []
    for document, reader in zip(topic, readers, strict=True):
        checked = {
            (event["trigger_start"], event["trigger_end"]): event["coref"] or f"{document['id']} {event['id']}"
            for event in document["events"]
            if event["in_clean_subset"] and (event["coref"] or with_others)
        }
        candidates = reader.candidates(checked)
        for span, chain in checked.items():
            gold[chain].add((document["id"], *span))
            lemmas[reader.lemma(span)].add((document["id"], *span))
        extractions.append(replace(reader.extraction, events=tuple(candidates.values())))
    ends = {(one.document.source.source_id, e.trigger_start): e.trigger_end for one in extractions for e in one.events}
    joined = [
        {(one.source_id, one.trigger_start, ends[one.source_id, one.trigger_start]) for one in cluster.tellings}
        for cluster in clusters(tellings(extractions, link(extractions)))
    ]
    every = set().union(*gold.values())
    joined += [{mention} for mention in every - set().union(*joined)]
    alone = [{mention} for mention in sorted(every)]
    return list(gold.values()), {"consolidation": joined, "one lemma": list(lemmas.values()), "each alone": alone}


def _cells(score: Score) -> str:
    return f"{score.precision:11.3f} {score.recall:8.3f} {score.f1:8.3f}"


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="*", help="sets with triggers")
    parser.add_argument("--coreference", type=Path, nargs="*", default=[], help="sets with coreference")
    parser.add_argument("--limit", type=int, help="read only the first so many documents of each set")
    parser.add_argument("--conflicts", type=Path, nargs=2, metavar=("GOLD", "TABLES"), help="contradictions shown")
    given = parser.parse_args()
    if given.conflicts:
        print("\n".join(report(*given.conflicts)))
        return
    recognizers = default_recognizers()
    print(f"{'set':16}{'what':34}{'precision':>11} {'recall':>8} {'F1':>8}")
    for path in given.sets:
        for name, score in triggers(path, given.limit, recognizers).items():
            print(f"{path.name.split('.')[0]:16}{'triggers, ' + name:34}{_cells(score)}", flush=True)
    for path in given.coreference:
        for rule, scores in coreference(path, given.limit, recognizers).items():
            for name in METRICS:
                print(f"{path.name.split('.')[0]:16}{rule + ', ' + name:34}{_cells(scores[name])}")
            print(f"{path.name.split('.')[0]:16}{rule + ', CoNLL':34}{'':21}{conll(scores):8.3f}", flush=True)


if __name__ == "__main__":
    main()

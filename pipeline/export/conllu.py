"""CoNLL-U with entities, in the bracket notation of CorefUD and GUM.

Columns that a parser would fill (XPOS, FEATS, HEAD, DEPREL, DEPS) are `_`; so is LEMMA or UPOS where the language
pack knows none. The head of a mention, which the notation asks for, is its first word: no syntax is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.export.sentences import sentences_of
from pipeline.export.values import PlainRow, plain_rows
from pipeline.records import Sentence, Token

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

GLOBAL = "# global.Entity = eid-etype-head-other"
TYPES = {"date": "time"}
"""Kinds of mentions that CorefUD calls otherwise."""
Mark = tuple[int, int, str, str]
"""First and last token, entity id, and what follows the id in the opening bracket."""


def conllu(tables: Tables) -> dict[str, bytes]:
    """`<source_id>.conllu` for every source that was read: sentences, tokens, and in MISC the entities.

    Dates are entities of the type that CorefUD calls `time`: their id is that of the mention, and the field `other`
    holds their EDTF value.
    """
    values = {row["mention_id"]: row["edtf"] for row in plain_rows(tables, "dates")}
    mentions: dict[str, list[PlainRow]] = defaultdict(list)
    for row in plain_rows(tables, "mentions"):
        mentions[row["source_id"]].append(row)
    files = {}
    for source in plain_rows(tables, "sources"):
        if source["status"] != "failed":
            source_id, language = source["source_id"], source["language"] or "en"
            sentences = sentences_of(tables, source_id, language)
            document = _document(source_id, tables.text(source_id), sentences, mentions[source_id], values)
            files[f"{source_id}.conllu"] = document.encode()
    return files


def _document(
    source_id: str, text: str, sentences: Sequence[Sentence], mentions: Sequence[PlainRow], values: Mapping[str, str]
) -> str:
    lines, last = [f"# newdoc id = {source_id}", GLOBAL], 0
    mentions = sorted(mentions, key=lambda one: (one["start"], -one["end"]))
    starts = [one["start"] for one in mentions]
    numbered = [sentence for sentence in sentences if sentence.tokens]
    for number, sentence in enumerate(numbered, 1):
        if number == 1 or "\n" in text[last : sentence.start]:
            lines.append(f"# newpar id = {source_id}-p{number}")
        begun = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        inside = [one for one in begun if one["end"] <= sentence.end]
        lines += [f"# sent_id = {source_id}-{number}", f"# lang = {sentence.language}"]
        lines += [*_sentence(text, sentence, _marks(sentence.tokens, inside, values)), ""]
        last = sentence.end
    return "\n".join(lines) + "\n"


def _sentence(text: str, sentence: Sentence, marks: Sequence[Mark]) -> list[str]:
    words, shown = [], ""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        abuts = following is None or following.start == token.end
        form = _word(text[token.start : token.end])
        shown += form + ("" if abuts else " ")
        misc = [f"Entity={brackets}"] if (brackets := _brackets(at, marks)) else []
        misc += ["SpaceAfter=No"] if abuts and following else []
        misc += [f"TokenRange={token.start}:{token.end}"]
        cells = (str(at + 1), form, _word(token.lemma), _word(token.tag), *"_____", "|".join(misc))
        words.append("\t".join(cells))
    return [f"# text = {shown}", *words]


def _word(text: str) -> str:
    return " ".join(text.split()) or "_"


def _marks(tokens: Sequence[Token], mentions: Iterable[PlainRow], values: Mapping[str, str]) -> list[Mark]:
    """The mentions as stretches of whole tokens that nest; of two that cross or are the same, the first stays."""
    marks: list[Mark] = []
    for row in sorted(mentions, key=lambda one: (one["start"], -one["end"])):
        covered = [at for at, token in enumerate(tokens) if token.start < row["end"] and row["start"] < token.end]
        if not covered:
            continue
        first, last = covered[0], covered[-1]
        crosses = any(a < first <= b < last or first < a <= last < b or (a, b) == (first, last) for a, b, *_ in marks)
        if not crosses:
            value = values.get(row["mention_id"])
            other = "-edtf:" + quote(value, safe="").replace("-", "%2D") if value else ""
            marks.append(
                (first, last, row["entity_id"] or row["mention_id"], f"-{TYPES.get(row['kind'], row['kind'])}-1{other}")
            )
    return marks


def _brackets(at: int, marks: Sequence[Mark]) -> str:
    """The brackets of one token: what begins here, outermost first; then what ends here, innermost first.

    Where something ends, nothing longer than the token begins, for that would cross.
    """
    begins = sorted((mark for mark in marks if mark[0] == at), key=lambda mark: -mark[1])
    ends = sorted((mark for mark in marks if mark[1] == at and mark[0] < at), key=lambda mark: -mark[0])
    opening = (f"({identity}{rest}" + (")" if last == at else "") for _, last, identity, rest in begins)
    return "".join(opening) + "".join(f"{identity})" for _, _, identity, _ in ends)

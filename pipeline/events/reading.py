"""One sentence with everything the detector finds in it before it proposes events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.events.clauses import Clause, clauses
from pipeline.events.dating import Dated, dates_of
from pipeline.events.language import Cue, EventLanguage, Trigger
from pipeline.events.markers import Name, names_of
from pipeline.events.patterns import Match, Words, longest
from pipeline.records import DateMention, Mention, Sentence


@dataclass(frozen=True)
class Reading:
    """A sentence's words, triggers, clauses, names, dates and polarity cues, each in text order.

    `frame` is the date (index into the document's) that the sentence takes over from a fragment before
    it, -1 without one.
    """

    words: Words
    language: EventLanguage
    triggers: list[Match[Trigger]]
    clauses: list[Clause]
    names: list[Name]
    dates: list[Dated]
    cues: list[Match[Cue]]
    frame: int = -1

    def adjuncts(self, match: Match[Trigger]) -> set[int]:
        """The ends of the nominal triggers, other than `match`, that only say when: "after the siege of …"."""
        return {
            noun.head.stop
            for noun in self.triggers
            if noun.value.form == "nominal"
            and noun is not match
            and any(
                key in self.language.temporal for key in self.words.keys[max(0, noun.head.start - 2) : noun.head.start]
            )
        }


def read(
    sentence: Sentence,
    language: EventLanguage,
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    frame: int = -1,
) -> Reading:
    """Reads a sentence; `mentions` and `dates` are those of the whole document."""
    words = Words.of(sentence, mentions)
    found = dates_of(words, language, dates)
    dated = {at for date in found for at in range(date.start, date.end)}
    triggers = longest(
        _formed(words, language, match)
        for match in language.triggers.matches(words)
        if _fits(words, language, match) and dated.isdisjoint(match.head)
    )
    heads = {
        form: {match.head.start for match in triggers if match.value.form == form} for form in ("verbal", "nominal")
    }
    return Reading(
        words,
        language,
        triggers,
        clauses(words, language, heads["verbal"], heads["nominal"], {date.start for date in found}),
        names_of(words, language, dated),
        found,
        [cue for cue in language.cues.matches(words) if words.owner[cue.head.start] < 0],
        frame,
    )


def _formed(words: Words, language: EventLanguage, match: Match[Trigger]) -> Match[Trigger]:
    """The match, as a noun where the word before makes its verb one."""
    if match.head.start == 0 or words.keys[match.head.start - 1] not in language.nominalizers:
        return match
    return replace(match, value=replace(match.value, form="nominal"))


def _fits(words: Words, language: EventLanguage, match: Match[Trigger]) -> bool:
    """Whether the words that matched are what the trigger means: no part of a name, and the right part of speech."""
    if not match.head or any(words.owner[at] >= 0 for at in match.head):
        return False
    tags = language.tags[match.value.form]
    return not tags or not tags.isdisjoint(words.sentence.tokens[at].tag for at in match.head)

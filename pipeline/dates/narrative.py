"""Where in time a text is: the line of its story, and what it looks back or ahead to.

A story moves forward. The *line* is the date it has reached; the *now* is the date last told, which
may be an aside (a look back, a plan, something in brackets or in a quotation). Within a sentence
partial dates are reckoned from the now; the next sentence takes up the line again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.dates.relative import Now, month_of

_BACK_MONTHS = -2
"""A date so many months before the line may still be the story; an earlier one within a sentence looks back."""

_MIDDLE_OF_YEAR = 7
_YEAR = 12

_MARK = re.compile(
    r"(?P<open>[(\[«“„])|(?P<close>[)\]»”])|(?P<straight>\")"
    r"|(?P<paragraph>\n\s*\n|(?<=[.!?…:)»”\"])[ \t\r]*\n|^[ \t\r]*\n)"
    r"|(?P<sentence>(?<![A-ZА-Я.])[.!?…]+(?=[\s\"»”)]|$))"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the text told: where it is, the words that state it, and how many steps of reckoning lie between."""

    now: Now = field(default_factory=Now)
    said: str = ""
    steps: int = 0


class Timeline:
    """The state of a text's story while it is read from its start to its end."""

    def __init__(self) -> None:
        self.told = Told()
        self._line = Told()
        self._reached: Told | None = None
        self._fresh = True
        self._outside: Told | None = None
        self._quoted = False

    @property
    def now(self) -> Now:
        """The date from which the next partial or relative date is reckoned."""
        return self.told.now

    def read(self, gap: str) -> None:
        """Take note of the sentences, paragraphs, brackets and quotations that end or begin in a stretch of text."""
        for mark in _MARK.finditer(gap):
            kind = mark.lastgroup
            if kind == "straight":
                kind = "close" if self._quoted else "open"
                self._quoted = not self._quoted
            if kind == "open":
                self._outside = self._outside or self.told
            elif kind == "close":
                self._leave()
            elif kind == "sentence":
                self._resume()
            else:
                self.paragraph()

    def paragraph(self) -> None:
        """A paragraph or a heading begins."""
        self._leave()
        self._resume()
        self._fresh, self._quoted = True, False

    def tell(self, told: Told, opening: bool, passing: bool) -> None:
        """A date was told. `opening`: it begins a sentence; `passing`: it only bounds something (since 1912)."""
        moves = opening or (self._fresh and told.steps == 0)
        if told.now.is_mere_year and told.now.year == self.now.year and not opening:
            return
        if self._line.now.year is None or (
            not passing and self._outside is None and (moves or self._goes_on(told.now, told.steps == 0))
        ):
            self._line = told
            self._fresh = False
        self.told = told

    def reach(self, told: Told) -> None:
        """Something lasted until a month of the next year: the story may go on from there, or from before it."""
        self._reached = told

    def take_up(self, month: int) -> None:
        """A month is told next: the story goes on from what last reached a month, if that is nearer than its line.

        "The siege lasted until March. In April" is of the year in which it ended, but after "until September held by
        others" the twelfth of October may be of the year before.
        """
        reached, self._reached = self._reached, None
        if reached is None:
            return
        after, before = month_of(reached.now), month_of(self._line.now)
        if after is not None and (before is None or (month - after) % _YEAR < (month - before) % _YEAR):
            self.told = self._line = reached

    def turn(self) -> None:
        """The year told last was the first of two (1882–83)."""
        self.told = replace(self.told, now=replace(self.told.now, turns=_MIDDLE_OF_YEAR))
        if self._line.now.text == self.told.now.text:
            self._line = self.told

    def _goes_on(self, now: Now, explicit: bool) -> bool:
        """Whether a date within a sentence continues the story rather than looking back or far ahead."""
        line = self._line.now
        if now.year is None or line.year is None:
            return False
        if now.is_mere_year:
            return line.is_mere_year and now.year > line.year
        if line.is_mere_year:
            return now.year >= line.year
        months = (now.year - line.year) * 12 + (month_of(now) or 1) - (month_of(line) or 1)
        if explicit and self._line.steps and abs(months + _YEAR) <= -_BACK_MONTHS:
            return True  # the line's year was reckoned, and one too late
        return months >= _BACK_MONTHS

    def _resume(self) -> None:
        if self._outside is None:
            self.told = self._line

    def _leave(self) -> None:
        if self._outside is not None:
            self.told, self._outside = self._outside, None

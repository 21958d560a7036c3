"""What the words of a time expression say, before any context is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

Field = int | float | str


@dataclass(frozen=True, slots=True)
class Fields:
    """The stated parts of one point or stretch of time; None is unstated.

    `year` counts in `era`; `yy` is a year of two digits, `digit` the last one of the second of two
    years; `decade` is its first year, `dd` the same with two digits. `season` is 21–24, `quarter` 1–4,
    `half` 1–2, `easter` the days from Easter to a movable feast, `weekday` 1 (Monday) to 7. `part` is
    early, mid or late. `deixis` (this, same, next, previous, or coming: the next one from the day of
    writing) points from another date and counts in `unit`; so does `direction` (-1 earlier, 1 later),
    `count` units away; `count` without direction is a duration. `origin` says from where `direction`
    counts: "context", "document" (else the context), "publication", "event" when a named event follows,
    or "ago" (an event, else the document, else the context). `approximate` is an EDTF qualifier. `style`
    is `os` for the Julian calendar, `budget` for the Thai budget year. `modifier` is "ancient" for years
    that count only in a text of such times, "unsure" for what is a date only if it gets a value, "name"
    for the year of a name, "title" for that of a law. `vague` is a reference to time that has no
    calendar value, `clock` a time of day.
    """

    year: int | None = None
    yy: int | None = None
    digit: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    easter: int | None = None
    decade: int | None = None
    dd: int | None = None
    century: int | None = None
    era: str | None = None
    style: str | None = None
    part: str | None = None
    approximate: str | None = None
    modifier: str | None = None
    deixis: str | None = None
    unit: str | None = None
    count: float | None = None
    direction: int | None = None
    origin: str | None = None
    clock: str | None = None
    vague: str | None = None

    def filled_from(self, other: Fields, names: tuple[str, ...]) -> Fields:
        """A copy in which the unstated parts among `names` are those of `other`."""
        return replace(self, **{name: getattr(other, name) for name in names if getattr(self, name) is None})

    def with_values(self, values: dict[str, Field]) -> Fields:
        """A copy with some parts set."""
        return replace(self, **values) if values else self  # type: ignore[arg-type]

    @property
    def looks_back(self) -> bool:
        """Whether the expression points to an earlier time than the story's (two years earlier, the previous month)."""
        return (self.direction or 0) < 0 or self.deixis in ("previous", "last")

    @property
    def is_mere_year(self) -> bool:
        """Whether a year is all that is stated."""
        return self.shape == "Y"

    @property
    def is_pronoun(self) -> bool:
        """Whether an expression only repeats a date told before (the same day), so that alone it names none."""
        named = (self.month, self.day, self.season, self.weekday, self.quarter, self.half)
        return self.deixis in ("same", "that") and all(part is None for part in named)

    @property
    def has_year(self) -> bool:
        """Whether a year is stated, if only by two digits."""
        return self.year is not None or self.yy is not None

    @property
    def shape(self) -> str:
        """The class (one of SHAPES) under which the rules of later stages see this expression."""
        if self.direction is not None:
            return "OFFSET"
        if self.deixis is not None:
            return {"year": "THATYEAR", "month": "THATMONTH", "day": "THATDAY"}.get(self.unit or "", "THATUNIT")
        year = "Y" if self.has_year else ""
        if self.century is not None:
            return "CENTURY"
        if self.decade is not None or self.dd is not None:
            return "DECADE"
        if self.season is not None:
            return "S" + year
        if self.quarter is not None or self.half is not None:
            return "Q" + year
        feast = self.easter is not None
        point = "D" * (feast or self.day is not None) + "M" * (feast or self.month is not None) + year
        if point:
            return point
        if self.clock is not None and self.weekday is None and self.count is None:
            return "DAYTIME" if self.clock == "daytime" else "CLOCK"
        for name, shape in (("weekday", "WEEKDAY"), ("count", "DURATION"), ("vague", "VAGUE")):
            if getattr(self, name) is not None:
                return shape
        return "OTHER"


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a text: what it says and where, not yet what it means.

    `other` is the second end of a range (`join` is "range") or the last member of a list ("list", or
    "choice" for one of two). `ends` are the places of the two, or the one place of a mere length within
    an offset from an event ("four days" of "four days before"). `bound` is the word before it that opens
    or bounds it: since, until, by, before, after or empty.
    """

    start: int
    end: int
    fields: Fields
    other: Fields | None = None
    join: str = ""
    bound: str = ""
    rule: str = ""
    ends: tuple[tuple[int, int], ...] = ()

    @property
    def shape(self) -> str:
        """The class of the whole: that of its fields, or RANGE."""
        return "RANGE" if self.other is not None else self.fields.shape


SHAPES = (
    *("DMY", "DM", "MY", "M", "Y", "D", "DY", "SY", "S", "QY", "Q", "CENTURY", "DECADE", "WEEKDAY"),
    *(
        "THATYEAR",
        "THATMONTH",
        "THATDAY",
        "THATUNIT",
        "OFFSET",
        "DURATION",
        "CLOCK",
        "DAYTIME",
        "VAGUE",
        "RANGE",
        "OTHER",
    ),
)
"""What an expression can look like to a rule: D day, M month, Y year, S season, Q part of a year."""

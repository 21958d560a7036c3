"""The nouns of the pipeline: frozen records that pass from room to room.

All offsets count Unicode code points and are half-open (`start` included, `end` not). `start`/`end`
index `Document.text`; `origin_start`/`origin_end`, where a table carries them, index
`Document.original`, the file as it was decoded.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.origin import OriginMap

KINDS = ("person", "place", "organization", "event", "date")
"""What a mention can be, in the words of the output tables."""

KIND_OF_LABEL = {"PERSON": "person", "PLACE": "place", "ORG": "organization", "EVENT": "event", "DATE": "date"}
"""The labels of annotated text, and the kinds of mentions that they stand for."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was given to the pipeline: one row of `sources.csv`."""

    source_id: str
    path: str
    title: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    media_type: str = ""
    encoding: str = ""
    published: str = ""
    sha256: str = ""
    characters: int = 0
    status: str = "ok"
    message: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines in one language; `role` is "heading" or "prose"."""

    start: int
    end: int
    language: str
    role: str = "prose"


@dataclass(frozen=True)
class Document:
    """A source that was read: its extracted text, and the way back to the file.

    `text` is what `texts/<source_id>.txt` holds. `chrome` are the parts of it that no author wrote
    as prose (navigation, forms, "[edit]", footnote marks): they stay in the text, so that offsets
    never move, and are blank in `readable`.
    """

    source: Source
    text: str
    original: str
    origin: OriginMap
    paragraphs: tuple[Paragraph, ...] = ()
    chrome: tuple[Span, ...] = ()

    @property
    def readable(self) -> str:
        """The text with its chrome blanked by spaces (line ends are kept); same length as `text`."""
        pieces, at = [], 0
        for span in self.chrome:
            pieces.append(self.text[at : span.start])
            pieces.append("".join(c if c in "\r\n" else " " for c in self.text[span.start : span.end]))
            at = span.end
        pieces.append(self.text[at:])
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark; `lemma` and `tag` (universal part of speech) where the pack knows them."""

    start: int
    end: int
    text: str
    lemma: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one paragraph with its tokens (white space belongs to no token)."""

    start: int
    end: int
    language: str
    tokens: tuple[Token, ...] = ()
    role: str = "prose"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text, before anything is known of what it refers to.

    `recognizer` says who found it; `confidence` is in 0..1.
    """

    kind: str
    start: int
    end: int
    surface: str
    language: str
    confidence: float = 1.0
    recognizer: str = ""


@dataclass(frozen=True, slots=True)
class DateValue:
    """What a time expression means.

    `edtf` is empty when the expression is a date whose value the text does not tell. `start` and
    `end` are the inclusive first and last day as ISO strings, empty when open or unknown. `other`
    is the second reading of an ambiguous calendar; `modifier` one of "", early, mid, late, before,
    after, approximate, start, end.
    """

    edtf: str = ""
    start: str = ""
    end: str = ""
    precision: str = ""
    calendar: str = "gregorian"
    basis: str = "explicit"
    anchor: str = ""
    modifier: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression in a text and its value."""

    start: int
    end: int
    surface: str
    language: str
    value: DateValue
    confidence: float = 1.0
    recognizer: str = "rules"


@dataclass(frozen=True, slots=True)
class Role:
    """The part that a mention plays in an event; `mention` indexes `Extraction.mentions`.

    Where the text names no state but its people ("French troops"), `mention` is -1 and `states` says which
    states it may be, as ISO 3166-1 codes and English names.
    """

    role: str
    mention: int
    confidence: float = 1.0
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """One statement of one source that something happened.

    `start`/`end` is the sentence, `trigger_start`/`trigger_end` the word that says it. `date` indexes
    `Extraction.dates`; -1 when the text does not date it. `named` indexes `Extraction.mentions`
    when the statement is about a named event (the treaty's signing), else -1. `date_basis` says how
    the statement got its date: "" (none), explicit (in the sentence), context (carried), event.
    """

    event_type: str
    polarity: str
    start: int
    end: int
    language: str
    trigger_start: int
    trigger_end: int
    date: int = -1
    date_basis: str = ""
    named: int = -1
    roles: tuple[Role, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True)
class Extraction:
    """Everything that reading one document yields; the unit that is stored between the two halves."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[EventCandidate, ...] = ()


@dataclass(frozen=True)
class Entity:
    """A person, place or organization as all sources together name it; one row of its table.

    `names` maps language codes to the preferred name; `attributes` holds the columns that only some
    kinds have (country_code, latitude, valid_from, …) as they are to be written.
    """

    entity_id: str
    kind: str
    name: str
    names: dict[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    wikidata_id: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    confidence: float = 1.0

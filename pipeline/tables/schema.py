"""The output tables: the one place that says which columns there are and what they mean.

Order is meaning: columns are only ever added at the right, and none is renamed or dropped, because
the scripts of the people who load these tables know them by these names.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LIST_SEPARATOR = "|"
"""Joins the items of a cell that holds a list; a separator inside an item is written as a slash."""

EVENT_TYPES = (
    "agreement", "termination", "alliance", "declaration_of_war", "neutrality", "military_action",
    "occupation", "mobilization", "aid", "trade", "negotiation", "statement", "claim",
    "political_change", "repression", "protest", "sanction", "appointment", "birth", "death",
    "founding", "other",
)  # fmt: skip
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
PRECISIONS = ("day", "month", "season", "year", "decade", "century", "range")
BASES = ("explicit", "context", "document_date", "event")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` is string, integer, number, date or list (of strings)."""

    name: str
    description: str
    type: str = "string"
    enum: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `keys` are its primary key, `references` maps a column to (table, column)."""

    name: str
    description: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    references: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)


def _span(of: str) -> tuple[Column, ...]:
    return (
        Column("start", f"first character of the {of} in texts/<source_id>.txt, in code points from 0", "integer"),
        Column("end", f"one past the last character of the {of}", "integer"),
        Column("origin_start", "the same start in the decoded original file", "integer"),
        Column("origin_end", "the same end in the decoded original file", "integer"),
    )


def _names(of: str) -> tuple[Column, ...]:
    return (
        Column("name", f"the {of}'s name: English where known, else as found", required=True),
        Column("name_en", "its name in English, as found or known"),
        Column("name_ru", "its name in Russian, in the nominative, as found or known"),
        Column("name_th", "its name in Thai, as found or known"),
        Column("aliases", "every form found in the texts", "list"),
    )


_COUNTS = (
    Column("mentions", "how many mentions refer to it", "integer"),
    Column("sources", "the sources that name it", "list"),
    Column("languages", "the languages of these mentions", "list"),
)
_CONFIDENCE = Column("confidence", "how sure the pipeline is, 0 to 1", "number")
_WIKIDATA = Column("wikidata_id", "Wikidata item, only where certain")
_SOURCE = ("sources", "source_id")

SOURCES = Table(
    "sources",
    "The files that were given, read or not",
    (
        Column("source_id", "id of the source, from its content", required=True),
        Column("path", "the path as it was given", required=True),
        Column("title", "the title that the source gives itself"),
        Column("language", "the language most of it is in (ISO 639-1)"),
        Column("languages", "all languages found, most frequent first", "list"),
        Column("media_type", "text/plain, text/markdown or text/html"),
        Column("encoding", "the Python codec that decodes the file"),
        Column("published", "the date of publication that the source states"),
        Column("sha256", "checksum of the file's bytes"),
        Column("characters", "length of the extracted text in code points", "integer"),
        Column("status", "ok; partial: something was left out; failed: nothing was read",
               enum=("ok", "partial", "failed"), required=True),
        Column("message", "what was left out or went wrong, and what to do about it"),
    ),
    ("source_id", "path"),
)  # fmt: skip

MENTIONS = Table(
    "mentions",
    "Every name and date found, with the characters it was read from",
    (
        Column("mention_id", "id of the mention, from its source and place", required=True),
        Column("source_id", "the source it stands in", required=True),
        Column("kind", "what it names", enum=("person", "place", "organization", "event", "date"), required=True),
        Column("surface", "the characters of the text, as they stand", required=True),
        *_span("mention"),
        Column("language", "the language of its paragraph"),
        Column("entity_id", "the row of people, places, organizations or events it refers to; empty for dates"),
        _CONFIDENCE,
        Column("recognizer", "what found it"),
        Column("link_confidence", "how sure it is that it refers to this row, 0 to 1", "number"),
        Column("link_reason", "why it was taken to refer to this row"),
    ),
    ("mention_id",),
    {"source_id": _SOURCE},
)

DATES = Table(
    "dates",
    "What the mentions of kind date mean",
    (
        Column("mention_id", "the mention", required=True),
        Column("source_id", "the source it stands in", required=True),
        Column("surface", "the characters of the text, as they stand", required=True),
        Column("edtf", "the value (EDTF, proleptic Gregorian); empty when the text does not tell"),
        Column("date_start", "first day it can mean (YYYY-MM-DD, astronomical years); empty when open"),
        Column("date_end", "last day it can mean; empty when open"),
        Column("precision", "how exact the value is", enum=PRECISIONS),
        Column("calendar", "the calendar the text reckons in: gregorian, julian, buddhist, …"),
        Column("basis", "where the value comes from", enum=BASES),
        Column("anchor", "the expression or event that an underspecified value was resolved from"),
        Column("modifier", "early, mid, late, before, after, approximate, …: what the text adds to the value"),
        Column("other_reading", "the second value of an expression that can be read in two reckonings (EDTF)"),
    ),
    ("mention_id",),
    {"mention_id": ("mentions", "mention_id"), "source_id": _SOURCE},
)

PEOPLE = Table(
    "people",
    "The persons named, one row each across languages",
    (
        Column("person_id", "id of the person", required=True),
        *_names("person"),
        _WIKIDATA,
        *_COUNTS,
        Column("first_date", "first day of the earliest event the person has a part in"),
        Column("last_date", "last day of the latest event the person has a part in"),
        _CONFIDENCE,
    ),
    ("person_id",),
)

PLACES = Table(
    "places",
    "The places named, one row each across languages",
    (
        Column("place_id", "id of the place", required=True),
        *_names("place"),
        Column("kind", "what sort of place",
               enum=("country", "city", "region", "water", "continent", "building", "other")),
        Column("country_code", "ISO 3166-1 code of the country it is or lies in today"),
        Column("latitude", "degrees north (WGS 84), where known", "number"),
        Column("longitude", "degrees east (WGS 84), where known", "number"),
        Column("geonames_id", "GeoNames id, where known"),
        _WIKIDATA,
        Column("valid_from", "EDTF date from which a historical state existed"),
        Column("valid_to", "EDTF date until which it existed"),
        *_COUNTS,
        _CONFIDENCE,
    ),
    ("place_id",),
)  # fmt: skip

ORGANIZATIONS = Table(
    "organizations",
    "The organizations named, one row each across languages",
    (
        Column("organization_id", "id of the organization", required=True),
        *_names("organization"),
        _WIKIDATA,
        *_COUNTS,
        _CONFIDENCE,
    ),
    ("organization_id",),
)

EVENTS = Table(
    "events",
    "What happened, one row for each event whatever the number of sources that tell it",
    (
        Column("event_id", "id of the event", required=True),
        Column("event_type", "what sort of event", enum=EVENT_TYPES, required=True),
        Column("title", "a short English title", required=True),
        Column("date_edtf", "when it happened (EDTF); empty when no source says"),
        Column("date_start", "first day it can mean"),
        Column("date_end", "last day it can mean"),
        Column("date_precision", "how exact the date is", enum=PRECISIONS),
        Column("date_basis", "where the date comes from", enum=BASES),
        Column("place_id", "where it happened"),
        Column("place_name", "the name of that place"),
        Column("latitude", "degrees north of that place", "number"),
        Column("longitude", "degrees east of that place", "number"),
        Column("participant_ids", "who took part: ids of people, places (states) and organizations", "list"),
        Column("participant_names", "their names, in the same order", "list"),
        Column("number_of_sources", "how many sources tell it", "integer"),
        Column("sources", "these sources", "list"),
        Column("languages", "the languages they tell it in", "list"),
        Column("corroboration", "told by one source, by several, or by several that disagree",
               enum=("single", "corroborated", "contradicted"), required=True),
        Column("polarity", "whether it is told as a fact",
               enum=("asserted", "negated", "hypothetical", "future"), required=True),
        Column("plover_type", "the PLOVER event type, for joining with POLECAT", enum=PLOVER_TYPES),
        _CONFIDENCE,
        _WIKIDATA,
        Column("summary", "the sentence that tells it best, as it stands"),
    ),
    ("event_id",),
)  # fmt: skip

EVENT_ROLES = Table(
    "event_roles",
    "Who and what has which part in an event",
    (
        Column("event_id", "the event", required=True),
        Column("role", "the part", enum=("actor", "recipient", "participant", "place"), required=True),
        Column("entity_id", "the row of people, places or organizations", required=True),
        Column("mention_id", "the mention that says so; empty where the text names the people of a state"),
        _CONFIDENCE,
    ),
    ("event_id", "role", "entity_id", "mention_id"),
    {"event_id": ("events", "event_id")},
)

EVIDENCE = Table(
    "evidence",
    "The sentences behind every event, and what each says against the others",
    (
        Column("event_id", "the event", required=True),
        Column("source_id", "the source", required=True),
        Column("language", "the language of the sentence"),
        *_span("sentence"),
        Column("quote", "the sentence, as it stands", required=True),
        Column("date_as_stated", "the date in the words of the source"),
        Column("date_edtf", "the date this source gives (EDTF)"),
        Column("stance", "whether the sentence agrees with the row", enum=("supports", "contradicts"), required=True),
        Column("field", "the field it contradicts: date, actor, … (empty when it supports)"),
        _CONFIDENCE,
        Column("statement_id", "id of what the sentence says here, by its place in the source", required=True),
        Column("join_confidence", "how sure it is that it tells the same as the event's other sentences, 0 to 1; "
               "empty where no other does", "number"),
    ),
    ("event_id", "source_id", "start", "end", "stance", "field"),
    {"event_id": ("events", "event_id"), "source_id": _SOURCE},
)  # fmt: skip

RECORDS = Table(
    "records",
    "Events, people and places in one flat table for a quick look",
    (
        Column("record_type", "which table it is from", enum=("event", "person", "place"), required=True),
        Column("record_id", "id of the row there", required=True),
        *(column for column in _names("record") if column.name != "aliases"),
        Column("date_edtf", "when (events)"),
        Column("date_start", "first day it can mean (events); first date (people, places)"),
        Column("date_end", "last day it can mean (events); last date (people, places)"),
        Column("latitude", "degrees north", "number"),
        Column("longitude", "degrees east", "number"),
        Column("type", "event type or kind of place"),
        Column("participants", "names of the participants (events)", "list"),
        Column("sources", "the sources that tell or name it", "list"),
        Column("languages", "their languages", "list"),
        Column("mentions", "how many mentions refer to it", "integer"),
        _CONFIDENCE,
    ),
    ("record_type", "record_id"),
)

TABLES = {
    table.name: table
    for table in (
        SOURCES, MENTIONS, DATES, PEOPLE, PLACES, ORGANIZATIONS, EVENTS, EVENT_ROLES, EVIDENCE, RECORDS,
    )
}  # fmt: skip
"""All tables by name, in the order of the contract."""

"""One review: the queue of questions, the decisions on them, and the tables written anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from pipeline.corrections import Correction, append, read_ledger
from pipeline.errors import SettingsError
from pipeline.export.values import ENTITIES
from pipeline.review.contradictions import contradiction_questions
from pipeline.review.dates import date_questions
from pipeline.review.joins import join_questions
from pipeline.review.links import link_questions
from pipeline.review.passages import Reader
from pipeline.review.questions import KINDS, Answers, Question
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.runner.consolidating import Summary
    from pipeline.tables.read import Tables

CANDIDATES = 6
"""How many rows are offered as the one a name may belong to."""
ALIKE = 0.5
"""Rows whose names sound less alike than this are not offered."""


def questions(tables: Tables) -> list[Question]:
    """All doubtful links, dates, contradictions and joins of finished tables, most doubtful first."""
    reader = Reader(tables)
    found = [
        *link_questions(tables, reader),
        *date_questions(tables, reader),
        *contradiction_questions(tables, reader),
        *join_questions(tables, reader),
    ]
    return sorted(found, key=lambda one: (-one.doubt, -KINDS.index(one.kind), one.question_id))


@dataclass
class Session:
    """A person's review of the tables in `folder`; safe to use from several threads.

    Decisions go to the ledger of `settings` at once; the tables change when they are applied.
    """

    folder: Path
    settings: Settings
    who: str = ""
    skipped: set[str] = field(default_factory=set)
    _appended: list[tuple[int, int]] = field(default_factory=list)
    _lock: RLock = field(default_factory=RLock)

    def __post_init__(self) -> None:
        self._load()

    def _load(self) -> None:
        from pipeline.tables.read import read_tables

        self.tables = read_tables(self.folder)
        self._questions = questions(self.tables)

    @property
    def ledger(self) -> Path:
        """Where the decisions are written."""
        return Path(self.settings.corrections)

    def queue(self, kind: str = "") -> list[Question]:
        """The questions without an answer, most doubtful first, skipped ones last."""
        answers = Answers.of(read_ledger(self.ledger))
        with self._lock:
            left = [one for one in self._questions if kind in ("", one.kind) and not one.is_settled(answers)]
            return sorted(left, key=lambda one: one.question_id in self.skipped)

    def skip(self, question: Question) -> None:
        """Puts a question at the end of the queue for the rest of this session."""
        self.skipped.add(question.question_id)

    def decide(self, question: Question, key: str, text: str = "", why: str = "") -> list[Correction]:
        """Writes what a choice means to the ledger and returns it. Raises SettingsError where the text is wrong."""
        choice, text = question.choice(key), " ".join(text.split())
        if choice is None:
            raise SettingsError(f"the question has no choice {key!r}", "Choose one that it shows")
        if choice.asks and not choice.may_be_empty and not text:
            raise SettingsError(f"“{choice.label}” needs a text", f"Give: {choice.asks}")
        if choice.asks_row and text and text not in self._rows(choice.asks_row):
            raise SettingsError(f"there is no {choice.asks_row} {text}", "Give the id of a row of the same table")
        today = date.today().isoformat()
        said = [replace(one, who=self.who, when=today, why=why.strip()) for one in choice.answered(text)]
        with self._lock:
            size = self.ledger.stat().st_size if self.ledger.exists() else 0
            append(self.ledger, said)
            self._appended.append((size, self.ledger.stat().st_size))
        return said

    @property
    def decided(self) -> int:
        """How many decisions of this session are not applied yet."""
        return len(self._appended)

    def take_back(self) -> bool:
        """Removes the last decision of this session from the ledger; False where none is left that can be.

        A slip of the finger only: not once it was applied, nor after the ledger was changed by other hands.
        """
        with self._lock:
            if not self._appended or self.ledger.stat().st_size != self._appended[-1][1]:
                return False
            size, _ = self._appended.pop()
            if size:
                with self.ledger.open("r+b") as file:
                    file.truncate(size)
            else:
                self.ledger.unlink()
            return True

    def apply(self) -> Summary:
        """Writes the tables anew with all decisions, in the form they have now, and asks what is doubtful then."""
        from pipeline.runner.consolidating import consolidate_again

        excel = (self.folder / "mentions.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
        parquet = (self.folder / "mentions.parquet").exists()
        with self._lock:
            summary = consolidate_again(self.folder, replace(self.settings, excel=excel, parquet=parquet))
            self._appended.clear()
            self._load()
        return summary

    def candidates(self, question: Question) -> list[tuple[str, str]]:
        """Other rows that the name of a doubtful link may belong to, likeliest first: id and names."""
        choice = next((one for one in question.choices if one.asks_row), None)
        if question.kind != "link" or choice is None:
            return []
        from pipeline.linking.similarity import SoundSimilarity

        language = question.passages[0].language if question.passages else ""
        rows = {one: names for one, names in self._rows(choice.asks_row).items() if one != question.subject}
        pairs = [(one, code, name) for one, names in rows.items() for code, name in names if name]
        scores = SoundSimilarity().scores([((question.value, language), (name, code)) for _, code, name in pairs])
        best: dict[str, float] = {}
        for (one, *_), score in zip(pairs, scores, strict=True):
            best[one] = max(best.get(one, 0.0), score)
        likely = sorted((one for one in best if best[one] >= ALIKE), key=lambda one: (-best[one], one))
        return [(one, _shown(rows[one])) for one in likely[:CANDIDATES]]

    def _rows(self, kind: str) -> dict[str, list[tuple[str, str]]]:
        """The names of the rows of one kind by language, the languages of the aliases unknown."""
        for table, (key, of) in ENTITIES.items():
            if of == kind:
                frame = getattr(self.tables, table).fillna({f"name_{code}": "" for code in ("en", "ru", "th")})
                return {
                    row[key]: [
                        ("en", row["name"]),
                        *((code, row[f"name_{code}"]) for code in ("en", "ru", "th")),
                        *(("", alias) for alias in row["aliases"]),
                    ]
                    for row in frame.to_dict("records")
                }
        return {}


def _shown(names: Sequence[tuple[str, str]]) -> str:
    return " · ".join(list(dict.fromkeys(name for _, name in names if name))[:4])

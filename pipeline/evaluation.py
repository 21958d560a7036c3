"""The command `synchronicle evaluate`: scores of the parts that learn, on files of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Score a part of the program against marked files.", no_args_is_help=True)


@app.callback()
def evaluate() -> None:
    """Score a part of the program against marked files."""


@app.command("similarity")
def similarity_command(
    files: Annotated[list[Path], typer.Argument(help="Pairs of names: name_a, name_b, type, source; .tsv or .tsv.gz.")],
) -> None:
    """How often a name's nearest name in the other language is its own (recall at 1).

    Every name_a is looked up among all name_b of its file: by the learned encoder, and by the blend of
    encoder and rules on the encoder's fifty nearest.
    """
    from pipeline.linking.biencoder import biencoder
    from pipeline.linking.retrieval import by_group, found, read_pairs
    from pipeline.linking.similarity import SoundSimilarity

    encoder = biencoder()
    print(f"{'file':28} {'group':8} {'names':>6} {'encoder':>8} {'blend':>8}")
    for file in files:
        pairs = read_pairs(file)
        alone = by_group(pairs, found(pairs, encoder, None))
        blended = by_group(pairs, found(pairs, encoder, SoundSimilarity()))
        for group, (right, names) in alone.items():
            shares = f"{right / names:8.3f} {blended[group][0] / names:8.3f}"
            print(f"{file.name:28} {group:8} {names:6} {shares}", flush=True)


@app.command("names")
def names_command(
    files: Annotated[list[Path], typer.Argument(help="Marked texts: gzipped JSON lines with text, lang, entities.")],
    names: Annotated[str, typer.Option(help="Recognizers of names, joined by commas.")] = "default",
    limit: Annotated[int | None, typer.Option(min=1, help="Read the first documents only.")] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Spans as the recognizers found them, not cut to the project's conventions.")
    ] = False,
    style: Annotated[
        str, typer.Option(help="The set whose conventions the encoder follows: gum, nerel ..., ours, or auto.")
    ] = "auto",
) -> None:
    """Precision, recall and F1 of names by exact spans, for each kind that the file marks.

    Sets differ in what they count as a name: GUM takes titles to persons, NEREL adjectives of countries to places.
    The encoder has learned their styles. Auto is the style of the set that the file's name begins with where --raw
    is given, and the project's own otherwise.
    """
    from pipeline.names.evaluate import evaluate as score_names
    from pipeline.names.evaluate import style_of
    from pipeline.names.registry import recognizers_named

    print(f"{'file':28} {'style':10} {'kind':13} {'marked':>6} {'precision':>9} {'recall':>7} {'F1':>6}")
    for file in files:
        chosen = style_of(file.name, style, raw)
        recognizers = recognizers_named(names, chosen)
        for kind, score in score_names(recognizers, file, limit, raw).items():
            shares = f"{score.precision:9.3f} {score.recall:7.3f} {score.f1:6.3f}"
            print(f"{file.name:28} {chosen or 'ours':10} {kind:13} {score.gold:6} {shares}", flush=True)


@app.command("events")
def events_command(
    files: Annotated[
        list[Path],
        typer.Argument(help="Marked texts: lines with [type trigger] in ru.txt or a_ru.txt, or gzipped JSON."),
    ],
    names: Annotated[str, typer.Option(help="Recognizers of names, joined by commas.")] = "default",
) -> None:
    """Precision, recall and F1 of events by overlapping triggers; F1 where the type, and the polarity, is right too.

    The last column counts the events found in passages that hold none, and those passages.
    """
    from pipeline.events.evaluate import events_in, marked_texts, score
    from pipeline.names.registry import recognizers_named

    find = events_in(recognizers_named(names))
    print(
        f"{'file':24} {'marked':>6} {'precision':>9} {'recall':>7} {'F1':>6} {'type':>6} {'polarity':>8} {'false':>9}"
    )
    for file in files:
        one = score(marked_texts(file), find)
        shares = f"{one.precision:9.3f} {one.recall:7.3f} {one.f1('trigger'):6.3f} {one.f1('type'):6.3f}"
        print(
            f"{file.name:24} {one.marked:6} {shares} {one.f1('polarity'):8.3f} {one.alarms:4} / {one.empty}", flush=True
        )

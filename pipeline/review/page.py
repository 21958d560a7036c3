"""The page of a review, built as a tree: a text can only become text, whatever it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, tostring

from pipeline.review.questions import KINDS, Choice, Passage, Question

LISTED = 300
"""Questions that the list at the side shows."""
TITLES = {"": "All", "link": "Links", "date": "Dates", "contradiction": "Contradictions", "join": "Joins"}
HELP = (("j / k", "next, previous question"), ("s", "skip: ask again at the end"), ("u", "take back"), ("a", "apply"))


@dataclass(frozen=True)
class View:
    """What the page shows: the queue of one kind ("" all), the question at hand, and a message."""

    queue: Sequence[Question]
    counts: dict[str, int]
    at: int = 0
    kind: str = ""
    candidates: Sequence[tuple[str, str]] = ()
    message: str = ""
    decided: int = 0
    folder: str = ""

    @property
    def question(self) -> Question | None:
        """The question at hand; None when all are answered."""
        return self.queue[self.at] if self.queue else None

    def address(self, at: int) -> str:
        """The relative address of a question of the queue."""
        return "?" + urlencode({"kind": self.kind, "q": self.queue[at % len(self.queue)].question_id})


def node(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element; `class_` is written `class`, `data_key` `data-key`."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    made = Element(tag, names)
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def page(view: View) -> bytes:
    """The page as HTML in UTF-8."""
    head = node(
        "head",
        node("meta", charset="utf-8"),
        node("meta", name="viewport", content="width=device-width"),
        node("title", "Review · Synchronicle"),
        node("link", rel="stylesheet", href="review.css"),
        node("script", src="review.js", defer="defer"),
    )
    main = _question(view, view.question) if view.question else node("main", node("h1", "Nothing is left to review."))
    body = node("body", _header(view), main, _list(view))
    tree: bytes = tostring(node("html", head, body, lang="en"), encoding="utf-8", method="html")
    return b"<!doctype html>\n" + tree


def _header(view: View) -> Element:
    kinds = [
        node(
            "a",
            f"{TITLES[kind]} {sum(view.counts.values()) if not kind else view.counts.get(kind, 0)}",
            href="?" + urlencode({"kind": kind}),
            **({"aria-current": "page"} if kind == view.kind else {}),
        )
        for kind in ("", *KINDS)
    ]
    decisions = f" {view.decided} decision{'s' * (view.decided != 1)}" if view.decided else ""
    actions = [_button(view, "undo", "u", "Take back")] if view.decided else []
    actions.append(_button(view, "apply", "a", f"Apply{decisions}"))
    said = [node("p", view.message, class_="message", role="status")] if view.message else []
    return node(
        "header",
        node("strong", f"Review of {view.folder}"),
        node("nav", *kinds),
        *actions,
        *said,
    )


def _button(view: View, action: str, key: str, label: str) -> Element:
    button = node("button", node("kbd", key), f" {label}", data_key=key)
    return node("form", _hidden("kind", view.kind), button, method="post", action=action)


def _question(view: View, question: Question) -> Element:
    facts = [part for label, value in question.decided for part in (node("dt", label), node("dd", value))]
    rows = [node("option", names, value=identity) for identity, names in view.candidates]
    return node(
        "main",
        node("p", f"{view.at + 1} of {len(view.queue)} · {question.kind} · doubt {question.doubt:.2f}", class_="where"),
        node("h1", question.ask),
        *(_passage(passage) for passage in question.passages),
        node("dl", *facts),
        _candidates(view, question),
        node("datalist", *rows, id="rows"),
        *(_choice(view, question, choice) for choice in question.choices),
        _skip(view, question),
        node("p", *(part for key, what in HELP for part in (node("kbd", key), f" {what}  ")), class_="help"),
    )


def _passage(passage: Passage) -> Element:
    pieces = [node("mark", piece) if marked else piece for piece, marked in passage.pieces]
    caption = " · ".join(part for part in (passage.source, passage.language, passage.note) if part)
    quote = node("blockquote", *pieces, lang=passage.language or "und")
    return node("figure", quote, node("figcaption", caption))


def _candidates(view: View, question: Question) -> Element:
    """The rows that sound alike, each a button that gives it as the answer to the choice that asks for a row."""
    choice = next((one for one in question.choices if one.asks_row), None)
    if not view.candidates or choice is None:
        return node("div")
    forms = []
    for key, (identity, names) in zip("123456789", view.candidates, strict=False):
        button = node("button", node("kbd", key), f" {names} ", node("code", identity), data_key=key)
        hidden = [*_target(view, question, choice), _hidden("text", identity)]
        forms.append(node("form", *hidden, button, method="post", action="decide", class_="choice"))
    return node("section", node("h2", f"{choice.label}: it sounds like"), *forms)


def _choice(view: View, question: Question, choice: Choice) -> Element:
    button = node("button", node("kbd", choice.key), f" {choice.label}", data_key=choice.key)
    fields = []
    if choice.asks:
        extra = {"list": "rows"} if choice.asks_row else {}
        extra |= {} if choice.may_be_empty else {"required": "required"}
        label = f"{choice.label}: {choice.asks}"
        fields.append(
            node("input", name="text", placeholder=choice.asks, aria_label=label, autocomplete="off", **extra)
        )
    why = node("input", name="why", placeholder="why (optional)", aria_label="why", autocomplete="off", class_="why")
    return node(
        "form", *_target(view, question, choice), button, *fields, why, method="post", action="decide", class_="choice"
    )


def _target(view: View, question: Question, choice: Choice) -> list[Element]:
    return [_hidden("q", question.question_id), _hidden("kind", view.kind), _hidden("choice", choice.key)]


def _skip(view: View, question: Question) -> Element:
    button = node("button", node("kbd", "s"), " Skip", data_key="s")
    hidden = [_hidden("q", question.question_id), _hidden("kind", view.kind)]
    links = [
        node("a", label, rel=rel, href=view.address(view.at + step))
        for label, rel, step in (("Previous", "prev", -1), ("Next", "next", 1))
    ]
    return node("form", *hidden, button, *links, method="post", action="skip", class_="choice")


def _hidden(name: str, value: str) -> Element:
    return node("input", type="hidden", name=name, value=value)


def _list(view: View) -> Element:
    items = [
        node(
            "li",
            node("a", one.ask, href=view.address(at), **({"aria-current": "true"} if at == view.at else {})),
            node("small", f"{one.doubt:.2f}"),
        )
        for at, one in enumerate(view.queue[:LISTED])
    ]
    more = [node("p", f"and {len(view.queue) - LISTED} more")] if len(view.queue) > LISTED else []
    return node("aside", node("ol", *items), *more, aria_label="Queue")

from hypothesis import given
from hypothesis import strategies as st

from pipeline.names.markup import mark, unmark
from pipeline.records import KINDS, Mention

WORDS = st.text(alphabet="abc жщ กขค.,", min_size=1, max_size=8)


def test_marks_are_read_and_written() -> None:
    marked = "[person Ada] wrote to [place London]."
    text, found = unmark(marked)
    assert text == "Ada wrote to London."
    assert [(kind, text[span.start : span.end]) for kind, span in found] == [("person", "Ada"), ("place", "London")]
    mentions = [Mention(kind, span.start, span.end, text[span.start : span.end], "en") for kind, span in found]
    assert mark(text, reversed(mentions)) == marked


def test_other_brackets_stay() -> None:
    assert unmark("a note[1] and [ship Aurora]") == ("a note[1] and [ship Aurora]", [])


@given(st.lists(st.tuples(st.sampled_from(["", *KINDS]), WORDS)))
def test_unmarking_gives_back_the_text(parts: list[tuple[str, str]]) -> None:
    marked = "".join(f"[{kind} {words}]" if kind else words for kind, words in parts)
    text, found = unmark(marked)
    assert text == "".join(words for _, words in parts)
    assert [(kind, text[span.start : span.end]) for kind, span in found] == [part for part in parts if part[0]]

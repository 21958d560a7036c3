import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.names.merge import PRIORITY, merge
from pipeline.records import Mention


def said(kind: str, start: int, end: int, confidence: float, recognizer: str = "one") -> Mention:
    return Mention(kind, start, end, "x" * (end - start), "en", confidence, recognizer)


def spans(mentions: list[Mention]) -> list[tuple[str, int, int]]:
    return [(mention.kind, mention.start, mention.end) for mention in mentions]


def test_witnesses_confirm_each_other() -> None:
    (merged,) = merge([said("place", 0, 5, 0.5, "one"), said("place", 0, 5, 0.8, "two")])
    assert (merged.confidence, merged.recognizer) == (0.9, "two")


def test_one_witness_counts_once() -> None:
    (merged,) = merge([said("place", 0, 5, 0.5), said("place", 0, 5, 0.5)])
    assert merged.confidence == 0.5


def test_the_longer_name_wins_over_its_parts() -> None:
    found = merge([said("event", 0, 16, 0.8), said("place", 10, 16, 0.95)])
    assert spans(found) == [("event", 0, 16)]


def test_a_doubtful_long_name_loses() -> None:
    found = merge([said("organization", 0, 20, 0.3), said("place", 0, 8, 0.95), said("place", 12, 20, 0.95)])
    assert spans(found) == [("place", 0, 8), ("place", 12, 20)]


def test_kinds_of_one_span() -> None:
    assert spans(merge([said("person", 0, 5, 0.9), said("place", 0, 5, 0.6, "two")])) == [("person", 0, 5)]
    assert spans(merge([said("person", 0, 5, 0.6), said("place", 0, 5, 0.6, "two")])) == [("place", 0, 5)]


MENTIONS = st.builds(
    lambda kind, start, length, confidence, recognizer: said(kind, start, start + length, confidence, recognizer),
    st.sampled_from(PRIORITY),
    st.integers(0, 40),
    st.integers(1, 12),
    st.floats(0.05, 1),
    st.sampled_from(["one", "two", "three"]),
)


@given(st.lists(MENTIONS, max_size=25))
def test_the_result_is_flat_and_does_not_depend_on_order(mentions: list[Mention]) -> None:
    merged = merge(mentions)
    assert all(one.end <= two.start for one, two in itertools.pairwise(merged))
    assert set(spans(merged)) <= set(spans(mentions))
    assert merged == merge(mentions[::-1])
    assert merge(merged) == merged
    if mentions:
        weight = sum(mention.confidence * (mention.end - mention.start) for mention in merged)
        assert weight >= max(mention.confidence * (mention.end - mention.start) for mention in mentions) - 1e-2

import pytest

from pipeline.linking.people import clash, fits, number, numbers


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("nansen", "fridtjof nansen", True),
        ("f nansen", "fridtjof nansen", True),
        ("а с пушкин", "александр сергеевич пушкин", True),
        ("пушкин", "а с пушкин", True),
        ("рюти", "р рюти", True),
        ("рюти", "р штрассер", False),
        ("с а пушкин", "александр сергеевич пушкин", False),
        ("f", "fridtjof nansen", False),
        ("gustav 3", "gustav iii adolf", False),
        ("gustav", "gustav iii", True),
        ("gustav iii", "gustav iv", False),
        ("ภูมิพล", "ภูมิพล อดุลยเดช", True),
    ],
)
def test_fits(short: str, long: str, expected: bool) -> None:
    assert fits(short.split(), long.split()) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("anna pavlova", "ivan pavlov", True),
        ("anna pavlova", "a pavlova", False),
        ("pavlova", "anna pavlova", False),
        ("louis xiv", "louis xvi", True),
    ],
)
def test_clash(a: str, b: str, expected: bool) -> None:
    assert clash(a.split(), b.split()) is expected
    assert clash(b.split(), a.split()) is expected


@pytest.mark.parametrize(
    ("word", "value"), [("xiv", 14), ("ix", 9), ("4", 4), ("второй", 2), ("li", None), ("di", None), ("anna", None)]
)
def test_number(word: str, value: int | None) -> None:
    assert number(word) == value


def test_an_initial_is_no_number() -> None:
    assert numbers(["v", "i", "vernadsky"]) == ()
    assert numbers(["nicholas", "i"]) == (1,)

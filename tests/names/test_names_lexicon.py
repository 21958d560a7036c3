from hypothesis import given
from hypothesis import strategies as st

from pipeline.names.lexicon import Name, TextIndex, WordTrie


def test_a_trie_finds_all_names_that_begin_at_a_word() -> None:
    trie = WordTrie()
    for text in ("New York", "New York Harbour", "York"):
        trie.add([(word,) for word in text.split()], Name(text, "place"))
    words = [(word,) for word in ["in", "New", "York", "Harbour"]]
    assert [(end, name.text) for end, name in trie.find(words, 1)] == [(4, "New York Harbour"), (3, "New York")]
    assert [(end, name.text) for end, name in trie.find(words, 2)] == [(3, "York")]
    assert trie.find(words, 0) == []


def test_a_word_may_have_several_keys() -> None:
    trie = WordTrie()
    trie.add([("красное",), ("море",)], Name("Красное море", "place"))
    assert trie.find([("красный", "красное"), ("море", "мор")], 0)
    assert not trie.find([("красный",), ("море",)], 0)


@given(st.lists(st.text(alphabet="กขค", min_size=2, max_size=5), max_size=8), st.text(alphabet="กขค", max_size=20))
def test_an_index_finds_what_a_search_finds(names: list[str], text: str) -> None:
    index = TextIndex()
    for name in dict.fromkeys(names):
        index.add(Name(name, "place"))
    for start in range(len(text)):
        expected = sorted({name for name in names if text.startswith(name, start)}, key=len, reverse=True)
        assert [name.text for _, name in index.find(text, start)] == expected
        assert all(text[start:end] == name.text for end, name in index.find(text, start))

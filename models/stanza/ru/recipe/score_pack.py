"""Token and sentence F1 of the Russian language pack on the test part: `python score_pack.py TREEBANK`."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from train import PARTS, f1, gold_spans

from pipeline.languages.russian import Russian


def main() -> None:
    """Print both scores."""
    file = Path(sys.argv[1]) / f"{PARTS['test']}.conllu.gz"
    text, tokens, sentences = gold_spans(gzip.decompress(file.read_bytes()).decode("utf-8"))
    found = Russian().sentences(text)
    found_tokens = {(token.start, token.end) for sentence in found for token in sentence.tokens}
    print(f"tokens F1 {f1(found_tokens, tokens):.2f}")
    print(f"sentences F1 {f1({(sentence.start, sentence.end) for sentence in found}, sentences):.2f}")


if __name__ == "__main__":
    main()

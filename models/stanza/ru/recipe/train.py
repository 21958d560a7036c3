"""Train the Russian tokenizer and sentence splitter, and measure it.

    python train.py train TREEBANK WORK   # prepare and train in the folder WORK; run again to go on
    python train.py score TREEBANK MODEL  # token and sentence F1 of the model file on the test part

TREEBANK is a folder with `ru_gsd_pud_taiga.train`, `ru_gsd.dev` and `ru_gsd.test` (`.conllu.gz`). The
network and the loss are Stanza's own; this file only arranges data and time. Training goes in
rounds: each has its own seed and leaves a checkpoint, so that a run that was stopped and started
again gives the same weights as one that was not.
"""

from __future__ import annotations

import argparse
import gzip
import logging
from pathlib import Path
from typing import Any

PARTS = {"train": "ru_gsd_pud_taiga.train", "dev": "ru_gsd.dev", "test": "ru_gsd.test"}
SEED = 1234
ROUNDS = 10
STEPS = 250
"""Updates in a round; a round takes between one and two minutes on one core."""
RATE = 2e-3
"""Learning rate of the first round; it falls to a twentieth along a straight line."""

Span = tuple[int, int]


def prepare(treebank: Path, work: Path) -> None:
    """Write each part's CoNLL-U, its raw text and its labels into `work`, as Stanza's training reads them."""
    from stanza.utils.datasets import common

    for part, name in PARTS.items():
        gold = work / f"ru.{part}.gold.conllu"
        gold.write_bytes(gzip.decompress((treebank / f"{name}.conllu.gz").read_bytes()))
    common.convert_conllu_to_txt(str(work), "ru", PARTS)
    common.prepare_tokenizer_treebank_labels(str(work), "ru")


def arguments() -> dict[str, Any]:
    """Stanza's default arguments for the tokenizer, with this project's paths and seed."""
    from stanza.models import tokenizer

    options = ["--lang", "ru", "--shorthand", "ru_synchronicle", "--seed", str(SEED), "--no_use_mwt"]
    args = tokenizer.parse_args([*options, "--max_seqlen", "300", "--device", "cpu", "--lr0", str(RATE)])
    features = tokenizer.DEFAULT_FEAT_FUNCS
    return args | {"feat_funcs": features, "feat_dim": len(features), "num_dict_feat": 0, "save_dir": ""}


def inputs(work: Path, part: str) -> dict[str, str]:
    """The files of one part, as Stanza's data sets name them."""
    return {"txt": str(work / f"ru.{part}.txt"), "label": str(work / f"ru-ud-{part}.toklabels")}


def train(treebank: Path, work: Path) -> Path:
    """Train to the end, from the last checkpoint if there is one; returns the file of the best weights."""
    import torch
    from stanza.models.common.utils import set_random_seed
    from stanza.models.tokenization.data import DataLoader, TokenizationDataset
    from stanza.models.tokenization.trainer import Trainer
    from stanza.models.tokenization.utils import eval_model

    work.mkdir(parents=True, exist_ok=True)
    if not (work / "ru-ud-test.toklabels").exists():
        prepare(treebank, work)
    args = arguments()
    best_file, checkpoint_file = work / "tokenize.pt", work / "checkpoint.pt"
    set_random_seed(SEED)
    data = DataLoader(args, input_files=inputs(work, "train"))
    args["vocab_size"] = len(data.vocab)
    dev = TokenizationDataset(args, input_files=inputs(work, "dev"), vocab=data.vocab, evaluation=True)
    trainer = Trainer(args=args, vocab=data.vocab, device="cpu")
    first, best = 0, -1.0
    if checkpoint_file.exists():
        state = torch.load(checkpoint_file, weights_only=True)
        trainer.model.load_state_dict(state["model"])
        trainer.optimizer.load_state_dict(state["optimizer"])
        first, best = state["round"], state["best"]
    for number in range(first, ROUNDS):
        set_random_seed(SEED + number)
        trainer.change_lr(RATE * (1 - 0.95 * number / (ROUNDS - 1)))
        loss = 0.0
        for _ in range(STEPS):
            batch = data.next(unit_dropout=args["unit_dropout"], feat_unit_dropout=args["feat_unit_dropout"])
            loss += trainer.update(batch) / STEPS
        score = eval_model(args, trainer, dev, data.vocab, None)
        print(f"round {number + 1} of {ROUNDS}: loss {loss:.4f}, dev {score:.4f}", flush=True)
        if score >= best:
            best = score
            trainer.save(str(best_file))
        state = {"model": trainer.model.state_dict(), "optimizer": trainer.optimizer.state_dict()}
        torch.save(state | {"round": number + 1, "best": best}, work / "checkpoint.new")
        (work / "checkpoint.new").replace(checkpoint_file)
    return best_file


def gold_spans(conllu: str) -> tuple[str, set[Span], set[Span]]:
    """The raw text of a treebank file, and the spans of its tokens and sentences."""
    pieces: list[str] = []
    tokens: set[Span] = set()
    sentences: set[Span] = set()
    at = 0
    for block in conllu.strip().split("\n\n"):
        begin = end = at
        for line in block.splitlines():
            columns = line.split("\t")
            if line.startswith("#") or not columns[0].isdigit():
                continue
            end = at + len(columns[1])
            tokens.add((at, end))
            space = "" if "SpaceAfter=No" in columns[9].split("|") else " "
            pieces.append(columns[1] + space)
            at = end + len(space)
        sentences.add((begin, end))
    return "".join(pieces), tokens, sentences


def f1(found: set[Span], gold: set[Span]) -> float:
    """Harmonic mean of precision and recall of exact spans, in per cent."""
    return 200 * len(found & gold) / (len(found) + len(gold))


def score(treebank: Path, model: Path) -> dict[str, float]:
    """Token and sentence F1 of a model file on the raw text of the test part."""
    import stanza

    pipeline = stanza.Pipeline(
        "ru",
        processors="tokenize",
        dir=str(Path(__file__).resolve().parents[1]),
        tokenize_model_path=str(model),
        download_method=None,
        use_gpu=False,
        verbose=False,
    )
    conllu = gzip.decompress((treebank / f"{PARTS['test']}.conllu.gz").read_bytes()).decode("utf-8")
    text, tokens, sentences = gold_spans(conllu)
    found = pipeline(text).sentences
    found_tokens = {(token.start_char, token.end_char) for sentence in found for token in sentence.tokens}
    found_sentences = {(sentence.tokens[0].start_char, sentence.tokens[-1].end_char) for sentence in found}
    return {"tokens": f1(found_tokens, tokens), "sentences": f1(found_sentences, sentences)}


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["train", "score"])
    parser.add_argument("treebank", type=Path, help="the folder of the treebank")
    parser.add_argument("target", type=Path, help="train: the working folder; score: the model file")
    given = parser.parse_args()
    logging.getLogger("stanza").setLevel(logging.WARNING)
    model = train(given.treebank, given.target) if given.action == "train" else given.target
    for name, value in score(given.treebank, model).items():
        print(f"{name} F1 {value:.2f}")


if __name__ == "__main__":
    main()

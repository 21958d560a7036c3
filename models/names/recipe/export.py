"""Exports a trained tagger as ONNX with 8-bit weights, and writes what is needed to run it.

    python models/names/recipe/export.py BASE TAGGER OUT [--temperature 1.0]

OUT receives names.onnx, tokenizer.json, config.json and SHA256SUMS. Needs the packages onnx and
onnxscript besides those of training.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from train import load_tagger

from data import TAGS

OUTLYING = "layer.4/output/dense/MatMul"
"""A product in whose input a few values lie far beyond all others, by the base's nature. With 8 bits for them it makes
a third of the error of all the scores, and is therefore left in float32."""
FILES = ("names.onnx", "tokenizer.json", "config.json")


def export(base: Path, tagger_file: Path, target: Path) -> None:
    """Writes the tagger as float32 ONNX: ids of shape (batch, pieces) in, scores out.

    The windows of a batch have one length: adding a mask to the attention would take a tenth of the time.
    """
    tagger = load_tagger(base)
    tagger.load_state_dict(torch.load(tagger_file, map_location="cpu")["model"])
    tagger.eval()
    ids = torch.randint(4, 1000, (2, 16))
    torch.onnx.export(
        tagger,
        (ids,),
        str(target),
        input_names=["ids"],
        output_names=["scores"],
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "scores")},
        dynamo=False,
    )


def main() -> None:
    """Exports, quantizes and writes the checksums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("tagger", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--temperature", type=float, default=1.0, help="divides the scores; from evaluate.py")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        export(given.base, given.tagger, plain)
        nodes = [node.name for node in onnx.load(plain).graph.node]
        quantize_dynamic(
            plain,
            given.out / "names.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=[name for name in nodes if name.endswith(OUTLYING)],
        )
    shutil.copy(given.base / "tokenizer.json", given.out / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    config = {
        "tags": list(TAGS),
        "temperature": given.temperature,
        "bos": tokenizer.token_to_id("<s>"),
        "eos": tokenizer.token_to_id("</s>"),
    }
    (given.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    sums = [f"{hashlib.sha256((given.out / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (given.out / "SHA256SUMS").write_text("".join(sums))
    for name in FILES:
        print(f"{(given.out / name).stat().st_size / 1e6:6.1f} MB {name}")


if __name__ == "__main__":
    main()

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

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from train import load_tagger, sign_ids
from views import OURS

from data import TAGS

FILES = ("names.onnx", "tokenizer.json", "config.json")


def export(base: Path, tagger_file: Path, target: Path) -> None:
    """Writes the tagger as float32 ONNX: ids and mask of shape (batch, pieces) in, scores out."""
    tagger = load_tagger(base)
    tagger.load_state_dict(torch.load(tagger_file, map_location="cpu")["model"])
    tagger.eval()
    ids = torch.randint(4, 1000, (2, 16))
    torch.onnx.export(
        tagger,
        (ids, torch.ones_like(ids)),
        str(target),
        input_names=["ids", "mask"],
        output_names=["scores"],
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "scores")},
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
        quantize_dynamic(
            plain,
            given.out / "names.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    shutil.copy(given.base / "tokenizer.json", given.out / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    config = {
        "tags": list(TAGS),
        "temperature": given.temperature,
        "bos": tokenizer.token_to_id("<s>"),
        "pad": tokenizer.token_to_id("<pad>"),
        "eos": tokenizer.token_to_id("</s>"),
        "styles": {style: piece for style, piece in sign_ids(tokenizer).items() if style != OURS},
    }
    (given.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    sums = [f"{hashlib.sha256((given.out / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (given.out / "SHA256SUMS").write_text("".join(sums))
    for name in FILES:
        print(f"{(given.out / name).stat().st_size / 1e6:6.1f} MB {name}")


if __name__ == "__main__":
    main()

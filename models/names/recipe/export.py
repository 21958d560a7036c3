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
from reader import Reader, sample_windows
from tagger import load_tagger
from tokenizers import Tokenizer

from data import TAGS

FILES = ("names.onnx", "tokenizer.json", "config.json")


def export(reader: Reader, target: Path) -> None:
    """Writes the reader as float32 ONNX: ids and style in, scores out.

    From version 23 of its operators on, ONNX has one for attention that reads the heads where they lie; written as
    products of its own, attention moves every value four times.
    """
    torch.onnx.export(
        reader.eval(),
        (torch.full((1, 16), 5), torch.tensor([1])),
        str(target),
        input_names=["ids", "style"],
        output_names=["scores"],
        dynamic_shapes=({1: torch.export.Dim("pieces")}, {}),
        dynamo=True,
        opset_version=23,
        external_data=False,
        verbose=False,
    )


def quantize(plain: Path, target: Path) -> None:
    """Writes the ONNX of `plain` with 8 bits for all products but those of a single column.

    The exporter notes at each node and value which line of which file made it; that is taken out.
    """
    model = onnx.load(plain)
    graph = model.graph
    for noted in (model, graph, *graph.node, *graph.value_info, *graph.input, *graph.output, *graph.initializer):
        noted.ClearField("metadata_props")
    single = {weights.name for weights in graph.initializer if 1 in weights.dims}
    quantize_dynamic(
        model,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[node.name for node in graph.node if node.op_type == "MatMul" and single & {*node.input}],
    )


def main() -> None:
    """Exports, quantizes and writes the checksums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("tagger", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--temperature", type=float, default=1.0, help="divides the scores; from calibrate.py")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tagger = load_tagger(given.base)
    tagger.load_state_dict(torch.load(given.tagger, map_location="cpu")["model"])
    reader = Reader(tagger.eval(), sample_windows(tokenizer))
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        export(reader, plain)
        quantize(plain, given.out / "names.onnx")
    shutil.copy(given.base / "tokenizer.json", given.out / "tokenizer.json")
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

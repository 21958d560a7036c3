"""Speed and memory of the encoder of names, beside the same network in PyTorch.

    python benchmarks/names.py [--threads 2] [--pieces 20000]

PyTorch runs the same architecture in float32 with weights drawn at random: its speed does not depend
on them. Both read the same windows in the same run, in turns, and the best of the turns counts. Memory
is the peak of a process of its own that reads with the encoder alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.assets import checked_model
from pipeline.names.encoder import BATCH, MODEL, WINDOW

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS = 384, 12, 12, 1536, 512
"""The shape of the encoder, as of multilingual-e5-small."""
ROUNDS = 3


def batches(pieces: int, vocabulary: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Ids and mask of full windows of random pieces, about as many pieces in all."""
    draw = np.random.default_rng(1)
    count = max(1, pieces // (WINDOW * BATCH))
    ids = [draw.integers(5, vocabulary, (BATCH, WINDOW), dtype=np.int64) for _ in range(count)]
    return [(one, np.ones_like(one)) for one in ids]


def session(threads: int) -> Any:
    """The shipped encoder in onnxruntime."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    file = str(checked_model(MODEL) / "names.onnx")
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def network(threads: int, vocabulary: int) -> Callable[[np.ndarray, np.ndarray], object]:
    """The same architecture in PyTorch."""
    import torch
    from transformers import BertConfig, BertModel

    torch.set_num_threads(threads)
    config = BertConfig(
        vocab_size=vocabulary,
        hidden_size=HIDDEN,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=FEED_FORWARD,
        max_position_embeddings=POSITIONS,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.train(False)

    def read(ids: np.ndarray, mask: np.ndarray) -> object:
        with torch.inference_mode():
            return model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask))

    return read


def seconds(read: Callable[[np.ndarray, np.ndarray], object], work: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """How long reading all batches takes."""
    begin = time.perf_counter()
    for ids, mask in work:
        read(ids, mask)
    return time.perf_counter() - begin


def peak_memory() -> float:
    """The most memory this process has held, in MB; getrusage would tell that of the parent before it too."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def vocabulary_size() -> int:
    """The number of pieces that the shipped tokenizer knows."""
    tokenizer = json.loads((checked_model(MODEL) / "tokenizer.json").read_text(encoding="utf-8"))
    return len(tokenizer["model"]["vocab"])


def main() -> None:
    """Prints pieces a second of both, their ratio, and the encoder's peak memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--pieces", type=int, default=20_000)
    parser.add_argument("--memory", action="store_true", help="only read once with the encoder and print the peak")
    given = parser.parse_args()
    size = vocabulary_size()
    work = batches(given.pieces, size)
    count = sum(ids.size for ids, _ in work)
    encoder = session(given.threads)

    def shipped(ids: np.ndarray, mask: np.ndarray) -> object:
        return encoder.run(None, {"ids": ids, "mask": mask})

    if given.memory:
        seconds(shipped, work)
        print(peak_memory())
        return
    plain = network(given.threads, size)
    times: dict[str, list[float]] = {"encoder, int8": [], "PyTorch, float32": []}
    for _ in range(ROUNDS):
        times["encoder, int8"].append(seconds(shipped, work))
        times["PyTorch, float32"].append(seconds(plain, work))
    for name, taken in times.items():
        print(f"{name:18} {count / min(taken):8,.0f} pieces/s")
    first, second = (min(taken) for taken in times.values())
    print(f"ratio {second / first:.1f}")
    command = [sys.executable, __file__, "--memory", "--threads", str(given.threads), "--pieces", str(given.pieces)]
    peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(f"peak memory {float(peak):.0f} MB")


if __name__ == "__main__":
    main()

"""Speed and memory of the encoder of names, beside the same network in PyTorch.

    python benchmarks/names.py [--threads 2] [--pieces 20000]

PyTorch runs the same architecture in float32 with weights drawn at random: its speed does not depend
on them. Both read the same windows in the same run, in turns, and the best of the turns counts: the encoder
window by window, a thread for each, as in a run of the pipeline; PyTorch eight at once on all threads, which
suits it best. Memory is the peak of a process of its own that reads with the encoder alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from pipeline.assets import checked_model
from pipeline.names.encoder import MODEL, WINDOW, load_session, read_window

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS = 384, 12, 12, 1536, 512
"""The shape of the encoder, as of multilingual-e5-small."""
BATCH = 8
"""Windows that PyTorch reads at once."""
ROUNDS = 3


def batches(pieces: int, vocabulary: int) -> list[np.ndarray]:
    """Full windows of random pieces, with the signs at both ends, BATCH of them in each array."""
    draw = np.random.default_rng(1)
    length = WINDOW + 2
    count = max(1, pieces // (length * BATCH))
    return [draw.integers(5, vocabulary, (BATCH, length), dtype=np.int64) for _ in range(count)]


def shipped(threads: int) -> Callable[[list[np.ndarray]], object]:
    """The shipped encoder, as the pipeline runs it."""
    session = load_session(checked_model(MODEL) / "names.onnx")
    pool = ThreadPoolExecutor(threads)

    def read(work: list[np.ndarray]) -> object:
        return list(pool.map(lambda row: read_window(session, row), (row for batch in work for row in batch)))

    return read


def network(threads: int, vocabulary: int) -> Callable[[list[np.ndarray]], object]:
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

    def read(work: list[np.ndarray]) -> object:
        with torch.inference_mode():
            return [model(input_ids=torch.from_numpy(batch)).last_hidden_state[:, 0] for batch in work]

    return read


def seconds(read: Callable[[list[np.ndarray]], object], work: list[np.ndarray]) -> float:
    """How long reading all windows takes."""
    begin = time.perf_counter()
    read(work)
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
    count = sum(batch.size for batch in work)
    encoder = shipped(given.threads)
    if given.memory:
        encoder(work)
        print(peak_memory())
        return
    plain = network(given.threads, size)
    times: dict[str, list[float]] = {"encoder, int8": [], "PyTorch, float32": []}
    for _ in range(ROUNDS):
        times["encoder, int8"].append(seconds(encoder, work))
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

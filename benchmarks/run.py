"""Wall time and peak memory of a whole run, models loading included, in a process of its own.

    python benchmarks/run.py SOURCES... [--repeat 3]

Machines differ and are noisy: compare figures of one machine and one call only.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measure(sources: list[str]) -> tuple[float, float, dict[str, float]]:
    """Seconds, peak memory in MB (this process's children), and seconds by step of one run."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "run", *sources, "--out", folder]
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - begin
        steps = json.loads((Path(folder) / "run.json").read_text())["activity"]["run"]["seconds"]
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, steps


def main() -> None:
    """Prints one line for every repetition and the median."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    runs = [measure(given.sources) for _ in range(given.repeat)]
    for seconds, memory, steps in runs:
        print(f"{seconds:6.1f} s {memory:7.0f} MB  " + "  ".join(f"{step} {time:.1f}" for step, time in steps.items()))
    print(f"{statistics.median(run[0] for run in runs):6.1f} s median, {max(run[1] for run in runs):.0f} MB peak")


if __name__ == "__main__":
    main()

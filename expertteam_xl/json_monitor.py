"""The JSON of ``monitor`` (contract: JSON of monitor)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from expertteam_xl.monitoring.model import Figure, Figures, FigureTable

VERSION = 1


def as_json(figures: Figures, files: Iterable[Path]) -> str:
    """Everything a monitor tells, small numbers hidden as its sheets hide them.

    Args:
        figures: the figures of a period.
        files: what was written.
    """
    return json.dumps(as_data(figures, files), ensure_ascii=False, indent=2) + "\n"


def as_data(figures: Figures, files: Iterable[Path]) -> dict[str, Any]:
    """The same as dictionaries and lists."""
    return {
        "versie": VERSION,
        "periode": str(figures.period),
        "doelgroep": figures.audience,
        "kengetallen": {code: _one(each) for code, each in figures.figures.items()},
        "bestanden": [str(path) for path in files],
    }


def _one(figure: Figure | FigureTable) -> dict[str, Any]:
    found: dict[str, Any] = {"naam": figure.name, "eenheid": str(figure.unit)}
    if isinstance(figure, FigureTable):
        found |= {
            "rijen": list(figure.rows),
            "kolommen": list(figure.columns),
            "waarden": [list(row) for row in figure.values],
        }
    else:
        found |= {
            "waarde": figure.value,
            "n": figure.n,
            "vorige": figure.previous,
            "cumulatief": figure.running,
        }
    if figure.reason is not None:
        found["reden"] = figure.reason
    return found

"""A split as the JSON of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from expertteam_xl.billing.model import Amount, Line, Split
from expertteam_xl.json_report import finding_dict

FORMAT_VERSION = 1


def as_json(split: Split, files: Iterable[Path]) -> str:
    """The whole split as JSON text."""
    return json.dumps(as_dict(split, files), ensure_ascii=False, indent=1) + "\n"


def as_dict(split: Split, files: Iterable[Path]) -> dict[str, Any]:
    """The same as plain data.

    Args:
        split: of a quarter.
        files: what was written.
    """
    return {
        "versie": FORMAT_VERSION,
        "kwartaal": str(split.quarter),
        "regels": [line_dict(line) for line in split.lines],
        "per_partner": {
            name: {
                "werkelijk_min": each.werkelijk_min,
                "gedeclareerd_min": each.gedeclareerd_min,
                "afgetopt_min": each.afgetopt_min,
                "cent": each.cent,
            }
            for name, each in split.per_partner.items()
        },
        "per_gemeente": {name: _amount(each) for name, each in split.by_gemeente.items()},
        "niet_toewijsbaar": _amount(split.unallocated),
        "totaal": _amount(split.total),
        "bestanden": [str(path) for path in files],
        "bevindingen": [finding_dict(finding) for finding in split.findings],
    }


def line_dict(line: Line) -> dict[str, Any]:
    """One line, under the keys of the contract."""
    return {
        "overlegnummer": line.overlegnummer,
        "overlegdatum": line.overlegdatum.isoformat(),
        "werkstroom": line.werkstroom,
        "convenant": line.convenant,
        "partner": line.partner,
        "casusnummer": line.casusnummer,
        "gemeente": line.gemeente,
        "verdeelbasis": line.verdeelbasis,
        "minuten": line.minuten,
        "tarief_cent_per_uur": line.tarief_cent_per_uur,
        "cent": line.cent,
        "nagekomen": line.nagekomen,
        "bron": line.bron,
    }


def _amount(amount: Amount) -> dict[str, int]:
    return {"minuten": amount.minuten, "cent": amount.cent}

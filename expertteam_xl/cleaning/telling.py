"""What was left out of a clean copy, as lines for the terminal and as data for the JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from expertteam_xl.cleaning.model import Clean, Removed
from expertteam_xl.terminal import wrapped

_HINT = (
    "Kijk de kopie na voordat u haar doorstuurt. Casusnummers en andere gegevens in herkende "
    "kolommen staan er nog in: ook dat zijn persoonsgegevens."
)


def told(clean: Clean, path: Path) -> list[str]:
    """The lines that say what the copy does not hold, sheet by sheet.

    Args:
        clean: the copy.
        path: where it was written.
    """
    lines = ["", "Schone kopie", f"  {path}"]
    if not clean.removed:
        lines += wrapped("Er was niets dat eruit moest.")
    for sheet, group in groupby(_ordered(clean), key=lambda each: each.sheet):
        place = "Werkmap" if sheet is None else f"Blad '{sheet}'"
        lines += wrapped(f"{place}: {', '.join(_counted(group))}", hang=2)
    return lines + wrapped(_HINT)


def _ordered(clean: Clean) -> list[Removed]:
    """Sheet by sheet in the order of the workbook; what belongs to no sheet comes last."""
    order = list(dict.fromkeys(each.sheet for each in clean.removed if each.sheet is not None))
    places = {sheet: place for place, sheet in enumerate(order)}
    last = len(order)
    return sorted(clean.removed, key=lambda e: last if e.sheet is None else places[e.sheet])


def _counted(group: Iterator[Removed]) -> Iterator[str]:
    return (f"{each.count} × {each.what}" for each in group)


def as_data(clean: Clean, path: Path) -> dict[str, Any]:
    """The same as plain data: the file, and what was left out of it."""
    return {
        "bestand": str(path),
        "weggehaald": [
            {"wat": each.what, "blad": each.sheet, "aantal": each.count} for each in clean.removed
        ],
    }

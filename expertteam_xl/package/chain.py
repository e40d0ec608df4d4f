"""The order of calculation, which names every formula by its sheet's number."""

from __future__ import annotations

from expertteam_xl.package import xml


def without_sheet(root: xml.Element, sheet_id: int) -> bool | None:
    """Takes the formulas of a sheet out; an entry without a number has that of the one before.

    Args:
        root: root of the part; edited in place.
        sheet_id: the number of the sheet.

    Returns:
        Whether anything changed; None when nothing is left, so that the part has to go.
    """
    current, changed = "", False
    for entry in xml.children(root, "c"):
        current = entry.get("i") or current
        if current == str(sheet_id):
            xml.remove(entry)
            changed = True
    return changed if xml.children(root, "c") else None

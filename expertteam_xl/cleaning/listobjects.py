"""Excel tables on a sheet: they stay where all their headers do, without filters and queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from expertteam_xl.cleaning.around import unfiltered
from expertteam_xl.cleaning.formulas import Formulas
from expertteam_xl.cleaning.known import is_known
from expertteam_xl.cleaning.model import Tally
from expertteam_xl.cleaning.parts import linked
from expertteam_xl.cleaning.plan import SheetPlan
from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.register.references import parse_box

_QUERY = ("tableType", "connectionId", "comment")
_FILTER = "filtervoorwaarde"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of Excel's: its part, the name that formulas know, and whether it stays."""

    part: str
    name: str
    stays: bool


def tables_of(
    archive: Archive, sheet: str, plan: SheetPlan, tells: Callable[[str], bool]
) -> list[SheetTable]:
    """The tables of a sheet; one of which a header goes can't stay, for Excel would mend it."""
    found = []
    for part in linked(archive, sheet, "table"):
        root = xml.parse(part, archive.read(part))
        name = root.get("displayName") or root.get("name") or ""
        found.append(SheetTable(part, name, _stays(root, plan) and not tells(name)))
    return found


def _stays(root: xml.Element, plan: SheetPlan) -> bool:
    box = parse_box(root.get("ref") or "")
    if box is None or root.get("headerRowCount") == "0":
        return False
    return all(plan.stays(box.top, column) for column in range(box.left, box.right + 1))


def clean_tables(
    archive: Archive, sheet: str, parts: Iterable[str], formulas: Formulas, tally: Tally
) -> None:
    """Leaves of Excel tables their areas, headers and formulas."""
    for part in parts:
        root = xml.parse(part, archive.read(part))
        for key in _QUERY:
            root.attrib.pop(key, None)
        for element in list(xml.children(root, "extLst")):
            xml.remove(element)
        for element in xml.children(root, "autoFilter"):
            tally.add(_FILTER, sheet, unfiltered(element))
        for element in xml.children(root, "sortState"):
            xml.remove(element)
        for column in xml.children(xml.child(root, "tableColumns"), "tableColumn"):
            _clean_column(column, sheet, formulas)
        archive.put(part, [xml.serialise(root)])


def _clean_column(column: xml.Element, sheet: str, formulas: Formulas) -> None:
    column.attrib.pop("queryTableFieldId", None)
    if not is_known(column.get("totalsRowLabel") or ""):
        column.attrib.pop("totalsRowLabel", None)
    for element in list(column):
        text, name = element.text or "", xml.local(element)
        formula = name in ("calculatedColumnFormula", "totalsRowFormula")
        if not formula or formulas.breaks(text) or formulas.leans(text, sheet):
            xml.remove(element)
            if name == "totalsRowFormula":
                column.attrib.pop("totalsRowFunction", None)

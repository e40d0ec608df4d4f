"""What stands above and below every printed page, and rows that are left out of sight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.namedcells import cell_of
from expertteam_xl.package.sheetrows import RowText, cut, edit_tail, without

_BEFORE = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
)  # fmt: skip
"""What stands before headers and footers on a sheet."""

_KINDS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_CODES = re.compile(r"&(?:&|[LCR]|.)", re.DOTALL)
_EMPTY_PLACE = re.compile(r"(?<!&)&[LCR](?=&[LCR]|$)")
_LONGEST = 255
"""Characters of a header in Excel."""


def fill_headers(package: Package, values: Mapping[str, str], banner: str = "") -> None:
    """Puts values in the headers and footers of every worksheet.

    Args:
        package: the workbook.
        values: what comes in place of marks such as ``{peildatum}``, as headers write it: a code
            begins with an ampersand, and an ampersand itself is ``&&``.
        banner: a text that must stand above every page, also where nothing stands yet; empty
            for none.

    Raises:
        PackageError: a worksheet is damaged.
    """
    for part in package.worksheets.values():
        sheet = cut(package.archive.stream(part))
        edit = partial(_edit, values=values, banner=banner)
        after = edit_tail(sheet.tail, edit)
        if after != sheet.tail.content:
            package.archive.put(part, [sheet.head, sheet.rows, sheet.end, after])


def hide_empty_rows(package: Package, names: Iterable[str], formulas: Iterable[str]) -> None:
    """Hides the rows of some named cells, where nothing else stands in them.

    Args:
        package: the workbook.
        names: of one cell in each row.
        formulas: names of the cells whose formulas may stay there out of sight.
    """
    rows: dict[str, set[int]] = {}
    known: dict[str, set[tuple[int, int]]] = {}
    for name in names:
        tab, (row, _) = cell_of(package, name)
        rows.setdefault(tab, set()).add(row)
    for name in formulas:
        tab, place = cell_of(package, name)
        known.setdefault(tab, set()).add(place)
    for tab, numbers in rows.items():
        part = package.worksheets[tab]
        sheet = cut(package.archive.stream(part))
        hide = partial(_hidden, prefix=sheet.prefix, known=known.get(tab, set()))
        edits: dict[int, Callable[[RowText], str]] = dict.fromkeys(sorted(numbers), hide)
        package.archive.put(
            part, [sheet.head, *sheet.replaced(edits), sheet.end, sheet.tail.content]
        )


def _hidden(row: RowText, *, prefix: str, known: set[tuple[int, int]]) -> str:
    """The row out of sight, unless it holds something else."""
    inner = "".join(cell.whole for cell in row.cells)
    full = any(
        cell.holds(prefix, "(?:v|is)") and (row.number, cell.column) not in known
        for cell in row.cells
    )
    attributes = without(row.attributes, "r", "spans", "hidden")
    hidden = "" if full else ' hidden="1"'
    return f'<{prefix}row r="{row.number}"{attributes}{hidden}>{inner}</{prefix}row>'


def _edit(root: xml.Element, *, values: Mapping[str, str], banner: str) -> bool:
    """Fills one sheet's headers and footers; tells whether anything changed."""
    found = xml.child(root, "headerFooter")
    if found is None:
        if not banner:
            return False
        found = xml.insert_after(root, _BEFORE, "headerFooter")
    changed = False
    for element in [each for kind in _KINDS for each in xml.children(found, kind)]:
        old = element.text or ""
        new = _filled(old, values)
        if new == old:
            continue
        changed, element.text = True, new
        if not new:
            xml.remove(element)
    for kind in _headers_in_use(found) if banner else ():
        changed |= _with_banner(found, kind, banner)
    return changed


def _filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its marks replaced; a digit never joins the size of a font before it."""
    for mark, value in values.items():
        apart = " " if value[:1].isdigit() else ""
        text = re.sub(rf"(&\d+){re.escape(mark)}", rf"\g<1>{apart}{mark}", text)
        text = text.replace(mark, value)
    return _EMPTY_PLACE.sub("", text)


def _headers_in_use(found: xml.Element) -> list[str]:
    """The headers that some page shows."""
    more = (("differentOddEven", "evenHeader"), ("differentFirst", "firstHeader"))
    return ["oddHeader", *(kind for key, kind in more if found.get(key) in ("1", "true"))]


def _with_banner(found: xml.Element, kind: str, banner: str) -> bool:
    """Sees to it that a header says the banner; tells whether it did not yet."""
    element = xml.child(found, kind)
    if element is None:
        element = xml.insert_after(found, _KINDS[: _KINDS.index(kind)], kind)
    text = element.text or ""
    if _plain(banner) in _plain(text):
        return False
    longer = _centred(text, banner)
    element.text = longer if len(longer) <= _LONGEST else f"&C{banner}"
    return True


def _plain(text: str) -> str:
    """A header without its codes."""
    return re.sub(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|\d+|.)", "", text)


def _centred(text: str, banner: str) -> str:
    """A header with the banner before what stands in its middle."""
    places = {m.group(): m for m in reversed(list(_CODES.finditer(text)))}
    if (middle := places.get("&C")) is not None:
        return f"{text[: middle.end()]}{banner}\n{text[middle.end() :]}"
    first = min((places[code].start() for code in ("&L", "&R") if code in places), default=None)
    if first != 0 and text:
        return f"&C{banner}\n{text}"
    right = places["&R"].start() if "&R" in places else len(text)
    return f"{text[:right]}&C{banner}{text[right:]}"

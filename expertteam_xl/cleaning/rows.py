"""The rows of a sheet without the values that go; formats stay, and formulas that still hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expertteam_xl.cleaning.formulas import Formulas
from expertteam_xl.cleaning.model import Tally
from expertteam_xl.cleaning.plan import SheetPlan
from expertteam_xl.package.cellxml import formula_xml
from expertteam_xl.package.sheetrows import CellText, SheetRows, attribute, without
from expertteam_xl.register.references import column_number

FROZEN = (
    "formule vervangen door haar uitkomst, omdat zij rekende met iets dat er niet meer in staat"
)
LOST = "formule die rekende met iets dat er niet meer in staat"
_ADDRESS = re.compile(r"\sr\s*=\s*[\"']([A-Za-z]{1,3})\d")
_ABOUT = re.compile(r"(?<=\")\s[cv]m=\"\d+\"(?=[^<>]*>)")
_VALUE = re.compile(r"\s(?:t|vm|cm|ph)\s*=\s*(?:\"[^\"]*\"|'[^']*')")


class RowCleaner:
    """Cleans the rows of one sheet.

    Args:
        sheet: its pieces.
        plan: what stays on it.
        formulas: judges its formulas.
        tally: where formulas that go are counted.
        metadata: whether the part stays that says what a cell's array is.
    """

    def __init__(
        self,
        sheet: SheetRows,
        plan: SheetPlan,
        formulas: Formulas,
        tally: Tally,
        *,
        metadata: bool = True,
    ) -> None:
        self._sheet, self._plan, self._formulas, self._tally = sheet, plan, formulas, tally
        self._metadata = metadata
        self._prefix = p = sheet.prefix
        self._pattern = re.compile(rf"<{p}c(?=[\s/>])([^<>]*?)(?:/>|>(.*?)</{p}c>)", re.DOTALL)
        self._value = re.compile(
            rf"<{self._prefix}v(?:\s[^<>]*)?(?:/>|>(.*?)</{self._prefix}v>)", re.DOTALL
        )
        self._formula = re.compile(
            rf"<{self._prefix}f(?:\s[^<>]*?)?(?:/>|>.*?</{self._prefix}f>)", re.DOTALL
        )
        self._shared = self._masters()

    def pieces(self) -> Iterator[bytes]:
        """All rows, in UTF-8."""
        for span in self._sheet.spans():
            yield self._row(*span)

    def _masters(self) -> dict[str, str]:
        """The formulas that cells share, by their number."""
        rows = self._sheet.decoded(self._sheet.rows)
        found = {}
        pattern = re.compile(
            rf"<{self._prefix}f\s[^<>]*shared[^<>/]*>.*?</{self._prefix}f>", re.DOTALL
        )
        for match in pattern.finditer(rows):
            attributes, text = formula_xml(match[0], self._prefix)
            number = attribute(attributes, "si")
            if number is not None and text:
                found[number] = text
        return found

    def _row(self, number: int, start: int, end: int) -> bytes:
        """One row: its own start tag, and its cells."""
        text = self._sheet.decoded(self._sheet.rows[start:end])
        cells = "".join(self._cells(number, text))
        if not cells:
            return self._bare(text)
        if not self._metadata:
            cells = _ABOUT.sub("", cells)
        tag = text[: text.index(">") + 1]
        return f"{tag}{cells}</{self._prefix}row>".encode()

    def _cells(self, row: int, text: str) -> Iterator[str]:
        """The cells of a row, each as it stays."""
        stays, column, opening = self._plan.stays, 0, f"<{self._prefix}f"
        for match in self._pattern.finditer(text):
            place = _ADDRESS.search(match[1])
            column = column_number(place[1]) if place else column + 1
            inner = match[2]
            if not inner:
                yield match[0]
            elif opening in inner:
                yield self._formula_cell(row, CellText(column, match[1], inner, match[0]))
            else:
                yield match[0] if stays(row, column) else self._empty(match[1])

    def _bare(self, text: str) -> bytes:
        """A row without cells; anything else between its tags goes."""
        tag = text[: text.index(">") + 1]
        return (tag if tag.endswith("/>") else f"{tag}</{self._prefix}row>").encode()

    def _formula_cell(self, row: int, cell: CellText) -> str:
        stays = self._plan.stays(row, cell.column)
        attributes, text = formula_xml(cell.inner, self._prefix)
        if self._goes(attributes, text):
            self._tally.add(FROZEN if stays else LOST, self._plan.name)
            return self._frozen(cell) if stays else self._empty(cell.attributes)
        if stays:
            return cell.whole
        label = self._plan.labels.get((row, cell.column))
        if label is not None:
            self._tally.add(label, self._plan.name, -1)
        return self._uncalculated(cell)

    def _goes(self, attributes: str, text: str) -> bool:
        """Whether a formula can't stay: what it uses or says is not there any more."""
        if attribute(attributes, "t") == "dataTable":
            return True
        formula = text or self._shared.get(attribute(attributes, "si") or "", "")
        return self._formulas.breaks(formula) or self._formulas.leans(formula, self._plan.name)

    def _empty(self, attributes: str) -> str:
        return f"<{self._prefix}c{_VALUE.sub('', attributes).rstrip()}/>"

    def _uncalculated(self, cell: CellText) -> str:
        """The formula without its outcome, which Excel works out again."""
        formula = self._formula.search(cell.inner)
        kept = without(cell.attributes, "t", "vm", "ph").rstrip()
        return f"<{self._prefix}c{kept}>{formula[0] if formula else ''}</{self._prefix}c>"

    def _frozen(self, cell: CellText) -> str:
        """The outcome in place of the formula."""
        value = self._value.search(cell.inner)
        if value is None or value[1] is None:
            return self._empty(cell.attributes)
        p = self._prefix
        kind = attribute(cell.attributes, "t")
        kept = without(cell.attributes, "vm", "cm", "ph").rstrip()
        if kind != "str":
            return f"<{p}c{kept}>{value[0]}</{p}c>"
        kept = without(kept, "t").rstrip()
        text = f'<{p}t xml:space="preserve">{value[1]}</{p}t>'
        return f'<{p}c{kept} t="inlineStr"><{p}is>{text}</{p}is></{p}c>'

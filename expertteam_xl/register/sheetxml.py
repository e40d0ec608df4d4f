"""The structure of a sheet, found in its bytes without parsing them: as fast as they inflate.

Only sheets in the form that Excel, LibreOffice and the common libraries write are read here.
Anything else (comments, cells without address, another encoding) goes to ``sheetevents``, which
is complete and slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from expertteam_xl.register.facts import SheetFacts
from expertteam_xl.register.references import LAST_COLUMN, LAST_ROW, column_letters, column_number
from expertteam_xl.register.sheetevents import MAIN_NAMESPACES, SheetEvents, XmlRefusedError

_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>]")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_BOUND = re.compile(
    rb"""xmlns:[\w.-]+\s*=\s*["'](?:%s)["']"""
    % b"|".join(re.escape(uri.encode()) for uri in MAIN_NAMESPACES)
)
_ROW = re.compile(rb'<row r="([0-9]{1,7})"[^<>]*>\s*<c')
_HIDDEN_ROW = re.compile(rb'<row(?=\s)[^<>]*\shidden\s*=\s*"(?:1|true|on)"[^<>]*>')
_ROW_NUMBER = re.compile(rb'\sr\s*=\s*"([0-9]{1,7})"')
_SINGLE_QUOTED = re.compile(rb"<[A-Za-z][^<>]*='")
_ADDRESS = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)>(.*?)</c>', re.DOTALL)
_KIND = re.compile(rb' t="([A-Za-z]+)"')
_REFERENCE = re.compile(rb't="s"[^>]*>\s*<v>([0-9]{1,15})<')
_VALUE = re.compile(rb"<v(?:/>|[^>]*?/>|[^>]*>([^<]*)</v>)")
_FORMULA_START = re.compile(rb"<f[\s>/]")
_NO_VALUE = rb"\s*(?:</c>|<v\s*/>|<v[^>]*></v>)"
_UNCALCULATED = (re.compile(rb"</f>" + _NO_VALUE), re.compile(rb"<f[^>]*/>" + _NO_VALUE))
_NAMES = (b"SUM", b"COUNT", b"AVERAGE", b"SUBTOTAL", b"AGGREGATE")
_NEGATIVE = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})" s="[0-9]+"(?: t="n")?>\s*'
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?\s*<v>(-[^<]*)</v>"
)
_FORMULA = re.compile(rb"\s*<f(?:\s([^>]*?))?(?:/>|>([^<]*)</f>)")
_OPTION = re.compile(rb'([A-Za-z]+)="([^"]*)"')
_LONGEST_ROW = 64 * 1024 * 1024
_LONGEST_HEAD = 16 * 1024 * 1024
_ROWS_START = b"sheetData"
_DECLARATION = 1024


class OddSheetError(Exception):
    """This sheet is not in the common form; read it event by event."""


def scan_sheet(chunks: Callable[[], Iterable[bytes]]) -> SheetFacts:
    """The facts of a sheet.

    Args:
        chunks: gives the sheet's bytes from the start; called again when the quick way fails.

    Raises:
        XmlRefusedError: the sheet's XML is damaged or forbidden.
    """
    try:
        return _Scan().read(chunks())
    except OddSheetError as odd:
        facts = SheetFacts(quick=False, for_calamine=not odd.args)
        SheetEvents(facts).read(chunks())
        return facts


class _Scan:
    """One quick pass over a sheet's bytes."""

    def __init__(self) -> None:
        self._facts = SheetFacts()
        self._prefix = b""
        self._outside: list[bytes] = []

    def read(self, chunks: Iterable[bytes]) -> SheetFacts:
        """Goes through rows, then through what stands before and after them."""
        for block in self.blocks(iter(chunks)):
            self._read_block(block)
        SheetEvents(self._facts).read(self._outside)
        return self._facts

    def blocks(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Whole rows, many at a time; what stands outside them is laid aside."""
        rest = self._read_head(chunks)
        if rest is None:
            return
        row_end, data_end = b"</%srow>" % self._prefix, b"</%ssheetData>" % self._prefix
        for chunk in chunks:
            rest += chunk
            cut = rest.rfind(row_end, max(0, len(rest) - len(chunk) - len(row_end)))
            if cut < 0:
                if len(rest) > _LONGEST_ROW:
                    raise OddSheetError
                continue
            cut += len(row_end)
            yield self._plain(rest[:cut])
            rest = rest[cut:]
        cut = rest.rfind(row_end) + len(row_end) if row_end in rest else 0
        yield self._plain(rest[:cut])
        end = rest.find(data_end, cut)
        if end < 0:
            raise OddSheetError
        yield self._plain(rest[cut:end])
        self._outside.append(rest[end:])

    def _read_head(self, chunks: Iterator[bytes]) -> bytes | None:
        """Lays aside everything up to the rows; gives what was read beyond, None without rows."""
        read = bytearray()
        start = end = -1
        for chunk in chunks:
            fresh = max(0, len(read) - len(_ROWS_START))
            read += chunk
            _check_encoding(read)
            if start < 0:
                start = fresh = read.find(_ROWS_START, fresh)
            end = read.find(b">", fresh) if start >= 0 else -1
            if end >= 0:
                break
            if len(read) > _LONGEST_HEAD:
                raise XmlRefusedError
        else:
            raise OddSheetError
        head, beyond = bytes(read[: end + 1]), bytes(read[end + 1 :])
        self._check_head(head)
        self._outside.append(head)
        if head.endswith(b"/>"):
            self._outside.extend((beyond, *chunks))
            return None
        return beyond

    def _check_head(self, head: bytes) -> None:
        if b"\0" in head:
            raise OddSheetError("encoding")
        root = _ROOT.search(head)
        if root is None or b"<!" in head:
            raise OddSheetError
        self._prefix = root[1] + b":" if root[1] else b""
        if len(_BOUND.findall(head)) != bool(self._prefix):
            raise OddSheetError

    def _plain(self, block: bytes) -> bytes:
        if not self._prefix:
            return block
        return block.replace(b"<" + self._prefix, b"<").replace(b"</" + self._prefix, b"</")

    def _read_block(self, block: bytes) -> None:
        if not block.strip():
            return
        if b"!" in block and b"<!" in block:
            raise OddSheetError(*(("cdata",) if b"<![" in block else ()))
        if b"xmlns" in block:
            raise OddSheetError
        if b"='" in block and _SINGLE_QUOTED.search(block):
            raise OddSheetError
        self._read_extent(block)
        self._facts.cells += block.count(b"<c ")
        if b"hidden" in block:
            self._read_hidden(block)
        if b' t="e"' in block:
            self._read_errors(block)
        if b"<f" in block:
            self._read_formulas(block)
        if b"<v>-" in block:
            self._read_negatives(block)

    def _read_extent(self, block: bytes) -> None:
        """Takes note how far the block reaches, and proves that no cell lies beyond that."""
        facts = self._facts
        rows = [int(number) for number in _ROW.findall(block)]
        if rows:
            facts.reach_row(min(rows))
            facts.reach_row(max(rows))
        if _guard(facts.last_row, facts.last_column).search(block) is None:
            return
        cells = _ADDRESS.findall(block)
        if len(cells) != block.count(b"<c") or block.count(b"<row") != block.count(b'<row r="'):
            raise OddSheetError
        for letters in {letters for letters, _ in cells}:
            facts.reach_column(column_number(letters.decode()))
        for number in {number for _, number in cells}:
            facts.reach_row(int(number))
        if facts.last_row > LAST_ROW or facts.last_column > LAST_COLUMN:
            raise OddSheetError

    def _read_hidden(self, block: bytes) -> None:
        for tag in _HIDDEN_ROW.findall(block):
            number = _ROW_NUMBER.search(tag)
            if number is None:
                raise OddSheetError
            self._facts.hidden_rows.add(int(number[1]))

    def _read_errors(self, block: bytes) -> None:
        position = block.find(b' t="e"')
        while position >= 0:
            start = block.rfind(b"<c ", 0, position)
            cell = _CELL.match(block, start) if start >= 0 else None
            if cell is not None and cell.end(3) > position and not cell[3].endswith(b"/"):
                value = _VALUE.search(cell[4])
                if value is not None or b"<f" in cell[4]:
                    self._facts.add_error(_place(cell), _text(value[1]) if value else None)
            position = block.find(b' t="e"', position + 1)

    def _read_formulas(self, block: bytes) -> None:
        """Looks at formulas that may be totals or have no value; the others need no look."""
        if self._facts.shares_totals or any(name in block for name in _NAMES):
            patterns: tuple[re.Pattern[bytes], ...] = (_FORMULA_START,)
        else:
            patterns = _UNCALCULATED
        for pattern in patterns:
            for start in pattern.finditer(block):
                self._read_formula(block, start.start())

    def _read_formula(self, block: bytes, position: int) -> None:
        cell = _CELL.match(block, block.rfind(b"<c ", 0, position))
        formula = _FORMULA.match(cell[4]) if cell is not None else None
        if cell is None or formula is None:
            raise OddSheetError
        kind, value = _KIND.search(cell[3]), _VALUE.search(cell[4], formula.end())
        self._facts.add_formula(
            _place(cell),
            kind[1].decode() if kind else "n",
            {k.decode(): _text(v) for k, v in _OPTION.findall(formula[1] or b"")},
            _text(formula[2]),
            _text(value[1]) if value else None,
        )

    def _read_negatives(self, block: bytes) -> None:
        """Takes note of numbers below zero in cells with a format, which may be that of a date."""
        for cell in _NEGATIVE.finditer(block):
            self._facts.add_negative(_place(cell), _text(cell[3]))


def _check_encoding(start: bytes | bytearray) -> None:
    """Leaves a sheet that is not in UTF-8 to the complete reader; calamine would find it empty."""
    start = start[:_DECLARATION]
    plain = start.removeprefix(b"\xef\xbb\xbf")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start or _ENCODING.match(plain):
        raise OddSheetError("encoding")


def text_references(chunks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Indexes of the common texts that a sheet of the common form refers to, many at a time."""
    for block in _Scan().blocks(iter(chunks)):
        yield _REFERENCE.findall(block)


def _place(cell: re.Match[bytes]) -> tuple[int, int]:
    return int(cell[2]), column_number(cell[1].decode())


def _text(raw: bytes | None) -> str:
    """The characters of a piece of XML without elements."""
    text = (raw or b"").decode("utf-8", "replace")
    if "&" not in text:
        return text
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(entity, character)
    return text.replace("&amp;", "&")


def _guard(row: int, column: int) -> re.Pattern[bytes]:
    """Finds a cell beyond this row or column (rounded up to the next leading sign), or an odd one.

    With row or column 0 it finds any cell at all.
    """
    if not row or not column:
        return re.compile(b"<c")
    letters, digits = column_letters(column), str(row)
    return _guard_of(letters[0], len(letters), digits[0], len(digits))


@lru_cache(maxsize=256)
def _guard_of(letter: str, letters: int, digit: str, digits: int) -> re.Pattern[bytes]:
    shorter = f"[A-Z]{{1,{letters - 1}}}|" if letters > 1 else ""
    lower = f"[1-9][0-9]{{0,{digits - 2}}}|" if digits > 1 else ""
    wide = f"(?:{shorter}[A-{letter}][A-Z]{{{letters - 1}}})"
    tall = f"(?:{lower}[1-{digit}][0-9]{{{digits - 1}}})"
    return re.compile(f'<c(?! r="{wide}{tall}")'.encode())

"""Texts in the rows of a sheet, cell by cell and without a tree: there can be millions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from expertteam_xl.leaks.words import said_by_formula
from expertteam_xl.package.newsheet import unescaped
from expertteam_xl.package.sheetrows import SheetRows

_ADDRESS = re.compile(r"\sr\s*=\s*[\"']([A-Za-z]{1,3}\d{1,7})[\"']")
_SHARED = re.compile(r"\st\s*=\s*[\"']s[\"']")
_ODD_ATTRIBUTE = re.compile(r"=\"([^\"<>]*(?:[@/&]|[^\x00-\x7f]|[A-Za-z] )[^\"<>]*)\"")
_TAG = re.compile(r"<[^<>]*>")
_NO_ADDRESS = "een cel"


def cell_texts(sheet: SheetRows) -> Iterator[tuple[str, str]]:
    """Address and text of every cell: its value, its formula, its own runs joined and apart.

    A shared text is not among them: it stands where the shared ones are.
    """
    rows = sheet.decoded(sheet.rows)
    p = re.escape(sheet.prefix)
    cell = re.compile(rf"<{p}c(?=[\s/>])([^<>]*?)(?:/>|>(.*?)</{p}c>)", re.DOTALL)
    formulas = re.compile(rf"<{p}f(?:\s[^<>]*)?>(.*?)</{p}f>", re.DOTALL)
    text = re.compile(rf"<{p}t(?:\s[^<>]*)?>(.*?)</{p}t>", re.DOTALL)
    for match in cell.finditer(rows):
        inner = match[2]
        if not inner or (_SHARED.search(match[1]) and "f>" not in inner and "is>" not in inner):
            continue
        place = _ADDRESS.search(match[1])
        where = f"cel {place[1].upper()}" if place else _NO_ADDRESS
        pieces = [piece for piece in _TAG.split(inner) if piece and not piece.isspace()]
        runs = text.findall(inner)
        if len(runs) > 1:
            pieces.append("".join(runs))
        formula = formulas.search(inner) if "f>" in inner else None
        for piece in pieces:
            plain = _plain(piece)
            of_formula = formula is not None and formula[1] == piece
            yield where, said_by_formula(plain) if of_formula else plain
    for odd in set(_ODD_ATTRIBUTE.findall(rows)):
        yield _NO_ADDRESS, _plain(odd)


def _plain(text: str) -> str:
    if "&" in text:
        text = unescape(text)
    return unescaped(text) if "_x" in text else text

"""Cells that are a burgerservicenummer, and surely nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from expertteam_xl.clues import number_clue
from expertteam_xl.kinds import Kind
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.register.raw import CellValue
from expertteam_xl.text import fold

_BSN_HEADER = re.compile(r"bsn|burgerservice|sofi")
_OTHER_NUMBER = re.compile(
    r"tel|mobiel|gsm|fax|agb|kvk|rsin|big|skj|iban|rekening|bedrag|kosten|euro|"
    r"nummer|nr\b|\bid\b|code|kenmerk|dossier|zaak|casus|polis|factuur|datum",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?:bsn|burgerservicenummer|sofi(?:nummer)?)(?:[- ]?(?:nummer|nr))?[.:=# ]*", re.IGNORECASE
)
_DIGITS = re.compile(r"[0-9](?:[ .]?[0-9]){7,8}")
_SIGNS = re.compile(r"[ .]")
_PHONE = re.compile(r"6|35|294")
"""How mobile and local numbers begin once Excel has dropped their zero."""

_SHORTEST, _FULL, _LONGEST = 8, 9, 60
_KINDS = frozenset((Kind.TEKST, Kind.WOONPLAATS, Kind.CODE, Kind.CODES, Kind.JA_NEE))


def may_be_bsn(value: CellValue) -> bool:
    """Whether a cell holds eight or nine digits, with or without a word for a BSN before them."""
    if isinstance(value, bool) or not isinstance(value, (str, float)):
        return False
    if isinstance(value, str) and not _SHORTEST <= len(value) <= _LONGEST:
        return False
    return _DIGITS.fullmatch(_LABEL.sub("", as_text(value).strip(), count=1)) is not None


def bsn_rows(header: str, kind: Kind | None, values: Mapping[int, CellValue]) -> Iterator[int]:
    """The rows of a column whose cell is a BSN and nothing else.

    One in eleven numbers of nine digits passes for a BSN by chance. So it counts only under a
    header that says so, with such a word before it, or where nothing tells of another number:
    neither the header, nor a number beside it in the column that can't be one.

    Args:
        header: what stands over the column; empty for nothing.
        kind: what the column holds; None when it is no field of ours.
        values: what its cells hold that may be a BSN, by row.
    """
    told = _BSN_HEADER.search(fold(header)) is not None
    others = (kind is not None and kind not in _KINDS) or _OTHER_NUMBER.search(header) is not None
    texts = {row: as_text(value).strip() for row, value in values.items()}
    labelled = {row for row, text in texts.items() if _LABEL.match(text)}
    plain = {row: _SIGNS.sub("", _LABEL.sub("", text, count=1)) for row, text in texts.items()}
    mixed = any(_is_other(plain[row]) for row in plain.keys() - labelled)
    for row, digits in plain.items():
        sure = told or row in labelled
        phone = isinstance(values[row], float) and _PHONE.match(digits) is not None
        likely = len(digits) == _FULL and not (others or mixed or phone)
        if number_clue(digits) and (sure or likely):
            yield row


def _is_other(digits: str) -> bool:
    """Whether a number of that length can't be a BSN."""
    return len(digits) == _FULL and number_clue(digits) is None

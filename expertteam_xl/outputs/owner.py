"""Whose result a workbook is: the register that the head of its sheet *Bevindingen* names."""

from __future__ import annotations

import re

from expertteam_xl.outputs.signals_memory import own_sheet
from expertteam_xl.outputs.signals_model import DAY_TOLD
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError

_NAMED = re.compile(rf"(.+) – {DAY_TOLD} \d\d-\d\d-\d{{4}} – ")
_TOP_ROWS = 30


def register_of(data: bytes) -> str | None:
    """File name of the register that a result is about; None when it doesn't tell.

    Args:
        data: the plain bytes of the workbook.
    """
    try:
        package = Package(data)
        sheet = own_sheet(package)
        rows = package.rows(sheet) if sheet else []
    except PackageError:
        return None
    for number, row in rows:
        if number > _TOP_ROWS:
            break
        for value in row.values():
            if isinstance(value, str) and (found := _NAMED.match(value)):
                return found[1]
    return None

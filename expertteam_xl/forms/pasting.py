"""Rows to paste, as Excel takes them from the clipboard: columns parted by tabs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from expertteam_xl.forms.adding import ToPaste
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.schema import tables
from expertteam_xl.text import tidy


def columns_of(paste: ToPaste) -> list[tuple[str, str | None]]:
    """The columns in their order: the user's own header, and the field; None for no field."""
    block = paste.share.block
    if block is None:
        return [
            (column.header, column.header)
            for column in tables()[paste.share.table].columns
            if column.privacy in ("K0", "K1")
        ]
    fields = {column: name for name, column in block.columns.items()}
    texts = {header.column: header.text for header in block.headers}
    span = range(min(texts), max(texts) + 1)
    return [(tidy(texts.get(column, "")), fields.get(column)) for column in span]


def rows_of(paste: ToPaste) -> list[list[str]]:
    """The rows as texts, a value for every column."""
    order = columns_of(paste)
    return [
        [_shown(row.values.get(name)) if name else "" for _, name in order]
        for row in paste.share.rows
    ]


def tabbed(rows: Sequence[Sequence[str]]) -> str:
    """The rows as one text, a line each."""
    return "\n".join("\t".join(row) for row in rows)


def _shown(value: Any) -> str:
    """A value as a Dutch Excel reads it when it is pasted."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str | float | int | date):
        return tidy(as_text(value))
    return ""

"""Shared texts that no cell uses any more, taken out of the file for good."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.sheetrows import CellText, SheetRows, attribute, cut

_ITEM = re.compile(rb"<((?:[^\s<>/:\"'=!?]+:)?)si(?=[\s/>])[^<>]*?(?:/>|>.*?</\1si>)", re.DOTALL)
_TAG = re.compile(rb"<(?:[^\s<>/:\"'=!?]+:)?c\s[^<>]*>[^<]*<(?:[^\s<>/:\"'=!?]+:)?v>\s*(\d{1,15})")
_SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"']")


def shared_index(sheet: SheetRows, cell: CellText) -> int | None:
    """The place of a cell's text among the shared ones; None for any other cell."""
    if attribute(cell.attributes, "t") != "s":
        return None
    found = re.search(rf"<{sheet.prefix}v>\s*(\d{{1,15}})\s*</", cell.inner)
    return int(found[1]) if found else None


def forget_texts(package: Package, indexes: Set[int]) -> None:
    """Empties shared texts that no cell uses; the others keep their places and their bytes.

    A text that is still used stays, and so do all where the texts or a sheet have an odd form.
    """
    part = package.relations.first("sharedStrings")
    if part is None or not indexes:
        return
    try:
        free = indexes - set(_used(package))
        texts = package.archive.read(part)
    except PackageError:
        return
    if not free or b"<!" in texts or b"\0" in texts:
        return
    package.archive.put(part, _without(texts, free))


def _used(package: Package) -> Iterator[int]:
    """Places of the shared texts that cells use."""
    for part in package.worksheets.values():
        for found in _TAG.finditer(cut(package.archive.stream(part)).rows):
            if _SHARED.search(found[0]):
                yield int(found[1])


def _without(texts: bytes, indexes: Set[int]) -> Iterator[bytes]:
    place = 0
    for index, item in enumerate(_ITEM.finditer(texts)):
        if index in indexes:
            yield texts[place : item.start()]
            yield b"<%ssi><%st/></%ssi>" % (item[1], item[1], item[1])
            place = item.end()
    yield texts[place:]

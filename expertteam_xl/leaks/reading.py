"""Every text in every part of a workbook, whatever the part is and whether anything uses it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from expertteam_xl.leaks.binary import inner_files, runs
from expertteam_xl.leaks.markup import said
from expertteam_xl.leaks.model import Text
from expertteam_xl.leaks.places import kind_of, sheet_numbers
from expertteam_xl.leaks.sheetrows import cell_texts
from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive, damage_as_register_error
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.sheetrows import cut

_NAMES = "de naam van een onderdeel"
_DEEPEST = 3


def texts(data: bytes) -> Iterator[Text]:
    """Every text of a workbook, that of caches, properties and files inside it too.

    Args:
        data: the plain bytes of the workbook.

    Raises:
        PackageError: it is no zip file, or a damaged one.
    """
    yield from _texts(data, "", 0)


def _texts(data: bytes, outer: str, depth: int) -> Iterator[Text]:
    archive, numbers = Archive(data), sheet_numbers(data)
    for text in _labels(data):
        yield Text(outer.removesuffix("!"), _NAMES, text)
    for part in archive.names:
        name = f"{outer}{part}"
        if part in numbers and (found := _sheet(archive, part, name, numbers[part])) is not None:
            yield from found
        else:
            yield from _part(archive.read(part), name, depth)


def _labels(data: bytes) -> Iterator[str]:
    """Names of the parts, and comments of the zip file that no program shows."""
    with damage_as_register_error(), zipfile.ZipFile(BytesIO(data)) as archive:
        labels = [info.filename for info in archive.infolist()]
        comments = [archive.comment, *(info.comment for info in archive.infolist())]
    yield from labels
    yield from (comment.decode("utf-8", "replace") for comment in comments if comment)


def _sheet(archive: Archive, part: str, name: str, number: int) -> Iterator[Text] | None:
    """The texts of a worksheet; None for one in so odd a form that it is read as any other part."""
    try:
        sheet = cut(archive.stream(part))
        root = xml.parse(part, sheet.head + sheet.end + sheet.tail.content)
        sheet.decoded(sheet.rows)
    except PackageError:
        return None
    place = f"blad {number}"
    around = (Text(name, place, text) for text in said(root))
    cells = (Text(name, f"{where} van {place}", text) for where, text in cell_texts(sheet))
    return (text for found in (around, cells) for text in found)


def _part(data: bytes, name: str, depth: int) -> Iterator[Text]:
    """The texts of any part: as XML, as files inside it, or as readable characters."""
    where = kind_of(name)
    if not data.strip():
        return
    try:
        root = xml.parse(name, data)
    except PackageError:
        for label, inner in inner_files(data) if depth < _DEEPEST else []:
            yield from _inner(inner, f"{name}!{label}", depth)
        yield from (Text(name, where, text) for text in runs(data))
    else:
        yield from (Text(name, where, text) for text in said(root))


def _inner(data: bytes, name: str, depth: int) -> Iterator[Text]:
    """A file inside the file; one that can't be opened was read as characters already."""
    try:
        yield from list(_texts(data, f"{name.removesuffix('!')}!", depth + 1))
    except PackageError:
        return

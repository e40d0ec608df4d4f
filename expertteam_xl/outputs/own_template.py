"""A region's own template: read, and refused where no plain workbook can be made from it."""

from __future__ import annotations

import io
from pathlib import Path

from expertteam_xl.disk import is_in_use, patiently, why_unread
from expertteam_xl.errors import RegisterError
from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.protection.kinds import OLE

Template = Path | str | bytes
"""Where a template stands, or its bytes."""

_ZIP = b"PK\x03\x04"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKBOOK, _TEMPLATE = f"{_MAIN}.sheet.main+xml", f"{_MAIN}.template.main+xml"
_FOLDER = "absPath"
_UNREAD = "{name} kan niet gelezen worden ({reason}); {advice}."
_ABSENT = "{name} bestaat niet; kijk de naam en de map na."
_LOCKED = (
    "{name} heeft een wachtwoord of is een oud Excel-bestand; bewaar het als .xlsx zonder "
    "wachtwoord."
)
_OTHER = "{name} is geen Excel-werkmap; open het in Excel en bewaar het als .xlsx."
_MACROS = "{name} heeft macro's, en die gaan niet mee naar een ander; bewaar het als .xlsx."


def read_template(template: Template) -> bytes:
    """The bytes of a template that plain workbooks can be made from.

    A template of Excel itself (.xltx) becomes a workbook, since its copies are.

    Args:
        template: where it stands, or its bytes.

    Raises:
        RegisterError: it can't be read, has a password or macros, or is no workbook.
    """
    if isinstance(template, bytes):
        return _workbook("Het sjabloon", template)
    path = Path(template)
    name = f"Het sjabloon '{path.name}'"
    try:
        data = patiently(path.read_bytes, is_in_use)
    except FileNotFoundError:
        raise RegisterError(_ABSENT.format(name=name)) from None
    except OSError as error:
        reason, advice = why_unread(error)
        raise RegisterError(_UNREAD.format(name=name, reason=reason, advice=advice)) from None
    return _workbook(name, data)


def _workbook(name: str, data: bytes) -> bytes:
    """The bytes of a workbook without macros."""
    if data.startswith(OLE):
        raise RegisterError(_LOCKED.format(name=name))
    if not data.startswith(_ZIP):
        raise RegisterError(_OTHER.format(name=name))
    try:
        package = Package(data)
        kind = package.types.of(package.workbook_part)
    except PackageError:
        raise RegisterError(_OTHER.format(name=name)) from None
    has_macros = any("vbaproject" in part.lower() for part in package.archive.names)
    if has_macros or "macroenabled" in kind.lower():
        raise RegisterError(_MACROS.format(name=name))
    data = _without_folder(package, data)
    if kind != _TEMPLATE:
        return data
    package = Package(data)
    package.types.add(package.workbook_part, _WORKBOOK)
    memory = io.BytesIO()
    package.save(memory)
    return memory.getvalue()


def _without_folder(package: Package, data: bytes) -> bytes:
    """The workbook without the folder that Excel last saved it in, which tells who and where."""
    part = package.workbook_part
    content = package.archive.read(part)
    if _FOLDER.encode() not in content:
        return data
    root = xml.parse(part, content)
    for each in list(xml.everywhere(root, _FOLDER)):
        around = each.getparent()
        while around is not None and xml.local(around) != "AlternateContent":
            around = around.getparent()
        xml.remove(each if around is None else around)
    archive = Archive(data)
    archive.put(part, [xml.serialise(root)])
    return b"".join(archive.pieces())

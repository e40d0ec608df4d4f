"""The title of a workbook in its document properties, which screen readers say first."""

from __future__ import annotations

from lxml import etree

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.relations import Relations

_DUBLIN = "http://purl.org/dc/elements/1.1/"


def set_title(package: Package, title: str, language: str = "nl-NL") -> None:
    """Gives a workbook its title, and its language where it has none; without properties nothing.

    Args:
        package: the workbook.
        title: what it is called.
        language: such as ``nl-NL``.

    Raises:
        PackageError: the properties are damaged.
    """
    links = Relations(package.archive, "")
    part = links.first("core-properties") or links.first("coreProperties")
    if part is None:
        return
    root = xml.parse(part, package.archive.read(part))
    _set(root, "title", title)
    if xml.child(root, "language") is None:
        _set(root, "language", language)
    package.archive.put(part, [xml.serialise(root)])


def _set(root: xml.Element, name: str, text: str) -> None:
    element = xml.child(root, name)
    if element is None:
        element = etree.SubElement(root, etree.QName(_DUBLIN, name), nsmap={"dc": _DUBLIN})
    element.text = xml.legal(text)

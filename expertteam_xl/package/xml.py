"""Small XML parts: parsed safely, edited in place, written back with everything in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lxml import etree

from expertteam_xl.package.damage import PackageError

Element: TypeAlias = etree._Element  # noqa: SLF001 - the name lxml gives its type

_MOST_DIGITS = 10
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_DAMAGED = "Het onderdeel {part} van het bestand is beschadigd; bewaar het in Excel opnieuw."
_FORBIDDEN = "Het onderdeel {part} van het bestand bevat verboden XML; bewaar het in Excel opnieuw."


def parse(part: str, data: bytes) -> Element:
    """The root of a part.

    Raises:
        PackageError: not well-formed, or with a document type (which no workbook has).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(part) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise PackageError(_FORBIDDEN.format(part=part))
    return root


def serialise(root: Element) -> bytes:
    """The part as UTF-8, with whatever stands around its root."""
    tree = root.getroottree()
    data: bytes = etree.tostring(
        tree, encoding="UTF-8", xml_declaration=True, standalone=tree.docinfo.standalone or None
    )
    return data


def local(element: Element) -> str:
    """The element's name without namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """The element's namespace; empty for none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag[0] == "{" else ""


def children(element: Element | None, name: str) -> list[Element]:
    """Direct children of this name, whatever their namespace; none of nothing."""
    return [] if element is None else [child for child in element if local(child) == name]


def child(element: Element | None, name: str) -> Element | None:
    """First direct child of this name."""
    return next(iter(children(element, name)), None)


def everywhere(root: Element, name: str) -> Iterator[Element]:
    """Elements of this name at any depth, whatever their namespace."""
    return (element for element in root.iter() if local(element) == name)


def attribute(element: Element, name: str) -> str | None:
    """The attribute of this name, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def whole(text: str | None) -> int | None:
    """The whole number that an attribute holds; None for anything else, also for a huge one."""
    plain = (text or "").strip()
    readable = plain.isascii() and plain.isdecimal() and len(plain) <= _MOST_DIGITS
    return int(plain) if readable else None


def legal(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _ILLEGAL.sub("", text)


def append(parent: Element, name: str, /, **attributes: str) -> Element:
    """A new last child in the parent's namespace."""
    return etree.SubElement(parent, etree.QName(namespace(parent) or None, name), dict(attributes))


def insert_after(parent: Element, before: Iterable[str], name: str) -> Element:
    """A new child behind the last of the children that may stand before it."""
    new = append(parent, name)
    names = set(before)
    place = 0
    for index, element in enumerate(parent):
        if element is not new and local(element) in names:
            place = index + 1
    parent.insert(place, new)
    return new


def remove(element: Element) -> None:
    """Takes an element out; text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)


def shape(element: Element) -> tuple[object, ...]:
    """What an element says, without prefixes and blanks: equal shapes mean equal elements."""
    attributes = tuple(sorted((str(k), str(v)) for k, v in element.attrib.items()))
    inner = tuple(shape(part) for part in element if isinstance(part.tag, str))
    return (local(element), attributes, (element.text or "").strip(), inner)


def damaged(part: str) -> PackageError:
    """The error to raise for a part that can't be parsed."""
    return PackageError(_DAMAGED.format(part=part))


def length(parent: Element) -> int:
    """Number of elements in a list; comments are none."""
    return sum(1 for part in parent if isinstance(part.tag, str))


def set_count(parent: Element) -> None:
    """Brings a list's ``count`` up to date."""
    parent.set("count", str(length(parent)))

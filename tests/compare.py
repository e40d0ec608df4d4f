"""Two packages compared part by part: what a marked copy may change, and nothing else.

The exemptions are those of contract.md. An exempt part is not simply passed over: what is new in
it is taken out again, and what is left has to say what it said before.
"""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

EXEMPT = {
    "content types": re.compile(r"\[Content_Types\]\.xml\Z", re.I),
    "the workbook part": re.compile(r"(.*/)?workbook\d*\.xml\Z", re.I),
    "its relationships": re.compile(r"(.*/)?_rels/workbook\d*\.xml\.rels\Z", re.I),
    "the styles part": re.compile(r"(.*/)?styles\d*\.xml\Z", re.I),
    "the list of tabs": re.compile(r"docProps/app\.xml\Z", re.I),
}
"""Parts that may change; the sheets that are marked come on top of them."""

OURS = "_expertteam_markering"
_SHEET = re.compile(r"(.*/)?worksheets/[^/]+\.xml\Z", re.I)
_GROWING = {
    "Types", "Relationships", "sheets", "definedNames", "numFmts", "fonts", "fills", "borders",
    "cellXfs", "cellStyleXfs", "dxfs", "vector",
}  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a package by its name, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """Names of the parts that are gone, new or different."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def differences(before: bytes, after: bytes) -> list[str]:
    """What a marked copy changed without being allowed to; empty when it lost nothing.

    Args:
        before: the user's workbook, without an earlier sheet *Bevindingen*.
        after: the marked copy of it.
    """
    old, new = parts(before), parts(after)
    found = [f"gone: {name}" for name in old.keys() - new.keys()]
    kept = [name for name in new if name in old]
    if kept != [name for name in old if name in new]:
        found.append("the order of the parts")
    for name in kept:
        if old[name] != new[name]:
            found += _judge(name, old[name], new[name])
    added = new.keys() - old.keys()
    allowed = {
        name for name in added if _SHEET.match(name) or EXEMPT["the styles part"].match(name)
    }
    found += [f"added: {name}" for name in sorted(added - allowed)]
    return found


def _judge(name: str, old: bytes, new: bytes) -> list[str]:
    if _SHEET.match(name):
        return [] if without_marks(new) == old else [f"{name}: more than marks were put in"]
    if not any(pattern.match(name) for pattern in EXEMPT.values()):
        return [f"changed: {name}"]
    return _lost(etree.fromstring(old), etree.fromstring(new), name)


def without_marks(sheet: bytes) -> bytes:
    """A sheet's part without our conditional formats; nothing else is touched."""
    pattern = (
        rb"<(\w+:)?conditionalFormatting [^>]*><(\w+:)?cfRule [^>]*><(\w+:)?formula>"
        + OURS.encode()
        + rb"</(\w+:)?formula></(\w+:)?cfRule></(\w+:)?conditionalFormatting>"
    )
    return re.sub(pattern, b"", sheet)


def _lost(old: etree._Element, new: etree._Element, place: str) -> list[str]:
    """What the old element said that the new one does not: lists may only grow at their end."""
    place = f"{place}/{_local(old)}"
    if old.tag != new.tag:
        return [f"{place}: became {new.tag}"]
    growing = _local(old) in _GROWING
    found = []
    counts = {"count", "size"} if growing else set()
    if {k: v for k, v in old.attrib.items() if k not in counts} != {
        k: v for k, v in new.attrib.items() if k not in counts
    }:
        found.append(f"{place}: attributes")
    if (old.text or "").strip() != (new.text or "").strip() and not _is_count(old):
        found.append(f"{place}: text")
    return found + _lost_children(list(old), list(new), place, growing=growing)


def _lost_children(
    old: list[etree._Element], new: list[etree._Element], place: str, *, growing: bool
) -> list[str]:
    left = list(new)
    found: list[str] = []
    for child in old:
        if growing and _local(child) == "lpstr":
            match = next((c for c in left if c.text == child.text), None)
        else:
            match = next((c for c in left if c.tag == child.tag), None)
        if match is None:
            found.append(f"{place}: {_local(child)} is gone")
            continue
        left.remove(match)
        found += _lost(child, match, place)
    extra = {_local(child) for child in left}
    made = {
        "definedNames",
        "numFmts",
        "fonts",
        "fills",
        "borders",
        "cellStyleXfs",
        "cellXfs",
        "dxfs",
    }
    return found if growing else found + [f"{place}: new {name}" for name in extra - made]


def _is_count(element: etree._Element) -> bool:
    return _local(element) == "i4"


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "comment"


def views_in(data: bytes) -> list[tuple[str | None, str | None]]:
    """Active and first tab of every window."""
    found = parts(data)
    name = next(n for n in found if EXEMPT["the workbook part"].match(n))
    views = [e for e in etree.fromstring(found[name]).iter() if _local(e) == "workbookView"]
    return [(view.get("activeTab"), view.get("firstSheet")) for view in views]

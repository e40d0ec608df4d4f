"""Texts in a part that is XML: what its elements say, and the attributes that people fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expertteam_xl.leaks.words import said_by_formula
from expertteam_xl.package import xml
from expertteam_xl.package.newsheet import unescaped
from expertteam_xl.register.loose import margin_texts

_JOINED = frozenset(
    ("si", "is", "p", "text", "comment", "textbox", "div", "rich", "txPr", "txBody", "note")
)
"""Elements whose text is cut into runs; a name can begin in one and end in another."""

_FILLED_IN = frozenset(
    (
        "name", "displayName", "caption", "title", "descr", "description", "alt", "altText",
        "altTextSummary", "prompt", "promptTitle", "error", "errorTitle", "comment", "help",
        "tooltip", "display", "location", "statusBar", "customMenu", "userName", "user", "userId",
        "providerId", "author", "initials", "uniqueName", "sourceName", "v", "u", "c", "n",
        "url", "connection", "command", "odcFile", "sourceFile", "destinationFile", "refersTo",
        "sheet", "sheetName", "Target", "formatCode", "text", "string", "href", "macro", "textlink",
        "key", "property", "dataSourceName", "sourceCaption", "totalsRowLabel", "codeName",
        "rowHeaderCaption", "colHeaderCaption", "grandTotalCaption", "missingCaption",
        "errorCaption", "dataCaption", "refreshedBy", "post", "ddeService", "ddeTopic", "shortcut",
        "label", "value", "linkTarget", "filterVal",
    )
)  # fmt: skip
"""Names of attributes that hold text of people."""

_FILTERED = frozenset(("filter", "customFilter", "cellSmartTagPr", "sheetName", "inputCells"))
"""Elements of which the attribute ``val`` holds text of people."""

_STRUCTURE = frozenset(
    (
        "sqref", "spans", "style", "path", "Ignorable", "Requires", "Type", "ContentType", "uri",
        "uid", "hashValue", "saltValue", "schemaLocation", "typeface", "coordsize", "adj",
        "fillcolor", "color2", "space", "documentId", "PartName",
    )
)  # fmt: skip
_LOOKS_TYPED = re.compile(r"[^\x21-\x3f\x41-\x7e]|@|[a-zA-Z][/\\]")
_FORMULAS = frozenset(
    ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula",
     "totalsRowFormula")
)  # fmt: skip
_BUILT_IN = "cellStyle"
_FONTS = frozenset(("font", "rFont", "latin", "ea", "cs", "clrScheme", "fontScheme", "fmtScheme"))
_MARGINS = re.compile(r"(?:odd|even|first)(?:Header|Footer)")


def said(root: xml.Element) -> Iterator[str]:
    """Every text in a part; what is cut into runs both whole and run by run."""
    for beside in (*root.itersiblings(preceding=True), *root.itersiblings()):
        yield from _own(beside)
    for element in root.iter():
        yield from _own(element)
        if isinstance(element.tag, str):
            yield from _structured(element)


def _own(element: xml.Element) -> Iterator[str]:
    for text in (element.text, element.tail):
        if text and not text.isspace():
            plain = unescaped(text) if "_x" in text else text
            yield said_by_formula(plain) if xml.local(element) in _FORMULAS else plain


def _structured(element: xml.Element) -> Iterator[str]:
    """The attributes, runs joined, and the texts between the codes of a header or footer."""
    name = xml.local(element)
    for key, value in element.attrib.items():
        if value and _is_text(element, name, str(key).rpartition("}")[2], str(value)):
            yield unescaped(str(value))
    if name in _JOINED and len(element):
        yield unescaped("".join(str(piece) for piece in element.itertext()))
    if _MARGINS.fullmatch(name):
        yield from (found.text for found in margin_texts([element.text or ""]))


def _is_text(element: xml.Element, name: str, key: str, value: str) -> bool:
    if key in _STRUCTURE or (key == "name" and name in _FONTS):
        return False
    if name == _BUILT_IN and element.get("builtinId") is not None:
        return False
    if key in _FILLED_IN or (key == "val" and name in _FILTERED):
        return True
    return _LOOKS_TYPED.search(value) is not None

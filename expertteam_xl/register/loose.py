"""Texts of a workbook that are no cell: comments, headers and footers, properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from expertteam_xl.errors import RegisterError
from expertteam_xl.register.archive import Archive
from expertteam_xl.register.parts import find_all, local, parse_xml, read_relations
from expertteam_xl.register.raw import LooseText
from expertteam_xl.register.references import parse_cell

_NOTES = {"comments": "comment", "threadedComment": "threadedComment"}
"""Kinds of parts with comments, the old and the new ones, and the element of one comment."""

_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
_NAMES = {
    "title": "Titel",
    "subject": "Onderwerp",
    "creator": "Auteur",
    "lastModifiedBy": "Laatst opgeslagen door",
    "keywords": "Labels",
    "description": "Opmerkingen",
    "category": "Categorie",
    "contentStatus": "Status",
    "Manager": "Manager",
    "Company": "Bedrijf",
    "HyperlinkBase": "Basis voor hyperlinks",
}
"""Properties that people fill in, and what Excel calls them."""

_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-JL-Za-z])')


def margin_texts(margins: Iterable[str]) -> Iterator[LooseText]:
    """What the printed headers and footers of a sheet say, without codes for font and page."""
    for text in dict.fromkeys(margins):
        plain = "&".join(_CODE.sub("\n", piece) for piece in text.split("&&"))
        if plain.strip():
            yield LooseText("de kop- of voettekst van dit blad", plain)


def read_notes(archive: Archive, sheet_part: str) -> Iterator[LooseText]:
    """The comments on a sheet, at their cells.

    Raises:
        RegisterError: the part that holds them is damaged.
    """
    for relation in read_relations(archive, sheet_part).values():
        element = _NOTES.get(relation.kind)
        if element is None or relation.target not in archive:
            continue
        for note in find_all(parse_xml(archive, relation.target), element):
            row, column = parse_cell(note.get("ref") or "") or (0, 0)
            yield LooseText("de opmerking bij deze cel", _text(note), row, column)


def _text(note: etree._Element) -> str:
    """All runs of a comment; of a new one also its text, which has no runs."""
    pieces = (
        "".join(str(piece) for piece in each.itertext())
        for each in note.iter()
        if local(each) in ("t", "text") and not len(each)
    )
    return "".join(pieces)


def read_properties(archive: Archive) -> tuple[tuple[LooseText, ...], tuple[str, ...]]:
    """The properties of the document that people fill in, and what of them could not be read."""
    try:
        relations = read_relations(archive, "").values()
        parts = [r.target for r in relations if r.kind in _PROPERTIES and r.target in archive]
    except RegisterError:
        parts = []
    found: list[LooseText] = []
    unread: list[str] = []
    for part in parts:
        try:
            found += _filled_in(parse_xml(archive, part))
        except RegisterError:
            unread.append("een deel van de documenteigenschappen")
    return tuple(found), tuple(dict.fromkeys(unread))


def _filled_in(root: etree._Element) -> Iterator[LooseText]:
    for element in root:
        text = "".join(str(piece) for piece in element.itertext())
        name = _NAMES.get(local(element))
        if name and text.strip():
            yield LooseText(f"de documenteigenschap '{name}'", text)
        elif local(element) == "property":
            yield LooseText("een eigen documenteigenschap", f"{text}\n{element.get('name') or ''}")

"""What a part of a workbook is, as a message names it: never by what the file says itself."""

from __future__ import annotations

import re

from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError

_KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE), where)
    for pattern, where in (
        (r"sharedstrings", "de gedeelde teksten"),
        (r"threadedcomment|comments|vmldrawing", "een opmerking"),
        (r"persons?/", "de lijst van personen"),
        (r"docprops/|docmetadata|core-properties", "de documenteigenschappen"),
        (r"pivot", "een draaitabel"),
        (r"chart", "een grafiek"),
        (r"diagrams?/", "een SmartArt-tekening"),
        (r"drawings?/", "een tekening"),
        (r"tables/", "een tabel"),
        (r"externallinks/", "een koppeling met een ander bestand"),
        (r"connections|querytable", "een gegevensverbinding"),
        (r"slicer|timeline", "een slicer"),
        (r"customxml/|xmlmaps", "een los XML-onderdeel"),
        (r"media/|thumbnail", "een afbeelding"),
        (r"embeddings/|activex/|ctrlprops/", "een ingesloten object"),
        (r"printersettings", "de printerinstellingen"),
        (r"vbaproject|macrosheets", "de macro's"),
        (r"revisions/|userinfo", "de geschiedenis van wijzigingen"),
        (r"styles", "de stijlen"),
        (r"workbook\.xml", "de lijst van bladen en namen"),
        (r"_rels/", "een verwijzing"),
    )
)
_OTHER = "een ander onderdeel"


def kind_of(part: str) -> str:
    """What a part is, by its name."""
    return next((where for pattern, where in _KINDS if pattern.search(part)), _OTHER)


def sheet_numbers(data: bytes) -> dict[str, int]:
    """The worksheets by part, each with the place of its tab; none in what is no workbook."""
    try:
        package = Package(data)
        tabs = package.tabs
        return {part: tabs.index(name) + 1 for name, part in package.worksheets.items()}
    except PackageError:
        return {}

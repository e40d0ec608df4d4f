"""The parts of the package: only those stay of which it is known what they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from expertteam_xl.cleaning.model import Tally
from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.relations import ContentTypes, Relation, Relations

_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_METADATA = "sheetMetadata"
_STAY: dict[str, frozenset[str]] = {
    "": frozenset(
        ("officeDocument", "core-properties", "extended-properties", "coreProperties",
         "extendedProperties")
    ),
    "officeDocument": frozenset(("worksheet", "styles", "theme", "sharedStrings", _METADATA)),
    "worksheet": frozenset(("table", "drawing")),
    "drawing": frozenset(("chart",)),
    "chart": frozenset(("chartStyle", "chartColorStyle")),
}  # fmt: skip
"""For a part by the kind that it is: which kinds of parts it may lead to."""

_TOLD = {
    "comments": "opmerkingen bij cellen",
    "threadedComment": "opmerkingen bij cellen (gesprekken)",
    "person": "lijst van personen bij de gesprekken",
    "vbaProject": "macro's",
    "externalLink": "koppeling met een ander bestand",
    "pivotCacheDefinition": "gegevens achter een draaitabel",
    "pivotTable": "draaitabel",
    "custom-properties": "eigen documenteigenschappen",
    "customProperties": "eigen documenteigenschappen",
    "customXml": "los XML-onderdeel",
    "connections": "gegevensverbinding",
    "printerSettings": "printerinstellingen",
    "thumbnail": "voorbeeldplaatje van het bestand",
    "slicer": "slicer",
    "timeline": "tijdlijn",
    "revisionHeaders": "geschiedenis van wijzigingen",
    "usernames": "lijst van gebruikers",
}
_WORKBOOK = frozenset(
    ("fileVersion", "workbookPr", "workbookProtection", "bookViews", "sheets", "definedNames",
     "calcPr", "fileRecoveryPr")
)  # fmt: skip
PROGRAMS = frozenset(("Microsoft Excel", "Microsoft Macintosh Excel", "LibreOffice"))
_PROPERTIES = frozenset(("AppVersion", "DocSecurity"))
_PROPERTY = "documenteigenschap (zoals auteur, laatst opgeslagen door, manager en bedrijf)"
_NO_PROPERTY = frozenset(
    ("HeadingPairs", "TitlesOfParts", "ScaleCrop", "LinksUpToDate", "SharedDoc",
     "HyperlinksChanged", "TotalTime", "HLinks", "revision", "created", "modified")
)  # fmt: skip


def prune(archive: Archive, workbook: str, tally: Tally) -> None:
    """Leaves out every part that is not of a known kind, and what leads to it.

    Args:
        archive: the package; edited in place.
        workbook: name of the workbook's own part.
        tally: where what goes is counted.
    """
    types = ContentTypes(archive)
    types.add(workbook, _WORKBOOK_TYPE)
    reached = {"[Content_Types].xml"}
    _follow(archive, "", "", reached, tally)
    for part in archive.names:
        if part not in reached:
            archive.remove(part)
            types.remove(part)


def _follow(archive: Archive, part: str, kind: str, reached: set[str], tally: Tally) -> None:
    """Keeps what a part may lead to, and goes on from there."""
    own = Relations(archive, part)
    if archive.find(own.part) is None:
        return
    stay = _STAY.get(kind, frozenset())
    root = xml.parse(own.part, archive.read(own.part))
    targets = {relation.id: relation for relation in own.all()}
    for element in xml.children(root, "Relationship"):
        relation = targets.get(element.get("Id") or "")
        if relation is None or relation.kind not in stay or archive.find(relation.target) is None:
            if relation is not None and kind != "worksheet":
                tell(archive, relation, None, tally)
            xml.remove(element)
    if len(root) == 0:
        return
    archive.put(own.part, [xml.serialise(root)])
    reached.add(own.part)
    for relation in targets.values():
        fresh = relation.kind in stay and relation.target not in reached
        if fresh and archive.find(relation.target) is not None:
            reached.add(relation.target)
            _follow(archive, relation.target, relation.kind, reached, tally)


def tell_beside(archive: Archive, part: str, sheet: str, tally: Tally) -> None:
    """Counts what goes with a sheet that stays: its comments and the like."""
    for relation in Relations(archive, part).all():
        tell(archive, relation, sheet, tally)


def tell(archive: Archive, relation: Relation, sheet: str | None, tally: Tally) -> None:
    """Counts a part that goes, if it is one that people know."""
    if relation.kind in _TOLD:
        tally.add(_TOLD[relation.kind], sheet, _size(archive, relation.kind, relation.target))


def _size(archive: Archive, kind: str, part: str) -> int:
    """How many comments a part holds; of anything else it is one."""
    names = {"comments": b"<comment ", "threadedComment": b"<threadedComment "}
    if kind not in names or archive.find(part) is None:
        return 1
    data = archive.read(part)
    return max(1, data.count(names[kind]) or data.count(b":" + names[kind][1:]))


def has_plain_metadata(archive: Archive, workbook: str) -> bool:
    """Whether what cells say of themselves is about arrays only, and not about a cube."""
    parts = linked(archive, workbook, _METADATA)
    names = {xml.local(e) for part in parts for e in xml.parse(part, archive.read(part))}
    return not names & {"metadataStrings", "mdxMetadata", "valueMetadata"}


def clean_workbook(archive: Archive, part: str) -> None:
    """Leaves the list of sheets, the names and how the workbook is shown."""
    root = xml.parse(part, archive.read(part))
    for element in list(root):
        if xml.local(element) not in _WORKBOOK:
            xml.remove(element)
    for element in xml.children(root, "workbookPr"):
        element.attrib.pop("codeName", None)
    for view in xml.children(xml.child(root, "bookViews"), "workbookView"):
        for element in list(view):
            xml.remove(element)
    for name in xml.children(xml.child(root, "definedNames"), "definedName"):
        for key in ("comment", "description", "help", "statusBar", "customMenu", "shortcutKey"):
            name.attrib.pop(key, None)
    archive.put(part, [xml.serialise(root)])


def clean_properties(archive: Archive, tally: Tally) -> None:
    """Leaves of the properties of the document only the program."""
    for relation in Relations(archive, "").all():
        if relation.kind == "officeDocument" or relation.kind not in _STAY[""]:
            continue
        if archive.find(relation.target) is None:
            continue
        root = xml.parse(relation.target, archive.read(relation.target))
        gone = [e for e in root if not _is_plain(e)]
        filled = [e for e in gone if (e.text or "").strip() and xml.local(e) not in _NO_PROPERTY]
        tally.add(_PROPERTY, None, len(filled))
        for element in gone:
            xml.remove(element)
        archive.put(relation.target, [xml.serialise(root)])


def _is_plain(element: xml.Element) -> bool:
    """Whether a property says nothing of people: the program and its version."""
    name = xml.local(element)
    return (element.text or "") in PROGRAMS if name == "Application" else name in _PROPERTIES


def linked(archive: Archive, part: str, kind: str) -> Sequence[str]:
    """The parts of a kind that a part leads to, as far as they are there."""
    return list(_linked(archive, part, kind))


def _linked(archive: Archive, part: str, kind: str) -> Iterator[str]:
    for relation in Relations(archive, part).all():
        if relation.kind == kind and archive.find(relation.target) is not None:
            yield relation.target


def keep_linked(archive: Archive, part: str, kept: Collection[str]) -> frozenset[str]:
    """Lets a sheet lead to these parts only; gives the ids by which it does."""
    own = Relations(archive, part)
    ids = frozenset(r.id for r in own.all() if r.target in kept)
    for relation in own.all():
        if relation.target not in kept:
            own.remove_to(relation.target)
    return ids

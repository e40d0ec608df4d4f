"""Of a drawing only charts stay, without typed texts and stored values: Excel draws them anew."""

from __future__ import annotations

from expertteam_xl.cleaning.formulas import Formulas
from expertteam_xl.cleaning.model import Tally
from expertteam_xl.cleaning.parts import keep_linked
from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.relations import Relations

_PICTURE = "afbeelding, vorm of ander object"
_CHART = "grafiek die iets toont dat er niet meer in staat"
_CACHES = frozenset(("numCache", "numLit", "strLit"))
_GONE = frozenset(
    ("strCache", "multiLvlStrCache", "externalData", "userShapes", "pivotSource", "printSettings",
     "extLst")
)  # fmt: skip
_TYPED = "rich"
_LABELS = ("descr", "title", "macro", "textlink")
_NAME = "Grafiek"


def clean_drawing(
    archive: Archive, part: str, sheet: str, formulas: Formulas, tally: Tally
) -> bool:
    """Cleans a drawing of a sheet and its charts, in place; whether anything of it stays."""
    try:
        root = xml.parse(part, archive.read(part))
        charts = {r.id: r.target for r in Relations(archive, part).all() if r.kind == "chart"}
        kept: list[str] = []
        for anchor in [e for e in root if isinstance(e.tag, str)]:
            chart = _chart_in(archive, anchor, charts)
            if chart is not None and _cleaned(archive, chart, formulas):
                kept.append(chart)
                _unlabelled(anchor, len(kept))
                continue
            tally.add(_PICTURE if chart is None else _CHART, sheet)
            xml.remove(anchor)
        keep_linked(archive, part, kept)
    except PackageError:
        tally.add(_PICTURE, sheet)
        return False
    if kept:
        archive.put(part, [xml.serialise(root)])
    return bool(kept)


def _chart_in(archive: Archive, anchor: xml.Element, charts: dict[str, str]) -> str | None:
    """The part of the chart that an anchor holds; None when it holds anything else."""
    held = [e for e in anchor if xml.local(e) not in ("from", "to", "ext", "pos", "clientData")]
    if [xml.local(e) for e in held] != ["graphicFrame"]:
        return None
    places = [xml.attribute(e, "id") for e in xml.everywhere(held[0], "chart")]
    part = charts.get(places[0] or "") if len(places) == 1 else None
    return part if part is not None and archive.find(part) is not None else None


def _cleaned(archive: Archive, part: str, formulas: Formulas) -> bool:
    """Cleans a chart; False when it shows something that does not stay."""
    root = xml.parse(part, archive.read(part))
    if any(formulas.breaks(e.text or "") for e in xml.everywhere(root, "f")):
        return False
    _without_values(root)
    archive.put(part, [xml.serialise(root)])
    return True


def _without_values(root: xml.Element) -> None:
    for element in list(root.iter()):
        name = xml.local(element)
        parent = element.getparent()
        over = "" if parent is None else xml.local(parent)
        if name in _CACHES:
            _without_points(element)
        elif name in _GONE or (over, name) == ("trendline", "name"):
            xml.remove(element)
        elif (over, name) == ("tx", "v") and parent is not None:
            xml.remove(parent)
        elif name == _TYPED:
            _without_text(element)


def _without_points(cache: xml.Element) -> None:
    """A row of stored values keeps how numbers are shown."""
    for element in [e for e in cache if xml.local(e) != "formatCode"]:
        xml.remove(element)


def _without_text(rich: xml.Element) -> None:
    """A typed title goes with what holds it, so that Excel shows its own or none."""
    holder = rich.getparent()
    title = None if holder is None else holder.getparent()
    if holder is None or title is None:
        return
    if xml.local(title) == "title":
        for text in xml.everywhere(rich, "t"):
            text.text = ""
        return
    xml.remove(holder)


def _unlabelled(anchor: xml.Element, number: int) -> None:
    """Names and descriptions that people gave it."""
    for element in xml.everywhere(anchor, "cNvPr"):
        for key in _LABELS:
            element.attrib.pop(key, None)
        element.set("name", f"{_NAME} {number}")
        for child in list(element):
            xml.remove(child)
    for element in xml.everywhere(anchor, "graphicFrame"):
        element.attrib.pop("macro", None)
        element.set("macro", "")

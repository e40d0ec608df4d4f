"""What stands around the rows of a sheet: the layout stays, what people typed or put there goes."""

from __future__ import annotations

import re
from collections.abc import Collection

from expertteam_xl.cleaning.formulas import Formulas
from expertteam_xl.cleaning.known import explains, is_known
from expertteam_xl.cleaning.model import Tally
from expertteam_xl.package import xml
from expertteam_xl.register.loose import margin_texts
from expertteam_xl.register.references import parse_box

_STAY = frozenset(
    (
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
        "sheetProtection", "autoFilter", "mergeCells", "phoneticPr", "conditionalFormatting",
        "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
        "rowBreaks", "colBreaks", "ignoredErrors", "drawing", "tableParts", "extLst",
    )
)  # fmt: skip
"""Elements that hold layout; what is not among them goes."""

_TOLD = {
    "scenarios": "scenario",
    "legacyDrawingHF": "afbeelding in kop- of voettekst",
    "picture": "achtergrondafbeelding",
    "oleObjects": "ingesloten object",
    "controls": "knop of ander besturingselement",
    "customSheetViews": "aangepaste weergave",
    "protectedRanges": "bereik met eigen rechten",
    "smartTags": "infolabel",
    "dataConsolidate": "samenvoeging van gegevens",
}
_LAYOUT_EXTENSIONS = ("conditionalFormattings", "dataValidations", "sparklineGroups")
_FORMULAS = frozenset(("f", "formula", "formula1", "formula2", "sqref"))
_SPOKEN = ("prompt", "promptTitle", "error", "errorTitle")
_VIEW = ("pane", "selection")
_MARGIN = re.compile(r"(?:odd|even|first)(?:Header|Footer)")
_PICTURE_CODE = re.compile(r"&(?:amp;)?G")
_LINK = "koppeling in een cel"
_FILTER = "filtervoorwaarde"
_RULE = "regel voor opmaak of invoer die iets noemt dat er niet meer in staat"
_MARGINS = "kop- of voettekst"
_PROMPT = "uitleg of melding bij het invullen"


class SheetCleaner:
    """Cleans what stands around the rows of one sheet.

    Args:
        name: of the sheet.
        formulas: judges what rules refer to.
        tally: where what goes is counted.
        kept: ids by which it leads to the parts that stay.
    """

    def __init__(self, name: str, formulas: Formulas, tally: Tally, kept: Collection[str]) -> None:
        self._name, self._formulas, self._tally, self._kept = name, formulas, tally, kept
        self._tells = formulas.tells

    def clean(self, root: xml.Element) -> None:
        """Cleans a sheet without its rows, in place."""
        for element in list(root):
            name = xml.local(element)
            if name not in _STAY or (name == "drawing" and not self._leads(element)):
                if name in _TOLD:
                    self._tally.add(_TOLD[name], self._name, max(1, xml.length(element)))
                xml.remove(element)
        self._properties(root)
        self._table_parts(root)
        self._links(root)
        self._filters(root)
        for rules in xml.children(root, "conditionalFormatting"):
            self._rules(rules, "cfRule")
        for rules in xml.children(root, "dataValidations"):
            self._rules(rules, "dataValidation")
        for element in xml.children(root, "headerFooter"):
            self._margins(element)
        for element in xml.children(root, "extLst"):
            self._extensions(element)

    def _properties(self, root: xml.Element) -> None:
        """Names that macros knew the sheet by, and who had selected what."""
        for element in xml.children(root, "sheetPr"):
            element.attrib.pop("codeName", None)
        for view in xml.children(xml.child(root, "sheetViews"), "sheetView"):
            for element in [e for e in view if xml.local(e) not in _VIEW]:
                xml.remove(element)
        for element in xml.children(root, "pageSetup"):
            for key in [k for k in element.attrib if str(k).endswith("}id")]:
                del element.attrib[key]

    def _links(self, root: xml.Element) -> None:
        """Links to a sheet that stays are kept, without what people typed in them."""
        for parent in xml.children(root, "hyperlinks"):
            for link in xml.children(parent, "hyperlink"):
                place = link.get("location") or ""
                goes = xml.attribute(link, "id") is not None or not place
                if goes or self._formulas.breaks(place) or self._tells(place):
                    xml.remove(link)
                    self._tally.add(_LINK, self._name)
                for key in ("tooltip", "display"):
                    if not is_known(link.get(key) or ""):
                        link.attrib.pop(key, None)
            if xml.length(parent) == 0:
                xml.remove(parent)

    def _leads(self, element: xml.Element) -> bool:
        return xml.attribute(element, "id") in self._kept

    def _table_parts(self, root: xml.Element) -> None:
        for parent in xml.children(root, "tableParts"):
            for element in xml.children(parent, "tablePart"):
                if not self._leads(element):
                    xml.remove(element)
            if xml.length(parent) == 0:
                xml.remove(parent)
            else:
                xml.set_count(parent)

    def _filters(self, root: xml.Element) -> None:
        for element in xml.children(root, "autoFilter"):
            self._tally.add(_FILTER, self._name, unfiltered(element))

    def _rules(self, parent: xml.Element, name: str) -> None:
        """Takes out rules that can't hold any more, or tell something."""
        for rule in xml.children(parent, name):
            for key in _SPOKEN:
                text = rule.get(key)
                if text and (self._tells(text) or not explains(text)):
                    del rule.attrib[key]
                    self._tally.add(_PROMPT, self._name)
            if self._rule_goes(rule):
                self._tally.add(_RULE, self._name)
                xml.remove(rule)
        if not xml.children(parent, name):
            xml.remove(parent)
        elif parent.get("count") is not None:
            xml.set_count(parent)

    def _rule_goes(self, rule: xml.Element) -> bool:
        for element in rule.iter():
            text = element.text or ""
            if xml.local(element) in _FORMULAS and self._formulas.breaks(text):
                return True
        if self._lists_other_values(rule):
            return True
        return any(self._tells(str(value)) for value in rule.attrib.values())

    def _lists_other_values(self, rule: xml.Element) -> bool:
        """Whether a drop-down list holds typed words for cells whose values go."""
        typed = any(
            xml.local(e) in ("formula1", "f") and (e.text or "").lstrip().startswith('"')
            for e in rule.iter()
        )
        areas = rule.get("sqref") or next((e.text or "" for e in xml.everywhere(rule, "sqref")), "")
        boxes = [parse_box(area) for area in areas.split()]
        gone = self._formulas.emptied.get(self._name.casefold(), ())
        columns = {c for box in boxes if box for c in range(box.left, box.right + 1)}
        return typed and bool(columns) and all(column in gone for column in columns)

    def _margins(self, parent: xml.Element) -> None:
        """Header and footer stay when they say what any register says, else only their codes go."""
        for element in [e for e in parent if _MARGIN.fullmatch(xml.local(e))]:
            text = element.text or ""
            typed = [line for found in margin_texts([text]) for line in found.text.splitlines()]
            if all(is_known(line) for line in typed if line.strip()) and not self._tells(text):
                element.text = _PICTURE_CODE.sub("", text)
                continue
            self._tally.add(_MARGINS, self._name)
            xml.remove(element)

    def _extensions(self, parent: xml.Element) -> None:
        """Of later additions to the format only rules for cells stay, and small charts in them."""
        for extension in list(parent):
            inner = [e for e in extension if isinstance(e.tag, str)]
            if not inner or any(xml.local(e) not in _LAYOUT_EXTENSIONS for e in inner):
                xml.remove(extension)
                continue
            for rules in inner:
                self._extended(rules)
            if not any(xml.length(e) for e in inner):
                xml.remove(extension)
        if xml.length(parent) == 0:
            xml.remove(parent)

    def _extended(self, rules: xml.Element) -> None:
        name = xml.local(rules)
        if name == "dataValidations":
            for rule in xml.children(rules, "dataValidation"):
                for key in _SPOKEN:
                    text = rule.get(key)
                    if text and (self._tells(text) or not explains(text)):
                        del rule.attrib[key]
        for each in list(rules):
            if self._rule_goes(each):
                self._tally.add(_RULE, self._name)
                xml.remove(each)
        if rules.get("count") is not None:
            xml.set_count(rules)


def unfiltered(element: xml.Element) -> int:
    """Takes the conditions out of a filter, which hold values; how many there were."""
    found = xml.children(element, "filterColumn")
    for each in found:
        xml.remove(each)
    for each in xml.children(element, "sortState"):
        xml.remove(each)
    return len(found)

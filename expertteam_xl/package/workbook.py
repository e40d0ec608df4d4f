"""The workbook part: its tabs and its defined names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from expertteam_xl.package import xml
from expertteam_xl.package.damage import PackageError

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINKS = {
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
_NO_SHEETS = "In het bestand staat geen lijst van werkbladen; bewaar het in Excel opnieuw."


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name, its own number, its relationship id, and ``hidden`` when it is."""

    name: str
    sheet_id: int
    relation: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name: what it refers to, and the place of the tab that it belongs to; None for all."""

    name: str
    formula: str
    sheet: int | None
    hidden: bool


class WorkbookPart:
    """The workbook's own part, edited in place."""

    def __init__(self, part: str, data: bytes) -> None:
        """Parses it.

        Raises:
            PackageError: damaged, or without a list of sheets.
        """
        self._root = xml.parse(part, data)
        sheets = xml.child(self._root, "sheets")
        if sheets is None:
            raise PackageError(_NO_SHEETS)
        self._sheets = sheets
        self._by_name: dict[str, list[DefinedName]] | None = None

    @staticmethod
    def blank() -> bytes:
        """A workbook without tabs."""
        links = _LINKS[TRANSITIONAL]
        text = f'<workbook xmlns="{TRANSITIONAL}" xmlns:r="{links}"><sheets/></workbook>'
        return text.encode()

    @property
    def namespace(self) -> str:
        """Namespace of the workbook's elements: transitional or strict."""
        return xml.namespace(self._root)

    @property
    def links(self) -> str:
        """Namespace of relationship ids, which relationship types begin with as well."""
        return _LINKS.get(self.namespace, _LINKS[TRANSITIONAL])

    @property
    def date1904(self) -> bool:
        """Whether serial numbers count from 1904."""
        properties = xml.child(self._root, "workbookPr")
        value = None if properties is None else properties.get("date1904")
        return (value or "").strip().lower() in ("1", "true", "on")

    def serialise(self) -> bytes:
        """The part as bytes."""
        return xml.serialise(self._root)

    def tabs(self) -> list[Tab]:
        """All tabs in their order, charts and dialogs too."""
        return [
            Tab(
                e.get("name") or "",
                _number(e.get("sheetId")),
                xml.attribute(e, "id") or "",
                e.get("state"),
            )
            for e in self._elements()
        ]

    def add_tab(self, name: str, relation: str, state: str | None = None) -> int:
        """Adds a tab as the last one and gives its number; the active tab stays."""
        number = max((tab.sheet_id for tab in self.tabs()), default=0) + 1
        tag = etree.QName(self.namespace or None, "sheet")
        new = etree.SubElement(self._sheets, tag, nsmap={"r": self.links})
        new.set("name", name)
        new.set("sheetId", str(number))
        if state is not None:
            new.set("state", state)
        new.set(etree.QName(self.links, "id"), relation)
        return number

    def remove_tab(self, index: int) -> None:
        """Removes a tab, the names on it, and every reference by its place."""
        self._by_name = None
        gone = _number(self._elements()[index].get("sheetId"))
        xml.remove(self._elements()[index])
        for element in self._name_elements():
            place = element.get("localSheetId")
            if place is None:
                continue
            if _number(place) == index:
                xml.remove(element)
            elif _number(place) > index:
                element.set("localSheetId", str(_number(place) - 1))
        self._tidy_names()
        self._move_views(index)
        self._move_custom_views(gone)

    def name(self, name: str, sheet: int | None = None) -> str | None:
        """What a defined name refers to; None when it is not defined."""
        return next((e.text or "" for e in self._named(name, sheet)), None)

    def names(self) -> list[DefinedName]:
        """Every defined name, those of one tab too."""
        return [
            DefinedName(
                e.get("name") or "",
                e.text or "",
                xml.whole(e.get("localSheetId")),
                e.get("hidden") in ("1", "true"),
            )
            for e in self._name_elements()
        ]

    def meanings(self, name: str) -> list[DefinedName]:
        """What a name means, whatever its case: in the workbook first, then on single tabs."""
        if self._by_name is None:
            self._by_name = defaultdict(list)
            for each in sorted(self.names(), key=lambda each: each.sheet is not None):
                self._by_name[each.name.casefold()].append(each)
        return self._by_name.get(name.casefold(), [])

    def edit_names(self, edit: Callable[[str], str]) -> None:
        """Gives every name another formula, made from its own."""
        self._by_name = None
        for element in self._name_elements():
            element.text = edit(element.text or "")

    def recalculate_on_load(self) -> None:
        """Lets Excel calculate every formula when it opens the workbook."""
        found = xml.child(self._root, "calcPr")
        if found is None:
            found = xml.insert_after(self._root, (*_BEFORE_NAMES, "definedNames"), "calcPr")
        found.set("fullCalcOnLoad", "1")

    def set_name(
        self, name: str, formula: str, *, sheet: int | None = None, hidden: bool = False
    ) -> None:
        """Defines a name, in place of what it meant before.

        Args:
            name: the name.
            formula: what it refers to, without an equals sign.
            sheet: place of the tab that it belongs to; None for the whole workbook.
            hidden: whether Excel leaves it out of its list of names.
        """
        self.remove_name(name, sheet)  # which also forgets what names meant
        names = xml.child(self._root, "definedNames")
        if names is None:
            names = xml.insert_after(self._root, _BEFORE_NAMES, "definedNames")
        new = xml.append(names, "definedName", name=name)
        if sheet is not None:
            new.set("localSheetId", str(sheet))
        if hidden:
            new.set("hidden", "1")
        new.text = formula

    def remove_name(self, name: str, sheet: int | None = None) -> None:
        """Removes a name, where it is defined."""
        self._by_name = None
        for element in self._named(name, sheet):
            xml.remove(element)
        self._tidy_names()

    def _elements(self) -> list[xml.Element]:
        return xml.children(self._sheets, "sheet")

    def _name_elements(self) -> list[xml.Element]:
        return xml.children(xml.child(self._root, "definedNames"), "definedName")

    def _named(self, name: str, sheet: int | None) -> list[xml.Element]:
        place = None if sheet is None else str(sheet)
        return [
            element
            for element in self._name_elements()
            if (element.get("name") or "").casefold() == name.casefold()
            and element.get("localSheetId") == place
        ]

    def _tidy_names(self) -> None:
        """Takes away a list of names that has become empty: the schema wants at least one."""
        names = xml.child(self._root, "definedNames")
        if names is not None and not self._name_elements():
            xml.remove(names)

    def _move_views(self, gone: int) -> None:
        """Keeps the active and the first tab of every window on the tab they were."""
        for view in xml.children(xml.child(self._root, "bookViews"), "workbookView"):
            for key in ("activeTab", "firstSheet"):
                place = _number(view.get(key))
                if place == gone:
                    view.set(key, str(self._visible_near(gone)))
                elif place > gone:
                    view.set(key, str(place - 1))

    def _visible_near(self, place: int) -> int:
        """The last visible tab before a place, else the first one behind it."""
        visible = [
            index
            for index, element in enumerate(self._elements())
            if element.get("state", "visible") == "visible"
        ]
        before = [index for index in visible if index < place]
        return before[-1] if before else next(iter(visible), 0)

    def _move_custom_views(self, gone: int) -> None:
        first = next((tab.sheet_id for tab in self.tabs()), 1)
        views = xml.child(self._root, "customWorkbookViews")
        for view in xml.children(views, "customWorkbookView"):
            if _number(view.get("activeSheetId")) == gone:
                view.set("activeSheetId", str(first))


def _number(text: str | None) -> int:
    return xml.whole(text) or 0

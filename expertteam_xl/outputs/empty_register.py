"""An empty register: a list for every table, the sheets that serve them, and what formulas name.

The model is plain data; `empty_register_writer` makes a workbook of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from expertteam_xl.outputs.empty_register_columns import list_column
from expertteam_xl.outputs.empty_register_guide import guide_page
from expertteam_xl.outputs.empty_register_lists import Lists
from expertteam_xl.outputs.empty_register_model import EmptyRegister, ListSheet, Name, Page
from expertteam_xl.outputs.empty_register_pages import (
    free_days_names,
    free_days_page,
    lists_page,
    places_names,
    places_page,
    settings_names,
    settings_page,
)
from expertteam_xl.outputs.empty_register_places import (
    Places,
    Site,
    own_site,
    rows_name,
)
from expertteam_xl.outputs.empty_register_terms import marks
from expertteam_xl.schema import SUPPORT_SHEETS, tables

_CARE, _MONEY, _LEARNING = "1F4E79", "7F6000", "375623"
_GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("Deelnames", "Partners", "Tarieven", "C&A-uren"), _MONEY),
    **dict.fromkeys(
        ("Ervaringen", "Momenten", "Signalering", "Leren", "Basisvereisten"), _LEARNING
    ),
}
"""Colours of the tabs; every other list is about cases."""


def empty_register() -> EmptyRegister:
    """The workbook that ``nieuw`` gives: all tables, in their order, and all that serves them."""
    own = {table: table for table in tables()}
    return assembled(own, {name: name for name in SUPPORT_SHEETS})


def assembled(
    lists: Mapping[str, str],
    support: Mapping[str, str],
    elsewhere: Mapping[str, Site] | None = None,
    called: Mapping[str, str] | None = None,
) -> EmptyRegister:
    """A register of some lists and some of the sheets that serve them.

    Args:
        lists: name of every table that gets a list, to the name of its tab.
        support: name in `SUPPORT_SHEETS` of every page to make, to the name of its tab.
        elsewhere: lists of other tables that stand in the workbook already.
        called: tables that stand there on sheets of another name, to what those are called.
    """
    sites = {**(elsewhere or {}), **{t: own_site(t, sheet) for t, sheet in lists.items()}}
    places = Places(sites, called=called or {})
    choices = Lists(support.get("Keuzelijsten", "Keuzelijsten"))
    for table in tables():
        for column in tables()[table].columns:
            list_column(table, column, choices, Places({table: own_site(table, table)}))
    made = [_list_sheet(table, sheet, choices, places) for table, sheet in lists.items()]
    pages, names = _pages(support, choices, places)
    guide = [
        guide_page(support[kind], made, places.told) for kind in support if kind == "Toelichting"
    ]
    return EmptyRegister((*guide, *made, *pages), (*places.names(), *names))


def _list_sheet(table: str, sheet: str, choices: Lists, places: Places) -> ListSheet:
    columns = tables()[table].columns
    second = columns[1]
    return ListSheet(
        name=sheet,
        table=table,
        columns=tuple(list_column(table, column, choices, places) for column in columns),
        frozen=2 if second.required and second.refers else 1,
        colour=_GROUPS.get(table, _CARE),
        marks=tuple(marks(table, places)),
    )


def _pages(
    support: Mapping[str, str], choices: Lists, places: Places
) -> tuple[list[Page], list[Name]]:
    """The pages after the lists, and the names that belong to them."""
    pages: list[Page] = []
    names: list[Name] = []
    if "Gemeenten" in support:
        pages.append(places_page(support["Gemeenten"]))
        names += places_names(pages[-1])
    if "Instellingen" in support:
        pages.append(settings_page(support["Instellingen"], places.counts))
        names += settings_names(pages[-1], places.counts)
    else:
        names += [Name(rows_name(table), formula) for table, formula in places.counts.items()]
    if "Feestdagen" in support:
        pages.append(free_days_page(support["Feestdagen"]))
        names += free_days_names(pages[-1])
    if "Keuzelijsten" in support:
        pages.append(lists_page(choices))
        names += choices.names()
    return pages, names

"""The printout of a monitor as plain data: what comes in which cell, before any workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expertteam_xl.monitoring.model import Figure, Figures
from expertteam_xl.outputs import monitor_layout as lay
from expertteam_xl.outputs.changes import dutch_day
from expertteam_xl.outputs.monitor_blocks import Matrix, Row, block_rows, single_rows
from expertteam_xl.outputs.monitor_charts import chart_notes, quarter_rows, timeliness_rows
from expertteam_xl.outputs.monitor_lists import definition_rows, open_rows, partner_rows
from expertteam_xl.outputs.monitor_notes import notes, signs
from expertteam_xl.outputs.monitor_tiles import tile_values

TITLE = "Monitor Expertteam Jeugd"


@dataclass(frozen=True)
class Printout:
    """A monitor as it is printed.

    Attributes:
        figures: what it was made from.
        names: single values by the name of their cell.
        areas: rows of values by the name of their area.
        tables: rows by the name of a table that grows, in the order of its headers.
        headers: of those tables.
    """

    figures: Figures
    names: Mapping[str, str | int | float]
    areas: Mapping[str, Matrix]
    tables: Mapping[str, Sequence[Row]]
    headers: Mapping[str, tuple[str, ...]]

    @property
    def intern(self) -> bool:
        """Whether it is for the team itself."""
        return self.figures.audience == "intern"

    @property
    def title(self) -> str:
        """What the document is called."""
        return f"{TITLE} {self.figures.period}"

    @property
    def file_name(self) -> str:
        """The name that the file usually has."""
        return file_name(self.figures)


def file_name(figures: Figures) -> str:
    """``monitor-2021-K1-bestuurlijk.xlsx``."""
    return f"monitor-{figures.period}-{figures.audience}.xlsx"


def printout(figures: Figures) -> Printout:
    """Everything that is filled in.

    Args:
        figures: as `expertteam_xl.monitor` gave them; small numbers are hidden already.
    """
    headers = {
        lay.PARTNERS: lay.PARTNER_HEADERS,
        lay.DEFINED: lay.DEFINED_HEADERS,
        lay.QUARTERS: lay.QUARTER_HEADERS,
    }
    tables = {
        lay.PARTNERS: partner_rows(figures),
        lay.DEFINED: definition_rows(figures),
        lay.QUARTERS: quarter_rows(figures),
    }
    if figures.audience == "intern":
        headers[lay.OPEN_CASES] = lay.OPEN_HEADERS
        tables[lay.OPEN_CASES] = open_rows(figures)
    return Printout(figures, _names(figures), _areas(figures), tables, headers)


def _names(figures: Figures) -> dict[str, str | int | float]:
    under = (
        f"{period_words(figures)}. Doelgroep: {figures.audience}. "
        f"Peildatum {dutch_day(figures.on)}. {signs(figures)}"
    )
    found: dict[str, str | int | float] = {
        name: under
        for tab, name in lay.UNDER_NAMES.items()
        if tab != lay.OPEN_TAB or figures.audience == "intern"
    }
    found[lay.TITLE] = f"{TITLE} {figures.period}"
    found |= {lay.chart_note(name): note for name, note in chart_notes(figures).items()}
    return found | tile_values(figures)


def period_words(figures: Figures) -> str:
    """``Kwartaal 2021-K1 (01-01-2021 tot en met 31-03-2021)``."""
    period = figures.period
    kind = "Kwartaal" if period.quarter else "Jaar"
    return f"{kind} {period} ({dutch_day(period.first)} tot en met {dutch_day(period.last)})"


def _areas(figures: Figures) -> dict[str, Matrix]:
    found: dict[str, Matrix] = {
        lay.TIMES_CHART: timeliness_rows(figures),
        lay.NOTES: [(note,) for note in notes(figures)],
    }
    for page in lay.PAGES:
        for item in page.items:
            if isinstance(item, lay.Block):
                found[item.name] = block_rows(figures, item)
            elif isinstance(item, lay.Singles):
                chosen = [(figures.figures.get(code), look) for code, look in item.figures]
                alone = [(each, look) for each, look in chosen if isinstance(each, Figure)]
                found[item.name] = single_rows(figures, alone)
    return found

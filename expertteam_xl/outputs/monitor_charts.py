"""The numbers that charts are drawn from: a hidden figure is an empty cell (domein §5)."""

from __future__ import annotations

from expertteam_xl.monitoring.model import Figures, FigureTable, Printed
from expertteam_xl.outputs.monitor_blocks import Row

_MOST = 8
"""Quarters that a chart shows."""

_SERIES = (
    ("T-a", "A"), ("T-a", "B"), ("T-a", "zonder werkstroom"), ("M02-5a", ""), ("M02-5c", ""),
)  # fmt: skip
"""Code and row of every column of the table of quarters."""

TERMS = {
    "T01": "Triage (T01)",
    "T02": "Overleg (T02)",
    "T03": "Doorbraaktafel (T03)",
    "T05": "Besluit (T05)",
}


def quarter_rows(figures: Figures) -> list[Row]:
    """The last quarters, each with what the charts over quarters show of it."""
    quarters = dict.fromkeys(
        quarter for key in _SERIES for quarter, _ in figures.history.get(key, ())
    )
    values = [dict(figures.history.get(key, ())) for key in _SERIES]
    return [
        (quarter, *(_drawn(column.get(quarter)) for column in values))
        for quarter in sorted(quarters)[-_MOST:]
    ]


def chart_notes(figures: Figures) -> dict[str, str]:
    """For each chart a sentence where it has nothing to draw, else a blank."""
    quarters = quarter_rows(figures)
    drawn = {
        "instroom": [row[1:4] for row in quarters],
        "tijdigheid": [row[1:] for row in timeliness_rows(figures)[1:]],
        "snelheid": [row[4:] for row in quarters],
    }
    return {
        name: "" if any(value is not None for row in rows for value in row) else _NOTHING
        for name, rows in drawn.items()
    }


_NOTHING = "Deze grafiek is leeg: alles ervan is verborgen of niet bepaalbaar."


def timeliness_rows(figures: Figures) -> list[Row]:
    """The share of each term that was met, now and in the period before."""
    table = figures.figures.get("T-d")
    header = ("Termijn", str(figures.period), f"Vorige ({figures.period.previous})")
    rows: list[Row] = [header]
    for code, label in TERMS.items():
        rows.append((label, *(_share(table, code, name) for name in _COLUMNS)))
    return rows


_COLUMNS = ("percentage", "vorige percentage")


def _share(table: object, code: str, column: str) -> int | float | None:
    known = isinstance(table, FigureTable) and code in table.rows and column in table.columns
    if not known or not isinstance(table, FigureTable):
        return None
    return _drawn(table.row(code)[table.columns.index(column)])


def _drawn(value: Printed) -> int | float | None:
    return None if isinstance(value, str) else value

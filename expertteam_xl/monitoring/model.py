"""The figures of a monitor: how each is defined, and how it is printed (domein §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from expertteam_xl.monitoring.measures import Measure
from expertteam_xl.monitoring.periods import Period, Span

if TYPE_CHECKING:
    import pandas as pd

    from expertteam_xl.register.model import Register
    from expertteam_xl.rules.context import Context

TOTAL = "totaal"
"""Label of the row, or column, that is the sum of the others."""

VALUE, PREVIOUS, RUNNING = "aantal", "vorige", "cumulatief"
"""Columns of a table that has one number a row."""


class Unit(StrEnum):
    """In what a figure is counted."""

    AANTAL = "aantal"
    PROCENT = "procent"
    DAGEN = "dagen"
    CENT = "cent"
    MINUTEN = "minuten"
    UREN = "uren"
    SCORE = "score"


class Section(StrEnum):
    """The pages of the printout, in their order."""

    KERNCIJFERS = "Kerncijfers"
    INSTROOM = "Instroom"
    TIJDIGHEID = "Tijdigheid"
    ADVIEZEN = "Adviezen en doelen"
    TERUGKEER = "Terugkeer en uithuisplaatsing"
    SNELHEID = "Snelheid"
    ERVARINGEN = "Ervaringen"
    KOSTEN = "Deelname en kosten"
    SIGNALEN = "Signalen en leren"
    BUDGET = "C&A-budget"
    DEFINITIES = "Definities en datakwaliteit"


Label = str | tuple[str, str]
"""A row of a table; row and column of a crosstab; empty for a figure that stands alone."""

Measures = Mapping[Label, Measure]
Build = Callable[["Context", Span], Measures]


@dataclass(frozen=True)
class Definition:
    """One figure, or one table of figures.

    Attributes:
        code: permanent code, such as ``T-a``.
        name: what it is called, in plain Dutch.
        unit: in what it is counted.
        section: where it is printed.
        text: how it is counted: of which cases, by which date, over what.
        build: gives the measures in a span of days: one under ``""`` for a figure, one a row for a
            table, one for each pair of row and column for a crosstab. The order is the printed one.
        table: whether it is a table.
        crosstab: whether it has columns of its own, instead of now, previous and running.
        total: whether the rows (and columns) `TOTAL` are the sum of the others.
        stock: whether it is a state at the end of a period, which has no running total.
        compared: columns of a crosstab that are repeated for the period before, and up to now.
        intern: whether only the team itself may see it.
        left_out: text in the last column of a crosstab that says that its row need not be printed.
        source: article it rests on, or ★.
    """

    code: str
    name: str
    unit: Unit
    section: Section
    text: str
    build: Build
    table: bool = False
    crosstab: bool = False
    total: bool = False
    stock: bool = False
    compared: tuple[str, ...] = ()
    intern: bool = False
    left_out: str = ""
    source: str = "★"


Printed = int | float | str | None
"""A figure as it is printed: a number, a text (``"."`` for a hidden number), or nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a monitor.

    Attributes:
        code, name, unit: as defined.
        value: in the period; None where it can't be known.
        n: over how many cases, where it is taken over any.
        previous: in the period before.
        running: up to and including the period.
        reason: why the value can't be known.
    """

    code: str
    name: str
    unit: Unit
    value: Printed = None
    n: Printed = None
    previous: Printed = None
    running: Printed = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures: ``values`` has a row for each of ``rows`` and in it one for each column.

    Attributes:
        code, name, unit: as defined.
        rows, columns: the labels.
        values: what is printed.
        n: over how many each row is taken, where any is; empty for none, and for a crosstab.
        reason: why there is nothing to tell; None when there is.
    """

    code: str
    name: str
    unit: Unit
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    values: tuple[tuple[Printed, ...], ...] = ()
    n: tuple[Printed, ...] = ()
    reason: str | None = None

    def row(self, label: str) -> tuple[Printed, ...]:
        """What is printed in a row."""
        return self.values[self.rows.index(label)]


@dataclass(frozen=True)
class Figures:
    """All figures of a monitor, as they may be printed for its audience.

    Attributes:
        period: the quarter or year.
        audience: ``intern``, ``bestuurlijk`` or ``openbaar``.
        on: the peildatum.
        figures: by code, in the order of the printout.
        history: for every code and label what was printed in each quarter up to and including the
            period, oldest first, for charts: name of the quarter and number, or None for hidden.
        definitions: of each code.
        notes: footnotes in Dutch.
        quality: what the register lacks: code, name and reason of what can't be known.
        register_name, sha256, program: what it was made of, and by.
        register: the register itself, for the check that nothing of it leaks.
    """

    period: Period
    audience: str
    on: date
    figures: Mapping[str, Figure | FigureTable]
    history: Mapping[tuple[str, str], tuple[tuple[str, Printed], ...]] = field(repr=False)
    definitions: Mapping[str, Definition] = field(repr=False)
    notes: tuple[str, ...] = ()
    quality: tuple[tuple[str, str, str], ...] = ()
    register_name: str = ""
    sha256: str = ""
    program: str = ""
    register: Register | None = field(default=None, repr=False, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """The figures that stand alone and the cells of the tables, one row each.

        Columns: ``code``, ``naam``, ``rij``, ``kolom``, ``eenheid``, ``waarde``.
        """
        import pandas as pd

        found: list[tuple[str, str, str, str, str, Printed]] = []
        for code, figure in self.figures.items():
            if isinstance(figure, Figure):
                found.append((code, figure.name, "", VALUE, figure.unit, figure.value))
                continue
            for label, values in zip(figure.rows, figure.values, strict=True):
                for column, value in zip(figure.columns, values, strict=True):
                    found.append((code, figure.name, label, column, figure.unit, value))
        return pd.DataFrame(found, columns=["code", "naam", "rij", "kolom", "eenheid", "waarde"])

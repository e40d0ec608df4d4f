"""Fills the template of the region's workbook."""

from __future__ import annotations

from fractions import Fraction

from expertteam_xl.billing.model import Amount, Budget, BudgetLine
from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.declaration_fill import (
    bytes_of,
    check_columns,
    computed,
    euros,
    fill_cells,
    put_rows,
    stamp,
)
from expertteam_xl.outputs.declaration_model import period
from expertteam_xl.outputs.declaration_region_model import Region
from expertteam_xl.outputs.declaration_region_template import (
    TABLES,
    UNKNOWN_SUMS,
    budget_sizes,
    explanation_name,
)
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import Value
from expertteam_xl.package.fill import Content, Formula
from expertteam_xl.package.properties import set_title

_SUMS = ("uren", "jaar", "tot_nu", "werkelijk_uren", "werkelijk", "over")
_NO_BUDGET = "Voor dit jaar is er geen begroting."
_NO_HOURS = "Het register heeft voor dit jaar geen uren van C&A; werkelijke bedragen blijven leeg."


def filled_region(template: bytes, region: Region) -> bytes:
    """The workbook of the region.

    Args:
        template: ours, or the region's own with the same names and tables.
        region: what to put in it.

    Raises:
        TemplateError: the template lacks a name, a table or a column.
        PackageError: the template is no workbook, or is damaged.
    """
    package = Package(template)
    headers = {t: [column.header for column in columns] for _, _, t, columns in TABLES}
    for table, names in headers.items():
        check_columns(package, table, names)
    words = {explanation_name(table): text for table, text in region.explanations().items()}
    fill_cells(
        package, {**_single_values(region), **_budget(region.split.budget), **words}, list(words)
    )
    split = region.split
    number = f"regio {split.quarter}"
    stamp(package, on=split.on, number=number, concept=region.concept)
    set_title(package, f"Declaratie {number}, alleen voor de coördinator")
    for table, rows in region.rows().items():
        put_rows(package, table, headers[table], rows)
    return bytes_of(package)


def _single_values(region: Region) -> dict[str, Content]:
    split = region.split
    values: dict[str, Content] = {
        "concept": w.CONCEPT_LINE if region.concept else "",
        "kwartaal": str(split.quarter),
        "periode": period(split.quarter),
        "datum": split.on,
        "register": split.register_name,
        "register_sha256": split.sha256,
        "programmaversie": split.program,
        "peildatum": split.on,
        "afgetopt_minuten": Formula(None, region.capped_minutes),
        "verdeeld_minuten": split.total.minuten,
        "verdeeld_bedrag": euros(split.total.cent),
    }
    payable = Amount(
        split.total.minuten - split.unallocated.minuten, split.total.cent - split.unallocated.cent
    )
    weesp = region.of_gemeente("Weesp")
    amounts = {
        "toegewezen": payable,
        "niet_toewijsbaar": split.unallocated,
        "totaal": split.total,
        "zonder_weesp": Amount(split.total.minuten - weesp.minuten, split.total.cent - weesp.cent),
        "som_regels": split.total,
        "som_partners": split.total,
        "som_gemeenten": split.total,
        "verschil": Amount(),
        **region.by_sort(),
    }
    for name, amount in amounts.items():
        values |= computed(name, amount)
    return values


def _budget(budget: Budget | None) -> dict[str, Content]:
    """The cells of the budget of C&A (F05); all empty for a year without one."""
    functions, covers = budget_sizes()
    lines = budget.lines if budget else ()
    cover = budget.cover if budget else ()
    values: dict[str, Content] = {"uitleg_begroting": _explained(budget)}
    for number in range(1, functions + 1):
        line = lines[number - 1] if number <= len(lines) else None
        values |= _function(f"begroting_{number}_", line)
    for number in range(1, covers + 1):
        name, cents = cover[number - 1] if number <= len(cover) else ("", None)
        values[f"dekking_{number}_naam"] = name
        values[f"dekking_{number}_bedrag"] = _euros(cents)
    values |= _sums(budget)
    values["triages"] = budget.triages if budget else None
    values["prognose_casussen"] = _hours(budget.prognose_casussen) if budget else None
    values["prognose_bedrag"] = _euros(budget.prognose_cent) if budget else None
    values["uren_overig"] = _hours(budget.other_hours) if budget else None
    return values


def _explained(budget: Budget | None) -> str:
    if budget is None:
        return _NO_BUDGET
    stated = f"{budget.stated_cent // 100:,}".replace(",", ".")
    text = f"Jaar {budget.year}, tot en met maand {budget.months}; de bron noemt circa € {stated}."
    return text if budget.werkelijk_cent is not None else f"{text} {_NO_HOURS}"


def _function(name: str, line: BudgetLine | None) -> dict[str, Content]:
    if line is None:
        blank = dict.fromkeys(
            ("functie", "uren", "tarief", "tot_nu", "werkelijk_uren", "werkelijk")
        )
        values: dict[str, Content] = {name + part: None for part in blank}
        return values | {name + "jaar": Formula(None, ""), name + "over": Formula(None, "")}
    spent = line.werkelijk_cent
    left = "" if spent is None else euros(line.cent_tot_en_met - spent)
    return {
        name + "functie": line.functie,
        name + "uren": _hours(line.uren),
        name + "tarief": euros(line.tarief_cent),
        name + "jaar": Formula(None, euros(line.cent)),
        name + "tot_nu": euros(line.cent_tot_en_met),
        name + "werkelijk_uren": _hours(line.werkelijk_uren),
        name + "werkelijk": _euros(spent),
        name + "over": Formula(None, left),
    }


def _sums(budget: Budget | None) -> dict[str, Content]:
    """Results of the sums under the budget and the cover."""
    if budget is None:
        names = [*(f"begroting_som_{part}" for part in _SUMS), "dekking_som", "dekking_tekort"]
        empty = {f"begroting_som_{part}" for part in UNKNOWN_SUMS}
        return {name: Formula(None, "" if name in empty else 0) for name in names}
    lines = budget.lines
    left = sum(
        line.cent_tot_en_met - line.werkelijk_cent
        for line in lines
        if line.werkelijk_cent is not None
    )
    unknown = budget.werkelijk_cent is None
    results: dict[str, Value] = {
        "uren": _hours(budget.uren),
        "jaar": euros(budget.cent),
        "tot_nu": euros(budget.cent_tot_en_met),
        "werkelijk_uren": "" if unknown else _hours(budget.werkelijk_uren),
        "werkelijk": "" if unknown else euros(budget.werkelijk_cent or 0),
        "over": "" if unknown else euros(left),
    }
    values: dict[str, Content] = {
        f"begroting_som_{part}": Formula(None, result) for part, result in results.items()
    }
    values["dekking_som"] = Formula(None, euros(budget.cover_cent))
    values["dekking_tekort"] = Formula(None, euros(budget.gap_cent))
    return values


def _hours(hours: Fraction | None) -> float | int | None:
    if hours is None:
        return None
    return int(hours) if hours.denominator == 1 else round(float(hours), 2)


def _euros(cents: int | None) -> float | None:
    return None if cents is None else euros(cents)

"""What a register tells of a jeugdige, how long, and how much of it (P01, P04, P05)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from expertteam_xl.checks import Hit, Place, Result, implements
from expertteam_xl.clues import Clue
from expertteam_xl.findings import Severity
from expertteam_xl.formats import MARKABLE
from expertteam_xl.register.trace import Story, Trace
from expertteam_xl.rules.catalogue.privacy import P01, P04, P05
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import among, blank
from expertteam_xl.rules.wording import as_date, day, days
from expertteam_xl.text import count, listed

_UNSURE = (Clue.SHORT_BSN, Clue.POSTCODE, Clue.BIRTH)
"""What may be something else, or tells of somebody only together with more."""

_BIRTH_HEADER = "geboortedatum"
_NEUTER = ("BSN", "adres", "e-mailadres", "telefoonnummer")
_BELONGS = "In het register hoort niets waaraan een jeugdige of ouder te herkennen is."
_UNSURE_WHAT = "Is het iets anders, accepteer deze bevinding dan met een reden."
_CELLS_ONLY = (
    "alleen cellen bekeken: opmerkingen, kop- en voetteksten en documenteigenschappen zijn in een "
    "{}-bestand niet te lezen; bewaar het register als .xlsx"
)
_SCALED_DOWN = "afgeschaald"


@implements(P01)
def nobody_recognised(context: Context) -> Result:
    """P01 (C18 2.6): nothing in the workbook tells who somebody is."""
    traces = context.register.traces
    cases = _cases_at(context, {trace.sheet for trace in traces.found})
    hits = [_trace_hit(trace, cases.get((trace.sheet, trace.row))) for trace in traces.found]
    return Result(hits, remark=_how_far(context))


def _cases_at(context: Context, sheets: set[str]) -> dict[tuple[str, int], str]:
    """The casusnummer on each row of the lists in these sheets."""
    found: dict[tuple[str, int], str] = {}
    for table in context.register.tables.values():
        if table.has("Casusnummer") and any(block.sheet in sheets for block in table.blocks):
            numbers = context.objects(f"{table.name}.Casusnummer")
            names = [block.sheet for block in table.blocks]
            for row in np.flatnonzero(~blank(numbers)).tolist():
                sheet = names[table.block_of[row]]
                if sheet in sheets:
                    found.setdefault((sheet, int(table.excel_rows[row])), numbers[row])
    return found


def _trace_hit(trace: Trace, case: str | None) -> Hit:
    if trace.clue is None:
        text, unsure = _header_text(trace), trace.shown == _BIRTH_HEADER
    else:
        text, unsure = _value_text(trace, trace.clue), trace.clue in _UNSURE
    severity = Severity.WAARSCHUWING if unsure else Severity.FOUT
    place = Place(trace.sheet, trace.row, trace.column)
    return Hit(text, severity, place=place, casusnummer=case)


def _header_text(trace: Trace) -> str:
    if trace.shown == _BIRTH_HEADER:
        return (
            "Volgens de kop in {cel} staan in deze kolom geboortedatums. Het geboortejaar op "
            "Casussen is genoeg; verwijder deze kolom."
        )
    article = "het" if trace.shown in _NEUTER else "de"
    return (
        f"Volgens de kop in {{cel}} staat in deze kolom {article} {trace.shown} van iemand. "
        f"{_BELONGS} Verwijder deze kolom, of bewaar haar in een bestand buiten het register."
    )


def _value_text(trace: Trace, clue: Clue) -> str:
    if trace.where:
        found, away = f"In {trace.where} staat {clue.value}", f"Haal het daar weg ({trace.sheet})."
    elif trace.cells > 1:
        found = f"In deze kolom staat in {trace.cells} cellen {clue.value}, zoals"
        return f"{found} {trace.shown}. {_BELONGS} Haal ze weg. {_told(clue)}".rstrip()
    else:
        found, away = f"Hier staat {clue.value}", "Haal het weg uit {cel}."
    return f"{found}: {trace.shown}. {_BELONGS} {away} {_told(clue)}".rstrip()


def _told(clue: Clue) -> str:
    return _UNSURE_WHAT if clue in _UNSURE else ""


def _how_far(context: Context) -> str | None:
    """What could not be looked at, or was left unsaid."""
    register = context.register
    remarks = []
    if register.suffix not in MARKABLE:
        remarks.append(_CELLS_ONLY.format(register.suffix))
    if register.traces.unread:
        remarks.append(f"niet te lezen: {listed(register.traces.unread)}")
    if columns := register.traces.by_chance:
        remarks.append(
            f"{listed(columns)}: een enkel getal lijkt op een BSN, niet vaker dan toeval; niet "
            "gemeld"
        )
    return "; ".join(remarks) or None


@implements(P04)
def not_kept_too_long(context: Context) -> Result:
    """P04 (C18 2.6): a closed case is gone when the term that the region set is over."""
    years = context.settings.bewaartermijn_jaren
    if years is None:
        return Result(
            not_testable="de bronnen noemen geen bewaartermijn; stel bewaartermijn_jaren in als uw "
            "regio er een heeft"
        )
    return Result(
        [
            _kept_hit(context, table, field, row, years)
            for table, field, row in _closed(context)
            if _after_years(context, table, field, row, years) < context.today
        ]
    )


def _closed(context: Context) -> Iterable[tuple[str, str, int]]:
    """Where each closed case says on which day: its last form, else its own row."""
    keys = context.keys("Afsluitingen.Casusnummer")
    dates = context.days("Afsluitingen.Datum")
    scaled = among(context.objects("Afsluitingen.Type"), (_SCALED_DOWN,))
    if not context.register.has("Afsluitingen.Type"):
        scaled = np.zeros(len(keys), dtype=bool)
    last: dict[object, int] = {}
    for row in np.flatnonzero(~blank(keys) & ~np.isnat(dates)).tolist():
        known = last.get(keys[row])
        if known is None or dates[row] >= dates[known]:
            last[keys[row]] = row
    for row in last.values():
        if not scaled[row]:
            yield "Afsluitingen", "Datum", row
    own = ~np.isnat(context.days("Casussen.Afgesloten op")) & ~among(context.case_keys, set(last))
    own &= ~among(context.objects("Casussen.Status"), (_SCALED_DOWN,))
    for row in np.flatnonzero(own).tolist():
        yield "Casussen", "Afgesloten op", row


def _after_years(context: Context, table: str, field: str, row: int, years: int) -> np.datetime64:
    """The last day on which a case may still be there; a year after 29 February is 1 March."""
    closed = as_date(context.days(f"{table}.{field}")[row])
    try:
        last = closed.replace(year=closed.year + years)
    except ValueError:
        last = closed.replace(year=closed.year + years, month=3, day=1)
    return np.datetime64(last)


def _kept_hit(context: Context, table: str, field: str, row: int, years: int) -> Hit:
    closed = context.days(f"{table}.{field}")[row]
    last = _after_years(context, table, field, row, years)
    over = int((context.today - last).astype(int))
    return Hit(
        f"Afgesloten op {day(closed)}; de bewaartermijn van {years} jaar liep tot en met "
        f"{day(last)}, {days(over)} geleden. Verwijder deze casus uit het register en uit de "
        "kopieën ervan, of verbeter {cel}.",
        Severity.WAARSCHUWING,
        table,
        row,
        (field,),
        deadline=as_date(last),
        days=over,
    )


@implements(P05)
def no_stories(context: Context) -> Result:
    """P05 (C20 6): no column of long texts, which are seldom about the process alone."""
    stories = context.register.traces.stories
    cases = _cases_at(context, {story.sheet for story in stories})
    return Result([_story_hit(story, cases.get((story.sheet, story.row))) for story in stories])


def _story_hit(story: Story, case: str | None) -> Hit:
    text = (
        f"In deze kolom {'staat' if story.cells == 1 else 'staan'} "
        f"{count(story.cells, 'lange tekst', 'lange teksten')}, te beginnen in {{cel}}. Gaat dat "
        "over de jeugdige of de hulp? Verplaats het dan naar het dossier; een aantekening over "
        "het proces mag blijven."
    )
    place = Place(story.sheet, story.row, story.column)
    return Hit(text, Severity.INFO, place=place, casusnummer=case)

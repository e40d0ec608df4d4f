"""The order of dates (T11): what follows from something does not come before it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue import T11
from expertteam_xl.rules.context import HELD, Context, keys
from expertteam_xl.rules.wording import day

_EVENTS = (
    ("Casussen", "Aanmelddatum", "aanmelding"),
    ("Casussen", "Triagedatum", "triage"),
    ("Casussen", "Oplossing gerealiseerd op", "oplossing"),
    ("Plaatsingen", "Plaatsingsdatum", "plaatsing"),
)
_IN_FULL = (
    ("Adviezen", "Besluit verzonden op", "verzending van het besluit"),
    ("Afsluitingen", "Datum", "afsluiting"),
)
_IN_MINIMAL = (
    ("Casussen", "Besluit verzonden op", "verzending van het besluit"),
    ("Casussen", "Afgesloten op", "afsluiting"),
)


@implements(T11)
def in_order(context: Context) -> Result:
    """T11: aanmelding ≤ triage ≤ overleg ≤ besluit ≤ afsluiting, and nothing after the peildatum.

    Each date is compared with the nearest one before it that is filled in, and stands for itself:
    a date is reported once.
    """
    hits: dict[tuple[str, int, str], Hit] = {}
    for hit in (*_after_today(context), *_pairs(context)):
        hits.setdefault((hit.table, hit.row, hit.fields[0]), hit)
    return Result(list(hits.values()))


def _after_today(context: Context) -> Iterator[Hit]:
    events = list(_EVENTS)
    for full, minimal in zip(_IN_FULL, _IN_MINIMAL, strict=True):
        events.append(full if context.register.has(full[0]) else minimal)
    for table, field, what in events:
        days = context.register.table(table).dates(field)
        for row in np.flatnonzero(days > context.today):
            yield _future(context, table, int(row), field, what, days[row])
    yield from _future_sessions(context)


def _future_sessions(context: Context) -> Iterator[Hit]:
    if context.register.minimal:
        held = context.held
        for row, when in zip(held["row"], held["day"], strict=True):
            if when > pd.Timestamp(context.on):
                yield _future(context, "Casussen", int(row), "Overlegdatum", "overleg", when)
    sessions = context.register.table("Overleggen")
    days = sessions.dates("Overlegdatum")
    held_then = np.equal(sessions.objects("Status"), HELD).astype(bool) & (days > context.today)
    for row in np.flatnonzero(held_then):
        yield _future(context, "Overleggen", int(row), "Overlegdatum", "gehouden overleg", days[row])


def _future(
    context: Context, table: str, row: int, field: str, what: str, when: np.datetime64
) -> Hit:
    text = (
        f"De datum van {what} ({_day(when)}) ligt na de peildatum {day(context.on)}. "
        "Verbeter {cel}."
    )
    return Hit(text, Severity.FOUT, table, row, (field,))


def _day(value: object) -> str:
    return day(np.datetime64(value, "D"))  # type: ignore[call-overload]


def _pairs(context: Context) -> Iterator[Hit]:
    yield from _in_one_table(context, "Casussen", "Geboortedatum", "Aanmelddatum",
                             "geboorte", "aanmelding", at_first=True)
    yield from _in_one_table(context, "Plaatsingen", "Plaatsingsdatum", "Uitstroomdatum",
                             "plaatsing", "uitstroom")
    yield from _in_one_table(context, "Casussen", "Aanmelddatum", "Triagedatum",
                             "aanmelding", "triage")
    yield from _sessions(context)
    yield from _decisions(context)
    yield from _closings(context)


def _in_one_table(
    context: Context,
    table: str,
    first: str,
    second: str,
    first_name: str,
    second_name: str,
    *,
    at_first: bool = False,
) -> Iterator[Hit]:
    """Rows on which the second date comes before the first one."""
    source = context.register.table(table)
    one, other = source.dates(first), source.dates(second)
    for row in np.flatnonzero(other < one):
        if at_first:
            text = f"De {first_name} ligt na de {second_name} op {day(other[row])}. Verbeter {{cel}}."
            yield Hit(text, Severity.FOUT, table, int(row), (first,))
        else:
            yield _wrong(table, int(row), second, second_name, other[row], first_name, one[row])


def _wrong(
    table: str,
    row: int,
    field: str,
    what: str,
    when: object,
    before: str,
    other: object,
    casusnummer: str | None = None,
) -> Hit:
    text = (
        f"De {what} ({_day(when)}) komt vóór de {before} ({_day(other)}). Een van beide datums "
        "klopt niet; verbeter die."
    )
    text = text.replace("De overleg", "Het overleg").replace("vóór de overleg", "vóór het overleg")
    return Hit(text, Severity.FOUT, table, row, (field,), casusnummer=casusnummer)


def _latest_start(context: Context) -> tuple[np.ndarray, np.ndarray]:
    """For every case the date that its first session should follow, and what that is."""
    cases = context.cases
    start, triage = cases.dates("Aanmelddatum"), cases.dates("Triagedatum")
    by_triage = ~np.isnat(triage)
    return np.where(by_triage, triage, start), np.where(by_triage, "triage", "aanmelding")


def _sessions(context: Context) -> Iterator[Hit]:
    """Held sessions before the triage, else the aanmelding, of the case they discussed."""
    after, what = _latest_start(context)
    first = context.held.drop_duplicates("row" if context.register.minimal else "key")
    for talk in first[first["case"] >= 0].to_dict("records"):
        case, when = talk["case"], np.datetime64(talk["day"], "D")
        if when >= after[case] or np.isnat(after[case]):
            continue
        table, row = ("Casussen", talk["row"]) if context.register.minimal else (
            "Overleggen", talk["session_row"])
        number = context.cases.objects("Casusnummer")[case]
        yield _wrong(table, int(row), "Overlegdatum", "overleg", when, what[case], after[case],
                     number)


def _decisions(context: Context) -> Iterator[Hit]:
    """Decisions that were sent before their session."""
    if not context.register.has("Adviezen"):
        yield from _minimal_chain(context, "Besluit verzonden op", "verzending van het besluit",
                                  ("Overlegdatum", "Triagedatum", "Aanmelddatum"))
        return
    for advice in _sent(context):
        if advice["sent"] < advice["day"]:
            yield _wrong("Adviezen", advice["row"], "Besluit verzonden op",
                         "verzending van het besluit", advice["sent"], "overleg", advice["day"])


def _sent(context: Context) -> list[dict[str, object]]:
    """Sent decisions with their case and the day of the session they came from."""
    advice, sessions = context.register.table("Adviezen"), context.register.table("Overleggen")
    number = keys(sessions.objects("Overlegnummer"))
    held = np.equal(sessions.objects("Status"), HELD).astype(bool) & np.not_equal(number, None)
    day_of = dict(zip(number[held], sessions.dates("Overlegdatum")[held], strict=True))
    sent = advice.dates("Besluit verzonden op")
    rows = zip(keys(advice.objects("Casusnummer")), keys(advice.objects("Overlegnummer")), sent,
               strict=True)
    return [
        {"row": i, "key": case, "sent": when, "day": day_of.get(session, np.datetime64("NaT"))}
        for i, (case, session, when) in enumerate(rows)
        if not np.isnat(when)
    ]


_NAMES = {
    "Overlegdatum": "overleg",
    "Triagedatum": "triage",
    "Aanmelddatum": "aanmelding",
    "Besluit verzonden op": "verzending van het besluit",
}


def _minimal_chain(
    context: Context, field: str, what: str, earlier: tuple[str, ...]
) -> Iterator[Hit]:
    """Rows of Casussen on which a date comes before the nearest filled one of its forerunners."""
    cases = context.cases
    own = cases.dates(field)
    before = np.full(len(cases), np.datetime64("NaT", "D"))
    name = np.full(len(cases), "", dtype=object)
    for forerunner in earlier:
        days = cases.dates(forerunner)
        fill = np.isnat(before) & ~np.isnat(days)
        before[fill], name[fill] = days[fill], _NAMES[forerunner]
    for row in np.flatnonzero(own < before):
        yield _wrong("Casussen", int(row), field, what, own[row], name[row], before[row])


def _closings(context: Context) -> Iterator[Hit]:
    """Cases that were closed before what had to come first."""
    if not context.register.has("Afsluitingen"):
        yield from _minimal_chain(
            context, "Afgesloten op", "afsluiting",
            ("Besluit verzonden op", "Overlegdatum", "Triagedatum", "Aanmelddatum"))
        return
    closings = context.register.table("Afsluitingen")
    days, key = closings.dates("Datum"), keys(closings.objects("Casusnummer"))
    before = _before_closing(context)
    for row in np.flatnonzero(~np.isnat(days)):
        wrong = [(when, what) for seen, when, what in before.get(key[row], ())
                 if days[row] < when and (seen is None or seen <= days[row])]
        if wrong:
            when, what = max(wrong)
            yield _wrong("Afsluitingen", int(row), "Datum", "afsluiting", days[row], what, when)


def _before_closing(
    context: Context,
) -> dict[str, list[tuple[np.datetime64 | None, np.datetime64, str]]]:
    """For each case what its closing should follow, as (only when seen by then, day, name).

    A case that returns is discussed again after it was closed: a decision counts only when its
    session came before the closing, and of the sessions only the first.
    """
    before: dict[str, list[tuple[np.datetime64 | None, np.datetime64, str]]] = {}
    after, what = _latest_start(context)
    for row, key in enumerate(context.case_keys):
        if key is not None and not np.isnat(after[row]):
            before.setdefault(key, []).append((None, after[row], str(what[row])))
    for talk in context.held.drop_duplicates("key").to_dict("records"):
        before.setdefault(talk["key"], []).append((None, np.datetime64(talk["day"], "D"), "overleg"))
    for advice in _sent(context):
        if not np.isnat(advice["day"]):
            before.setdefault(advice["key"], []).append(
                (advice["day"], advice["sent"], "verzending van het besluit"))
    return before

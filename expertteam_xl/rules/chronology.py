"""The order of dates (T11): what follows from something does not come before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.terms import T11
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.leading import contradictions
from expertteam_xl.rules.vectors import NAT, Array, among, as_days, frame_of, rows_at, taken
from expertteam_xl.rules.wording import day

_NAMES = {
    "Aanmelddatum": "de aanmelding",
    "Triagedatum": "de triage",
    "Overlegdatum": "het overleg",
    "Besluit verzonden op": "de verzending van het besluit",
    "Afgesloten op": "de afsluiting",
    "Datum": "de afsluiting",
    "Oplossing gerealiseerd op": "de oplossing",
    "Plaatsingsdatum": "de plaatsing",
    "Uitstroomdatum": "de uitstroom",
    "Geboortedatum": "de geboorte",
}
_MANY = 10
_UNTOLD = "Geboortedatum"
"""The field whose date never stands in a message."""

_SENT = "Besluit verzonden op"


@dataclass(frozen=True)
class _Earlier:
    """For each row the date that another should follow, and the field it stands in."""

    days: Array
    names: Array

    def or_else(self, other: _Earlier) -> _Earlier:
        """The same, with the other where there is no date."""
        missing = np.isnat(self.days)
        return _Earlier(
            np.where(missing, other.days, self.days), np.where(missing, other.names, self.names)
        )

    def at(self, rows: Array) -> _Earlier:
        """The dates on other rows; none where a row is -1."""
        return _Earlier(taken(self.days, rows, NAT), taken(self.names, rows, ""))


@implements(T11)
def in_order(context: Context) -> Result:
    """T11: aanmelding ≤ triage ≤ overleg ≤ besluit ≤ afsluiting, and nothing after the peildatum.

    A date on Casussen that a sheet of its own contradicts is told too (`contradictions`).
    Each date is compared with the nearest one before it that is filled in. The finding stands at
    the one that comes too early; a date after the peildatum is reported as that alone.
    """
    future = list(_after_today(context))
    seen = {_cell(hit) for hit in future}
    wrong = [hit for hit in _pairs(context) if _cell(hit) not in seen]
    once = {(*_cell(hit), hit.casusnummer): hit for hit in reversed(wrong)}
    hits = [*future, *reversed(once.values()), *contradictions(context)]
    return Result(hits, _unreadable_dates(context), _many_after(context, len(future)))


def _many_after(context: Context, number: int) -> str | None:
    """Whether so many dates come after the peildatum that it may be the peildatum that is off."""
    if number < _MANY:
        return None
    return (
        f"{number} datums liggen na de peildatum {day(context.on)}; is dat de bedoelde peildatum?"
    )


def _cell(hit: Hit) -> tuple[str, int, str]:
    return hit.table, hit.row, hit.fields[0]


def _chain(context: Context) -> list[str]:
    """Places of the dates that are compared, and must not lie after the peildatum."""
    minimal, has = context.register.minimal, context.register.has
    return [
        "Casussen.Aanmelddatum",
        "Casussen.Triagedatum",
        "Casussen.Overlegdatum" if minimal else "Overleggen.Overlegdatum",
        f"Adviezen.{_SENT}" if has("Adviezen") else f"Casussen.{_SENT}",
        "Afsluitingen.Datum" if has("Afsluitingen") else "Casussen.Afgesloten op",
        "Plaatsingen.Plaatsingsdatum",
    ]


def _unreadable_dates(context: Context) -> int:
    """Number of dates that could not be compared."""
    places = [*_chain(context), "Casussen.Geboortedatum", "Plaatsingen.Uitstroomdatum"]
    places += [f"Casussen.{field}" for field in ("Overlegdatum", _SENT, "Afgesloten op")]
    return sum(int(context.unreadable(place).sum()) for place in dict.fromkeys(places))


def _after_today(context: Context) -> Iterator[Hit]:
    """Events after the peildatum; a session only when it is said to have been held."""
    for place in [*_chain(context), "Casussen.Oplossing gerealiseerd op"]:
        table, _, field = place.partition(".")
        days = context.days(place)
        rows = np.flatnonzero(days > context.today)
        if field == "Overlegdatum":
            rows = rows[_is_held(context, table, rows)]
        for row in rows:
            text = (
                f"De datum van {_NAMES[field]} ({day(days[row])}) ligt na de peildatum "
                f"{day(context.on)}. Verbeter {{cel}}."
            )
            yield Hit(text, Severity.FOUT, table, int(row), (field,))


def _is_held(context: Context, table: str, rows: Array) -> Array:
    if table == "Casussen":
        return np.isin(rows, context.held["row"].to_numpy())
    return among(context.objects("Overleggen.Status")[rows], (HELD,))


def _pairs(context: Context) -> Iterator[Hit]:
    yield from _in_one_table(context, "Casussen", ("Geboortedatum",), "Aanmelddatum")
    yield from _in_one_table(context, "Plaatsingen", ("Plaatsingsdatum",), "Uitstroomdatum")
    yield from _in_one_table(context, "Casussen", ("Aanmelddatum",), "Triagedatum")
    yield from _sessions(context)
    yield from _decisions(context)
    yield from _closings(context)


def _in_one_table(
    context: Context, table: str, earlier: Sequence[str], field: str
) -> Iterator[Hit]:
    """Rows on which a date comes before the nearest filled one of its forerunners."""
    before = _nearest(context, table, earlier)
    own = context.days(f"{table}.{field}")
    for row in np.flatnonzero(own < before.days):
        yield _wrong(table, int(row), field, own[row], (before.days[row], before.names[row]))


def _nearest(context: Context, table: str, fields: Sequence[str]) -> _Earlier:
    """For each row of a table the first of these dates that is filled in."""
    found = _none(len(context.register.table(table)))
    for field in fields:
        days = context.days(f"{table}.{field}")
        found = found.or_else(_Earlier(days, np.full(len(days), field, dtype=object)))
    return found


def _none(count: int) -> _Earlier:
    return _Earlier(np.full(count, NAT), np.full(count, "", dtype=object))


def _wrong(
    table: str,
    row: int,
    field: str,
    when: Any,
    earlier: tuple[Any, str],
    casusnummer: str | None = None,
) -> Hit:
    before, name = earlier
    note = "" if name == _UNTOLD else f" ({day(before)})"
    what = _NAMES[field]
    text = (
        f"{what[0].upper()}{what[1:]} ({day(when)}) komt vóór {_NAMES[name]}{note}. Een van beide "
        "datums klopt niet; verbeter die."
    )
    return Hit(text, Severity.FOUT, table, row, (field,), casusnummer=casusnummer)


def _sessions(context: Context) -> Iterator[Hit]:
    """First held sessions before the triage, else the aanmelding, of the case they discussed."""
    if context.register.minimal:
        held = set(context.held["row"])
        early = _in_one_table(context, "Casussen", ("Triagedatum", "Aanmelddatum"), "Overlegdatum")
        yield from (hit for hit in early if hit.row in held)
        return
    first = context.held.drop_duplicates("key")
    case = first["case"].to_numpy(dtype=int)
    before = _intake(context).at(case)
    numbers = taken(context.objects("Casussen.Casusnummer"), case)
    days, rows = as_days(first["day"]), first["session_row"].to_numpy(dtype=int)
    for i in np.flatnonzero(days < before.days):
        earlier = before.days[i], before.names[i]
        yield _wrong("Overleggen", int(rows[i]), "Overlegdatum", days[i], earlier, numbers[i])


def _intake(context: Context) -> _Earlier:
    """For every case the date that its first session should follow."""
    return _nearest(context, "Casussen", ("Triagedatum", "Aanmelddatum"))


def _decisions(context: Context) -> Iterator[Hit]:
    """Decisions that were sent before their session; without one before the triage."""
    if not context.register.has("Adviezen"):
        earlier = ("Overlegdatum", "Triagedatum", "Aanmelddatum")
        yield from _in_one_table(context, "Casussen", earlier, _SENT)
        return
    before = _advised_in(context).or_else(_intake(context).at(_case_of(context, "Adviezen")))
    sent = context.days(f"Adviezen.{_SENT}")
    for row in np.flatnonzero(sent < before.days):
        earlier_day = before.days[row], before.names[row]
        yield _wrong("Adviezen", int(row), _SENT, sent[row], earlier_day)


def _case_of(context: Context, table: str) -> Array:
    return rows_at(context.keys(f"{table}.Casusnummer"), context.case_rows)


def _advised_in(context: Context) -> _Earlier:
    """For every advice the day of the held session it came from."""
    rows = rows_at(context.keys("Adviezen.Overlegnummer"), context.session_rows)
    held = among(taken(context.objects("Overleggen.Status"), rows), (HELD,))
    days = taken(context.days("Overleggen.Overlegdatum"), rows, NAT)
    return _Earlier(np.where(held, days, NAT), np.full(len(rows), "Overlegdatum", dtype=object))


def _closings(context: Context) -> Iterator[Hit]:
    """Cases that were closed before what had to come first.

    A case that returns is discussed again after it was closed: a decision counts only when its
    session came before the closing, and of the sessions only the first.
    """
    if not context.register.has("Afsluitingen"):
        earlier = (_SENT, "Overlegdatum", "Triagedatum", "Aanmelddatum")
        yield from _in_one_table(context, "Casussen", earlier, "Afgesloten op")
        return
    closed = context.days("Afsluitingen.Datum")
    key = context.keys("Afsluitingen.Casusnummer")
    before = _last_sent(context, key, closed).or_else(
        _first_session(context, key).or_else(_intake(context).at(_case_of(context, "Afsluitingen")))
    )
    for row in np.flatnonzero(closed < before.days):
        earlier_day = before.days[row], before.names[row]
        yield _wrong("Afsluitingen", int(row), "Datum", closed[row], earlier_day)


def _first_session(context: Context, key: Array) -> _Earlier:
    first = context.held.drop_duplicates("key")
    days = pd.Series(first["day"].to_numpy(), index=first["key"])
    return _by_key(days, key, "Overlegdatum")


def _last_sent(context: Context, key: Array, closed: Array) -> _Earlier:
    """For every closing the last decision of a session that was held by then."""
    advice = frame_of(
        {
            "key": context.keys("Adviezen.Casusnummer"),
            "sent": context.days(f"Adviezen.{_SENT}"),
            "day": _advised_in(context).days,
        }
    ).dropna()
    closings = pd.DataFrame({"key": key, "closed": closed, "row": np.arange(len(key))}).dropna()
    both = closings.merge(advice, on="key")
    both = both[both["day"] <= both["closed"]]
    last = both.groupby("row")["sent"].max()
    return _by_key(last, np.arange(len(key)), _SENT)


def _by_key(days: pd.Series, keys: Iterable[Any], field: str) -> _Earlier:
    found = as_days(days[days.index.notna()].reindex(list(keys)))
    return _Earlier(found, np.full(len(found), field, dtype=object))

"""Looking back at fixed times: the quarterly review (T09) and the evaluations (T10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.versions import Version, load_versions, version_names
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.terms import T09, T10
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.vectors import Array, among, as_days
from expertteam_xl.rules.wording import as_date, day
from expertteam_xl.schema import column_at

_KIND, _DATE, _PERIOD = "Momenten.Soort", "Momenten.Datum", "Momenten.Periode"
_REVIEW, _INTERIM, _FINAL = "kwartaalbespreking", "tussentijdse evaluatie", "evaluatie"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+")
_MONTHS, _QUARTERS = 3, 4
_EPOCH = 1970


@implements(T09)
def reviewed_each_quarter(context: Context) -> Result:
    """T09 (V 11-08-20): the tables of a quarter are reviewed in the quarter after it.

    A quarter counts when a case was discussed at a table in it, and the quarter after it is over.
    A review counts by its date. A team that wrote down none at all is told once.
    """
    last = _quarters_with_tables(context)
    reviews = _reviews(context)
    missed = [
        quarter
        for quarter in sorted(last)
        if _last_day(quarter + 1) < context.on and quarter + 1 not in reviews.held
    ]
    told = [quarter for quarter in missed if not reviews.maybe & {None, quarter}]
    unknown = len(missed) - len(told)
    if told and not reviews.any:
        return Result([_never_reviewed(told, last)], unknown)
    return Result([_review_hit(context, q, last[q], reviews.about.get(q)) for q in told], unknown)


def _quarters(days: Array) -> Array:
    """The number of the quarter of every day: the next quarter is one more."""
    numbers: Array = days.astype("datetime64[M]").astype(np.int64) // _MONTHS
    return numbers


def _quarter(on: Any) -> int:
    return int(_quarters(np.array([on], dtype="datetime64[D]"))[0])


def _named(quarter: int) -> str:
    return f"{_EPOCH + quarter // _QUARTERS}-K{quarter % _QUARTERS + 1}"


def _last_day(quarter: int) -> date:
    after = np.datetime64((quarter + 1) * _MONTHS, "M").astype("datetime64[D]")
    return as_date(after - np.timedelta64(1, "D"))


def _quarters_with_tables(context: Context) -> dict[int, int]:
    """Every quarter in which a case was discussed at a table, to the row of its last session."""
    held = context.held
    held = held[(held["in_a"] & (held["session_row"] >= 0)).to_numpy(dtype=bool)]
    quarters = _quarters(as_days(held["day"].to_numpy()))
    return dict(zip(quarters.tolist(), held["session_row"].tolist(), strict=True))


@dataclass(frozen=True)
class _Reviews:
    """What is written down of the quarterly reviews.

    Attributes:
        any: whether there is any.
        held: quarters in which one was held.
        about: quarter that one says it is about, to its row.
        maybe: quarters that a row without a readable date or kind may be the review of; None for
            any.
    """

    any: bool
    held: set[int]
    about: dict[int, int]
    maybe: set[int | None]


def _reviews(context: Context) -> _Reviews:
    on = context.days(_DATE)
    reviews = among(context.objects(_KIND), (_REVIEW,))
    lost = context.unreadable(_DATE)
    found = _Reviews(bool(reviews.any()), set(), {}, set())
    for row in np.flatnonzero(reviews).tolist():
        about = _quarter_named(context, row)
        if lost[row]:
            found.maybe.add(about)
            continue
        if not np.isnat(on[row]):
            found.held.add(_quarter(on[row]))
        if about is not None:
            found.about[about] = row
    unclear = _unclear(context) & ~np.isnat(on)
    found.maybe.update(_quarter(on[row]) - 1 for row in np.flatnonzero(unclear).tolist())
    return found


def _unclear(context: Context) -> Array:
    """Which moments have no kind that can be read: they may be any."""
    unclear: Array = ~among(context.objects(_KIND), list(column_at(_KIND).words))
    return unclear


def _quarter_named(context: Context, row: int) -> int | None:
    """The quarter that a moment says it is about, such as ``2021-K1`` or ``1e kwartaal 2021``."""
    year, number = _year_named(context, row), None
    if year:
        rest = _NUMBER.findall(context.objects(_PERIOD)[row].replace(str(year), " "))
        number = int(rest[0]) if len(rest) == 1 else 0
    if not year or not number or number > _QUARTERS:
        return None
    return (year - _EPOCH) * _QUARTERS + number - 1


def _year_named(context: Context, row: int) -> int | None:
    """The year in the Periode of a moment."""
    found = _YEAR.search(context.objects(_PERIOD)[row] or "")
    return int(found[0]) if found else None


def _never_reviewed(missed: list[int], last: dict[int, int]) -> Hit:
    first, newest = _named(missed[0]), _named(missed[-1])
    when = f"in {first}" if first == newest else f"van {first} tot en met {newest}"
    return Hit(
        f"Op Momenten staat geen enkele kwartaalbespreking; doorbraaktafels waren er {when}. "
        "Zijn die besproken, zet de kwartaalbesprekingen dan met hun datum op Momenten.",
        Severity.INFO,
        "Overleggen",
        last[missed[-1]],
        ("Overlegdatum",),
    )


def _review_hit(context: Context, quarter: int, last: int, review: int | None) -> Hit:
    """A quarter without a review in the next one; ``review``: the row that says it is about it."""
    deadline, after = _last_day(quarter + 1), _named(quarter + 1)
    on = None if review is None else context.days(_DATE)[review]
    end, place = context.on, ("Momenten", review if review is not None else last, ("Datum",))
    if on is None:
        place = ("Overleggen", last, ("Overlegdatum",))
        text = (
            f"De doorbraaktafels van {_named(quarter)} zijn niet in {after} besproken, voor zover "
            "op Momenten staat. Is dat wel gebeurd, zet de kwartaalbespreking dan met haar datum "
            "op Momenten."
        )
    elif np.isnat(on):
        text = (
            f"Van de kwartaalbespreking over {_named(quarter)} staat nog geen datum; zij hoort in "
            f"{after}. Vul de datum in {{cel}} in."
        )
    else:
        end = as_date(on)
        text = (
            f"De kwartaalbespreking over {_named(quarter)} was op {day(on)}; zij hoort in {after}. "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
    over = (end - deadline).days
    return Hit(text, Severity.INFO, *place, deadline=deadline, days=over if over > 0 else None)


@implements(T10)
def evaluated(context: Context) -> Result:
    """T10 (C20 9; V; C18 4): each convenant is evaluated, halfway and before its end.

    Asked of a convenant under which a session was held by then. Near its day an evaluation that is
    not dated is info, afterwards a warning.
    """
    hits, unknown = [], 0
    for version in load_versions():
        ends = ((_INTERIM, version.interim_evaluation), (_FINAL, version.final_evaluation))
        for kind, deadline in ends:
            last = _last_session(context, version, deadline)
            rows = _moments_of(context, version, among(context.objects(_KIND), (kind,)))
            if last is None or not _is_due(context, deadline) or _dated(context, rows):
                continue
            lost = context.unreadable(_DATE)[rows].any()
            if lost or _moments_of(context, version, _unclear(context)):
                unknown += 1
            else:
                hits.append(_evaluation_hit(context, version, kind, deadline, rows, last))
    return Result(hits, unknown)


def _is_due(context: Context, deadline: date) -> bool:
    near = context.calendar.workdays_between(context.on, np.array([np.datetime64(deadline)]))[0]
    return context.on > deadline or int(near) <= context.settings.binnenkort_werkdagen


def _dated(context: Context, rows: list[int]) -> bool:
    return not np.isnat(context.days(_DATE)[rows]).all()


def _moments_of(context: Context, version: Version, chosen: Array) -> list[int]:
    """Which of the chosen moments may be of a version: by the year in Periode, else by the date.

    One without either may be of any; a year that two versions share is of both.
    """
    last = date.max.year if version is load_versions()[-1] else version.last_end.year
    rows = []
    for row in np.flatnonzero(chosen).tolist():
        on = context.days(_DATE)[row]
        year = _year_named(context, row)
        if year is None and not np.isnat(on):
            year = as_date(on).year
        if year is None or version.begin.year <= year <= last:
            rows.append(row)
    return rows


def _last_session(context: Context, version: Version, deadline: date) -> int | None:
    """The last session that was held under a version on or before a day; None when none was."""
    on = context.days("Overleggen.Overlegdatum")
    held = among(context.objects("Overleggen.Status"), (HELD,))
    held &= among(version_names(on), (version.name,))
    held &= (on <= np.datetime64(deadline)) & (on <= context.today)
    rows: Array = np.flatnonzero(held)
    return int(rows[np.argmax(on[rows])]) if len(rows) else None


def _evaluation_hit(
    context: Context, version: Version, kind: str, deadline: date, rows: list[int], last: int
) -> Hit:
    passed = context.on > deadline
    due = "hoorde er uiterlijk op" if passed else "hoort er uiterlijk op"
    do = "vul dan {cel} in" if rows else "zet haar dan met haar datum op Momenten"
    place = ("Momenten", rows[0], ("Datum",)) if rows else ("Overleggen", last, ("Overlegdatum",))
    return Hit(
        f"Van de {kind} van het convenant van {version.name} staat nog geen datum; zij {due} "
        f"{day(deadline)} te zijn. Is zij gehouden, {do}.",
        Severity.WAARSCHUWING if passed else Severity.INFO,
        *place,
        deadline=deadline,
        days=(context.on - deadline).days if passed else None,
    )

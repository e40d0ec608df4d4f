"""Looking back at fixed times: the quarterly review (T09) and the evaluations (T10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.versions import Version, load_versions, version_names, version_on
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.terms import T09, T10
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.vectors import Array, among, as_days, blank
from expertteam_xl.rules.wording import as_date, day
from expertteam_xl.schema import column_at
from expertteam_xl.text import listed

_KIND, _DATE, _PERIOD = "Momenten.Soort", "Momenten.Datum", "Momenten.Periode"
_REVIEW, _INTERIM, _FINAL = "kwartaalbespreking", "tussentijdse evaluatie", "evaluatie"
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(
    r"((?:19|20)\d\d)\W*[kq]\w*?\W*([1-4])\b|[kq][a-z]*\W*([1-4])\W*((?:19|20)\d\d)", re.IGNORECASE
)
_MONTHS = 3
_QUARTERS = 4


@implements(T09)
def reviewed_each_quarter(context: Context) -> Result:
    """T09 (V 11-08-20): the tables of a quarter are reviewed in the quarter after it.

    A quarter counts when a case was discussed at a table in it, and the quarter after it is over.
    A review counts by its date. A team that wrote down none at all is told once.
    """
    last = _quarters_with_tables(context)
    due = [q for q in sorted(last) if _last_day(q + 1) < context.on]
    reviews = _reviews(context)
    missed = [q for q in due if q + 1 not in reviews.held]
    unsure = [q for q in missed if reviews.vague_for(q)]
    missed = [q for q in missed if q not in unsure]
    if missed and not reviews.any:
        return Result([_never_reviewed(missed, last)], len(unsure))
    hits = [_review_hit(context, q, last[q], reviews.other.get(q)) for q in missed]
    return Result(hits, len(unsure))


def _quarter(on: date) -> int:
    """The number of a quarter: later ones are higher, the next one is one more."""
    return on.year * _QUARTERS + (on.month - 1) // _MONTHS


def _named(quarter: int) -> str:
    return f"{quarter // _QUARTERS}-K{quarter % _QUARTERS + 1}"


def _last_day(quarter: int) -> date:
    """The last day of a quarter."""
    year, number = divmod(quarter + 1, _QUARTERS)
    return as_date(np.datetime64(date(year, number * _MONTHS + 1, 1)) - np.timedelta64(1, "D"))


def _quarters_with_tables(context: Context) -> dict[int, int]:
    """Every quarter in which a case was discussed at a table, to the row of its last session."""
    held = context.held
    held = held[(held["in_a"] & (held["session_row"] >= 0)).to_numpy(dtype=bool)]
    last: dict[int, tuple[date, int]] = {}
    for on, row in zip(as_days(held["day"]).tolist(), held["session_row"].tolist(), strict=True):
        quarter = _quarter(on)
        if quarter not in last or on > last[quarter][0]:
            last[quarter] = on, int(row)
    return {quarter: row for quarter, (_, row) in last.items()}


@dataclass(frozen=True)
class _Reviews:
    """What is written down of the quarterly reviews.

    Attributes:
        any: whether there is any.
        held: quarters in which one was held.
        other: quarter that one says it is about, to its row, whenever it was.
        vague: quarters that one without a readable date or kind may be for; None for any.
    """

    any: bool
    held: set[int]
    other: dict[int, int]
    vague: set[int | None]

    def vague_for(self, quarter: int) -> bool:
        """Whether this quarter may have been reviewed for all anyone can tell."""
        return bool(self.vague & {None, quarter})


def _reviews(context: Context) -> _Reviews:
    kind, on = context.objects(_KIND), context.days(_DATE)
    strange = ~among(kind, list(column_at(_KIND).words))
    held: set[int] = set()
    other: dict[int, int] = {}
    vague: set[int | None] = set()
    for row in np.flatnonzero(among(kind, (_REVIEW,)) | strange).tolist():
        about, dated = _about(context, row), not np.isnat(on[row])
        if strange[row]:
            vague |= {_quarter(as_date(on[row])) - 1} if dated else set()
        elif context.unreadable(_DATE)[row]:
            vague.add(about)
        else:
            held |= {_quarter(as_date(on[row]))} if dated else set()
            other |= {} if about is None else {about: row}
    return _Reviews(bool(among(kind, (_REVIEW,)).any()), held, other, vague)


def _about(context: Context, row: int) -> int | None:
    """The quarter that a moment says it is about, such as ``2021-K1``."""
    found = _QUARTER.search(context.objects(_PERIOD)[row] or "")
    if not found:
        return None
    year, number = (found[1], found[2]) if found[1] else (found[4], found[3])
    return int(year) * _QUARTERS + int(number) - 1


def _never_reviewed(missed: list[int], last: dict[int, int]) -> Hit:
    names = listed([_named(quarter) for quarter in missed])
    return Hit(
        f"Op Momenten staat geen enkele kwartaalbespreking; doorbraaktafels waren er in {names}. "
        "Zijn zij besproken, zet de kwartaalbesprekingen dan met hun datum op Momenten.",
        Severity.INFO,
        "Overleggen",
        last[missed[0]],
        ("Overlegdatum",),
        deadline=_last_day(missed[0] + 1),
    )


def _review_hit(context: Context, quarter: int, row: int, other: int | None) -> Hit:
    """A quarter without a review in the next one; ``other``: the row of one at another time."""
    deadline, after = _last_day(quarter + 1), _named(quarter + 1)
    if other is not None:
        return _other_review(context, quarter, other)
    return Hit(
        f"De doorbraaktafels van {_named(quarter)} zijn niet in {after} besproken, voor zover op "
        "Momenten staat. Is dat wel gebeurd, zet de kwartaalbespreking dan met haar datum op "
        "Momenten.",
        Severity.INFO,
        "Overleggen",
        row,
        ("Overlegdatum",),
        deadline=deadline,
        days=(context.on - deadline).days,
    )


def _other_review(context: Context, quarter: int, row: int) -> Hit:
    """A review of a quarter at another time than the next one, or on nobody wrote down what day."""
    deadline, after, on = _last_day(quarter + 1), _named(quarter + 1), context.days(_DATE)[row]
    if np.isnat(on):
        text = (
            f"Van de kwartaalbespreking over {_named(quarter)} staat nog geen datum; zij hoort in "
            f"{after}. Vul de datum in {{cel}} in."
        )
        over = (context.on - deadline).days
    else:
        text = (
            f"De kwartaalbespreking over {_named(quarter)} was op {day(on)}; zij hoort in {after}. "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
        over = (as_date(on) - deadline).days
    return Hit(
        text,
        Severity.INFO,
        "Momenten",
        row,
        ("Datum",),
        deadline=deadline,
        days=over if over > 0 else None,
    )


@implements(T10)
def evaluated(context: Context) -> Result:
    """T10 (C20 9; V; C18 4): each convenant is evaluated, halfway and before its end.

    Asked of a convenant under which a session was held by then. Near its day an evaluation that is
    not dated is info, afterwards a warning.
    """
    hits, unknown = [], 0
    vague = _vague_versions(context)
    for version, kind, deadline in _evaluations():
        last = _last_session(context, version, deadline)
        rows = [row for row in _moments(context, kind) if _version_of(context, row) == version.name]
        dated = [row for row in rows if not np.isnat(context.days(_DATE)[row])]
        if last is None or dated or not _is_due(context, deadline):
            continue
        if vague & {None, version.name} or any(context.unreadable(_DATE)[row] for row in rows):
            unknown += 1
        else:
            hits.append(_evaluation_hit(context, version, kind, deadline, rows, last))
    return Result(hits, unknown)


def _evaluations() -> Iterator[tuple[Version, str, date]]:
    for version in load_versions():
        yield version, _INTERIM, version.interim_evaluation
        yield version, _FINAL, version.final_evaluation


def _is_due(context: Context, deadline: date) -> bool:
    near = context.calendar.workdays_between(context.on, np.array([np.datetime64(deadline)]))[0]
    return context.on > deadline or int(near) <= context.settings.binnenkort_werkdagen


def _moments(context: Context, kind: str) -> list[int]:
    rows: list[int] = np.flatnonzero(among(context.objects(_KIND), (kind,))).tolist()
    return rows


def _version_of(context: Context, row: int) -> str | None:
    """The version that a moment is about: by the year in its Periode, else by its date."""
    year = _YEAR.search(context.objects(_PERIOD)[row] or "")
    if year:
        version = version_on(date(int(year[0]), 1, 1))
        by_end = {each.final_evaluation.year: each.name for each in load_versions()}
        return by_end.get(int(year[0]), version.name if version else None)
    name: str | None = version_names(context.days(_DATE)[[row]])[0]
    return name


def _vague_versions(context: Context) -> set[str | None]:
    """Versions of which a moment may be the evaluation; None: of any.

    It has a kind that is no known word, or is an evaluation of nobody knows which version.
    """
    kind = context.objects(_KIND)
    strange = ~blank(kind) & ~among(kind, list(column_at(_KIND).words))
    strange |= context.unreadable(_KIND)
    found = {_version_of(context, row) for row in np.flatnonzero(strange).tolist()}
    lost = np.flatnonzero(among(kind, (_INTERIM, _FINAL)) & context.unreadable(_DATE)).tolist()
    return found | {None for row in lost if _version_of(context, row) is None}


def _last_session(context: Context, version: Version, deadline: date) -> int | None:
    """The last session that was held under a version on or before a day; None when none was."""
    on = context.days("Overleggen.Overlegdatum")
    held = among(context.objects("Overleggen.Status"), (HELD,))
    held &= among(version_names(on), (version.name,)) & (on <= np.datetime64(deadline))
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

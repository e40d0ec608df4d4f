"""Faults in the rhythm of the doorbraaktafel (T07–T08) and in looking back (T09–T10).

Which table, quarter or evaluation it is follows from what the register holds in the end, so these
are planted last of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from expertteam_xl.convenant.versions import Version, load_versions
from expertteam_xl.example.course import CANCELLED, HELD, LAPSED
from expertteam_xl.example.days import later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import INFO, WAARSCHUWING, discussed, past_start
from expertteam_xl.example.model import Record
from expertteam_xl.example.ordinary import begin_2020
from expertteam_xl.example.stage import NoRoomError, Stage

_SESSIONS, _MOMENTS, _DATE, _LASTS = "Overleggen", "Momenten", "Overlegdatum", "Duur (min)"
_REVIEW = "kwartaalbespreking"
_MOST = 3
"""So often at most each of these faults comes in one register."""


def _claim(stage: Stage, what: str, most: int = _MOST) -> None:
    """Claim a fault that has so many places at most.

    Raises:
        NoRoomError: they are taken.
    """
    names = [f"{what} {number}" for number in range(most)]
    free = [name for name in names if name not in stage.once]
    if not free:
        raise NoRoomError
    stage.once.add(free[0])


def _in_the_end(stage: Stage, what: str, act: Callable[[float], None], most: int = _MOST) -> None:
    """Plant something when all rows are there; it gets a draw of its own."""
    if stage.minimal:
        raise NoRoomError
    _claim(stage, what, most)
    pick = stage.chance.random()
    stage.at_the_end(lambda: act(pick))


def _clean(stage: Stage, record: Record) -> bool:
    """Whether no fault has a row yet, or leans on it."""
    marked = any(each.record is record for each in stage.marks)
    return not marked and id(record) not in stage.spoiled


def _agenda(stage: Stage) -> dict[date, list[Record]]:
    """By day, what may be a doorbraaktafel for all that can be read, the cancelled ones apart."""
    found: dict[date, list[Record]] = {}
    for row in stage.tables[_SESSIONS]:
        day = row.get(_DATE)
        if type(day) is date and row.get("Werkstroom") != "B" and row["Status"] != CANCELLED:
            found.setdefault(day, []).append(row)
    return found


def _lone_tables(stage: Stage) -> list[tuple[date, Record, Record]]:
    """Lapsed tables that keep the rhythm on their own, with their row and that of the next one."""
    agenda, step = _agenda(stage), timedelta(days=stage.days.terms.sessie_interval_dagen)
    order = [day for day in sorted(agenda) if begin_2020() <= day <= stage.days.on]
    found = []
    for before, day, after in zip(order, order[1:], order[2:], strict=False):
        row, following = agenda[day][0], agenda[after][0]
        alone = len(agenda[day]) == len(agenda[after]) == 1 and row["Status"] == LAPSED
        even = day - before == after - day == step
        if alone and even and _clean(stage, row) and _clean(stage, following):
            found.append((day, row, following))
    return found if sum(row["Status"] == LAPSED for row in stage.tables[_SESSIONS]) > 2 else []


def _gap_at(stage: Stage, row: Record) -> None:
    stage.expect("T07", WAARSCHUWING, _SESSIONS, row, _DATE)


@plants("T07", minimal=False)
def table_that_was_cancelled(stage: Stage) -> None:
    """A table was cancelled, not lapsed, and no other came in its place: the next is late."""

    def act(pick: float) -> None:
        tables = _lone_tables(stage)
        if tables:
            _, row, following = tables[int(pick * len(tables))]
            row["Status"] = CANCELLED
            stage.spoiled.add(id(row))
            _gap_at(stage, following)

    _in_the_end(stage, "T07 cancelled", act)


@plants("T07", minimal=False)
def table_on_another_day(stage: Stage) -> None:
    """A table is a day or two before its fixed day: that is told, and the gap up to the next."""

    def act(pick: float) -> None:
        agenda = _agenda(stage)
        tables = [each for each in _lone_tables(stage) if _is_usual(agenda, each[0])]
        if tables:
            _, row, following = tables[int(pick * len(tables))]
            _move(row, -1 if pick < 0.5 else -2)
            stage.expect("T07", INFO, _SESSIONS, row, _DATE)
            _gap_at(stage, following)

    _in_the_end(stage, "T07 moved", act)


def _is_usual(agenda: Iterable[date], day: date) -> bool:
    """Whether a table can go to another weekday, and its own stays by far the usual one."""
    numbers = Counter(each.weekday() for each in agenda if each.year == day.year)
    own = numbers.pop(day.weekday())
    return own - 2 * _MOST > max(numbers.values(), default=0)


def _move(row: Record, step: int) -> None:
    """Put a lapsed table on another day; it was reported as long before."""
    for field in (_DATE, "Vervallen gemeld op"):
        value = row[field]
        if isinstance(value, date):
            row[field] = value + timedelta(days=step)


@plants("T08", minimal=False)
def table_that_lasted_long(stage: Stage) -> None:
    """A table lasted longer than agreed."""
    course = discussed(stage, past_start(stage, version="2020"), stream="A")
    record = stage.cast(course).talks[0].session.record
    record[_LASTS] = stage.days.terms.sessie_min + stage.chance.choice((1, 15, 60))
    stage.expect("T08", INFO, _SESSIONS, record, _LASTS)


@decoy(minimal=False)
def session_that_may_last_long(stage: Stage) -> None:
    """In werkstroom B, of a table that did not take place, and up to the minute itself."""
    most = stage.days.terms.sessie_min
    start = past_start(stage, version="2020")
    life = stage.cast(discussed(stage, start, stream=stage.chance.choice("AB")))
    session = life.talks[0].session
    session.record[_LASTS] = most if session.stream == "A" else most + 60
    stage.agenda.add(session.day, "A", CANCELLED, more={_LASTS: most + 60})


def _discussed_last(stage: Stage) -> dict[int, Record]:
    """Every quarter with a case at a table, to the row of its last one where that is certain."""
    numbers = Counter(row.get("Overlegnummer") for row in stage.tables[_SESSIONS])
    talked = {row.get("Overlegnummer") for row in stage.tables["Besprekingen"]}
    by_day: dict[int, list[tuple[date, Record]]] = {}
    for row in stage.tables[_SESSIONS]:
        day, number = row.get(_DATE), row.get("Overlegnummer")
        held = row.get("Werkstroom") == "A" and row["Status"] == HELD and number in talked
        if held and type(day) is date and day >= begin_2020():
            by_day.setdefault(_quarter(day), []).append((day, row))
    found = {}
    for quarter, tables in by_day.items():
        last = max(day for day, _ in tables)
        rows = [row for day, row in tables if day == last]
        if len(rows) == 1 and all(numbers[row["Overlegnummer"]] == 1 for _, row in tables):
            found[quarter] = rows[0]
    return found


def _quarter(day: date) -> int:
    return 4 * day.year + (day.month - 1) // 3


def _last_of(quarter: int) -> date:
    """The last day of a quarter."""
    year, number = divmod(quarter + 1, 4)
    return later(date(year, 3 * number + 1, 1), -1)


def _reviewed(stage: Stage, *, late: bool = False) -> list[tuple[int, Record, Record]]:
    """Quarters that are due and were reviewed once in time, with the last table and the review.

    With ``late`` only those of which the next quarter was reviewed in time too.
    """
    reviews = [row for row in stage.tables[_MOMENTS] if row["Soort"] == _REVIEW]
    dated: dict[int, list[Record]] = {}
    for row in reviews:
        if type(day := row["Datum"]) is date:
            dated.setdefault(_quarter(day), []).append(row)
    found = [
        (quarter, row, dated[quarter + 1][0])
        for quarter, row in sorted(_discussed_last(stage).items())
        if _last_of(quarter + 1) < stage.days.on and len(dated.get(quarter + 1, ())) == 1
    ]
    able = [each for each in found if not late or each[0] + 2 in dated]
    return [each for each in able if _clean(stage, each[2])] if len(reviews) > 1 else []


def _spoil_review(
    stage: Stage, what: str, spoil: Callable[[int, Record, Record], None], *, late: bool = False
) -> None:
    def act(pick: float) -> None:
        reviewed = _reviewed(stage, late=late)
        if reviewed:
            quarter, row, review = reviewed[int(pick * len(reviewed))]
            stage.spoiled.add(id(review))
            spoil(quarter, row, review)

    _in_the_end(stage, what, act, 1)


@plants("T09", minimal=False)
def quarter_not_reviewed(stage: Stage) -> None:
    """Nobody wrote down a review of a quarter."""

    def spoil(quarter: int, row: Record, review: Record) -> None:
        moments = stage.tables[_MOMENTS]
        moments[:] = [each for each in moments if each is not review]
        due = _last_of(quarter + 1)
        over = (stage.days.on - due).days
        stage.expect("T09", INFO, _SESSIONS, row, _DATE, deadline=due, days=over)

    _spoil_review(stage, "T09 lacking", spoil)


@plants("T09", minimal=False)
def review_without_a_day(stage: Stage) -> None:
    """A review has no date."""

    def spoil(quarter: int, _: Record, review: Record) -> None:
        review["Datum"] = None
        due = _last_of(quarter + 1)
        over = (stage.days.on - due).days
        stage.expect("T09", INFO, _MOMENTS, review, "Datum", deadline=due, days=over)

    _spoil_review(stage, "T09 undated", spoil)


@plants("T09", minimal=False)
def review_a_quarter_late(stage: Stage) -> None:
    """A review came on the first day after its quarter."""

    def spoil(quarter: int, _: Record, review: Record) -> None:
        due = _last_of(quarter + 1)
        review["Datum"] = later(due, 1)
        stage.expect("T09", INFO, _MOMENTS, review, "Datum", deadline=due, days=1)

    _spoil_review(stage, "T09 late", spoil, late=True)


@decoy(minimal=False)
def review_on_the_last_day(stage: Stage) -> None:
    """On the last day of its quarter is in time."""

    def spoil(quarter: int, _: Record, review: Record) -> None:
        review["Datum"] = _last_of(quarter + 1)

    _spoil_review(stage, "T09 in time", spoil)


def _evaluated(stage: Stage) -> list[tuple[date, Record, Record]]:
    """Evaluations that are due: until when, the last session before that, and the moment."""
    moments = stage.tables[_MOMENTS]
    if any(row["Soort"] not in _KINDS for row in moments):
        return []
    found = []
    for version in load_versions():
        ends = (version.interim_evaluation, version.final_evaluation)
        for kind, due in zip(_KINDS, ends, strict=False):
            rows = [row for row in moments if (row["Soort"], row["Periode"]) == (kind, f"{due:%Y}")]
            session = _last_session(stage, version, due)
            if session is not None and len(rows) == 1 and due < stage.days.on:
                found.append((due, session, rows[0]))
    return [each for each in found if _clean(stage, each[2])]


_KINDS = ("tussentijdse evaluatie", "evaluatie", _REVIEW, "verlengingsbrief", "besluit vervolg")


def _last_session(stage: Stage, version: Version, due: date) -> Record | None:
    """The last session that was held under a version by a day, where that is one row."""
    newer = begin_2020() if version.begin < begin_2020() else date.max
    held = [
        (day, row)
        for row in stage.tables[_SESSIONS]
        if row["Status"] == HELD and type(day := row.get(_DATE)) is date
        if version.begin <= day < newer and day <= due
    ]
    last = max((day for day, _ in held), default=None)
    rows = [row for day, row in held if day == last]
    return rows[0] if len(rows) == 1 else None


def _spoil_evaluation(
    stage: Stage, what: str, spoil: Callable[[date, Record, Record], None]
) -> None:
    def act(pick: float) -> None:
        evaluated = _evaluated(stage)
        if evaluated:
            due, session, moment = evaluated[int(pick * len(evaluated))]
            stage.spoiled.add(id(moment))
            spoil(due, session, moment)

    _in_the_end(stage, what, act, 1)


@plants("T10", minimal=False)
def evaluation_lacking(stage: Stage) -> None:
    """Nobody wrote down an evaluation."""

    def spoil(due: date, session: Record, moment: Record) -> None:
        moments = stage.tables[_MOMENTS]
        moments[:] = [each for each in moments if each is not moment]
        over = (stage.days.on - due).days
        stage.expect("T10", WAARSCHUWING, _SESSIONS, session, _DATE, deadline=due, days=over)

    _spoil_evaluation(stage, "T10 lacking", spoil)


@plants("T10", minimal=False)
def evaluation_without_a_day(stage: Stage) -> None:
    """An evaluation has no date."""

    def spoil(due: date, _: Record, moment: Record) -> None:
        moment["Datum"] = None
        over = (stage.days.on - due).days
        stage.expect("T10", WAARSCHUWING, _MOMENTS, moment, "Datum", deadline=due, days=over)

    _spoil_evaluation(stage, "T10 undated", spoil)


@decoy(minimal=False)
def evaluation_to_come(stage: Stage) -> None:
    """An evaluation with a date that is still to come is planned."""

    def spoil(_: date, __: Record, moment: Record) -> None:
        moment["Datum"] = later(stage.days.on, 30)

    _spoil_evaluation(stage, "T10 planned", spoil)

"""The registry and the runner: every rule of the catalogue gets an outcome, always.

A rule is a pure function from a `Context` to a `Result`. The runner turns its hits into findings
at their cells, skips a rule whose columns the register lacks, and turns a crash into an outcome
of its own; no rule ever stops another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING

from expertteam_xl.errors import DefinitionError
from expertteam_xl.findings import Finding, Outcome, Severity, Status, urgency
from expertteam_xl.rules.catalogue import RULES, Needs, Rule
from expertteam_xl.schema import column_at
from expertteam_xl.text import listed

if TYPE_CHECKING:
    import pandas as pd

    from expertteam_xl.memory import PreviousFinding, PreviousRun
    from expertteam_xl.register.model import Register
    from expertteam_xl.rules.context import Context

NO_SHEET = "het register heeft geen blad "
"""How the reason begins of a rule that was not tested for want of sheets."""

_THEMES = (
    "shape",
    "values",
    "versions",
    "partners",
    "intake",
    "eligibility",
    "registration",
    "numbering",
    "terms",
    "decisions",
    "lapses",
    "rhythm",
    "rhythm_reviews",
    "meeting",
    "meeting_table",
    "meeting_talks",
    "stays",
    "chronology",
    "agreements",
    "siblings",
    "advice",
    "advice_follow",
    "returns",
    "closing",
    "money",
    "money_rates",
    "money_split",
    "money_time",
    "privacy",
    "privacy_consent",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that is no row of a table: a header, or a sheet's first value."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found, before it is known where that stands.

    Attributes:
        message: plain Dutch; ``{cel}`` stands for the address of the cell.
        severity: how bad it is.
        table, row, fields: the row id, and the fields to stand at: the first one that the row's
            sheet has.
        place: the cell itself, for what is no row of a table.
        deadline, days: of the term, where there is one.
        casusnummer: the case, when the row has no casusnummer of its own.
        once: whether it is about the whole register, wherever it happens to stand.
    """

    message: str
    severity: Severity
    table: str = ""
    row: int = -1
    fields: tuple[str, ...] = ()
    place: Place | None = None
    deadline: date | datetime | None = None
    days: int | None = None
    casusnummer: str | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """All hits of a rule, and on how many rows it could not decide.

    Attributes:
        hits: what it found.
        unknown: rows whose clock can't be told (*onbekend*).
        remark: what else the user should know about how far the rule could look.
        not_testable: why the rule could not look at all, such as in an old file format.
    """

    hits: Sequence[Hit] = ()
    unknown: int = 0
    remark: str | None = None
    not_testable: str | None = None


RuleFunction = Callable[["Context"], Result]
_FUNCTIONS: dict[str, RuleFunction] = {}


def implements(rule: Rule) -> Callable[[RuleFunction], RuleFunction]:
    """Tie a function to its rule in the catalogue.

    Raises:
        DefinitionError: the rule already has a function.
    """

    def register(function: RuleFunction) -> RuleFunction:
        if rule.code in _FUNCTIONS:
            raise DefinitionError(f"{rule.code} has two functions")
        _FUNCTIONS[rule.code] = function
        return function

    return register


def functions() -> dict[str, RuleFunction]:
    """The function of every rule that a workbook can show, in the order of the catalogue.

    Raises:
        DefinitionError: a rule has none.
    """
    for theme in _THEMES:
        import_module(f"expertteam_xl.rules.{theme}")
    testable = [code for code, rule in RULES.items() if not rule.untestable]
    missing = set(testable) - _FUNCTIONS.keys()
    if missing:
        raise DefinitionError(f"no function for {', '.join(sorted(missing))}")
    return {code: _FUNCTIONS[code] for code in testable}


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        register: the register that was checked.
        on: the peildatum.
        findings: most urgent first.
        outcomes: one for every rule of the catalogue, in its order.
        solved: findings of the previous run that are there no more.
        unseen: findings of the previous run that could not be looked for now.
        previous: what it was compared with; None for a first run.
        expired: how many findings were silenced until now, and count again.
    """

    register: Register
    on: date
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    solved: tuple[PreviousFinding, ...] = field(default=())
    unseen: tuple[PreviousFinding, ...] = field(default=())
    previous: PreviousRun | None = None
    expired: int = 0

    def to_frame(self) -> pd.DataFrame:
        """The findings as a frame: one row each, columns named as in the JSON."""
        import pandas as pd

        columns = {
            "code": [f.code for f in self.findings],
            "ernst": [f.severity.value for f in self.findings],
            "status": [f.status.value for f in self.findings],
            "blad": [f.sheet for f in self.findings],
            "rij": [f.row for f in self.findings],
            "kolom": [f.column for f in self.findings],
            "cel": [f.cell for f in self.findings],
            "casusnummer": [f.casusnummer for f in self.findings],
            "melding": [f.message for f in self.findings],
            "uiterste_datum": [f.deadline for f in self.findings],
            "dagen": [f.days for f in self.findings],
        }
        return pd.DataFrame(columns)


def check(register: Register, *, on: date | None = None, previous: Iterable[bytes] = ()) -> Report:
    """Run every rule of the catalogue on a register.

    Args:
        register: what `read_register` gave.
        on: the peildatum; today when not given.
        previous: results of earlier runs, newest first, for a register that does not hold its
            own *Bevindingen*: the first that does is compared with, to tell what is new and what
            is solved. Any further one is not looked at.
    """
    from expertteam_xl.rules.context import Context
    from expertteam_xl.rules.places import Locator

    on = on or date.today()
    context = Context(register, on)
    locate = Locator(register, on)
    findings: list[Finding] = []
    outcomes = []
    known_functions = functions()
    for code, rule in RULES.items():
        outcome, hits = _run(rule, known_functions.get(code), context)
        outcomes.append(outcome)
        findings += locate.findings(code, hits)
    return _remembered(Report(register, on, tuple(findings), tuple(outcomes)), previous)


def _remembered(report: Report, previous: Iterable[bytes]) -> Report:
    """The report, its findings sorted and compared with those of the newest earlier run."""
    from expertteam_xl.memory import PreviousRun, compare
    from expertteam_xl.outputs.signals import read_previous

    register = report.register
    earlier = (
        found
        for data in chain([register.data], previous)
        if (found := read_previous(data, register.password)) is not None
    )
    before = next(earlier, None)
    sheets = {block.sheet for block in register.blocks}
    told = compare(
        report.findings, before or PreviousRun(None), report.outcomes, report.on, sheets=sheets
    )
    return replace(
        report,
        findings=tuple(sorted(told.findings, key=urgency)),
        solved=told.solved,
        unseen=told.unseen,
        previous=before,
        expired=told.expired,
    )


def hits_of(code: str, context: Context) -> Sequence[Hit]:
    """What one rule finds; nothing where the register can't show it.

    A rule that crashes does so here too: who asks for one rule relies on it.
    """
    rule = RULES[code]
    if why_untested(rule, context):
        return ()
    return functions()[code](context).hits


def _run(
    rule: Rule, function: RuleFunction | None, context: Context
) -> tuple[Outcome, Sequence[Hit]]:
    reason = why_untested(rule, context)
    if reason or function is None:
        return Outcome(rule.code, Status.NIET_TOETSBAAR, reason=reason), ()
    from expertteam_xl.rules.cellerrors import error_remark

    try:
        result = function(context)
    except Exception as error:  # noqa: BLE001 - one rule's crash must not stop the others
        return Outcome(rule.code, Status.GECRASHT, reason=_crash(error)), ()
    if result.not_testable:
        return Outcome(rule.code, Status.NIET_TOETSBAAR, reason=result.not_testable), ()
    status = Status.GEVONDEN if result.hits else Status.GESLAAGD
    remark = error_remark(rule, context.register)
    return Outcome(rule.code, status, len(result.hits), _reason(result, remark)), result.hits


def _needs(rule: Rule, register: Register) -> Needs:
    """What a rule asks of this kind of register."""
    return rule.needs_minimal if register.minimal and rule.needs_minimal else rule.needs


def why_untested(rule: Rule, context: Context) -> str | None:
    """Why a rule does not run on this register; None when it does."""
    register = context.register
    return (
        rule.untestable
        or missing_columns(_needs(rule, register), register)
        or _nowhere_numbered(rule, context)
        or nowhere_recorded(rule, context)
    )


def _nowhere_numbered(rule: Rule, context: Context) -> str | None:
    """Why a rule can't look: a required column that it can't do without is empty everywhere."""
    ways = [way for way in _needs(rule, context.register) if all(map(context.register.has, way))]
    blank = [[place for place in way if _is_empty(place, context)] for way in ways]
    if not blank or not all(blank):
        return None
    return _nowhere(min(blank, key=len))


def _is_empty(place: str, context: Context) -> bool:
    return "." in place and column_at(place).required and context.is_unused(place)


def nowhere_recorded(rule: Rule, context: Context) -> str | None:
    """Why a rule says nothing: nobody fills in any of the columns it asks for.

    Returns:
        A Dutch sentence part; None when one of them holds something, or the sheet has no rows.
    """
    places = [place for place in rule.recorded if context.register.has(place)]
    if not places or any(context.is_recorded(place) for place in places):
        return None
    return _nowhere(places)


def _nowhere(places: Sequence[str]) -> str:
    names = listed([f"'{place.partition('.')[2]}' ({place.partition('.')[0]})" for place in places])
    return f"{names} {'is' if len(places) == 1 else 'zijn'} nergens ingevuld"


def _crash(error: Exception) -> str:
    """The kind of error only: its text could hold what stands in a cell."""
    return f"de regel is vastgelopen ({type(error).__name__}); meld dit aan de makers"


def _reason(result: Result, errors: str | None) -> str | None:
    parts = [f"{result.unknown} onbekend"] if result.unknown else []
    parts += [remark for remark in (result.remark, errors) if remark]
    return "; ".join(parts) or None


def missing_columns(needs: Needs, register: Register) -> str | None:
    """Why a rule can't run: what is missing for the alternative that comes closest.

    Returns:
        A Dutch sentence part, or None when the register has what the rule needs.
    """
    best: list[str] | None = None
    for alternative in needs:
        missing = [place for place in alternative if not register.has(place)]
        if not missing:
            return None
        if best is None or _distance(missing, register) < _distance(best, register):
            best = missing
    return _missing_text(best or [], register)


def _distance(missing: list[str], register: Register) -> tuple[int, int]:
    sheets = {place.partition(".")[0] for place in missing}
    return sum(not register.counts(name) for name in sheets), len(missing)


def _missing_text(missing: Iterable[str], register: Register) -> str:
    absent, empty, columns = [], [], []
    for place in missing:
        table, _, header = place.partition(".")
        if table not in register.tables:
            absent.append(table)
        elif not register.counts(table):
            empty.append(table)
        else:
            columns.append(f"'{header}' ({table})")
    parts = []
    if absent:
        parts.append(f"{NO_SHEET}{', '.join(dict.fromkeys(absent))}")
    if empty:
        parts.append(f"op {listed(list(dict.fromkeys(empty)))} staat nog niets")
    if columns:
        parts.append(f"het register heeft geen kolom {', '.join(columns)}")
    return " en ".join(parts)

"""How many cases came in, and how soon they were helped along (T-a … T-d)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from expertteam_xl.checks import functions, missing_columns
from expertteam_xl.monitoring.measures import Measure, Share, Unknown
from expertteam_xl.monitoring.model import Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.stock import no_closings, open_at
from expertteam_xl.monitoring.views import (
    Labels,
    absent,
    by_label,
    by_stream,
    case_gemeenten,
    counted,
    discussed_cases,
    discussed_in,
    labels,
    no_column,
    no_talks,
    registered_in,
    within,
)
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.rules.clocks import State
from expertteam_xl.rules.context import CANCELLED, HELD, LAPSED, Context
from expertteam_xl.rules.decisions import decision_clocks
from expertteam_xl.rules.stays import table_clocks
from expertteam_xl.rules.terms import session_clocks, triage_clocks
from expertteam_xl.rules.vectors import Array, among, as_days, taken
from expertteam_xl.schema import column_at

REGISTERED = "aanmeldingen"
"""Key of the number of aanmeldingen."""

NO_OUTCOME = "nog geen uitkomst, of onbekend"


def registered_by_stream(context: Context, span: Span) -> Measures:
    """T-a: aanmeldingen by werkstroom, by aanmelddatum."""
    return by_stream(context, REGISTERED, registered_in(context, span))


def registered_by_gemeente(context: Context, span: Span) -> Measures:
    """T-a-gemeente: aanmeldingen by gemeente on the aanmelddatum."""
    if reason := no_gemeenten(context):
        return {"": reason}
    return by_label(REGISTERED, case_gemeenten(context), registered_in(context, span))


def no_gemeenten(context: Context) -> Unknown | None:
    """That no case has a woonplaats or gemeente; None when some have."""
    if no_column(context, "Casussen.Gemeente") is None:
        return None
    return no_column(context, "Casussen.Woonplaats")


def triage_outcomes(context: Context, span: Span) -> Measures:
    """T-b: what the triage of the aanmeldingen came to."""
    if reason := no_column(context, _OUTCOME):
        return {"": reason}
    outcomes = context.derived("monitor outcomes", lambda: _outcomes(context))
    return by_label(REGISTERED, outcomes, registered_in(context, span))


_OUTCOME = "Casussen.Triage-uitkomst"


def _outcomes(context: Context) -> Labels:
    return labels(context.objects(_OUTCOME), tuple(column_at(_OUTCOME).words), NO_OUTCOME)


def sessions(context: Context, span: Span) -> Measures:
    """T-c: sessions by what became of them, and the different cases discussed."""
    found: dict[Label, Measure] = {
        f"sessies {word}": sessions_in(context, span, word) for word in (HELD, LAPSED, CANCELLED)
    }
    found["casussen besproken"] = no_talks(context) or discussed_cases(context, span)
    found["besprekingen met schakelfunctionaris"] = _with_helper(context, span)
    return found


def sessions_in(context: Context, span: Span, state: str) -> Measure:
    """Sessions of which that became, by overlegdatum."""
    if reason := absent(context, "Overleggen.Overlegdatum", "Overleggen.Status"):
        return reason
    chosen = context.derived(
        f"monitor sessions {state}", lambda: among(context.objects("Overleggen.Status"), (state,))
    )
    inside = within(context.days("Overleggen.Overlegdatum"), span)
    return counted(f"sessies {state}", inside & chosen)


def _with_helper(context: Context, span: Span) -> Measure:
    """Discussions in which the schakelfunctionaris helped to find a place (O17)."""
    place = "Besprekingen.Schakelfunctionaris"
    if reason := no_column(context, place) or no_rows_of_talks(context):
        return reason
    used = context.derived(
        "monitor schakel",
        lambda: taken(
            among(context.objects(place), (True,)), context.held["row"].to_numpy(), False
        ),
    )
    return counted("schakelfunctionaris", used & discussed_in(context, span))


def no_rows_of_talks(context: Context) -> Unknown | None:
    """That there are no sheets of sessions and discussions; None when there are."""
    if context.register.minimal:
        return Unknown("het register heeft geen (ingevulde) bladen Overleggen en Besprekingen")
    return None


def stock(context: Context, span: Span) -> Measures:
    """T-c-open: cases that were open at the end of the period, by werkstroom."""
    if reason := no_closings(context):
        return {"": reason}
    return by_stream(context, OPEN, open_at(context, span), additive=False)


OPEN = "open casussen"
"""Key of the number of open cases."""

IN_TIME, ALL, PERCENT = "op tijd", "noemer", "percentage"


def timeliness(context: Context, span: Span) -> Measures:
    """T-d: by term how many were on time, of those that were done or are over (KP2)."""
    found: dict[Label, Measure] = {}
    for code in _TERMS:
        if reason := _untold(context, code):
            found |= {(code, column): reason for column in (IN_TIME, ALL, PERCENT)}
            continue
        day, in_time, decided = _term(context, code)
        inside = within(day, span)
        part = counted(f"{code} op tijd", inside & in_time)
        whole = counted(f"{code} noemer", inside & decided)
        found |= {(code, IN_TIME): part, (code, ALL): whole, (code, PERCENT): Share(part, whole)}
    return found


def _untold(context: Context, code: str) -> Unknown | None:
    """Why a term can't be told, as its rule has it: columns that lack, or that nobody keeps."""
    rule, register = RULES[code], context.register
    needs = rule.needs_minimal if register.minimal and rule.needs_minimal else rule.needs
    reason = missing_columns(needs, register) or context.derived(
        f"monitor {code} testable", lambda: functions()[code](context).not_testable
    )
    return Unknown(reason) if reason else None


def _term(context: Context, code: str) -> tuple[Array, Array, Array]:
    """Day that each clock counts by, whether it was on time, and whether that is decided."""
    return context.derived(f"monitor {code}", lambda: _make_term(context, code))


def _make_term(context: Context, code: str) -> tuple[Array, Array, Array]:
    day, state = _TERMS[code](context)
    decided = np.isin(state, (State.OP_TIJD, State.TE_LAAT, State.OPEN_TE_LAAT))
    return day, state == State.OP_TIJD, decided


def _triage(context: Context) -> tuple[Array, Array]:
    return context.days("Casussen.Aanmelddatum"), triage_clocks(context).state


def _session(context: Context) -> tuple[Array, Array]:
    return context.days("Casussen.Aanmelddatum"), session_clocks(context).state


def _table(context: Context) -> tuple[Array, Array]:
    stays, clocks = table_clocks(context)
    return as_days(stays["start"]), clocks.state


def _decision(context: Context) -> tuple[Array, Array]:
    due, clocks = decision_clocks(context)
    return as_days(due["day"]), clocks.state


_TERMS: dict[str, Callable[[Context], tuple[Array, Array]]] = {
    "T01": _triage,
    "T02": _session,
    "T03": _table,
    "T05": _decision,
}

DEFINITIONS = (
    Definition(
        "T-a",
        "Aanmeldingen per werkstroom",
        Unit.AANTAL,
        Section.INSTROOM,
        "Aanmeldingen met hun aanmelddatum in de periode; een adviesvraag telt hier niet mee. "
        "Onder het convenant van 2018 was er geen werkstroom.",
        registered_by_stream,
        table=True,
        total=True,
        source="C20 4.5",
    ),
    Definition(
        "T-a-gemeente",
        "Aanmeldingen per gemeente",
        Unit.AANTAL,
        Section.INSTROOM,
        "Dezelfde aanmeldingen, naar de gemeente op de aanmelddatum.",
        registered_by_gemeente,
        table=True,
        total=True,
        source="C20 4.5",
    ),
    Definition(
        "T-b",
        "Uitkomst van de triage",
        Unit.AANTAL,
        Section.INSTROOM,
        "Dezelfde aanmeldingen, naar wat de triage besloot.",
        triage_outcomes,
        table=True,
        total=True,
        source="C20 4.2",
    ),
    Definition(
        "T-c",
        "Sessies en besproken casussen",
        Unit.AANTAL,
        Section.INSTROOM,
        "Sessies naar overlegdatum. Een casus die in de periode vaker besproken is, telt eenmaal; "
        "cumulatief is daarom geen optelsom. Bij een schakelfunctionaris: gehouden besprekingen.",
        sessions,
        table=True,
        source="★",
    ),
    Definition(
        "T-c-open",
        "Open casussen",
        Unit.AANTAL,
        Section.INSTROOM,
        "Aanmeldingen die aan het eind van de periode niet afgesloten of afgeschaald waren, en "
        "niet bij de triage buiten de tafel bleven. Een casus die daarna weer besproken is, is "
        "weer open.",
        stock,
        table=True,
        total=True,
        stock=True,
        source="★",
    ),
    Definition(
        "T-d",
        "Tijdigheid per termijn",
        Unit.AANTAL,
        Section.TIJDIGHEID,
        "Op tijd, van alles wat gedaan is of waarvan de termijn voorbij is; wat nog binnen zijn "
        "termijn openstaat telt niet mee. Triage (T01) en overleg (T02) naar aanmelddatum, de "
        "doorbraaktafel (T03) naar plaatsingsdatum, het besluit (T05) naar overlegdatum.",
        timeliness,
        table=True,
        crosstab=True,
        compared=(PERCENT,),
    ),
)

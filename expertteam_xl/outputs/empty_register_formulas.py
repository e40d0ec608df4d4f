"""What the formulas of an empty register are put together from.

Only functions that Excel 2010, Excel on the web and LibreOffice share; what stands on another sheet
is found by name, since a conditional format may not compute a range of its own.
"""

from __future__ import annotations

from expertteam_xl.outputs.empty_register_model import State
from expertteam_xl.outputs.empty_register_places import Places

ON, FREE_DAYS, SOON = "Peildatum", "Feestdagen", "Binnenkort_werkdagen"
"""Names of the sheets Instellingen and Feestdagen that every formula may use."""

TERMS = {
    "T01": "Triage_werkdagen",
    "T02": "Overleg_dagen",
    "T03": "TV_overleg_dagen",
    "T04": "TV_max_dagen",
    "T05": "Besluit_werkdagen",
    "T06": "Vervallen_uren",
}
"""The term of each rule, by its name on Instellingen."""

SIGNAL, STREAMS_SINCE, START_A = "TV_signaal_dag", "Convenant_2020", "Start_A"
HELD, PLANNED, LAPSED = '"gehouden"', '"gepland"', '"vervallen"'
_OFF = (PLANNED, LAPSED, '"geannuleerd"')
ANY_DAY = '">0"'


def all_of(*conditions: str) -> str:
    """Whether every condition holds."""
    return f"AND({','.join(conditions)})"


def any_of(*conditions: str) -> str:
    """Whether at least one condition holds."""
    return f"OR({','.join(conditions)})"


def _near(deadline: str) -> str:
    """Whether so few working days are left."""
    return f"NETWORKDAYS({ON}+1,{deadline},{FREE_DAYS})<={SOON}"


def workdays_after(day: str, term: str) -> str:
    """The day so many working days later."""
    return f"WORKDAY({day},{term},{FREE_DAYS})"


def states_of(
    applies: list[str], deadline: str, *, late: str | None, still_open: str, signal: str = ""
) -> dict[State, str]:
    """The three conditions of a term; at most one is true.

    Args:
        applies: when the term counts at all.
        deadline: last day on time.
        late: when it was done after it; None for what can't have been done.
        still_open: when it was not done yet.
        signal: what else asks for action within the term.
    """
    soon = any_of(_near(deadline), signal) if signal else _near(deadline)
    conditions = {State.OVER: all_of(*applies, still_open, f"{ON}>{deadline}")}
    if late is not None:
        conditions[State.LATE] = all_of(*applies, late)
    conditions[State.SOON] = all_of(*applies, still_open, f"{ON}<={deadline}", soon)
    return conditions


def sessions_with(places: Places, *conditions: tuple[str, str]) -> str:
    """For every discussion how many sessions of its number meet the conditions: an array."""
    pairs = [(places.name("Overleggen.Overlegnummer"), places.name("Besprekingen.Overlegnummer"))]
    pairs += [(places.name(f"Overleggen.{field}"), wanted) for field, wanted in conditions]
    return f"COUNTIFS({','.join(f'{column},{wanted}' for column, wanted in pairs)})"


def talks_in(places: Places, case: str, sessions: str) -> str:
    """How many discussions of a case there are with such sessions."""
    return f"SUMPRODUCT(({places.name('Besprekingen.Casusnummer')}={case})*(({sessions})>0))"


def held_talks(places: Places, case: str, days: str = ANY_DAY) -> str:
    """How many held discussions a case had on such days."""
    return talks_in(places, case, sessions_with(places, ("Status", HELD), ("Overlegdatum", days)))


def is_clear(places: Places, case: str, *others: str) -> str:
    """Whether of every discussion of a case it can be told if and when it was held.

    Args:
        places: where everything stands.
        case: cell with the casusnummer.
        others: sessions of which that does not matter.
    """
    states = [*others, *(sessions_with(places, ("Status", state)) for state in _OFF)]
    states.append(sessions_with(places, ("Status", HELD), ("Overlegdatum", ANY_DAY)))
    number = places.name("Besprekingen.Casusnummer")
    return f"{talks_in(places, case, '+'.join(states))}=SUMPRODUCT(--({number}={case}))"


def of_case(places: Places, field: str, case: str) -> str:
    """A field of a case on the sheet Casussen; an error when there is no such case."""
    values, numbers = places.name(f"Casussen.{field}"), places.name("Casussen.Casusnummer")
    return f"INDEX({values},MATCH({case},{numbers},0))"


def sessions_lead(places: Places) -> str:
    """Whether anything stands on the sheets of sessions; else the dates on Casussen count."""
    sessions = places.name("Overleggen.Overlegnummer")
    return f"COUNTA({sessions})+COUNTA({places.name('Besprekingen.Casusnummer')})>0"


def of_session(places: Places, field: str, number: str) -> str:
    """A field of a session; an error when there is no such session."""
    values, numbers = places.name(f"Overleggen.{field}"), places.name("Overleggen.Overlegnummer")
    return f"INDEX({values},MATCH({number},{numbers},0))"


def stream_of(places: Places, case: str, number: str) -> str:
    """The werkstroom of a discussion: of its session, else of its case; empty for neither."""
    own = of_session(places, "Werkstroom", number)
    return f'IF({own}="",IFERROR({of_case(places, "Werkstroom", case)}&"",""),{own})'

"""The deadlines of an empty register as formulas: which cells take which colour by themselves.

They say what the rules T01–T06 say of a register that was filled in with the words of its
drop-downs: red where a finding is a *fout*, orange where something was done too late, yellow where
it is time to act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from expertteam_xl.outputs.empty_register_formulas import (
    HELD,
    LAPSED,
    ON,
    PLANNED,
    START_A,
    STREAMS_SINCE,
    TERMS,
    all_of,
    any_of,
    held_talks,
    is_clear,
    of_case,
    of_session,
    sessions_lead,
    sessions_with,
    states_of,
    stream_of,
    talks_in,
    workdays_after,
)
from expertteam_xl.outputs.empty_register_model import Mark, State
from expertteam_xl.outputs.empty_register_places import Places
from expertteam_xl.outputs.empty_register_stays import stay_not_too_long, table_after_placement

_TALKS = (
    "Besprekingen.Casusnummer",
    "Besprekingen.Overlegnummer",
    "Overleggen.Overlegnummer",
    "Overleggen.Status",
    "Overleggen.Overlegdatum",
)
_LEAD = ("Overleggen.Overlegnummer", "Besprekingen.Casusnummer")
_STREAMS = ("Overleggen.Werkstroom", "Casussen.Casusnummer", "Casussen.Werkstroom")


@dataclass(frozen=True, slots=True)
class Term:
    """The colours of one rule at one column.

    Attributes:
        code: the rule.
        at: ``Table.Field`` of the column that takes them.
        needs: every other column that its formulas look at.
        conditions: the condition of each state.
    """

    code: str
    at: str
    needs: tuple[str, ...]
    conditions: Callable[[Places], dict[State, str]]


def marks(table: str, places: Places) -> Iterator[Mark]:
    """The colours of a list; a term that needs a column which can't be found has none."""
    for term in TERM_COLOURS:
        owner, _, field = term.at.partition(".")
        if owner == table and places.has((term.at, *term.needs)):
            for state, formula in term.conditions(places).items():
                yield Mark(term.code, field, state, f"={formula}")


def _triage(places: Places) -> dict[State, str]:
    """T01 at Triagedatum."""
    cell = places.cell
    start, end = cell("Casussen.Aanmelddatum"), cell("Casussen.Triagedatum")
    outcome, status = cell("Casussen.Triage-uitkomst"), cell("Casussen.Status")
    deadline = workdays_after(start, TERMS["T01"])
    wanted = all_of(f'{outcome}<>"ingetrokken"', f'{status}<>"ingetrokken"')
    return states_of(
        [f"ISNUMBER({start})", f'{cell("Casussen.Soort")}<>"adviesvraag"'],
        deadline,
        late=all_of(f"ISNUMBER({end})", f"{end}>{deadline}"),
        still_open=all_of(f'{end}=""', wanted),
    )


def _session(places: Places) -> dict[State, str]:
    """T02 at Aanmelddatum, the sessions being on sheets of their own."""
    cell = places.cell
    start, case = cell("Casussen.Aanmelddatum"), cell("Casussen.Casusnummer")
    status = cell("Casussen.Status")
    deadline = f"({start}+{TERMS['T02']})"
    before = f'"<="&{deadline}'
    in_time = sessions_with(places, ("Status", PLANNED), ("Overlegdatum", before))
    planned = talks_in(places, case, in_time)
    never = f"{held_talks(places, case)}=0"
    return states_of(
        [
            sessions_lead(places),
            *_is_tabled(places),
            f'{case}<>""',
            is_clear(places, case),
        ],
        deadline,
        late=all_of(f"{held_talks(places, case)}>0", f"{held_talks(places, case, before)}=0"),
        still_open=all_of(never, f'{status}<>"ingetrokken"'),
        signal=f"{planned}=0",
    )


def _is_tabled(places: Places) -> list[str]:
    """When T02 counts for a case: reported, and not kept from the table by the triage."""
    cell = places.cell
    outcome, status = cell("Casussen.Triage-uitkomst"), cell("Casussen.Status")
    return [
        f"ISNUMBER({cell('Casussen.Aanmelddatum')})",
        f'{cell("Casussen.Soort")}<>"adviesvraag"',
        any_of(f'{outcome}="bespreken"', all_of(f'{outcome}=""', f'{status}<>"niet op tafel"')),
    ]


def _session_of_case(places: Places) -> dict[State, str]:
    """T02 at Overlegdatum, in a register without sessions on sheets of their own."""
    cell = places.cell
    start, day = cell("Casussen.Aanmelddatum"), cell("Casussen.Overlegdatum")
    deadline = f"({start}+{TERMS['T02']})"
    held = all_of(f"ISNUMBER({day})", f"NOT({_is_planned(places)})")
    ahead = any_of(f'{day}=""', all_of(f"ISNUMBER({day})", _is_planned(places)))
    return states_of(
        [f"NOT({sessions_lead(places)})", *_is_tabled(places)],
        deadline,
        late=all_of(held, f"{day}>{deadline}"),
        still_open=all_of(ahead, f'{cell("Casussen.Status")}<>"ingetrokken"'),
    )


def _is_planned(places: Places) -> str:
    """Whether the overleg on a row of Casussen is still to come."""
    status = places.cell("Casussen.Status")
    before = any_of(*(f'{status}="{word}"' for word in ("", "aangemeld", "getrieerd", "gepland")))
    return all_of(f"{places.cell('Casussen.Overlegdatum')}>{ON}", before)


def _decision_of_case(places: Places) -> dict[State, str]:
    """T05 at Besluit verzonden op of Casussen, in a register without sessions of their own."""
    cell, name = places.cell, places.name
    case, day = cell("Casussen.Casusnummer"), cell("Casussen.Overlegdatum")
    sent = cell("Casussen.Besluit verzonden op")
    in_a = all_of(f'{cell("Casussen.Werkstroom")}="A"', f"{day}>={STREAMS_SINCE}")
    later = (
        f"COUNTIFS({name('Casussen.Casusnummer')},{case},"
        f'{name("Casussen.Overlegdatum")},">"&{day})>0'
    )
    advised = f"COUNTIF({name('Adviezen.Casusnummer')},{case})>0"
    deadline = workdays_after(day, TERMS["T05"])
    return states_of(
        [
            f"NOT({sessions_lead(places)})",
            f"ISNUMBER({day})",
            f"NOT({_is_planned(places)})",
            f'{cell("Casussen.Triage-uitkomst")}<>"mondeling advies"',
        ],
        deadline,
        late=all_of(f"ISNUMBER({sent})", f"{sent}>{deadline}"),
        still_open=all_of(f'{sent}=""', f"NOT({advised})", any_of(in_a, f"NOT({later})")),
    )


def _advice(places: Places) -> dict[State, str]:
    """T05 at Besluit verzonden op."""
    cell, name = places.cell, places.name
    case, number = cell("Adviezen.Casusnummer"), cell("Adviezen.Overlegnummer")
    sent = cell("Adviezen.Besluit verzonden op")
    day = of_session(places, "Overlegdatum", number)
    unfinished = (
        f"COUNTIFS({name('Besprekingen.Casusnummer')},{case},"
        f"{name('Besprekingen.Overlegnummer')},{number},"
        f'{name("Besprekingen.Sessie afgerond")},"nee")>0'
    )
    in_a = [f'{stream_of(places, case, number)}="A"', f"{day}>={STREAMS_SINCE}"]
    deadline = workdays_after(day, TERMS["T05"])
    applies = [
        f'{number}<>""',
        f"{of_session(places, 'Status', number)}={HELD}",
        f"ISNUMBER({day})",
        f'{cell("Adviezen.Soort")}<>"mondeling"',
        f"NOT({all_of(*in_a, unfinished)})",
    ]
    late = all_of(f"ISNUMBER({sent})", f"{sent}>{deadline}")
    return states_of(applies, deadline, late=late, still_open=f'{sent}=""')


def _bare_talk(places: Places) -> dict[State, str]:
    """T05 at the Casusnummer of a held discussion without an advice."""
    cell, name = places.cell, places.name
    case, number = cell("Besprekingen.Casusnummer"), cell("Besprekingen.Overlegnummer")
    day = of_session(places, "Overlegdatum", number)
    advised = name("Adviezen.Casusnummer"), name("Adviezen.Overlegnummer")
    stream, recent = stream_of(places, case, number), f"{day}>={STREAMS_SINCE}"
    later = "+".join(
        sessions_with(places, ("Status", state), ("Overlegdatum", f'">"&{day}'))
        for state in (HELD, PLANNED)
    )
    unclear = (
        f'SUMPRODUCT(({advised[0]}={case})*({advised[1]}<>"")*'
        f"(COUNTIF({name('Overleggen.Overlegnummer')},{advised[1]})=0))"
    )
    loose = f'COUNTIFS({advised[0]},{case},{advised[1]},"",{name("Adviezen.Soort")},"zwaarwegend")'
    nameless = f'COUNTIFS({advised[0]},"",{advised[1]},{number})'
    unfinished = all_of(
        any_of(f'{stream}="A"', f'{stream}=""'),
        recent,
        f'{cell("Besprekingen.Sessie afgerond")}="nee"',
    )
    in_a = all_of(f'{stream}="A"', recent)
    goes_on = all_of(f"NOT({in_a})", f"{talks_in(places, case, later)}>0")
    applies = [
        f"{of_session(places, 'Status', number)}={HELD}",
        f"ISNUMBER({day})",
        f'{of_case(places, "Triage-uitkomst", case)}<>"mondeling advies"',
        f"COUNTIFS({advised[0]},{case},{advised[1]},{number})=0",
        f"{unclear}=0",
        f"{loose}+{nameless}=0",
        f"NOT({unfinished})",
        f"NOT({goes_on})",
    ]
    deadline = workdays_after(day, TERMS["T05"])
    return states_of(applies, deadline, late=None, still_open="TRUE")


def _lapse(places: Places) -> dict[State, str]:
    """T06 at Vervallen gemeld op: reported too late, or not at all; never worse than orange."""
    cell = places.cell
    day, time = cell("Overleggen.Overlegdatum"), cell("Overleggen.Starttijd")
    told = cell("Overleggen.Vervallen gemeld op")
    ahead = f"{TERMS['T06']}/24"
    begin, last_day = f"({day}+{time}-{ahead})", f"({day}-{ahead})"
    in_days = any_of(f'{time}=""', f"{told}=INT({told})")
    late = f"IF({in_days},INT({told})>{last_day},{told}>{begin})"
    silent = f'IF({time}="",{ON}>INT({last_day}),{ON}>{begin})'
    applies = [
        f"{cell('Overleggen.Status')}={LAPSED}",
        f'{cell("Overleggen.Werkstroom")}="A"',
        f"ISNUMBER({day})",
        f"{day}>={START_A}",
        f'OR({time}="",ISNUMBER({time}))',
    ]
    return {State.LATE: all_of(*applies, f'IF({told}="",{silent},{late})')}


_TRIAGE_NEEDS = (
    "Casussen.Aanmelddatum",
    "Casussen.Soort",
    "Casussen.Triage-uitkomst",
    "Casussen.Status",
)
TERM_COLOURS = (
    Term("T01", "Casussen.Triagedatum", _TRIAGE_NEEDS, _triage),
    Term(
        "T02",
        "Casussen.Aanmelddatum",
        (*_TRIAGE_NEEDS, "Casussen.Casusnummer", *_TALKS),
        _session,
    ),
    Term(
        "T02",
        "Casussen.Overlegdatum",
        (*_TRIAGE_NEEDS, *_LEAD),
        _session_of_case,
    ),
    Term(
        "T05",
        "Casussen.Besluit verzonden op",
        (
            *_TRIAGE_NEEDS,
            *_LEAD,
            "Casussen.Casusnummer",
            "Casussen.Werkstroom",
            "Casussen.Overlegdatum",
            "Adviezen.Casusnummer",
        ),
        _decision_of_case,
    ),
    Term(
        "T06",
        "Overleggen.Vervallen gemeld op",
        (
            "Overleggen.Overlegdatum",
            "Overleggen.Starttijd",
            "Overleggen.Status",
            "Overleggen.Werkstroom",
        ),
        _lapse,
    ),
    Term(
        "T05",
        "Besprekingen.Casusnummer",
        (
            *_TALKS,
            *_STREAMS,
            "Besprekingen.Sessie afgerond",
            "Casussen.Triage-uitkomst",
            "Adviezen.Casusnummer",
            "Adviezen.Overlegnummer",
            "Adviezen.Soort",
        ),
        _bare_talk,
    ),
    Term(
        "T05",
        "Adviezen.Besluit verzonden op",
        (
            *_TALKS,
            *_STREAMS,
            "Besprekingen.Sessie afgerond",
            "Adviezen.Casusnummer",
            "Adviezen.Overlegnummer",
            "Adviezen.Soort",
        ),
        _advice,
    ),
    Term(
        "T03",
        "Plaatsingen.Plaatsingsdatum",
        (
            *_TALKS,
            *_STREAMS,
            "Casussen.Aanmelddatum",
            "Plaatsingen.Casusnummer",
            "Plaatsingen.Type",
            "Plaatsingen.Vol",
            "Plaatsingen.Uitstroomdatum",
        ),
        table_after_placement,
    ),
    Term(
        "T04",
        "Plaatsingen.Uitstroomdatum",
        (
            "Plaatsingen.Casusnummer",
            "Plaatsingen.Type",
            "Plaatsingen.Vol",
            "Plaatsingen.Plaatsingsdatum",
            "Plaatsingen.Vervolg geregeld op",
        ),
        stay_not_too_long,
    ),
)
"""Every term that colours, in the order of the sheets."""

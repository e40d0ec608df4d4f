"""The terms of the tussenvoorziening as formulas (T03, T04)."""

from __future__ import annotations

from expertteam_xl.outputs.empty_register_formulas import (
    HELD,
    ON,
    SIGNAL,
    STREAMS_SINCE,
    TERMS,
    all_of,
    any_of,
    is_clear,
    of_case,
    sessions_lead,
    sessions_with,
    states_of,
    talks_in,
)
from expertteam_xl.outputs.empty_register_model import State
from expertteam_xl.outputs.empty_register_places import Places

_HERE = '"tussenvoorziening"'


def _is_placed(places: Places) -> list[str]:
    """When a row is a placement in the tussenvoorziening that was no refusal."""
    kind, full = places.cell("Plaatsingen.Type"), places.cell("Plaatsingen.Vol")
    start = places.cell("Plaatsingen.Plaatsingsdatum")
    return [f"ISNUMBER({start})", f"{kind}={_HERE}", f'{full}<>"ja"']


def table_after_placement(places: Places) -> dict[State, str]:
    """T03 at Plaatsingsdatum."""
    cell = places.cell
    case, start = cell("Plaatsingen.Casusnummer"), cell("Plaatsingen.Plaatsingsdatum")
    left, term = cell("Plaatsingen.Uitstroomdatum"), TERMS["T03"]
    deadline = f"({start}+{term})"
    stream = of_case(places, "Werkstroom", case)
    reported = of_case(places, "Aanmelddatum", case)
    in_stay = _in_a(places, case, stream, f'">="&{start}', f'"<="&{left}')
    gone = all_of(f"ISNUMBER({left})", f"{left}<={ON}", f"{left}<{deadline}", f"{in_stay}=0")
    ever = _in_a(places, case, stream, f'">="&{start}')
    in_time = _in_a(places, case, stream, f'">="&{start}', f'"<="&{deadline}')
    nameless = talks_in(
        places,
        case,
        sessions_with(
            places, ("Status", HELD), ("Werkstroom", '""'), ("Overlegdatum", f'">="&{start}')
        ),
    )
    applies = [
        sessions_lead(places),
        *_is_placed(places),
        f'{stream}<>"B"',
        any_of(f'{reported}=""', f"{reported}>={STREAMS_SINCE}"),
        is_clear(places, case, sessions_with(places, ("Werkstroom", '"B"'))),
        any_of(f'{stream}<>""', f"{nameless}=0"),
        f"NOT({gone})",
    ]
    return states_of(
        applies, deadline, late=all_of(f"{ever}>0", f"{in_time}=0"), still_open=f"{ever}=0"
    )


def _in_a(places: Places, case: str, stream: str, *days: str) -> str:
    """How many held discussions of werkstroom A a case had on such days.

    A session without a werkstroom has that of the case.
    """
    dated = [("Overlegdatum", day) for day in days]
    named = sessions_with(places, ("Status", HELD), ("Werkstroom", '"A"'), *dated)
    unnamed = sessions_with(places, ("Status", HELD), ("Werkstroom", '""'), *dated)
    return talks_in(places, case, f'{named}+({stream}="A")*{unnamed}')


def stay_not_too_long(places: Places) -> dict[State, str]:
    """T04 at Uitstroomdatum of the last of joined placements."""
    cell, name = places.cell, places.name
    case, start = cell("Plaatsingen.Casusnummer"), cell("Plaatsingen.Plaatsingsdatum")
    left, arranged = cell("Plaatsingen.Uitstroomdatum"), cell("Plaatsingen.Vervolg geregeld op")
    cases, starts = name("Plaatsingen.Casusnummer"), name("Plaatsingen.Plaatsingsdatum")
    lefts, kinds = name("Plaatsingen.Uitstroomdatum"), name("Plaatsingen.Type")
    here = f'{kinds},{_HERE},{name("Plaatsingen.Vol")},"<>ja"'
    continued = f'COUNTIFS({cases},{case},{here},{starts},">"&{start},{starts},"<="&{left})'
    before = f'COUNTIFS({cases},{cases},{here},{starts},"<"&{starts},{lefts},">="&{starts})'
    began = (
        f"SUMPRODUCT(MAX(({cases}={case})*({kinds}={_HERE})*({name('Plaatsingen.Vol')}<>"
        f'"ja")*({starts}<={start})*({before}=0)*{starts}))'
    )
    deadline = f"({began}+{TERMS['T04']})"
    last = any_of(f'{left}=""', f"{continued}=0")
    open_end = any_of(f'{left}=""', f"{left}>{deadline}")
    return states_of(
        [*_is_placed(places), f'{case}<>""', last],
        deadline,
        late=all_of(f"ISNUMBER({left})", f"{left}<={ON}", f"{left}>{deadline}"),
        still_open=any_of(f'{left}=""', all_of(f"ISNUMBER({left})", f"{left}>{ON}")),
        signal=all_of(f"{ON}>={began}+{SIGNAL}", open_end, f'{arranged}=""'),
    )

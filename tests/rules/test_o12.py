"""O12: a session of werkstroom A is finished with a solution and a regievoerder for each case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Sheet,
    case,
    cells,
    checked,
    full,
    only,
    outcome,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl.findings import Status

HEADERS = [*talk(), "Regievoerder"]
SECOND = session("OV-2", Overlegdatum=date(2021, 3, 11))


def said(number: str = "ET-2021-001", held: str = "OV-1", **changes: Any) -> dict[str, Any]:
    """A row of Besprekingen that was finished, with a regievoerder."""
    return talk(number, held) | {"Regievoerder": "consulent USD"} | changes


def unfinished(held: str = "OV-1") -> dict[str, Any]:
    """The same of a session that goes on."""
    return said(held=held) | {"Sessie afgerond": "nee"}


def agreed(number: str = "ET-2021-001", held: str = "OV-1", **changes: Any) -> dict[str, Any]:
    """A row of Afspraken: a solution that is in order."""
    row = {
        "Nr": "1",
        "Overlegnummer": held,
        "Casusnummer": number,
        "Type": "oplossing",
        "Uitvoerder": "Youké",
        "Termijn": date(2021, 3, 1),
    }
    return row | changes


def closed(
    *agreements: dict[str, Any],
    talks: Any = None,
    sessions: Any = None,
    cases: Any = None,
    sheet: bool = True,
) -> Any:
    """What a check finds of these agreements; ``sheet``: whether the register has Afspraken."""
    talks = [said()] if talks is None else talks
    sheets: dict[str, Any] = dict(full(cases or [case()], sessions or [session()]))
    sheets["Besprekingen"] = Sheet(talks, HEADERS)
    if sheet:
        sheets["Afspraken"] = Sheet(agreements, list(agreed()))
    return checked(sheets)


def at(row: int, header: str) -> str:
    return f"Besprekingen!{chr(ord('A') + HEADERS.index(header))}{row}"


def test_a_solution_for_every_case() -> None:
    """With an executor, a term and a regievoerder nothing is found."""
    report = closed(agreed(), agreed(Type="actie", Uitvoerder="Kwintes"))

    assert Status.GESLAAGD is outcome(report, "O12").status


def test_no_solution() -> None:
    """An action is none; the finding stands at Sessie afgerond."""
    found = only(closed(agreed(Type="actie")), "O12")

    assert at(2, "Sessie afgerond") == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        "De sessie van 11-02-2021 is afgerond, maar voor deze casus staat er op Afspraken geen "
        "oplossing met uitvoerder en termijn. Leg die vast; is er nog geen oplossing, vul dan in "
        "C2 nee in."
    ) == found.message


@pytest.mark.parametrize(
    "part", [{"Uitvoerder": None}, {"Termijn": None}, {"Termijn": "volgt"}, {"Uitvoerder": "n.b."}]
)
def test_a_solution_without_a_part(part: dict[str, Any]) -> None:
    """Somebody must carry it out, and by a day."""
    assert [at(2, "Sessie afgerond")] == cells(closed(agreed(**part)), "O12")


def test_every_case_of_the_session_needs_its_own() -> None:
    """A solution for one case is none for the other."""
    second = "ET-2021-002"
    report = closed(agreed(), cases=[case(), case(second)], talks=[said(), said(second)])

    assert [at(3, "Sessie afgerond")] == cells(report, "O12")


def test_no_regievoerder() -> None:
    """Stands at its own cell when that is all that lacks; else both are told at once."""
    other = said("ET-2021-002", Regievoerder=None)
    cases = [case(), case("ET-2021-002")]
    one = closed(agreed(), agreed("ET-2021-002"), cases=cases, talks=[said(), other])
    both = closed(agreed(), cases=cases, talks=[said(), other])

    assert [at(3, "Regievoerder")] == cells(one, "O12")
    assert [at(3, "Sessie afgerond")] == cells(both, "O12")
    assert "termijn en geen regievoerder." in only(both, "O12").message


@pytest.mark.parametrize("answer", ["nee", None, "volgt"])
def test_a_session_that_was_not_finished(answer: str | None) -> None:
    """Needs no solution yet; a blank says nothing."""
    talks = [said() | {"Sessie afgerond": answer}, said("ET-2021-002")]
    report = closed(agreed("ET-2021-002"), cases=[case(), case("ET-2021-002")], talks=talks)

    assert [] == cells(report, "O12")
    assert 0 == unknown(report, "O12")


def test_a_solution_of_the_session_before_it() -> None:
    """Counts where that session went on in this one, and not at a return."""
    sessions = [session(), SECOND]
    goes_on = closed(agreed(), sessions=sessions, talks=[unfinished(), said(held="OV-2")])
    returned = closed(agreed(), sessions=sessions, talks=[said(), said(held="OV-2")])

    assert [] == cells(goes_on, "O12")
    assert [at(3, "Sessie afgerond")] == cells(returned, "O12")


@pytest.mark.parametrize(
    ("stream", "day"),
    [("B", date(2021, 2, 11)), (None, date(2019, 5, 2)), ("A", date(2020, 9, 30))],
)
def test_other_sessions(stream: str | None, day: date) -> None:
    """In werkstroom B and under the convenant of 2018 no session is closed this way."""
    held = session(Werkstroom=stream, Overlegdatum=day)
    report = closed(sessions=[held], cases=[case(Werkstroom=stream)], talks=[said()])

    assert [] == cells(report, "O12")


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Was not closed either."""
    report = closed(agreed(Type="actie"), sessions=[session(Status=status)])

    assert [] == cells(report, "O12")


@pytest.mark.parametrize(
    "agreement",
    [
        agreed(Type=None),
        agreed(Type="taak"),
        agreed(Termijn="x"),
        agreed(held=None),
        agreed(held="OV-9"),
    ],
)
def test_an_agreement_that_may_be_a_solution(agreement: dict[str, Any]) -> None:
    """Is unknown: it may be the one that is asked for."""
    report = closed(agreement)

    assert ([], 1) == (cells(report, "O12"), unknown(report, "O12"))


def test_an_agreement_of_another_case_or_session() -> None:
    """Is none of this one."""
    sessions = [session(), SECOND]
    talks = [said(), said(held="OV-2")]
    report = closed(agreed(held="OV-2"), agreed("ET-2021-002"), sessions=sessions, talks=talks)

    assert [at(2, "Sessie afgerond")] == cells(report, "O12")


def test_a_session_of_which_the_werkstroom_is_unknown() -> None:
    """May be one of werkstroom A."""
    held = session(Werkstroom=None)
    report = closed(agreed(Type="actie"), sessions=[held], cases=[case(Werkstroom=None)])

    assert ([], 1) == (cells(report, "O12"), unknown(report, "O12"))


def test_a_team_that_records_no_agreements() -> None:
    """Is told once, and its regievoerders are looked at."""
    talks = [said(), said("ET-2021-002", Regievoerder=None)]
    cases = [case(), case("ET-2021-002")]
    for sheet in (True, False):
        report = closed(cases=cases, talks=talks, sheet=sheet)

        assert [at(3, "Regievoerder")] == cells(report, "O12")
        assert sheet == ("staat nog niets" in (outcome(report, "O12").reason or ""))


def test_a_team_that_records_no_regievoerder() -> None:
    """Is told once, and its solutions are looked at."""
    report = closed(agreed(Type="actie"), talks=[said(Regievoerder=None)])

    assert [at(2, "Sessie afgerond")] == cells(report, "O12")
    assert "'Regievoerder' (Besprekingen) is nergens ingevuld" == outcome(report, "O12").reason


@pytest.mark.parametrize(
    "talks",
    [[said() | {"Sessie afgerond": None}], [said(Regievoerder=None)]],
    ids=["afgerond", "regie"],
)
def test_a_team_that_records_none_of_it(talks: list[dict[str, Any]]) -> None:
    """Nothing can be tested, and that is no finding."""
    found = outcome(closed(talks=talks), "O12")

    assert Status.NIET_TOETSBAAR is found.status
    assert "nergens ingevuld" in (found.reason or "")


def test_a_case_twice_in_one_session() -> None:
    """Is one finding."""
    assert ["fout"] == severities(closed(agreed(Type="actie"), talks=[said(), said()]), "O12")

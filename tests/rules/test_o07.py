"""O07: the kernpartijen are at every doorbraaktafel."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attendance_rows import (
    GUARDIAN,
    ORGANISATIONS,
    PARTIES,
    SAFE_HOME,
    SCHOOL,
    TEAM,
    at,
    chair,
    consulent,
    everyone,
    experts,
    party,
    seat,
    seated,
    spoken,
)
from registers import (
    Formula,
    case,
    cells,
    checked,
    findings,
    listed,
    minimal,
    only,
    outcome,
    session,
    severities,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.convenant.versions import newest_version
from expertteam_xl.findings import Status

SECOND = "ET-2021-002"
WITH_REASON = [spoken(), spoken(SECOND) | {"Ouders aanwezig": "nee", "Reden afwezig": "ziek"}]
TOLD = WITH_REASON[1] | {"Ouders achteraf geïnformeerd op": date(2021, 2, 12)}


def named(report: Report) -> list[str]:
    """Which parties were missed."""
    found = (hit.message for hit in findings(report, "O07"))
    return [each.split("Deelnames: ")[1].split(". Was")[0] for each in found if ": " in each]


def reason(report: Report) -> str:
    return outcome(report, "O07").reason or ""


def test_all_kernpartijen() -> None:
    """With everyone there nothing is found, and who else was there does not matter."""
    report = seated(*everyone(), *experts("Jellinek"))

    assert ([], 0) == (cells(report, "O07"), unknown(report, "O07"))


def test_the_organisations_stand_in_the_agreement() -> None:
    """They are data of the convenant, not of the rule."""
    assert set(ORGANISATIONS) <= set(newest_version().core_parties)


def test_an_organisation_that_was_absent() -> None:
    """Is told once a session, at its number."""
    attendance = [chair(), consulent(), *experts("Leger des Heils", "GGZ Centraal Fornhese")]
    cases, talks = [case(), case(SECOND)], [spoken(), spoken(SECOND)]
    found = only(seated(*attendance, cases=cases, talks=talks), "O07")

    assert "Overleggen!A2" == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", None) == (found.severity.value, found.casusnummer)
    assert (
        "Bij de doorbraaktafel van 11-02-2021 staat een kernpartij niet op Deelnames: Youké. Was "
        "die er wel, zet die er dan bij; zo niet, neem het mee bij het uitnodigen."
    ) == found.message


def test_each_absent_party_is_told() -> None:
    """Nobody but the voorzitter: three organisations, the verwijzer and the gemeente."""
    assert sorted(
        [*ORGANISATIONS, "de gemeente van deze casus", "de verwijzer van deze casus"]
    ) == sorted(named(seated(chair())))


@pytest.mark.parametrize("name", ["Youké Jeugdhulp", "youke", "Youké "])
def test_another_spelling_of_an_organisation(name: str) -> None:
    """Is the same one."""
    others = experts("Leger des Heils", "GGZ Centraal Fornhese")
    partners = [*PARTIES[:1], party(name), *PARTIES[2:]]
    report = seated(chair(), consulent(), *others, *experts(name), partners=partners)

    assert [] == cells(report, "O07")


def test_the_partners_that_the_team_ticked() -> None:
    """Take the place of those of the agreement."""
    partners = [*PARTIES[:3], party("Jellinek", Kernpartij="ja"), *PARTIES[4:]]
    report = seated(chair(), consulent(), *experts("Youké"), partners=partners)

    assert ["Jellinek"] == named(report)
    present = seated(chair(), consulent(), *experts("Jellinek"), partners=partners)
    assert [] == cells(present, "O07")


def test_a_ticked_party_that_is_looked_at_by_its_role() -> None:
    """A gemeente is asked for at its own cases alone; C&A, GI and Veilig Thuis not by name."""
    ticked = [each | {"Kernpartij": "ja"} for each in PARTIES if each["Soort"] != "partner"]
    report = seated(chair(), consulent(), partners=[*ticked, *PARTIES[:3]])

    assert [SCHOOL] == named(report)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"Einddatum": date(2021, 2, 10)}, False),
        ({"Einddatum": date(2021, 2, 11)}, True),
        ({"Getekend op": date(2021, 2, 12)}, False),
        ({"Getekend op": date(2021, 2, 11)}, True),
    ],
)
def test_a_party_that_did_not_take_part_then(changes: dict[str, Any], *, found: bool) -> None:
    """Is not missed before it signed and after it left."""
    partners = [*PARTIES[:1], party("Youké", **changes), *PARTIES[2:]]
    others = experts("Leger des Heils", "GGZ Centraal Fornhese")
    report = seated(chair(), consulent(), *others, partners=partners)

    assert (["Youké"] if found else []) == named(report)


def test_an_organisation_that_is_no_partner_here() -> None:
    """Is told once, in the remark, and missed nowhere."""
    report = seated(chair(), consulent(), partners=PARTIES[2:])

    assert ["GGZ Centraal Fornhese"] == named(report)
    assert ("niet bekeken: Leger des Heils en Youké, want die staan niet op Partners") in reason(
        report
    )


@pytest.mark.parametrize("name", [None, "Yuoké"])
def test_an_expert_of_an_unknown_party(name: str | None) -> None:
    """May be of the one that is missed."""
    others = experts("Leger des Heils", "GGZ Centraal Fornhese")
    report = seated(chair(), consulent(), *others, seat("expert", name))

    assert ([], 1) == (cells(report, "O07"), unknown(report, "O07"))


def test_a_kernpartij_of_an_unknown_kind() -> None:
    """May be no organisation at all."""
    partners = [*PARTIES[4:], party("Youké", "sponsor", Kernpartij="ja")]
    report = seated(chair(), consulent(), partners=partners)

    assert ([], 1) == (cells(report, "O07"), unknown(report, "O07"))


@pytest.mark.parametrize(
    ("who", "seats", "found"),
    [
        ("consulent GI", [seat("jeugdbeschermer", GUARDIAN)], False),
        ("consulent GI", [seat("consulent", GUARDIAN)], False),
        ("consulent GI", [seat("Veilig Thuis", SAFE_HOME)], True),
        ("Veilig Thuis", [seat("Veilig Thuis", SAFE_HOME)], False),
        ("Veilig Thuis", [seat("jeugdbeschermer", GUARDIAN)], True),
        ("Veilig Thuis", [], True),
        ("partner", [], False),
        ("partner onderwijs", [], True),
        ("partner onderwijs", [seat("expert", SCHOOL)], False),
        ("gemeente", [], False),
        ("ouder", [], False),
    ],
)
def test_the_verwijzer(who: str, seats: list[Any], *, found: bool) -> None:
    """Who brought the case in is there; a parent is looked at as parent."""
    report = seated(*everyone(), *seats, cases=[case() | {"Type aanmelder": who}])

    assert (["de verwijzer van deze casus"] if found else []) == named(report)
    assert ([at(2, "Casusnummer")] if found else []) == cells(report, "O07")


@pytest.mark.parametrize("who", [None, "anders", "buurvrouw"])
def test_a_verwijzer_that_nobody_knows(who: str | None) -> None:
    """Is unknown."""
    report = seated(*everyone(), cases=[case() | {"Type aanmelder": who}])

    assert ([], 1) == (cells(report, "O07"), unknown(report, "O07"))


@pytest.mark.parametrize("place", ["Laren", "Huizen", "HBL"])
def test_the_gemeente_of_the_case(place: str) -> None:
    """Its own uitvoeringsdienst, not that of another gemeente."""
    cases = [case(Woonplaats=place)]
    own = [consulent(of="Uitvoeringsdienst HBL"), chair(), *experts()]

    assert [] == cells(seated(*own, cases=cases), "O07")
    assert ["de gemeente van deze casus"] == named(seated(*everyone(), cases=cases))


@pytest.mark.parametrize(
    ("role", "name", "found"),
    [
        ("gemeente", "Gemeente Hilversum", False),
        ("gemeente", None, False),
        ("gemeente", "Gemeente Huizen", True),
        ("consulent", "USD Hilversum", False),
        ("consulent", GUARDIAN, True),
        ("jeugdbeschermer", GUARDIAN, True),
    ],
)
def test_who_stands_for_the_gemeente(role: str, name: str | None, *, found: bool) -> None:
    """Somebody of that gemeente, or its consulent; one without a name may be of any."""
    guardian = seat("jeugdbeschermer", GUARDIAN)
    cases = [case() | {"Type aanmelder": "consulent GI"}]
    report = seated(chair(), *experts(), guardian, seat(role, name), cases=cases)

    assert (["de gemeente van deze casus"] if found else []) == named(report)


def test_a_case_from_elsewhere() -> None:
    """Has no gemeente of the convenant: anybody of a gemeente will do."""
    assert [] == cells(seated(*everyone(), cases=[case(Woonplaats="Eemnes")]), "O07")


def test_a_consulent_of_another_case() -> None:
    """Is not there for this one: verwijzer and gemeente are told at its own row."""
    cases, talks = [case(), case(SECOND)], [spoken(), spoken(SECOND)]
    report = seated(chair(), consulent("ET-2021-001"), *experts(), cases=cases, talks=talks)

    assert [at(3, "Casusnummer")] * 2 == cells(report, "O07")


def test_parents_who_were_absent() -> None:
    """Ask for a reason, at its cell."""
    talks = [WITH_REASON[0] | {"Ouders aanwezig": "nee"}, TOLD]
    found = only(seated(*everyone(), cases=[case(), case(SECOND)], talks=talks), "O07")

    assert at(2, "Reden afwezig") == f"{found.sheet}!{found.cell}"
    assert (
        "De ouders, een kernpartij, waren niet bij de doorbraaktafel van 11-02-2021; er staat geen "
        "reden. Vul in D2".replace("D2", at(2, "Reden afwezig").split("!")[1])
        + " een code in voor de reden van de verwijzer."
    ) == found.message


@pytest.mark.parametrize(
    ("present", "unsure"), [("ja", 0), (None, 1), ("misschien", 1), ("onbekend", 1)]
)
def test_parents_of_whom_nobody_says_that_they_were_absent(
    present: str | None, unsure: int
) -> None:
    """A blank is unknown."""
    talks = [spoken() | {"Ouders aanwezig": present}, TOLD]
    report = seated(*everyone(), cases=[case(), case(SECOND)], talks=talks)

    assert ([], unsure) == (cells(report, "O07"), unknown(report, "O07"))


@pytest.mark.parametrize("present", ["nee", None])
def test_a_parent_on_deelnames(present: str | None) -> None:
    """Was there, whatever Besprekingen says."""
    talks = [spoken() | {"Ouders aanwezig": present}, TOLD]
    attendance = [*everyone(), seat("ouder", cases="ET-2021-001")]
    report = seated(*attendance, cases=[case(), case(SECOND)], talks=talks)

    assert ([], 0) == (cells(report, "O07"), unknown(report, "O07"))


def test_a_reason_that_cannot_be_read() -> None:
    """An error in the cell is no blank."""
    talks = [spoken() | {"Ouders aanwezig": "nee", "Reden afwezig": Formula("=1/0", "#DIV/0!")}]
    report = seated(*everyone(), cases=[case(), case(SECOND)], talks=[*talks, TOLD])

    assert ([], 1) == (cells(report, "O07"), unknown(report, "O07"))


def test_a_team_that_records_no_reasons() -> None:
    """Is told once."""
    report = seated(*everyone(), talks=[spoken() | {"Ouders aanwezig": "nee"}])

    assert [] == cells(report, "O07")
    assert "de ouders zijn niet bekeken" in reason(report)


@pytest.mark.parametrize(
    ("stream", "day"),
    [("B", date(2021, 2, 11)), (None, date(2019, 5, 2)), ("A", date(2020, 9, 30))],
)
def test_other_sessions(stream: str | None, day: date) -> None:
    """Kernpartijen belong to the doorbraaktafel of the convenant of 2020."""
    sessions = [session(Werkstroom=stream, Overlegdatum=day)]
    report = seated(chair(), cases=[case(Werkstroom=stream)], sessions=sessions)

    assert ([], 0) == (cells(report, "O07"), unknown(report, "O07"))


def test_the_first_doorbraaktafel() -> None:
    """On the first day of the convenant of 2020 they are expected."""
    report = seated(chair(), consulent(), sessions=[session(Overlegdatum=date(2020, 10, 1))])

    assert ["waarschuwing"] * 3 == severities(report, "O07")


def test_a_session_of_which_the_werkstroom_is_unknown() -> None:
    """May be a doorbraaktafel."""
    report = seated(chair(), cases=[case(Werkstroom=None)], sessions=[session(Werkstroom=None)])

    assert ([], 1) == (cells(report, "O07"), unknown(report, "O07"))


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Had nobody at the table."""
    assert [] == cells(seated(chair(), sessions=[session(Status=status)]), "O07")


@pytest.mark.parametrize("attendance", [experts("Youké"), [chair("OV-2")]], ids=["time", "nobody"])
def test_doorbraaktafels_with_only_who_declares(attendance: list[Any]) -> None:
    """Can't be tested, also where a session of werkstroom B tells more."""
    other = session("OV-2", Werkstroom="B")
    cases = [case(), case(SECOND, Werkstroom="B")]
    talks = [spoken(), spoken(SECOND, "OV-2")]
    report = seated(
        *attendance, chair("OV-2"), cases=cases, sessions=[session(), other], talks=talks
    )

    assert (Status.NIET_TOETSBAAR, []) == (outcome(report, "O07").status, cells(report, "O07"))
    assert "op Deelnames staat alleen wie declareert, of niemand" in reason(report)


def test_one_doorbraaktafel_with_only_who_declares() -> None:
    """Is left out and counted."""
    sessions, talks = [session(), session("OV-2")], [spoken(), spoken(SECOND, "OV-2")]
    cases = [case(), case(SECOND)]
    attendance = [*everyone(), *experts("Jellinek", held="OV-2")]
    report = seated(*attendance, cases=cases, sessions=sessions, talks=talks)

    assert [] == cells(report, "O07")
    assert "1 overleg niet getoetst" in reason(report)


def test_without_a_list_of_partners() -> None:
    """The names of the agreement are looked for all the same."""
    report = seated(chair(), consulent(), *experts("Youké"), partners=None)

    assert ["GGZ Centraal Fornhese", "Leger des Heils"] == sorted(named(report))


def test_a_minimal_register() -> None:
    """Has no attendance to look at."""
    assert Status.NIET_TOETSBAAR is outcome(checked(minimal(listed())), "O07").status


@pytest.mark.parametrize("name", ["Gemeente Huizen", "Weesp", "gemeente Eemnes"])
def test_a_gemeente_that_is_ticked_is_looked_at_by_its_role(name: str) -> None:
    """Also where its kind is empty: only the gemeente of the case has to be there."""
    partners = [
        *(party(each, Kernpartij="ja") for each in ORGANISATIONS),
        *PARTIES[len(ORGANISATIONS) :],
        party(name, None, Kernpartij="ja"),
    ]

    assert [] == cells(seated(*everyone(), partners=partners), "O07")


def five_times(*seats: Any) -> Report:
    """Five doorbraaktafels about the same case, with these people at each of them."""
    numbers = [f"OV-{number}" for number in range(1, 6)]
    return seated(
        *(each | {"Overlegnummer": number} for number in numbers for each in seats),
        sessions=[session(number) for number in numbers],
        talks=[spoken(held=number) for number in numbers],
    )


def test_an_organisation_that_is_named_nowhere_is_told_once() -> None:
    """At the first of the sessions, with how many there are."""
    report = five_times(chair(), consulent(), *experts(*ORGANISATIONS[1:]))

    assert ["Overleggen!A2"] == cells(report, "O07")
    assert (
        "Bij geen van 5 doorbraaktafels, de eerste op 11-02-2021, staat een kernpartij op "
        "Deelnames: Leger des Heils. Was die er wel, zet die er dan bij; zo niet, neem het mee bij "
        "het uitnodigen."
    ) == only(report, "O07").message


def test_a_role_that_is_recorded_nowhere_is_told_once() -> None:
    """Nobody of a gemeente, and no verwijzer, at any of them."""
    report = five_times(chair(), *experts(), seat("schakelfunctionaris", TEAM))

    assert ["Besprekingen!B2"] * 2 == cells(report, "O07")
    assert all(
        "Bij geen van 5 doorbraaktafels" in found.message for found in findings(report, "O07")
    )

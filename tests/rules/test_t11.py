"""T11: dates in their order, and none after the peildatum."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Sheet,
    advice,
    case,
    cells,
    checked,
    findings,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    session,
    severities,
    stay,
    talk,
    unknown,
)

GOOD = listed() | {"Afgesloten op": date(2021, 6, 1)}
FUTURE = date(2021, 12, 16)
SENT = "Besluit verzonden op"


def closed(day: Any) -> dict[str, Any]:
    """A row of Afsluitingen."""
    return {"Casusnummer": "ET-2021-001", "Datum": day, "Type": "afgesloten"}


def test_a_case_in_order_gives_nothing() -> None:
    """All on one day is in order too, and so are blanks."""
    day = date(2021, 2, 1)
    chain = ("Aanmelddatum", "Triagedatum", "Overlegdatum", SENT, "Afgesloten op")
    rows = [GOOD, GOOD | dict.fromkeys(chain, day), GOOD | dict.fromkeys(chain)]

    assert [] == findings(checked(minimal(*rows)), "T11")


@pytest.mark.parametrize(
    ("field", "day", "text"),
    [
        ("Triagedatum", date(2021, 1, 31), "De triage (31-01-2021) komt vóór de aanmelding"),
        ("Overlegdatum", date(2021, 2, 2), "Het overleg (02-02-2021) komt vóór de triage"),
        (SENT, date(2021, 2, 10), "De verzending van het besluit (10-02-2021) komt vóór het over"),
        ("Afgesloten op", date(2021, 2, 11), "De afsluiting (11-02-2021) komt vóór de verzending"),
    ],
)
def test_each_pair_of_a_minimal_register(field: str, day: date, text: str) -> None:
    """The finding stands at the date that comes before the one it should follow."""
    found = only(checked(minimal(GOOD | {field: day})), "T11")

    assert place(2, field) == f"{found.sheet}!{found.cell}"
    assert ("fout", None, None) == (found.severity.value, found.days, found.deadline)
    assert found.message.startswith(text)


def test_the_nearest_date_before_it_counts() -> None:
    """Where dates between are blank, the one before them is compared with."""
    row = GOOD | {"Triagedatum": None, "Overlegdatum": None, SENT: date(2021, 1, 5)}
    found = only(checked(minimal(row)), "T11")

    assert place(2, SENT) == f"{found.sheet}!{found.cell}"
    assert "komt vóór de aanmelding (01-02-2021)" in found.message


def test_birth_after_aanmelding_does_not_tell_the_birth() -> None:
    """L6: it stands at the aanmelding, which comes before; the date of birth is never repeated."""
    row = GOOD | {"Aanmelddatum": date(2021, 3, 15), "Triagedatum": None, "Overlegdatum": None}
    row |= {SENT: None, "Geboortedatum": date(2021, 3, 20)}
    found = only(checked(minimal(row)), "T11")

    assert place(2, "Aanmelddatum") == f"{found.sheet}!{found.cell}"
    assert "komt vóór de geboorte." in found.message
    assert "20-03-2021" not in found.message


def test_a_leaving_before_the_placement() -> None:
    """Plaatsing comes before uitstroom, also outside the tussenvoorziening."""
    left = {"Uitstroomdatum": date(2021, 2, 28)}
    report = checked(full([case()], Plaatsingen=[stay() | left, stay(Type="pleegzorg") | left]))

    assert ["Plaatsingen!D2", "Plaatsingen!D3"] == cells(report, "T11")


def test_a_session_before_the_triage_of_its_case() -> None:
    """In a full register it stands at the session, with the case it is about."""
    sheets = full(
        [case(), case("ET-2021-002", Triagedatum=None, Aanmelddatum=date(2021, 2, 15))],
        [session(Overlegdatum=date(2021, 2, 2))],
        [talk(), talk("ET-2021-002")],
    )
    found = findings(checked(sheets), "T11")

    assert ["Overleggen!B2"] * 2 == [f"{each.sheet}!{each.cell}" for each in found]
    assert ["ET-2021-001", "ET-2021-002"] == [each.casusnummer for each in found]
    assert "komt vóór de triage (03-02-2021)" in found[0].message
    assert "komt vóór de aanmelding (15-02-2021)" in found[1].message


def test_only_the_first_session_must_follow_the_triage() -> None:
    """The first held session counts; a lapsed one before the triage is nothing."""
    sheets = full(
        [case()],
        [session(Overlegdatum=date(2021, 2, 2), Status="vervallen"), session("OV-2")],
        [talk(), talk(held="OV-2")],
    )

    assert [] == findings(checked(sheets), "T11")


def test_a_besluit_before_its_session() -> None:
    """It stands at the sending, of the session that the advice came from."""
    sheets = full([case()], [session()], [talk()], [advice() | {SENT: date(2021, 2, 10)}])

    assert [place(2, SENT, "Adviezen", advice())] == cells(checked(sheets), "T11")


def test_a_besluit_without_a_session_follows_the_triage() -> None:
    """A mondeling advies is compared with the triage of its case."""
    oral = advice(held=None, Soort="mondeling") | {SENT: date(2021, 2, 2)}
    found = only(checked(full([case()], [session()], [talk()], [oral])), "T11")

    assert "komt vóór de triage (03-02-2021)" in found.message


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 2, 12), []),
        (date(2021, 2, 11), ["de verzending van het besluit (12-02-2021)"]),
        (date(2021, 2, 10), ["het overleg (11-02-2021)"]),
    ],
)
def test_a_closing_before_what_came_first(day: date, expected: list[str]) -> None:
    """A closing follows the besluit and the session of its case."""
    sheets = full([case()], [session()], [talk()], [advice()], Afsluitingen=[closed(day)])
    report = checked(sheets)

    assert ["Afsluitingen!B2"] * len(expected) == cells(report, "T11")
    for found, text in zip(findings(report, "T11"), expected, strict=True):
        assert f"komt vóór {text}" in found.message


def test_a_case_that_returns_after_its_closing_is_in_order() -> None:
    """A second session and its besluit may come after the first closing."""
    sheets = full(
        [case()],
        [session(), session("OV-2", Overlegdatum=date(2021, 9, 9))],
        [talk(), talk(held="OV-2")],
        [advice(), advice("AD-2", held="OV-2") | {SENT: date(2021, 9, 10)}],
        Afsluitingen=[closed(date(2021, 5, 1))],
    )

    assert [] == findings(checked(sheets), "T11")


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("Aanmelddatum", dict.fromkeys(("Triagedatum", "Overlegdatum", SENT))),
        ("Triagedatum", dict.fromkeys(("Overlegdatum", SENT))),
        ("Overlegdatum", {SENT: None}),
        (SENT, {}),
        ("Afgesloten op", {}),
        ("Oplossing gerealiseerd op", {}),
    ],
)
def test_nothing_that_happened_lies_after_the_peildatum(
    field: str, changes: dict[str, Any]
) -> None:
    """An event after the peildatum is one finding; on the peildatum itself is none."""
    row = listed() | changes
    headers = [*listed(), field]
    after = checked({"Aanmeldingen": Sheet([row | {field: FUTURE}], dict.fromkeys(headers))})
    today = checked(
        {"Aanmeldingen": Sheet([row | {field: date(2021, 12, 15)}], dict.fromkeys(headers))}
    )
    found = only(after, "T11")

    assert "fout" == found.severity.value
    assert "(16-12-2021) ligt na de peildatum 15-12-2021" in found.message
    assert [] == findings(today, "T11")


def test_events_of_a_full_register_after_the_peildatum() -> None:
    """A held session, a besluit, a closing and a placement to come; each at its own date."""
    sheets = full(
        [case()],
        [session(Overlegdatum=FUTURE)],
        [talk()],
        [advice() | {SENT: FUTURE}],
        Afsluitingen=[closed(FUTURE)],
        Plaatsingen=[stay(Plaatsingsdatum=FUTURE)],
    )

    assert [
        place(2, SENT, "Adviezen", advice()),
        "Afsluitingen!B2",
        "Overleggen!B2",
        "Plaatsingen!C2",
    ] == cells(checked(sheets), "T11")


def test_what_is_planned_may_lie_ahead() -> None:
    """A planned session, a term, a tariff and a leaving to come are no events."""
    sheets = full(
        [case()],
        [session(Overlegdatum=FUTURE, Status="gepland")],
        [talk()],
        Plaatsingen=[stay(Uitstroomdatum=FUTURE)],
        Afspraken=[
            {
                "Nr": "1",
                "Overlegnummer": "OV-1",
                "Casusnummer": "ET-2021-001",
                "Uitvoerder": "Youké",
                "Termijn": FUTURE,
            }
        ],
    )
    open_case = listed(Overlegdatum=FUTURE, Status="gepland") | {SENT: None}

    assert [] == findings(checked(sheets), "T11")
    assert [] == findings(checked(minimal(open_case)), "T11")


def test_a_date_is_reported_once() -> None:
    """A date that comes too early for two reasons is one finding."""
    row = GOOD | {"Overlegdatum": date(2021, 1, 2), "Triagedatum": date(2021, 2, 3)}
    row |= {SENT: None, "Afgesloten op": None}

    assert ["fout"] == severities(checked(minimal(row)), "T11")


def test_unreadable_dates_are_unknown() -> None:
    """What can't be read can't be compared, and is counted."""
    report = checked(minimal(GOOD | {"Triagedatum": "x", "Overlegdatum": "ja"}))

    assert [] == findings(report, "T11")
    assert 2 == unknown(report, "T11")


def doubled(field: str, day: Any, **sheets: Any) -> Any:
    """A full register, in order, that has this date on Casussen as well."""
    parts: dict[str, Any] = {
        "sessions": [session()],
        "talks": [talk()],
        "advices": [advice()],
        "Afsluitingen": [closed(date(2021, 6, 1))],
    }
    return checked(full([case() | {field: day}], **parts | sheets))


@pytest.mark.parametrize(
    ("field", "same", "text"),
    [
        ("Overlegdatum", date(2021, 2, 11), "Het overleg (20-02-2021) wijkt af van Overleggen"),
        (SENT, date(2021, 2, 12), "De verzending van het besluit (20-02-2021) wijkt af van Advi"),
        ("Afgesloten op", date(2021, 6, 1), "De afsluiting (20-02-2021) wijkt af van Afsluitingen"),
    ],
)
def test_a_date_that_its_own_sheet_contradicts(field: str, same: date, text: str) -> None:
    """The sheet leads: another date on Casussen is a warning at that cell that tells both."""
    found = only(doubled(field, date(2021, 2, 20)), "T11")

    at = place(2, field, "Casussen", case() | {field: same})
    assert at == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert found.message.startswith(text)
    assert f"({same:%d-%m-%Y}); dat blad gaat voor. Verbeter I2 of dat blad." in found.message
    assert [] == findings(doubled(field, same), "T11")


@pytest.mark.parametrize("field", ["Overlegdatum", SENT, "Afgesloten op"])
@pytest.mark.parametrize("value", [None, "volgt", "x"])
def test_a_blank_or_unreadable_date_contradicts_nothing(field: str, value: Any) -> None:
    """There is nothing to compare; an unreadable one is counted."""
    report = doubled(field, value)

    assert [] == findings(report, "T11")
    assert (value == "x") == unknown(report, "T11")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Overlegdatum": date(2021, 12, 20), "Status": "gepland"}, []),
        ({"Overlegdatum": date(2021, 12, 20), "Status": "vervallen"}, ["Casussen!I2"]),
        ({"Overlegdatum": date(2021, 12, 20), "Status": None}, []),
        ({"Overlegdatum": "volgt", "Status": "gepland"}, []),
        ({"Overlegdatum": "x"}, []),
    ],
)
def test_any_session_of_the_case_may_be_meant(changes: dict[str, Any], expected: list[str]) -> None:
    """Held or planned, and one of which that can't be told; a lapsed one is none."""
    sessions = [session(), session("OV-2", **changes)]
    report = doubled(
        "Overlegdatum", date(2021, 12, 20), sessions=sessions, talks=[talk(), talk(held="OV-2")]
    )

    assert expected == cells(report, "T11")


def test_the_dates_of_every_session_are_named() -> None:
    """So that she sees which one was meant."""
    sessions = [session(), session("OV-2", Overlegdatum=date(2021, 2, 25))]
    report = doubled(
        "Overlegdatum", date(2021, 2, 20), sessions=sessions, talks=[talk(), talk(held="OV-2")]
    )

    assert "Overleggen (11-02-2021 en 25-02-2021)" in only(report, "T11").message


@pytest.mark.parametrize(
    ("field", "sheets", "name"),
    [
        ("Overlegdatum", {"talks": [], "advices": []}, "Overleggen"),
        (SENT, {"advices": []}, "Adviezen"),
        ("Afgesloten op", {"Afsluitingen": [closed(None) | {"Casusnummer": "X"}]}, "Afsluitingen"),
    ],
)
def test_a_date_that_its_own_sheet_does_not_have(
    field: str, sheets: dict[str, Any], name: str
) -> None:
    """The sheet leads, so the event did not happen: a warning too."""
    found = only(doubled(field, date(2021, 6, 20), **sheets), "T11")

    assert (
        f"(20-06-2021) staat niet op {name}; dat blad gaat voor. Verbeter I2 of dat blad."
        in found.message
    )


@pytest.mark.parametrize("number", [None, "ET-2021-001"])
def test_an_advice_that_may_be_the_one_contradicts_nothing(number: str | None) -> None:
    """An advice of no case with that date, and one of the case without a date."""
    sent = date(2021, 2, 20) if number is None else None
    loose = advice("AD-2", of=number, held=None) | {SENT: sent}
    report = doubled(SENT, date(2021, 2, 20), advices=[advice(), loose])

    assert [] == findings(report, "T11")


def test_without_the_sheets_casussen_leads() -> None:
    """A register that has no such sheet has nothing to contradict; Adviezen alone may."""
    row = GOOD | {SENT: date(2021, 2, 13)}

    assert [] == findings(checked(minimal(row)), "T11")
    assert [place(2, SENT)] == cells(checked(minimal(row) | {"Adviezen": [advice()]}), "T11")


def test_sheets_that_name_no_case_contradict_nothing() -> None:
    """Without the column Casusnummer nobody can tell whose date it is."""
    sheets = full([case() | {SENT: date(2021, 2, 20)}], [session()], [talk()])
    sheets["Adviezen"] = Sheet([advice()], [h for h in advice() if h != "Casusnummer"])

    assert [] == findings(checked(sheets), "T11")


def test_many_dates_after_the_peildatum_may_mean_another_peildatum() -> None:
    """Every one is told, and the reason asks whether the peildatum is the one that was meant."""
    late = [GOOD | {"Casusnummer": f"ET-2021-{n:03d}", SENT: FUTURE} for n in range(1, 11)]
    late = [row | {"Afgesloten op": None} for row in late]
    few, many = (checked(minimal(*rows)) for rows in (late[:9], late))

    assert [9, 10] == [len(findings(each, "T11")) for each in (few, many)]
    assert outcome(few, "T11").reason is None
    assert (
        "10 datums liggen na de peildatum 15-12-2021; is dat de bedoelde peildatum?"
        == outcome(many, "T11").reason
    )

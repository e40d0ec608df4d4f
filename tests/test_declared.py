"""The views of declared time: what the rules on money and the billing both build on."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import tools
from money_rows import attendee, money, partner, spent, tariff
from registers import ON, case, register, session, talk

from expertteam_xl.convenant.gemeenten import NIET_TOEWIJSBAAR
from expertteam_xl.declared import (
    attendance,
    attended,
    billed,
    blocking,
    cents_per_hour,
    discussed,
    payer,
    shares,
    tariffs,
    times,
)
from expertteam_xl.declared.times import half_up
from expertteam_xl.rules.context import Context

CASES = [case(), case("ET-2021-002"), case("ET-2021-003")]
TALKS = [talk(Bespreekminuten=40), talk("ET-2021-002", Bespreekminuten=30)]


def viewed(*attended_by: dict[str, Any], **sheets: Any) -> Context:
    """The register with this attendance, as the rules look at it."""
    defaults: dict[str, Any] = {"cases": CASES, "talks": TALKS}
    return Context(register(money(*attended_by, **(defaults | sheets))), ON)


def everyone(context: Context) -> list[tuple[int, str]]:
    """Row of Deelnames and casusnummer of every share."""
    pairs, talks = attended(context, billed(context)), discussed(context)
    keys = talks["key"].to_numpy()[pairs["talk"]]
    return list(zip(pairs["row"].tolist(), keys.tolist(), strict=True))


def examples() -> list[dict[str, Any]]:
    """The worked examples of one meeting each; none where they are not beside the checkout."""
    path = tools.SHARED / "voorbeelden.json"
    if not path.is_file():
        return []
    found = json.loads(path.read_text(encoding="utf-8"))["facturatie"]
    return [each for each in found if "deelnames" in each["invoer"]]


def built(example: dict[str, Any]) -> Context:
    """The register that an example describes; every row of Deelnames has a tariff of its own."""
    given = example["invoer"]
    on = date.fromisoformat(given["datum"])
    rows, rates = [], []
    for number, each in enumerate(given["deelnames"]):
        code = f"T{number}"
        time = spent(each["overleg_min"], each["voorbereiding_min"], each["reis_min"])
        named = "; ".join(each["casussen"]) if each.get("casussen") else None
        rows.append(attendee(each["partner"], Casusnummers=named, Tariefcode=code, **time))
        rates.append(tariff(each["partner"], each["tarief_cent_per_uur"], Tariefcode=code))
    cases = [case(c["casusnummer"], Woonplaats=c["woonplaats"]) for c in given["casussen"]]
    talks = [
        talk(c["casusnummer"], Bespreekminuten=c.get("bespreekminuten")) for c in given["casussen"]
    ]
    names = dict.fromkeys(each["partner"] for each in given["deelnames"])
    held = session(Overlegdatum=on, Werkstroom=given["werkstroom"], Status=given["status"])
    return Context(
        register(
            money(
                *rows,
                partners=[partner(name) for name in names],
                tariffs=rates,
                cases=cases or [case()],
                sessions=[held],
                talks=talks,
            )
        ),
        on,
    )


@pytest.mark.skipif(not examples(), reason="no folder 'shared' with examples beside the checkout")
@pytest.mark.parametrize("example", examples(), ids=[each["id"] for each in examples()])
def test_worked_examples(example: dict[str, Any]) -> None:
    """Minutes a partner, cap, tariff, and which case goes to which gemeente, as they say."""
    context, expected = built(example), example["verwacht"]
    rows, chosen = attendance(context), billed(context)
    spent_by = rows[chosen].groupby(context.objects("Deelnames.Partner")[chosen])["minutes"].sum()
    told = {name: each["werkelijk_min"] for name, each in expected["per_partner"].items()}

    assert told == spent_by.to_dict()
    assert lines_of(example) == shares_of(context)
    if chosen.any():
        assert {expected["convenant"]} == set(rows["version"])
        cut = any(each["afgetopt_min"] for each in expected["per_partner"].values())
        assert not cut or rows["capped"].all()
        rates = [each["tarief_cent_per_uur"] for each in example["invoer"]["deelnames"]]
        assert rates == cents_per_hour(context)[tariffs(context).row].tolist()


def lines_of(example: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Partner, case and gemeente of every line that an example expects."""
    lines = example["verwacht"]["regels"]
    return {(each["partner"], each["casusnummer"], each["gemeente"]) for each in lines}


def shares_of(context: Context) -> set[tuple[str, str, str]]:
    """The same, of the views."""
    talks, pairs = discussed(context), attended(context, billed(context))
    names = context.objects("Deelnames.Partner")
    numbers = context.objects("Casussen.Casusnummer")
    found = set()
    for row, place in zip(pairs["row"], pairs["talk"], strict=True):
        at = int(talks["case"].iloc[place])
        gemeente = payer(context, at, context.on).gemeente
        found.add((names[row], numbers[at], gemeente or NIET_TOEWIJSBAAR))
    return found


def test_a_row_is_for_all_cases_or_those_it_names() -> None:
    """A blank is all; a case that was not discussed there has no share; twice is once."""
    context = viewed(
        attendee(),
        attendee(Casusnummers="ET-2021-002"),
        attendee(Casusnummers="ET-2021-003; ET-2021-001; et-2021-001"),
        attendee(Casusnummers="ET-2021-003"),
    )

    assert [2, 1, 1, 0] == shares(context).cases.tolist()
    assert [True, True, True, False] == billed(context).tolist()
    assert [
        (0, "et-2021-001"),
        (0, "et-2021-002"),
        (1, "et-2021-002"),
        (2, "et-2021-001"),
    ] == everyone(context)


def test_a_case_that_stands_twice_at_a_meeting_is_one() -> None:
    """Its minutes are together; where one lacks them it has none."""
    again = talk(Bespreekminuten=5)
    both = discussed(viewed(attendee(), talks=[*TALKS, again]))
    lacking = discussed(viewed(attendee(), talks=[*TALKS, talk(Bespreekminuten=None)]))

    assert [45, 30] == both["minutes"].tolist()
    assert [0, 30] == lacking["minutes"].tolist()
    assert [True, False] == lacking["lacking"].tolist()


def test_minutes_that_cannot_be_are_none() -> None:
    """Unreadable, zero and negative ones are faulty, not lacking."""
    rows = [talk(Bespreekminuten="1,5"), talk("ET-2021-002", Bespreekminuten=0)]
    rows += [talk("ET-2021-003", Bespreekminuten=-20)]
    found = discussed(viewed(attendee(), talks=rows))

    assert [0, 0, 0] == found["minutes"].tolist()
    assert [True] * 3 == found["faulty"].tolist()
    assert [False] * 3 == found["lacking"].tolist()


def test_minutes_are_whole_numbers() -> None:
    """Of every view, whatever was typed."""
    context = viewed(attendee(Uren=2.175, **spent(None)), attendee(**spent(60, None, 7)))
    rows, told = attendance(context), times(context)

    assert [131, 67] == rows["minutes"].tolist()
    for values in (rows["minutes"], told.total, told.parts, discussed(context)["minutes"]):
        assert np.issubdtype(np.asarray(values).dtype, np.integer)
    assert np.issubdtype(cents_per_hour(context).dtype, np.integer)


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        (Fraction(1, 2), 1),
        (Fraction(49, 100), 0),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(-1, 2), 0),
        (Fraction(7), 7),
    ],
)
def test_half_goes_up(number: Fraction, whole: int) -> None:
    """Not to the even number."""
    assert whole == half_up(number)


def test_what_is_not_there_is_nothing() -> None:
    """Without attendance there are no rows, and nothing fails."""
    context = viewed()

    assert 0 == len(attendance(context))
    assert [] == everyone(context)
    assert 0 == len(tariffs(context).row)


@pytest.mark.parametrize("sheet", ["Overleggen", "Besprekingen", "Casussen", "Partners"])
def test_views_of_a_register_without_a_sheet(sheet: str) -> None:
    """Nothing is billed, and nothing fails."""
    sheets = {name: rows for name, rows in money(attendee()).items() if name != sheet}
    context = Context(register(sheets), ON)

    assert len(attendance(context)) == 1
    assert len(tariffs(context).row) == 1
    if sheet != "Casussen":
        assert not billed(context).any()


def test_without_tariffs_there_is_none() -> None:
    """Every row is without one."""
    context = viewed(attendee(), tariffs=None)

    assert [-1] == tariffs(context).row.tolist()
    assert [False] == tariffs(context).partner_known.tolist()


def test_what_keeps_a_declaration_from_being_made() -> None:
    """The rule by which each row can't be declared, wherever its finding stands."""
    rows = [
        attendee(),
        attendee(**spent(0)),
        attendee(**spent(-5)),
        attendee(**spent("1,5")),
        attendee(**spent(None)),
        attendee(Tariefcode="JW"),
        attendee("Kwintes"),
        attendee(Casusnummers="ET-2021-003"),
        attendee("C&A", **spent(-5)),
        attendee(Uitgenodigd="nee", **spent(-5)),
        attendee(held="OV-2", **spent(-5)),
    ]
    context = viewed(
        *rows,
        partners=[partner(), partner("Kwintes"), partner("C&A", Soort="C&A", Declarabel="nee")],
        sessions=[session(), session("OV-2", Status="vervallen")],
    )

    assert [None, "F09", "F09", None, None, "F07", "F01", "F10", None, None, None] == (
        blocking(context).tolist()
    )


def test_a_tariff_that_cannot_be_used_blocks_too() -> None:
    """And so does an overlap on the overlegdatum."""
    unclear = viewed(attendee(), tariffs=[tariff(**{"Geldig van": None})])
    overlap = viewed(attendee(), tariffs=[tariff(), tariff(cents=9700)])

    assert ["F07"] == blocking(unclear).tolist()
    assert ["F07"] == blocking(overlap).tolist()


def test_a_meeting_without_a_case_never_blocks() -> None:
    """Its time is not billed at all."""
    context = viewed(attendee(Casusnummers="ET-2021-003"), talks=[], tariffs=[tariff("Kwintes")])

    assert [None] == blocking(context).tolist()

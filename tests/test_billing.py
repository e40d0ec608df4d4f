"""The sum of `declareer`: the worked examples, and each reading of the rules that a setting gives."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from billing_rows import AFTER, EXAMPLES, K1, adds_up, sheets_of, split_of, told
from money_rows import attendee, money, partner, spent, tariff
from registers import case, register, session, talk

from expertteam_xl import Quarter, split_costs
from expertteam_xl.billing.model import NIET_TOEWIJSBAAR, Amount
from expertteam_xl.billing.report import as_dict

THREE = [case(), case("ET-2021-002", Woonplaats="Laren"), case("ET-2021-003", Woonplaats="Huizen")]


def talks_of(*minutes: object) -> list[dict[str, Any]]:
    """Discussions of the first cases, with these bespreekminuten."""
    return [talk(f"ET-2021-00{n}", Bespreekminuten=m) for n, m in enumerate(minutes, 1)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_examples(name: str) -> None:
    """FX1–FX9 of domein.md §6, to the minute and the cent."""
    example = EXAMPLES[name]
    split = split_of(sheets_of(example), example.quarter)
    partners = {
        who: (x.werkelijk_min, x.gedeclareerd_min, x.afgetopt_min, x.cent)
        for who, x in split.per_partner.items()
    }

    assert list(example.lines) == told(split)
    assert example.partners == partners
    assert list(example.found) == [finding.code for finding in split.findings]
    assert () == split.blocking
    for line in split.lines:
        assert (example.basis, example.convenant) == (line.verdeelbasis, line.convenant)
        assert (example.stream, example.day) == (line.werkstroom, line.overlegdatum)
    adds_up(split)


def test_fx10_a_whole_quarter() -> None:
    """FX1 and FX2 together; FX3 of another year is left out."""
    split = split_of(sheets_of(EXAMPLES["FX1"], EXAMPLES["FX2"], EXAMPLES["FX3"]))

    assert {
        "Gooise Meren": Amount(93, 14852),
        "Hilversum": Amount(114, 18212),
        "Huizen": Amount(40, 6400),
        "Laren": Amount(33, 5253),
    } == dict(split.by_gemeente)
    assert Amount(280, 44717) == split.total
    adds_up(split)


def test_every_line_names_its_row() -> None:
    """Row 2 and 3 of Deelnames; the column is that of the overlegnummer."""
    split = split_of(sheets_of(EXAMPLES["FX5"]), Quarter(2021, 2))

    assert ["Deelnames!A2"] * 4 + ["Deelnames!A3"] * 2 == [line.bron for line in split.lines]


def test_json_has_the_keys_of_the_contract_and_no_other() -> None:
    """The example of contract.md, key by key."""
    found = as_dict(split_of(sheets_of(EXAMPLES["FX1"])), [])

    assert {
        "overlegnummer": "OV-2021-A-03",
        "overlegdatum": "2021-02-11",
        "werkstroom": "A",
        "convenant": "2020",
        "partner": "Youké",
        "casusnummer": "ET-2021-001",
        "gemeente": "Hilversum",
        "verdeelbasis": "bespreekminuten",
        "minuten": 80,
        "tarief_cent_per_uur": 9600,
        "cent": 12800,
        "nagekomen": False,
        "bron": "Deelnames!A2",
    } == found["regels"][0]
    assert {
        "versie": 1,
        "kwartaal": "2021-K1",
        "per_partner": {
            "Youké": {
                "werkelijk_min": 205,
                "gedeclareerd_min": 180,
                "afgetopt_min": 25,
                "cent": 28800,
            }
        },
        "per_gemeente": {
            "Gooise Meren": {"minuten": 60, "cent": 9600},
            "Hilversum": {"minuten": 80, "cent": 12800},
            "Huizen": {"minuten": 40, "cent": 6400},
        },
        "niet_toewijsbaar": {"minuten": 0, "cent": 0},
        "totaal": {"minuten": 180, "cent": 28800},
        "bestanden": [],
        "bevindingen": [],
    } == {key: value for key, value in found.items() if key != "regels"}


def test_what_nobody_pays_stands_apart() -> None:
    """Not under a gemeente; and only the coordinator reads where the youth went."""
    split = split_of(sheets_of(EXAMPLES["FX4"]), Quarter(2022, 2))

    assert {"Hilversum": Amount(80, 13333)} == dict(split.by_gemeente)
    assert Amount(40, 6667) == split.unallocated
    (line,) = split.lines_of(NIET_TOEWIJSBAAR)
    assert "Amsterdam is op die dag geen gemeente van het convenant" == line.reason
    assert "reason" not in as_dict(split, [])["regels"][0]


@pytest.mark.parametrize(
    ("day", "paid", "by"),
    [
        (date(2022, 3, 23), "Weesp", "Amsterdam"),
        (date(2022, 3, 24), NIET_TOEWIJSBAAR, None),
    ],
)
def test_weesp_pays_until_its_merger(day: date, paid: str, by: str | None) -> None:
    """On the last day the bill is Weesp's, and goes to Amsterdam as it is sent later."""
    sheets = money(
        attendee(), cases=[case(Woonplaats="Weesp")], sessions=[session(Overlegdatum=day)]
    )
    split = split_of(sheets, Quarter(2022, 1))

    assert [paid] == [line.gemeente for line in split.lines]
    if by:
        assert by == split.addressee(paid)
        early = split_of(sheets, Quarter(2022, 1), on=date(2022, 3, 23))
        assert "Weesp" == early.addressee("Weesp")


def test_amsterdam_may_pay_for_weesp() -> None:
    """Where the region says so."""
    example = EXAMPLES["FX4"]
    split = split_of(sheets_of(example), example.quarter, weesp_na_fusie="amsterdam")

    assert {"Hilversum": Amount(80, 13333), "Amsterdam": Amount(40, 6667)} == dict(
        split.by_gemeente
    )
    adds_up(split)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2020, 12, 31), "2020-K4"),
        (date(2021, 1, 1), "2021-K1"),
        (date(2021, 3, 31), "2021-K1"),
        (date(2021, 4, 1), "2021-K2"),
    ],
)
def test_a_meeting_belongs_to_the_quarter_of_its_day(day: date, quarter: str) -> None:
    """First and last day included, and to no other quarter."""
    sheets = money(attendee(), sessions=[session(Overlegdatum=day)])
    wanted = Quarter.parse(quarter)

    assert 1 == len(split_of(sheets, wanted).lines)
    assert () == split_of(sheets, wanted.previous).lines
    assert () == split_of(sheets, wanted.next).lines


@pytest.mark.parametrize(
    ("day", "stream", "declared"),
    [
        (date(2021, 2, 11), "A", 180),
        (date(2021, 2, 11), "B", 300),
        (date(2021, 2, 11), None, 180),
        (date(2020, 10, 1), "A", 180),
        (date(2020, 9, 30), "A", 300),
    ],
)
def test_the_cap_is_for_werkstroom_a_under_2020(
    day: date, stream: str | None, declared: int
) -> None:
    """And for a meeting of which nothing tells the werkstroom, so that nobody pays too much."""
    held = session(Overlegdatum=day, Werkstroom=stream)
    sheets = money(attendee(**spent(200, 50, 50)), sessions=[held], cases=[case(Werkstroom=stream)])
    split = split_of(sheets, Quarter.of(day))

    assert (300, declared) == (
        split.per_partner["Youké"].werkelijk_min,
        split.per_partner["Youké"].gedeclareerd_min,
    )
    assert [] == [x for x in split.capped if declared == 300]


def test_the_cap_is_told_once_a_meeting() -> None:
    """With what was spent, declared and left out."""
    (capped,) = split_of(sheets_of(EXAMPLES["FX6"]), Quarter(2021, 2)).capped

    assert ("OV-2021-A-12", "Leger des Heils", 200, 180, 20, "Deelnames!A2") == (
        capped.overlegnummer,
        capped.partner,
        capped.werkelijk_min,
        capped.gedeclareerd_min,
        capped.afgetopt_min,
        capped.bron,
    )


def test_the_cap_may_be_for_each_person() -> None:
    """FX6 under the other reading: neither of the two is above it."""
    sheets = sheets_of(EXAMPLES["FX6"])
    split = split_of(sheets, Quarter(2021, 2), cap_scope="deelnemer", cap_min=100)

    assert (200, 190) == (
        split.per_partner["Leger des Heils"].werkelijk_min,
        split.per_partner["Leger des Heils"].gedeclareerd_min,
    )
    adds_up(split)


def test_rows_of_one_partner_share_the_cap_and_equals_go_by_the_sheet() -> None:
    """Three equal rows of 181 declare 180 together: each 60; of two equal rows the first gets 91."""
    rows = [attendee(**spent(181))] * 3
    assert [60, 60, 60] == [line.minuten for line in split_of(money(*rows)).lines]

    split = split_of(money(*rows[:2]), cap_min=181)
    assert [91, 90] == [line.minuten for line in split.lines]


def test_equal_remainders_go_by_weight_and_then_by_casusnummer() -> None:
    """Not by the order of the sheet: 100 minutes over three equals leaves one for the lowest."""
    talks = list(reversed(talks_of(None, None, None)))
    split = split_of(money(attendee(**spent(100)), cases=THREE, talks=talks))

    found = {line.casusnummer: line.minuten for line in split.lines}
    assert {"ET-2021-001": 34, "ET-2021-002": 33, "ET-2021-003": 33} == found

    # 5 minutes over weights 1, 3, 6: 0,5 and 1,5 and 3; the unit left goes to the heavier half
    split = split_of(money(attendee(**spent(5)), cases=THREE, talks=talks_of(1, 3, 6)))
    assert [0, 2, 3] == [line.minuten for line in split.lines]


def test_one_missing_minute_count_makes_all_equal_where_it_is_attended() -> None:
    """A row for the two cases that have minutes still goes by minutes."""
    rows = [attendee(**spent(60)), attendee(Casusnummers="ET-2021-001, ET-2021-002", **spent(60))]
    split = split_of(money(*rows, cases=THREE, talks=talks_of(10, 50, None)))

    assert [("gelijk_per_client", 20)] * 3 + [("bespreekminuten", 10), ("bespreekminuten", 50)] == [
        (line.verdeelbasis, line.minuten) for line in split.lines
    ]


def test_a_case_that_was_put_off_has_no_share() -> None:
    """Only cases on Besprekingen of that meeting do, also when a row names another one."""
    rows = [attendee(Casusnummers="ET-2021-001; ET-2021-003")]
    split = split_of(money(*rows, cases=THREE, talks=talks_of(10, 50)))

    assert ["ET-2021-001"] == [line.casusnummer for line in split.lines]


@pytest.mark.parametrize("value", ["gelijk_per_client", "gelijk_per_gemeente"])
def test_other_readings_of_naar_rato(value: str) -> None:
    """Three clients, two of one gemeente: 40 each, or 30 + 30 and 60."""
    cases = [case(), case("ET-2021-002"), case("ET-2021-003", Woonplaats="Laren")]
    sheets = money(attendee(**spent(120)), cases=cases, talks=talks_of(10, 20, 30))
    split = split_of(sheets, verdeelbasis=value)

    expected = [40, 40, 40] if value == "gelijk_per_client" else [30, 30, 60]
    assert expected == [line.minuten for line in split.lines]
    assert {value} == {line.verdeelbasis for line in split.lines}
    adds_up(split)


def test_places_outside_are_gemeenten_of_their_own() -> None:
    """Eemnes and Amsterdam each weigh one, though neither pays."""
    cases = [
        case(Woonplaats="Eemnes"),
        case("ET-2021-002", Woonplaats="Amsterdam"),
        case("ET-2021-003"),
    ]
    sheets = money(attendee(**spent(120)), cases=cases, talks=talks_of(10, 20, 30))
    split = split_of(sheets, verdeelbasis="gelijk_per_gemeente")

    assert [40, 40, 40] == [line.minuten for line in split.lines]
    assert Amount(80, 12800) == split.unallocated


@pytest.mark.parametrize(
    ("value", "expected"), [("bespreekminuten", [20, 100]), ("gelijk_per_client", [60, 60])]
)
def test_the_convenant_of_2018_has_a_setting_of_its_own(value: str, expected: list[int]) -> None:
    """And that of 2020 does not move with it."""
    held = [session(Overlegdatum=date(2019, 2, 11)), session("OV-2")]
    talks = [*talks_of(10, 50), *(row | {"Overlegnummer": "OV-2"} for row in talks_of(10, 50))]
    sheets = money(attendee(), attendee(held="OV-2"), cases=THREE, sessions=held, talks=talks)
    split = split_of(sheets, Quarter(2019, 1), verdeel_2018=value)

    assert expected == [line.minuten for line in split.lines]
    assert [20, 100] == [line.minuten for line in split_of(sheets, verdeel_2018=value).lines]


def test_under_2018_there_is_no_werkstroom() -> None:
    """Whatever the sheet says."""
    sheets = money(attendee(), sessions=[session(Overlegdatum=date(2019, 2, 11))])
    (line,) = split_of(sheets, Quarter(2019, 1)).lines

    assert (None, "2018") == (line.werkstroom, line.convenant)


def test_travel_and_preparation_may_not_count_without_a_cap() -> None:
    """In werkstroom B the overleg alone, where the region says so."""
    sheets = money(attendee(**spent(60, 30, 30)), sessions=[session(Werkstroom="B")])

    assert 120 == split_of(sheets).total.minuten
    assert 60 == split_of(sheets, b_reis_voorbereiding=False).total.minuten


@pytest.mark.parametrize(
    "row",
    [
        attendee(Uitgenodigd="nee"),
        attendee("C&A"),
        attendee("Qinas"),
        attendee("Veilig Thuis", Rol="Veilig Thuis"),
        attendee(Rol="ouder"),
        attendee(**spent(None)),
        attendee(held="OV-2"),
        attendee(held="OV-3"),
    ],
)
def test_who_and_what_is_not_declared(row: dict[str, Any]) -> None:
    """Not invited, no partner, in another role, no time, a lapsed or an empty meeting."""
    partners = [
        partner(),
        partner("C&A", Soort="C&A", Declarabel=None),
        partner("Qinas", Soort="partner onderwijs", Declarabel=None),
        partner("Veilig Thuis", Soort="VT"),
    ]
    sessions = [session(), session("OV-2", Status="vervallen"), session("OV-3")]
    split = split_of(money(row, partners=partners, sessions=sessions))

    assert ((), Amount()) == (split.lines, split.total)
    assert {} == dict(split.per_partner) == dict(split.by_gemeente)
    assert () == split.blocking


@pytest.mark.parametrize("invited", ["ja", None])
def test_a_blank_counts_as_invited(invited: str | None) -> None:
    """F01."""
    assert 120 == split_of(money(attendee(Uitgenodigd=invited))).total.minuten


def test_hours_are_rounded_half_up() -> None:
    """2,175 uur is 130,5 minutes and so 131; 1,5 uur is 90."""
    rows = [attendee(Uren=2.175, **spent(None)), attendee(Uren=1.5, **spent(None))]
    split = split_of(money(*rows), cap_werkstromen=())

    assert [131, 90] == [line.minuten for line in split.lines]


def test_half_a_cent_goes_up_in_the_row_and_not_in_the_line() -> None:
    """1 minute at 30 cents an hour is half a cent: 1; two lines of it are one cent together."""
    sheets = money(
        attendee(**spent(1)), tariffs=[tariff(cents=30)], cases=THREE, talks=talks_of(10, 10)
    )
    split = split_of(sheets)

    assert [(1, 1), (0, 0)] == [(line.minuten, line.cent) for line in split.lines]


def test_names_are_those_of_the_sheets_they_come_from() -> None:
    """However Deelnames spells them; an AGB keeps its zeros."""
    rows = [attendee(" YOUKÉ ", "ov-1", Casusnummers="et-2021-001")]
    (line,) = split_of(money(*rows) | {"Partners": [partner(AGB="06290712")]}).lines

    assert ("OV-1", "Youké", "06290712", "ET-2021-001") == (
        line.overlegnummer,
        line.partner,
        line.agb,
        line.casusnummer,
    )


def test_a_number_that_looks_like_a_person_does_not_leave() -> None:
    """A mark stands for it, the same in every run, and who makes the declaration is told."""
    telling = "Jan de Vries"
    sheets = money(attendee(), cases=[case(telling)], talks=[talk(telling, Bespreekminuten=10)])
    split = split_of(sheets)

    (line,) = split.lines
    assert line.casusnummer.startswith("afgeschermd-")
    assert line.casusnummer == split_of(sheets).lines[0].casusnummer
    assert any("BSN" in note for note in split.notes)
    assert telling not in repr(as_dict(split, [])) + repr(split.notes)


def test_order_of_the_lines() -> None:
    """By date first, then as the meetings and the rows stand on their sheets."""
    held = [session("OV-9", Overlegdatum=date(2021, 3, 1)), session("OV-1")]
    talks = [talk(held="OV-9", Bespreekminuten=1), talk(Bespreekminuten=1)]
    rows = [attendee(held="OV-9"), attendee("Jellinek"), attendee()]
    names = ["Youké", "Jellinek"]
    split = split_of(
        money(
            *rows,
            sessions=held,
            talks=talks,
            partners=[partner(name) for name in names],
            tariffs=[tariff(name) for name in names],
        )
    )

    assert [("OV-1", "Jellinek"), ("OV-1", "Youké"), ("OV-9", "Youké")] == [
        (line.overlegnummer, line.partner) for line in split.lines
    ]
    assert names == list(split.per_partner)


def test_a_register_without_cases_or_time_is_split_into_nothing() -> None:
    """And says that there is no time."""
    split = split_costs(register({"Casussen": [case()]}), K1, on=AFTER)

    assert (Amount(), (), ()) == (split.total, split.lines, split.blocking)
    assert any("geen blad Deelnames" in note for note in split.notes)
    assert ["overlegnummer", "bron"] == list(split.to_frame().columns[[0, -1]])


def test_a_quarter_that_still_runs_is_told() -> None:
    """On its last day it still does; the day after it does not."""
    sheets = money(attendee())

    assert any("loopt" in note for note in split_of(sheets, on=date(2021, 3, 31)).notes)
    assert () == split_of(sheets, on=date(2021, 4, 1)).notes
    assert any("begint pas" in note for note in split_of(sheets, on=date(2020, 12, 31)).notes)
    assert any("loopt" in note for note in split_of(sheets, on=date(2021, 1, 1)).notes)


def test_the_head_of_a_declaration() -> None:
    """Names the register by the hash of its own bytes, and the program that made it."""
    from hashlib import sha256

    from expertteam_xl import __version__

    read = register(money(attendee()))
    split = split_costs(read, K1, on=AFTER)

    assert sha256(read.data).hexdigest() == split.sha256
    assert f"expertteam-xl {__version__}" == split.program
    assert (read.name, AFTER, K1) == (split.register_name, split.on, split.quarter)


HOURS = {"Voorzitter": "31,5", "Projectsecretaris": 18, "secretariaat": 40, "triage": 27}


def test_bu1_the_budget_of_the_proposal() -> None:
    """Four functions of 456 hours and € 35.280, covered for € 35.000."""
    budget = split_of(money(attendee())).budget

    assert budget is not None
    assert [1080000, 648000, 720000, 1080000] == [line.cent for line in budget.lines]
    assert (Fraction(456), 3528000, 3500000) == (budget.uren, budget.cent, budget.stated_cent)
    assert ([2000000, 1500000], 28000) == ([cents for _, cents in budget.cover], budget.gap_cent)
    assert None is budget.werkelijk_cent is budget.werkelijk_uren


def test_bu2_how_far_it_is_spent() -> None:
    """€ 8.885 against € 8.820 at the end of 2021-K1, with nine triages: 36 in a year."""
    rows = [{"Datum": date(2021, 3, 31), "Functie": f, "Uren": h} for f, h in HOURS.items()]
    rows += [{"Datum": date(2021, 4, 1), "Functie": "triage", "Uren": 5}]
    rows += [{"Datum": date(2020, 12, 31), "Functie": "triage", "Uren": 5}]
    triaged = [case(f"ET-2021-{n:03}", Triagedatum=date(2021, 3, 31)) for n in range(1, 10)]
    triaged.append(case("ET-2021-010", Triagedatum=date(2021, 4, 1)))
    budget = split_of(money(attendee(), cases=triaged) | {"C&A-uren": rows}).budget

    assert budget is not None
    assert [283500, 162000, 200000, 243000] == [line.werkelijk_cent for line in budget.lines]
    assert [270000, 162000, 180000, 270000] == [line.cent_tot_en_met for line in budget.lines]
    assert (888500, 882000) == (budget.werkelijk_cent, budget.cent_tot_en_met)
    assert (9, 36, 36 * 3 * 9000) == (
        budget.triages,
        budget.prognose_casussen,
        budget.prognose_cent,
    )


def test_there_is_no_budget_before_it_was_made() -> None:
    """2020-K4 has none; 2022 goes on with the same."""
    sheets = money(attendee())

    assert split_of(sheets, Quarter(2020, 4)).budget is None
    later = split_of(sheets, Quarter(2022, 4)).budget
    assert later is not None
    assert later.cent == later.cent_tot_en_met == 3528000

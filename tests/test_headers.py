"""Header rows and what headers mean: whole, by their core, over two lines, or not at all."""

from __future__ import annotations

import pytest
from dressing import Page

from expertteam_xl.register.blocks import read_lists
from expertteam_xl.register.fitting import Found
from expertteam_xl.register.headers import find_headers
from expertteam_xl.register.lines import readings
from expertteam_xl.register.matching import Label, label, match, with_proposals
from expertteam_xl.register.model import Header
from expertteam_xl.register.raw import Box, CellValue
from expertteam_xl.schema import tables


def meanings(table: str, *headers: str) -> dict[str, tuple[str | None, str]]:
    """Each header's field and how it was recognised, in a list of that table."""
    labels: dict[int, Label] = {i: lab for i, text in enumerate(headers) if (lab := label(text))}
    matched = match(labels, 1, tables()[table])
    found = with_proposals(matched.headers, tables()[table])
    return {h.text: (h.field, h.how) for h in found.values()}


def lists(page: Page) -> list[Found]:
    return find_headers(page.raw())


def page_with(name: str, *rows: tuple[CellValue, ...]) -> Page:
    page = Page(name)
    for number, values in enumerate(rows, start=1):
        page.put(number, 1, *values)
    return page


@pytest.mark.parametrize(
    "text",
    [
        "Datum aanmelding",
        "DATUM  aanmelding:",
        "datum\naanmelding *",
        " Dátum-aanmelding ",
        "Datum\u00a0aanmelding",
    ],
)
def test_a_header_matches_whatever_its_case_accents_blanks_and_punctuation(text: str) -> None:
    """Every spelling of an alias means the same column."""
    assert {("Aanmelddatum", "alias")} == set(meanings("Casussen", text).values())


@pytest.mark.parametrize(
    "text",
    [
        "Datum aanmelding (dd-mm-jjjj)",
        "Datum aanmelding dd-mm-jj",
        "Datum aanmelding\nnooit later wijzigen",
        "2. Datum aanmelding",
        "Datum aanmelding (verplicht)*",
        "Aanmelddatum / Datum aanmelding",
    ],
)
def test_a_header_with_something_added_matches_by_its_core(text: str) -> None:
    """Brackets, numbering, formats and later lines don't count when the whole isn't known."""
    assert {("Aanmelddatum", "alias")} == set(meanings("Casussen", text).values())


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("Deelnames", "Reistijd (uren)"),
        ("Casussen", "Advies verzonden (ja/nee)"),
        ("Casussen", "Status (datum)"),
        ("Casussen", "Datum triage (uiterlijk)"),
        ("Casussen", "Datum overleg (gepland)"),
        ("Casussen", "Casus (naam)"),
        ("Casussen", "Datum triage (aantal dagen)"),
    ],
)
def test_an_addition_that_changes_the_meaning_is_no_match(table: str, text: str) -> None:
    """Minutes are no hours, a deadline is no date on which something happened."""
    assert [(None, "")] == [(f, h) for f, h in meanings(table, text).values() if h != "lijkt_op"]


def test_a_canonical_header_with_brackets_of_its_own_is_exact() -> None:
    """``Duur (min)`` and ``Uitvoerende partner(s)`` are our own names."""
    assert ("Duur (min)", "exact") == meanings("Overleggen", "Duur (min)")["Duur (min)"]
    assert ("Triage door (discipline)", "alias") == meanings(
        "Casussen", "Triage door (discipline) (verplicht)"
    )["Triage door (discipline) (verplicht)"]


def test_a_core_never_takes_a_field_that_a_whole_header_has() -> None:
    """``Aanmelddatum (vorig systeem)`` beside ``Aanmelddatum`` stays an unknown column."""
    found = meanings("Casussen", "Aanmelddatum (vorig systeem)", "Aanmelddatum")

    assert {
        "Aanmelddatum (vorig systeem)": (None, ""),
        "Aanmelddatum": ("Aanmelddatum", "exact"),
    } == found


@pytest.mark.parametrize(
    ("text", "table", "field"),
    [
        ("Tijd", "Overleggen", "Starttijd"),
        ("Tijd", "Besprekingen", "Bespreekminuten"),
        ("Tijd", "Deelnames", "Uren"),
        ("Organisatie", "Partners", "Partner"),
        ("Datum", "Adviezen", "Adviesdatum"),
        ("Nr", "Afspraken", "Nr"),
        ("Nr", "Casussen", "Casusnummer"),
    ],
)
def test_one_header_means_another_field_in_another_table(text: str, table: str, field: str) -> None:
    """An alias counts only inside its own table."""
    assert field == meanings(table, text)[text][0]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Datum aanmeldng", "Aanmelddatum"),
        ("Trige datum", "Triagedatum"),
        ("Gemente", "Woonplaats"),
        ("Opmerking", "Opmerkingen"),
        ("Statuss", "Status"),
    ],
)
def test_a_typing_error_is_only_proposed(text: str, field: str) -> None:
    """A header that nearly is a field's name is a proposal, never a match."""
    assert (field, "lijkt_op") == meanings("Casussen", text)[text]


@pytest.mark.parametrize("text", ["Kleur", "Map", "Datum evaluatie", "Wie belt", "Nt", "Telefoon"])
def test_a_header_of_ones_own_is_not_proposed(text: str) -> None:
    """What looks like nothing of ours stays unknown."""
    assert (None, "") == meanings("Casussen", text)[text]


def test_a_field_is_proposed_once_for_the_header_that_looks_most_like_it() -> None:
    """Of two misspelt headers the nearer one gets the field."""
    found = meanings("Casussen", "Triagedatumm", "Triagedattum")

    assert ["Triagedatum"] == [field for field, _ in found.values() if field]


def test_of_two_headers_for_a_field_the_exact_one_wins_else_the_leftmost() -> None:
    """R02: the other one is the duplicate, empty or not."""
    spec = tables()["Casussen"]
    exact = match({0: label("Nr"), 1: label("Casusnummer")}, 1, spec)  # type: ignore[dict-item]
    left = match({0: label("Nr"), 1: label("Kenmerk")}, 1, spec)  # type: ignore[dict-item]

    assert (Header("Nr", 1, "Casusnummer", "alias"),) == exact.duplicates
    assert (Header("Kenmerk", 2, "Casusnummer", "alias"),) == left.duplicates


_HEADERS = ("Nr", "Datum aanmelding", "Woonplaats", "Aangemeld door", "Status")
_RECORD = ("ET-2021-001", "1-2-2021", "Hilversum", "partner", "afgesloten")


def test_two_lines_make_one_header() -> None:
    """A group title over several columns counts for each of them."""
    page = page_with(
        "2021",
        ("Nr", "Aanmelding", None, "Triage", None, "Advies", "Status", "Woonplaats"),
        (None, "Datum", "Door", "Datum", "Uitkomst", "verzonden"),
        ("1", "1-2-2021"),
    )
    page.merged += [Box(1, 2, 1, 3), Box(1, 4, 1, 5)]
    (found,) = lists(page)

    assert (1, 0) == (found.row, found.top)
    assert {
        "Casusnummer": 0,
        "Aanmelddatum": 1,
        "Type aanmelder": 2,
        "Triagedatum": 3,
        "Triage-uitkomst": 4,
        "Besluit verzonden op": 5,
        "Status": 6,
        "Woonplaats": 7,
    } == found.fields


def test_a_row_of_data_is_no_second_line_of_the_header() -> None:
    """A record of nothing but text stays a record."""
    (found,) = lists(page_with("2021", _HEADERS, _RECORD))

    assert 0 == found.row


def test_a_header_far_down_is_found() -> None:
    """Also below row 200, and also when it follows a record at once."""
    page = page_with("2021", _HEADERS, *[_RECORD] * 300)
    page.put(302, 1, "Status", "Nr", "Plaats", "Binnengekomen", "Verwijzer")

    assert [0, 301] == [found.row for found in lists(page)]


def test_the_same_header_again_belongs_to_the_same_list() -> None:
    """A header repeated per year is one list with one header."""
    page = page_with("2021", _HEADERS, _RECORD, ("2022",), _HEADERS, _RECORD)
    (found,) = lists(page)

    assert (3,) == found.repeats


def test_lists_beside_each_other_are_two() -> None:
    """With an empty column between, or none when the first field comes again."""
    apart = page_with("Blad1", (*_HEADERS, None, *_HEADERS), (*_RECORD, None, *_RECORD))
    joined = page_with("Blad1", (*_HEADERS, *_HEADERS), (*_RECORD, *_RECORD))

    assert [(0, 4), (6, 10)] == [found.core for found in lists(apart)]
    assert [(0, 4), (5, 9)] == [found.core for found in lists(joined)]


def test_an_empty_column_inside_a_list_does_not_split_it() -> None:
    """A narrow white column is a matter of looks."""
    (found,) = lists(
        page_with("Blad1", (*_HEADERS[:3], None, *_HEADERS[3:]), (*_RECORD[:3], None, *_RECORD[3:]))
    )

    assert 5 == len(found.fields)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Agenda", [("Datum", "Tijd", "Onderwerp", "Locatie")]),
        ("Acties", [("Nr", "Actie", "Wie", "Termijn", "Status")]),
        ("Gemeenten", [("Gemeente", "CBS", "Woonplaats", "USD", "Status")]),
        ("Instellingen", [("Organisatie", "Soort", "Sector", "AGB")]),
        ("Lijsten", [("Status", "Werkstroom", "Uitkomst"), ("aangemeld", "A", "bespreken")]),
        ("Contacten", [("Organisatie", "Functie", "Naam", "Telefoon")]),
        ("Dashboard", [("Werkstroom", "Status", "Aantal"), ("A", "afgesloten", 3.0)]),
        ("Notities", [("Datum", "Wie", "Wat"), ("1-2-2021", "Ans", "bellen")]),
        ("Aanmeldingen", [("Status", "Aantal"), ("afgesloten", 3.0)]),
        (
            "Bevindingen",
            [
                (
                    "Casusnummer",
                    "Blad",
                    "Cel",
                    "Ernst",
                    "Melding",
                    "Status",
                    "Code",
                    "Reden",
                    "Kenmerk",
                )
            ],
        ),
    ],
)
def test_a_sheet_that_is_no_list_of_ours_is_not_taken_for_one(
    name: str, rows: list[tuple[CellValue, ...]]
) -> None:
    """Words that some table also has are not enough."""
    assert [] == lists(page_with(name, *rows))


@pytest.mark.parametrize(
    "headers",
    [
        ("Nr", "Datum aanmelding"),
        ("Nr", "Binnengekomen", "Kleur", "Map", "Telefoonlijst"),
        ("Kenmerk", "Aanmelddatum", "Triagedatum", "Datum overleg"),
    ],
)
def test_a_register_with_few_columns_is_a_register(headers: tuple[str, ...]) -> None:
    """What it lacks makes rules niet_toetsbaar; it is read all the same."""
    assert ["Casussen"] == [
        found.spec.name for found in lists(page_with("Aanmeldingen", headers, ("1", "1-2-2021")))
    ]


def test_very_wide_rows_are_looked_at_in_part() -> None:
    """Of a row with thousands of texts the first thousand or so can be headers."""
    row = tuple(f"Kop {i}" for i in range(1500))
    page = page_with("Blad", row, row)

    assert {1024} == {len(line) for _, line in readings(page.raw(), 1)}


def test_a_header_in_the_upper_of_two_lines_stands_there() -> None:
    """A finding about a column stands at its own header, not at the empty cell below it."""
    page = page_with(
        "Aanmeldingen",
        ("Nr", "Aanmelding", None, "Woonplaats", "Map"),
        (None, "Datum", "Door", None, None),
        ("ET-2021-001", "1-2-2021", "consulent USD", "Hilversum", "groen"),
    )
    (part,) = read_lists(page.raw(), date1904=False)

    assert {"Nr": 1, "Aanmelding Datum": 2, "Aanmelding Door": 2, "Woonplaats": 1, "Map": 1} == {
        header.text: header.row for header in part.block.headers
    }


def test_the_right_part_of_a_list_is_no_list_of_its_own() -> None:
    """Not even when a column between is empty and a second column means a field again."""
    left = ("Casusnummer", "Type", "Plaatsingsdatum", "Uitstroomdatum")
    first = ("ET-2021-001", "tussenvoorziening", "1-3-2021", "20-3-2021")
    page = page_with(
        "Plaatsingen",
        (*left, None, "Vol", "Locatiecode", "Eind", "Vervolg geregeld op", "Gemotiveerd"),
        (*first, None, "nee", "L1", "20-3-2021", "10-3-2021", "ja"),
    )
    (found,) = lists(page)

    assert ["Eind"] == [header.text for header in found.duplicates]

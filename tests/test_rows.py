"""Which rows are records: totals, years, units, legends and numbers in advance are none."""

from __future__ import annotations

from datetime import date

import pytest
from dressing import Page

from expertteam_xl.register.headers import find_headers
from expertteam_xl.register.raw import CellError, CellValue
from expertteam_xl.register.rows import split_rows

_HEADERS = ("Nr", "Datum aanmelding", "Woonplaats", "Status", "Datum triage", "Opmerkingen")
_DAY = date(2021, 2, 1)
_FIRST = ("ET-2021-001", _DAY, "Hilversum", "afgesloten", _DAY, "zie dossier")
_LAST = ("ET-2021-002", _DAY, "Huizen", "gepland", None, None)

Values = tuple[CellValue, ...]


def split(
    *rows: Values,
    headers: Values = _HEADERS,
    name: str = "Aanmeldingen",
    sums: set[tuple[int, int]] | None = None,
) -> tuple[list[int], list[int]]:
    """Excel row numbers of the records under a header in row 1, and of the skipped rows."""
    page = Page(name, sums=sums or set())
    page.put(1, 1, *headers)
    for number, values in enumerate(rows, start=2):
        page.put(number, 1, *values)
    sheet = page.raw()
    (found,) = find_headers(sheet)
    records, skipped = split_rows(sheet, found, sheet.height, no_data=found.repeats)
    return (records + 1).tolist(), [row + 1 for row in skipped]


@pytest.mark.parametrize(
    "row",
    [
        ("Totaal", 37.0), ("TOTAAL:", 37.0, None, 4.0), ("Totaal 2021", 3.0, 4.0, 5.0, 6.0), (None, "Totaal", None, 3.0),
        ("Subtotaal", None, None, 12.0), (None, None, "Totaal", 12.0), ("Gemiddelde", None, None, 12.5), ("Aantal", 2.0),
        ("2021",), (2021.0,), (None, 2021.0), ("januari 2021",), ("jan-21",), ("K1 2021",), ("Kwartaal 2",), ("1e kwartaal 2021",),
        ("2019-2020",), ("Jaar 2020",), ("week 12",), ("Werkstroom A",), ("Lopende zaken",), ("Let op: vanaf 1-1-2021 nieuwe nummering",),
        ("rood", "te laat"), ("A", "doorbraaktafel"), ("A = doorbraaktafel",), ("Bijgewerkt op", _DAY), (None, None, None, None, None, "doorlopend: zie ook 12"),
        _HEADERS, ("tekst", "dd-mm-jjjj", "tekst", "keuze", "dd-mm-jjjj", "tekst"), (1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
    ],
)  # fmt: skip
def test_a_row_that_is_no_record_is_skipped_and_told(row: Values) -> None:
    """Between two records, at the end and under the header alike."""
    assert ([2, 4], [3]) == split(_FIRST, row, _LAST)
    assert ([2, 3], [5]) == split(_FIRST, _LAST, (), row)
    assert ([3, 4], [2]) == split(row, _FIRST, _LAST)


@pytest.mark.parametrize(
    "row",
    [
        ("ET-2021-003", _DAY), (None, _DAY, "Huizen"), ("?", "?", "Hilversum"), ("ET-2021-003", None, None, "gepland"), (None, "1-2-2021", "Hilversum", "gepland"),
        ("ET-2021-003", "eind maart", "Elders", "zoiets", "x", "totaal 3 keer gebeld"), ("onbekend", _DAY, "Huizen", "gepland"),
        ("ET-2021-003", CellError("#N/A")), ("ET 2021 3", _DAY, "Huizen", "A", "ja", "2021"), ("003", _DAY, "Huizen", "gepland"), (3.0, _DAY, "Huizen", "gepland"),
        (2021.0, _DAY, "Huizen", "gepland"), (None, None, "Huizen", "afgesloten"),
    ],
)  # fmt: skip
def test_a_poor_record_is_a_record(row: Values) -> None:
    """A case of which little is known, or all is written oddly, is never lost."""
    assert ([2, 3, 4], []) == split(_FIRST, row, _LAST)
    assert ([2, 3, 5], []) == split(_FIRST, _LAST, (), row)


def test_rows_numbered_in_advance_are_no_records() -> None:
    """A number alone counts only when a record follows it."""
    assert ([2, 3], [4, 5]) == split(_FIRST, _LAST, ("ET-2021-003",), ("ET-2021-004",))
    assert ([2, 3, 4], []) == split(_FIRST, ("ET-2021-003",), _LAST)
    assert ([], [2, 3]) == split(("ET-2021-001",), ("ET-2021-002",))
    assert ([2, 5], [3, 4]) == split(_FIRST, ("ET-2021-003",), ("2022",), _LAST)


def test_a_reference_alone_is_a_record() -> None:
    """In a table without numbers of its own nothing is numbered in advance."""
    headers = ("Overlegnummer", "Casusnummer", "Tijd")

    assert ([2, 3], []) == split(
        ("OV-1", "ET-2021-001", 30.0), ("OV-2",), headers=headers, name="Besprekingen"
    )


def test_sums_alone_are_no_record_whatever_they_say() -> None:
    """A row of formulas that sum the column, with or without a label."""
    sums = {(4, 2), (4, 3), (4, 4), (4, 5)}

    assert ([2, 3], [4]) == split(_FIRST, _LAST, (None, 2.0, 3.0, 4.0, 5.0), sums=sums)


def test_a_record_with_one_sum_is_a_record() -> None:
    """A value that is summed from another list doesn't make a total of its row."""
    assert ([2, 3], []) == split(_FIRST, _LAST, sums={(2, 5), (3, 5)})


def test_blank_rows_are_neither() -> None:
    """Rows with nothing, or with blanks alone, are not told."""
    assert ([2, 5], []) == split(_FIRST, (), (" ", "\u00a0"), _LAST)


def test_partners_are_named_by_a_text() -> None:
    """A name without more is a partner in the list, and a remark below it."""
    headers = ("Partner", "Soort", "Kernpartij", "Sector")
    rows: tuple[Values, ...] = (
        ("Youké", "partner", "ja"),
        ("Kwintes",),
        (),
        ("Onderwijs en zorg",),
        ("Bron: convenant",),
    )

    assert ([2, 3], [5, 6]) == split(*rows, headers=headers, name="Partners")
    assert ([2, 3], []) == split(("Youké",), ("Kwintes",), headers=headers, name="Partners")

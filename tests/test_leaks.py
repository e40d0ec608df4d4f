"""What may not leave the house is found wherever it stands, and nothing else is taken for it."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date

import handmade
import pytest
import tools
from leak_places import PLACES, planted

from expertteam_xl.leaks import Forbidden, find_leaks, texts
from expertteam_xl.package.damage import PackageError

CLUES = {
    "een BSN": "111222333",
    "een e-mailadres": "d.vermeulen@voorbeeld.nl",
    "een telefoonnummer": "06-12345678",
    "een IBAN": "NL91ABNA0417164300",
    "een postcode": "1404 AB",
}


def cells(*inner: str) -> bytes:
    """A workbook with these texts in its cells."""
    rows = "".join(
        f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for i, text in enumerate(inner, 1)
    )
    return handmade.book(handmade.sheet(rows))


def numbers(*values: str) -> bytes:
    """A workbook with these numbers in its cells."""
    found = "".join(
        f'<row r="{i}"><c r="A{i}"><v>{v}</v></c></row>' for i, v in enumerate(values, 1)
    )
    return handmade.book(handmade.sheet(found))


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_in_every_place(place: str) -> None:
    """Every text of every part is read, whether a cell shows it or not."""
    found = find_leaks(planted(place, "Daan Vermeulen"), [("een naam", "daan vermeulen")])

    assert {"een naam"} == {leak.kind for leak in found}


@pytest.mark.parametrize("place", PLACES)
def test_a_clean_place_is_clean(place: str) -> None:
    """The same workbook with another text in that place holds nothing."""
    assert () == find_leaks(planted(place, "Iets anders"), [("een naam", "daan vermeulen")])


@pytest.mark.parametrize("kind", CLUES)
@pytest.mark.parametrize("place", PLACES)
def test_what_its_form_tells_is_found_in_every_place(place: str, kind: str) -> None:
    """A BSN, an address or a number of an account needs no list."""
    assert kind in {leak.kind for leak in find_leaks(planted(place, CLUES[kind]))}


def test_a_message_holds_no_value() -> None:
    """A leak tells where it is and shows its value masked, also when the sheet's name is it."""
    (leak,) = find_leaks(cells("Daan Vermeulen"), [("een naam", "Daan Vermeulen")])

    assert "cel A1 van blad 1" == leak.where
    assert "'d…' (14 tekens)" == leak.shown
    assert not any(
        "Daan" in str(leak)
        for leak in find_leaks(planted("a name of a sheet", "Daan"), [("n", "Daan")])
    )


@pytest.mark.parametrize(
    ("forbidden", "text", "found"),
    [
        ("ET-2021-001", "zie ET-2021-001.", True),
        ("ET-2021-001", "et 2021 001", True),
        ("ET-2021-001", "ET-2021-0010", False),
        ("ET-2021-001", "ET-2021-0012 en ET-2021-002", False),
        ("ET-2021-001", "JET-2021-001", False),
        ("001", "ET-2021-001", True),
        ("Gooise Meren", "declaratie-gooise-meren.xlsx", True),
        ("Gooise Meren", "GOOISE\u00a0MEREN", True),
        ("Gooise Meren", "gooise_meren", True),
        ("Laren", "Blaren", False),
        ("Laren", "Larense weg", False),
        ("Youké", "youke", True),
        ("Youke", "YOUKÉ", True),
        ("Zoë", "Zoe\u0308 komt", True),
        ("Weesp", "Weesp/Amsterdam", True),
        ("Daan", "Daan&apos;s moeder", True),
        ("Daan", "Daa_x006E_", True),
        ("?", "wat?", False),
        ("", "leeg", False),
    ],
)
def test_texts_count_as_whole_words(forbidden: str, text: str, found: bool) -> None:
    """Case, accents and separators make no difference; a longer word or number is another one."""
    assert found is bool(find_leaks(cells(text), [("iets", forbidden)]))


@pytest.mark.parametrize(
    ("forbidden", "text", "found"),
    [
        (182.12, "€ 182,12", True),
        (182.12, "182.12", True),
        (1182.12, "samen € 1.182,12 te betalen", True),
        (1182.12, "1,182.12", True),
        (182.12, "1182,12", False),
        (182.12, "182,123", False),
        (12345, "12345-6", False),
        (12345, "12.345", True),
        (date(2009, 3, 5), "geb. 05-03-2009", True),
        (date(2009, 3, 5), "5/3/2009", True),
        (date(2009, 3, 5), "2009-03-05T00:00:00", True),
        (date(2009, 3, 5), "20090305", True),
        (date(2009, 3, 5), "15-03-2009", False),
    ],
)
def test_numbers_and_dates_count_by_their_value(
    forbidden: float | date, text: str, found: bool
) -> None:
    """An amount is found with a comma and a point, a date in every usual form."""
    assert found is bool(find_leaks(cells(text), [("iets", forbidden)], patterns=()))


def test_a_date_is_found_as_the_number_that_a_cell_holds() -> None:
    """Excel's numbers of both calendars count; a neighbour does not."""
    born = [("een geboortedatum", date(2009, 3, 5))]

    assert find_leaks(numbers("39877"), born)
    assert find_leaks(numbers("38415"), born)
    assert () == find_leaks(numbers("39878"), born)
    assert find_leaks(numbers("182.11999999999998"), [("een bedrag", 182.12)])


def test_what_is_no_number_of_a_person_is_left_alone() -> None:
    """Trade numbers of eight digits, moments, GUIDs and amounts are no BSN."""
    texts_ = ("KvK 12345672", "{11122233-1234-4321-ABCD-111222333444}", "€ 111.222.333,00")

    assert () == find_leaks(cells(*texts_))
    assert () == find_leaks(numbers("44197.123456782", "12345672"))


def test_the_region_may_be_written_to() -> None:
    """A text that is allowed may fit a pattern; another one of the kind may not."""
    file = cells("Vragen: Expertteam@voorbeeld.nl", "of jan@voorbeeld.nl")

    (leak,) = find_leaks(file, allowed=["expertteam@voorbeeld.nl"])
    assert "cel A2 van blad 1" == leak.where


def test_comments_of_the_zip_file_count() -> None:
    """What no program shows is found as well."""
    stream = io.BytesIO(handmade.book(handmade.sheet("")))
    with zipfile.ZipFile(stream, "a") as package:
        package.comment = b"van Daan Vermeulen"

    assert find_leaks(stream.getvalue(), [("een naam", "Daan Vermeulen")])


def test_what_is_no_workbook_is_said_so() -> None:
    """One sentence, as for every damaged file."""
    with pytest.raises(PackageError):
        find_leaks(b"geen zip")


def test_thousands_of_values_cost_no_more_than_one() -> None:
    """Reading a large file stays linear, however many case numbers are forbidden."""
    file = cells(*(f"ET-2021-{i} en meer woorden bij deze rij" for i in range(20_000)))
    many = Forbidden(("een casusnummer", f"ET-2020-{i}") for i in range(20_000))
    start = time.perf_counter()
    assert () == find_leaks(file, many)
    assert time.perf_counter() - start < 10


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    "path", sorted((tools.SHARED / "corpus").glob("*.xls[xm]")), ids=lambda p: p.name
)
def test_every_workbook_of_the_corpus_is_read_whole(path: tools.Path) -> None:
    """Cells as an independent reader finds them are among the texts."""
    import openpyxl

    found = {text.text.replace("\r", "") for text in texts(path.read_bytes())}
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 - what openpyxl can't read, it can't compare
        pytest.skip("openpyxl kan dit bestand niet lezen")
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                if isinstance(value, str) and value.strip() and not value.startswith("#"):
                    assert value.replace("_x000D_", "").replace("\r", "") in found

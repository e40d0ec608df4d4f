"""Reading one cell as its type: words, numbers, blanks, problems, and whole columns."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertteam_xl.register.cells import Kind, Problem, read_cell, read_column
from expertteam_xl.register.cells.blanks import LONGEST_BLANK, quick_tidy
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.register.raw import CellError, CellValue
from expertteam_xl.text import fold, tidy

EXAMPLES = Path(__file__).resolve().parents[2] / "shared" / "voorbeelden.json"
KINDS = {"minuten": Kind.MINUTEN, "ja_nee": Kind.JA_NEE, "datum": Kind.DATUM}
NBSP = "\u00a0"
WERKSTROOM = {"a": "A", "b": "B", "doorbraaktafel": "A", "dbt": "A", "werkstrooma": "A"}
UHP = {
    fold(word): word for word in ("voorkomen", "niet voorkomen", "uitgesteld", "nvt", "onbekend")
}
GRONDEN = {letter: letter for letter in "abc"}
BLANKS = [
    None, "", "  ", NBSP, "nvt", "NVT", "n.v.t.", "N.v.t", "n v t", "?", "???", "-", "\u2013",
    "\u2014", "--", "…", "...", "volgt", "Volgt.", "onbekend", "Onbekend", "n.b.", "nb", "NB",
    "n.n.b.", "nnb", "tbd", "leeg", "(leeg)", "\u200b", "niet van toepassing", "n/a", math.nan,
]  # fmt: skip
ALWAYS_READABLE = (Kind.CODE, Kind.CODES, Kind.WOONPLAATS, Kind.NUMMER, Kind.NUMMERS, Kind.TEKST)


def value_of(kind: Kind, value: CellValue, **options: Any) -> object:
    """The value of a cell that must be readable."""
    found, problem = read_cell(kind, value, **options)
    assert problem is None
    return found


def problem_of(kind: Kind, value: CellValue, **options: Any) -> Problem:
    """The problem of a cell that must be unreadable."""
    found, problem = read_cell(kind, value, **options)
    assert found is None
    assert problem is not None
    return problem


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the shared examples aren't next to the project")
def test_shared_examples() -> None:
    """Every shared example of a type that is read here gives the value it should."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))["parsen"]
    ours = [example for example in examples if example["soort"] in KINDS]
    expected = [example["verwacht"] for example in ours]

    actual = [value_of(KINDS[example["soort"]], example["invoer"]) for example in ours]

    assert expected == [day.isoformat() if isinstance(day, date) else day for day in actual]
    assert len(ours) > 20


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("blank", BLANKS)
def test_blank_words(kind: Kind, blank: CellValue) -> None:
    """A word that says that nothing is known counts as an empty cell, in every type."""
    assert (None, None) == read_cell(kind, blank)


def test_geen_is_blank_only_for_dates() -> None:
    """The word geen leaves a date empty; elsewhere it is a word as any other."""
    assert value_of(Kind.DATUM, "Geen") is None
    assert "geen" == value_of(Kind.TEKST, "geen")
    assert "R03" == problem_of(Kind.MINUTEN, "geen").rule


@pytest.mark.parametrize("text", ["x", "volgt nog even", "nvt.x", "0", "+", "na", "nb 3"])
def test_other_words_are_no_blank(text: str) -> None:
    """A text that only resembles a blank word is kept."""
    assert text == value_of(Kind.TEKST, text)


def test_longest_blank_word() -> None:
    """No blank word is longer than the length above which none is looked for."""
    assert LONGEST_BLANK >= len("n i e t v a n toepassing")
    assert value_of(Kind.TEKST, "niet  van  toepassing") is None


@pytest.mark.parametrize("value", ["ja", "J", "x", "X", "WAAR", "1", "Yes", "y", "✓", "v", "☑", "True", "ja.", " ja ", "já", "Wel", 1.0, True])  # fmt: skip
def test_yes(value: CellValue) -> None:
    """Every way to say yes is True."""
    assert value_of(Kind.JA_NEE, value) is True


@pytest.mark.parametrize("value", ["nee", "N", "ONWAAR", "0", "no", "neen", "niet", "False", "Nee!", 0.0, False])  # fmt: skip
def test_no(value: CellValue) -> None:
    """Every way to say no is False."""
    assert value_of(Kind.JA_NEE, value) is False


@pytest.mark.parametrize("value", ["ja?", "ja/nee", "misschien", "2", 2.0, 0.5, "ok", "1,0", "j n", date(2021, 2, 1), time(1, 0), timedelta(1)])  # fmt: skip
def test_neither_yes_nor_no(value: CellValue) -> None:
    """A doubtful answer is unreadable, and never counts as yes."""
    problem = problem_of(Kind.JA_NEE, value)

    assert ("R03", "ja of nee") == (problem.rule, problem.expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("A", "A"), (" a ", "A"), ("Doorbraaktafel", "A"), ("DBT", "A"), ("werkstroom  a.", "A"),
        ("b" + NBSP, "B"), ("C ", "C"), ("iets  anders", "iets anders"), (7.0, "7"), (True, "WAAR"),
        (date(2021, 2, 1), "01-02-2021"), ("✓", "✓"), ("onbekend", None), ("?", None),
    ],
)  # fmt: skip
def test_code(value: CellValue, expected: object) -> None:
    """A word is found whatever its spelling; an unknown word stays as it is, for the schema."""
    assert expected == value_of(Kind.CODE, value, allowed=WERKSTROOM)


@pytest.mark.parametrize(("value", "expected"), [("N.v.t.", "nvt"), ("Onbekend", "onbekend"), ("Niet-voorkomen", "niet voorkomen"), ("volgt", None)])  # fmt: skip
def test_allowed_word_wins_from_blank(value: str, expected: object) -> None:
    """A blank word that the list of a column knows is that word."""
    assert expected == value_of(Kind.CODE, value, allowed=UHP)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", ("a",)), ("a, B", ("a", "b")), ("a;b", ("a", "b")), ("a\nc", ("a", "c")),
        ("a\r\nc", ("a", "c")), ("a en b", ("a", "b")), ("a+b", ("a", "b")), ("ab", ("a", "b")),
        ("a & b", ("a", "b")), ("a/c", ("a", "c")), ("a b", ("a", "b")), ("(a) en (c)", ("a", "c")),
        ("a, a", ("a",)), ("a,,", ("a",)), ("a, nvt", ("a",)), ("a, q", ("a", "q")),
        ("a+q", ("a", "q")), ("groen en geel", ("groen en geel",)), ("abq", ("abq",)),
        ("nvt", None), (", ;", None), (3.0, ("3",)),
    ],
)  # fmt: skip
def test_codes(value: CellValue, expected: object) -> None:
    """Several words in a cell are told apart, each once; unknown pieces stay as they are."""
    assert expected == value_of(Kind.CODES, value, allowed=GRONDEN)


def test_codes_keep_a_word_that_holds_a_separator() -> None:
    """A word of the list may itself hold the word en or a slash."""
    allowed = {fold(word): word for word in ("GI/VT", "school en werk", "GI")}

    assert ("GI/VT", "school en werk") == value_of(
        Kind.CODES, "gi/vt, School en werk", allowed=allowed
    )
    assert ("school en werk",) == value_of(Kind.CODES, "School, en werk", allowed=allowed)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("007", "007"), (7.0, "7"), (-0.0, "0"), (" ET-2021-001 ", "ET-2021-001"),
        ("et 2021  001", "et 2021 001"), ("ET" + NBSP + "2021", "ET 2021"), ("ET-2021-1", "ET-2021-1"),
        (2021.5, "2021,5"), (1e15, "1000000000000000"), ("nvt", None),
    ],
)  # fmt: skip
def test_number_of_a_case(value: CellValue, expected: object) -> None:
    """The number of a case stays text: zeros and capitals are kept, a whole number has no ,0."""
    assert expected == value_of(Kind.NUMMER, value)


@pytest.mark.parametrize("kind", [Kind.NUMMER, Kind.NUMMERS])
@pytest.mark.parametrize("value", [date(2021, 1, 1), time(7, 0), True, timedelta(1), math.inf])
def test_no_number_of_a_case(kind: Kind, value: CellValue) -> None:
    """A date that Excel made out of a number is no number of a case."""
    assert "R03" == problem_of(kind, value).rule


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("001, 002", ("001", "002")), ("001;002", ("001", "002")), ("001\n002", ("001", "002")),
        ("001", ("001",)), (7.0, ("7",)), ("001, 001", ("001",)), ("001, ?", ("001",)), ("-", None),
    ],
)  # fmt: skip
def test_numbers_of_cases(value: CellValue, expected: object) -> None:
    """Several numbers stand apart by comma, semicolon or line break."""
    assert expected == value_of(Kind.NUMMERS, value)


def test_two_numbers_that_became_one() -> None:
    """Excel may have turned 1,2 into a number: it is not known which cases were meant."""
    assert "kommagetal" in (problem_of(Kind.NUMMERS, 1.2).hint or "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  a \n b ", "a b"), (7.0, "7"), (1.5, "1,5"), (date(2021, 2, 1), "01-02-2021"),
        (datetime(2021, 2, 1, 9, 5), "01-02-2021 09:05"), (time(9, 5), "09:05"), (True, "WAAR"),
        (False, "ONWAAR"), (timedelta(minutes=90), "1:30"), (timedelta(minutes=-90), "-1:30"),
        (0.1 + 0.2, "0,3"), (math.inf, "oneindig"),
    ],
)  # fmt: skip
def test_text(value: CellValue, expected: str) -> None:
    """Text is tidied; other values are shown as a Dutch Excel shows them."""
    assert expected == value_of(Kind.TEKST, value)
    assert expected == value_of(Kind.WOONPLAATS, value)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("", "formule zonder opgeslagen waarde"), ("#N/A", "#N/B"), ("#REF!", "#VERW!"),
        ("#DIV/0!", "#DEEL/0!"), ("#VALUE!", "#WAARDE!"), ("#NAME?", "#NAAM?"),
        ("#NUM!", "#GETAL!"), ("#NULL!", "#LEEG!"), ("#SPILL!", "#SPILL!"), ("Jansen", "een foutwaarde"),
    ],
)  # fmt: skip
def test_errors(kind: Kind, code: str, found: str) -> None:
    """An error in a cell is R08 in every type, under the name that a Dutch Excel gives it."""
    problem = problem_of(kind, CellError(code))

    assert ("R08", found) == (problem.rule, problem.found)
    assert problem.hint


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        (Kind.DATUM, "31-02-2021", '"31-02-2021"'),
        (Kind.DATUM, "12 mrt", '"12 mrt"'),
        (Kind.DATUM, "februari 2021", '"februari 2021"'),
        (Kind.DATUM, "x", '"x"'),
        (Kind.DATUM, "ja", '"ja"'),
        (Kind.DATUM, "ca. 1-2-2021", '"ca. 1-2-2021"'),
        (Kind.DATUM, "1-2-2021 25:00", '"1-2-2021 25:00"'),
        (Kind.DATUM, "1-2 en 8-2-2021", '"1-2 en 8-2-2021"'),
        (Kind.DATUM, 0.4, "0,4"),
        (Kind.DATUM, time(9, 30), "09:30"),
        (Kind.DATUM, True, "WAAR"),
        (Kind.MINUTEN, "1,5", '"1,5"'),
        (Kind.MINUTEN, "1.30 uur", '"1.30 uur"'),
        (Kind.GELD, "1.234,567", "tekst van 9 tekens"),
        (Kind.GELD, "€ 96,005", '"€ 96,005"'),
        (Kind.DATUM, "gesprek met Kim", "tekst van 15 tekens"),
        (Kind.DATUM, "Jan", "tekst van 3 tekens"),
        (Kind.DATUM, "Jan 12", "tekst van 6 tekens"),
        (Kind.DATUM, "J. v. M.", "tekst van 8 tekens"),
        (Kind.DATUM, "q", "tekst van 1 teken"),
        (Kind.DATUM, "111222333", "tekst van 9 tekens"),
        (Kind.DATUM, "12.345.678", "tekst van 10 tekens"),
        (Kind.DATUM, "06-12345678", "tekst van 11 tekens"),
        (Kind.DATUM, "1234 AB", "tekst van 7 tekens"),
        (Kind.DATUM, "1-2-2021 / 8-2-2021 / 9-2-2021", "tekst van 30 tekens"),
        (Kind.DATUM, 111222333.0, "een getal van 9 cijfers"),
        (Kind.JAAR, date(2007, 3, 15), "een datum"),
        (Kind.JAAR, time(9, 30), "09:30"),
        (Kind.JAAR, timedelta(days=40), "een tijd"),
        (Kind.JAAR, "15-3-2007", "tekst van 9 tekens"),
        (Kind.JAAR, "07", '"07"'),
        (Kind.JAAR, False, "ONWAAR"),
    ],
)
def test_masking(kind: Kind, value: CellValue, found: str) -> None:
    """A message quotes dates and small numbers, and never words, long numbers or birth dates."""
    assert found == problem_of(kind, value).found


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=60),
    st.text(alphabet="0123456789-/.,:€½ uenhfbjx'?%+", max_size=14),
    st.sampled_from(BLANKS[:-1]),
    st.floats(),
    st.floats(min_value=-2, max_value=90_000),
    st.integers(min_value=-5, max_value=90_000).map(float),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(CellError, st.sampled_from(["", "#N/A", "iets"])),
)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(list(Kind)), SCALARS | st.integers() | st.just(10**400), st.booleans())
def test_nothing_ever_raises(kind: Kind, value: Any, date1904: bool) -> None:
    """Whatever stands in a cell, it is read, blank, or has a problem in Dutch; never both."""
    found, problem = read_cell(kind, value, allowed=GRONDEN, date1904=date1904)

    assert found is None or problem is None
    if problem is not None:
        assert problem.rule in {"R03", "R08"}
        assert problem.found
        assert problem.expected


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1-" * 4000, "a " * 4000, "½" * 4000, "1" + ",1" * 3000]
)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in ALWAYS_READABLE])
def test_very_long_text(kind: Kind, text: str) -> None:
    """A text of thousands of characters is refused quickly and isn't quoted."""
    problem = problem_of(kind, text)

    assert "tekst van" in problem.found


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_quick_tidy_is_tidy(text: str) -> None:
    """The quick way to tidy text gives the same as the usual one."""
    assert tidy(text) == quick_tidy(text)


def stored(kind: Kind, value: Any) -> object:
    """A value of ``read_cell`` as a column keeps it."""
    match kind:
        case Kind.DATUM:
            return np.datetime64(value, "D") if value is not None else None
        case Kind.DATUMTIJD:
            return np.datetime64(value, "m") if value is not None else None
        case _:
            return value


def unstored(value: Any) -> object:
    """A value of a column, with None for a blank."""
    if isinstance(value, np.datetime64) and np.isnat(value):
        return None
    return None if isinstance(value, float) and math.isnan(value) else value


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(Kind)), st.lists(SCALARS, max_size=12), st.booleans())
def test_column_is_cell_by_cell(kind: Kind, values: list[CellValue], date1904: bool) -> None:
    """A column gives at every position what its cell gives alone."""
    cells = [read_cell(kind, value, allowed=GRONDEN, date1904=date1904) for value in values]

    column = read_column(kind, values, allowed=GRONDEN, date1904=date1904)

    assert [stored(kind, value) for value, _ in cells] == [unstored(v) for v in column.values]
    assert {i: problem for i, (_, problem) in enumerate(cells) if problem} == column.problems


@pytest.mark.parametrize(
    ("kind", "dtype"),
    [
        (Kind.DATUM, "datetime64[D]"), (Kind.DATUMTIJD, "datetime64[m]"), (Kind.TIJD, "float64"),
        (Kind.MINUTEN, "float64"), (Kind.UREN, "float64"), (Kind.GEHEEL, "float64"),
        (Kind.GETAL, "float64"), (Kind.GELD, "float64"), (Kind.SCORE, "float64"),
        (Kind.JAAR, "float64"), (Kind.JA_NEE, "object"), (Kind.CODE, "object"),
        (Kind.CODES, "object"), (Kind.WOONPLAATS, "object"), (Kind.NUMMER, "object"),
        (Kind.NUMMERS, "object"), (Kind.TEKST, "object"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("values", [[], [None], [None, "onbekend"]])
def test_column_type(kind: Kind, dtype: str, values: list[CellValue]) -> None:
    """The type of a column doesn't depend on what stands in it, also when it is empty."""
    column = read_column(kind, values)

    assert dtype == str(column.values.dtype)
    assert len(values) == len(column.values)
    assert {} == column.problems


def test_true_is_not_one() -> None:
    """A truth value and the number 1 in one column are told apart."""
    column = read_column(Kind.MINUTEN, [True, 1.0, True, 0.0, False])

    assert [0, 2, 4] == list(column.problems)
    assert [1.0, 0.0] == [v for v in column.values if not math.isnan(v)]


def test_column_of_equal_tuples() -> None:
    """Cells with several numbers stay tuples, also when all have as many."""
    column = read_column(Kind.NUMMERS, ["1,2", "3,4", 5.0, "6"])

    assert [("1", "2"), ("3", "4"), ("5",), ("6",)] == list(column.values)


def test_every_position_of_a_problem() -> None:
    """The same unreadable value is reported at every place where it stands."""
    column = read_column(Kind.DATUM, ["x", "1-2-2021", "x", CellError("#N/A"), None])

    assert {0: "R03", 2: "R03", 3: "R08"} == {i: p.rule for i, p in column.problems.items()}
    assert np.datetime64("2021-02-01") == column.values[1]
    assert np.isnat(column.values[[0, 2, 3, 4]]).all()


def test_no_heavy_import() -> None:
    """Reading a single cell doesn't load numpy: the schema may name types without its cost."""
    code = "import sys, expertteam_xl.register.cells; sys.exit('numpy' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_nothing_to_show() -> None:
    """An empty cell and an error show as an empty text."""
    assert ["", ""] == [as_text(None), as_text(CellError("#N/A"))]


def test_column_of_moments() -> None:
    """A column of dates with times keeps whole minutes, before 1970 too."""
    moments: list[CellValue] = [
        "1-2-2021 10:30",
        datetime(1969, 12, 31, 23, 59, 10),
        date(2021, 2, 1),
        "volgt",
    ]
    expected = ["2021-02-01T10:30", "1969-12-31T23:59", "2021-02-01T00:00", "NaT"]

    assert expected == [str(moment) for moment in read_column(Kind.DATUMTIJD, moments).values]

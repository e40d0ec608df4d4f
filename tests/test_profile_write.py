"""What a profile's file holds: what was said, what is proposed, and nothing about a person."""

from __future__ import annotations

from datetime import date

import pytest
from profiles import NAME, profile
from registers import Sheet, Sheets, listed, workbook

from expertteam_xl.profile.answers import Answers, applied
from expertteam_xl.profile.content import by_content
from expertteam_xl.profile.model import Profile
from expertteam_xl.profile.propose import Inspection, inspect
from expertteam_xl.profile.samples import told
from expertteam_xl.profile.write import profile_toml
from expertteam_xl.register.raw import CellError, CellValue
from expertteam_xl.register.workbook import open_workbook
from expertteam_xl.schema import tables
from expertteam_xl.settings import Settings

SHEET = "Aanmeldingen 2021"


def look(sheets: Sheets, known: Profile | None = None) -> Inspection:
    """A register as the program sees it."""
    return inspect(open_workbook(workbook(sheets)), Settings(), known or Profile())


def proposed(sheets: Sheets, existing: str = "") -> str:
    """The file with every proposal for a register."""
    known, answers = profile(existing) if existing else Profile(), Answers()
    answers.propose_lists(look(sheets, known))
    answers.propose_columns(look(sheets, applied(known, answers, assume=True)))
    final = look(sheets, applied(known, answers, assume=True))
    answers.propose_words(final)
    return profile_toml("register.xlsx", answers, final.seen, existing)


def rows(**more: object) -> list[dict[str, object]]:
    return [listed(f"ET-2021-{i:03}") | more for i in range(1, 6)]


def lines(text: str, part: str) -> list[str]:
    """The lines under a heading, without their remarks."""
    after = text.partition(f"{part}\n")[2].partition("\n[")[0]
    return [line.partition(" # ")[0] for line in after.splitlines() if line and line[0] == '"']


# Proposals


def test_each_proposal_is_visibly_one() -> None:
    """It ends in a question mark, and nothing in the file is used until that goes."""
    sheets = {SHEET: rows(Gezinsnumer="G1", Kleur="rood", Status="loopt nog")}
    text = proposed(sheets)

    assert ['"Gezinsnumer" = "Gezinsnummer?"', '"Kleur" = "?"'] == (
        lines(text, '[kolommen."Aanmeldingen jjjj"]')
    )
    assert ['"loopt nog" = "in uitvoering?"'] == lines(text, '[waarden."Casussen.Status"]')
    assert 3 == profile(text).unconfirmed
    assert {} == dict(profile(text).values["Casussen.Status"])


def test_a_required_column_is_proposed_by_what_stands_in_it() -> None:
    """The header says nothing to us, the dates and the words do."""
    new = {"Aanmelddatum": "Qa", "Woonplaats": "Qb", "Status": "Qc", "Casusnummer": "Qd"}
    text = proposed({SHEET: [{new.get(h, h): v for h, v in row.items()} for row in rows()]})

    assert ['"Qd" = "Casusnummer?"', '"Qa" = "Aanmelddatum?"', '"Qb" = "Woonplaats?"', '"Qc" = "Status?"'] == (
        lines(text, '[kolommen."Aanmeldingen jjjj"]')
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([date(2021, 2, 1)] * 3 + ["?"], {5: "Aanmelddatum"}),
        (["Hilversum", "Bussum", None], {5: "Woonplaats"}),
        (["besproken", "aangemeld", "zomaar", "gepland"], {5: "Status"}),
        (["ouder", "jeugdige"], {5: "Type aanmelder"}),
        (["A1", "A2", "A3"], {5: "Casusnummer"}),
        (["A1", "A1", "A3"], {}),
        (["a", "b"], {}),
        ([None, ""], {}),
    ],
)
def test_what_stands_in_a_column_tells_what_it_is(
    values: list[CellValue], found: dict[int, str]
) -> None:
    """Most of it must fit; a number of a case stands once."""
    assert found == by_content(tables()["Casussen"].required, {5: values})


def test_two_columns_that_fit_equally_are_no_proposal() -> None:
    """Of two columns with places neither is the one; of two with dates the first is."""
    places = by_content(tables()["Casussen"].required, {1: ["Laren"], 2: ["Huizen"]})
    dates = by_content(
        tables()["Casussen"].required, {1: [date(2021, 1, 1)], 2: [date(2021, 1, 2)]}
    )

    assert ({}, {1: "Aanmelddatum"}) == (places, dates)


# What is kept


def test_the_same_register_gives_the_same_file() -> None:
    """Writing again over what was written changes nothing."""
    sheets = {
        SHEET: rows(Gezinsnumer="G1", Kleur="rood", Status="loopt nog"),
        "Rest": [{"a": "x", "b": "y"}],
    }
    text = proposed(sheets)

    assert text == proposed(sheets, text)


EXISTING = """# Van Ans, afdeling zorg
versie = 1

[kolommen."Aanmeldingen jjjj"]
# deze bij ons
"Gezinsnumer" = "Gezinsnummer"  # nagevraagd
"Oud" = "Kader"
"Vorig voorstel" = "JIM?"

# en nu de woorden
[waarden.Status]
'loopt' = "in uitvoering"
"""


def test_confirmed_lines_and_their_own_comments_stay() -> None:
    """New proposals come under them; old ones that nobody confirmed go."""
    text = proposed({SHEET: rows(Gezinsnumer="G1", Kleur="rood")}, EXISTING)

    expected = EXISTING.replace('"Vorig voorstel" = "JIM?"\n', "@").partition("@")
    assert text.startswith(expected[0])
    assert '\n"Kleur" = "?" # M: 5 × tekst; welke kolom is dit?' in text
    assert expected[2].rstrip() in text
    assert "JIM" not in text
    assert text.index('"Kleur"') < text.index("# en nu de woorden")


def test_a_confirmed_proposal_loses_our_remark_and_keeps_theirs() -> None:
    """The line stays where it is."""
    answers = Answers()
    existing = 'versie = 1\n[kolommen."X"]\n"a" = "JIM?" # A: 3 × x; klopt het? haal dan het vraagteken weg\n'
    existing += '"b" = "JIM?" # van Ans\n"c" = ""\n'
    answers.columns = {"X": {"a": "JIM", "b": "Kader"}}
    text = profile_toml("r.xlsx", answers, {}, existing)

    assert text.startswith(
        'versie = 1\n[kolommen."X"]\n"a" = "JIM"\n"b" = "Kader" # van Ans\n"c" = ""\n'
    )


def test_what_is_written_is_read_back() -> None:
    """Keys and values with quotes, backslashes, dots, accents and line breaks."""
    answers = Answers()
    answers.columns = {
        'Blad "één"\\ 1.2': {'Dag "x"': "Aanmelddatum", "a.b\\c": "", "é=#": "Status"}
    }
    answers.values = {"Casussen.Status": {'"klaar" # 1': "afgesloten"}}
    answers.sheets = {"X [1]": ("Casussen", 4), "Y": ("", None)}
    seen = {"X [1]": ['Dag "x"', "a, b"], "Y": []}
    found = profile(profile_toml("r.xlsx", answers, seen))

    assert answers.columns == {sheet: dict(each) for sheet, each in found.columns.items()}
    assert answers.values == {key: dict(each) for key, each in found.values.items()}
    assert {"X [1]": ("Casussen", 4), "Y": ("", None)} == {
        sheet: (rule.table, rule.header_row) for sheet, rule in found.sheets.items()
    }
    assert seen == {sheet: list(each) for sheet, each in found.seen.items()}


def test_two_columns_of_one_name_are_named_by_their_letters() -> None:
    """And so is one whose header can't be repeated, or is none."""
    sheet = Sheet([], [*listed(), "Map", "map ", "jan@voorbeeld.nl"])
    columns = look({SHEET: sheet}).lists[0].columns

    assert [(SHEET, "kolom L"), (SHEET, "kolom M"), (SHEET, "kolom N")] == [
        (column.sheet, column.key) for column in columns[-3:]
    ]


def test_the_same_name_for_another_field_gets_its_letters() -> None:
    """In two year sheets one header can mean two things."""
    sheets = {f"Lijst {year}": [listed(f"ET-{year}-001") | {"Map": 1}] for year in (2020, 2021)}
    first, second = (each.columns[-1] for each in look(sheets).lists)
    answers = Answers()
    answers.say(first, "Kader")
    answers.say(second, "JIM")
    answers.say(second, "Knelpunt")

    assert {
        "Lijst jjjj": {"Map": "Kader"},
        "Lijst 2021": {"kolom L": "Knelpunt"},
    } == answers.columns
    assert ("Kader", "Knelpunt") == (answers.said(first), answers.said(second))


# Privacy

SECRETS = ("Jansen", "Petra", "Ans", "06-1234", "123456782", "moeder")


def test_nothing_personal_is_written() -> None:
    """Not from cells, not from headers, not from a record that was taken for a header."""
    personal = [
        *rows(),
        listed("ET-2021-009")
        | {"Status": "Ans Jansen", "Type aanmelder": "Petra", "Woonplaats": "Jansen"},
        listed("ET-2021-010") | {"Status": "tel 06-12345678", "Type aanmelder": "Dhr. Jansen"},
        listed("ET-2021-011")
        | {"Status": "123456782", "Woonplaats": "Petra Jansen", "JIM": "Ans Jansen"},
    ]
    for row in personal:
        row |= {"Wie": "Petra Jansen", "Ans 06-12345678": "moeder"}
    assert [] == [secret for secret in SECRETS if secret in proposed({SHEET: personal})]


def test_a_record_that_is_taken_for_a_header_is_not_repeated() -> None:
    """A list without a header: its first record stands on top."""
    record = ["ET-1", "Jansen", "Ans", "moeder"]
    sheet = Sheet(
        [
            dict(zip(record, values, strict=True))
            for values in (["ET-2", "x", "y", "z"], ["ET-3", "p", "q", "r"])
        ]
    )
    text = proposed({"Blad1": sheet})

    assert [] == [secret for secret in SECRETS if secret in text]
    assert '[bladen."Blad1"]' in text


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([date(2021, 1, 1), None, "", "-", "1-2-2021"], "1 × dd-mm-jjjj, 1 × dd-mm-jjjj als tekst, 3 leeg"),
        ([*["ET-2021-001", "ET-2021-002"] * 2, "7"], "4 × ET-9999-999, 1 × 9"),
        (["JJ12032010", "AB1", "Jansen 3"], "1 × aaaaaa 9, 1 × aa99999999, 1 × aa9"),
        (["Jan", "Piet", "Hilversum", "ja"], "2 × tekst, 1 × Hilversum, 1 × ja"),
        ([1.0, 2.0, 2.5, True], "2 × geheel getal, 1 × ja/nee, 1 × getal"),
        ([CellError("#N/A")], "1 × foutwaarde"),
        (["a", "x9", date(2021, 1, 1), 3.0, 4.5], "1 × a, 1 × dd-mm-jjjj, 1 × geheel getal, 2 × anders"),
        ([], "leeg"),
    ],
)  # fmt: skip
def test_samples_show_shapes(values: list[CellValue], shown: str) -> None:
    """Digits are nines; a text is only said to be one, unless it is a word of ours or a place."""
    assert shown == told(values)


def test_the_file_says_how_it_is_used() -> None:
    """Whoever opens it reads what the question mark and jjjj are."""
    text = proposed({SHEET: rows()})

    assert text.startswith("# Profiel van register.xlsx:")
    assert '"uw kop" = "onze kolom?"    een voorstel' in text
    assert NAME not in text

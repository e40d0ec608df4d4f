"""The tables: every name the domain gives a column is known, and the models check what they say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pandera.errors
import pytest

from expertteam_xl.docs import column_docs
from expertteam_xl.errors import DefinitionError
from expertteam_xl.kinds import Kind
from expertteam_xl.schema import Column, TableSpec, column_at, model, tables
from expertteam_xl.text import fold

ALIASES = {
    "Casussen": {
        "Nr": "Casusnummer", "Casusnr": "Casusnummer", "Dossiernr": "Casusnummer", "Kenmerk": "Casusnummer",
        "Cliëntcode": "Jeugdigesleutel", "Gezin": "Gezinsnummer", "Datum aanmelding": "Aanmelddatum",
        "Aanmelding": "Aanmelddatum", "Binnengekomen": "Aanmelddatum", "Plaats": "Woonplaats",
        "Woonplaats/Gemeente": "Woonplaats", "USD": "Uitvoeringsdienst", "Tafel": "Werkstroom", "Grond": "Grond A",
        "Reden": "Grond A", "Verwijzer": "Type aanmelder", "Aangemeld door": "Type aanmelder",
        "Datum triage": "Triagedatum", "Gerouteerd": "Triagedatum", "Uitkomst": "Triage-uitkomst",
        "Bijzonderheden": "Opmerkingen", "Datum overleg": "Overlegdatum", "Datum ET": "Overlegdatum",
        "Advies verzonden": "Besluit verzonden op", "Datum afgesloten": "Afgesloten op",
    },
    "Overleggen": {"Sessienr": "Overlegnummer", "Datum overleg": "Overlegdatum", "Datum ET": "Overlegdatum"},
    "Besprekingen": {"Tijd": "Bespreekminuten", "Min": "Bespreekminuten"},
    "Deelnames": {
        "Organisatie": "Partner", "Aanwezig": "Overleg (min)", "Vbt": "Voorbereiding (min)",
        "Reis": "Reistijd (min)", "Tijd": "Uren",
    },
    "Adviezen": {"Advies verstuurd": "Besluit verzonden op"},
    "Plaatsingen": {"Start": "Plaatsingsdatum", "Datum plaatsing": "Plaatsingsdatum", "Eind": "Uitstroomdatum"},
}  # fmt: skip
SHEETS = {
    "Casussen": ("Aanmeldingen",),
    "Overleggen": ("Sessies", "Agenda"),
    "Deelnames": ("Urenregistratie",),
    "Adviezen": ("Besluiten",),
    "Afspraken": ("Acties", "Actielijst"),
    "Plaatsingen": ("Tussenvoorziening", "TV"),
}
REQUIRED = {
    "Casussen": {"Casusnummer", "Aanmelddatum", "Woonplaats", "Type aanmelder", "Status"},
    "Overleggen": {"Overlegnummer", "Overlegdatum", "Status"},
    "Besprekingen": {"Overlegnummer", "Casusnummer"},
    "Deelnames": {"Overlegnummer", "Partner", "Rol"},
    "Adviezen": {"Adviesnummer", "Casusnummer", "Adviesdatum"},
    "Doelen": {"Doelnummer", "Adviesnummer", "Type", "Termijn"},
    "Afspraken": {"Nr", "Overlegnummer", "Casusnummer", "Uitvoerder", "Termijn"},
    "Plaatsingen": {"Casusnummer", "Type", "Plaatsingsdatum"},
    "Toestemmingen": {"Casusnummer", "Door", "Datum"},
    "Afsluitingen": {"Casusnummer", "Datum"},
    "Partners": {"Partner"},
    "Tarieven": {"Partner", "Tariefcode", "€ per uur", "Geldig van"},
}
WORDS = {
    ("Casussen", "Werkstroom"): ("A", "B"),
    ("Casussen", "Grond A"): ("a", "b", "c"),
    ("Casussen", "Type aanmelder"): ("consulent USD", "consulent GI", "Veilig Thuis", "partner", "partner onderwijs", "gemeente", "ouder", "jeugdige", "anders"),
    ("Casussen", "Triage-uitkomst"): ("bespreken", "mondeling advies", "niet bespreken", "doorverwezen", "ingetrokken"),
    ("Casussen", "Status"): ("aangemeld", "getrieerd", "gepland", "besproken", "in uitvoering", "afgeschaald", "afgesloten", "niet op tafel", "ingetrokken"),
    ("Overleggen", "Status"): ("gepland", "gehouden", "vervallen", "geannuleerd"),
    ("Plaatsingen", "Type"): ("tussenvoorziening", "pleegzorg", "gezinshuis", "instelling", "thuis"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "alias"), [(t, alias) for t, names in ALIASES.items() for alias in names]
)
def test_every_name_of_a_column_is_known_to_its_table(table: str, alias: str) -> None:
    """The other headers that the data model lists mean the column they should."""
    column, how = tables()[table].by_fold[fold(alias)]

    assert (ALIASES[table][alias], "alias") == (column.header, how)


@pytest.mark.parametrize("table", SHEETS)
def test_every_other_name_of_a_sheet_is_known(table: str) -> None:
    """A sheet may be called what the data model lists."""
    assert set(SHEETS[table]) <= set(tables()[table].sheet_names)


@pytest.mark.parametrize("table", sorted(set(tables()) | set(REQUIRED)))
def test_required_columns_are_those_of_the_data_model(table: str) -> None:
    """No more and no less; tables without them can do without any column."""
    assert REQUIRED.get(table, set()) == {column.header for column in tables()[table].required}


@pytest.mark.parametrize(("table", "header"), WORDS)
def test_the_allowed_words_are_those_of_the_data_model(table: str, header: str) -> None:
    """In the order in which an empty register offers them."""
    assert WORDS[table, header] == tuple(tables()[table].by_header[header].words)


@pytest.mark.parametrize("table", tables())
def test_no_header_is_claimed_twice_and_no_spelling_means_two_words(table: str) -> None:
    """Reading must never depend on the order of definitions."""
    spec = tables()[table]

    assert {column.header for column in spec.columns} == {
        c.header for c, _ in spec.by_fold.values()
    }
    for column in spec.columns:
        spelled = {
            (fold(s), word) for word, others in column.words.items() for s in (word, *others)
        }
        assert len(spelled) == len({folded for folded, _ in spelled}), column.header
        assert column.privacy in {"K0", "K1", "K2"}


def test_a_header_that_two_columns_claim_is_our_mistake() -> None:
    """It is refused when the table is first used."""
    spec = TableSpec("Proef", (Column("Nr", Kind.NUMMER), Column("Nummer", Kind.NUMMER, ("NR.",))))

    with pytest.raises(DefinitionError):
        _ = spec.by_fold


def test_a_reference_to_a_column_that_is_not_there_is_our_mistake() -> None:
    """Every reference of the tables leads to a column."""
    with pytest.raises(DefinitionError):
        column_at("Casussen.Kleur")
    assert "Casusnummer" == column_at("Casussen.Casusnummer").header


def failures(table: str, **values: list[object]) -> set[tuple[str, str, int]]:
    """Field, check and row of everything that the table's model refuses."""
    frame = pd.DataFrame(
        {
            name: pd.Series(
                column, dtype=object if isinstance(column[0], str) or column[0] is None else None
            )
            for name, column in values.items()
        }
    )
    try:
        model(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return {
            (str(c["column"]), str(c["check"]), int(c["index"]))
            for _, c in error.failure_cases.iterrows()
        }
    return set()


def test_a_model_refuses_words_and_figures_outside_what_is_allowed() -> None:
    """R04: an unknown word, a mark of 11; blanks are no matter."""
    assert {("Status", "R04", 1)} == failures("Overleggen", Status=["gehouden", "soms", "gepland"])
    assert {("Score", "R04", 2)} == failures("Ervaringen", Score=[1.0, np.nan, 11.0])


def test_a_model_refuses_blanks_and_duplicates_where_they_may_not_be() -> None:
    """R05 and R06: a required blank, and the later of two equal numbers."""
    assert {("Overlegnummer", "not_nullable", 1)} == failures(
        "Overleggen", Overlegnummer=["OV-1", None]
    )
    assert {("Overlegnummer", "field_uniqueness", 2)} == failures(
        "Overleggen", Overlegnummer=["OV-1", "OV-2", "OV-1"]
    )


def test_a_model_takes_a_register_with_few_columns() -> None:
    """A column that is absent is told apart (R01), and is no failure here."""
    assert set() == failures("Casussen", Casusnummer=["ET-2021-001"])


def test_the_page_about_columns_holds_every_column_once() -> None:
    """With its other headers, its choices and its privacy class."""
    page = column_docs()

    assert [spec.name for spec in tables().values()] == [
        line[3:] for line in page.splitlines() if line.startswith("## ")
    ]
    rows = [line for line in page.splitlines() if line.startswith("| **")]
    assert sum(len(spec.columns) for spec in tables().values()) == len(rows)
    assert (
        "| **Plaatsingsdatum** | Start, Datum plaatsing, Startdatum | datum | ja |  | K1 | Bij een weigering (vol): de datum daarvan. |"
        in rows
    )
    assert all(line.count("|") - line.count("\\|") == 8 for line in rows)

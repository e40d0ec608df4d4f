"""The first sheet of an empty register: what it is, how to fill it in, and what its colours say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from expertteam_xl.convenant.versions import newest_version, term
from expertteam_xl.kinds import Kind
from expertteam_xl.outputs.empty_register_columns import how_to_fill
from expertteam_xl.outputs.empty_register_model import ListSheet, Page, PageCell, State
from expertteam_xl.outputs.empty_register_pages import Row, head, line
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.schema import SUPPORT_SHEETS, Column, tables
from expertteam_xl.settings import Settings
from expertteam_xl.text import count, listed

_WIDTHS = (25, 52, 12, 20, 9, 72)
_WHAT = (
    "Dit register houdt bij wat het expertteam doet: elk blad is een lijst, elke rij een casus, "
    "een overleg, een advies of iets anders dat telt."
)
_STEPS = (
    "Begin op Casussen: een rij per casus, met een eigen casusnummer (ET-jjjj-nnn). Dat nummer "
    "gebruikt u op de andere bladen.",
    "Kolommen met een * achter de kop zijn verplicht. De andere vult u in als u het weet; wat nog "
    "niet bekend is, laat u leeg.",
    "Ga op een kolomkop staan om te lezen wat erin hoort. Waar een keuzelijst is, kiest u daaruit.",
    "Begin in de eerste lege rij en ga daaronder verder; de lijst groeit mee. Zet niets onder of "
    "naast een lijst. Bladen die u niet gebruikt, laat u leeg.",
    "Laat het register nakijken met de opdracht controleer, en de naam van dit bestand. U krijgt "
    "een kopie met het blad Bevindingen; dit bestand verandert niet.",
)
_ALONE = (
    "Werkt u met Casussen alleen? Vul daar dan ook Overlegdatum, Besluit verzonden op en "
    "Afgesloten op in. Zodra er iets op Overleggen of Besprekingen staat, gaan die bladen voor."
)
_PRIVACY = (
    "Vul nergens een naam, BSN, adres, postcode, telefoonnummer, e-mailadres, school of diagnose "
    "in. Bij een persoon hoort een rol of functie.",
    "Een casusnummer zegt niets over de jeugdige. De lijst die nummers en jeugdigen verbindt, "
    "bewaart u buiten dit bestand.",
    "Ook met nummers blijven dit persoonsgegevens: deel het bestand alleen met wie het nodig "
    "heeft.",
    "Privacyklasse K0: geen persoonsgegevens. K1: onder een nummer. K2: herkenbaar of bijzonder; "
    "blijft in het register en gaat nooit mee naar buiten.",
)


def guide_page(sheet: str, lists: Sequence[ListSheet], told: Callable[[str], str]) -> Page:
    """The explanation of the lists, in the order in which a newcomer reads.

    Args:
        sheet: name of its tab.
        lists: the lists that it explains.
        told: gives a sentence the names that the sheets have in this workbook.
    """
    rows = (
        line(_WHAT),
        *_section("Zo vult u het in", _steps(told)),
        *_section("Wat de kleuren betekenen", _legend()),
        *_section("Welke datums kleuren", _terms(lists)),
        *_section("De bladen", _sheets(lists, told)),
        *_section("Privacy", map(line, _PRIVACY)),
        *_section("Partijen", [line(told(_parties()))]),
        *_section("Alle kolommen", _columns(lists, told)),
    )
    return Page(sheet, rows, _WIDTHS, SUPPORT_SHEETS["Toelichting"])


def _section(title: str, rows: Iterator[Row] | Sequence[Row]) -> Iterator[Row]:
    yield ()
    yield (PageCell(title, "heading"),)
    yield from rows


def _steps(told: Callable[[str], str]) -> Iterator[Row]:
    for number, text in enumerate(_STEPS, 1):
        yield line(f"{number}. {told(text)}")


def _legend() -> Iterator[Row]:
    soon = count(Settings().binnenkort_werkdagen, "werkdag", "werkdagen")
    meanings = {
        State.OVER: "De termijn is voorbij en het is nog niet gedaan.",
        State.LATE: "Het is gedaan, maar na de termijn; of het vervallen van een overleg is te "
        "laat of niet gemeld.",
        State.SOON: f"De termijn loopt binnen {soon} af, of er is nog niets gepland of geregeld.",
    }
    yield head("Kleur", "Betekent")
    for state, meaning in meanings.items():
        yield (PageCell(state.value, state), PageCell(meaning))
    yield line(
        "De kleuren gaan mee met de dag: zie Peildatum op Instellingen. Vrije dagen staan op "
        "Feestdagen. De kleuren lezen alleen de woorden van de keuzelijsten."
    )


def _terms(lists: Sequence[ListSheet]) -> Iterator[Row]:
    yield head("Blad", "Kolom", "Regel", "Termijn")
    for sheet in lists:
        for code, field in dict.fromkeys((mark.code, mark.field) for mark in sheet.marks):
            yield line(sheet.name, field, code, _term(code))


def _term(code: str) -> str:
    """The term of a rule and its clock: ``5 werkdagen: Aanmelddatum → Triagedatum``."""
    keys = {
        "T01": "triage_werkdagen",
        "T02": "overleg_dagen",
        "T03": "tv_overleg_dagen",
        "T04": "tv_max_dagen",
        "T05": "besluit_werkdagen",
        "T06": "vervallen_uren",
    }
    agreed = term(keys[code])
    unit = agreed.unit if agreed.value != 1 else agreed.unit.removesuffix("en")
    return f"{agreed.value} {unit}: {RULES[code].clock}"


def _sheets(lists: Sequence[ListSheet], told: Callable[[str], str]) -> Iterator[Row]:
    yield head("Blad", "Waarvoor", "Verplicht")
    for sheet in lists:
        required = [column.header for column in sheet.columns if column.required]
        yield (
            PageCell(sheet.name, "link", sheet.name),
            PageCell(told(tables()[sheet.table].help), "wrapped"),
            PageCell(", ".join(required) or "–"),
        )
    yield line(told(_ALONE))


def _parties() -> str:
    core = listed(newest_version().core_parties)
    return (
        f"De kernpartijen van het convenant zijn {core}. Zet de organisaties zelf op Partners, met "
        "de naam die u op Deelnames gebruikt."
    )


def _columns(lists: Sequence[ListSheet], told: Callable[[str], str]) -> Iterator[Row]:
    yield head("Blad", "Kolom", "Verplicht", "Soort", "Privacy", "Uitleg")
    for sheet in lists:
        for column in tables()[sheet.table].columns:
            yield (
                *line(
                    sheet.name,
                    column.header,
                    "verplicht" if column.required else "",
                    column.kind.value,
                    column.privacy,
                ),
                PageCell(told(_explained(column)), "wrapped"),
            )


def _explained(column: Column) -> str:
    how = "" if column.kind is Kind.NUMMER else how_to_fill(column)
    return " ".join(part for part in (column.help, how) if part)

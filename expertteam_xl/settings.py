"""The settings: every number and choice that a region may set, each defined once.

A default that the convenant fixes comes from the data of its newest version. The meaning, the
rule and the source stand beside each field, so that the documentation, the example file and the
error messages tell the same. Reading a file: `expertteam_xl.settings_file`.
"""

# ruff: noqa: RUF009 - the calls make dataclass fields, each once, for a frozen class

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from expertteam_xl.settings_spec import Spec, agreed_fact, agreed_term, choice
from expertteam_xl.settings_values import (
    day,
    days,
    number,
    table_of,
    text,
    whole,
    word,
    words,
    yes_no,
)

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from expertteam_xl.convenant.calendar import Calendar
    from expertteam_xl.settings_docs import Described

CONFIG_NAME = "expertteam-xl.toml"
"""The file that is looked for beside a register."""

GROUPS = ("termijnen", "geld", "monitor", "kalender", "convenant", "bestanden", "gegevens")
"""Tables that the settings file may group its keys in."""

_TERM = whole(1, 366)
_COUNT = whole(1, 1000)
_AGE = whole(1, 120)
_SHARE = number(0, 1, optional=True)
_EURO = number(0, 100_000)
_SPLIT = word(
    "bespreekminuten", "gelijk_per_client", "gelijk_per_gemeente", gelijk="gelijk_per_client"
)


def _gemeente_names() -> tuple[str, ...]:
    from expertteam_xl.convenant.gemeenten import gemeenten

    return tuple(gemeente.name for gemeente in gemeenten())


@dataclass(frozen=True)
class Settings:
    """All settings; ``Settings()`` holds the defaults.

    Terms count in the unit of their name; euros and shares are exact `Decimal`; None means that
    the region set nothing. What each one means stands beside it and in `describe`.
    """

    triage_werkdagen: int = agreed_term(
        "termijnen", _TERM, "triage_werkdagen", "T01", "Werkdagen van aanmelding tot triage."
    )
    overleg_dagen: int = agreed_term(
        "termijnen", _TERM, "overleg_dagen", "T02", "Dagen van aanmelding tot overleg."
    )
    tv_overleg_dagen: int = agreed_term(
        "termijnen",
        _TERM,
        "tv_overleg_dagen",
        "T03",
        "Dagen van plaatsing in een tussenvoorziening tot de doorbraaktafel.",
    )
    tv_max_dagen: int = agreed_term(
        "termijnen", _TERM, "tv_max_dagen", "T04", "Langste verblijf in een tussenvoorziening."
    )
    besluit_werkdagen: int = agreed_term(
        "termijnen",
        _TERM,
        "besluit_werkdagen",
        "T05",
        "Werkdagen van overleg tot verzonden besluit.",
    )
    vervallen_uren: int = agreed_term(
        "termijnen",
        whole(1, 720),
        "vervallen_uren",
        "T06",
        "Uren vóór aanvang waarop gemeld moet zijn dat een doorbraaktafel vervalt.",
    )
    sessie_interval_dagen: int = agreed_term(
        "termijnen", _TERM, "sessie_interval_dagen", "T07", "Dagen tussen twee doorbraaktafels."
    )
    sessie_min: int = agreed_term(
        "termijnen", whole(1, 1440), "sessie_min", "T08", "Duur van een doorbraaktafel in minuten."
    )
    binnenkort_werkdagen: int = choice(
        "termijnen",
        whole(0, 60),
        2,
        "T01, T02, T03, T05",
        "Zoveel werkdagen vooraf wijst het programma op een termijn die afloopt.",
    )
    tv_signaal_dag: int = choice(
        "termijnen",
        _TERM,
        21,
        "T04",
        "Dag van het verblijf waarop een tussenvoorziening zonder geregeld vervolg opvalt.",
    )
    atw_verlenging: bool = choice(
        "termijnen",
        yes_no(),
        default=False,
        rule="T02",
        meaning="Of een termijn die op een vrije dag eindigt doorloopt tot de volgende werkdag.",
    )
    cap_min: int = agreed_term(
        "geld",
        whole(1, 1440),
        "cap_min",
        "F02",
        "Hoogste te declareren tijd per overleg in minuten.",
    )
    cap_scope: Literal["partner", "deelnemer"] = choice(
        "geld",
        word("partner", "deelnemer"),
        "partner",
        "F02",
        "Of dat maximum geldt voor een partner als geheel of voor elke deelnemer.",
    )
    cap_werkstromen: tuple[str, ...] = agreed_fact(
        "geld",
        words("A", "B"),
        lambda version: version.cap_werkstromen,
        "cap",
        "F02",
        "Werkstromen waarin dat maximum geldt.",
    )
    verdeelbasis: str = choice(
        "geld",
        _SPLIT,
        "bespreekminuten",
        "F03",
        "Waarnaar de tijd over de gemeenten verdeeld wordt; zonder minuten gelijk per cliënt.",
    )
    verdeel_2018: str = choice(
        "geld",
        _SPLIT,
        "bespreekminuten",
        "F03",
        "Hetzelfde voor overleggen onder het convenant van 2018, dat geen verdeelregel kent.",
    )
    b_reis_voorbereiding: bool = choice(
        "geld",
        yes_no(),
        default=True,
        rule="F06",
        meaning="Of reistijd en voorbereiding ook in werkstroom B en onder 2018 meetellen.",
    )
    weesp_na_fusie: Literal["niet_toewijsbaar", "amsterdam"] = choice(
        "geld",
        word("niet_toewijsbaar", "amsterdam"),
        "niet_toewijsbaar",
        "F08",
        "Wie betaalt voor Weesp sinds de fusie met Amsterdam.",
    )
    tarief_cena: Decimal = agreed_term(
        "geld", _EURO, "tarief_cena", "F05", "Uurtarief van C&A in de begroting, in euro."
    )
    tarief_secretariaat: Decimal = agreed_term(
        "geld",
        _EURO,
        "tarief_secretariaat",
        "F05",
        "Uurtarief van het secretariaat in de begroting, in euro.",
    )
    budget_casussen: int = agreed_term(
        "geld",
        whole(1, 10_000),
        "budget_casussen",
        "F05",
        "Casussen per jaar in de begroting van C&A.",
    )
    drempel_bestuurlijk: int = choice(
        "monitor",
        _COUNT,
        5,
        "",
        "Kleinste aantal dat in een bestuurlijke monitor zichtbaar blijft.",
    )
    drempel_openbaar: int = choice(
        "monitor", _COUNT, 10, "", "Kleinste aantal dat in een openbare monitor zichtbaar blijft."
    )
    pct_min_n: int = choice(
        "monitor", _COUNT, 5, "", "Kleinste aantal waarbij een percentage of mediaan verschijnt."
    )
    pct_min_n_openbaar: int = choice(
        "monitor", _COUNT, 10, "", "Hetzelfde in een openbare monitor."
    )
    kruistabel_min: int = choice(
        "monitor",
        _COUNT,
        20,
        "",
        "Onder dit aantal casussen toont een kruistabel alleen totalen.",
    )
    knelpunt_min: int = choice(
        "monitor", _COUNT, 3, "N03", "Vanaf dit aantal wordt een knelpunt een agendapunt."
    )
    uhp_meetmaand: int = choice(
        "monitor",
        whole(1, 60),
        6,
        "M02",
        "Maanden na het advies waarop telt of een uithuisplaatsing voorkomen is.",
    )
    uhp_kans_laag: Decimal | None = choice(
        "monitor",
        _SHARE,
        None,
        "M06",
        "Kans op uithuisplaatsing zonder expertteam, lage schatting; zonder deze geen inschatting.",
    )
    uhp_kans_hoog: Decimal | None = choice(
        "monitor", _SHARE, None, "M06", "Dezelfde kans, hoge schatting."
    )
    uhp_dagkosten: Decimal | None = choice(
        "monitor",
        number(0, 100_000, optional=True),
        None,
        "M06",
        "Kosten van een dag verblijf bij uithuisplaatsing, in euro.",
    )
    uhp_dagen: int | None = choice(
        "monitor",
        whole(1, 10_000, optional=True),
        None,
        "M06",
        "Dagen die zo'n uithuisplaatsing gewoonlijk duurt.",
    )
    streefwaarden: tuple[tuple[str, Decimal], ...] = choice(
        "monitor",
        table_of(number(0, 1_000_000), "kengetal", tuple),
        (),
        "M01",
        "Streefwaarde per kengetal van de monitor.",
    )
    goede_vrijdag: Literal["vrij", "werkdag"] = choice(
        "kalender", word("vrij", "werkdag"), "vrij", "T01, T05", "Of Goede Vrijdag een werkdag is."
    )
    bevrijdingsdag: Literal["jaarlijks", "lustrum", "nooit"] = choice(
        "kalender",
        word("jaarlijks", "lustrum", "nooit"),
        "jaarlijks",
        "T01, T05",
        "In welke jaren 5 mei een vrije dag is.",
    )
    extra_vrije_dagen: tuple[date, ...] = choice(
        "kalender", days(), (), "T01, T05", "Dagen die ook vrij zijn."
    )
    start_A: date = agreed_fact(  # noqa: N815 - the key as people know it
        "convenant",
        day(),
        lambda version: version.start_a,
        "start_werkstroom_a",
        "V03",
        "Eerste dag van werkstroom A.",
    )
    verlengingsbrieven: tuple[date, ...] = choice(
        "convenant", days(), (), "V01, V02", "Datums van de brieven die het convenant verlengden."
    )
    gemeente_geldig_tot: tuple[tuple[str, date], ...] = choice(
        "convenant",
        table_of(day(), "gemeente van het convenant", _gemeente_names),
        (),
        "F08",
        "Laatste dag van een gemeente, waar die anders is dan in het programma.",
    )
    leeftijd_ok_tot: int = agreed_term(
        "convenant",
        _AGE,
        "leeftijd_ok_tot",
        "G01",
        "Tot deze leeftijd is een aanmelding zonder vraag.",
    )
    leeftijd_fout_vanaf: int = agreed_term(
        "convenant",
        _AGE,
        "leeftijd_fout_vanaf",
        "G01",
        "Vanaf deze leeftijd is een aanmelding fout.",
    )
    toestemming_leeftijd: int = agreed_term(
        "convenant",
        _AGE,
        "toestemming_leeftijd",
        "P02",
        "Vanaf deze leeftijd geeft de jeugdige zelf toestemming.",
    )
    bewaartermijn_jaren: int | None = choice(
        "convenant",
        whole(1, 100, optional=True),
        None,
        "",
        "Jaren na afsluiten waarna een casus weg moet; zonder deze geen bevinding.",
    )
    max_uitgepakt_mb: int = choice(
        "bestanden",
        whole(1, 65_536),
        1024,
        "",
        "Grootste omvang in MB van een uitgepakt register; groter wordt geweigerd.",
    )
    max_cellen: int = choice(
        "bestanden",
        whole(1000, 1_000_000_000),
        20_000_000,
        "",
        "Grootste aantal cellen in een register; meer wordt geweigerd.",
    )
    organisator: str = agreed_fact(
        "gegevens",
        text(),
        lambda version: version.organiser,
        "organisatie",
        "",
        "Wie het expertteam organiseert.",
    )
    secretariaat: str = choice(
        "gegevens", text(), "secretariaat van de Regio", "", "Wie het secretariaat voert."
    )
    uitvoerder: str = choice(
        "gegevens", text(), "C&A", "", "Wie verantwoordelijk is voor uitvoering en monitoring."
    )
    contact: str = choice("gegevens", text(), "", "", "Bij wie gemeenten terechtkunnen met vragen.")
    locatie: str = agreed_fact(
        "gegevens",
        text(),
        lambda version: version.location,
        "locatie",
        "O18",
        "Waar het expertteam gewoonlijk bijeenkomt.",
    )
    doorbraakbudget: bool | None = choice(
        "gegevens", yes_no(optional=True), None, "B08", "Of de regio een doorbraakbudget heeft."
    )
    mandaat: bool | None = choice(
        "gegevens", yes_no(optional=True), None, "B07", "Of het mandaat regionaal geregeld is."
    )

    @property
    def calendar(self) -> Calendar:
        """The working days that these settings ask for."""
        return calendar_of(self)

    @property
    def valid_until(self) -> dict[str, date]:
        """Last days of gemeenten that differ from the data, by name."""
        return dict(self.gemeente_geldig_tot)

    @property
    def targets(self) -> dict[str, Decimal]:
        """Target by code of the figure."""
        return dict(self.streefwaarden)


def calendar_of(settings: Settings) -> Calendar:
    """The working days that these settings ask for; equal settings share one calendar."""
    return _calendar(
        goede_vrijdag=settings.goede_vrijdag == "vrij",
        bevrijdingsdag=settings.bevrijdingsdag,
        extra=settings.extra_vrije_dagen,
    )


@lru_cache(maxsize=64)
def _calendar(
    *,
    goede_vrijdag: bool,
    bevrijdingsdag: Literal["jaarlijks", "lustrum", "nooit"],
    extra: tuple[date, ...],
) -> Calendar:
    from expertteam_xl.convenant.calendar import Calendar

    return Calendar(goede_vrijdag, bevrijdingsdag, extra)


@lru_cache(maxsize=1)
def specs() -> dict[str, Spec]:
    """What every setting is, by its key."""
    return {each.name: each.metadata["spec"] for each in fields(Settings)}


def load_settings(path: Path | None) -> Settings:
    """The settings of a file; without a file the defaults.

    Raises:
        RegisterError: when the file can't be read, a key is unknown or a value not allowed.
    """
    if path is None:
        return Settings()
    from expertteam_xl.settings_file import read_settings

    return read_settings(path)


def describe() -> list[Described]:
    """All settings in order, for the documentation."""
    from expertteam_xl.settings_docs import describe_settings

    return describe_settings()


def example_toml() -> str:
    """A settings file that holds every default, each with its meaning above it."""
    from expertteam_xl.settings_docs import example_file

    return example_file()

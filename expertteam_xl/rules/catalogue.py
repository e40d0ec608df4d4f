"""The rule catalogue: code, title, severity, source and help of every rule, without its function.

Codes are permanent. The functions stand by theme in the other modules of this package and are
tied to their rule there, so that printing the catalogue needs none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_xl.errors import DefinitionError
from expertteam_xl.findings import Severity
from expertteam_xl.schema import column_at
from expertteam_xl.text import count

if TYPE_CHECKING:
    from datetime import date

    from expertteam_xl.settings import Settings

Needs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        code: permanent code, such as ``T01``.
        title: what it watches over, in a few Dutch words.
        text: the rule itself in plain Dutch; words in braces are numbers of the agreement, which
            `rule_text` fills in.
        source: article it rests on, or ``★`` for this project's own choice.
        severity: the heaviest finding it can give.
        help: what to do about a finding.
        clock: from which field to which field its term runs; empty without a term.
        versions: convenant versions it holds for.
        needs: alternatives of columns (``Table.Field``); the rule runs when the register has all
            columns of one of them.
        needs_minimal: the same for a register without sheets of sessions and discussions; empty
            where it needs the same.
    """

    code: str
    title: str
    text: str
    source: str
    severity: Severity
    help: str
    clock: str = ""
    versions: tuple[str, ...] = ("2018", "2020")
    needs: Needs = ((),)
    needs_minimal: Needs = ()

    def __post_init__(self) -> None:
        """Refuse a rule without a source, or one that names a column that is none."""
        if not self.source or not self.help:
            raise DefinitionError(f"{self.code} has no source or no help")
        for alternative in (*self.needs, *self.needs_minimal):
            for place in alternative:
                column_at(place)


F, W, I = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO  # noqa: E741 - domein.md's letters
_STAR = "★ eigen keuze van dit programma"
_A_ONLY = ("2020",)
_TALKS = (
    "Overleggen.Overlegnummer",
    "Overleggen.Overlegdatum",
    "Overleggen.Status",
    "Besprekingen.Overlegnummer",
    "Besprekingen.Casusnummer",
)
_STREAM_OF_SESSION = ("Overleggen.Werkstroom", "Overleggen.Overlegdatum")

R01 = Rule(
    "R01",
    "Verplichte kolom ontbreekt",
    "Elke lijst heeft de verplichte kolommen van het datamodel.",
    "C20 4.1 (registratie van alle aanmeldingen)",
    F,
    "Voeg de kolom toe, of geef een bestaande kolom de kop die in de melding staat.",
)
R02 = Rule(
    "R02",
    "Twee kolommen voor één gegeven",
    "Elk gegeven staat in één kolom.",
    _STAR,
    F,
    "Geef een van de twee kolommen een andere kop, of voeg ze samen.",
)
R03 = Rule(
    "R03",
    "Niet te lezen",
    "Elke cel bevat een waarde van de soort die de kolom vraagt; er wordt niets geraden.",
    _STAR,
    F,
    "Typ de waarde opnieuw in de vorm die de melding noemt.",
)
R04 = Rule(
    "R04",
    "Onbekende keuze",
    "Een keuzekolom bevat alleen de afgesproken woorden; een getal blijft binnen zijn grenzen.",
    _STAR,
    F,
    "Kies een van de woorden uit de melding.",
)
R05 = Rule(
    "R05",
    "Verplichte cel is leeg",
    "Elke rij heeft een waarde in de verplichte kolommen.",
    "C20 4.1 (registratie van alle aanmeldingen)",
    F,
    "Vul de cel in. Nog niet bekend? Dan blijft de melding staan tot het bekend is.",
)
R06 = Rule(
    "R06",
    "Dubbel nummer",
    "Elk casus-, overleg- en adviesnummer staat één keer.",
    _STAR,
    F,
    "Geef de tweede rij een eigen nummer, of verwijder de dubbele rij.",
)
R07 = Rule(
    "R07",
    "Verwijzing naar niets",
    "Elk nummer en elke partner waarnaar verwezen wordt, bestaat.",
    _STAR,
    F,
    "Verbeter het nummer of de naam, of voeg de ontbrekende rij toe.",
)
R08 = Rule(
    "R08",
    "Formule zonder uitkomst",
    "Een formule heeft een opgeslagen uitkomst, en die is geen foutwaarde zoals #N/B.",
    _STAR,
    F,
    "Herstel de formule, of open het register in Excel, laat het rekenen en bewaar het.",
)
R09 = Rule(
    "R09",
    "Onbekende kolom",
    "Een kolom die het programma niet kent, blijft staan zoals zij is en wordt niet gelezen.",
    _STAR,
    I,
    "Niets nodig, tenzij de kolom een gegeven bevat dat gelezen had moeten worden.",
)
R10 = Rule(
    "R10",
    "Verborgen gegevens",
    "Verborgen rijen, kolommen en bladen tellen mee en worden gemeld.",
    _STAR,
    I,
    "Maak ze zichtbaar, of laat het zo als het de bedoeling is.",
)
V01 = Rule(
    "V01",
    "Convenant 2018: looptijd en verlenging",
    "Het convenant van 2018 liep van {begin_2018} tot en met {eind_2018} en kon {keren_2018} "
    "verlengd worden met een verlengingsbrief. Daarvóór was er geen convenant.",
    "C18 6.1; V §3.1",
    F,
    "Leg de verlengingsbrief vast op het blad Momenten, of zet de datum ervan in de instellingen "
    "(verlengingsbrieven).",
    versions=("2018",),
    needs=(("Casussen.Aanmelddatum",), ("Overleggen.Overlegdatum",)),
)
V02 = Rule(
    "V02",
    "Convenant 2020: looptijd en verlenging",
    "Het convenant van 2020 loopt van {begin_2020} tot en met {eind_2020} en kan {keren_2020} "
    "verlengd worden met een verlengingsbrief. Na de laatste verlenging gelden de regels van 2020 "
    "nog, met een signaal.",
    "C20 11",
    W,
    "Leg de verlengingsbrief vast op het blad Momenten, of zet de datum ervan in de instellingen "
    "(verlengingsbrieven).",
    versions=_A_ONLY,
    needs=(("Casussen.Aanmelddatum",), ("Overleggen.Overlegdatum",)),
)
V03 = Rule(
    "V03",
    "Werkstroom A vóór de start",
    "De doorbraaktafel (werkstroom A) bestaat sinds {start_A}.",
    "V voorstel 1",
    F,
    "Klopt de datum? Zo ja, dan was het geen overleg van werkstroom A.",
    versions=_A_ONLY,
    needs=(_STREAM_OF_SESSION,),
    needs_minimal=(("Casussen.Werkstroom", "Casussen.Overlegdatum"), _STREAM_OF_SESSION),
)
G01 = Rule(
    "G01",
    "Leeftijd van de jeugdige",
    "De jeugdige is op de aanmelddatum jonger dan {leeftijd_ok_tot} jaar; daarna volgt een "
    "waarschuwing, vanaf {leeftijd_fout_vanaf} jaar een fout.",
    "C20 1 (kop); C18 2.8",
    F,
    "Controleer geboortedatum en aanmelddatum; bespreek of de casus bij het expertteam hoort.",
    needs=(
        ("Casussen.Geboortedatum", "Casussen.Aanmelddatum"),
        ("Casussen.Geboortejaar", "Casussen.Aanmelddatum"),
    ),
)
G04 = Rule(
    "G04",
    "Werkstroom A of B",
    "Onder het convenant van 2020 heeft elke aanmelding werkstroom A of B; onder dat van 2018 "
    "bestaan ze nog niet.",
    "C20 1",
    F,
    "Vul A (doorbraaktafel) of B (vastgelopen casus) in, of maak de cel leeg bij een casus van "
    "vóór het convenant van 2020.",
    needs=(("Casussen.Werkstroom", "Casussen.Aanmelddatum"),),
)
T01 = Rule(
    "T01",
    "Triage binnen de termijn",
    "De triage (het routeren) is gedaan binnen {triage_termijn} na de aanmelding; dag 1 is de "
    "eerste werkdag erna.",
    "C20 4.2; C18 2.5.2",
    F,
    "Doe de triage en vul de datum in, of verbeter een datum die niet klopt.",
    clock="Aanmelddatum → Triagedatum",
    needs=(("Casussen.Aanmelddatum", "Casussen.Triagedatum"),),
)
T02 = Rule(
    "T02",
    "Overleg binnen de termijn",
    "Het expertteam bespreekt de casus binnen {overleg_termijn} na de aanmelding; kalenderdagen, "
    "ook op feestdagen.",
    "C20 4.2, 6; C18 2.5.2, 5.2",
    F,
    "Plan het overleg, of verbeter een datum die niet klopt.",
    clock="Aanmelddatum → eerste gehouden overleg",
    needs=(
        (
            "Casussen.Casusnummer",
            "Casussen.Aanmelddatum",
            *_TALKS,
        ),
    ),
    needs_minimal=(("Casussen.Aanmelddatum", "Casussen.Overlegdatum"),),
)
T03 = Rule(
    "T03",
    "Doorbraaktafel na plaatsing",
    "Na een plaatsing in de tussenvoorziening volgt binnen {tv_overleg_termijn} een "
    "doorbraaktafel.",
    "C20 1; V 1a",
    F,
    "Plan de doorbraaktafel, of verbeter een datum die niet klopt.",
    clock="Plaatsingsdatum → eerste gehouden overleg van werkstroom A",
    versions=_A_ONLY,
    needs=(
        (
            "Plaatsingen.Casusnummer",
            "Plaatsingen.Type",
            "Plaatsingen.Plaatsingsdatum",
            *_TALKS,
        ),
    ),
)
T04 = Rule(
    "T04",
    "Verblijf in de tussenvoorziening",
    "Een verblijf in de tussenvoorziening duurt hoogstens {tv_max_termijn}; aansluitende "
    "plaatsingen tellen samen.",
    "C20 1; V",
    F,
    "Regel het vervolg en vul de datum in bij Vervolg geregeld op, of verbeter de uitstroomdatum.",
    clock="Plaatsingsdatum → Uitstroomdatum",
    needs=(
        (
            "Plaatsingen.Casusnummer",
            "Plaatsingen.Type",
            "Plaatsingen.Plaatsingsdatum",
            "Plaatsingen.Uitstroomdatum",
        ),
    ),
)
T05 = Rule(
    "T05",
    "Besluit verzonden",
    "De projectsecretaris verstuurt het besluit uiterlijk {besluit_termijn} na het overleg.",
    "C20 4.3; C18 2.5.3",
    F,
    "Verstuur het besluit en vul de datum in, of verbeter een datum die niet klopt.",
    clock="Overlegdatum → Besluit verzonden op",
    needs=(
        (
            *_TALKS,
            "Adviezen.Casusnummer",
            "Adviezen.Overlegnummer",
            "Adviezen.Besluit verzonden op",
        ),
    ),
    needs_minimal=(("Casussen.Overlegdatum", "Casussen.Besluit verzonden op"),),
)
T06 = Rule(
    "T06",
    "Vervallen overleg op tijd gemeld",
    "Is er geen casus, dan meldt de secretaris minstens {vervallen_termijn} tevoren dat het "
    "overleg vervalt.",
    "C20 6",
    W,
    "Klopt het tijdstip van melden? Anders is dit alleen om van te leren.",
    clock="Vervallen gemeld op → begin van het overleg",
    versions=_A_ONLY,
    needs=(
        (
            "Overleggen.Overlegdatum",
            "Overleggen.Status",
            "Overleggen.Werkstroom",
            "Overleggen.Vervallen gemeld op",
        ),
    ),
)
T11 = Rule(
    "T11",
    "Volgorde van de datums",
    "Aanmelding ≤ triage ≤ overleg ≤ besluit ≤ afsluiting; plaatsing ≤ uitstroom; geboorte ≤ "
    "aanmelding; en wat gebeurd is, ligt niet na de peildatum. Een datum op Casussen is dezelfde "
    "als op Overleggen, Adviezen of Afsluitingen, waar het register die bladen heeft: die gaan "
    "voor.",
    _STAR,
    F,
    "Een van beide datums klopt niet; verbeter die.",
    needs=(("Casussen.Aanmelddatum",),),
)
M03 = Rule(
    "M03",
    "Terugkeer",
    "Een casus komt in principe niet terug; elke terugkeer wordt geteld.",
    "C20 4.5; V",
    W,
    "Ga na wat er eerder is afgesproken en leg de afweging vast.",
    needs=(_TALKS,),
    needs_minimal=(("Casussen.Casusnummer", "Casussen.Aanmelddatum"),),
)
M04 = Rule(
    "M04",
    "Afweging bij terugkeer",
    "Bij een terugkeer wegen consulent en C&A af: opnieuw bespreken of reguliere inzet.",
    "C20 4.5",
    F,
    "Vul bij de bespreking in: opnieuw of regulier, met de datum van de afweging.",
    needs=(
        (
            *_TALKS,
            "Besprekingen.Afweging terugkeer",
        ),
    ),
)

_ALL = (
    R01,
    R02,
    R03,
    R04,
    R05,
    R06,
    R07,
    R08,
    R09,
    R10,
    V01,
    V02,
    V03,
    G01,
    G04,
    T01,
    T02,
    T03,
    T04,
    T05,
    T06,
    T11,
    M03,
    M04,
)


def _by_code(rules: tuple[Rule, ...]) -> Mapping[str, Rule]:
    known: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in known:
            raise DefinitionError(f"rule {rule.code} is defined twice")
        known[rule.code] = rule
    return MappingProxyType(known)


RULES = _by_code(_ALL)
"""Every rule by its code, in the order of the catalogue."""


def rule_text(rule: Rule, settings: Settings | None = None) -> str:
    """The rule in plain Dutch, with the numbers that hold: of these settings, else the defaults."""
    from expertteam_xl.settings import Settings

    return rule.text.format_map(_numbers(settings or Settings()))


def _numbers(settings: Settings) -> dict[str, str]:
    """What the words in braces of the rule texts stand for."""
    numbers = {
        "triage_termijn": count(settings.triage_werkdagen, "werkdag", "werkdagen"),
        "overleg_termijn": count(settings.overleg_dagen, "dag", "dagen"),
        "tv_overleg_termijn": count(settings.tv_overleg_dagen, "dag", "dagen"),
        "tv_max_termijn": count(settings.tv_max_dagen, "dag", "dagen"),
        "besluit_termijn": count(settings.besluit_werkdagen, "werkdag", "werkdagen"),
        "vervallen_termijn": f"{settings.vervallen_uren} uur",
        "leeftijd_ok_tot": str(settings.leeftijd_ok_tot),
        "leeftijd_fout_vanaf": str(settings.leeftijd_fout_vanaf),
        "start_A": _day(settings.start_A),
    }
    return numbers | _periods()


def _periods() -> dict[str, str]:
    """From when to when each convenant holds, and how often it can be extended."""
    from expertteam_xl.convenant.versions import load_versions

    periods = {}
    for version in load_versions():
        times = len(version.extensions)
        periods[f"begin_{version.name}"] = _day(version.begin)
        periods[f"eind_{version.name}"] = _day(version.end)
        periods[f"keren_{version.name}"] = f"{count(times, 'keer', 'keer')} een jaar"
    return periods


def _day(value: date) -> str:
    return f"{value.day}-{value.month}-{value.year}"

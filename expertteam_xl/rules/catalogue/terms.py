"""The rules on terms, the rhythm of the meetings and the order of dates (T)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, STAR, TALKS, F, Rule, W

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
            *TALKS,
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
    versions=ONLY_2020,
    needs=(
        (
            "Plaatsingen.Casusnummer",
            "Plaatsingen.Type",
            "Plaatsingen.Plaatsingsdatum",
            *TALKS,
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
            *TALKS,
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
    versions=ONLY_2020,
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
    STAR,
    F,
    "Een van beide datums klopt niet; verbeter die.",
    needs=(("Casussen.Aanmelddatum",),),
)

RULES = (
    T01,
    T02,
    T03,
    T04,
    T05,
    T06,
    T11,
)

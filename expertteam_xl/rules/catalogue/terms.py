"""The rules on terms, the rhythm of the meetings and the order of dates (T)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, STAR, TALKS, F, I, Rule, W

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
    kept=("Casussen.Triagedatum",),
    why="Wie snel weet waar een aanmelding heen gaat, laat een jeugdige niet onnodig wachten.",
    example="Triage op 11-02-2021, 3 werkdagen te laat. Aangemeld 01-02-2021; 5 werkdagen = "
    "08-02-2021. Klopt de datum? Zo niet, verbeter E12.",
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
    kept=("Casussen.Overlegdatum",),
    why="Een jeugdige die is vastgelopen, heeft snel een gesprek nodig; daarom is een uiterste "
    "dag afgesproken.",
    example="Overleg op 16-03-2021, 5 dagen te laat. Aangemeld 25-02-2021; 14 dagen = "
    "11-03-2021. Klopt de datum? Zo niet, verbeter H11.",
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
    why="De tussenvoorziening is tijdelijk; de doorbraaktafel zoekt op tijd een plek voor daarna.",
    example="Doorbraaktafel op 23-09-2021, 6 dagen te laat. Geplaatst 03-09-2021; 14 dagen = "
    "17-09-2021. Klopt de datum in C10?",
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
    why="De tussenvoorziening is bedoeld om te overbruggen; wie er te lang blijft, wacht op "
    "passende hulp.",
    example="Uitgestroomd op 10-06-2021, 3 dagen te laat. Geplaatst 10-05-2021; 28 dagen = "
    "07-06-2021. Klopt de datum? Zo niet, verbeter D9.",
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
    kept=("Adviezen.Besluit verzonden op", "Casussen.Besluit verzonden op"),
    why="Pas als het besluit verzonden is, kan iedereen aan de slag met wat is afgesproken.",
    example="Besluit verzonden op 14-06-2021, 3 dagen te laat. Overleg 10-06-2021; 1 werkdag = "
    "11-06-2021. Klopt de datum? Zo niet, verbeter F25.",
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
    kept=("Overleggen.Vervallen gemeld op",),
    versions=ONLY_2020,
    needs=(
        (
            "Overleggen.Overlegdatum",
            "Overleggen.Status",
            "Overleggen.Werkstroom",
            "Overleggen.Vervallen gemeld op",
        ),
    ),
    why="Wie op tijd hoort dat een overleg vervalt, hoeft er geen tijd voor vrij te houden.",
    example="Het vervallen van dit overleg is gemeld op 04-05-2021 15:30; dat moest uiterlijk "
    "04-05-2021 10:00. Begin 06-05-2021 10:00 min 48 uur. Klopt het tijdstip? Zo niet, verbeter "
    "G29.",
)
T07 = Rule(
    "T07",
    "Elke twee weken een doorbraaktafel",
    "Tussen twee doorbraaktafels (gehouden of vervallen) zitten hoogstens {interval_termijn}, op "
    "een vaste weekdag: de gewone van dat jaar. Een extra tafel op afroep mag op elke dag; een "
    "tafel op een andere dag in plaats van de vaste is info. Wie vervallen tafels niet vastlegt, "
    "krijgt één melding van alles bij elkaar.",
    "C20 6; V Vergaderingen",
    W,
    "Is er tussendoor een tafel geweest of vervallen, leg die dan vast. Zo niet, dan is er niets "
    "te verbeteren: neem het mee bij het plannen.",
    versions=ONLY_2020,
    needs=(("Overleggen.Overlegdatum", "Overleggen.Status", "Overleggen.Werkstroom"),),
    recorded=("Overleggen.Werkstroom",),
    why="Met een vaste dag is er altijd op korte termijn plaats voor een jeugdige die wacht.",
    example="Doorbraaktafel op 02-03-2021, 28 dagen na de vorige (02-02-2021); afgesproken is "
    "hoogstens 14 dagen. Was er tussendoor een tafel, leg die dan vast; klopt de datum niet, "
    "verbeter B7.",
)
T08 = Rule(
    "T08",
    "Duur van een doorbraaktafel",
    "Een doorbraaktafel duurt in principe hoogstens {sessie_termijn}.",
    "V Vergaderingen",
    I,
    "Klopt de duur? Zo niet, verbeter de cel; zo ja, dan is er niets nodig.",
    versions=ONLY_2020,
    needs=(
        (
            "Overleggen.Overlegdatum",
            "Overleggen.Status",
            "Overleggen.Werkstroom",
            "Overleggen.Duur (min)",
        ),
    ),
    recorded=("Overleggen.Duur (min)",),
    why="Wie weet hoelang een tafel duurt, kan de hele tijd aanwezig zijn.",
    example="Deze doorbraaktafel duurde 150 minuten; in principe is dat hoogstens 120 minuten. "
    "Klopt dat? Zo niet, verbeter D7.",
)
T09 = Rule(
    "T09",
    "Kwartaalbespreking van de doorbraaktafel",
    "De casussen van de doorbraaktafel van een kwartaal worden in het kwartaal erna besproken.",
    "V 11-08-20",
    I,
    "Zet de kwartaalbespreking met haar datum op het blad Momenten; is zij er niet geweest, houd "
    "haar dan alsnog.",
    clock="einde van het kwartaal → kwartaalbespreking",
    versions=ONLY_2020,
    needs=(("Momenten.Soort", "Momenten.Datum", *TALKS, "Overleggen.Werkstroom"),),
    why="Ieder kwartaal terugkijken laat op tijd zien waar het stokt.",
    example="De doorbraaktafels van 2021-K1 zijn niet in 2021-K2 besproken, voor zover op Momenten "
    "staat. Is dat wel gebeurd, zet de kwartaalbespreking dan met haar datum op Momenten.",
)
T10 = Rule(
    "T10",
    "Evaluatie van het convenant",
    "Het convenant wordt tussentijds en aan het eind geëvalueerd: {evaluaties}. Was er "
    "voor die dag een sessie, dan staat die evaluatie met een datum op Momenten.",
    "C20 9; V; C18 4",
    W,
    "Zet de evaluatie met haar datum op het blad Momenten, of plan haar.",
    clock="→ tussentijdse evaluatie, evaluatie",
    needs=(("Momenten.Soort", "Momenten.Datum", "Overleggen.Overlegdatum", "Overleggen.Status"),),
    why="Uit de evaluatie volgt of, en hoe, er na het convenant wordt doorgegaan.",
    example="Van de evaluatie van het convenant van 2020 staat nog geen datum; zij hoorde er "
    "uiterlijk op 31-12-2021 te zijn. Is zij gehouden, vul dan B9 in.",
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
    why="Met twee datums in de verkeerde volgorde klopt geen enkele termijn; een ervan is "
    "meestal een typefout.",
    example="De verzending van het besluit (08-09-2021) komt vóór het overleg (09-09-2021). Een "
    "van beide datums klopt niet; verbeter die.",
)

RULES = (
    T01,
    T02,
    T03,
    T04,
    T05,
    T06,
    T07,
    T08,
    T09,
    T10,
    T11,
)

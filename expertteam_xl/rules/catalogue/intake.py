"""The rules on who belongs at the expertteam (G)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, F, I, Rule, W

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
    why="Het expertteam is er voor jeugdigen; is iemand ouder, dan kan ander aanbod beter passen.",
    example="Op de aanmelddatum 01-02-2021 was de jeugdige 24 jaar of ouder; het expertteam is "
    "er tot de 23e verjaardag. Kloppen de datums, bespreek dan of de casus hier hoort.",
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
    why="De werkstroom bepaalt aan welke tafel een casus komt, welke termijnen gelden en waar "
    "zij meetelt.",
    example="De werkstroom is leeg, en verplicht voor een aanmelding van 01-02-2021 (convenant "
    "2020). Vul in E3 A of B in.",
)

_FEATURES = ("Casussen.B-a", "Casussen.B-b", "Casussen.B-c", "Casussen.B-d")
_EITHER = ("Casussen.B-e", "Casussen.B-f")
G02 = Rule(
    "G02",
    "Grond voor werkstroom A",
    "Een casus van werkstroom A heeft minstens één grond: (a) geplaatst in de tussenvoorziening, "
    "(b) niet geplaatst omdat die vol is, of (c) er dreigt een uithuisplaatsing en de verwijzer "
    "wil bespreken. Bij grond a hoort een plaatsing; a en b gaan niet samen.",
    "C20 1; V uitgangspunt 1",
    F,
    "Vul de grond in, of de plaatsing die erbij hoort. Is er geen grond, dan hoort de casus niet "
    "bij werkstroom A.",
    versions=ONLY_2020,
    needs=(("Casussen.Werkstroom", "Casussen.Grond A", "Casussen.Aanmelddatum"),),
    recorded=("Casussen.Grond A",),
    why="De doorbraaktafel is er voor jeugdigen die nu geen veilige plek hebben of die dreigen te "
    "verliezen; de grond bepaalt ook welke termijnen lopen.",
    example="Werkstroom A, maar er is geen grond ingevuld. Vul in L8 a, b of c in; is er geen "
    "grond, dan hoort de casus bij een andere werkstroom.",
)
G03 = Rule(
    "G03",
    "Kenmerken van een vastgelopen casus",
    "Een casus van werkstroom B, of van het convenant van 2018, heeft deze kenmerken: (a) geen "
    "lokale oplossing, (b) de vraag gaat over de jeugdige, (c) zeer urgent maar geen "
    "veiligheidscrisis, (d) naar schatting vrijwillig kader, en (e) naar schatting meerdere "
    "aanbieders of (f) overbruggingszorg.",
    "C20 1; C18 2.1",
    W,
    "Controleer het antwoord. Klopt het, bespreek dan of de casus hier hoort; het zijn kenmerken, "
    "geen eisen.",
    needs=tuple((*_FEATURES, each, "Casussen.Aanmelddatum") for each in _EITHER),
    recorded=(*_FEATURES, *_EITHER),
    why="Het expertteam is er voor casussen waar het lokale veld niet uitkomt; wie er eerst elders "
    "terecht kan, is sneller geholpen.",
    example="Nee bij B-b (vraag over de jeugdige). Klopt dat? Zo niet, verbeter N12; zo ja, "
    "bespreek of de casus bij het expertteam hoort.",
)
G05 = Rule(
    "G05",
    "Vrijwillig en gedwongen kader",
    "Werkstroom A staat open voor het vrijwillige en het gedwongen kader, ook al zegt het "
    "convenant elders dat het binnen het vrijwillige kader werkt.",
    "V Deelnemers; C20 10",
    I,
    "Niets: beide antwoorden bij Kader zijn goed.",
    versions=ONLY_2020,
    why="De bronnen spreken elkaar tegen; dit programma volgt de ruimste lezing. Het kader van "
    "werkstroom B valt onder G03, kenmerk d.",
    untestable="werkstroom A neemt beide kaders aan, dus geen antwoord kan fout zijn",
)
G06 = Rule(
    "G06",
    "Afbakening van een ander overleg",
    "Een casus die ook in een ander overleg speelt (Veilig Verder, Zorg- en Veiligheidshuis, "
    "MDA++, Jeugdbeschermingstafel), wordt daarvan afgebakend.",
    "C20 10; C18 2.8; GLD",
    I,
    "Spreek af welk overleg wat doet. Is dat gebeurd, dan is er verder niets nodig.",
    needs=(("Casussen.Ander overleg",),),
    recorded=("Casussen.Ander overleg",),
    why="Twee tafels voor één gezin geven dubbel werk en tegenstrijdige besluiten.",
    example="Deze casus speelt ook bij MDA++. Is afgesproken wat daar gebeurt en wat hier? Dan is "
    "er niets nodig; speelt dat niet meer, maak Z9 dan leeg.",
)

RULES = (
    G01,
    G02,
    G03,
    G04,
    G05,
    G06,
)

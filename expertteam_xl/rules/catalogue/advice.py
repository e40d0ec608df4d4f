"""The rules on the zwaarwegend advies and what is done with it (Z)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, F, I, Rule, W

_ELEMENTS = (
    "Adviezen.Probleemschets",
    "Adviezen.Beschrijving",
    "Adviezen.Soort hulp",
    "Adviezen.Concrete stappen en termijnen",
    "Adviezen.Onderbouwing",
    "Adviezen.Doelen in tijd en effect",
    "Adviezen.Randvoorwaarden",
)
_DATED = ("Adviezen.Casusnummer", "Adviezen.Adviesdatum")
_TO_FAMILY = "Adviezen.Aan ouders/jeugdige op"
_EXECUTING = "Adviezen.Uitvoerende partner(s)"
_ACCEPTED = "Adviezen.Aanvaard op"
_REPORTED = "Doelen.Afwijking gemeld op"

Z01 = Rule(
    "Z01",
    "Zwaarwegend advies compleet",
    "Een zwaarwegend advies heeft zeven elementen: probleemschets, beschrijving, soort hulp, "
    "concrete stappen en termijnen, onderbouwing, doelen in tijd en effect, en randvoorwaarden. "
    "Dat wordt beoordeeld zodra het besluit verzonden moet zijn.",
    "C20 7; C18 2.4",
    F,
    "Staat het element in het advies, vul dan ja in. Zo niet, vul het advies aan.",
    needs=tuple((*_DATED, place) for place in _ELEMENTS),
    recorded=_ELEMENTS,
    why="Zonder deze elementen weet de uitvoerder niet wat er wanneer moet gebeuren, en kan "
    "niemand later zien of het gelukt is.",
    example="In dit advies staat nee bij Onderbouwing; het besluit moest uiterlijk 12-02-2021 "
    "compleet verzonden zijn. Staat het er wel in, vul dan in K5 ja in; zo niet, vul het advies "
    "aan.",
)
Z02 = Rule(
    "Z02",
    "Advies ook aan ouders en jeugdige",
    "Ouders en jeugdige krijgen het advies ook.",
    "C20 6",
    W,
    "Vul de dag in waarop ouders en jeugdige het advies kregen. Kregen zij het nog niet, geef het "
    "dan alsnog.",
    versions=ONLY_2020,
    needs=((*_DATED, _TO_FAMILY),),
    recorded=(_TO_FAMILY,),
    why="Het advies gaat over hen; zij kiezen mee wie het uitvoert.",
    example="Het advies is verzonden, maar er staat niet wanneer ouders of jeugdige het kregen. Is "
    "dat gebeurd, vul de dag dan in O5 in; zo niet, geef het hun alsnog.",
)
Z03 = Rule(
    "Z03",
    "Uitvoerende partner",
    "De inwoner kiest met de consulent wie het advies uitvoert; minstens een van hen is een "
    "deelnemende partner.",
    "C20 4.4, 3",
    W,
    "Vul de uitvoerende partner in zoals zij op Partners staat, of vul Partners aan.",
    needs=((*_DATED, _EXECUTING),),
    recorded=(_EXECUTING,),
    why="Alleen een deelnemende partner heeft toegezegd het advies uit te voeren.",
    example="Er staat geen uitvoerende partner bij dit advies. Is zij gekozen, vul haar dan in P5 "
    "in; zo niet, kies haar met de inwoner.",
)
Z04 = Rule(
    "Z04",
    "Uitvoering aanvaard",
    "Alle partners verbinden zich aan het advies, ook wie er niet bij was; de uitvoerende partner "
    "draagt de verantwoordelijkheid. Onder het convenant van 2018 leveren de aanbieders het aanbod "
    "en betalen de gemeenten het.",
    "C20 3, 6; C18 2.2",
    I,
    "Vul de dag in waarop de uitvoerende partner de uitvoering aanvaardde, of vraag het na.",
    needs=((*_DATED, _ACCEPTED),),
    recorded=(_ACCEPTED,),
    why="Zolang niemand de uitvoering op zich neemt, kan een advies blijven liggen.",
    example="Er staat niet wanneer de uitvoerende partner dit advies aanvaardde. Is dat bekend, "
    "vul de dag dan in Q5 in; zo niet, vraag het na.",
)
Z05 = Rule(
    "Z05",
    "Afwijking van een doel gemeld",
    "Wordt een doel niet op tijd of niet goed gehaald, dan neemt de consulent contact op met C&A.",
    "C20 4.4",
    W,
    "Is het doel behaald, vul dat dan in. Zo niet, leg vast wanneer er contact was met C&A, of "
    "neem het op.",
    clock="Termijn van het doel → Afwijking gemeld op",
    needs=tuple(
        (
            "Doelen.Adviesnummer",
            "Doelen.Termijn",
            _REPORTED,
            result,
            "Adviezen.Adviesnummer",
            "Adviezen.Casusnummer",
        )
        for result in ("Doelen.Resultaat", "Doelen.Behaald op")
    ),
    recorded=(_REPORTED,),
    why="Wie op tijd hoort dat iets niet lukt, kan nog bijsturen.",
    example="De termijn van dit doel was 01-06-2021 en het is nog niet behaald; er staat geen "
    "contact met C&A. Is het behaald, vul dat dan in; zo niet, vul in H7 de dag van het contact "
    "in.",
)

RULES = (
    Z01,
    Z02,
    Z03,
    Z04,
    Z05,
)

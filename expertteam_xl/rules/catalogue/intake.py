"""The rules on who belongs at the expertteam (G)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import F, Rule

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

RULES = (
    G01,
    G04,
)

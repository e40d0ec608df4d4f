"""The rules on the course of a case after its discussion (M)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import TALKS, F, Rule, W

M03 = Rule(
    "M03",
    "Terugkeer",
    "Een casus komt in principe niet terug; elke terugkeer wordt geteld.",
    "C20 4.5; V",
    W,
    "Ga na wat er eerder is afgesproken en leg de afweging vast.",
    needs=(TALKS,),
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
            *TALKS,
            "Besprekingen.Afweging terugkeer",
        ),
    ),
)

RULES = (
    M03,
    M04,
)

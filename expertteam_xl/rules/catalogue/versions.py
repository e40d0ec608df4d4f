"""The rules on the convenant versions (V)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, STREAM_OF_SESSION, F, Rule, W

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
    versions=ONLY_2020,
    needs=(("Casussen.Aanmelddatum",), ("Overleggen.Overlegdatum",)),
)
V03 = Rule(
    "V03",
    "Werkstroom A vóór de start",
    "De doorbraaktafel (werkstroom A) bestaat sinds {start_A}.",
    "V voorstel 1",
    F,
    "Klopt de datum? Zo ja, dan was het geen overleg van werkstroom A.",
    versions=ONLY_2020,
    needs=(STREAM_OF_SESSION,),
    needs_minimal=(("Casussen.Werkstroom", "Casussen.Overlegdatum"), STREAM_OF_SESSION),
)

RULES = (
    V01,
    V02,
    V03,
)

"""The rules on the convenant versions (V)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2018, ONLY_2020, STREAM_OF_SESSION, F, Rule, W

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
    why="Het convenant zegt welke afspraken gelden; zonder verlengingsbrief is niet vastgelegd "
    "dat zij doorliepen.",
    example="Het convenant van 2018 liep tot en met 31-12-2018. In 2019 is doorgewerkt, maar er "
    "is geen verlengingsbrief vastgelegd. Zet de brief op het blad Momenten, of zijn datum in de "
    "instellingen (verlengingsbrieven).",
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
    why="Het convenant zegt welke afspraken gelden; zonder verlengingsbrief is niet vastgelegd "
    "dat zij doorliepen.",
    example="Het convenant van 2020 liep tot en met 31-12-2021. In 2022 is doorgewerkt, maar er "
    "is geen verlengingsbrief vastgelegd. Zet de brief op het blad Momenten, of zijn datum in de "
    "instellingen (verlengingsbrieven).",
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
    why="De werkstroom bepaalt welke regels gelden; vóór de start bestond de doorbraaktafel nog "
    "niet.",
    example="Overleg van werkstroom A op 01-09-2020, vóór de start van de doorbraaktafel op "
    "01-10-2020. Klopt de datum, maak D5 dan leeg.",
)
_SIGNED = "Partners.Getekend op"
_CRITERIA = (
    "Partners.Gecontracteerd in regio",
    "Partners.Passende expertise",
    "Partners.Doorzettingsmacht",
    "Partners.Flexibel",
    "Partners.Bereikbaar buiten kantooruren",
)
V04 = Rule(
    "V04",
    "Eisen aan een partner",
    "Een partner is gecontracteerd in de regio, heeft passende expertise en doorzettingsmacht, is "
    "flexibel en bereikbaar buiten kantooruren, en tekent als zij erbij komt.",
    "C18 1.4 en de lijst van partijen",
    W,
    "Leg vast dat de partner getekend heeft, of verbeter het antwoord. Klopt het antwoord, "
    "bespreek dan in het team wat dat voor de deelname betekent.",
    needs=tuple(("Partners.Partner", place) for place in (_SIGNED, *_CRITERIA)),
    recorded=(_SIGNED, *_CRITERIA),
    why="Wie aan tafel zit, moet iets kunnen toezeggen; daarom kent het convenant van 2018 vijf "
    "eisen en een handtekening. Dat van 2020 herhaalt ze niet: daar is het alleen ter informatie.",
    example="Deze partner heeft nee bij Doorzettingsmacht. Klopt dat? Zo niet, verbeter M3; zo ja, "
    "bespreek wat dat voor de deelname betekent.",
)
V05 = Rule(
    "V05",
    "Deelname na vertrek",
    "Een partij kan het convenant van 2018 beëindigen, schriftelijk en met redenen, aan de "
    "voorzitter; na haar einddatum neemt zij niet meer deel. Op de einddatum zelf mag het nog.",
    "C18 6.2",
    W,
    "Verbeter de einddatum op Partners of de deelname. Kwam de partij terug, geef haar dan een "
    "nieuwe rij op Partners zonder einddatum.",
    versions=ONLY_2018,
    needs=(
        (
            "Deelnames.Overlegnummer",
            "Deelnames.Partner",
            "Overleggen.Overlegnummer",
            "Overleggen.Overlegdatum",
            "Overleggen.Status",
            "Partners.Partner",
            "Partners.Einddatum",
        ),
    ),
    why="Wie vertrokken is, is niet meer aan de afspraken gebonden en kan niet meer declareren.",
    example="Deelname op 06-06-2019, na de einddatum van deze partij (31-05-2019). Kloppen de "
    "datums? Zo niet, verbeter de einddatum op Partners of B14.",
)

RULES = (
    V01,
    V02,
    V03,
    V04,
    V05,
)

"""The rules on the aanmelding: by whom, aligned with whom, and how it is registered (A)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, STAR, TALKS, F, I, Rule, W

A01 = Rule(
    "A01",
    "Wie aanmeldt",
    "De consulent van de uitvoeringsdienst van de woonplaats meldt aan. In werkstroom A mogen dat "
    "ook de consulent van de GI en Veilig Thuis zijn; in werkstroom B en onder het convenant van "
    "2018 ook een partner of partner onderwijs. Een kernpartij (gemeente, partner, ouder) in "
    "werkstroom A geeft een waarschuwing: het voorstel staat dat toe, het convenant niet.",
    "C20 4.1 en voetnoot 1; C18 2.5.1",
    F,
    "Verbeter de aanmelder of de werkstroom. Vroeg een ouder of jeugdige om raad, dan is het een "
    "adviesvraag: vul dat bij Soort in.",
    needs=(("Casussen.Type aanmelder", "Casussen.Aanmelddatum"),),
    why="De consulent blijft procesregisseur; zonder hem aan het begin is er later niemand die het "
    "advies uitvoert.",
    example="In werkstroom B melden aan: consulent USD, partner en partner onderwijs; hier staat "
    "Veilig Thuis. Kloppen werkstroom en datum? Zo ja, verbeter G12.",
)
A02 = Rule(
    "A02",
    "Eerst afstemmen met de uitvoeringsdienst",
    "Een partner stemt vóór de aanmelding af met de uitvoeringsdienst (werkstroom B en het "
    "convenant van 2018). Van Veilig Thuis wordt dat in werkstroom A verwacht bij een te plannen "
    "uithuisplaatsing.",
    "C20 4.1 en voetnoot 1; C18 2.5.1",
    F,
    "Vul de dag van de afstemming in. Is er niet afgestemd, doe dat dan alsnog.",
    needs=(
        (
            "Casussen.Type aanmelder",
            "Casussen.Afgestemd met USD op",
            "Casussen.Aanmelddatum",
        ),
    ),
    recorded=("Casussen.Afgestemd met USD op",),
    why="De uitvoeringsdienst kent het gezin vaak al en houdt de regie; wie langs haar heen "
    "aanmeldt, laat haar verrast aan tafel zitten.",
    example="Aangemeld 01-02-2021 door een partner; er staat geen afstemming met de "
    "uitvoeringsdienst. Vul in M12 de dag in; is er niet afgestemd, doe dat dan alsnog.",
)
A03 = Rule(
    "A03",
    "Alle aanmeldingen geregistreerd",
    "C&A legt alle aanmeldingen vast, ook wie een mondeling advies kreeg of werd afgewezen; de "
    "casusnummers van een jaar volgen op elkaar. Een verplichte "
    "kolom die ontbreekt en een verplichte cel die leeg is, meldt het programma apart.",
    "C20 4.1; C18 2.5.1; de nummering " + STAR,
    I,
    "Voeg de ontbrekende aanmelding toe. Is een nummer nooit gebruikt, dan is er niets nodig.",
    needs=(("Casussen.Casusnummer",),),
    why="Wie alleen telt wat op tafel kwam, ziet niet hoeveel vragen er waren.",
    example="Vóór deze casus ontbreken volgnummers 4 tot en met 6 van 2021. Is een aanmelding "
    "niet vastgelegd, voeg die dan toe; is een nummer nooit gebruikt, dan is er niets nodig.",
)
A04 = Rule(
    "A04",
    "C&A nodigt uit",
    "C&A beslist welke experts meedoen en nodigt hen uit; bij gelijke expertise kiest C&A.",
    "C20 4.1 voetnoot 2",
    I,
    "Klopt het dat deze deelnemer niet was uitgenodigd? Zo niet, verbeter de cel. Zo ja, dan is er "
    "niets nodig; deze tijd wordt niet gedeclareerd.",
    needs=(
        (
            "Deelnames.Overlegnummer",
            "Deelnames.Uitgenodigd",
            "Overleggen.Overlegnummer",
            "Overleggen.Status",
        ),
    ),
    recorded=("Deelnames.Uitgenodigd",),
    why="C&A houdt zo het overleg klein en passend bij de vraag.",
    example="Deelname aan het overleg van 11-02-2021 zonder uitnodiging van C&A. Klopt dat? Zo "
    "niet, verbeter E7.",
)
A05 = Rule(
    "A05",
    "Extra partijen aan de doorbraaktafel",
    "De leden van de doorbraaktafel kunnen extra partijen van verwachte meerwaarde voorstellen; de "
    "voorzitter beslist.",
    "V Deelnemers",
    I,
    "Niets in het register: bespreek een voorstel met de voorzitter.",
    versions=ONLY_2020,
    why="Zo komt er iemand bij wanneer dat de jeugdige helpt, en blijft de tafel toch klein.",
    untestable="nergens staat wie een partij voorstelde en of de voorzitter daarover besliste; dat "
    "een partij op afroep meedoet, zegt daar niets over",
)
_TOLD = "Casussen.Ouders/jeugdige geïnformeerd op"
A06 = Rule(
    "A06",
    "Ouders en jeugdige geïnformeerd en uitgenodigd",
    "De consulent vertelt ouders of jeugdige vóór het overleg, in een gesprek of schriftelijk, dat "
    "en waarom de casus wordt ingebracht, en zij worden uitgenodigd.",
    "C20 6; C18 2.3",
    W,
    "Vul de dag in. Is het nog niet gebeurd, doe het dan vóór het overleg; was het overleg er al, "
    "leg dan vast wanneer het alsnog gebeurde.",
    needs=((_TOLD, "Casussen.Casusnummer", *TALKS),),
    needs_minimal=((_TOLD, "Casussen.Overlegdatum"),),
    recorded=(_TOLD, "Casussen.Uitgenodigd op"),
    why="Er wordt niet over een gezin gesproken zonder dat het ervan weet.",
    example="Overleg op 11-02-2021; er staat niet wanneer ouders of jeugdige geïnformeerd zijn. Is "
    "het gebeurd, vul de dag dan in V12 in; zo niet, doe het alsnog.",
)

RULES = (
    A01,
    A02,
    A03,
    A04,
    A05,
    A06,
)

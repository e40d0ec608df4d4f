"""The rules on what a session agrees, and on where a youth goes to live (O12–O19)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, TALKS, F, I, Needs, Rule, W

_FINISHED = "Besprekingen.Sessie afgerond"
_REGIE = "Besprekingen.Regievoerder"
_SOLUTION = (
    "Afspraken.Overlegnummer",
    "Afspraken.Casusnummer",
    "Afspraken.Type",
    "Afspraken.Uitvoerder",
    "Afspraken.Termijn",
)
_STREAMS = ("Overleggen.Werkstroom", "Casussen.Werkstroom")


def _in_a_stream(*places: str) -> Needs:
    """What a rule on werkstroom A needs: its columns, and a werkstroom on either sheet."""
    return tuple((*places, stream) for stream in _STREAMS)


O12 = Rule(
    "O12",
    "Sessie afgerond met een oplossing",
    "Een sessie van werkstroom A is pas afgerond als er voor elke casus minstens één concrete "
    "oplossing is afgesproken, met uitvoerder en termijn, en er een regievoerder is.",
    "C20 2, 3; V",
    F,
    "Leg de oplossing vast op Afspraken, met uitvoerder en termijn, en de regievoerder bij de "
    "bespreking. Is er nog geen oplossing, dan is de sessie niet afgerond; de casus zelf kan "
    "openblijven.",
    versions=ONLY_2020,
    needs=(
        *_in_a_stream(*TALKS, _FINISHED, *_SOLUTION),
        *_in_a_stream(*TALKS, _FINISHED, _REGIE),
    ),
    recorded=(_FINISHED,),
    why="De doorbraaktafel gaat pas uiteen als duidelijk is wat er gebeurt, wie dat doet en wie de "
    "regie heeft.",
    example="De sessie van 11-02-2021 is afgerond, maar voor deze casus staat er op Afspraken "
    "geen oplossing met uitvoerder en termijn. Leg die vast; is er nog geen oplossing, vul dan "
    "in G4 nee in.",
)
O13 = Rule(
    "O13",
    "Wie beslist zonder overeenstemming",
    "Worden de deelnemers het niet eens, dan beslist de verantwoordelijke verwijzer.",
    "C20 2",
    I,
    "Vul bij de bespreking in door wie besloten is: overeenstemming of verwijzer.",
    versions=ONLY_2020,
    why="Zo blijft een besluit niet liggen; hoe vaak de verwijzer beslist, is iets om van te "
    "leren.",
    untestable="de kolom Besluit door legt vast wie besliste; overeenstemming en verwijzer zijn "
    "allebei goed, dus geen antwoord kan fout zijn",
)
_MOTIVE = "Adviezen.Motivering afwijking"
O14 = Rule(
    "O14",
    "Voorkeur voor een gezinsvorm",
    "Uithuisplaatsing voorkomen gaat voor. Kan dat niet, dan gaat bij gelijke geschiktheid "
    "pleegzorg voor een gezinshuis, en een gezinshuis voor een instelling, als dat passend en "
    "veilig is; een afwijking wordt gemotiveerd.",
    "C20 2; V",
    W,
    "Is de keuze gemotiveerd, vul dan ja in. Zo niet, leg de motivering alsnog vast in het "
    "dossier.",
    versions=ONLY_2020,
    needs=_in_a_stream("Adviezen.Casusnummer", "Adviezen.Hulpvorm", _MOTIVE),
    recorded=(_MOTIVE,),
    why="Een jeugdige groeit het liefst op in een gezin. Een andere keuze kan heel goed zijn, als "
    "maar te zien is dat zij bewust is.",
    example="Hulpvorm instelling; dat is niet gemotiveerd. Pleegzorg en een gezinshuis gaan "
    "voor, als dat passend en veilig is. Is het gemotiveerd, vul dan in R5 ja in; zo niet, leg "
    "de motivering alsnog vast.",
)
O15 = Rule(
    "O15",
    "Broers en zussen samen",
    "Broers en zussen worden zo veel mogelijk samen geplaatst; een andere keuze wordt gemotiveerd.",
    "C20 2",
    W,
    "Kloppen de locaties en de datums? Is de keuze gemotiveerd, vul dan ja in.",
    versions=ONLY_2020,
    needs=(
        (
            "Casussen.Casusnummer",
            "Casussen.Gezinsnummer",
            "Casussen.Aanmelddatum",
            "Casussen.Werkstroom",
            "Plaatsingen.Casusnummer",
            "Plaatsingen.Type",
            "Plaatsingen.Plaatsingsdatum",
            "Plaatsingen.Locatiecode",
            "Plaatsingen.Gemotiveerd",
        ),
    ),
    recorded=("Plaatsingen.Gemotiveerd",),
    why="Wie uit huis gaat, houdt zo tenminste het eigen gezin dicht bij zich.",
    example="Geplaatst op 01-03-2021, terwijl een broer of zus op een andere locatie verblijft, "
    "en dat is niet gemotiveerd. Kloppen locatie en datums? Is het gemotiveerd, vul dan in H6 ja "
    "in.",
)
_CONDITIONS = (
    "Overleggen.Informatie per leefgebied",
    "Overleggen.Tijd beschikbaar",
    "Overleggen.Voorbereiding akkoord",
)
O16 = Rule(
    "O16",
    "Voorwaarden voor een goed overleg",
    "Voor een goed overleg is er informatie per leefgebied, genoeg tijd en een voorbereiding.",
    "C20 6; C18 2.7",
    I,
    "Klopt het antwoord? Dan is dit alleen om van te leren; bespreek het in het team.",
    needs=tuple(("Overleggen.Status", place) for place in _CONDITIONS),
    recorded=_CONDITIONS,
    why="Wie onvoorbereid begint, heeft vaak een tweede sessie nodig.",
    example="Bij het overleg van 11-02-2021 staat nee bij Tijd beschikbaar. Klopt dat? Zo niet, "
    "verbeter L4; zo ja, bespreek wat een volgende keer helpt.",
)
O17 = Rule(
    "O17",
    "Schakelfunctionaris",
    "Er is een schakelfunctionaris die kan helpen een plek te vinden.",
    "C20 3; V",
    I,
    "Vul bij de bespreking in of de schakelfunctionaris is ingezet; de monitor telt dat.",
    versions=ONLY_2020,
    why="De functie begon als proef; hoe vaak zij nodig is, zegt of zij moet blijven.",
    untestable="inzet is een mogelijkheid en geen plicht, dus ja en nee bij Schakelfunctionaris "
    "zijn allebei goed; de monitor telt hoe vaak zij is ingezet",
)
O18 = Rule(
    "O18",
    "Plaats van het overleg",
    "Het overleg is op de vaste plek in Bussum die het convenant noemt.",
    "C20 6",
    I,
    "Niets in het register: de plek staat als vaste tekst op de uitnodiging.",
    versions=ONLY_2020,
    why="Een vaste plek scheelt zoeken en afstemmen.",
    untestable="het register heeft geen kolom voor de plek van een overleg; die is een vaste tekst "
    "op de uitnodiging",
)
O19 = Rule(
    "O19",
    "Expertise, geen organisatiebelang",
    "Experts brengen hun expertise in, en niet het belang van hun organisatie.",
    "C20 6",
    I,
    "Niets in het register: de afspraak staat op de uitnodiging.",
    versions=ONLY_2020,
    why="Een advies weegt zwaar omdat het over de jeugdige gaat en over niets anders.",
    untestable="waarmee iemand aan tafel zit, is een houding en geen gegeven in een cel; de "
    "afspraak staat op de uitnodiging",
)

RULES = (
    O12,
    O13,
    O14,
    O15,
    O16,
    O17,
    O18,
    O19,
)

"""The rules on the six steps, the triage, the roles and who sits at the table (O01–O11)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, TALKS, F, I, Rule, W

_TRIAGE = ("Casussen.Triagedatum", "Casussen.Triage-uitkomst")
_SESSIONS = ("Overleggen.Overlegdatum", "Overleggen.Status")
_ATTENDANCE = (
    *TALKS,
    "Casussen.Casusnummer",
    "Deelnames.Overlegnummer",
    "Deelnames.Rol",
)
_STREAMS = ("Overleggen.Werkstroom", "Casussen.Werkstroom")

O01 = Rule(
    "O01",
    "Zes stappen",
    "Een casus gaat door zes stappen: aanmelden, triage, overleg, uitvoeren, monitoren en "
    "afsluiten. Status zegt waar de casus staat.",
    "C20 4; C18 2.5",
    I,
    "Niets bij deze regel: een onbekend woord, een lege cel en een verkeerde volgorde van datums "
    "melden de regels daarover.",
    why="Zo is van iedere casus te zien wat de volgende stap is.",
    untestable="de stappen zijn de keuzelijst van Status, en die heeft al regels: R04 meldt een "
    "ander woord, R05 een lege cel en T11 een verkeerde volgorde van de datums",
)
O02 = Rule(
    "O02",
    "Uitkomst van de triage",
    "Een triage met een datum heeft een uitkomst. Een mondeling advies zonder overleg kent alleen "
    "het convenant van 2020.",
    "C20 4.2; C18 2.5.2",
    F,
    "Vul de uitkomst in. Bij een mondeling advies onder het convenant van 2018: ga na of de "
    "datums en de uitkomst kloppen.",
    needs=(_TRIAGE,),
    recorded=("Casussen.Triage-uitkomst",),
    why="Zonder uitkomst is niet te zien of de casus nog op de tafel komt.",
    example="Triage op 03-02-2021, maar er staat geen uitkomst. Vul in X12 in wat de triage "
    "besloot, zoals bespreken.",
)
O03 = Rule(
    "O03",
    "Wie beslist bij verschil van inzicht",
    "Zijn C&A en de consulent het niet eens over bespreken, dan beslist de leidinggevende van de "
    "uitvoeringsdienst.",
    "C20 4.2; C18 2.5.2",
    F,
    "Klopt het dat iemand anders besliste? Zo niet, verbeter de cel; zo ja, bespreek het met de "
    "uitvoeringsdienst.",
    needs=(("Casussen.Overeenstemming", "Casussen.Beslisser"),),
    recorded=("Casussen.Overeenstemming",),
    why="De uitvoeringsdienst blijft verantwoordelijk voor de jeugdige.",
    example="C&A en de consulent waren het niet eens; dan beslist de leidinggevende van de "
    "uitvoeringsdienst. In AA12 staat iets anders. Klopt dat? Zo niet, verbeter AA12; zo ja, "
    "bespreek het met de uitvoeringsdienst.",
)
_CHAIR = "Overleggen.Voorzitter (discipline)"
_OF_TEAM = "Overleggen.Voorzitter van C&A"
_NEUTRAL = "Overleggen.Niet belanghebbend"
O04 = Rule(
    "O04",
    "De voorzitter",
    "De voorzitter is een professional van C&A die geen belang bij de casus heeft; onder het "
    "convenant van 2018 een GZ-psycholoog.",
    "C20 6; C18 2.3, 5.3",
    F,
    "Klopt wat er over de voorzitter staat? Zo niet, verbeter de cel; zo ja, zoek voor een "
    "volgend overleg een andere voorzitter.",
    needs=tuple((*_SESSIONS, place) for place in (_OF_TEAM, _NEUTRAL, _CHAIR)),
    recorded=(_OF_TEAM, _NEUTRAL, _CHAIR),
    why="Een voorzitter zonder belang laat iedere partij gelijk aan het woord.",
    example="Bij het overleg van 11-02-2021 staat nee bij Voorzitter van C&A. Klopt dat? Zo niet, "
    "verbeter I7; zo ja, zoek voor een volgend overleg een andere voorzitter.",
)
O05 = Rule(
    "O05",
    "De projectsecretaris",
    "Bij een gehouden overleg is de coördinator van C&A projectsecretaris: die nodigt uit en legt "
    "de onderbouwing en de besluiten vast.",
    "C20 4.3, 6",
    W,
    "Vul in wie secretaris was: de functie, geen naam.",
    needs=((*_SESSIONS, "Overleggen.Secretaris"),),
    recorded=("Overleggen.Secretaris",),
    why="Zonder secretaris verstuurt niemand het besluit en volgt niemand de afspraken.",
    example="Bij het overleg van 11-02-2021 staat geen secretaris. Vul in K7 de functie in, geen "
    "naam.",
)
O06 = Rule(
    "O06",
    "De procesregisseur zit aan tafel",
    "De consulent van de uitvoeringsdienst, of onder het convenant van 2020 de jeugdbeschermer, "
    "is bij de bespreking van de casus. Een overleg waarvan Deelnames alleen noemt wie declareert, "
    "telt niet mee.",
    "C20 6; C18 2.3",
    F,
    "Zet de consulent of jeugdbeschermer op Deelnames, met de casusnummers; was die er niet, "
    "bespreek dan met wie het advies is doorgenomen.",
    needs=(_ATTENDANCE,),
    why="De procesregisseur voert het advies uit en moet het dus hebben gehoord.",
    example="Bij de bespreking van 11-02-2021 staat voor deze casus geen consulent of "
    "jeugdbeschermer op Deelnames. Was die er wel, zet die er dan bij, met het casusnummer; klopt "
    "het casusnummer niet, verbeter B7.",
)
O07 = Rule(
    "O07",
    "Kernpartijen aan de doorbraaktafel",
    "Aan een doorbraaktafel zitten de kernpartijen: {kernpartijen}. Van de gemeenten is die "
    "van de casus genoeg, en haar consulent telt mee. Staat op Partners ergens ja bij Kernpartij, "
    "dan gelden die organisaties. Zijn de ouders er niet, dan staat er een reden. Een overleg "
    "waarvan Deelnames alleen noemt wie declareert, telt niet mee.",
    "V Deelnemers",
    W,
    "Was de partij er, zet die dan op Deelnames. Zo niet, dan is er niets te verbeteren: neem het "
    "mee bij het uitnodigen. Van ouders die er niet waren: vul de code van de reden in.",
    versions=ONLY_2020,
    needs=tuple((*_ATTENDANCE, "Deelnames.Partner", place) for place in _STREAMS),
    why="Alleen wie aan tafel zit, kan ter plekke een oplossing toezeggen.",
    example="Bij de doorbraaktafel van 11-02-2021 staat een kernpartij niet op Deelnames: Youké. "
    "Was die er wel, zet die er dan bij; zo niet, neem het mee bij het uitnodigen.",
)
_PRESENT = "Besprekingen.Ouders aanwezig"
_TOLD = "Besprekingen.Ouders achteraf geïnformeerd op"
O08 = Rule(
    "O08",
    "Ouders achteraf geïnformeerd",
    "Waren de ouders niet bij het overleg, dan vertelt de consulent hun achteraf, in een gesprek, "
    "de uitkomst, de verwachtingen en de gevolgen.",
    "C20 4.3, 6",
    W,
    "Vul de dag van het gesprek in; is het er nog niet geweest, voer het dan.",
    needs=((*TALKS, _PRESENT, _TOLD),),
    recorded=(_TOLD,),
    why="Ouders horen niet van anderen wat er over hun kind besloten is.",
    example="De ouders waren niet bij het overleg van 11-02-2021; er staat niet wanneer zij "
    "achteraf geïnformeerd zijn. Is het gesprek er geweest, vul dan in F7 de dag in; zo niet, voer "
    "het dan alsnog.",
)
O09 = Rule(
    "O09",
    "Doelen bij het advies",
    "Bij een zwaarwegend advies horen haalbare doelen: minstens één tussentijds doel en één "
    "einddoel.",
    "C20 4.3",
    W,
    "Zet het doel op Doelen, met het adviesnummer; staat het er al, verbeter dan het type of het "
    "adviesnummer.",
    needs=(("Adviezen.Adviesnummer", "Doelen.Adviesnummer", "Doelen.Type"),),
    why="Zonder doel is later niet te zeggen of het advies heeft gewerkt.",
    example="Bij dit advies staat op Doelen geen einddoel. Voeg toe wat ontbreekt; staat het er "
    "al, verbeter dan op Doelen het type of het adviesnummer, of verbeter A7.",
)
_NETWORK = "Besprekingen.Netwerk besproken"
O10 = Rule(
    "O10",
    "Het netwerk besproken",
    "Het netwerk van het gezin komt in het overleg aan de orde.",
    "C20 4.3",
    I,
    "Klopt het dat het netwerk niet besproken is? Zo niet, verbeter de cel; zo ja, haal het in.",
    needs=((*TALKS, _NETWORK),),
    recorded=(_NETWORK,),
    why="Familie en bekenden blijven, ook als de hulp weer weg is.",
    example="In het overleg van 11-02-2021 is het netwerk van het gezin niet besproken. Klopt dat? "
    "Zo niet, verbeter J7; zo ja, haal het in.",
)
_CONDITIONS = ("Besprekingen.Voorwaarden benoemd", "Besprekingen.Mandaat geregeld")
O11 = Rule(
    "O11",
    "Voorwaarden en mandaat",
    "Aan het begin van een doorbraaktafel worden de voorwaarden voor een passende oplossing "
    "genoemd, en de consulent of jeugdbeschermer heeft mandaat om te beschikken.",
    "V Kanttekeningen",
    I,
    "Klopt het nee? Zo niet, verbeter de cel; zo ja, regel het voor een volgende keer.",
    versions=ONLY_2020,
    needs=tuple((*TALKS, stream, place) for stream in _STREAMS for place in _CONDITIONS),
    recorded=_CONDITIONS,
    why="Wie ter plekke mag beschikken, hoeft niet eerst terug naar kantoor.",
    example="Bij de doorbraaktafel van 11-02-2021 staat nee bij Mandaat geregeld. Klopt dat? Zo "
    "niet, verbeter L7; zo ja, regel het voor een volgende keer.",
)

RULES = (
    O01,
    O02,
    O03,
    O04,
    O05,
    O06,
    O07,
    O08,
    O09,
    O10,
    O11,
)

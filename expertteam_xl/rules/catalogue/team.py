"""Requirements of other sources (B, N): they don't bind this region, and are never findings.

B01–B16 are Gelderland's (GLD): the team judges itself on the sheet Basisvereisten. N01–N06 are the
VNG's functions of an expertteam: sections of the monitor.
"""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import I, Rule

_BASIC = "GLD, basisvereisten; bindt deze regio niet"
_MINIMUM = "GLD, minimale afspraken; bindt deze regio niet"
_BESIDE = "GLD, naast de minimale afspraken; bindt deze regio niet"
_VNG = "VNG, functies van een expertteam; bindt deze regio niet"
_JUDGE = "Geef op het blad Basisvereisten zelf aan hoe het ervoor staat, met de actie die volgt."


def _requirement(
    code: str, title: str, text: str, untestable: str, why: str, source: str = _BASIC
) -> Rule:
    """A requirement of Gelderland, on which the team judges itself."""
    return Rule(code, title, text, source, I, _JUDGE, why=why, untestable=untestable)


B01 = _requirement(
    "B01",
    "Transformatie met het gezin centraal",
    "Het expertteam helpt de jeugdzorg te vernieuwen en zet daarbij het gezin centraal.",
    "of het gezin centraal staat, is een oordeel over de werkwijze en geen waarde in een cel",
    "Een oplossing die het gezin niet draagt, houdt geen stand.",
)
B02 = _requirement(
    "B02",
    "Analyse over de sectoren heen",
    "De analyse gaat over sectoren heen: jeugd en opvoeding, licht verstandelijke beperking, jeugd-"
    "ggz, ggz, verslaving, inkomen en wonen, met een gedragswetenschapper erbij.",
    "aan de Sector op Partners is te zien wie meedoet, niet of de analyse alle sectoren besloeg",
    "Vastgelopen casussen zitten zelden in één sector vast.",
)
B03 = _requirement(
    "B03",
    "Patronen doorbreken",
    "Het expertteam doorbreekt vaste patronen in de hulp en in de samenwerking.",
    "of een patroon doorbroken is, blijkt uit de inhoud van een advies, en die staat niet in het "
    "register",
    "Meer van hetzelfde helpt niet waar het al eerder niet hielp.",
)
B04 = _requirement(
    "B04",
    "Kostenbewust",
    "Het expertteam weegt de kosten van een oplossing mee.",
    "Kosten inzet toont wat iets kostte, niet of dat is meegewogen",
    "Wat aan één casus te veel wordt uitgegeven, ontbreekt bij een ander.",
)
B05 = _requirement(
    "B05",
    "Duurzaam, zonder verplaatsen",
    "De oplossing is duurzaam: een jeugdige wordt niet van de ene vorm van zorg naar de andere "
    "verplaatst.",
    "een volgende plaatsing kan juist de bedoeling zijn, en het register zegt niet of zij dat was; "
    "de monitor telt verblijven, verblijfsduur en uitstroom",
    "Elke verhuizing kost een jeugdige vertrouwen en tijd.",
)
B06 = _requirement(
    "B06",
    "Vertrouwenspersoon of JIM",
    "De jeugdige heeft een vertrouwenspersoon of een JIM (jouw ingebrachte mentor).",
    "een jeugdige mag er ook geen willen, dus nee bij JIM is niet fout; het aandeel casussen met "
    "ja is bewijs bij deze vereiste",
    "Met iemand die hij zelf kiest, praat een jeugdige makkelijker mee.",
)
B07 = _requirement(
    "B07",
    "Erkend gezag en mandaat",
    "Het expertteam heeft gezag dat partijen erkennen, en een mandaat.",
    "gezag blijkt uit hoe partijen met een advies omgaan; geen kolom legt dat vast",
    "Een advies dat niemand hoeft te volgen, lost niets op.",
)
B08 = _requirement(
    "B08",
    "Mandaat en weg naar contract en geld",
    "Er is een mandaat, en een weg om hulp te contracteren en te betalen als dat nodig is.",
    "dit is een afspraak tussen gemeenten over contract en geld, en geen gegeven van een casus",
    "Een goede oplossing strandt anders op wie betaalt.",
)
B09 = _requirement(
    "B09",
    "Leren is geborgd",
    "Het leren van casussen is geborgd, ook van de casussen met verblijf.",
    "het blad Leren toont welke lessen er zijn, niet of het leren geborgd is; de monitor telt ze",
    "Zo loopt een volgende casus niet op dezelfde plek vast.",
)
B10 = _requirement(
    "B10",
    "Uitvoering volgen",
    "Het expertteam volgt of adviezen worden uitgevoerd.",
    "dit gaat over alle adviezen samen: het aandeel met een bekende Uitvoering is een kengetal van "
    "de monitor, geen toets op een rij",
    "Een advies helpt pas als iemand het uitvoert.",
)
B11 = _requirement(
    "B11",
    "Hiaten signaleren",
    "Het expertteam signaleert waar hulp ontbreekt.",
    "wat ontbreekt, blijkt uit een telling van de knelpunten per kwartaal; de monitor maakt die, "
    "een losse rij toont het niet",
    "Wat steeds ontbreekt, is niet per casus op te lossen.",
)
B12 = _requirement(
    "B12",
    "Bovenregionaal expertisecentrum betrekken",
    "Het expertteam betrekt het bovenregionale expertisecentrum als de regio er niet uitkomt.",
    "of de regio er zelf uit had kunnen komen, is een oordeel; de monitor telt hoe vaak bij "
    "Geëscaleerd expertisecentrum staat",
    "Voor zeldzame vragen is de kennis in één regio te klein.",
)
B13 = _requirement(
    "B13",
    "Regionaal contact voor de gecertificeerde instellingen",
    "De gecertificeerde instellingen hebben een vast contact in de regio.",
    "het register heeft geen kolom voor een vast contact; dit is een afspraak met de instellingen",
    "Een jeugdbeschermer weet dan bij wie een vastgelopen casus terechtkan.",
    _MINIMUM,
)
B14 = _requirement(
    "B14",
    "Afgebakend van andere tafels",
    "Het is afgebakend welke casus bij het expertteam hoort en welke bij een andere tafel.",
    "de afbakening zelf is een regionale afspraak; wat er bij een casus van te zien is, toetst G06",
    "Twee tafels voor één gezin geven dubbel werk.",
    _MINIMUM,
)
B15 = _requirement(
    "B15",
    "Betrokken na het advies",
    "De contactpersoon of procesregisseur blijft betrokken nadat het advies gegeven is.",
    "de kolom Procesregisseur noemt een rol, niet of die na het advies betrokken bleef; de monitor "
    "telt open casussen met een procesregisseur",
    "Anders valt de casus na het advies terug in handen van niemand.",
    _MINIMUM,
)
B16 = _requirement(
    "B16",
    "Ouders en jeugdige altijd betrokken",
    "Ouders en jeugdige zijn altijd betrokken, in gesprekken of aan tafel.",
    "een gesprek buiten het overleg telt ook en staat niet in het register; wat het convenant van "
    "deze regio hierover vraagt, toetsen A06, O08 en Z02",
    "Zonder hen wordt er over hen beslist.",
    _BESIDE,
)


def _function(code: str, title: str, text: str, untestable: str, do: str, why: str) -> Rule:
    """A function of an expertteam by the VNG, or what goes with these."""
    return Rule(code, title, text, _VNG, I, do, why=why, untestable=untestable)


N01 = _function(
    "N01",
    "Consultatie en advies",
    "Een professional, ouder of kind kan het expertteam om raad vragen.",
    "dat er gevraagd kan worden, is een aanbod; de monitor telt de adviesvragen en de mondelinge "
    "adviezen",
    "Leg een vraag vast met Soort adviesvraag; dan telt de monitor haar.",
    "Vroeg meedenken voorkomt dat een casus vastloopt.",
)
N02 = _function(
    "N02",
    "Procesregie",
    "Het expertteam voert de procesregie: aanmelding en triage, overleg, volgen en afschalen.",
    "of er regie gevoerd is, ziet geen cel; de monitor telt open casussen met een procesregisseur, "
    "en de stappen zelf toetsen T01 tot en met S02",
    "Vul de Procesregisseur in, met een rol en geen naam.",
    "Iemand moet de casus van begin tot eind volgen.",
)
N03 = _function(
    "N03",
    "Signalering",
    "Het expertteam ontleedt regelmatig wat er vastloopt en adviseert bestuurders en partners, in "
    "de regio en zo nodig daarbuiten.",
    "een signaal rust op een telling over veel casussen; de monitor telt de knelpunten en zet ze "
    "op de agenda",
    "Vul het Knelpunt van elke casus in en houd het blad Signalering bij.",
    "Wat bestuurders niet horen, kunnen zij niet oplossen.",
)
N04 = _function(
    "N04",
    "Leren",
    "Evaluaties worden vertaald naar raad voor de moederorganisaties, met intervisie en toetsing "
    "door collega's.",
    "leren gebeurt over casussen heen; de monitor zet evaluaties, bijeenkomsten en lessen van het "
    "blad Leren naast de afgesloten casussen",
    "Houd het blad Leren bij.",
    "Een les die in het expertteam blijft, helpt de volgende casus niet.",
)
N05 = _function(
    "N05",
    "Afgesproken bereik",
    "Het expertteam is er voor complexe casussen: verschillende leefgebieden, verschillende "
    "partijen nodig, en gevolgen voor het gezin.",
    "hoe complex een casus is, is een oordeel bij de triage; het register legt er de uitkomst van "
    "vast en niet de afweging",
    "Bespreek bij de triage of de casus hier hoort; de gronden en kenmerken van het convenant "
    "helpen daarbij.",
    "Zo blijft er tijd voor wie nergens anders terechtkan.",
)
N06 = _function(
    "N06",
    "Weg naar de agenda en opschalen",
    "Er is een weg om signalen op de agenda te krijgen en om op te schalen, ambtelijk en "
    "bestuurlijk.",
    "de weg is een afspraak tussen partijen; de kolom Geëscaleerd zegt alleen dat zij gebruikt is, "
    "en dat telt de monitor",
    "Vul bij Geëscaleerd in waarheen een casus is opgeschaald.",
    "Als het expertteam er niet uitkomt, moet duidelijk zijn wie dan beslist.",
)

RULES = (
    B01, B02, B03, B04, B05, B06, B07, B08, B09, B10, B11, B12, B13, B14, B15, B16,
    N01, N02, N03, N04, N05, N06,
)  # fmt: skip

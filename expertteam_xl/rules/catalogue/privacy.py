"""The rules on what a register may tell of a jeugdige, and with whose consent (P)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import F, I, Rule, W

_WISHES = ("Toestemmingen.Herleidbaar", "Toestemmingen.Aanwezigheid gewenst")
_GIVEN = ("Toestemmingen.Casusnummer", "Toestemmingen.Door", "Toestemmingen.Datum")
_INFORMED = (
    "Toestemmingen.Geïnformeerd doel",
    "Toestemmingen.Geïnformeerd intrekking",
    "Toestemmingen.Geïnformeerd weigering",
)

P01 = Rule(
    "P01",
    "Niets waaraan een jeugdige te herkennen is",
    "In het register staat niets waaraan een jeugdige direct of indirect te herkennen is: geen "
    "naam, BSN, adres, postcode, telefoonnummer, e-mailadres, IBAN, school, diagnose of "
    "geboortedatum in een tekst. Dat geldt ook voor verborgen bladen, opmerkingen, kop- en "
    "voetteksten en documenteigenschappen.",
    "C18 2.6",
    F,
    "Haal het weg waar de melding het noemt, en ook uit oudere kopieën van het register. Een "
    "kolom die het toch nodig heeft, hoort in een eigen bestand buiten het register. Is het iets "
    "anders, accepteer de bevinding dan met een reden.",
    why="Een register gaat door veel handen. Met alleen een casusnummer is een jeugdige daar niet "
    "te herkennen; één BSN of naam maakt dat ongedaan.",
    example="Hier staat een e-mailadres: 'j…' (18 tekens). In het register hoort niets waaraan "
    "een jeugdige of ouder te herkennen is. Haal het weg uit L12.",
)
P02 = Rule(
    "P02",
    "Toestemming voor herleidbare gegevens",
    "Wil een jeugdige of ouder erbij zijn en zijn de gegevens herleidbaar, dan is er vooraf "
    "schriftelijke toestemming: van een ouder of vertegenwoordiger, en vanaf "
    "{toestemming_leeftijd} jaar van de jeugdige zelf. Is de jeugdige meerderjarig, dan is die van "
    "de ouder niet nodig. Een ingetrokken toestemming telt niet.",
    "C18 2.6; UAVG 5",
    F,
    "Vraag de toestemming schriftelijk en vul haar in op Toestemmingen. Komt zij er niet, gebruik "
    "dan geen herleidbare gegevens en zet Herleidbaar op nee.",
    needs=(
        (*_GIVEN, "Toestemmingen.Schriftelijk", *_WISHES, "Casussen.Geboortedatum"),
        (*_GIVEN, "Toestemmingen.Schriftelijk", *_WISHES, "Casussen.Geboortejaar"),
    ),
    recorded=_WISHES,
    why="Zonder toestemming mag het expertteam geen gegevens gebruiken waaraan een jeugdige te "
    "herkennen is.",
    example="De gegevens zijn herleidbaar, aanwezigheid is gewenst en de jeugdige is jonger dan "
    "16: de toestemming van een ouder of vertegenwoordiger ontbreekt. Vraag schriftelijk "
    "toestemming en vul haar in, of verbeter B10; zonder toestemming gaat het overleg over "
    "niet-herleidbare gegevens.",
)
P03 = Rule(
    "P03",
    "Toestemming na drie uitleggen",
    "Wie toestemming geeft, is vooraf geïnformeerd over het doel, over intrekken en over de "
    "vrijheid om te weigeren.",
    "C18 2.6",
    F,
    "Leg alsnog uit wat ontbreekt, vraag daarna opnieuw om toestemming en vul de datums in.",
    needs=((*_GIVEN, *_INFORMED, *_WISHES),),
    recorded=_INFORMED,
    why="Toestemming van wie niet weet waarvoor, of dat nee zeggen mag, is geen toestemming.",
    example="Voor deze toestemming van 19-06-2020 is volgens het register pas later verteld over "
    "weigeren. Is het vooraf gebeurd, vul dan de datum in bij G43; zo niet, leg het uit en vraag "
    "opnieuw toestemming.",
)
P04 = Rule(
    "P04",
    "Niet langer bewaren dan nodig",
    "Het register houdt niet meer gegevens bij, en niet langer, dan nodig is om passende hulp te "
    "organiseren. Een casus gaat weg als de bewaartermijn na de afsluiting voorbij is; de termijn "
    "stelt de regio zelf in.",
    "C18 2.6",
    W,
    "Verwijder de casus uit het register en uit de kopieën ervan, of vernietig haar volgens de "
    "afspraken van uw gemeente.",
    clock="Afsluitingen.Datum (of Casussen.Afgesloten op) → bewaartermijn_jaren later",
    needs=(
        ("Afsluitingen.Casusnummer", "Afsluitingen.Datum"),
        ("Casussen.Afgesloten op",),
    ),
    why="Wat er niet meer is, kan ook niet uitlekken. De bronnen noemen geen termijn; zonder de "
    "instelling bewaartermijn_jaren meldt deze regel niets.",
    example="Afgesloten op 03-02-2021; de bewaartermijn van 2 jaar liep tot en met 03-02-2023, "
    "12 dagen geleden. Verwijder deze casus uit het register en uit de kopieën ervan, of "
    "verbeter B7.",
)
P05 = Rule(
    "P05",
    "Geen inhoud van de hulp",
    "Naast aanmelding en advies legt het expertteam zelf niets inhoudelijks vast; dat staat in de "
    "bestaande systemen. Het register houdt alleen proces en tijd bij.",
    "C20 6",
    I,
    "Lees de teksten door. Gaan ze over de jeugdige of de hulp, verplaats ze dan naar het dossier "
    "en laat hier alleen een korte aantekening over het proces staan.",
    why="Lange teksten worden al snel een tweede dossier, waar niemand op let en dat nooit wordt "
    "opgeruimd. Wat er staat leest dit programma niet; het ziet alleen de lengte.",
    example="In deze kolom staat 1 lange tekst, te beginnen in L8. Gaat dat over de jeugdige of "
    "de hulp? Verplaats het dan naar het dossier; een aantekening over het proces mag blijven.",
)

RULES = (P01, P02, P03, P04, P05)

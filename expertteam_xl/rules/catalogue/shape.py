"""The rules on the shape of a register (R01–R10)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import STAR, F, I, Rule

R01 = Rule(
    "R01",
    "Verplichte kolom ontbreekt",
    "Elke lijst heeft de verplichte kolommen van het datamodel.",
    "C20 4.1 (registratie van alle aanmeldingen)",
    F,
    "Voeg de kolom toe, geef een bestaande kolom de kop die in de melding staat, of leg met de "
    "opdracht profiel vast welke kolom het is.",
    why="Zonder deze kolom is een deel van de lijst niet te lezen, en kan een regel erover niets "
    "zeggen.",
    example="De verplichte kolom 'Woonplaats' ontbreekt in deze lijst (Casussen). Voeg haar toe, "
    "geef een bestaande kolom de kop 'Woonplaats', 'Plaats', 'Woonplaats/Gemeente' of "
    "'Gemeente/Woonplaats', of wijs haar aan met de opdracht profiel.",
)
R02 = Rule(
    "R02",
    "Twee kolommen voor één gegeven",
    "Elk gegeven staat in één kolom.",
    STAR,
    F,
    "Geef een van de twee kolommen een andere kop, of voeg ze samen.",
    why="Van twee kolommen met hetzelfde gegeven is niet te zeggen welke klopt.",
    example="Deze kolom ('Datum triage') en kolom F zijn allebei 'Triagedatum'; alleen die "
    "tweede is gelezen. Geef een van beide een andere kop, of voeg ze samen.",
)
R03 = Rule(
    "R03",
    "Niet te lezen",
    "Elke cel bevat een waarde van de soort die de kolom vraagt; er wordt niets geraden.",
    STAR,
    F,
    "Typ de waarde opnieuw in de vorm die de melding noemt.",
    why="Een datum die niet te lezen is, telt nergens mee: het programma raadt niet.",
    example='Hier staat "x"; verwacht wordt een datum, zoals 12-03-2021. Het gebeurde, maar '
    "wanneer? Vul de datum in. Verbeter G23.",
)
R04 = Rule(
    "R04",
    "Onbekende keuze",
    "Een keuzekolom bevat alleen de afgesproken woorden; een getal blijft binnen zijn grenzen.",
    STAR,
    F,
    "Kies een van de woorden uit de melding. Is het een vast woord van uw team, leg dan met de "
    "opdracht profiel vast wat het betekent.",
    why="Alleen met afgesproken woorden telt iedereen op dezelfde manier.",
    example="Deze waarde is geen bekende keuze. Kies in K3 een van: a, b, c.",
)
R05 = Rule(
    "R05",
    "Verplichte cel is leeg",
    "Elke rij heeft een waarde in de verplichte kolommen.",
    "C20 4.1 (registratie van alle aanmeldingen)",
    F,
    "Vul de cel in. Nog niet bekend? Dan blijft de melding staan tot het bekend is.",
    why="Zonder dit gegeven is een aanmelding niet volledig geregistreerd, en is van een termijn "
    "soms niets te zeggen.",
    example="'Woonplaats' is verplicht en hier leeg. Vul C29 in.",
)
R06 = Rule(
    "R06",
    "Dubbel nummer",
    "Elk casus-, overleg- en adviesnummer staat één keer.",
    STAR,
    F,
    "Geef de tweede rij een eigen nummer, of verwijder de dubbele rij.",
    why="Bij een dubbel nummer is niet te zien over welke casus of welk overleg een andere rij "
    "gaat.",
    example="Dit casusnummer staat ook op rij 12. Geef deze rij een eigen nummer, of verwijder "
    "de dubbele rij.",
)
R07 = Rule(
    "R07",
    "Verwijzing naar niets",
    "Elk nummer en elke partner waarnaar verwezen wordt, bestaat.",
    STAR,
    F,
    "Verbeter het nummer of de naam, of voeg de ontbrekende rij toe.",
    why="Een verwijzing naar niets hoort nergens bij; de rij telt dan bij geen enkele casus mee.",
    example="Wat hier bij 'Casusnummer' staat, komt niet voor op Casussen. Verbeter B14, of voeg "
    "de rij toe aan Casussen.",
)
R08 = Rule(
    "R08",
    "Formule zonder uitkomst",
    "Een formule heeft een opgeslagen uitkomst, en die is geen foutwaarde zoals #N/B.",
    STAR,
    F,
    "Herstel de formule, of open het register in Excel, laat het rekenen en bewaar het.",
    why="Het programma rekent zelf geen formules uit; het leest wat Excel heeft bewaard.",
    example="Hier staat de foutwaarde #N/B; verwacht wordt een datum, zoals 12-03-2021. Herstel "
    "de formule of typ de waarde zelf. Verbeter E9.",
)
R09 = Rule(
    "R09",
    "Onbekende kolom",
    "Een kolom die het programma niet kent, blijft staan zoals zij is en wordt niet gelezen.",
    STAR,
    I,
    "Niets nodig, tenzij de kolom een gegeven bevat dat gelezen had moeten worden; leg dan met de "
    "opdracht profiel vast welke kolom het is.",
    why="Zo ziet u welke kolommen niet zijn gelezen, en of daar een bij is die wel gelezen had "
    "moeten worden.",
    example="De kolom 'Map' is niet bekend; zij blijft staan en wordt niet gelezen.",
)
R10 = Rule(
    "R10",
    "Verborgen gegevens",
    "Verborgen rijen, kolommen en bladen tellen mee en worden gemeld.",
    STAR,
    I,
    "Maak ze zichtbaar, of laat het zo als het de bedoeling is.",
    why="Wat verborgen is, wordt makkelijk vergeten, en gaat toch mee als het bestand naar "
    "anderen gaat.",
    example="Rij 12 is verborgen, en gewoon meegeteld.",
)

RULES = (
    R01,
    R02,
    R03,
    R04,
    R05,
    R06,
    R07,
    R08,
    R09,
    R10,
)

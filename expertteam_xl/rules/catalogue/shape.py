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
)
R02 = Rule(
    "R02",
    "Twee kolommen voor één gegeven",
    "Elk gegeven staat in één kolom.",
    STAR,
    F,
    "Geef een van de twee kolommen een andere kop, of voeg ze samen.",
)
R03 = Rule(
    "R03",
    "Niet te lezen",
    "Elke cel bevat een waarde van de soort die de kolom vraagt; er wordt niets geraden.",
    STAR,
    F,
    "Typ de waarde opnieuw in de vorm die de melding noemt.",
)
R04 = Rule(
    "R04",
    "Onbekende keuze",
    "Een keuzekolom bevat alleen de afgesproken woorden; een getal blijft binnen zijn grenzen.",
    STAR,
    F,
    "Kies een van de woorden uit de melding. Is het een vast woord van uw team, leg dan met de "
    "opdracht profiel vast wat het betekent.",
)
R05 = Rule(
    "R05",
    "Verplichte cel is leeg",
    "Elke rij heeft een waarde in de verplichte kolommen.",
    "C20 4.1 (registratie van alle aanmeldingen)",
    F,
    "Vul de cel in. Nog niet bekend? Dan blijft de melding staan tot het bekend is.",
)
R06 = Rule(
    "R06",
    "Dubbel nummer",
    "Elk casus-, overleg- en adviesnummer staat één keer.",
    STAR,
    F,
    "Geef de tweede rij een eigen nummer, of verwijder de dubbele rij.",
)
R07 = Rule(
    "R07",
    "Verwijzing naar niets",
    "Elk nummer en elke partner waarnaar verwezen wordt, bestaat.",
    STAR,
    F,
    "Verbeter het nummer of de naam, of voeg de ontbrekende rij toe.",
)
R08 = Rule(
    "R08",
    "Formule zonder uitkomst",
    "Een formule heeft een opgeslagen uitkomst, en die is geen foutwaarde zoals #N/B.",
    STAR,
    F,
    "Herstel de formule, of open het register in Excel, laat het rekenen en bewaar het.",
)
R09 = Rule(
    "R09",
    "Onbekende kolom",
    "Een kolom die het programma niet kent, blijft staan zoals zij is en wordt niet gelezen.",
    STAR,
    I,
    "Niets nodig, tenzij de kolom een gegeven bevat dat gelezen had moeten worden; leg dan met de "
    "opdracht profiel vast welke kolom het is.",
)
R10 = Rule(
    "R10",
    "Verborgen gegevens",
    "Verborgen rijen, kolommen en bladen tellen mee en worden gemeld.",
    STAR,
    I,
    "Maak ze zichtbaar, of laat het zo als het de bedoeling is.",
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

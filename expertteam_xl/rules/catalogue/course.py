"""The rules on the course of a case after its discussion, and on looking back (M, S, E)."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2018, ONLY_2020, TALKS, F, I, Rule, W

M01 = Rule(
    "M01",
    "Sturen op drie niveaus",
    "Er wordt strategisch, tactisch en operationeel gestuurd; de uitkomsten worden regelmatig met "
    "het expertteam besproken, om van te leren.",
    "C20 4.5",
    I,
    "Maak de monitor van het kwartaal en bespreek hem; die heeft een deel voor elk niveau.",
    why="Wie alleen losse casussen bekijkt, ziet niet wat er steeds terugkomt.",
    untestable="de drie niveaus zijn delen van de kwartaalmonitor, geen toets op een rij; of ze "
    "besproken zijn, ziet T09 aan de kwartaalbespreking",
)
M02 = Rule(
    "M02",
    "De zeven elementen van de monitor",
    "De monitor toont minstens: de casuïstiek, de adviezen en hun uitvoering, de terugkeer, de "
    "voorkomen uithuisplaatsingen, de snelheid, en de ervaring van partners en van ouders en "
    "jeugdige.",
    "V Uitvoering",
    I,
    "Vul de kolommen waaruit de monitor telt; die meldt zelf hoeveel casussen hij mist.",
    versions=ONLY_2020,
    why="Aan deze zeven ziet het bestuur of de doorbraaktafel werkt.",
    untestable="dit zijn kengetallen van de kwartaalmonitor over alle casussen samen, geen toets "
    "op een rij",
)
M03 = Rule(
    "M03",
    "Terugkeer",
    "Een casus komt in principe niet terug; elke terugkeer wordt geteld.",
    "C20 4.5; V",
    W,
    "Ga na wat er eerder is afgesproken en leg de afweging vast.",
    needs=(TALKS,),
    needs_minimal=(("Casussen.Casusnummer", "Casussen.Aanmelddatum"),),
    why="Een terugkeer laat zien dat een eerdere afspraak niet hield; wie ze telt, kan ervan "
    "leren.",
    example="Terugkeer (heraanmelding): eerdere bespreking op 14-01-2021, deze op 04-11-2021. "
    "Een casus komt in principe niet terug; ga na wat eerder is afgesproken.",
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
    why="Wie vooraf afweegt, brengt een casus alleen terug aan tafel als dat iets toevoegt.",
    example="Terugkeer op 04-11-2021 zonder afweging. Vul in D3 in: opnieuw of regulier.",
)
M05 = Rule(
    "M05",
    "Gebruik, deelname en kosten van de proef",
    "De proef houdt bij hoe vaak de tafel gebruikt wordt, welke partijen meedoen en wat het kost.",
    "V Financiën",
    I,
    "Houd Deelnames en Tarieven bij; de monitor telt overleggen, minuten en bedragen op.",
    versions=ONLY_2020,
    why="Na de proef moet te zien zijn of de inzet de moeite waard was.",
    untestable="gebruik, deelname en kosten zijn optellingen van de kwartaalmonitor, geen toets op "
    "een rij",
)
M06 = Rule(
    "M06",
    "Schatting van de opbrengst",
    "De evaluatie schat hoeveel uithuisplaatsingen minder en hoeveel goedkopere zorg er was.",
    "V 20-08-20",
    I,
    "Zet de vier bedragen en kansen (uhp_…) in de instellingen; tot dan is de schatting niet "
    "bepaalbaar.",
    versions=ONLY_2020,
    why="Het is een inschatting die helpt bij het gesprek over geld, en geen bewijs.",
    untestable="dit is een inschatting van de evaluatie met aannames uit de instellingen, geen "
    "toets op een rij",
)
_GOALS = (
    "Doelen.Adviesnummer",
    "Doelen.Type",
    "Adviezen.Adviesnummer",
    "Adviezen.Casusnummer",
    "Casussen.Casusnummer",
    "Casussen.Status",
)
S01 = Rule(
    "S01",
    "Afgesloten met behaalde einddoelen",
    "De consulent sluit af of schaalt af als de doelen behaald zijn; blijft een einddoel open, dan "
    "staat de reden op het afsluitformulier.",
    "C20 4.6; C18 2.5.6",
    F,
    "Is het einddoel behaald, vul dat dan in op Doelen. Zo niet, vul de reden in, of zet de casus "
    "weer op in uitvoering.",
    needs=((*_GOALS, "Doelen.Resultaat"), (*_GOALS, "Doelen.Behaald op")),
    why="Een casus die te vroeg sluit, komt vaker terug; de reden helpt wie hem dan weer opent.",
    example="Afgesloten of afgeschaald op 01-09-2021; een einddoel is nog open, zonder reden. Is "
    "het behaald, vul dat dan in op Doelen. Is het niet behaald, vul dan in E7 de reden in.",
)
S02 = Rule(
    "S02",
    "Afsluitformulier met waardering",
    "Bij het afsluiten waardeert het afsluitformulier de samenwerking en het effect; de "
    "projectsecretaris legt dat vast.",
    "C20 4.6; C18 2.5.6",
    F,
    "Vraag het afsluitformulier na en vul beide cijfers in op Afsluitingen.",
    needs=(("Casussen.Casusnummer", "Casussen.Status", "Afsluitingen.Casusnummer"),),
    why="Uit deze twee cijfers leert het team of het advies hielp.",
    example="De casus is afgesloten of afgeschaald, maar op Afsluitingen staat geen formulier "
    "van deze casus. Voeg het daar toe; loopt de casus nog, verbeter dan AK9.",
)
E01 = Rule(
    "E01",
    "Inhoud van de evaluatie",
    "De evaluatie vertelt hoe vaak het expertteam is gebruikt, of de werkwijze werkt, en hoe "
    "partners en gemeenten haar ervaren.",
    "C20 9; C18 4",
    I,
    "Houd Overleggen en Ervaringen bij; het blad Evaluatie van de monitor telt ze op.",
    why="Op de evaluatie rust het besluit om door te gaan.",
    untestable="dit zijn de vier vragen van de evaluatie, die over een heel jaar gaan; geen rij "
    "kan er goed of fout voor zijn",
)
E02 = Rule(
    "E02",
    "Vijf doelen van het expertteam",
    "Jeugdigen zijn snel geholpen, hulpverleners worden effectief ingezet, oplossingen zijn "
    "creatief, rollen zijn duidelijk en de eigen kracht van het gezin wordt benut, binnen een "
    "sluitende aanpak.",
    "C20 2; C18 1",
    I,
    "Vraag bij de ervaringen naar deze vijf; een cijfer invullen mag, en hoeft niet.",
    why="Het zijn de bedoelingen van het convenant; de cijfers laten zien of ze uitkomen.",
    untestable="dit zijn bedoelingen met een vrijwillig cijfer op Ervaringen; het gemiddelde staat "
    "in de evaluatie, en een laag cijfer is geen fout in het register",
)
E03 = Rule(
    "E03",
    "Afspraken zonder rechtsdwang",
    "De afspraken zijn niet in rechte afdwingbaar; partijen spreken elkaar erop aan.",
    "C18 7",
    I,
    "Lees elke bevinding als een signaal om te bespreken, en niet als een verwijt.",
    versions=ONLY_2018,
    why="Daarom zijn de bevindingen van dit programma vragen, en geen oordelen.",
    untestable="dit bepaalt de toon van alle bevindingen en gaat over geen enkele cel",
)

RULES = (
    M01,
    M02,
    M03,
    M04,
    M05,
    M06,
    S01,
    S02,
    E01,
    E02,
    E03,
)

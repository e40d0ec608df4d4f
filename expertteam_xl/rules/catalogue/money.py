"""The rules on money (F): tariffs, time, and over whom it is split."""

from __future__ import annotations

from expertteam_xl.rules.catalogue.rule import ONLY_2020, STAR, TALKS, F, I, Needs, Rule, W

_WHO = (
    "Overleggen.Overlegnummer",
    "Overleggen.Overlegdatum",
    "Overleggen.Status",
    "Deelnames.Overlegnummer",
    "Deelnames.Partner",
    "Partners.Partner",
)
_TIME = (
    "Deelnames.Overleg (min)",
    "Deelnames.Voorbereiding (min)",
    "Deelnames.Reistijd (min)",
    "Deelnames.Uren",
)


def _timed(*more: str) -> Needs:
    """What tells who spent how much time: in minutes, or else in hours; and more."""
    columns = tuple(dict.fromkeys((*_WHO, *more)))
    return tuple((*columns, time) for time in (_TIME[0], _TIME[-1]))


F01 = Rule(
    "F01",
    "Declareren tegen een consulttarief",
    "Uitgenodigde partners declareren de werkelijk bestede tijd tegen hun consulttarief bij de "
    "gemeente waar de jeugdige woont. Het tarief staat op Tarieven; een lege cel bij Uitgenodigd "
    "telt als uitgenodigd.",
    "C20 8; C18 3",
    F,
    "Zet het tarief van de partner op Tarieven. Gaat het om een uitnodiging of om reistijd: "
    "verbeter die, of laat haar staan als zij klopt.",
    needs=_timed(*TALKS),
    recorded=_TIME,
    why="Zonder tarief is er geen bedrag, en het convenant vergoedt de tijd van wie is "
    "uitgenodigd.",
    example="Deze partner heeft geen tarief op Tarieven, en wel tijd bij een gehouden overleg: "
    "1 rij op Deelnames (11-02-2021). Voeg het tarief toe, of verbeter A4.",
)
F02 = Rule(
    "F02",
    "Hoogste te declareren tijd",
    "In {cap_werkstromen} declareert een partner per overleg hoogstens {cap_termijn}, reistijd en "
    "voorbereiding inbegrepen.",
    "C20 8",
    W,
    "Klopt de tijd, dan is hier niets te doen: wat boven het maximum ligt, wordt niet "
    "gedeclareerd.",
    versions=ONLY_2020,
    needs=_timed(*TALKS),
    recorded=_TIME,
    why="Wie het maximum kent, schrikt niet van een lager bedrag; en een tikfout in de tijd valt "
    "zo op.",
    example="Bij 1 overleg telt deze partner meer dan 180 minuten; daarvan worden 25 minuten niet "
    "gedeclareerd. Het meeste: 205 minuten op 11-02-2021. Klopt de tijd, dan is hier niets te "
    "doen.",
)
F03 = Rule(
    "F03",
    "Verdeling naar bespreekminuten",
    "De tijd wordt verdeeld naar de bespreekminuten van de ingebrachte casussen; ontbreken er, "
    "dan gelijk over de casussen. Het convenant van 2018 kent geen verdeelregel; daar geldt de "
    "instelling.",
    "C20 8",
    I,
    "Vul de bespreekminuten in als zij bekend zijn.",
    needs=_timed(*TALKS, "Besprekingen.Bespreekminuten"),
    recorded=("Besprekingen.Bespreekminuten",),
    why="De minuten bepalen welke gemeente welk deel betaalt.",
    example="Bij 1 van de 3 casussen van dit overleg (11-02-2021) ontbreken de bespreekminuten; "
    "de tijd wordt gelijk over de casussen verdeeld. Zijn ze bekend, vul dan C4 in.",
)
F04 = Rule(
    "F04",
    "Wie declareert",
    "Partners declareren. Een partner onderwijs, GI of Veilig Thuis doet dat alleen als "
    "Declarabel op ja staat, en een GI of Veilig Thuis nooit als verwijzer; een gemeente, C&A, "
    "ouders en jeugdigen declareren niet.",
    "C20 8",
    W,
    "Vul op Partners in wat voor partij het is en of zij declareert.",
    needs=(
        (*_WHO, "Partners.Soort"),
        (*_WHO, "Partners.Declarabel"),
    ),
    recorded=("Partners.Soort", "Partners.Declarabel"),
    why="Tijd van wie niet declareert, komt niet op een declaratie; dat moet niemand pas na "
    "afloop merken.",
    example="Een gemeente declareert niet, ook niet met ja in deze cel. Zet C7 op nee, of "
    "verbeter de soort.",
)
F05 = Rule(
    "F05",
    "Budget van C&A",
    "De inzet van C&A past binnen de begroting van het voorstel; gemeenten betalen haar in het "
    "eerste jaar niet.",
    "V Financiën",
    I,
    "Volg het budget in de monitor, bij C&A-budget.",
    versions=ONLY_2020,
    why="Het budget is voor een heel jaar; de stand per kwartaal zegt of bijsturen nodig is.",
    untestable="het budget is een kengetal van de monitor, geen afspraak over een cel; de "
    "monitor zet de uren tegen de begroting af",
)
F06 = Rule(
    "F06",
    "Tijd zonder maximum",
    "Buiten de werkstromen met een maximum, en onder het convenant van 2018, telt alle bestede "
    "tijd, ook reistijd en voorbereiding; zo nodig zegt een instelling dat die twee daar niet "
    "meetellen.",
    f"C20 8; C18 3; {STAR}",
    I,
    "Staat de tijd in één getal, splits haar dan in overleg, voorbereiding en reistijd.",
    needs=_timed(*TALKS),
    recorded=_TIME,
    why="Het convenant noemt reistijd en voorbereiding alleen bij het maximum; elders horen zij "
    "bij de werkelijk bestede tijd.",
    example="Volgens de instellingen tellen reistijd en voorbereiding hier niet mee, maar deze "
    "uren zijn niet gesplitst; ze tellen helemaal mee. Splits ze zo nodig, in plaats van J5.",
)
F07 = Rule(
    "F07",
    "Eén tarief op de overlegdatum",
    "Voor elke partner en tariefcode geldt op de overlegdatum precies één tarief; Geldig tot telt "
    "mee, en leeg is tot nader bericht.",
    STAR,
    F,
    "Verbeter Geldig van of Geldig tot op Tarieven, voeg een tarief toe, of verbeter de "
    "tariefcode op Deelnames.",
    needs=_timed(
        *TALKS,
        "Tarieven.Partner",
        "Tarieven.Tariefcode",
        "Tarieven.€ per uur",
        "Tarieven.Geldig van",
    ),
    recorded=_TIME,
    why="Met geen of twee tarieven is niet te zeggen welk bedrag een gemeente betaalt.",
    example="Na deze datum heeft deze partner met deze tariefcode geen tarief, en wel tijd: 1 "
    "rij op Deelnames (13-01-2022). Voeg een tarief toe, of verbeter E5.",
)
F08 = Rule(
    "F08",
    "Woonplaats buiten het convenant",
    "Het deel van een jeugdige die buiten de gemeenten van het convenant woont, is niet "
    "toewijsbaar; het wordt nooit over de andere gemeenten verdeeld.",
    STAR,
    I,
    "Klopt de woonplaats op die dag? Zo ja, dan is hier niets te doen.",
    needs=(
        *_timed(*TALKS, "Casussen.Woonplaats"),
        *_timed(*TALKS, "Casussen.Gemeente"),
    ),
    recorded=_TIME,
    why="Geen gemeente betaalt voor een jeugdige van een ander; dit deel van de kosten blijft "
    "over en staat apart.",
    example="Deze plaats hoorde op 07-04-2022 bij geen gemeente van het convenant; het deel van "
    "deze casus in de declaraties is niet toewijsbaar. Klopt de woonplaats? Zo niet, verbeter E9.",
)
F09 = Rule(
    "F09",
    "Tijd die kan kloppen",
    "In elke rij die gedeclareerd wordt, is elk deel van de tijd nul of meer, en het geheel "
    "minstens een minuut en hoogstens een etmaal, in hele minuten; uren worden daarvoor "
    "afgerond, een halve minuut naar boven.",
    STAR,
    F,
    "Verbeter de tijd. Is er niets te declareren, maak de cellen dan leeg.",
    needs=_timed(),
    recorded=_TIME,
    why="Van tijd die niet kan kloppen, is geen bedrag te maken.",
    example="Hier staan -15 minuten; verwacht wordt nul of meer. Verbeter G5.",
)
F10 = Rule(
    "F10",
    "Tijd zonder besproken casus",
    "Een overleg dat niet is gehouden, of waarin geen casus is besproken, levert geen declaratie "
    "op. Noemt een rij casussen, dan is er minstens één in dat overleg besproken.",
    STAR,
    F,
    "Klopt de status van het overleg, en staan alle besproken casussen op Besprekingen? Verbeter "
    "anders de casusnummers op Deelnames.",
    needs=_timed(*TALKS),
    recorded=_TIME,
    why="De tijd gaat naar de gemeenten van de besproken casussen; zonder casus betaalt niemand.",
    example="Dit overleg (01-07-2021) is vervallen; de tijd van 1 rij, samen 30 minuten, wordt "
    "niet gedeclareerd. Klopt dat niet, verbeter dan de status van het overleg, of anders F5.",
)

RULES = (
    F01,
    F02,
    F03,
    F04,
    F05,
    F06,
    F07,
    F08,
    F09,
    F10,
)

"""Words outside their list and numbers outside their bounds (R04)."""

from __future__ import annotations

from expertteam_xl.example.faults import plants
from expertteam_xl.example.faults.scenes import CASES, WAARSCHUWING
from expertteam_xl.example.faults.spoiling import Spoils, spoil, spoil_at_last, thorough
from expertteam_xl.example.model import Value
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

_PLACES: tuple[Value, ...] = (
    "Hilverssum", "Bussumm", "Huizenn", "Loosdrechtt", "HBL", "Regio", "Verzonnendorp", "Naardn",
)  # fmt: skip
_STRANGE_ON_LIST: Spoils = (
    (CASES, "Woonplaats", _PLACES),
    (CASES, "Type aanmelder", ("buurvrouw", "huisarts")),
    (CASES, "Werkstroom", ("C", "D-stroom")),
    (CASES, "Status", ("zoek", "kwijtgeraakt")),
    (CASES, "Triage-uitkomst", ("later bekijken", "bespeken")),
)
_STRANGE: Spoils = (
    *_STRANGE_ON_LIST,
    (CASES, "Kader", ("verplicht",)),
    (CASES, "Grond A", ("d", "a, z")),
    (CASES, "Geëscaleerd", ("landelijk",)),
    (CASES, "Knelpunt", ("geld",)),
    (CASES, "Uitkomst UHP", ("misschien later",)),
    (CASES, "Kosten inzet", (-250,)),
    ("Overleggen", "Status", ("doorgeschoven",)),
    ("Overleggen", "Duur (min)", (-120,)),
    ("Besprekingen", "Bespreekminuten", (0, -20)),
    ("Besprekingen", "Besluit door", ("loting",)),
    ("Adviezen", "Soort", ("schriftelijk",)),
    ("Adviezen", "Hulpvorm", ("kliniek",)),
    ("Adviezen", "Uitvoering", ("bijna",)),
    ("Doelen", "Type", ("streven",)),
    ("Doelen", "Resultaat", ("half",)),
    ("Afspraken", "Type", ("taak",)),
    ("Plaatsingen", "Type", ("logeerhuis",)),
    ("Toestemmingen", "Door", ("buurvrouw",)),
    ("Afsluitingen", "Type", ("klaar",)),
    ("Afsluitingen", "Waardering effect", (0, 11)),
    ("Afsluitingen", "Waardering samenwerking", (12,)),
)
_STRANGE_ELSEWHERE: Spoils = (
    ("Deelnames", "Rol", ("toehoorder",)),
    ("Tarieven", "€ per uur", (-96,)),
    ("Momenten", "Soort", ("borrel",)),
    ("Partners", "Soort", ("sponsor",)),
    ("C&A-uren", "Functie", ("koffie",)),
)


@plants("R04")
def strange_word(stage: Stage) -> None:
    """A word that is none of the choices, a place that does not exist, a number out of bounds."""
    spoil(stage, "R04", _STRANGE_ON_LIST if stage.minimal else _STRANGE)


@plants("R04", minimal=False)
def strange_word_elsewhere(stage: Stage) -> None:
    """The same on a sheet that is about no case."""
    spoil_at_last(stage, "R04", _STRANGE_ELSEWHERE)


@plants("R04")
def number_of_another_form(stage: Stage) -> None:
    """Casusnummers of another form than the agreed one: told once, at the first."""
    if "form" in stage.once or not stage.left:
        raise NoRoomError
    stage.once.add("form")
    lives: list[Life] = []
    for _ in range(min(stage.left, stage.chance.randint(1, 3))):
        life = thorough(stage)
        year = life.course.start.year
        same = sum(1 for each in lives if each.course.start.year == year)
        life.number = f"{year}-{900 + same}"
        lives.append(life)

    def note() -> None:
        first = next(life for life in stage.lives if life in lives)
        stage.expect("R04", WAARSCHUWING, CASES, first.case, "Casusnummer")

    stage.at_last(note)

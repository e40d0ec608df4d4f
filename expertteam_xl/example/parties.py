"""The invented parties of a made-up region, and where its youth live."""

from __future__ import annotations

from datetime import date
from random import Random

from expertteam_xl.convenant.gemeenten import Gemeente, gemeenten
from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.example.days import later
from expertteam_xl.example.model import Record

TEAM = "Voorbeeldteam C&A"
GUARDIAN = "Verzonnen Gecertificeerde Instelling"
SAFE_HOME = "Voorbeeld Veilig Thuis"

EXPERTS = (
    ("Voorbeeldzorg Noord", "pleegzorg en gezinshuizen", "J&O", 9600),
    ("Verzonnen Jeugdhulp", "verblijf", "J&O", 9240),
    ("Voorbeeld GGZ Heuvelrand", "psychiatrie", "Jggz", 11000),
    ("Verzonnen LVB-zorg", "licht verstandelijke beperking", "LVB", 8840),
    ("Fictief Verslavingszorg", "verslaving", "verslaving", 10110),
    ("Nepstichting Thuisbegeleiding", "ambulante hulp", "J&O", 9000),
)
"""Name, expertise, sector and tariff in cents of the partners who declare."""

CORE = tuple(name for name, *_ in EXPERTS[:3])
"""The partners who sit at every doorbraaktafel."""

SCHOOL = "Voorbeeldschool Samenwerkingsverband"

REFERRERS = {
    "consulent GI": ("jeugdbeschermer", GUARDIAN, "jeugdbeschermer"),
    "Veilig Thuis": ("Veilig Thuis", SAFE_HOME, "medewerker"),
    "partner onderwijs": ("expert", SCHOOL, "orthopedagoog"),
}
"""Role, party and function at the table of who brought a case in; the others are there anyway."""

_WEIGHTS = {
    "Hilversum": 90, "Bussum": 33, "Naarden": 17, "Muiden": 4, "Muiderberg": 3, "Huizen": 41,
    "Weesp": 20, "Blaricum": 12, "Laren": 11, "Loosdrecht": 9, "Kortenhoef": 6,
    "Nederhorst den Berg": 5, "'s-Graveland": 2, "Ankeveen": 2, "Breukeleveen": 1,
}  # fmt: skip
"""Thousands of inhabitants, about: how often a woonplaats occurs."""

_UNTIL_WEESP = 120
"""So many days before its gemeente ends, no new case of a woonplaats comes in."""


class Homes:
    """Gives a youth a woonplaats, by the size of the places that exist then."""

    def __init__(self, chance: Random) -> None:
        """Prepare the places of the convenant."""
        self._chance = chance
        found = [(place, gemeente) for gemeente in gemeenten() for place in gemeente.places]
        self._places: list[tuple[str, Gemeente]] = found
        self._weights = [_WEIGHTS.get(place, 1) for place, _ in found]

    def at(self, day: date) -> tuple[str, Gemeente]:
        """A woonplaats and its gemeente for a case that comes in on a day."""
        while True:
            place, gemeente = self._chance.choices(self._places, self._weights)[0]
            last = gemeente.valid_until
            if last is None or day < later(last, -_UNTIL_WEESP):
                return place, gemeente


def gemeente_party(gemeente: Gemeente) -> str:
    """How the gemeente stands on the sheet Partners."""
    return f"Gemeente {gemeente.name}"


def partners() -> list[Record]:
    """The sheet Partners: who signed, with numbers that are visibly none."""
    signed = load_versions()[0].begin
    rows = [_party(name, "partner", what, sector) for name, what, sector, _ in EXPERTS]
    rows.append(_party(SCHOOL, "partner onderwijs", "passend onderwijs", "onderwijs"))
    rows += [_party(gemeente_party(each), "gemeente", "", "") for each in gemeenten()]
    rows += [_party(TEAM, "C&A", "", ""), _party(GUARDIAN, "GI", "", "")]
    rows.append(_party(SAFE_HOME, "VT", "", ""))
    for number, row in enumerate(rows):
        declares = row["Soort"] == "partner"
        core = row["Partner"] in CORE or row["Soort"] == "gemeente"
        row["Kernpartij"] = "ja" if core else "nee"
        row["Declarabel"] = "ja" if declares else "nee"
        row["Getekend op"] = later(signed, number % 5)
        if declares or row["Soort"] == "partner onderwijs":
            row.update(dict.fromkeys(CRITERIA, "ja"))
        if declares:
            row.update({"AGB": f"000099{number:02d}", "KvK": f"000066{number:02d}"})
    return rows


CRITERIA = (
    "Gecontracteerd in regio",
    "Passende expertise",
    "Doorzettingsmacht",
    "Flexibel",
    "Bereikbaar buiten kantooruren",
)


def _party(name: str, kind: str, expertise: str, sector: str) -> Record:
    return {
        "Partner": name,
        "Soort": kind,
        "Expertise": expertise or None,
        "Sector": sector or None,
    }


def tariffs(on: date) -> list[Record]:
    """The sheet Tarieven: one tariff a partner at a time, raised at each new convenant year."""
    first, second = load_versions()[0], load_versions()[-1]
    begins = [first.begin, second.begin]
    if on.year > second.end.year:
        begins.append(later(second.end, 1))
    rows: list[Record] = []
    for name, _, _, cents in EXPERTS:
        for step, begin in enumerate(begins):
            end = later(begins[step + 1], -1) if step + 1 < len(begins) else None
            rows.append(_tariff(name, round(cents * (1 + 0.03 * (step - 1)) / 10) * 10, begin, end))
    return rows


def _tariff(partner: str, cents: int, begin: date, end: date | None) -> Record:
    return {
        "Partner": partner,
        "Tariefcode": "consult",
        "€ per uur": cents / 100,
        "Geldig van": begin,
        "Geldig tot": end,
    }

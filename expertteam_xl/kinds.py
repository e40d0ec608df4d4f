"""What a column holds: the types that a cell of a register can be read as."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """Type of a column; the value is what the documentation of columns shows."""

    DATUM = "datum"
    DATUMTIJD = "datum en tijd"
    TIJD = "tijd"
    MINUTEN = "minuten"
    UREN = "uren"
    GEHEEL = "geheel getal"
    GETAL = "getal"
    GELD = "bedrag in euro"
    SCORE = "score 1–10"
    JAAR = "jaartal"
    JA_NEE = "ja/nee"
    CODE = "keuze"
    CODES = "een of meer keuzes"
    WOONPLAATS = "woonplaats"
    NUMMER = "nummer"
    NUMMERS = "een of meer nummers"
    TEKST = "tekst"

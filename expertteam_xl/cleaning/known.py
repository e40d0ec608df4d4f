"""Texts that are about nobody: those of the empty register, and the words of its lists."""

from __future__ import annotations

import re
from functools import lru_cache

from expertteam_xl.clues import clues
from expertteam_xl.convenant.gemeenten import gemeenten
from expertteam_xl.leaks import texts
from expertteam_xl.leaks.words import words
from expertteam_xl.outputs.templates import template
from expertteam_xl.schema import tables
from expertteam_xl.text import tidy

_MOST_WORDS = 6
_YEAR = re.compile(r"(?:19|20)\d\d|[1-4]|k[1-4]|q[1-4]")
_FIGURE = re.compile(r"\d{1,2}|(?:19|20)\d\d|[a-z]\d\d")
_USUAL = """
aantal alle beginstand blad bijgewerkt concept datum deel dit doorbraaktafel eerste eindstand en
expertteam gem gemiddeld gemiddelde het de een halfjaar in jaar jaren jeugd jeugdhulp kwartaal
kwartalen lijst maand maanden op overzicht kleur kleuren klaar
loopt open gereed bezig rood groen oranje geel blauw grijs te laat tijd legenda dagen dag
pagina per periode regio regionaal register som stand subtotaal tabel tafel te tot totaal totalen
totaaltelling uit uur uren xl van vanaf vertrouwelijk voor week weken begin eind
half medio circa ca ong minuten na werkstroom gooi vechtstreek convenant
"""
_ROLES = """
psycholoog klinisch kinder orthopedagoog generalist jeugdarts gedragswetenschapper psychiater
kinderpsychiater manager teamleider teammanager coordinator coach begeleider begeleiding ambulant
hulpverlener jeugdzorgwerker regisseur casusregisseur gezinsvoogd voogd leerplichtambtenaar wijkteam
jeugdconsulent directeur bestuurder beleidsmedewerker beleidsadviseur adviseur medewerker senior
junior sociaal sociale werker maatschappelijk pedagoog secretaresse secretariaat secretaris
voorzitter basisteam intern extern gz ggz gezin zorg behandelaar therapeut arts huisarts
verpleegkundige specialist deskundige ervaringsdeskundige onderwijs school zorgcoordinator
uitvoeringsdienst gemeente team leidinggevende waarnemend plaatsvervangend
"""
_MONTHS = """
januari februari maart april mei juni juli augustus september oktober november december
jan feb mrt apr jun jul aug sep sept okt nov dec
"""


@lru_cache(maxsize=65536)
def is_known(text: str) -> bool:
    """Whether a text is one of the empty register's own, or a title or label in its words."""
    plain = tidy(text)
    if plain in _texts():
        return True
    row = words(plain)
    if len(row) > _MOST_WORDS or any(clues(plain)):
        return False
    return all(word in vocabulary() or _YEAR.fullmatch(word) for word in row)


@lru_cache(maxsize=4096)
def explains(text: str) -> bool:
    """Whether a text explains the register in its own words, as an earlier version of it may."""
    if is_known(text):
        return True
    known = vocabulary() | _explaining()
    return all(w in known or _FIGURE.fullmatch(w) for w in words(text)) and not any(clues(text))


@lru_cache(maxsize=1)
def _explaining() -> frozenset[str]:
    """Every word of the empty register as it is shipped."""
    return frozenset(word for text in _texts() for word in words(text) if word.isalpha())


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Words of titles, headers, allowed values and places."""
    found = {*words(_USUAL), *words(_MONTHS)}
    for spec in tables().values():
        for name in (spec.name, *spec.sheet_names):
            found.update(words(name))
        for column in spec.columns:
            for text in (column.header, *column.aliases, *column.words):
                found.update(words(text))
    return frozenset(found) | _places()


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Words of lists and of roles that are nobody's name; Jan, Mei and April are."""
    return (vocabulary() | set(words(_ROLES))) - set(words(_MONTHS))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    names = (name for each in gemeenten() for name in (each.name, *each.places))
    return frozenset(word for name in names for word in words(name))


@lru_cache(maxsize=1)
def _texts() -> frozenset[str]:
    """Every text of the empty register as it is shipped."""
    return frozenset(tidy(text.text) for text in texts(template("register.xlsx")))

"""What in a text could tell who somebody is: numbers, addresses and headers (domein §7).

Plain functions on text alone, so that a reader, a rule and an output can ask the same question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from string import ascii_uppercase, digits

from expertteam_xl.disclosure import is_bsn
from expertteam_xl.text import fold


class Clue(Enum):
    """A kind of identifying value; the value is what a message calls it."""

    BSN = "een BSN"
    SHORT_BSN = "een getal van 8 cijfers dat een BSN kan zijn"
    EMAIL = "een e-mailadres"
    PHONE = "een telefoonnummer"
    IBAN = "een IBAN"
    POSTCODE = "een postcode"
    BIRTH = "een geboortedatum"


_MONTHS = (
    "jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    "sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = (
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])(?:[-./]|\s)(?:0?[1-9]|1[0-2])(?:[-./]|\s)(?:19|20)\d\d"
    r"|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./]'?\d\d(?![-./ ]?\d)"
    r"|(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])"
    rf"|(?:0?[1-9]|[12]\d|3[01])[-. ]{{1,2}}(?:{_MONTHS})[-. ]{{1,2}}(?:19|20)?\d\d)(?!\d)"
)
_DATES = re.compile(
    rf"{_DAY}|(?<!\d)\d{{1,2}}[.:]\d\d ?[-–] ?\d{{1,2}}[.:]\d\d(?!\d)", re.IGNORECASE
)
_COMPACT_DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d{6}")
_BORN = (
    r"(?<![A-Za-zÀ-ÿ])geb(?:oren|oorte(?:datum|dag)?|oorte[- ]datum|[. ]{0,2}dat(?:um)?|dd)?"
    r"(?![A-Za-zÀ-ÿ])"
)
_BIRTH = re.compile(rf"{_BORN}[^\d\n]{{0,15}}{_DAY}|{_DAY}[ ,(*]{{0,3}}{_BORN}", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?<![\w.,+-])(?<!\d/)(?:(?:\+|00)31[ .-]?(?:\(0\))?[ .-]?|\(?0)[1-9](?:[ .()-]{0,2}\d){8}"
    r"(?!\w|[-.,]\d)"
)
_DUTCH_IBAN = re.compile(r"(?<!\w)NL\d{2} ?[A-Z]{4}(?: ?\d){10}(?!\w)", re.IGNORECASE)
_OTHER_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_POSTCODE = re.compile(r"(?<![\w.,/-])([1-9]\d{3})( ?)(?!SA|SD|SS)[A-Z]{2}(?![\w-])")
_HOUSE_NUMBER = re.compile(r"\d[A-Za-z]?,?\s+$")
_YEARS = range(1990, 2040)
_BSN = re.compile(
    r"(?<![\w.,+-])(?<!\d/)(?:\d{9}|\d{8}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3}"
    r"|\d{3}[. ]\d{2}[. ]\d{3}|\d{2}[. ]\d{3}[. ]\d{3})(?![\w/]|[-.,]\d)"
)
_NAMED_BSN = re.compile(
    r"(?:bsn|burgerservice\w*|sofi\w*)[^\w\n]{0,3}(?:nr|nummer|no)?\W{0,4}$", re.IGNORECASE
)
_MONEY_OR_TRADE = r"€|eur|euro|bedrag|kvk|agb|btw|factuur\w*|order\w*"
_FILE = r"|zaak\w*|dossier\w*|kenmerk|casus\w*|declaratie\w*|verplichting\w*|inkoop\w*|relatie\w*"
_NUMBER_WORD = r")[^\w\n]{0,3}(?:code|nr|nummer|no)?\W{0,4}$"
_OTHER_NUMBER = {
    Clue.BSN: re.compile(rf"(?<![A-Za-zÀ-ÿ])(?:{_MONEY_OR_TRADE}{_NUMBER_WORD}", re.IGNORECASE),
    Clue.SHORT_BSN: re.compile(
        rf"(?<![A-Za-zÀ-ÿ])(?:{_MONEY_OR_TRADE}{_FILE}{_NUMBER_WORD}", re.IGNORECASE
    ),
}
_CONTEXT = 24
_NINE = 9

_SIEVE = re.compile(r"@|[Gg][Ee][Bb]|\d{4} ?[A-Z]{2}|\d(?:[ .]?\d){7}|(?<!\d)[0+(][\d ().+-]{9}")
_SHAPE = bytes.maketrans(
    (ascii_uppercase + digits).encode(), b"A" * len(ascii_uppercase) + b"0" * len(digits)
)
_SHAPES = (b"@", b"0000000", b"0000AA", b"0000 AA", b"00 00", b"00.00")
_QUICK = (re.compile("[Gg][Ee][Bb]"), re.compile(r"[0+(](?<!\d.)[\d ().+-]{9}"))


def may_hold_clues(texts: str) -> bool:
    """Whether there can be a clue in so much text: far quicker than to look for each kind."""
    shape = texts.encode("utf-8", "replace").translate(_SHAPE)
    return any(each in shape for each in _SHAPES) or any(each.search(texts) for each in _QUICK)


def clues(text: str) -> Iterator[tuple[Clue, str]]:
    """What a text holds: each kind at most once, with the characters themselves."""
    if not _SIEVE.search(text):
        return
    for kind, pattern in ((Clue.EMAIL, _EMAIL), (Clue.BIRTH, _BIRTH)):
        if found := pattern.search(text):
            yield kind, found[0]
    rest = _DATES.sub("\n", text)
    if iban := _iban(rest):
        yield Clue.IBAN, iban
        rest = rest.replace(iban, "\n")
    if phone := _PHONE.search(rest):
        yield Clue.PHONE, phone[0]
        rest = _PHONE.sub("\n", rest)
    if number := _bsn(rest):
        yield number
    if postcode := _postcode(rest):
        yield Clue.POSTCODE, postcode


def _iban(text: str) -> str | None:
    if found := _DUTCH_IBAN.search(text):
        return found[0]
    return next((m[0] for m in _OTHER_IBAN.finditer(text) if _fits_iban(m[0])), None)


def _fits_iban(text: str) -> bool:
    """Whether the check digits of an account number are right (ISO 7064, 97-10)."""
    plain = text.replace(" ", "")
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


def _bsn(text: str) -> tuple[Clue, str] | None:
    """The first number that passes the elfproef and is not named as another one; nine first."""
    found: list[tuple[Clue, str]] = []
    for match in _BSN.finditer(text):
        kind = number_clue(match[0])
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
        if is_bsn(match[0]) and _NAMED_BSN.search(before):
            return Clue.BSN, match[0]
        if kind and not _OTHER_NUMBER[kind].search(before):
            found.append((kind, match[0]))
    return min(found, key=lambda each: each[0] is not Clue.BSN, default=None)


def number_clue(text: str) -> Clue | None:
    """What a number alone could be: nine digits a BSN, eight perhaps one, a date or year none."""
    number = "".join(character for character in text if character.isdigit())
    if not is_bsn(text) or _COMPACT_DAY.fullmatch(number):
        return None
    return Clue.BSN if len(number) == _NINE else Clue.SHORT_BSN


def _postcode(text: str) -> str | None:
    """A postcode; what may be a year only behind a house number, or alone and in one piece."""
    for match in _POSTCODE.finditer(text):
        before = text[: match.start()]
        whole = not match[2] and match[0] == text.strip()
        if int(match[1]) not in _YEARS or whole or _HOUSE_NUMBER.search(before):
            return match[0]
    return None


_SPLIT = re.compile(r"[^\w]+|_")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "BSN",
        re.compile(r"bsn(?:n(?:umme)?r|jeugdige|kind|client)?|burgerservicen\w*|sofin\w*|sofi"),
    ),
    ("e-mailadres", re.compile(r"e?mail(?:adres(?:sen)?|address)?")),
    (
        "telefoonnummer",
        re.compile(
            r"tel|tele?foon|tele?foonn(?:umme)?rs?|teln(?:umme)?r|mobiel|mobieln(?:umme)?r|gsm"
        ),
    ),
    ("postcode", re.compile(r"postcodes?|postkode")),
    (
        "adres",
        re.compile(
            r"(?:woon|verblijfs?|post|brief|thuis|huis)?adres(?:gegevens|sen)?|straat(?:naam)?|"
            r"huisn(?:umme)?r|naw(?:gegevens)?"
        ),
    ),
    ("school", re.compile(r"(?:basis)?school(?:naam)?|onderwijsinstelling")),
    ("diagnose", re.compile(r"diagnosen?|diagnoses|dsm(?:5|iv|v)?|stoornis(?:sen)?")),
    (
        "naam",
        re.compile(
            r"naam|namen|(?:voor|achter|roep|geslachts|familie|meisjes|geboorte|client|clienten|kind"
            r"|jeugdige|ouder)n(?:aam|amen)|voorletters?|initialen|tussenvoegsels?"
        ),
    ),
)
_NO_PERSON = frozenset(
    ("partner", "partners", "organisatie", "organisaties", "instelling", "aanbieder", "partij",
     "aanbieders", "zorgaanbieder", "gemeente", "gemeenten", "woonplaats", "plaats", "bedrijf",
     "uitvoeringsdienst", "dienst", "team", "afdeling", "functie", "locatie", "tafel", "overleg",
     "werkstroom", "blad", "bestand", "document", "tarief", "product", "regeling", "maatregel",
     "doel", "advies", "traject")
)  # fmt: skip
_NO_VALUE = frozenset(
    ("datum", "op", "dd", "ja", "nee", "aantal", "verzonden", "verstuurd", "gestuurd", "gemaild",
     "gebeld", "geinformeerd", "akkoord", "controle", "min", "minuten", "uren", "leefgebied",
     "verzuim", "betrokken", "aanwezig", "gesteld", "bekend", "consult", "overleg", "contact",
     "kosten", "nodig")
)  # fmt: skip
_NAME = "naam"
_MOST_WORDS = 5
_BIRTH_WORDS = re.compile(r"geb(?:oorte|oren|dat|datum|dd)?(?:datum|dag|op)?")


def forbidden_header(text: str) -> str | None:
    """What a column must not hold, as its header tells (class K3); None for any other header.

    Names of organisations are none; nor is a header on what was done, such as *School
    geïnformeerd op*.
    """
    words = _words(text)
    if not words or len(words) > _MOST_WORDS:
        return None
    parts = (*words, *_pairs(words))
    for kind, pattern in _KINDS:
        if not any(pattern.fullmatch(part) for part in parts):
            continue
        excluded = _NO_PERSON if kind == _NAME else _NO_VALUE
        if kind == "BSN" or not excluded.intersection(words):
            return kind
    return None


def is_birth_header(text: str) -> bool:
    """Whether a header, or a label beside a cell, announces a date of birth."""
    words = _words(text)
    return len(words) <= _MOST_WORDS and any(map(_BIRTH_WORDS.fullmatch, (*words, *_pairs(words))))


def _pairs(words: list[str]) -> list[str]:
    """Words that follow each other as one: ``E-mail``, ``Tel. nr``."""
    return [one + two for one, two in pairwise(words)]


def _words(text: str) -> list[str]:
    return [folded for word in _SPLIT.split(text) if (folded := fold(word))]

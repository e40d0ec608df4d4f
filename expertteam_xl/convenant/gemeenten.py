"""The gemeenten of the convenant: which gemeente a typed place belongs to, on which day.

Only spellings that the data file lists are recognised, whatever their case, accents, spaces and
punctuation. What merely looks like a place becomes a proposal and never an answer, because an
answer decides who pays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_xl.convenant.definitions import Part, read_part
from expertteam_xl.errors import DefinitionError
from expertteam_xl.text import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NIET_TOEWIJSBAAR = "NIET_TOEWIJSBAAR"
"""What a billing line says where a gemeente would stand (F08)."""

_FILE = "gemeenten.toml"
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Za-z]{2}\b")
_PREFIX = re.compile(r"^(?:(?:de )?gemeente|gem\.?|woonplaats:?|plaats:?|te|in)\s+", re.IGNORECASE)
_PROVINCE = re.compile(r"[\s,]*\(?\b(?:N\.?-?H\.?|Noord-? ?Holland)\)?\s*$", re.IGNORECASE)
_JOINTS = re.compile(r"[,;/()|+&]|\s-\s|\ben\b|\bgem(?:eente)?\b\.?", re.IGNORECASE)
_HYPHEN = re.compile(r"-|\s")
_SHORTEST = 4  # letters of a word that may name a place
_LIKENESS = 82  # below this the nearest name is more often wrong than right


class Kind(Enum):
    """What a typed place turned out to be."""

    GEMEENTE = "gemeente"
    NIET_TOEWIJSBAAR = "niet_toewijsbaar"
    GEEN_WOONPLAATS = "geen_woonplaats"
    ONBEKEND = "onbekend"
    LEEG = "leeg"


@dataclass(frozen=True, slots=True)
class Place:
    """What a typed place means on a day.

    Attributes:
        kind: what it turned out to be.
        gemeente: the gemeente that pays; None unless ``kind`` is ``GEMEENTE``.
        woonplaats: the place in its right spelling; None where only a gemeente was named.
        proposal: a place it looks like, for a spelling that is unknown; never used by itself.
        outside: for ``NIET_TOEWIJSBAAR``: the gemeente that it does belong to.
    """

    kind: Kind
    gemeente: str | None = None
    woonplaats: str | None = None
    proposal: str | None = None
    outside: str | None = None


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A gemeente, of the convenant or a known one outside it.

    Attributes:
        name: its name.
        slug: its name in file names, such as ``gooise-meren``.
        code: CBS code, such as ``GM1942``.
        earlier_codes: CBS codes of the gemeenten it came from.
        valid_from: first day; None when that lies long ago.
        valid_until: last day; None while it exists.
        intended_until: last day that a bill in parliament intends; not adopted, so not used.
        successor: the gemeente that takes over after ``valid_until``.
        service: its *uitvoeringsdienst*; empty outside the convenant.
        places: its woonplaatsen.
        outside: whether it is no party to the convenant.
    """

    name: str
    slug: str
    code: str
    earlier_codes: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    intended_until: date | None
    successor: str | None
    service: str
    places: tuple[str, ...]
    outside: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an exact spelling leads, before the day is looked at."""

    kind: Kind
    gemeente: str | None = None
    woonplaats: str | None = None

    @property
    def name(self) -> str:
        """What to propose when somebody misspells it."""
        return self.woonplaats or self.gemeente or ""


@dataclass(frozen=True)
class _Atlas:
    """All gemeenten by name, and all spellings, folded."""

    gemeenten: Mapping[str, Gemeente]
    spots: Mapping[str, _Spot]


def gemeenten() -> tuple[Gemeente, ...]:
    """The gemeenten of the convenant, in the order of the data file.

    Raises:
        DefinitionError: when the data file is wrong.
    """
    return tuple(each for each in _atlas().gemeenten.values() if not each.outside)


def gemeente_named(name: str) -> Gemeente:
    """The gemeente with exactly this name, also one outside the convenant.

    Raises:
        KeyError: when it isn't in the data.
    """
    return _atlas().gemeenten[name]


def slug_of(name: str) -> str:
    """A gemeente's name for in a file name: lower case, hyphens (``gooise-meren``)."""
    known = _atlas().gemeenten.get(name)
    return known.slug if known else _slug(name)


def services() -> tuple[str, ...]:
    """The uitvoeringsdiensten, each once, in the order of the data file."""
    return tuple(dict.fromkeys(each.service for each in gemeenten()))


def addressee(name: str, on: date, valid_until: Mapping[str, date] | None = None) -> str:
    """The gemeente that a bill for ``name`` is addressed to on a day: its legal successor.

    Args:
        name: the gemeente that the minutes were split to.
        on: the day of the bill.
        valid_until: last days that differ from the data (`Settings.valid_until`).
    """
    gemeente = _atlas().gemeenten[name]
    last = _last_day(gemeente, valid_until or {})
    if last is None or on <= last or gemeente.successor is None:
        return name
    return gemeente.successor


def resolve(
    place: str | None,
    on: date | None,
    *,
    weesp_na_fusie: str = "niet_toewijsbaar",
    valid_until: Mapping[str, date] | None = None,
) -> Place:
    """The gemeente that a typed place belongs to on a day (F08).

    Args:
        place: a woonplaats or gemeente as typed; a postcode beside it is ignored.
        on: the day that counts, for billing the overlegdatum; None looks at no day at all.
        weesp_na_fusie: after its merger Weesp is ``niet_toewijsbaar`` or paid by ``amsterdam``.
        valid_until: last days of gemeenten that differ from the data (`Settings.valid_until`).

    Returns:
        The place. A gemeente that has merged leads to its successor where that is a party to the
        convenant, and is *niet toewijsbaar* where it is not.
    """
    if place is None:
        return _EMPTY
    found = _recognise(place)
    if on is None or found.gemeente is None:
        return found
    last = _last_day(_atlas().gemeenten[found.gemeente], valid_until or {})
    return found if last is None or on <= last else _after_merger(place, weesp_na_fusie)


def _last_day(gemeente: Gemeente, changed: Mapping[str, date]) -> date | None:
    return changed.get(gemeente.name, gemeente.valid_until)


@lru_cache(maxsize=65536)
def _after_merger(place: str, after: str) -> Place:
    """Who a place belongs to once its gemeente has merged into another."""
    found = _recognise(place)
    merged = _atlas().gemeenten[found.gemeente or ""]
    successor = _atlas().gemeenten.get(merged.successor or "")
    if successor is None:
        return replace(found, kind=Kind.NIET_TOEWIJSBAAR, gemeente=None)
    if not successor.outside or fold(after) == fold(successor.name):
        return replace(found, gemeente=successor.name)
    return replace(found, kind=Kind.NIET_TOEWIJSBAAR, gemeente=None, outside=successor.name)


_EMPTY = Place(Kind.LEEG)


@lru_cache(maxsize=65536)
def _recognise(place: str) -> Place:
    """What a spelling means, apart from the day."""
    if not fold(place):
        return _EMPTY
    text = _POSTCODE.sub(" ", tidy(place)).strip()
    spot = _spot(text) or _compound(text)
    return _placed(spot) if spot else Place(Kind.ONBEKEND, proposal=_proposal(text))


def _readings(text: str) -> Iterator[str]:
    """The text itself, then without words that name no place (*gemeente*, *NH*)."""
    yield text
    bare = _PREFIX.sub("", text)
    yield bare
    yield _PROVINCE.sub("", bare)


def _placed(spot: _Spot) -> Place:
    if spot.kind is Kind.NIET_TOEWIJSBAAR:
        return Place(spot.kind, woonplaats=spot.woonplaats, outside=spot.gemeente)
    return Place(spot.kind, spot.gemeente, spot.woonplaats)


def _compound(text: str) -> _Spot | None:
    """Several names in one cell that all lie in one gemeente: ``Bussum, Gooise Meren``."""
    for joints in (_JOINTS, _HYPHEN):
        names = [name for name in joints.split(text) if fold(name)]
        spots = [_spot(name) for name in names]
        known = [spot for spot in spots if spot is not None]
        if len(names) > 1 and len(known) == len(names):
            return _shared(known)
    return None


def _spot(name: str) -> _Spot | None:
    """Where one name leads when it is written in a way that the data lists."""
    spots = _atlas().spots
    readings = (spots.get(fold(reading)) for reading in _readings(name.strip()))
    return next((spot for spot in readings if spot is not None), None)


def _shared(spots: list[_Spot]) -> _Spot | None:
    """The one place or gemeente that several spots agree on; None when they differ."""
    if len({(spot.kind, spot.gemeente) for spot in spots}) != 1 or spots[0].gemeente is None:
        return None
    places = {spot.woonplaats for spot in spots if spot.woonplaats is not None}
    return replace(spots[0], woonplaats=places.pop() if len(places) == 1 else None)


def _proposal(text: str) -> str | None:
    """A known name that the text contains as a word, else the one it looks like most."""
    words = [word for word in re.split(r"[^\w'’]+", text) if len(word) >= _SHORTEST]
    named = {spot.gemeente: spot for spot in map(_spot, words) if spot and spot.gemeente}
    if named:
        return next(iter(named.values())).name if len(named) == 1 else None
    return _lookalike(fold(text))


def _lookalike(folded: str) -> str | None:
    from rapidfuzz import fuzz, process

    spots = {
        spelling: spot for spelling, spot in _atlas().spots.items() if spot.gemeente is not None
    }
    found = process.extractOne(folded, spots.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return None if found is None else spots[found[0]].name


@lru_cache(maxsize=1)
def _atlas() -> _Atlas:
    """The data file, read once.

    Raises:
        DefinitionError: when it misses something, or one spelling leads to two places.
    """
    return build_atlas(read_part(_FILE))


def build_atlas(part: Part) -> _Atlas:
    """All gemeenten and spellings out of the data file.

    Raises:
        DefinitionError: when it misses something, or one spelling leads to two places.
    """
    part.source()
    named: dict[str, Gemeente] = {}
    spots = {fold(word): _Spot(Kind.LEEG) for word in part.words("leeg")}
    for each in part.parts("geen_woonplaats"):
        spot = _Spot(Kind.GEEN_WOONPLAATS)
        _learn(spots, spot, [each.take("naam", str), *each.words("aliassen")], each.where)
        each.finish()
    for each in part.parts("gemeente"):
        gemeente = _gemeente(each, spots)
        named[gemeente.name] = gemeente
    part.finish()
    _check_successors(named)
    return _Atlas(MappingProxyType(named), MappingProxyType(spots))


def _gemeente(part: Part, spots: dict[str, _Spot]) -> Gemeente:
    """One gemeente, its spellings added to ``spots``."""
    name, outside = part.take("naam", str), part.take_optional("buiten", bool) or False
    kind = Kind.NIET_TOEWIJSBAAR if outside else Kind.GEMEENTE
    code, earlier = part.take("cbs", str), part.words("eerdere_cbs", required=False)
    aliases = part.words("aliassen")
    places = tuple(_woonplaats(each, spots, kind, name) for each in part.parts("woonplaats"))
    gemeente = Gemeente(
        name=name,
        slug=part.take_optional("slug", str) or _slug(name),
        code=code,
        earlier_codes=earlier,
        valid_from=part.take_optional("geldig_van", date),
        valid_until=part.take_optional("geldig_tot", date),
        intended_until=part.take_optional("voorgenomen_geldig_tot", date),
        successor=part.take_optional("opvolger", str),
        service="" if outside else part.take("uitvoeringsdienst", str),
        places=places,
        outside=outside,
    )
    part.finish()
    codes = [code, *earlier, *(each.removeprefix("GM") for each in (code, *earlier))]
    spot = _Spot(kind, name, name if name in places else None)
    _learn(spots, spot, [name, *codes, *aliases], part.where)
    return gemeente


def _woonplaats(part: Part, spots: dict[str, _Spot], kind: Kind, gemeente: str) -> str:
    name = part.take("naam", str)
    _learn(spots, _Spot(kind, gemeente, name), [name, *part.words("aliassen")], part.where)
    part.finish()
    return name


def _learn(spots: dict[str, _Spot], spot: _Spot, names: Iterable[str], where: str) -> None:
    """Add spellings of one spot; the same spelling twice is fine for the same spot only."""
    for name in names:
        known = spots.setdefault(fold(name), spot)
        if known != spot:
            raise DefinitionError(f"{where}: '{name}' is al de schrijfwijze van iets anders")


def _check_successors(named: Mapping[str, Gemeente]) -> None:
    for gemeente in named.values():
        if gemeente.successor is not None and gemeente.successor not in named:
            raise DefinitionError(f"{_FILE}: opvolger '{gemeente.successor}' ontbreekt")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")

"""Reading the data files of the convenant: every part typed, every part with its source."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from expertteam_xl.convenant.versions import (
    Budget,
    BudgetLine,
    Extension,
    RuleScope,
    Term,
    Version,
)
from expertteam_xl.errors import DefinitionError

VERSION_FILES = ("convenant_2018.toml", "convenant_2020.toml")

_T = TypeVar("_T")


class Part:
    """One table of a data file that tells what is missing, wrong or left over."""

    def __init__(self, values: dict[str, Any], where: str) -> None:
        """Take a table as tomllib read it, and where it stands, for the messages."""
        self._values = dict(values)
        self.where = where

    def take(self, key: str, kind: type[_T]) -> _T:
        """Hand out a required value once.

        Raises:
            DefinitionError: when it is missing or of another type.
        """
        if key not in self._values:
            raise DefinitionError(f"{self.where}: '{key}' ontbreekt")
        value = self._values.pop(key)
        if type(value) is not kind:
            raise DefinitionError(f"{self.where}: '{key}' moet {kind.__name__} zijn")
        return value

    def take_optional(self, key: str, kind: type[_T]) -> _T | None:
        """Hand out a value that may be absent."""
        return self.take(key, kind) if key in self._values else None

    def words(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Hand out a list of words as a tuple."""
        if not required and key not in self._values:
            return ()
        listed = self.take(key, list)
        if not all(isinstance(word, str) for word in listed):
            raise DefinitionError(f"{self.where}: '{key}' moet uit woorden bestaan")
        return tuple(listed)

    def source(self) -> str:
        """Hand out the article that this part comes from.

        Raises:
            DefinitionError: when it has none.
        """
        source = self.take("bron", str)
        if not source.strip():
            raise DefinitionError(f"{self.where}: 'bron' is leeg")
        return source

    def part(self, key: str) -> Part:
        """Hand out a table inside this one."""
        return Part(self.take(key, dict), f"{self.where}, {key}")

    def optional_part(self, key: str) -> Part | None:
        """Hand out a table inside this one that may be absent."""
        return self.part(key) if key in self._values else None

    def parts(self, key: str) -> list[Part]:
        """Hand out a list of tables; none when the key is absent."""
        listed = self.take_optional(key, list) or []
        return [Part(each, f"{self.where}, {key} {n}") for n, each in enumerate(listed, 1)]

    def items(self) -> list[tuple[str, Part]]:
        """Hand out every table that is left, by its key."""
        return [(key, self.part(key)) for key in list(self._values)]

    def finish(self) -> None:
        """Close this part.

        Raises:
            DefinitionError: when something is left that nobody asked for.
        """
        if self._values:
            left = ", ".join(sorted(self._values))
            raise DefinitionError(f"{self.where}: onbekend gegeven {left}")


def read_part(name: str) -> Part:
    """A data file of this package as one part.

    Raises:
        DefinitionError: when it is no TOML.
    """
    text = files("expertteam_xl.convenant").joinpath(name).read_text(encoding="utf-8")
    try:
        return Part(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{name}: geen geldige TOML: {error}") from error


def read_versions() -> tuple[Version, ...]:
    """All versions of the convenant, oldest first.

    Raises:
        DefinitionError: when a data file misses something or has no source.
    """
    versions = [build_version(read_part(name)) for name in VERSION_FILES]
    return tuple(sorted(versions, key=lambda version: version.begin))


def build_version(part: Part) -> Version:
    """One version out of its data file.

    Raises:
        DefinitionError: when something is missing, wrong, unknown or without a source.
    """
    sources: dict[str, str] = {}
    begin, end = _period(part, sources)
    means, extensions = _extensions(part, end, sources)
    start = _start_a(part, sources)
    interim, final = _evaluations(part, sources)
    terms = _terms(part.part("getallen"))
    version = Version(
        name=part.take("naam", str),
        title=part.take("titel", str),
        begin=begin,
        end=end,
        extensions=extensions,
        terms=MappingProxyType(terms),
        werkstromen=part.words("werkstromen"),
        cap_werkstromen=_words(part, "cap", "werkstromen", sources),
        triage_outcomes=_words(part, "triage", "uitkomsten", sources),
        start_a=start[0],
        start_a_latest=start[1],
        interim_evaluation=interim,
        final_evaluation=final,
        core_parties=_words(part, "kernpartijen", "namen", sources),
        location=_word(part, "locatie", "adres", sources),
        organiser=_word(part, "organisatie", "organisator", sources),
        extension_means=means,
        budget=_budget(part.optional_part("budget"), terms),
        rules=MappingProxyType(_rules(part.part("regels"))),
        sources=MappingProxyType(sources),
    )
    part.finish()
    return version


def _period(part: Part, sources: dict[str, str]) -> tuple[date, date]:
    period = part.part("looptijd")
    begin, end = period.take("begin", date), period.take("eind", date)
    sources["looptijd"] = period.source()
    period.finish()
    if end < begin:
        raise DefinitionError(f"{period.where}: het eind ligt voor het begin")
    return begin, end


def _extensions(
    part: Part, end: date, sources: dict[str, str]
) -> tuple[str, tuple[Extension, ...]]:
    """The extension years after an end date, checked against the end that the source gives."""
    rule = part.part("verlenging")
    count, years = rule.take("aantal", int), rule.take("jaren", int)
    means, last = rule.take("middel", str), rule.take("laatste_eind", date)
    sources["verlenging"] = rule.source()
    rule.finish()
    extensions = []
    for number in range(1, count + 1):
        begin = end + timedelta(days=1)
        end = begin.replace(year=begin.year + years) - timedelta(days=1)
        extensions.append(Extension(number, begin, end))
    if end != last:
        raise DefinitionError(f"{rule.where}: {count} keer {years} jaar eindigt niet op {last}")
    return means, tuple(extensions)


def _start_a(part: Part, sources: dict[str, str]) -> tuple[date | None, date | None]:
    start = part.optional_part("start_werkstroom_a")
    if start is None:
        return None, None
    first, latest = start.take("vanaf", date), start.take("uiterlijk", date)
    sources["start_werkstroom_a"] = start.source()
    start.finish()
    return first, latest


def _evaluations(part: Part, sources: dict[str, str]) -> tuple[date, date]:
    evaluation = part.part("evaluatie")
    interim, final = evaluation.take("tussentijds", date), evaluation.take("eind", date)
    sources["evaluatie"] = evaluation.source()
    evaluation.finish()
    return interim, final


def _word(part: Part, table: str, key: str, sources: dict[str, str]) -> str:
    """The word of a table that a version may lack; empty then."""
    inner = part.optional_part(table)
    if inner is None:
        return ""
    word = inner.take(key, str)
    sources[table] = inner.source()
    inner.finish()
    return word


def _words(part: Part, table: str, key: str, sources: dict[str, str]) -> tuple[str, ...]:
    """The words of a table that a version may lack."""
    inner = part.optional_part(table)
    if inner is None:
        return ()
    words = inner.words(key)
    sources[table] = inner.source()
    inner.finish()
    return words


def _terms(part: Part) -> dict[str, Term]:
    terms = {}
    for key, number in part.items():
        terms[key] = Term(
            key,
            number.take("waarde", int),
            number.take("eenheid", str),
            number.source(),
            number.take("naam", str),
        )
        number.finish()
    return terms


def _rules(part: Part) -> dict[str, RuleScope]:
    rules = {}
    for code, scope in part.items():
        rules[code] = RuleScope(code, scope.words("werkstromen", required=False), scope.source())
        scope.finish()
    return rules


def _budget(part: Part | None, terms: dict[str, Term]) -> Budget | None:
    if part is None:
        return None
    budget = Budget(
        year=part.take("jaar", int),
        lines=tuple(_budget_line(line, terms) for line in part.parts("regels")),
        cover=tuple(_cover(each) for each in part.parts("dekking")),
        stated=part.take("vermeld_euro", int),
        source=part.source(),
    )
    part.finish()
    return budget


def _budget_line(part: Part, terms: dict[str, Term]) -> BudgetLine:
    line = BudgetLine(
        part.take("functie", str),
        part.take_optional("uren_per_maand", int),
        part.take_optional("uren_per_casus", int),
        part.take("tarief", str),
    )
    part.finish()
    if line.tariff_key not in terms:
        raise DefinitionError(f"{part.where}: tarief '{line.tariff_key}' bestaat niet")
    if (line.hours_per_month is None) == (line.hours_per_case is None):
        raise DefinitionError(f"{part.where}: geef uren per maand of per casus")
    return line


def _cover(part: Part) -> tuple[str, int]:
    cover = part.take("naam", str), part.take("bedrag_euro", int)
    part.finish()
    return cover

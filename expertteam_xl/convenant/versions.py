"""The versions of the convenant: their periods, their numbers and which one holds on a day.

Overlapping periods go to the newest version (V02). After the last possible end the newest version
still counts, marked as such; before the first begin there is no convenant at all.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


class Coverage(IntEnum):
    """How a day relates to the period of the convenant that counts on it (V01, V02)."""

    ONBEKEND = -1
    BINNEN = 0
    VERLENGING = 1
    NA_AFLOOP = 2
    VOOR_BEGIN = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the agreement, with the article it comes from.

    Attributes:
        key: its name in the settings, such as ``triage_werkdagen``.
        value: the number itself.
        unit: what it counts: ``werkdagen``, ``dagen``, ``uren``, ``minuten``, ``jaar`` …
        source: the article, such as ``C20 4.2``.
        name: what it is, in Dutch.
    """

    key: str
    value: int
    unit: str
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Extension:
    """A year by which a *verlengingsbrief* can lengthen a convenant.

    Attributes:
        number: 1 for the first extension.
        begin: its first day.
        end: its last day.
    """

    number: int
    begin: date
    end: date


@dataclass(frozen=True, slots=True)
class RuleScope:
    """That a rule exists in a version, and in which werkstromen.

    Attributes:
        code: the rule, such as ``T03``.
        werkstromen: the werkstromen it holds for; empty when it holds for every case.
        source: the article.
    """

    code: str
    werkstromen: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One function in the yearly budget of team C&A (F05).

    Attributes:
        function: such as ``Voorzitter``.
        hours_per_month: its hours in a month; None when it is counted per case.
        hours_per_case: its hours for every case; None when it is counted per month.
        tariff_key: the term that holds its tariff in whole euros an hour.
    """

    function: str
    hours_per_month: int | None
    hours_per_case: int | None
    tariff_key: str


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget of team C&A and how it is covered, in whole euros (F05).

    Attributes:
        year: the calendar year it was made for.
        lines: the functions.
        cover: what pays for it, as name and amount.
        stated: the amount that the source itself rounds it to.
        source: where it stands.
    """

    year: int
    lines: tuple[BudgetLine, ...]
    cover: tuple[tuple[str, int], ...]
    stated: int
    source: str


@dataclass(frozen=True)
class Version:
    """One version of the convenant.

    Attributes:
        name: ``2018`` or ``2020``.
        title: its Dutch name.
        begin: first day.
        end: last day without an extension.
        extensions: the years that a *verlengingsbrief* may add.
        terms: its numbers by settings key.
        werkstromen: the werkstromen it knows; empty for 2018.
        cap_werkstromen: werkstromen in which declared time has a maximum (F02).
        triage_outcomes: outcomes of the triage that fit this version (O02).
        start_a: first day of a doorbraaktafel; None where there is no werkstroom A (V03).
        start_a_latest: the day on which it had to have started.
        interim_evaluation: day by which an interim evaluation is due (T10).
        final_evaluation: day by which the evaluation is due (T10).
        core_parties: parties that sit at every doorbraaktafel (O07).
        location: usual address of the meetings; empty where the source gives none (O18).
        organiser: who organises the expertteam.
        extension_means: what makes an extension valid.
        budget: the C&A budget; None where the source has none.
        rules: which rules on versions and terms exist, by code.
        sources: article by part of the data, such as ``looptijd`` or ``cap``.
    """

    name: str
    title: str
    begin: date
    end: date
    extensions: tuple[Extension, ...]
    terms: Mapping[str, Term]
    werkstromen: tuple[str, ...]
    cap_werkstromen: tuple[str, ...]
    triage_outcomes: tuple[str, ...]
    start_a: date | None
    start_a_latest: date | None
    interim_evaluation: date
    final_evaluation: date
    core_parties: tuple[str, ...]
    location: str
    organiser: str
    extension_means: str
    budget: Budget | None
    rules: Mapping[str, RuleScope]
    sources: Mapping[str, str]

    @property
    def last_end(self) -> date:
        """Last day that this version can reach, every extension included."""
        return self.extensions[-1].end if self.extensions else self.end

    def covers(self, day: date) -> bool:
        """Whether the day lies within the version, its extensions included."""
        return self.begin <= day <= self.last_end

    def extension_on(self, day: date) -> Extension | None:
        """The extension that the day lies in, or None."""
        return next((each for each in self.extensions if each.begin <= day <= each.end), None)

    def has_rule(self, code: str, werkstroom: str | None = None) -> bool:
        """Whether the rule exists here; with a werkstroom: whether it holds for that one."""
        scope = self.rules.get(code)
        if scope is None:
            return False
        return werkstroom is None or not scope.werkstromen or werkstroom in scope.werkstromen


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days in a row to which the same version, coverage and extension apply."""

    begin: date
    version: Version | None
    coverage: Coverage
    extension: int


def load_versions() -> tuple[Version, ...]:
    """All versions, oldest first; read once.

    Raises:
        DefinitionError: when a data file misses something or has no source.
    """
    return _load()


@lru_cache(maxsize=1)
def _load() -> tuple[Version, ...]:
    from expertteam_xl.convenant.definitions import read_versions

    return read_versions()


def newest_version() -> Version:
    """The version whose numbers are the defaults of the settings."""
    return load_versions()[-1]


def version_named(name: str) -> Version:
    """The version with this name.

    Raises:
        KeyError: when no version is called so.
    """
    return {version.name: version for version in load_versions()}[name]


def term(key: str) -> Term:
    """The number with this key, from the newest version that has it.

    Raises:
        KeyError: when no version has it.
    """
    for version in reversed(load_versions()):
        if key in version.terms:
            return version.terms[key]
    raise KeyError(key)


def version_on(day: date) -> Version | None:
    """The version whose period, extensions included, holds the day; the newest wins (V02)."""
    covering = [version for version in load_versions() if version.covers(day)]
    return covering[-1] if covering else None


def applicable_on(day: date) -> tuple[Version | None, Coverage]:
    """The version whose rules apply to the day, and how the day relates to its period.

    After the last end the last version goes on (V02, a warning); before the first begin there is
    none (an error). The extension year itself: ``version.extension_on(day)``.
    """
    stretch = _stretches()[_position(day)]
    return stretch.version, stretch.coverage


def version_names(days: NDArray[np.datetime64], *, strict: bool = False) -> NDArray[np.object_]:
    """The name of the version that applies to every day.

    Args:
        days: dates, any shape; NaT for unknown.
        strict: leave days after the last end without a version, as `version_on` does.

    Returns:
        ``"2018"``, ``"2020"`` or None, in the shape of ``days``.
    """
    names = []
    for each in _stretches():
        outside = each.version is None or (strict and each.coverage is Coverage.NA_AFLOOP)
        names.append(None if outside or each.version is None else each.version.name)
    return _by_day(days, [*names, None], "object")


def coverage_codes(days: NDArray[np.datetime64]) -> NDArray[np.int8]:
    """The `Coverage` of every day as int8, in the shape of ``days``; NaT gives -1."""
    codes = [int(each.coverage) for each in _stretches()]
    return _by_day(days, [*codes, int(Coverage.ONBEKEND)], "int8")


def extension_numbers(days: NDArray[np.datetime64]) -> NDArray[np.int8]:
    """In which extension year every day lies (1, 2), in the shape of ``days``; else 0."""
    return _by_day(days, [*(each.extension for each in _stretches()), 0], "int8")


def _position(day: date) -> int:
    return bisect_right(_begins(), day) - 1


@lru_cache(maxsize=1)
def _begins() -> tuple[date, ...]:
    return tuple(stretch.begin for stretch in _stretches())


@lru_cache(maxsize=1)
def _stretches() -> tuple[_Stretch, ...]:
    """All days of the calendar as stretches, earliest first: the one source of every lookup."""
    begins = {date.min}
    for version in load_versions():
        begins |= {version.begin, version.end + timedelta(days=1)}
        begins |= {each.begin for each in version.extensions}
        begins.add(version.last_end + timedelta(days=1))
    return tuple(_stretch(begin) for begin in sorted(begins))


def _stretch(begin: date) -> _Stretch:
    """What applies to the day on which a stretch begins, and so to all of it."""
    version = version_on(begin)
    if version is not None:
        extension = version.extension_on(begin)
        if extension is None:
            return _Stretch(begin, version, Coverage.BINNEN, 0)
        return _Stretch(begin, version, Coverage.VERLENGING, extension.number)
    ended = [each for each in load_versions() if each.last_end < begin]
    if ended:
        return _Stretch(begin, ended[-1], Coverage.NA_AFLOOP, 0)
    return _Stretch(begin, None, Coverage.VOOR_BEGIN, 0)


def _by_day(days: NDArray[np.datetime64], labels: list[Any], dtype: str) -> NDArray[Any]:
    """Give every day the label of its stretch; the last label is for NaT."""
    import numpy as np

    wanted = np.asarray(days).astype("datetime64[D]")
    table = np.empty(len(labels), dtype=dtype)
    table[:] = labels
    begins = np.array(_begins()[1:], dtype="datetime64[D]")
    positions = np.searchsorted(begins, wanted, side="right")
    positions = np.where(np.isnat(wanted), len(labels) - 1, positions)
    return table[positions]

"""What a column header means: which field of a table it names.

People add units, notes, numbers and stars to a header. A header matches by its whole text where
it can; else by its core, without brackets, numbering and what follows a line break, unless the
part left out says that something else is meant (``Reistijd (uren)`` is no column of minutes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from expertteam_xl.kinds import Kind
from expertteam_xl.register.model import Header
from expertteam_xl.register.vocabulary import Vocabulary, standard_vocabulary
from expertteam_xl.schema import Column, TableSpec
from expertteam_xl.text import fold, tidy

LONGEST_HEADER = 80
"""Longest header, in characters; more is a sentence."""

_LONGEST_CELL = 400
_LOOKS_LIKE = 85
"""How alike (0–100) a header must be to be proposed as a field."""
_SHORTEST_PROPOSAL = 4

_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]?")
_LAST_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]?[\s:*]*$")
_NUMBERING = re.compile(r"\s*\(?(?:[0-9]{1,2}[.)]|[A-Za-z][.)]\s)\s*")
_FORMAT = re.compile(
    r"[\s:;,*–-]+(?:dd?[-/. ]?mm?[-/. ]?(?:jj|yy){1,2}|(?:in )?(?:min|minuten|euro)\.?|€|"
    r"ja ?/ ?nee|j ?/ ?n|a ?/ ?b|verplicht(?: veld)?|optioneel|kies uit (?:de )?lijst|invullen)"
    r"[\s:*]*$",
    re.IGNORECASE,
)
_EITHER = re.compile(r"/|\bof\b", re.IGNORECASE)
_RANKS = {"profiel": 0, "exact": 1}
"""Which of several headers for one field counts; the others come after."""

_GROUPS = {"aanmelding": "aangemeld", "afsluiting": "afgesloten"}
"""A group title above a column, and the word that the column alone would have."""

_DATES = frozenset({Kind.DATUM, Kind.DATUMTIJD})
_COUNTS = frozenset({Kind.MINUTEN, Kind.UREN, Kind.GEHEEL, Kind.GETAL})
_OTHER_MOMENTS = frozenset(
    {"gepland", "geplande", "verwacht", "verwachte", "streefdatum", "uiterlijk", "uiterste"}
    | {"deadline", "norm", "oud", "oude", "vorige"}
)
_MEANINGS: tuple[tuple[frozenset[str], frozenset[Kind]], ...] = (
    (frozenset({"naam", "namen"}), frozenset()),
    (_OTHER_MOMENTS, frozenset()),
    (frozenset({"datum", "data"}), _DATES),
    (frozenset({"uur", "uren"}), frozenset({Kind.UREN, Kind.TIJD, Kind.DATUMTIJD})),
    (frozenset({"min", "minuten"}), frozenset({Kind.MINUTEN})),
    (frozenset({"aantal", "dagen", "werkdagen", "weken"}), _COUNTS),
    (frozenset({"nee"}), frozenset({Kind.JA_NEE})),
)
"""Words in the part left out, and the only kinds of column in which they change nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a header.

    Attributes:
        folded: its bare letters and digits; several where it names alternatives.
        shown: the header as the user wrote it.
        left_out: words of the part that this reading leaves out.
    """

    folded: tuple[str, ...]
    shown: str
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """What stands above a column; made once for every text.

    Attributes:
        shown: the header as the user wrote it, on one line.
        wholes: readings of the whole text, the best first.
        cores: readings that leave a part out.
    """

    shown: str
    wholes: tuple[Reading, ...]
    cores: tuple[Reading, ...]

    def readings(self) -> Iterator[Reading]:
        """All readings, whole ones first."""
        yield from self.wholes
        yield from self.cores


@lru_cache(maxsize=4096)
def label(text: str) -> Label | None:
    """The label that one cell is; None for a cell that can't be a header."""
    if len(text) > _LONGEST_CELL:
        return None
    shown = tidy(text)
    cores = _cores(text)
    wholes = _wholes(shown, shown) if len(shown) <= LONGEST_HEADER else ()
    return Label(shown, wholes, cores) if wholes or cores else None


@lru_cache(maxsize=4096)
def two_line_label(upper: str, lower: str) -> Label | None:
    """The label of a column under a group title: ``Triage`` over ``Datum``."""
    below, above = label(lower), label(upper)
    if below is None or above is None or fold(upper) == fold(lower):
        return below
    if min(len(fold(upper)), len(fold(lower))) <= 1:
        return below
    both = f"{above.shown} {below.shown}"
    forms = [both, f"{below.shown} {above.shown}"]
    if alone := _GROUPS.get(fold(upper)):
        forms.append(f"{alone} {below.shown}")
    wholes = tuple(reading for form in forms for reading in _wholes(form, both))
    return Label(both, wholes + below.wholes, _two_line_cores(above, below, both) + below.cores)


def _two_line_cores(above: Label, below: Label, shown: str) -> tuple[Reading, ...]:
    """Readings in which one line or both are read by their core, in either order."""
    return tuple(
        Reading((first.folded[0] + second.folded[0],), shown, upper.left_out | lower.left_out)
        for upper in above.readings()
        for lower in below.readings()
        if upper.left_out or lower.left_out
        for first, second in ((upper, lower), (lower, upper))
    )


def _wholes(text: str, shown: str) -> tuple[Reading, ...]:
    folded = fold(text)
    return (Reading((folded,), shown),) if folded else ()


def _cores(text: str) -> tuple[Reading, ...]:
    """Readings without numbering, brackets, later lines and format, each once."""
    shown, whole = tidy(text), fold(text)
    forms: dict[str, Reading] = {}
    bare = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    for form in (bare, bare.partition("\n")[0]):
        for core in (form, _LAST_BRACKETS.sub("", form), _BRACKETS.sub(" ", form)):
            for last in (core, _FORMAT.sub("", core)):
                folded = fold(last)
                if folded and folded != whole and len(tidy(last)) <= LONGEST_HEADER:
                    left_out = frozenset(_words(text) - _words(last))
                    forms.setdefault(folded, Reading((folded,), shown, left_out))
    if len(parts := [fold(part) for part in _EITHER.split(bare)]) > 1 and all(parts):
        forms.setdefault("/".join(parts), Reading(tuple(parts), shown))
    return tuple(forms.values())


def _words(text: str) -> set[str]:
    return {fold(word) for word in re.split(r"[\W_]+", text)}


@dataclass(frozen=True)
class Match:
    """How the headers of one list fit a table.

    Attributes:
        headers: index of the column to header.
        duplicates: headers of a field that another header already is.
        specific: fields that were recognised by a name which no other table has.
        again: number of headers that would mean a field which another header already is.
    """

    headers: Mapping[int, Header]
    duplicates: tuple[Header, ...]
    specific: frozenset[str]
    again: int


def match(
    labels: Mapping[int, Label],
    left: int,
    spec: TableSpec,
    vocabulary: Vocabulary | None = None,
) -> Match:
    """What each header means in this table.

    What a person said comes first. A core counts only for a field that no whole header names.

    Args:
        labels: index of the column to what stands above it.
        left: Excel column number of index 0.
        spec: the table.
        vocabulary: the names that count; not given: the standard ones.
    """
    specific_names = (vocabulary or standard_vocabulary()).specific
    headers = _told(labels, left, spec) if spec.confirmed else {}
    specific = {h.field for h in headers.values() if h.field and fold(h.text) in specific_names}
    claimed: set[str] = set()
    for whole in (True, False):
        for i, lab in labels.items():
            if i in headers:
                continue
            hit = _find(lab.wholes if whole else lab.cores, spec, set() if whole else claimed)
            if hit:
                reading, column, how = hit
                headers[i] = Header(reading.shown, i + left, column.header, how)
                if specific_names.issuperset(reading.folded):
                    specific.add(column.header)
        claimed = {h.field for h in headers.values() if h.field}
    for i, lab in labels.items():
        headers.setdefault(i, Header(lab.shown, i + left))
    settled, duplicates = _resolve(dict(sorted(headers.items())))
    refused = sum(
        settled[i].field is None and _find(lab.cores, spec, set()) is not None
        for i, lab in labels.items()
    )
    return Match(settled, duplicates, frozenset(specific), len(duplicates) + refused)


def _told(labels: Mapping[int, Label], left: int, spec: TableSpec) -> dict[int, Header]:
    """The headers of which a person said what they mean, a column by its letter first."""
    headers = {}
    for i, lab in labels.items():
        if (told := _told_name(lab, i + left, spec)) is None:
            continue
        shown, name = told
        field = spec.confirmed[name]
        if field is None or field in spec.by_header:
            headers[i] = Header(shown, i + left, field, "profiel")
    return headers


def _told_name(lab: Label, column: int, spec: TableSpec) -> tuple[str, str | int] | None:
    """The header as written, and the name under which a person said what it means."""
    if column in spec.confirmed:
        return lab.shown, column
    for reading in lab.wholes:
        if reading.folded[0] in spec.confirmed:
            return reading.shown, reading.folded[0]
        if reading.folded[0] in spec.by_fold:
            return None
    return None


def _find(
    readings: tuple[Reading, ...], spec: TableSpec, claimed: set[str]
) -> tuple[Reading, Column, str] | None:
    for reading in readings:
        known = [spec.by_fold.get(folded) for folded in reading.folded]
        if not known or known[0] is None:
            continue
        column, how = known[0]
        if any(k is None or not _is_same(k[0], column) for k in known):
            continue
        if column.header in claimed:
            continue
        if not _contradicts(reading.left_out, column):
            left_out = reading.left_out or len(reading.folded) > 1
            return reading, column, "alias" if left_out and how == "exact" else how
    return None


def _is_same(one: Column, other: Column) -> bool:
    """Whether two alternatives in one header mean one column; the place may be a gemeente."""
    return one is other or (one.kind is Kind.WOONPLAATS and other.kind is Kind.WOONPLAATS)


def _contradicts(words: frozenset[str], column: Column) -> bool:
    """Whether the part left out says that the column holds something else."""
    return any(words & said and column.kind not in kinds for said, kinds in _MEANINGS)


def _resolve(headers: dict[int, Header]) -> tuple[dict[int, Header], tuple[Header, ...]]:
    """Settle which header a field is when several claim it; ``Gemeente`` alone is the place."""
    fields = {h.field for h in headers.values()}
    if "Woonplaats" not in fields and "Gemeente" in fields:
        headers = {
            i: replace(h, field="Woonplaats", how="alias")
            if h.field == "Gemeente" and h.how != "profiel"
            else h
            for i, h in headers.items()
        }
    first: dict[str, Header] = {}
    for header in sorted(headers.values(), key=lambda h: (_RANKS.get(h.how, 2), h.column)):
        if header.field:
            first.setdefault(header.field, header)
    duplicates = tuple(h for h in headers.values() if h.field and first[h.field] is not h)
    return headers, duplicates


def with_proposals(headers: Mapping[int, Header], spec: TableSpec) -> dict[int, Header]:
    """The same headers, those that only look like a free field marked ``lijkt_op``.

    Every field is proposed once, for the header that looks most like it.
    """
    taken = {h.field for h in headers.values() if h.field}
    unknown = {i: fold(_core(h.text)) for i, h in headers.items() if h.field is None and not h.how}
    unknown = {i: text for i, text in unknown.items() if len(text) >= _SHORTEST_PROPOSAL}
    free = {
        name: column.header
        for name, (column, _) in spec.by_fold.items()
        if column.header not in taken and len(name) >= _SHORTEST_PROPOSAL
    }
    proposed = dict(headers)
    if not unknown or not free:
        return proposed
    from rapidfuzz import fuzz, process

    scored = [
        (score, i, _place(free[name], taken))
        for i, text in unknown.items()
        for name, score, _ in process.extract(
            text, free.keys(), scorer=fuzz.ratio, score_cutoff=_LOOKS_LIKE, limit=None
        )
        if not _contradicts(_left_out(headers[i].text), spec.by_header[free[name]])
    ]
    given: set[str] = set()
    for _, i, field in sorted(scored, key=lambda hit: (-hit[0], hit[1])):
        if field not in given and proposed[i].field is None:
            proposed[i] = replace(proposed[i], field=field, how="lijkt_op")
            given.add(field)
    return proposed


def _core(text: str) -> str:
    return _FORMAT.sub("", _BRACKETS.sub(" ", text)) or text


def _left_out(text: str) -> frozenset[str]:
    """Words of a header that its core leaves out."""
    return frozenset(_words(text) - _words(_core(text)))


def _place(field: str, taken: set[str]) -> str:
    """``Gemeente`` is proposed as the place when the list has no ``Woonplaats``."""
    return "Woonplaats" if field == "Gemeente" and "Woonplaats" not in taken else field

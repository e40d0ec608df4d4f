"""What makes a case fit for a werkstroom: grounds (G02), features (G03), other tables (G06)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.intake import G02, G03, G06
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, blank, objects
from expertteam_xl.schema import column_at
from expertteam_xl.text import listed

_STREAM = "Casussen.Werkstroom"
_GROUND = "Casussen.Grond A"
_NO_PLACEMENTS = "grond a niet vergeleken: op Plaatsingen staat nog niets"

_FEATURES = {
    "B-a": "geen lokale oplossing",
    "B-b": "vraag over de jeugdige",
    "B-c": "zeer urgent, geen veiligheidscrisis",
    "B-d": "vrijwillig kader",
}
_EITHER = {"B-e": "meerdere aanbieders", "B-f": "overbruggingszorg"}

_OTHER_TABLES = {
    "Veilig Verder": r"veilig\W*verder",
    "het Zorg- en Veiligheidshuis": r"veiligheidshuis|\bzvh\b",
    "MDA++": r"\bmda",
    "de Jeugdbeschermingstafel": r"beschermingstafel|\bjbt\b",
}
"""Tables that the expertteam is no part of, and how each may be written."""

_NONE = ("nee", "geen", "niet", "neen", "no")


def scopes(context: Context) -> Array:
    """Which intake rules hold for every case: ``A``, ``B``, ``2018``, or None when unknown.

    By aanmelddatum and werkstroom. An adviesvraag, and a case of 2018 that came to werkstroom A,
    are None too.
    """
    return context.derived("scopes", lambda: _scopes(context))


def _scopes(context: Context) -> Array:
    version, stream = context.case_versions, context.objects(_STREAM)
    new, old = among(version, ("2020",)), among(version, ("2018",))
    scope = np.full(len(version), None, dtype=object)
    for name in ("A", "B"):
        scope[new & among(stream, (name,))] = name
    scope[old & ~among(stream, ("A",))] = "2018"
    scope[context.advice_questions] = None
    return scope


def unscoped(context: Context) -> Array:
    """Aanmeldingen of which nobody can tell which intake rules hold."""
    unscoped: Array = blank(scopes(context)) & ~context.advice_questions
    return unscoped


def no_stream_column(context: Context) -> str | None:
    """Why rules that differ by werkstroom can't look at all; None when they can."""
    if context.register.has(_STREAM) or not blank(scopes(context)).all():
        return None
    return "het register heeft geen kolom 'Werkstroom' (Casussen)" if len(context.cases) else None


@dataclass(frozen=True)
class _Grounds:
    """Of each case the grounds that its row names, and whether all of it is understood."""

    a: Array
    b: Array
    c: Array
    strange: Array


def _grounds(context: Context) -> _Grounds:
    values = context.objects(_GROUND)
    words = set(column_at(_GROUND).words)
    named = [frozenset(value or ()) for value in values]
    a, b, c = (np.array([word in each for each in named], dtype=bool) for word in "abc")
    strange = np.array([not each <= words for each in named], dtype=bool)
    return _Grounds(a, b, c, strange)


@implements(G02)
def ground_for_stream_a(context: Context) -> Result:
    """G02 (C20 1; V uitgangspunt 1): a case of werkstroom A has a ground that holds.

    Ground a asks for a placement, where the team records placements; ground c for a verwijzer who
    does not refuse. When a blank could still be filled in elsewhere it is unknown.
    """
    grounds = _grounds(context)
    applies = among(scopes(context), ("A",))
    known = applies & context.known(_GROUND)
    refused = grounds.c & among(context.objects("Casussen.Wens verwijzer"), (False,))
    absent, vague = _without_placement(context, grounds.a)
    other = grounds.b | (grounds.c & ~refused)
    holds = (grounds.a & ~absent) | other
    unsure = known & ~holds & (grounds.strange | (grounds.a & vague))
    none = known & ~holds & ~unsure
    both = known & grounds.a & grounds.b
    bare = known & absent & ~vague & other & ~both
    hits = [_no_ground(row, bool(grounds.a[row]), bool(grounds.c[row])) for row in _rows(none)]
    hits += [_both_grounds(row) for row in _rows(both)]
    hits += [_no_placement(row, Severity.WAARSCHUWING) for row in _rows(bare)]
    unknown = int(np.sum((applies & ~known) | unsure | _unscoped_2020(context)))
    remark = _NO_PLACEMENTS if (known & grounds.a).any() and not _placements(context) else None
    return Result(hits, unknown, remark=remark)


def _rows(mask: Array) -> list[int]:
    rows: list[int] = np.flatnonzero(mask).tolist()
    return rows


def _unscoped_2020(context: Context) -> Array:
    """Aanmeldingen that may be of werkstroom A for all anyone can tell."""
    return unscoped(context) & ~among(context.case_versions, ("2018",))


def _placements(context: Context) -> int:
    """How many rows there are on Plaatsingen."""
    return len(context.keys("Plaatsingen.Casusnummer"))


def _without_placement(context: Context, stated: Array) -> tuple[Array, Array]:
    """Cases with ground a that have no placement, and of which that can't be told.

    A row of another kind, or with a refusal (Vol), is no placement; a kind that is blank or
    strange may be one. A placement of nobody knows which case may be that of any.
    """
    keys = context.keys("Plaatsingen.Casusnummer")
    if not len(keys):
        return np.zeros(len(stated), dtype=bool), np.zeros(len(stated), dtype=bool)
    kinds = [word for word in column_at("Plaatsingen.Type").words if word != "tussenvoorziening"]
    placed = ~among(context.objects("Plaatsingen.Type"), kinds)
    placed &= ~among(context.objects("Plaatsingen.Vol"), (True,))
    absent = stated & ~among(context.case_keys, set(keys[placed]) - {None})
    unlinked = bool((placed & blank(keys)).any())
    return absent, absent & (unlinked | blank(context.case_keys))


def _no_ground(row: int, placed: bool, refused: bool) -> Hit:
    if placed:
        return _no_placement(row, Severity.FOUT)
    if refused:
        text = (
            "Werkstroom A op grond c, maar bij Wens verwijzer staat nee; dan is het geen grond. "
            "Verbeter {cel} of de wens. Is er geen andere grond, dan hoort de casus bij een andere "
            "werkstroom."
        )
    else:
        text = (
            "Werkstroom A, maar er is geen grond ingevuld. Vul in {cel} a, b of c in; is er geen "
            "grond, dan hoort de casus bij een andere werkstroom."
        )
    return Hit(text, Severity.FOUT, "Casussen", row, ("Grond A", "Werkstroom"))


def _no_placement(row: int, severity: Severity) -> Hit:
    return Hit(
        "Grond a is een plaatsing in de tussenvoorziening, maar die staat niet op Plaatsingen. "
        "Voeg de plaatsing toe, of verbeter {cel}.",
        severity,
        "Casussen",
        row,
        ("Grond A", "Werkstroom"),
    )


def _both_grounds(row: int) -> Hit:
    return Hit(
        "Grond a (geplaatst) en grond b (niet geplaatst, want vol) gaan niet samen. Kies in {cel} "
        "wat bij de aanmelding gold.",
        Severity.WAARSCHUWING,
        "Casussen",
        row,
        ("Grond A", "Werkstroom"),
    )


@implements(G03)
def features_of_stream_b(context: Context) -> Result:
    """G03 (C20 1; C18 2.1): a to d hold, and e or f.

    They are features, so a *nee* is a warning. Where it can't be told because an answer is blank
    that is an info, but a case on which nobody answered anything is only counted.
    """
    if reason := no_stream_column(context):
        return Result(not_testable=reason)
    applies = among(scopes(context), ("B", "2018"))
    fields = (*_FEATURES, *_EITHER)
    yes, no = ({f: among(context.objects(f"Casussen.{f}"), (each,)) for f in fields}
               for each in (True, False))  # fmt: skip
    neither = no["B-e"] & no["B-f"]
    unmet = applies & np.logical_or.reduce([neither, *(no[field] for field in _FEATURES)])
    met = np.logical_and.reduce([yes["B-e"] | yes["B-f"], *(yes[field] for field in _FEATURES)])
    unsure = applies & ~unmet & ~met
    begun = unsure & np.logical_or.reduce([each[field] for each in (yes, no) for field in fields])
    asked = {field: _asked(context, field) for field in fields}
    for field in _EITHER:
        asked[field] = asked[field] & ~(yes["B-e"] | yes["B-f"])
    open_ones = begun & np.logical_or.reduce(list(asked.values()))
    hits = [_unmet(no, bool(neither[row]), row) for row in _rows(unmet)]
    hits += [_unanswered(asked, row) for row in _rows(open_ones)]
    uncertain = unscoped(context) & ~among(context.objects(_STREAM), ("A",))
    unused = [f"'{each}'" for each in fields if context.is_unused(f"Casussen.{each}")]
    remark = f"niet bekeken, want nergens ingevuld: {listed(unused)}" if unused else None
    return Result(hits, int(np.sum((unsure & ~open_ones) | uncertain)), remark)


def _asked(context: Context, field: str) -> Array:
    """Cases on whose row a feature could be answered, and is not.

    Nobody is asked for a feature that the team answers nowhere.
    """
    place = f"Casussen.{field}"
    if context.is_unused(place):
        return np.zeros(len(context.cases), dtype=bool)
    asked: Array = context.known(place) & blank(context.objects(place))
    return asked


def _unmet(no: dict[str, Array], neither: bool, row: int) -> Hit:
    fields = [field for field in _FEATURES if no[field][row]]
    named = [f"{field} ({_FEATURES[field]})" for field in fields]
    if neither:
        fields.append("B-e")
        named.append(" en ook ".join(f"{field} ({what})" for field, what in _EITHER.items()))
    return Hit(
        f"Nee bij {listed(named)}. Klopt dat? Zo niet, verbeter {{cel}}; zo ja, bespreek of de "
        "casus bij het expertteam hoort.",
        Severity.WAARSCHUWING,
        "Casussen",
        row,
        (fields[0],),
    )


def _unanswered(asked: dict[str, Array], row: int) -> Hit:
    fields = [field for field, rows in asked.items() if rows[row]]
    return Hit(
        f"Nog niet bekend: {listed(fields)}. Vul {{cel}} in zodra u het weet; dan is te zien of de "
        "casus de kenmerken van een vastgelopen casus heeft.",
        Severity.INFO,
        "Casussen",
        row,
        (fields[0],),
    )


@implements(G06)
def other_tables(context: Context) -> Result:
    """G06 (C20 10; C18 2.8; GLD): a case that is at another table too, to be delimited."""
    return Result(list(_at_other_tables(context.objects("Casussen.Ander overleg"))))


def _at_other_tables(values: Array) -> Iterator[Hit]:
    known: dict[Any, str | None] = {value: _other_table(value) for value in set(objects(values))}
    for row in np.flatnonzero(~blank(values)).tolist():
        if name := known[values[row]]:
            yield Hit(
                f"Deze casus speelt ook bij {name}. Is afgesproken wat daar gebeurt en wat hier? "
                "Dan is er niets nodig; speelt dat niet meer, maak {cel} dan leeg.",
                Severity.INFO,
                "Casussen",
                row,
                ("Ander overleg",),
            )


def _other_table(text: str | None) -> str | None:
    """At which table a case is, in our own words; None for none."""
    if text is None or text.split()[0].strip(",.;:").casefold() in _NONE:
        return None
    names = [
        name for name, spelling in _OTHER_TABLES.items() if re.search(spelling, text, re.IGNORECASE)
    ]
    return listed(names) or "een ander overleg"

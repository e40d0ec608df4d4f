"""Dates on Casussen that also stand on a sheet of their own, which leads (T11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit
from expertteam_xl.findings import Severity
from expertteam_xl.rules.context import HELD, PLANNED, Context
from expertteam_xl.rules.vectors import among, as_days, blank, frame_of
from expertteam_xl.rules.wording import day
from expertteam_xl.text import listed

_MOST_DAYS = 3
"""So many dates of the other sheet are named in a message."""


@dataclass(frozen=True)
class _Leading:
    """A date of Casussen, and what its own sheet says of it.

    Attributes:
        field: the field on Casussen.
        what: what that is the date of, at the beginning of a sentence.
        sheet: the table that leads.
        told: a row for every date there, with ``key`` (casusnummer as compared), ``day`` and
            ``counts`` (False for a session that was not held).
    """

    field: str
    what: str
    sheet: str
    told: pd.DataFrame


def contradictions(context: Context) -> Iterator[Hit]:
    """Dates on Casussen that differ from every date of that case on the sheet that leads.

    A blank is no date. Nothing is said of a case of which a date on that sheet is blank or can't
    be read, nor of a date that stands there on a row without a casusnummer: that may be the one.
    """
    for leading in _leading(context):
        yield from _contradicted(context, leading)


def _leading(context: Context) -> Iterator[_Leading]:
    has = context.register.has
    if not context.register.minimal and has("Besprekingen.Casusnummer"):
        talks = context.talks
        told = talks[["key", "day"]].assign(
            counts=talks["state"].isin((HELD, PLANNED)) | talks["vague"]
        )
        yield _Leading("Overlegdatum", "Het overleg", "Overleggen", told)
    sent = "Besluit verzonden op"
    if has("Adviezen.Casusnummer") and has(f"Adviezen.{sent}"):
        told = _dates(context, "Adviezen", sent)
        yield _Leading(sent, "De verzending van het besluit", "Adviezen", told)
    if has("Afsluitingen.Casusnummer") and has("Afsluitingen.Datum"):
        told = _dates(context, "Afsluitingen", "Datum")
        yield _Leading("Afgesloten op", "De afsluiting", "Afsluitingen", told)


def _dates(context: Context, table: str, field: str) -> pd.DataFrame:
    keys, days = context.keys(f"{table}.Casusnummer"), context.days(f"{table}.{field}")
    return frame_of({"key": keys, "day": days, "counts": np.ones(len(keys), dtype=bool)})


def _contradicted(context: Context, leading: _Leading) -> Iterator[Hit]:
    """The rows of Casussen with another date than the leading sheet has."""
    own, keys = context.days(f"Casussen.{leading.field}"), context.case_keys
    told = leading.told[leading.told["counts"]]
    undated = set(told.loc[told["day"].isna() & told["key"].notna(), "key"])
    known: dict[str | None, set[np.datetime64]] = {}
    for key, when in zip(told["key"], as_days(told["day"]), strict=True):
        known.setdefault(key, set()).add(when)
    unlinked = known.get(None, set())
    certain = ~np.isnat(own) & ~blank(keys) & ~among(keys, undated)
    for row in np.flatnonzero(certain).tolist():
        others = known.get(keys[row], set())
        if own[row] not in others | unlinked:
            yield _contradiction(leading, row, own[row], sorted(others))


def _contradiction(
    leading: _Leading, row: int, own: np.datetime64, others: list[np.datetime64]
) -> Hit:
    named = [day(each) for each in others[:_MOST_DAYS]]
    if len(others) > _MOST_DAYS:
        named.append("andere dagen")
    differs = f"wijkt af van {leading.sheet} ({listed(named)})"
    text = (
        f"{leading.what} ({day(own)}) {differs if others else f'staat niet op {leading.sheet}'}; "
        "dat blad gaat voor. Verbeter {cel} of dat blad."
    )
    return Hit(text, Severity.WAARSCHUWING, "Casussen", row, (leading.field,))

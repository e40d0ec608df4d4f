"""Who pays for a discussed case, and which number of it a gemeente may see (F08, §7)."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import pandas as pd

from expertteam_xl.convenant.gemeenten import NIET_TOEWIJSBAAR, Kind
from expertteam_xl.declared import payer
from expertteam_xl.disclosure import may_be_shown
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, as_days, objects
from expertteam_xl.text import tidy

_NO_CASE = "dit casusnummer staat niet op Casussen"
_REASONS = {
    Kind.NIET_TOEWIJSBAAR: "de woonplaats hoort bij geen gemeente van het convenant",
    Kind.GEEN_WOONPLAATS: "bij de woonplaats staat een uitvoeringsdienst",
    Kind.ONBEKEND: "de woonplaats is niet bekend",
    Kind.LEEG: "er is geen woonplaats ingevuld",
}
MASKED = "afgeschermd-"
"""How the mark begins that stands for a casusnummer that looks like a person."""


def payers(context: Context, talks: pd.DataFrame) -> tuple[Array, Array, Array]:
    """Who pays for rows of `discussed`: the gemeente, why there is none, and what tells them apart.

    The third array is the gemeente, also one outside the convenant where that is known.
    """
    gemeenten, reasons, labels = [], [], []
    for case, on in zip(talks["case"].tolist(), as_days(talks["day"]).tolist(), strict=True):
        gemeente, outside = NIET_TOEWIJSBAAR, None
        reason: str | None = _NO_CASE
        if case >= 0:
            place = payer(context, case, on)
            gemeente, outside = place.gemeente or NIET_TOEWIJSBAAR, place.outside
            reason = None if place.gemeente else _reason(place.kind, outside)
        gemeenten.append(gemeente)
        reasons.append(reason)
        labels.append(outside or gemeente)
    return objects(gemeenten), objects(reasons), objects(labels)


def _reason(kind: Kind, outside: str | None) -> str:
    if outside:
        return f"{outside} is op die dag geen gemeente van het convenant"
    return _REASONS[kind]


@lru_cache(maxsize=65536)
def shown(number: str) -> str:
    """A casusnummer as a gemeente may see it; one that could tell who somebody is, as a mark.

    The mark is the same in every run and too short to lead back to what it stands for.
    """
    if may_be_shown(number):
        return number
    return MASKED + blake2b(tidy(number).casefold().encode(), digest_size=2).hexdigest()

"""Which gemeente pays for a case on a day (F08)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.convenant.gemeenten import Place, resolve
from expertteam_xl.rules.context import Context

OWN, PLACE = "Gemeente", "Woonplaats"


def payer_field(context: Context, case: int) -> str:
    """The field of Casussen that tells who pays: Gemeente where that is filled in."""
    return PLACE if context.objects(f"Casussen.{OWN}")[case] is None else OWN


def payer(context: Context, case: int, on: date) -> Place:
    """The gemeente that pays for a row of Casussen on an overlegdatum, or why there is none."""
    settings = context.settings
    return resolve(
        context.objects(f"Casussen.{payer_field(context, case)}")[case],
        on,
        weesp_na_fusie=settings.weesp_na_fusie,
        valid_until=settings.valid_until,
    )

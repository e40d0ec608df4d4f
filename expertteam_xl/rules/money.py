"""Who declares (F04) and at a consulttarief, what was spent in fact (F01)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.declared import attendance, billed, parties_declare, party_kinds, tariffs, times
from expertteam_xl.declared.who import BY_CHOICE, NEVER, in_other_role
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.money import F01, F04
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.vectors import Array, among, as_days, blank
from expertteam_xl.rules.wording import day
from expertteam_xl.text import count

_WITH_ARTICLE = {
    "gemeente": "Een gemeente",
    "C&A": "C&A",
    "partner onderwijs": "Een partner onderwijs",
    "GI": "Een GI",
    "VT": "Veilig Thuis",
}

_NO_TARIFFS = (
    "het register heeft geen blad Tarieven, of niets daarop; tarieven zijn niet vergeleken"
)


def spread(days: Array) -> str:
    """From when to when these dates lie: ``11-02-2021``, or ``11-02-2021 tot en met …``."""
    first, last = days.min(), days.max()
    return day(first) if first == last else f"{day(first)} tot en met {day(last)}"


def rows_text(days: Array) -> str:
    """``2 rijen op Deelnames (11-02-2021 tot en met 25-02-2021)``."""
    return f"{count(len(days), 'rij', 'rijen')} op Deelnames ({spread(days)})"


@implements(F01)
def at_a_consulttarief(context: Context) -> Result:
    """F01 (C20 8; C18 3): who declares was invited, has a tariff, and did not travel twice."""
    hits = [*_without_tariff(context), *_uninvited(context), *_travelled_twice(context)]
    remark = None if context.register.has("Tarieven.Partner") else _NO_TARIFFS
    return Result(hits, remark=remark)


def _without_tariff(context: Context) -> Iterator[Hit]:
    """Partners with billed time of which Tarieven has no row at all."""
    if not context.register.has("Tarieven.Partner"):
        return
    rows, rate = attendance(context), tariffs(context)
    bare = rows[billed(context) & ~rate.partner_known & ~rate.maybe]
    for party, found in bare.groupby("party", sort=True):
        text = (
            "Deze partner heeft geen tarief op Tarieven, en wel tijd bij een gehouden overleg: "
            f"{rows_text(as_days(found['day']))}. Voeg het tarief toe, of verbeter {{cel}}."
        )
        yield Hit(text, Severity.FOUT, "Partners", int(party), ("Partner",))


def _uninvited(context: Context) -> Iterator[Hit]:
    """Rows with time of a partner who was not invited."""
    rows, told = attendance(context), times(context)
    found = rows["declares"] & rows["state"].eq(HELD) & (told.total > 0) & rows["sure"]
    found &= among(rows["invited"].to_numpy(), (False,))
    for row in np.flatnonzero(found).tolist():
        text = (
            f"Er is {minutes_text(told.total[row])} vastgelegd, maar deze partner was niet "
            "uitgenodigd; die tijd wordt niet gedeclareerd. Was er wel een uitnodiging, zet {cel} "
            "dan op ja."
        )
        yield Hit(text, Severity.WAARSCHUWING, "Deelnames", row, ("Uitgenodigd",))


def minutes_text(number: int) -> str:
    """``1 minuut``, ``90 minuten``."""
    return count(int(number), "minuut", "minuten")


def _travelled_twice(context: Context) -> Iterator[Hit]:
    """Travel of one partner to a second meeting on the same day, at its first row there."""
    rows, told = attendance(context), times(context)
    travel = rows["counts"].to_numpy(dtype=bool) & (told.parts[:, 2] > 0) & ~told.by_hours
    trips = rows.loc[travel, ["partner", "day", "session"]].assign(row=np.flatnonzero(travel))
    trips = trips.sort_values(["session", "row"], kind="stable")
    trips = trips.drop_duplicates(["partner", "day", "session"])
    for trip in trips[trips.duplicated(["partner", "day"])].itertuples():
        text = (
            f"Deze partner heeft op {day(np.datetime64(trip.day, 'D'))} ook bij een ander overleg "
            "reistijd. Is er één keer gereisd, laat de reistijd dan op één plaats staan; anders "
            "kan {cel} zo blijven."
        )
        yield Hit(text, Severity.WAARSCHUWING, "Deelnames", int(trip.row), ("Reistijd (min)",))


@implements(F04)
def who_declares(context: Context) -> Result:
    """F04 (C20 8): a partner declares; what a column says of the other parties is told once."""
    hits = [*_flagged(context), *_doubtful(context), *_with_code(context), *_other_roles(context)]
    return Result(hits)


def _flagged(context: Context) -> Iterator[Hit]:
    """Parties that declare by the column Declarabel, and by the convenant do not."""
    kinds = party_kinds(context)
    yes = among(context.objects("Partners.Declarabel"), (True,))
    for row in np.flatnonzero(yes & among(kinds, (*NEVER, *BY_CHOICE))).tolist():
        who = _WITH_ARTICLE[kinds[row]]
        if kinds[row] in NEVER:
            severity = Severity.WAARSCHUWING
            text = f"{who} declareert niet, ook niet met ja in deze cel. Zet {{cel}} op nee, of "
            text += "verbeter de soort."
        else:
            severity = Severity.INFO
            text = f"{who} declareert volgens het convenant niet vanzelf; met ja in deze cel telt "
            text += "de tijd mee. Is dat zo afgesproken, dan is hier niets te doen."
        yield Hit(text, severity, "Partners", row, ("Declarabel", "Soort"))


def _doubtful(context: Context) -> Iterator[Hit]:
    """Parties with time of which nothing tells whether they declare."""
    unsaid = blank(context.objects("Partners.Declarabel")) & blank(
        context.objects("Partners.Soort")
    )
    unsaid &= ~context.unreadable("Partners.Declarabel") & ~context.unreadable("Partners.Soort")
    rows = attendance(context)
    rows = rows[rows["counts"] & _at(unsaid, rows["party"])]
    for party, found in rows.groupby("party", sort=True):
        text = (
            "Niet te zien is of deze partij declareert; zij wordt als partner gelezen: "
            f"{rows_text(as_days(found['day']))}. Vul in {{cel}} in wat voor partij het is."
        )
        fields = ("Soort", "Declarabel")
        yield Hit(text, Severity.WAARSCHUWING, "Partners", int(party), fields)


def _at(chosen: Array, party: pd.Series) -> Array:
    """For each row whether its party is chosen; not where it has none."""
    place = party.to_numpy(dtype=int)
    found: Array = (place >= 0) & np.append(chosen, False)[place]
    return found


def _with_code(context: Context) -> Iterator[Hit]:
    """Parties that do not declare, whose time has a tariefcode as if they did."""
    rows, told = attendance(context), times(context)
    flags, kinds = context.objects("Partners.Declarabel"), party_kinds(context)
    coded = ~blank(context.objects("Deelnames.Tariefcode")) & (told.total > 0)
    silent = _at(~parties_declare(context), rows["party"])
    for party, found in rows[coded & silent & rows["state"].eq(HELD)].groupby("party", sort=True):
        unsaid = flags[party] is None and kinds[party] in BY_CHOICE
        days = as_days(found["day"].dropna())
        where = rows_text(days) if len(days) else count(len(found), "rij", "rijen")
        text = (
            f"Deze partij declareert niet, maar heeft tijd met een tariefcode: {where}. Die tijd "
            "wordt niet gedeclareerd. Is iets anders afgesproken, zet {cel} dan op ja."
        )
        severity = Severity.WAARSCHUWING if unsaid else Severity.INFO
        yield Hit(text, severity, "Partners", int(party), ("Declarabel", "Soort"))


def _other_roles(context: Context) -> Iterator[Hit]:
    """People of a partner who declares, with time in a role in which nobody does."""
    rows, told = attendance(context), times(context)
    party = rows["party"].to_numpy(dtype=int)
    found = _at(parties_declare(context), rows["party"]) & in_other_role(context, party)
    found &= rows["state"].eq(HELD).to_numpy() & (told.total > 0)
    rows = rows[found].assign(role=context.objects("Deelnames.Rol")[found])
    for _, group in rows.groupby(["party", "role"], sort=True):
        what = "deze rij" if len(group) == 1 else f"deze rij en {len(group) - 1} andere"
        text = (
            "Wie als verwijzer of als ouder aan tafel zit, of namens een gemeente, declareert "
            f"niet; de tijd van {what} telt niet mee. Klopt de rol? Zo niet, verbeter {{cel}}."
        )
        yield Hit(text, Severity.INFO, "Deelnames", int(group.index[0]), ("Rol",))

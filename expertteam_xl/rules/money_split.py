"""Over whom time is split: the cap (F02), the shares (F03), who pays (F08), and no case (F10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.gemeenten import Kind
from expertteam_xl.declared import (
    attendance,
    billed,
    discussed,
    payer,
    payer_field,
    shares,
    time_fields,
    times,
)
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.money import F02, F03, F08, F10
from expertteam_xl.rules.context import CANCELLED, ENOUGH, HELD, LAPSED, PLANNED, Context
from expertteam_xl.rules.money import minutes_text
from expertteam_xl.rules.vectors import Array, among, as_days, blank
from expertteam_xl.rules.wording import day
from expertteam_xl.text import count

_MINUTES_SPLIT = "bespreekminuten"


@implements(F02)
def within_the_cap(context: Context) -> Result:
    """F02 (C20 8, werkstroom A): no more than the cap is declared, and what is left out is told.

    Once a partner, since nothing is wrong with it. Where the werkstroom of a meeting can't be told
    and the cap would matter, once a meeting.
    """
    rows = attendance(context)
    rows = rows[billed(context) & rows["capped"].to_numpy(dtype=bool)]
    by = ["party", "session"]
    if context.settings.cap_scope == "deelnemer":
        rows, by = rows.assign(row=rows.index), [*by, "row"]
    spent = rows.groupby(by, sort=True).agg(
        minutes=("minutes", "sum"), day=("day", "first"), stream=("stream", "first")
    )
    over = spent[spent["minutes"] > context.settings.cap_min].reset_index()
    hits = [_capped(context, int(party), each) for party, each in over.groupby("party", sort=True)]
    return Result([*hits, *_without_stream(over)])


def _capped(context: Context, party: int, over: pd.DataFrame) -> Hit:
    cap = context.settings.cap_min
    most = over.loc[over["minutes"].idxmax()]
    left_out = int((over["minutes"] - cap).sum())
    one = context.settings.cap_scope == "deelnemer"
    text = (
        f"Bij {count(over['session'].nunique(), 'overleg', 'overleggen')} telt "
        f"{'een deelnemer van ' if one else ''}deze partner meer dan {minutes_text(cap)}; daarvan "
        f"worden {minutes_text(left_out)} niet gedeclareerd. Het meeste: "
        f"{minutes_text(most['minutes'])} op {day(np.datetime64(most['day'], 'D'))}. Klopt de "
        "tijd, dan is hier niets te doen."
    )
    return Hit(text, Severity.INFO, "Partners", party, ("Partner",))


def _without_stream(over: pd.DataFrame) -> Iterator[Hit]:
    vague = over[over["stream"].isna()].drop_duplicates("session")
    for session in sorted(vague["session"].tolist()):
        text = (
            "Van dit overleg is geen werkstroom bekend; zo is niet te zien of er een maximum aan "
            "de tijd is. Zolang dat zo is, geldt het. Vul {cel} in."
        )
        fields = ("Werkstroom", "Overlegnummer")
        yield Hit(text, Severity.WAARSCHUWING, "Overleggen", int(session), fields)


@implements(F03)
def split_by_minutes(context: Context) -> Result:
    """F03 (C20 8): shares by bespreekminuten; where any is missing they are equal.

    Once a meeting, where it makes a difference: with two cases or more. And once for all meetings
    under the convenant of 2018, which has no such rule.
    """
    several = _sessions_of_several(context)
    lacking = _lacking(context)
    hits = [_equal_shares(context, session, found) for session, found in lacking]
    version = attendance(context)["version"].eq("2018").to_numpy()
    early = sorted(set(attendance(context).loc[several & version, "session"].tolist()))
    if early:
        hits.append(_no_rule_then(context, early))
    return Result(hits)


def _sessions_of_several(context: Context) -> Array:
    """Rows of Deelnames that are billed for two cases or more."""
    found: Array = billed(context) & (shares(context).cases > 1)
    return found


def _lacking(context: Context) -> Iterator[tuple[int, pd.DataFrame]]:
    """Meetings whose time is split equally because minutes are missing, with those discussions."""
    talks, share = discussed(context), shares(context)
    several = _sessions_of_several(context)
    whole = attendance(context).loc[several & ~share.names, "session"]
    named = share.named[several[share.named["row"].to_numpy(dtype=int)]]["talk"]
    concerned = talks["session"].isin(whole) | talks.index.isin(named)
    settings = context.settings
    basis = np.where(talks["version"].eq("2018"), settings.verdeel_2018, settings.verdeelbasis)
    by_minutes = basis == _MINUTES_SPLIT
    found = talks[concerned & by_minutes & talks["lacking"]]
    for session, group in found.groupby("session", sort=True):
        yield int(session), group


def _equal_shares(context: Context, session: int, lacking: pd.DataFrame) -> Hit:
    talks = discussed(context)
    number = int((talks["session"] == session).sum())
    first = lacking.sort_values("row").iloc[0]
    text = (
        f"Bij {len(lacking)} van de {number} casussen van dit overleg "
        f"({day(np.datetime64(first['day'], 'D'))}) ontbreken de bespreekminuten; de tijd wordt "
        "gelijk over de casussen verdeeld. Zijn ze bekend, vul dan {cel} in."
    )
    return Hit(text, Severity.INFO, "Besprekingen", int(first["row"]), ("Bespreekminuten",))


def _no_rule_then(context: Context, sessions: list[int]) -> Hit:
    how = {
        _MINUTES_SPLIT: "naar bespreekminuten",
        "gelijk_per_client": "gelijk over de casussen",
        "gelijk_per_gemeente": "gelijk over de gemeenten",
    }[context.settings.verdeel_2018]
    which = "dit overleg" if len(sessions) == 1 else f"dit overleg en {len(sessions) - 1} andere"
    text = (
        f"Het convenant van 2018 zegt niet hoe tijd verdeeld wordt; bij {which} gebeurt dat {how}. "
        "Is iets anders afgesproken, zet dat dan in de instellingen (verdeel_2018)."
    )
    return Hit(text, Severity.INFO, "Overleggen", sessions[0], ("Overlegdatum", "Overlegnummer"))


@implements(F08)
def somebody_pays(context: Context) -> Result:
    """F08: the share of a youth who lives outside the convenant is nobody's; told once a case."""
    talks = discussed(context)
    talks = talks[_billed_talks(context) & (talks["case"] >= 0).to_numpy()]
    hits: dict[int, Hit] = {}
    for case, on in zip(talks["case"].tolist(), as_days(talks["day"]).tolist(), strict=True):
        if case not in hits and payer(context, case, on).kind is Kind.NIET_TOEWIJSBAAR:
            hits[case] = _nobody(context, case, on)
    return Result([hits[case] for case in sorted(hits)])


def _billed_talks(context: Context) -> Array:
    """Which of `discussed` have a share in time that is billed."""
    talks, share, rows = discussed(context), shares(context), billed(context)
    whole = attendance(context).loc[rows & ~share.names, "session"]
    named = share.named[rows[share.named["row"].to_numpy(dtype=int)]]["talk"]
    found: Array = talks["session"].isin(whole).to_numpy() | talks.index.isin(named)
    return found


def _nobody(context: Context, case: int, on: date) -> Hit:
    text = (
        f"Deze plaats hoorde op {day(on)} bij geen gemeente van het convenant; het deel van deze "
        "casus in de declaraties is niet toewijsbaar. Klopt de woonplaats? Zo niet, verbeter "
        "{cel}."
    )
    return Hit(text, Severity.INFO, "Casussen", case, (payer_field(context, case),))


@implements(F10)
def for_a_discussed_case(context: Context) -> Result:
    """F10: time of a meeting that was not held, or without a discussed case, is not billed.

    That is told once a meeting. A row that names only cases which were not discussed in a meeting
    where others were is an error of its own.
    """
    told, rows = times(context), attendance(context)
    spent = (rows["declares"] & rows["sure"]).to_numpy(dtype=bool) & (told.total > 0)
    spent &= among(rows["invited"].to_numpy(), (True,))
    rows = rows.assign(reason=_why_not_billed(context), total=told.total)
    lapsed = rows[spent & rows["reason"].notna().to_numpy()]
    bare = lapsed["reason"].eq(_NO_CASE)
    hits = []
    if not len(context.register.table("Besprekingen")) and (
        lapsed.loc[bare, "session"].nunique() >= ENOUGH
    ):
        hits, lapsed = [_no_cases_at_all(context, lapsed[bare])], lapsed[~bare]
    hits += [_not_billed(context, each) for _, each in lapsed.groupby("session", sort=True)]
    share = shares(context)
    lost = rows["counts"].to_numpy(dtype=bool) & share.names & (share.cases == 0)
    lost &= blank(rows["reason"].to_numpy())
    hits += [_only_others(row) for row in np.flatnonzero(lost & ~share.vague).tolist()]
    return Result(hits, int(np.sum(lost & share.vague)))


def _why_not_billed(context: Context) -> Array:
    """Why nothing of a meeting is billed, for every row of Deelnames; None where it may be."""
    rows = attendance(context)
    state, day_of = rows["state"].to_numpy(), as_days(rows["day"])
    reasons = np.full(len(rows), None, dtype=object)
    for word, reason in _NOT_HELD.items():
        reasons[among(state, (word,))] = reason
    reasons[among(state, (PLANNED,)) & (day_of < context.today)] = _STILL_PLANNED
    bare = ~_with_cases(context)[rows["session"].to_numpy(dtype=int)]
    reasons[among(state, (HELD,)) & ~np.isnat(day_of) & bare] = _NO_CASE
    return reasons


def _with_cases(context: Context) -> Array:
    """Which rows of Overleggen have any discussion, of a known case or not; at -1: False."""
    with_cases = np.zeros(len(context.register.table("Overleggen")) + 1, dtype=bool)
    sessions = context.talks["session_row"]
    with_cases[sessions[sessions >= 0].to_numpy(dtype=int)] = True
    return with_cases


def _not_billed(context: Context, found: pd.DataFrame) -> Hit:
    reason = found["reason"].iloc[0]
    days = as_days(found["day"])
    when = "" if np.isnat(days[0]) else f" ({day(days[0])})"
    text = (
        f"{reason.format(overleg=f'dit overleg{when}')}; de tijd van "
        f"{count(len(found), 'rij', 'rijen')}, samen {minutes_text(found['total'].sum())}, wordt "
        f"niet gedeclareerd. Klopt dat niet, {_MENDING[reason]}, of anders {{cel}}."
    )
    row = int(found.index[0])
    fields = time_fields(times(context), row)
    return Hit(text[0].upper() + text[1:], Severity.WAARSCHUWING, "Deelnames", row, fields)


def _no_cases_at_all(context: Context, found: pd.DataFrame) -> Hit:
    """Once for a register that records sessions and time, and nowhere what was discussed."""
    row = int(found.index[0])
    text = (
        f"Op Besprekingen staat nog niets; de tijd van {found['session'].nunique()} overleggen, "
        f"samen {minutes_text(found['total'].sum())}, wordt niet gedeclareerd. Zijn er wel "
        "casussen besproken, vul dan Besprekingen aan; daarna kan {cel} zo blijven."
    )
    fields = time_fields(times(context), row)
    return Hit(text, Severity.WAARSCHUWING, "Deelnames", row, fields, once=True)


def _only_others(row: int) -> Hit:
    text = (
        "Geen van de casussen die deze rij noemt, is in dat overleg besproken; zo is niet te zien "
        "wie deze tijd betaalt. Verbeter {cel}, maak de cel leeg als de tijd voor alle casussen "
        "is, of vul Besprekingen aan."
    )
    return Hit(text, Severity.FOUT, "Deelnames", row, ("Casusnummers",))


_NOT_HELD = {LAPSED: "{overleg} is vervallen", CANCELLED: "{overleg} is geannuleerd"}
_STILL_PLANNED = "{overleg} staat nog op gepland"
_NO_CASE = "bij {overleg} staat op Besprekingen geen casus"
_MENDING = {
    **dict.fromkeys(
        (*_NOT_HELD.values(), _STILL_PLANNED), "verbeter dan de status van het overleg"
    ),
    _NO_CASE: "vul dan Besprekingen aan",
}

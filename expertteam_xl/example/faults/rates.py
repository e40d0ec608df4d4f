"""Faults in the tariffs (F07)."""

from __future__ import annotations

from expertteam_xl.example.days import later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.guests import RATES, TIMES, attend, guest, held, tariff
from expertteam_xl.example.faults.scenes import FOUT
from expertteam_xl.example.stage import Stage


@plants("F07", minimal=False)
def two_tariffs_at_once(stage: Stage) -> None:
    """A tariff that begins before the one before it has ended."""
    session = held(stage).talks[0].session
    found = guest(stage)
    found.rates[0]["Geldig tot"] = later(session.day, -1)
    second = tariff(found.name)
    begin = found.rates[0]["Geldig tot"]
    second["Geldig van"] = begin
    second["€ per uur"] = 98.5
    found.rates.append(second)
    attend(stage, session, found)
    stage.expect("F07", FOUT, RATES, second, "Geldig van")


@plants("F07", minimal=False)
def tariff_that_ran_out(stage: Stage) -> None:
    """Time after the last day of the only tariff."""
    session = held(stage).talks[0].session
    found = guest(stage)
    found.rates[0]["Geldig tot"] = later(session.day, -stage.chance.choice((1, 90)))
    found.rates[0]["Geldig van"] = later(session.day, -300)
    attend(stage, session, found)
    stage.expect("F07", FOUT, RATES, found.rates[0], "Geldig tot")


@plants("F07", minimal=False)
def tariff_that_begins_later(stage: Stage) -> None:
    """Time before the first day of the only tariff."""
    session = held(stage).talks[0].session
    found = guest(stage)
    found.rates[0]["Geldig van"] = later(session.day, stage.chance.choice((1, 30)))
    attend(stage, session, found)
    stage.expect("F07", FOUT, RATES, found.rates[0], "Geldig van")


@plants("F07", minimal=False)
def tariff_that_ends_before_it_begins(stage: Stage) -> None:
    """A tariff whose last day lies before its first; another one holds."""
    found = guest(stage)
    wrong = tariff(found.name)
    wrong["Tariefcode"] = "oud"
    wrong["Geldig tot"] = later(stage.days.terms.start_A, -4000)
    found.rates.append(wrong)
    stage.expect("F07", FOUT, RATES, wrong, "Geldig tot")


@plants("F07", minimal=False)
def code_without_tariff(stage: Stage) -> None:
    """A tariefcode that is not on Tarieven for that partner."""
    session = held(stage).talks[0].session
    row = attend(stage, session, guest(stage))
    row["Tariefcode"] = "avond"
    stage.expect("F07", FOUT, TIMES, row, "Tariefcode")


@decoy(minimal=False)
def tariffs_that_join(stage: Stage) -> None:
    """One ends on the day of a session, the next begins the day after; another code beside it."""
    session = held(stage).talks[0].session
    found = guest(stage)
    found.rates[0]["Geldig tot"] = session.day
    following, other = tariff(found.name), tariff(found.name)
    following |= {"Geldig van": later(session.day, 1), "€ per uur": 98.5}
    other["Tariefcode"] = "avond"
    found.rates += [following, other]
    attend(stage, session, found)

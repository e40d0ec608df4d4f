"""The triage and who decides it (O02, O03), the voorzitter and the secretaris (O04, O05)."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.gemeenten import gemeenten
from expertteam_xl.convenant.versions import load_versions, version_names
from expertteam_xl.findings import Severity
from expertteam_xl.rules.advice_views import lacks, rows_where
from expertteam_xl.rules.catalogue.meeting import O02, O03, O04, O05
from expertteam_xl.rules.context import HELD, NOT_HELD, Context
from expertteam_xl.rules.vectors import Array, among, blank, objects, rows_at
from expertteam_xl.rules.wording import day
from expertteam_xl.schema import column_at
from expertteam_xl.text import listed

_OUTCOME, _TRIAGE = "Casussen.Triage-uitkomst", "Casussen.Triagedatum"
_AGREED, _DECIDER = "Casussen.Overeenstemming", "Casussen.Beslisser"


@implements(O02)
def outcome_of_triage(context: Context) -> Result:
    """O02 (C20 4.2; C18 2.5.2): a dated triage has an outcome, one that its convenant knows.

    An adviesvraag has no triage.
    """
    applies = ~context.advice_questions
    triage = context.days(_TRIAGE)
    dated, no_outcome = ~np.isnat(triage), lacks(context, _OUTCOME)
    strange, undated = _not_of_version(context, triage)
    unsure = undated | (dated & ~context.known(_OUTCOME))
    unsure |= context.unreadable(_TRIAGE) & no_outcome
    hits = [_no_outcome(triage[row], row) for row in rows_where(applies & dated & no_outcome)]
    hits += [_strange_outcome(row) for row in rows_where(applies & strange)]
    return Result(hits, int(np.sum(applies & unsure)))


def _not_of_version(context: Context, triage: Array) -> tuple[Array, Array]:
    """Outcomes of which the convenant does not speak, and those of which no date tells which one.

    It is the convenant of the triage; without that date, of the aanmelding. An aanmelding that
    came later than its triage leads: one of both dates is wrong (T11).
    """
    outcome = context.objects(_OUTCOME)
    day_of_triage = np.fmax(context.days("Casussen.Aanmelddatum"), triage)
    names = version_names(day_of_triage)
    strange = undated = np.zeros(len(outcome), dtype=bool)
    for version in load_versions():
        elsewhere = set(column_at(_OUTCOME).words) - set(version.triage_outcomes)
        questioned = among(outcome, elsewhere)
        strange = strange | (questioned & among(names, (version.name,)))
        undated = undated | (questioned & np.isnat(day_of_triage))
    return strange, undated


def _no_outcome(on: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Triage op {day(on)}, maar er staat geen uitkomst. Vul in {{cel}} in wat de triage "
        "besloot, zoals bespreken.",
        Severity.FOUT,
        "Casussen",
        row,
        ("Triage-uitkomst",),
    )


def _strange_outcome(row: int) -> Hit:
    return Hit(
        "Het convenant van 2018 kent mondeling advies nog niet als uitkomst van de triage. Kloppen "
        "de datums van aanmelding en triage? Zo niet, verbeter die; hoort er een andere uitkomst, "
        "verbeter {cel}.",
        Severity.WAARSCHUWING,
        "Casussen",
        row,
        ("Triage-uitkomst",),
    )


@implements(O03)
def leader_decides(context: Context) -> Result:
    """O03 (C20 4.2; C18 2.5.2): when they disagree, the leidinggevende uitvoeringsdienst decides.

    A blank, and the service without a function, leave open who it was.
    """
    who = context.objects(_DECIDER)
    applies = ~context.advice_questions
    disagreed = applies & among(context.objects(_AGREED), (False,))
    maybe = applies & context.unreadable(_AGREED) & ~blank(who)
    leads = {row: _is_leader(who[row]) for row in rows_where(disagreed | maybe)}
    hits = [
        Hit(
            "C&A en de consulent waren het niet eens; dan beslist de leidinggevende van de "
            "uitvoeringsdienst. In {cel} staat iets anders. Klopt dat? Zo niet, verbeter {cel}; zo "
            "ja, bespreek het met de uitvoeringsdienst.",
            Severity.FOUT,
            "Casussen",
            row,
            ("Beslisser",),
        )
        for row, leader in leads.items()
        if disagreed[row] and leader is False
    ]
    return Result(hits, sum(leader is not True for leader in leads.values()) - len(hits))


_LEADER = re.compile(r"(?<!bege)(?<!op)leid(?:ing|er)|(?<!case)manager|hoofd\b|directeur")
_OTHER_HOUSE = re.compile(
    r"\bgi\b|gecertificeerde|partner|school|onderwijs|veilig thuis|\bvt\b|\bc ?& ?a\b"
)
_SERVICE = frozenset({"usd", "uitvoeringsdienst"})


def _is_leader(who: str | None) -> bool | None:
    """Whether a text names a leidinggevende; None where it is blank or names the service alone."""
    plain = (who or "").casefold()
    words = set(re.findall(r"\w+", plain))
    if words <= _service_words():
        return None
    if not _LEADER.search(plain):
        return False
    return bool(words & _SERVICE) or not _OTHER_HOUSE.search(plain)


@lru_cache(maxsize=1)
def _service_words() -> frozenset[str]:
    """The words that name an uitvoeringsdienst, without any function in it."""
    names = " ".join(f"{each.service} {each.name}" for each in gemeenten())
    return _SERVICE | {"de", "van", "dienst", "gemeente"} | set(names.casefold().split())


_CHAIR = "Voorzitter (discipline)"
_ANSWERS = ("Voorzitter van C&A", "Niet belanghebbend")


@implements(O04)
def fitting_chair(context: Context) -> Result:
    """O04 (C20 6; C18 2.3, 5.3): the voorzitter is of C&A and impartial; in 2018 a GZ-psycholoog.

    A blank is unknown. What the team records nowhere is told once, in the remark.
    """
    state, on = context.objects("Overleggen.Status"), context.days("Overleggen.Overlegdatum")
    held, maybe = among(state, (HELD,)), ~among(state, NOT_HELD)
    old = among(version_names(on), ("2018",))
    asked = dict.fromkeys(_ANSWERS, maybe) | {_CHAIR: maybe & (old | np.isnat(on))}
    hits: list[Hit] = []
    unsure, unseen = np.zeros(len(state), dtype=bool), []
    for field, rows in asked.items():
        if not context.is_recorded(f"Overleggen.{field}"):
            unseen += [f"'{field}'"] if rows.any() else []
            continue
        fits = _fits(context, field)
        unfit = rows & among(fits, (False,))
        sure = held & old if field == _CHAIR else held
        hits += [_unfit(field, on[row], row) for row in rows_where(unfit & sure)]
        unsure |= (unfit & ~sure) | (held & rows & blank(fits))
    remark = f"niet bekeken, want nergens ingevuld: {listed(unseen)}" if unseen else None
    return Result(hits, int(np.sum(unsure)), remark=remark)


def _fits(context: Context, field: str) -> Array:
    """Whether the voorzitter of each session fits, by this column; None where that is open."""
    answers = context.objects(f"Overleggen.{field}")
    return objects([_is_gz_psychologist(each) for each in answers]) if field == _CHAIR else answers


_DISCIPLINE = re.compile(
    r"psych|pedago|gedragsw|gedragsd|\b(?:jeugd|kinder|huis)?arts\b|therap|verpleeg|werker"
    r"|jurist|consulent|manager|adviseur|co[oö]rdinator"
)
_GZ = re.compile(r"\bgz\b|\bg\.z\.|gezondheidszorg|klinisch")


def _is_gz_psychologist(discipline: str | None) -> bool | None:
    """Whether a text names a GZ-psycholoog; None where it names no discipline, such as a name.

    A klinisch psycholoog is one too.
    """
    plain = (discipline or "").casefold()
    if not _DISCIPLINE.search(plain):
        return None
    return "psycholo" in plain and bool(_GZ.search(plain))


def _when(on: np.datetime64) -> str:
    return "dit overleg" if np.isnat(on) else f"het overleg van {day(on)}"


def _unfit(field: str, on: np.datetime64, row: int) -> Hit:
    if field == _CHAIR:
        what = (
            "staat een andere voorzitter dan een GZ-psycholoog, die het convenant van 2018 noemt. "
            "Klopt dat? Zo niet, verbeter {cel}."
        )
    else:
        what = (
            f"staat nee bij {field}. Klopt dat? Zo niet, verbeter {{cel}}; zo ja, zoek voor een "
            "volgend overleg een andere voorzitter."
        )
    return Hit(f"Bij {_when(on)} {what}", Severity.FOUT, "Overleggen", row, (field,))


@implements(O05)
def has_secretary(context: Context) -> Result:
    """O05 (C20 4.3, 6): a held session has a projectsecretaris, here or on Deelnames."""
    state, on = context.objects("Overleggen.Status"), context.days("Overleggen.Overlegdatum")
    place = "Overleggen.Secretaris"
    attending = among(context.objects("Deelnames.Rol"), ("secretaris",))
    sessions = rows_at(context.keys("Deelnames.Overlegnummer"), context.session_rows)
    absent = ~np.isin(np.arange(len(state)), sessions[attending])
    lacking = absent & lacks(context, place)
    held, maybe = among(state, (HELD,)), ~among(state, NOT_HELD)
    hits = [
        Hit(
            f"Bij {_when(on[row])} staat geen secretaris. Vul in {{cel}} de functie in, geen naam.",
            Severity.WAARSCHUWING,
            "Overleggen",
            row,
            ("Secretaris",),
        )
        for row in rows_where(held & lacking)
    ]
    unsure = (maybe & ~held & lacking) | (held & absent & ~context.known(place))
    return Result(hits, int(np.sum(unsure)))

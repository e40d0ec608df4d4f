"""The triage and who decides it (O02, O03), the voorzitter and the secretaris (O04, O05)."""

from __future__ import annotations

import re

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.versions import load_versions, version_names
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.meeting import O02, O03, O04, O05
from expertteam_xl.rules.context import HELD, NOT_HELD, Context
from expertteam_xl.rules.vectors import Array, among, blank, rows_at
from expertteam_xl.rules.wording import day
from expertteam_xl.schema import column_at
from expertteam_xl.text import fold

_OUTCOME, _TRIAGE = "Casussen.Triage-uitkomst", "Casussen.Triagedatum"
_AGREED, _DECIDER = "Casussen.Overeenstemming", "Casussen.Beslisser"

_LEADER = re.compile(r"leid|manager|hoofd")
_OTHER_HOUSE = re.compile(
    r"\bgi\b|gecertificeerde|partner|school|onderwijs|veilig thuis|\bvt\b|c&a"
)
_SERVICE = re.compile(r"\busd\b|uitvoeringsdienst")


@implements(O02)
def outcome_of_triage(context: Context) -> Result:
    """O02 (C20 4.2; C18 2.5.2): a dated triage has an outcome, one that its convenant knows.

    The convenant is that of the aanmelddatum, or of the triage when that came later.
    """
    triage, outcome = context.days(_TRIAGE), context.objects(_OUTCOME)
    applies = ~context.advice_questions
    lacking = applies & ~np.isnat(triage) & context.known(_OUTCOME) & blank(outcome)
    strange = applies & _not_of_version(context, outcome, triage)
    vague = context.unreadable(_TRIAGE) & context.known(_OUTCOME) & blank(outcome)
    vague |= ~np.isnat(triage) & ~context.known(_OUTCOME)
    hits = [_no_outcome(triage[row], row) for row in _rows(lacking)]
    hits += [_strange_outcome(row) for row in _rows(strange)]
    return Result(hits, int(np.sum(applies & vague)))


def _rows(mask: Array) -> list[int]:
    rows: list[int] = np.flatnonzero(mask).tolist()
    return rows


def _not_of_version(context: Context, outcome: Array, triage: Array) -> Array:
    """Outcomes, known words, of which the convenant that holds does not speak."""
    known = among(outcome, list(column_at(_OUTCOME).words))
    starts, triages = context.case_versions, version_names(triage)
    fits = ~known | blank(starts)
    for version in load_versions():
        of_version = among(starts, (version.name,)) | among(triages, (version.name,))
        fits |= of_version & among(outcome, version.triage_outcomes)
    return ~fits


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
        "Onder het convenant van 2018 kon de triage nog niet met een mondeling advies eindigen. "
        "Klopt de aanmelddatum? Zo niet, verbeter die; anders verbeter {cel}.",
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
    disagreed = among(context.objects(_AGREED), (False,)) & ~context.advice_questions
    who = context.objects(_DECIDER)
    said = ~blank(who)
    fits = np.array([value is not None and _is_leader(str(value)) for value in who], dtype=bool)
    unclear = np.array(
        [value is not None and _is_service_alone(str(value)) for value in who], dtype=bool
    )
    wrong = disagreed & said & ~fits & ~unclear
    hits = [
        Hit(
            "C&A en consulent waren het niet eens; dan beslist de leidinggevende van de "
            "uitvoeringsdienst. In {cel} staat iemand anders. Klopt dat? Zo niet, verbeter {cel}.",
            Severity.FOUT,
            "Casussen",
            row,
            ("Beslisser",),
        )
        for row in _rows(wrong)
    ]
    unsure = (disagreed & ~wrong & ~fits) | (context.unreadable(_AGREED) & said & ~fits)
    return Result(hits, int(np.sum(unsure)))


def _is_leader(text: str) -> bool:
    plain = text.casefold()
    return bool(_LEADER.search(plain)) and not _OTHER_HOUSE.search(plain)


def _is_service_alone(text: str) -> bool:
    """Whether a text names the service and no function in it."""
    plain = text.casefold()
    rest = _SERVICE.sub("", plain, count=1)
    return bool(_SERVICE.search(plain)) and "consulent" not in rest and len(rest.split()) < 2


_CHAIR = "Voorzitter (discipline)"
_ANSWERS = ("Voorzitter van C&A", "Niet belanghebbend")


@implements(O04)
def fitting_chair(context: Context) -> Result:
    """O04 (C20 6; C18 2.3, 5.3): the voorzitter is of C&A and impartial; in 2018 a GZ-psycholoog.

    A blank is unknown.
    """
    state, on = context.objects("Overleggen.Status"), context.days("Overleggen.Overlegdatum")
    held, maybe = among(state, (HELD,)), ~among(state, NOT_HELD)
    unsure = np.zeros(len(state), dtype=bool)
    hits = []
    for field in _ANSWERS:
        place = f"Overleggen.{field}"
        if not context.register.has(place) or not context.is_recorded(place):
            continue
        answer = context.objects(place)
        refused = among(answer, (False,))
        hits += [_answered_no(field, on[row], row) for row in _rows(held & refused)]
        unsure |= (held & blank(answer)) | (maybe & ~held & refused)
    old = among(version_names(on), ("2018",))
    other = np.array([_is_other_discipline(value) for value in _disciplines(context)], dtype=bool)
    hits += [_other_discipline(on[row], row) for row in _rows(held & old & other)]
    return Result(hits, int(np.sum(unsure)))


def _disciplines(context: Context) -> Array:
    return context.objects(f"Overleggen.{_CHAIR}")


def _is_other_discipline(value: object) -> bool:
    """Whether a discipline is filled in and is no GZ-psycholoog."""
    if value is None:
        return False
    plain = fold(str(value))
    return "psych" not in plain or not ("gz" in plain or "gezondheidszorg" in plain)


def _when(on: np.datetime64) -> str:
    return "dit overleg" if np.isnat(on) else f"het overleg van {day(on)}"


def _answered_no(field: str, on: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Bij {_when(on)} staat nee bij {field}. Klopt dat? Zo niet, verbeter {{cel}}; zo ja, "
        "regel voor een volgend overleg een andere voorzitter.",
        Severity.FOUT,
        "Overleggen",
        row,
        (field,),
    )


def _other_discipline(on: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Bij {_when(on)} was volgens het register geen GZ-psycholoog voorzitter; het convenant "
        "van 2018 vroeg daar wel om. Klopt dat? Zo niet, verbeter {cel}.",
        Severity.FOUT,
        "Overleggen",
        row,
        (_CHAIR,),
    )


@implements(O05)
def has_secretary(context: Context) -> Result:
    """O05 (C20 4.3, 6): a held session has a projectsecretaris, here or on Deelnames."""
    state, on = context.objects("Overleggen.Status"), context.days("Overleggen.Overlegdatum")
    place = "Overleggen.Secretaris"
    attending = among(context.objects("Deelnames.Rol"), ("secretaris",))
    sessions = rows_at(context.keys("Deelnames.Overlegnummer"), context.session_rows)
    found = np.isin(np.arange(len(state)), sessions[attending])
    lacking = context.known(place) & blank(context.objects(place)) & ~found
    held, maybe = among(state, (HELD,)), ~among(state, NOT_HELD)
    hits = [
        Hit(
            f"Bij {_when(on[row])} staat geen secretaris. Vul in {{cel}} de functie in, geen naam.",
            Severity.WAARSCHUWING,
            "Overleggen",
            row,
            ("Secretaris",),
        )
        for row in _rows(held & lacking)
    ]
    unsure = (maybe & ~held & lacking) | (held & ~context.known(place) & ~found)
    return Result(hits, int(np.sum(unsure)))

"""The sum of `declareer`: a quarter's declared time, split over the gemeenten (domein.md §6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from expertteam_xl import __version__
from expertteam_xl.billing.blocking import Signals
from expertteam_xl.billing.budget import budget
from expertteam_xl.billing.late import declared_quarters, issued_of, remaining
from expertteam_xl.billing.lines import Spent, spent_in
from expertteam_xl.billing.model import (
    NIET_TOEWIJSBAAR,
    Amount,
    Issued,
    Line,
    PartnerTotal,
    Split,
    gemeente_order,
)
from expertteam_xl.billing.notes import general_notes, undated_note
from expertteam_xl.disk import is_file
from expertteam_xl.quarters import Quarter
from expertteam_xl.register.model import Register
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import keys
from expertteam_xl.text import count

PROGRAM = f"expertteam-xl {__version__}"


def split_costs(
    register: Register, quarter: Quarter, *, on: date | None = None, issued: Iterable[Issued] = ()
) -> Split:
    """Split every partner's declared time of a quarter over the gemeenten.

    Nothing is written, asked or changed. Where `Split.blocking` holds anything, the amounts are
    those of what could be calculated, fit for a CONCEPT only.

    Args:
        register: what `read_register` gave.
        quarter: by overlegdatum.
        on: the peildatum; today when not given.
        issued: what was declared before (`billing.issued.issued_in`): late time and corrections of
            earlier quarters come with this one.
    """
    context = Context(register, on or date.today())
    earlier = tuple(issued)
    before = declared_quarters(earlier, quarter)
    spent = spent_in(context, {quarter, *before})
    signals = Signals(context)
    findings, blocking = signals.of(quarter)
    own, elsewhere = _own(spent, quarter, earlier)
    late, notes = _late(context, signals, spent, quarter, earlier)
    lines = (*own, *late)
    return Split(
        quarter=quarter,
        on=context.on,
        register_name=register.name,
        sha256=_fingerprint(register),
        program=PROGRAM,
        settings=register.settings,
        lines=lines,
        per_partner=_partners(context, spent, quarter, lines),
        by_gemeente=_gemeenten(lines),
        unallocated=_sum(line for line in lines if not line.chargeable),
        total=_sum(lines),
        findings=findings,
        blocking=blocking,
        notes=(
            *general_notes(context, quarter, lines),
            *undated_note(signals.undated() if blocking else 0),
            *elsewhere,
            *notes,
        ),
        capped=tuple(each for each in spent.capped if each.overlegdatum in quarter),
        issued=tuple(each for each in earlier if each.quarter != quarter),
        budget=budget(context, quarter),
    )


def _own(
    spent: Spent, quarter: Quarter, issued: Sequence[Issued]
) -> tuple[list[Line], tuple[str, ...]]:
    """The lines of the quarter itself, without what a later declaration already holds of it."""
    lines = [line for line in spent.lines if line.kwartaal == quarter]
    elsewhere = issued_of(issued, quarter, quarter)
    if not elsewhere:
        return lines, ()
    number = count(len(elsewhere), "regel", "regels")
    note = (
        f"Latere declaraties bevatten al {number} van {quarter}; die zijn hier niet nog eens "
        "meegeteld."
    )
    return remaining(lines, elsewhere, late=False), (note,)


def _late(
    context: Context,
    signals: Signals,
    spent: Spent,
    quarter: Quarter,
    issued: Sequence[Issued],
) -> tuple[list[Line], list[str]]:
    """Late time and corrections of quarters that were declared before, and notes about them."""
    found: list[Line] = []
    notes: list[str] = []
    meetings = set(context.keys("Overleggen.Overlegnummer"))
    for earlier in declared_quarters(issued, quarter):
        declared = issued_of(issued, earlier, quarter)
        lines = [line for line in spent.lines if line.kwartaal == earlier]
        left = remaining(lines, declared)
        if not left:
            continue
        if declared and not meetings & set(keys([line.overlegnummer for line in declared])):
            notes.append(
                f"De overleggen van {earlier} die eerder gedeclareerd zijn, staan niet in dit "
                "register; met dat kwartaal is niet vergeleken."
            )
        elif blocked := signals.of(earlier)[1]:
            notes.append(
                f"In {earlier} verschilt het register van wat gedeclareerd is, maar daar "
                f"{'staat' if len(blocked) == 1 else 'staan'} nog "
                f"{count(len(blocked), 'fout', 'fouten')}; nagekomen tijd en correcties van dat "
                "kwartaal wachten tot die verbeterd zijn."
            )
        else:
            found += left
    return found, notes


def _fingerprint(register: Register) -> str:
    """SHA-256 of the register's file; of a protected one as it lies on the disk."""
    if register.password is not None and register.path is not None and is_file(register.path):
        return sha256(register.path.read_bytes()).hexdigest()
    return sha256(register.data).hexdigest()


def _sum(lines: Iterable[Line]) -> Amount:
    minutes = cents = 0
    for line in lines:
        minutes += line.minuten
        cents += line.cent
    return Amount(minutes, cents)


def _gemeenten(lines: Iterable[Line]) -> Mapping[str, Amount]:
    """Minutes and cents of every gemeente that pays, in the order of the convenant."""
    minutes: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    for line in lines:
        minutes[line.gemeente] += line.minuten
        cents[line.gemeente] += line.cent
    place = gemeente_order()
    names = sorted(minutes, key=lambda name: (place.get(name, len(place)), name))
    return MappingProxyType(
        {name: Amount(minutes[name], cents[name]) for name in names if name != NIET_TOEWIJSBAAR}
    )


def _partners(
    context: Context, spent: Spent, quarter: Quarter, lines: Iterable[Line]
) -> Mapping[str, PartnerTotal]:
    """What every partner declares, in the order of the sheet Partners.

    Late time and corrections count as spent: only the lines of the quarter itself have a cap.
    """
    declared: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    agb: dict[str, str | None] = {}
    cut: Counter[str] = Counter()
    for line in lines:
        declared[line.partner] += line.minuten
        cents[line.partner] += line.cent
        agb.setdefault(line.partner, line.agb)
    for each in spent.capped:
        if each.overlegdatum in quarter:
            cut[each.partner] += each.afgetopt_min
    place = {name: at for at, name in enumerate(context.objects("Partners.Partner"))}
    names = sorted(declared, key=lambda name: (place.get(name, len(place)), name))
    return MappingProxyType(
        {
            name: PartnerTotal(
                declared[name] + cut[name], declared[name], cut[name], cents[name], agb[name]
            )
            for name in names
        }
    )

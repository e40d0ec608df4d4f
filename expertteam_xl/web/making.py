"""What a visitor asks of a register that was read: declarations, a monitor, a form."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from expertteam_xl.errors import RegisterError
from expertteam_xl.quarters import Quarter
from expertteam_xl.text import count
from expertteam_xl.web.dossier import Dossier, Product
from expertteam_xl.web.tasks import Task
from expertteam_xl.web.wording import for_page

if TYPE_CHECKING:
    from expertteam_xl.billing.model import Split
    from expertteam_xl.monitoring import Period
    from expertteam_xl.register.model import Register

AUDIENCES = {
    "bestuurlijk": "Bestuurlijk: kleine aantallen zijn verborgen",
    "openbaar": "Openbaar: ook afgerond, voor iedereen",
    "intern": "Intern: alles, alleen voor het team zelf",
}
KINDS = {"advies": "Advies", "afsluiting": "Afsluiting"}
NOT_OPEN = "Dit register is niet meer open; kies het opnieuw."

_MOST_QUARTERS = 40
_MOST_SHOWN = 10
_MOST_CASES = 300
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATES = (
    ("Overleggen", "Overlegdatum"),
    ("Casussen", "Overlegdatum"),
    ("Casussen", "Aanmelddatum"),
    ("Deelnames", "Datum"),
)


def quarters(register: Register, on: date) -> list[Quarter]:
    """The quarters that a register tells of up to the peildatum, the newest first; never none."""
    days = [register.table(t).dates(field) for t, field in _DATES if t in register.tables]
    known = np.concatenate([*days, np.array([], dtype="datetime64[D]")])
    known = known[~np.isnat(known)]
    newest = Quarter.of(on)
    years = known.astype("datetime64[Y]").astype(int) + 1970
    known = known[(years >= 1900) & (years <= newest.year)]
    first = Quarter.of(known.min().item()) if known.size else newest.previous
    found = [newest]
    while found[-1] > first and len(found) < _MOST_QUARTERS:
        found.append(found[-1].previous)
    return found


def likely_quarter(register: Register, on: date) -> Quarter:
    """The last quarter that is over, or else the newest that the register tells of."""
    found = quarters(register, on)
    return next((each for each in found if each.last < on), found[0])


def case_numbers(register: Register) -> list[str]:
    """Numbers of cases to choose from; none where there are too many for a list."""
    from expertteam_xl.disclosure import may_be_shown

    if "Casussen" not in register.tables:
        return []
    known = register.table("Casussen").objects("Casusnummer")
    shown = dict.fromkeys(str(n) for n in known if n is not None and may_be_shown(str(n)))
    return list(shown) if len(shown) <= _MOST_CASES else []


def parse_quarter(text: str) -> Quarter:
    """The quarter that was chosen.

    Raises:
        RegisterError: nothing was, or it is none.
    """
    if not text:
        raise RegisterError("Kies een kwartaal.")
    return Quarter.parse(text)


def parse_period(text: str) -> Period:
    """The quarter or year that was chosen.

    Raises:
        RegisterError: nothing was, or it is none.
    """
    from expertteam_xl.monitoring import Period

    if _YEAR.fullmatch(text):
        return Period(int(text))
    return Period.of(parse_quarter(text))


def parse_case(register: Register, text: str) -> int:
    """The row of the case that was asked for.

    Raises:
        RegisterError: nothing was typed, or there is no such case.
    """
    from expertteam_xl.disclosure import may_be_shown
    from expertteam_xl.forms.case import find_case, near_case

    number = text.strip()
    if not number:
        raise RegisterError("Typ of kies een casusnummer.")
    if "Casussen" not in register.tables:
        raise RegisterError("Dit register heeft geen lijst met casussen.")
    row = find_case(register, number)
    if row is None:
        near = near_case(register, number)
        asked = f"De casus ‘{number}’" if may_be_shown(number) else "Deze casus"
        hint = f" Bedoelde u ‘{near}’?" if near else ""
        raise RegisterError(f"{asked} staat niet in het register.{hint}")
    return row


def declare(dossier: Dossier, quarter: Quarter, *, concept: bool) -> None:
    """Split the time of a quarter, and put the workbooks in one zip."""

    def work(task: Task) -> None:
        from expertteam_xl.commands import declareer

        register, folder = register_of(dossier), _folder(dossier)
        task("Tijd verdelen")
        brought = dossier.brought.declared
        brought.mkdir(exist_ok=True)
        split, earlier = declareer.split_now(register, quarter, brought, on=dossier.on)
        task("Declaraties schrijven")
        files = declareer.write_now(
            split, earlier, folder, template=None, concept=concept, overwrite=False
        )
        notes = [*earlier.notes, *declareer.notes_on(split, earlier, files, register)]
        kind = "CONCEPT-" if concept else ""
        made = (_zipped(files, folder / f"{kind}declaratie-{quarter}.zip"),) if files else ()
        notes += _remarks(split, concept=concept and bool(files))
        dossier.products.insert(0, _declaration(split, made, notes, concept=concept))

    dossier.begin(f"Declaraties van {quarter}", ("Tijd verdelen", "Declaraties schrijven"), work)


def count_figures(dossier: Dossier, period: Period, audience: str, *, pdf: bool) -> None:
    """Make the monitor of a quarter or a year."""

    def work(task: Task) -> None:
        from expertteam_xl.commands import monitor
        from expertteam_xl.outputs.monitor_tiles import tile_lines

        register = register_of(dossier)
        plan = monitor.Plan(period, audience, _folder(dossier), pdf=pdf)
        task("Kengetallen tellen")
        figures = monitor.figures_now(register, plan, on=dossier.on)
        task("Monitor schrijven")
        files = monitor.write_now(figures, plan)
        notes = monitor.remarks(register, plan)
        if audience == "intern":
            notes.append("Deze monitor is alleen voor het team zelf: geef hem niet door.")
        else:
            notes.append("Een punt is een verborgen aantal; n.b. is niet te bepalen.")
        dossier.products.insert(
            0,
            Product(
                f"Monitor {period}, {audience}",
                tuple(files),
                tuple(for_page(note) for note in notes),
                ("Kerncijfer", "Waarde"),
                tuple((str(name), str(value)) for name, value in tile_lines(figures)),
            ),
        )

    steps = ("Kengetallen tellen", "Monitor schrijven")
    dossier.begin(f"Monitor van {period}", steps, work)


def fill_form(dossier: Dossier, row: int, kind: str) -> None:
    """Make a form of one case."""

    def work(task: Task) -> None:
        from expertteam_xl.disclosure import may_be_shown
        from expertteam_xl.forms.fields import FORMS
        from expertteam_xl.forms.making import make_form

        register = register_of(dossier)
        task("Formulier schrijven")
        made = make_form(register, row, FORMS[kind], _folder(dossier), dossier.on)
        number = made.case.number if may_be_shown(made.case.number) else "deze casus"
        title = f"Formulier {kind} van {number}"
        dossier.products.insert(0, Product(title, (made.path,), made.notes))

    dossier.begin(f"Formulier {kind}", ("Formulier schrijven",), work)


def register_of(dossier: Dossier) -> Register:
    """The register that was read.

    Raises:
        RegisterError: the visitor is done with it.
    """
    if dossier.report is None:
        raise RegisterError(NOT_OPEN)
    return dossier.report.register


def _folder(dossier: Dossier) -> Path:
    """A new folder for what is made now, so that nothing is in its way."""
    folder = dossier.brought.results / str(len(dossier.products) + 1)
    while folder.exists():
        folder = folder.with_name(f"{folder.name}a")
    folder.mkdir(parents=True)
    return folder


def _zipped(files: Sequence[Path], target: Path) -> Path:
    """The files in one, under their own names."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in files:
            archive.write(path, path.name)
    return target


def _declaration(
    split: Split, made: tuple[Path, ...], notes: Sequence[str], *, concept: bool
) -> Product:
    from expertteam_xl.terminal_declaration import euros

    rows: list[tuple[str, ...]] = []
    if made:
        rows = [
            (name, f"{amount.minuten} min", euros(amount.cent))
            for name, amount in split.by_gemeente.items()
        ]
        if split.unallocated.minuten or split.unallocated.cent:
            left = split.unallocated
            rows.append(("niet toewijsbaar", f"{left.minuten} min", euros(left.cent)))
        rows.append(("totaal", f"{split.total.minuten} min", euros(split.total.cent)))
    shown = tuple(str(finding) for finding in split.blocking[:_MOST_SHOWN])
    return Product(
        f"Declaraties {split.quarter}{' (concept)' if concept and made else ''}",
        made,
        tuple(for_page(note) for note in notes),
        ("Gemeente", "Tijd", "Bedrag") if rows else (),
        tuple(rows),
        shown,
        max(0, len(split.blocking) - len(shown)),
    )


def _remarks(split: Split, *, concept: bool) -> Iterator[str]:
    """What the amounts do not show by themselves."""
    if concept:
        yield "Op elke pagina staat CONCEPT; deze declaratie telt later niet als verstuurd."
    cut = sum(each.afgetopt_min for each in split.per_partner.values())
    if cut:
        minutes = count(cut, "minuut is", "minuten zijn")
        yield f"Boven het maximum per overleg: {minutes} niet gedeclareerd."
    late = sum(line.nagekomen for line in split.lines)
    if late:
        yield f"Van eerdere kwartalen: {count(late, 'regel', 'regels')}."
    if not split.lines and not split.blocking:
        yield "In dit kwartaal is er niets te declareren."
    yield from split.notes
    blocking = set(split.blocking)
    others = [finding for finding in split.findings if finding not in blocking]
    yield from (str(finding) for finding in others[:_MOST_SHOWN])
    if len(others) > _MOST_SHOWN:
        yield f"En nog {len(others) - _MOST_SHOWN} andere opmerkingen; zie de bevindingen."

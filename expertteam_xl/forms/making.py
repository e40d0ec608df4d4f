"""Makes the form of one case: filled, searched for leaks, and written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expertteam_xl.errors import RegisterError
from expertteam_xl.files import make_folder, same_file
from expertteam_xl.forms.case import CaseFacts, case_facts
from expertteam_xl.forms.fields import ADVICE, FormSpec
from expertteam_xl.forms.filling import file_name, filled_form, refuse_leaks
from expertteam_xl.forms.others import used_numbers
from expertteam_xl.outputs.own_template import Template, read_template
from expertteam_xl.outputs.templates import template as shipped
from expertteam_xl.outputs.together import refuse_taken, write_together
from expertteam_xl.register.model import Register


@dataclass(frozen=True)
class MadeForm:
    """A form that was written.

    Attributes:
        path: the file.
        case: what the register knew of the case.
        notes: what to tell, whole sentences.
    """

    path: Path
    case: CaseFacts
    notes: tuple[str, ...]


def make_form(
    register: Register,
    row: int,
    form: FormSpec,
    folder: Path,
    on: date,
    *,
    template: Template | None = None,
    overwrite: bool = False,
) -> MadeForm:
    """Write the form of a case.

    Args:
        register: what was read.
        row: of the case in the table Casussen.
        form: which form.
        folder: where it comes; made when absent.
        on: the peildatum.
        template: the region's own template; None for the one that is shipped.
        overwrite: whether a form that is there may be replaced.

    Raises:
        RegisterError: the file exists or can't be written, the template can't be used, or the
            form would hold something of another case.
    """
    case = case_facts(register, row, on)
    path = folder / file_name(form, case)
    refuse_taken([path], overwrite=overwrite)
    _refuse_source(path, register.path, "het register")
    _refuse_source(path, template, "het sjabloon")
    if form is ADVICE and case.advice is None:
        case = case_facts(register, row, on, taken=used_numbers(folder, path))
    look = read_template(shipped(form.template) if template is None else template)
    data = filled_form(look, form, case, on)
    refuse_leaks(data, look, register, case)
    make_folder(folder)
    write_together({path: data}, overwrite=overwrite)
    return MadeForm(path, case, tuple(_notes(register, form, case)))


def _refuse_source(path: Path, source: Template | None, what: str) -> None:
    """Refuses a form that would come in the place of what it is made from.

    Raises:
        RegisterError: it would.
    """
    if isinstance(source, str | Path) and same_file(path, Path(source)):
        raise RegisterError(
            f"'{path.name}' is {what} zelf en wordt niet vervangen; kies met --naar een andere map."
        )


def _notes(register: Register, form: FormSpec, case: CaseFacts) -> list[str]:
    notes = []
    if form is ADVICE and case.advice is not None:
        notes.append(
            f"Elk overleg van deze casus heeft al een advies; dit is het laatste, zoals het in het "
            f"register staat. Voor een nieuw advies: geef het nummer {case.advice_number}, en "
            "verbeter overleg, datum en de rest."
        )
    elif form is ADVICE and case.talk is None:
        notes.append(
            "Het register noemt geen overleg van deze casus; vul het overlegnummer zelf in, of "
            "laat het leeg bij een mondeling advies."
        )
    if form is not ADVICE and case.closing is not None:
        notes.append(
            "Deze casus heeft al een afsluiting; dit is de laatste, zoals zij in het register "
            "staat."
        )
    if register.password is not None:
        notes.append(
            "Het register heeft een wachtwoord; het formulier heeft er geen, zodat wie het invult "
            "het kan openen."
        )
    return notes

"""The command ``profiel``: which column is which, confirmed by a person and remembered."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expertteam_xl.called import typed
from expertteam_xl.commands import options
from expertteam_xl.commands.common import DONE, Progress, must_exist
from expertteam_xl.commands.jsonfile import JSON_ADVICE, check_json_target
from expertteam_xl.commands.password import password_for
from expertteam_xl.dutch_click import DutchCommand
from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import READABLE
from expertteam_xl.text import count, listed

if TYPE_CHECKING:
    from expertteam_xl.profile.answers import Answers
    from expertteam_xl.profile.model import Profile
    from expertteam_xl.profile.propose import Inspection

_STEPS = ("Register openen", "Lijsten herkennen", "Kolommen bekijken")
_PROPOSING = ("Lijsten voorstellen", "Kolommen voorstellen", "Woorden voorstellen")
_ADVICE = "kies met --naar een andere map, of met --profiel een andere naam"


@click.command(cls=DutchCommand)
@options.register
@options.peildatum
@options.profiel
@options.config
@options.naar
@click.option(
    "--overschrijf",
    is_flag=True,
    help="Vul een profiel aan dat er al staat; wat bevestigd is en uw opmerkingen blijven.",
)
@click.option(
    "--json",
    "json_file",
    metavar="BESTAND",
    help="Schrijf wat herkend is en wat te bevestigen blijft ook als JSON; - is de "
    "standaarduitvoer.",
)
@options.wachtwoord
def profiel(  # noqa: PLR0913 - an argument for every option
    *,
    register: Path,
    peildatum: date | None,  # noqa: ARG001 - every command that takes a register has it
    profiel: Path | None,
    config: Path | None,
    naar: Path | None,
    overschrijf: bool,
    json_file: str | None,
    wachtwoord: bool,
) -> None:
    """Leg vast welke kolom welke is, en wat uw woorden betekenen.

    Het programma laat zien hoe het uw register leest en vraagt wat het niet zeker weet. Uw
    antwoorden komen in <naam>.profiel.toml naast het register en gelden vanaf dan. Zonder venster
    om in te antwoorden staan de voorstellen in dat bestand met een vraagteken erachter.
    """
    from expertteam_xl.files import as_on_disk

    register = as_on_disk(register)
    must_exist(register, "Het register")
    if config is not None:
        must_exist(config, "Het instellingenbestand")
    target = _target(register, profiel, naar)
    _check_target(target, register, overwrite=overschrijf)
    check_json_target(json_file, register, overwrite=overschrijf)
    password = password_for(register, asked=wachtwoord)
    _Command(register, target, json_file).run(config, password)
    click.get_current_context().exit(DONE)


def _target(register: Path, given: Path | None, folder: Path | None) -> Path:
    """Where the profile comes."""
    from expertteam_xl.profile.read import profile_beside

    if given is not None:
        return given if folder is None or given.parent != Path() else folder / given.name
    beside = profile_beside(register)
    return beside if folder is None else folder / beside.name


def _check_target(target: Path, register: Path, *, overwrite: bool) -> None:
    """Refuse, before the questions, a place where the profile can't or should not come.

    Raises:
        RegisterError: it can't or should not come there.
    """
    from expertteam_xl.files import explained, full_path, same_file

    with explained(target, _ADVICE):
        is_folder, taken = target.is_dir(), target.exists()
    if same_file(target, register) or target.suffix.lower() in READABLE:
        raise RegisterError(
            f"'{target.name}' is de naam van een werkmap en kan geen profiel zijn; kies met "
            "--profiel een naam die op .toml eindigt."
        )
    if is_folder:
        raise RegisterError(f"'{target}' is een map; kies met --profiel een bestand.")
    if taken and not overwrite:
        raise RegisterError(
            f"{target.name} bestaat al in de map '{full_path(target).parent}'; zet --overschrijf "
            "achter de opdracht om het aan te vullen. Wat er bevestigd in staat en uw eigen "
            "opmerkingen blijven. Een voorstel bevestigt u door in dat bestand het vraagteken weg "
            "te halen."
        )


class _Command:
    """One run: read, ask or propose, write, tell."""

    def __init__(self, register: Path, target: Path, json_file: str | None) -> None:
        self._register = register
        self._target = target
        self._json_file = json_file
        self._err = json_file == "-"
        self._changes: tuple[str, ...] = ()

    def run(self, config: Path | None, password: str | None) -> None:
        from expertteam_xl.profile.answers import applied
        from expertteam_xl.profile.gone import tidied
        from expertteam_xl.profile.model import Profile

        text = self._existing()
        known = self._known(text) if text else Profile()
        with Progress(_STEPS) as progress:
            look = self._open(config, password, progress)
            progress("Kolommen bekijken")
            before = tidied(text, known, look)
            if before.text != text:
                text, known = before.text, self._known(before.text)
            seen = look(known)
            if not seen.lists and not seen.guesses:
                raise RegisterError(_nothing(self._register.name))
        answers = self._answers(look, known)
        final = look(applied(known, answers, assume=True))
        self._write(answers, final, text)
        self._changes = before.notices
        self._tell(answers, look(applied(known, answers)))

    def _answers(self, look: _Looker, known: Profile) -> Answers:
        """What the person at the terminal says; without a terminal what is proposed."""
        from expertteam_xl.commands.conversation import Conversation
        from expertteam_xl.profile.answers import Answers
        from expertteam_xl.profile.proposals import propose_rest

        if sys.stdin is not None and sys.stdin.isatty():
            return Conversation(look, known, err=self._err).run()
        answers = Answers()
        with Progress(_PROPOSING) as progress:
            propose_rest(look, known, answers, progress)
        return answers

    def _existing(self) -> str:
        """The text of the profile that is added to; empty without one."""
        from expertteam_xl.profile.read import profile_beside, profile_text

        for path in (self._target, profile_beside(self._register)):
            if path.is_file():
                return profile_text(path)
        return ""

    def _known(self, text: str) -> Profile:
        from expertteam_xl.profile.read import parsed, profile_from

        return profile_from(parsed(text, self._target.name), self._target.name, text)

    def _open(self, config: Path | None, password: str | None, progress: Progress) -> _Looker:
        from expertteam_xl.profile.propose import inspect
        from expertteam_xl.register import opened

        workbook, settings = opened(
            self._register, password=password, config=config, progress=progress
        )
        return _Looker(functools.partial(inspect, workbook, settings))

    def _write(self, answers: Answers, final: Inspection, existing: str) -> None:
        from expertteam_xl.files import make_folder, write_text
        from expertteam_xl.profile.write import profile_toml

        text = profile_toml(self._register.name, answers, final.seen, existing)
        make_folder(self._target.parent)
        write_text(self._target, text, _ADVICE)

    def _tell(self, answers: Answers, read: Inspection) -> None:
        from expertteam_xl.files import full_path, write_text

        if self._json_file:
            import json

            facts = self._facts(answers, read, full_path(self._target))
            text = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
            if self._json_file == "-":
                click.echo(text.encode(errors="replace"), nl=False)
            else:
                write_text(Path(self._json_file), text, JSON_ADVICE)
        for line in self._lines(answers, read):
            click.echo(line, err=self._err)

    def _facts(self, answers: Answers, read: Inspection, path: Path) -> dict[str, Any]:
        from expertteam_xl.register.references import column_letters as letters

        return {
            "versie": 1,
            "register": self._register.name,
            "profiel": self._target.name,
            "bladen": [
                {
                    "blad": each.sheet,
                    "tabel": each.table,
                    "kopregel": each.header_row,
                    "rijen": each.rows,
                    "kolommen": [
                        {"kop": c.header, "veld": c.field, "kolom": letters(c.column), "hoe": c.how}
                        for c in each.columns
                        if c.field and not c.double
                    ],
                    "onbekend": [
                        c.header
                        for c in each.columns
                        if c.double or not (c.field or c.how == "profiel")
                    ],
                }
                for each in read.lists
            ],
            "te_bevestigen": [
                {
                    "soort": question.kind,
                    "waar": question.where,
                    "wat": question.what,
                    "voorstel": question.proposal,
                    "vraag": question.text,
                }
                for question in answers.questions
            ],
            "bestanden": [str(path)],
        }

    def _lines(self, answers: Answers, read: Inspection) -> list[str]:
        from expertteam_xl.files import full_path
        from expertteam_xl.profile.read import profile_beside
        from expertteam_xl.terminal import wrapped

        lines = [""]
        for notice in (*read.notices, *self._changes):
            lines += wrapped(notice, indent=0)
        lines += ["Profiel geschreven", f"  {full_path(self._target)}", *wrapped(_told(answers))]
        lines += _to_confirm(answers)
        beside = self._target == profile_beside(self._register)
        given = "" if beside else f' --profiel "{self._target}"'
        check = typed(f'controleer "{self._register}"{given}')
        lines += ["", "Wat nu"]
        if not answers.questions:
            return [*lines, f"  {check}"]
        confirm = _HOW_TO_CONFIRM.format(name=self._target.name)
        lines += [*wrapped(f"1. {confirm}", hang=3), "  2. Bewaar het, en controleer dan:"]
        return [*lines, f"     {check}"]


class _Looker:
    """Reads the register with a profile; with the same one only once."""

    def __init__(self, inspect: Callable[[Profile], Inspection]) -> None:
        self._inspect = inspect
        self._known: dict[str, Inspection] = {}

    def __call__(self, profile: Profile) -> Inspection:
        key = repr((profile.sheets, profile.columns, profile.values))
        if key not in self._known:
            self._known[key] = self._inspect(profile)
        return self._known[key]


def _nothing(name: str) -> str:
    return (
        f"In {name} staat geen lijst waar een profiel bij kan; controleer of dit het register is, "
        "en of boven de lijst kolomkoppen staan."
    )


def _to_confirm(answers: Answers) -> list[str]:
    """What is left for a person to confirm in the file, numbered."""
    from expertteam_xl.terminal import wrapped

    lines = ["", "Te bevestigen"] if answers.questions else []
    for number, question in enumerate(answers.questions, 1):
        lines += wrapped(f"{number:>2}. {question.text}", hang=4)
    return lines


def _told(answers: Answers) -> str:
    """How much was confirmed in this run."""
    columns, words = (
        sum(not value.endswith("?") for lines in parts.values() for value in lines.values())
        for parts in (answers.columns, answers.values)
    )
    parts = [
        count(number, one, many)
        for number, one, many in ((columns, "kolom", "kolommen"), (words, "woord", "woorden"))
        if number
    ]
    return f"Nieuw vastgelegd: {listed(parts)}." if parts else "Er is niets nieuws vastgelegd."


_HOW_TO_CONFIRM = (
    "Open {name} (bijvoorbeeld in Kladblok) en haal het vraagteken weg waar het voorstel klopt, of "
    "vul in wat het wel is. Wat een vraagteken houdt, telt niet."
)

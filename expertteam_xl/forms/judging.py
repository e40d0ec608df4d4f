"""Which rows a form becomes: compared with the register, and with the forms before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from expertteam_xl.disclosure import may_be_shown
from expertteam_xl.forms.fields import ADVICE, CLOSING
from expertteam_xl.forms.known import Known, advised, agreed, closed, key
from expertteam_xl.forms.numbering import nearest
from expertteam_xl.forms.reading import FieldProblem, FilledForm, FilledLine
from expertteam_xl.register.model import Register
from expertteam_xl.text import listed


class Taken(Enum):
    """What became of a form; the value is what the JSON calls it."""

    ADDED = "toegevoegd"
    TO_PASTE = "te plakken"
    THERE = "stond er al"
    REFUSED = "niet toegevoegd"
    NO_FORM = "geen formulier"


@dataclass(frozen=True)
class NewRow:
    """A row to add to the register.

    Attributes:
        table: its table.
        values: header to value; what is blank is left out.
        form: index of the form that it came from.
    """

    table: str
    values: Mapping[str, Any]
    form: int = 0


@dataclass(frozen=True)
class Judgement:
    """What is to be done with a form.

    Attributes:
        taken: `Taken.ADDED` when its rows may be added.
        rows: those rows.
        problems: why not.
        notes: what else to tell, whole sentences.
    """

    taken: Taken
    rows: tuple[NewRow, ...] = ()
    problems: tuple[FieldProblem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Judge:
    """Judges forms one after the other; each knows the rows of those before it.

    Attributes:
        register: what was read.
        known: the rows that are there.
    """

    register: Register
    known: Known

    def judge(self, form: FilledForm, index: int = 0) -> Judgement:
        """What is to be done with a form.

        Args:
            form: as it was read.
            index: its place among the forms.
        """
        if (there := self._there(form)) is not None:
            return Judgement(Taken.THERE, notes=(there,))
        problems = [*form.problems, *self._references(form)]
        if form.form is ADVICE:
            problems += self._numbers(form)
        if problems:
            return Judgement(Taken.REFUSED, problems=tuple(problems))
        form = self._as_registered(form)
        notes = list(self._notes(form))
        rows = [NewRow(form.form.table, _filled(form.values), index)]
        for line in form.lines:
            values = _of_line(form, line)
            if self._is_agreed(line, values):
                notes.append(f"Afspraak {_shown(values['Nr'])} stond al in het register.")
            else:
                rows.append(NewRow(line.line.table, _filled(values), index))
        for row in rows:
            self.known.add(row.table, row.values, f"formulier {form.name}")
        return Judgement(Taken.ADDED, tuple(rows), notes=tuple(notes))

    def _as_registered(self, form: FilledForm) -> FilledForm:
        """The form with its casus- and overlegnummer as the register writes them."""
        known = {"Casusnummer": self.known.cases, "Overlegnummer": self.known.meetings}
        values = dict(form.values)
        for header, numbers in known.items():
            if values.get(header) is not None:
                values[header] = numbers.get(key(values[header]), values[header])
        return replace(form, values=values)

    def _there(self, form: FilledForm) -> str | None:
        """That a form was taken in before; None when it was not."""
        case = key(form.values["Casusnummer"])
        if not case:
            return None
        if form.form is CLOSING:
            where = self.known.closings.get(closed(form.values))
            return None if where is None else f"Deze afsluiting staat er al ({where.place})."
        number = form.values["Adviesnummer"]
        where = self.known.advices.get(key(number)) if number else None
        if where is not None and where.case == case:
            return (
                f"Advies {_shown(number)} van deze casus staat er al ({where.place}); wat op het "
                "formulier anders is, verbetert u in het register zelf."
            )
        same = (form.values, {**form.values, "Overlegnummer": None})
        found = (self.known.meetings_advised.get(advised(values)) for values in same)
        where = next((each for each in found if each is not None), None)
        if where is not None and form.values["Adviesdatum"] is not None:
            return (
                f"Het advies van deze casus, dit overleg en deze datum staat er al ({where.place})."
            )
        return None

    def _references(self, form: FilledForm) -> Iterator[FieldProblem]:
        """A casusnummer or overlegnummer that the register does not have."""
        fields, known = form.form.by_header, self.known
        case = form.values["Casusnummer"]
        if case and known.cases and key(case) not in known.cases:
            near = _near(case, known.cases)
            yield form.problem(
                fields["Casusnummer"], f"deze casus staat niet in het register.{near}"
            )
        meeting = form.values.get("Overlegnummer")
        if meeting and known.meetings and key(meeting) not in known.meetings:
            near = _near(meeting, known.meetings)
            text = f"dit overleg staat niet in het register.{near} Verbeter het nummer, of zet het "
            yield form.problem(fields["Overlegnummer"], f"{text}overleg eerst in het register.")
        agreements = any(line.line.table == "Afspraken" for line in form.lines)
        if agreements and not meeting:
            text = "afspraken horen bij een overleg; vul het nummer van het overleg in."
            yield form.problem(fields["Overlegnummer"], text)

    def _numbers(self, form: FilledForm) -> Iterator[FieldProblem]:
        """Numbers that another advice, goal or agreement has already."""
        number = form.values["Adviesnummer"]
        where = self.known.advices.get(key(number)) if number else None
        if where is not None:
            text = f"dit nummer heeft een advies van een andere casus al ({where.place}); "
            yield form.problem(
                form.form.by_header["Adviesnummer"], f"{text}geef dit advies een eigen nummer."
            )
        for line in form.lines:
            values = _of_line(form, line)
            if line.line.table == "Doelen":
                what, other = "een doel", self.known.goals.elsewhere(key(values["Doelnummer"]))
            elif self._is_agreed(line, values):
                continue
            else:
                what = "een afspraak"
                other = self.known.agreement_numbers.elsewhere(key(values["Nr"]))
            if other:
                text = f"dit nummer heeft {what} al ({other}); geef deze rij een eigen nummer."
                yield form.problem(line.line.fields[0], text)

    def _is_agreed(self, line: FilledLine, values: Mapping[str, Any]) -> bool:
        return line.line.table == "Afspraken" and agreed(values) in self.known.agreements

    def _notes(self, form: FilledForm) -> Iterator[str]:
        """What is worth a look, and stops nothing."""
        blank = [each.header for each in form.form.fields if form.values[each.header] is None]
        if blank:
            yield f"Leeg gelaten: {listed(blank)}."
        yield from _early(form)
        case, meeting = key(form.values["Casusnummer"]), form.values.get("Overlegnummer")
        if meeting and self.known.talks and (key(meeting), case) not in self.known.talks:
            yield "Volgens Besprekingen is deze casus niet in dit overleg besproken."
        where = self.known.closed.get(case)
        if form.form is CLOSING and where is not None:
            yield (
                f"Er staat al een andere afsluiting van deze casus ({where.place}); kijk of beide "
                "kloppen."
            )


def _early(form: FilledForm) -> Iterator[str]:
    """Dates that come before the advice itself, as when an older form was filled in anew."""
    day = form.values.get("Adviesdatum")
    later = ("Besluit verzonden op", "Aan consulent op", "Aan ouders/jeugdige op", "Aanvaard op")
    early = [h for h in later if day and (found := form.values.get(h)) and found < day]
    if early:
        yield f"Voor de adviesdatum {'ligt' if len(early) == 1 else 'liggen'}: {listed(early)}."


def _of_line(form: FilledForm, line: FilledLine) -> dict[str, Any]:
    """A row of goals or agreements with what it gets from the form as a whole."""
    if line.line.table == "Doelen":
        return {**line.values, "Adviesnummer": form.values["Adviesnummer"]}
    return {
        **line.values,
        "Overlegnummer": form.values["Overlegnummer"],
        "Casusnummer": form.values["Casusnummer"],
    }


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {header: value for header, value in values.items() if value is not None}


def _near(number: str, known: Mapping[str, str]) -> str:
    """``Bedoelde u …?`` for a number that is close to a known one; else nothing."""
    close = nearest(number, known.values())
    return f" Bedoelde u '{close}'?" if close else ""


def _shown(number: Any) -> str:
    """A number as it may be repeated."""
    return str(number) if may_be_shown(str(number)) else "met dit nummer"

"""What a person said, or was proposed, about a register: the lines of its profile to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from expertteam_xl.profile.guess import FIRST_TABLE
from expertteam_xl.profile.model import Profile, SheetRule, column_key, sheet_key
from expertteam_xl.profile.propose import Inspection, SeenColumn
from expertteam_xl.profile.read import UNCONFIRMED
from expertteam_xl.profile.words import Word
from expertteam_xl.register.references import column_letters as letters
from expertteam_xl.text import fold


@dataclass(frozen=True)
class Question:
    """Something that is left for a person to confirm in the file.

    Attributes:
        kind: ``lijst``, ``kolom``, ``verplichte kolom`` or ``waarde``.
        where: the sheet, or the field of a value.
        what: the header, the spelling, or the address of a value that isn't shown.
        proposal: what is proposed; None when nothing is.
        text: the question in plain Dutch.
    """

    kind: str
    where: str
    what: str
    proposal: str | None
    text: str


@dataclass
class Answers:
    """Lines of a profile; a value that ends in a question mark is a proposal.

    Attributes:
        sheets: sheet to table and header row.
        columns: sheet key to column key to field.
        values: key of a field to spelling to word.
        remarks: what to say behind a line, by its group, part and key.
        questions: what is left to confirm.
        places: sheet key and folded column key to the sheet and column that were first so named.
    """

    sheets: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    remarks: dict[tuple[str, ...], str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def say(self, column: SeenColumn, name: str) -> tuple[str, str]:
        """Take note that a column is a field; an empty name for a column that is not ours.

        Where another column of the same name is something else, its letters name this one.

        Returns:
            Sheet key and column key of the line.
        """
        sheet, key = column.sheet, self._key(column)
        lines = self.columns.setdefault(sheet, {})
        first = self.places.setdefault((sheet, fold(key)), column.place)
        if first != column.place and lines.get(key, name) != name:
            sheet, key = column.place[0], column_key(column.column)
            lines = self.columns.setdefault(sheet, {})
        lines[key] = name
        return sheet, key

    def _key(self, column: SeenColumn) -> str:
        """The column's key as it was written before: capitals and blanks do not count."""
        lines = self.columns.get(column.sheet, {})
        return next((key for key in lines if fold(key) == fold(column.key)), column.key)

    def said(self, column: SeenColumn) -> str | None:
        """What was said about this column, or one of the same name; None when nothing was."""
        letters_key = column_key(column.column)
        own = self.columns.get(column.place[0], {}).get(letters_key)
        return own if own is not None else self.columns.get(column.sheet, {}).get(self._key(column))

    def knows(self, column: SeenColumn) -> bool:
        """Whether something was said about this column, or one of the same name."""
        return self.said(column) is not None

    def mean(self, word: Word, meant: str) -> None:
        """Take note of what a word means."""
        if word.spelling is not None:
            self.values.setdefault(word.key, {})[word.spelling] = meant

    def propose_lists(self, inspection: Inspection) -> None:
        """Propose what each sheet holds in which no list was found."""
        for guess in inspection.guesses:
            if guess.sheet in self.sheets:
                continue
            table = guess.table or FIRST_TABLE
            likely = f"waarschijnlijk {table}" if guess.table else "onbekend welke"
            self.sheets[guess.sheet] = (f"{table}{UNCONFIRMED}", guess.header_row)
            self.remarks["bladen", guess.sheet, "lijst"] = _LIST
            self.questions.append(
                Question(
                    "lijst",
                    guess.sheet,
                    f"rij {guess.header_row}",
                    table,
                    f"Blad '{guess.sheet}': welke lijst is dit ({likely}), en staat de kop op rij "
                    f"{guess.header_row}?",
                )
            )

    def propose_columns(self, inspection: Inspection) -> None:
        """Propose what each column is that is not known for certain."""
        asked: set[tuple[str, str]] = set()
        for number, each in enumerate(inspection.lists):
            twin = next((x for x in inspection.lists[:number] if x.is_twin(each)), None)
            for column in each.columns:
                if column.uncertain and not self.knows(column):
                    self._propose(each.sheet, column, twin.sheet if twin else None)
            proposed = {c.field for c in each.columns if c.how == "lijkt_op"}
            for name in each.missing:
                if name not in proposed and (sheet_key(each.sheet), name) not in asked:
                    asked.add((sheet_key(each.sheet), name))
                    self._ask_missing(each.sheet, name)

    def _propose(self, sheet: str, column: SeenColumn, twin: str | None) -> None:
        """Propose what a column is; a sheet with the same header as a twin adds to its question."""
        where = f"kolom {letters(column.column)}"
        if column.header:
            where += f" '{column.header}' ({column.samples})"
        if column.double:
            proposal, text = None, f"{where} is ook {column.field}; welke van de twee telt?"
        elif column.field:
            proposal, text = column.field, f"is {where} de kolom {column.field}?"
        else:
            proposal, text = (
                None,
                f"{where} is niet bekend; is die van uzelf, of welke kolom is het?",
            )
        line = self.say(column, f"{proposal or ''}{UNCONFIRMED}")
        self.remarks["kolommen", *line] = (
            f"{letters(column.column)}: {column.samples}; {_HOW if proposal else _WHICH}"
        )
        for place, asked in enumerate(self.questions):
            if asked.kind == "kolom" and (asked.where, asked.what) == (twin, column.key):
                more = f"{asked.text} Ook op blad '{sheet}'."
                self.questions[place] = replace(asked, text=more)
                return
        self.questions.append(
            Question("kolom", sheet, column.key, proposal, f"Blad '{sheet}': {text}")
        )

    def _ask_missing(self, sheet: str, name: str) -> None:
        text = f"Blad '{sheet}': welke kolom is '{name}'? Die is verplicht en niet gevonden."
        self.questions.append(Question("verplichte kolom", sheet, name, None, text))

    def propose_words(self, inspection: Inspection) -> None:
        """Propose what each word means that no list of ours knows."""
        for word in inspection.words:
            if word.spelling in self.values.get(word.key, {}):
                continue
            self.mean(word, f"{word.proposal or ''}{UNCONFIRMED}")
            times = "" if word.count == 1 else f" ({word.count} keer)"
            if word.spelling is None:
                self.questions.append(
                    Question("waarde", word.key, word.cell, None, personal_text(word))
                )
                continue
            self.remarks["waarden", word.key, word.spelling] = (
                f"{word.count} ×, eerst in {word.cell}; {_HOW if word.proposal else _WORD}"
            )
            means = f"is dat '{word.proposal}'?" if word.proposal else "welke keuze is dat?"
            text = f"{word.key}: '{word.spelling}'{times}, {means}"
            self.questions.append(Question("waarde", word.key, word.spelling, word.proposal, text))


def personal_text(word: Word) -> str:
    """That a value is none of the choices, for one that could be about a person."""
    more = "" if word.count == 1 else f" ({word.count} keer)"
    return (
        f"{word.column.header}: wat in {word.cell} staat{more}, is geen bekende keuze en wordt "
        "hier niet getoond; verbeter het in het register."
    )


_HOW = "klopt het? haal dan het vraagteken weg"
_LIST = 'klopt het? haal dan het vraagteken weg; "" als dit geen lijst is'
_WHICH = 'welke kolom is dit? "" als zij van uzelf is'
_WORD = "welke keuze is dit?"
OUR_REMARKS = (_HOW, _LIST, _WHICH, _WORD)
"""How remarks end that this program puts behind a line."""


def applied(profile: Profile, answers: Answers, *, assume: bool = False) -> Profile:
    """The profile with what was answered.

    Args:
        profile: what held before.
        answers: what was said since.
        assume: take proposals for true, to see what else there is to ask.
    """
    sheets = dict(profile.sheets)
    for sheet, (table, row) in answers.sheets.items():
        if (name := _settled(table, assume=assume)) is not None:
            sheets[sheet] = SheetRule(name, row)
    return replace(
        profile,
        sheets=MappingProxyType(sheets),
        columns=_merged(profile.columns, answers.columns, assume=assume),
        values=_merged(profile.values, answers.values, assume=assume),
    )


def _merged(
    known: Mapping[str, Mapping[str, str]],
    said: Mapping[str, Mapping[str, str]],
    *,
    assume: bool,
) -> Mapping[str, Mapping[str, str]]:
    merged = {part: dict(lines) for part, lines in known.items()}
    for part, lines in said.items():
        for key, value in lines.items():
            if (name := _settled(value, assume=assume)) is not None:
                merged.setdefault(part, {})[key] = name
    return MappingProxyType({part: MappingProxyType(lines) for part, lines in merged.items()})


def _settled(value: str, *, assume: bool) -> str | None:
    """The value when it was confirmed, or is taken for true; else None."""
    if not value.endswith(UNCONFIRMED):
        return value
    proposal = value.removesuffix(UNCONFIRMED)
    return proposal if assume and proposal else None

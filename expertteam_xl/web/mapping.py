"""The questions of ``profiel`` on a page: what a sheet, a column and a word is.

The answers become the same profile as the command writes, beside the register.
"""

from __future__ import annotations

import functools
import threading
from collections import Counter
from collections.abc import Collection, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path

from expertteam_xl.profile.answers import Answers, applied
from expertteam_xl.profile.gone import tidied
from expertteam_xl.profile.guess import Guess
from expertteam_xl.profile.model import Profile, sheet_key
from expertteam_xl.profile.propose import Inspection, SeenColumn, SeenList, inspect
from expertteam_xl.profile.read import choices, parsed, profile_from, profile_text
from expertteam_xl.profile.words import Word
from expertteam_xl.profile.write import profile_toml
from expertteam_xl.register.raw import RawWorkbook
from expertteam_xl.register.references import column_letters as letters
from expertteam_xl.schema import tables
from expertteam_xl.settings import Settings

OWN = ""
"""A column that is none of ours."""

_MOST_WORDS = 25
_LAST_ROW = 1_048_576


@dataclass(frozen=True)
class Ask:
    """One question, as a field of the form.

    Attributes:
        name: of the field.
        label: what is asked.
        hint: what the program knows.
        options: value and text of every choice.
        value: the choice that stands now.
        certain: whether the program needs no answer.
    """

    name: str
    label: str
    hint: str
    options: tuple[tuple[str, str], ...]
    value: str
    certain: bool = False


@dataclass(frozen=True)
class Group:
    """The questions about one sheet, or about the words of one field.

    Attributes:
        title: the sheet or the field.
        text: what the program sees there.
        asks: the questions that need an answer.
        others: those that the program is sure about.
        row_name, row: field of the header's row and its number; empty and 0 when not asked.
    """

    title: str
    text: str
    asks: tuple[Ask, ...] = ()
    others: tuple[Ask, ...] = ()
    row_name: str = ""
    row: int = 0


def is_wanted(guess: Guess, known: Collection[str]) -> bool:
    """Whether a sheet may hold a list that the register needs, and that was not found elsewhere.

    Args:
        guess: the sheet.
        known: tables that were found.
    """
    return bool(guess.table) and guess.table not in known


@dataclass
class Mapping:
    """The questions that are left, round after round, and the answers so far.

    Attributes:
        workbook: as it was opened.
        settings: the parameters that hold for it.
        target: where the profile stands and comes.
        round: number of the round, so that an old page is recognised.
        every: whether every list is shown, also one about which nothing has to be asked.
    """

    workbook: RawWorkbook
    settings: Settings
    target: Path
    round: int = 1
    every: bool = False
    _answers: Answers = field(default_factory=Answers)
    _asked: set[object] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        """Begin with the profile that is there."""
        self._text = profile_text(self.target) if self.target.is_file() else ""
        self._known = self._profile(self._text)
        before = tidied(self._text, self._known, self._look)
        if before.text != self._text:
            self._text, self._known = before.text, self._profile(before.text)
        self.now = self._look(self._known)

    def _profile(self, text: str) -> Profile:
        name = self.target.name
        return profile_from(parsed(text, name), name, text) if text else Profile()

    def _look(self, profile: Profile) -> Inspection:
        return inspect(self.workbook, self.settings, profile)

    @functools.cached_property
    def pages(self) -> tuple[Group, ...]:
        """The questions of this round, by sheet and by field; nothing when none is left."""
        groups = [*self._sheets(), *self._lists()]
        if any(self._wants(guess) for guess in self.now.guesses):
            return tuple(groups)
        return (*groups, *self._words())

    # Asking

    def _sheets(self) -> Iterator[Group]:
        for number, guess in enumerate(self.now.guesses):
            if guess.sheet in self._answers.sheets or not self._wants(guess):
                continue
            options = (("", "geen lijst van het register"), *((name, name) for name in tables()))
            shown = f" Daar staat: {', '.join(guess.headers)}." if guess.headers else ""
            yield Group(
                guess.sheet,
                "Dit blad is niet herkend. De kolomkoppen staan waarschijnlijk op rij "
                f"{guess.header_row}.{shown}",
                (Ask(f"lijst-{number}", "Welke lijst is dit?", "", options, self._likely(guess)),),
                row_name=f"rij-{number}",
                row=guess.header_row,
            )

    def _likely(self, guess: Guess) -> str:
        """What a sheet likely holds; a list that is found elsewhere already is no safe guess."""
        return "" if guess.table in {each.table for each in self.now.lists} else guess.table

    def _wants(self, guess: Guess) -> bool:
        """Whether to ask about a sheet in which no list was found."""
        known = {each.table for each in self.now.lists}
        return self.every or not known or is_wanted(guess, known)

    def _lists(self) -> Iterator[Group]:
        for number, each in enumerate(self.now.lists):
            if ("lijst", each.place) in self._asked or self._twin(each) is not None:
                continue
            asks = [self._ask(number, each, column) for column in each.columns]
            open_asks = tuple(ask for ask in asks if not ask.certain)
            if open_asks or self._homeless(each) or self.every:
                yield Group(
                    each.sheet,
                    self._told(each),
                    open_asks,
                    tuple(ask for ask in asks if ask.certain),
                    row_name=f"kop-{number}" if self._may_move(each) else "",
                    row=each.header_row,
                )

    def _ask(self, number: int, each: SeenList, column: SeenColumn) -> Ask:
        own = "telt niet mee" if column.double else "een kolom van onszelf"
        said = self._answers.said(column)
        value = said if said is not None else column.field or OWN
        if column.double and said is None:
            value = OWN
        options = ((OWN, own), *((c.header, c.header) for c in tables()[each.table].columns))
        header = f"‘{column.header}’" if column.header else "(zonder kop)"
        return Ask(
            f"kolom-{number}-{column.column}",
            f"Kolom {letters(column.column)} {header}",
            self._hint(column),
            options,
            value,
            certain=not self._open(each, column) or said is not None,
        )

    def _open(self, each: SeenList, column: SeenColumn) -> bool:
        """Whether a column asks for an answer.

        One that is likely their own does only where it can be a column that is missing.
        """
        if column.double or column.how == "lijkt_op":
            return True
        return column.uncertain and (self.every or bool(self._homeless(each)))

    @staticmethod
    def _homeless(each: SeenList) -> set[str]:
        """Required columns for which no column is proposed."""
        proposed = {column.field for column in each.columns if column.how == "lijkt_op"}
        return set(each.missing) - proposed

    @staticmethod
    def _hint(column: SeenColumn) -> str:
        seen = f"Er staat: {column.samples}. " if column.samples else ""
        if column.double:
            return f"{seen}Een andere kolom is al ‘{column.field}’."
        if column.how == "lijkt_op":
            return f"{seen}Waarschijnlijk ‘{column.field}’."
        return seen.strip()

    @staticmethod
    def _told(each: SeenList) -> str:
        text = f"Gelezen als {each.table}, kolomkoppen op rij {each.header_row}."
        if each.missing:
            names = ", ".join(f"‘{name}’" for name in each.missing)
            text += f" Verplicht en nog niet gevonden: {names}."
        return text

    def _may_move(self, each: SeenList) -> bool:
        """Whether the header may stand on another row than was found."""
        return bool(self._homeless(each)) and each.sheet not in self._answers.sheets

    def _twin(self, each: SeenList) -> SeenList | None:
        """An earlier list with the same header, whose answers hold for this one too."""
        before = self.now.lists[: self.now.lists.index(each)]
        return next((twin for twin in before if twin.is_twin(each)), None)

    def _words(self) -> Iterator[Group]:
        groups: dict[str, list[Ask]] = {}
        counted: Counter[str] = Counter()
        for number, word in enumerate(self.now.words):
            counted[word.key] += 1
            asked = ("woord", word.key, word.spelling) in self._asked
            if word.spelling is None or asked or counted[word.key] > _MOST_WORDS:
                continue
            groups.setdefault(word.key, []).append(self._ask_word(number, word, word.spelling))
        for key, asks in groups.items():
            yield Group(f"Woorden in {key}", "Deze woorden zijn niet bekend.", tuple(asks))

    @staticmethod
    def _ask_word(number: int, word: Word, spelling: str) -> Ask:
        options = (("", "laat staan"), *((name, name) for name in choices([word.column])))
        known = {value for value, _ in options}
        proposal = word.proposal or ""
        if proposal and proposal not in known:
            options = (*options, (proposal, proposal))
        return Ask(
            f"woord-{number}",
            f"‘{spelling}’",
            f"{word.count} keer, het eerst in {word.cell}.",
            options,
            proposal,
        )

    # Answering

    def answer_once(self, form: AnyMapping[str, str]) -> dict[str, str] | None:
        """Take the answers of the round that a form is of; None when that was answered already.

        Args:
            form: name of a field to what was chosen, with the number of its round.
        """
        with self._lock:
            return self.answer(form) if form.get("ronde") == str(self.round) else None

    def answer(self, form: AnyMapping[str, str]) -> dict[str, str]:
        """Take the answers of one round; where something is wrong, none is kept.

        Args:
            form: name of a field to what was chosen.

        Returns:
            Name of a field to what is wrong with it.
        """
        wrong = {**self._wrong_rows(form), **self._wrong_columns(form)}
        if wrong:
            return wrong
        for number, guess in enumerate(self.now.guesses):
            if f"lijst-{number}" in form:
                self._take_list(guess, form[f"lijst-{number}"], form.get(f"rij-{number}", ""))
        for number, each in enumerate(self.now.lists):
            self._take_columns(number, each, form)
        for number, word in enumerate(self.now.words):
            chosen = form.get(f"woord-{number}")
            if chosen is not None:
                self._asked.add(("woord", word.key, word.spelling))
                if chosen:
                    self._answers.mean(word, chosen)
        self._next()
        return {}

    def _next(self) -> None:
        self.round += 1
        self.now = self._look(applied(self._known, self._answers))
        self.__dict__.pop("pages", None)

    def _take_list(self, guess: Guess, table: str, row: str) -> None:
        if table in tables():
            self._answers.sheets[guess.sheet] = (table, int(row or guess.header_row))
        else:
            self._answers.sheets[guess.sheet] = ("", None)

    def _take_columns(self, number: int, each: SeenList, form: AnyMapping[str, str]) -> None:
        twin = self._twin(each)
        if twin is not None:
            self._same_as(twin, each)
            return
        if (moved := form.get(f"kop-{number}")) and int(moved) != each.header_row:
            self._answers.sheets[each.sheet] = (each.table, int(moved))
            return
        given = [(column, form.get(f"kolom-{number}-{column.column}")) for column in each.columns]
        for column, chosen in given:
            known = self._answers.said(column)
            before = known if known is not None else (column.field or OWN)
            if chosen is not None and (self._open(each, column) or chosen != before):
                self._answers.say(column, chosen)
        if any(chosen is not None for _, chosen in given) or f"kop-{number}" in form:
            self._asked.add(("lijst", each.place))

    def _same_as(self, twin: SeenList, each: SeenList) -> None:
        if sheet_key(twin.sheet) == sheet_key(each.sheet):
            return
        for known, column in zip(twin.columns, each.columns, strict=True):
            said = self._answers.said(known)
            if said is not None and not self._answers.knows(column):
                self._answers.say(column, said)

    def _wrong_rows(self, form: AnyMapping[str, str]) -> dict[str, str]:
        return {
            name: "Typ het nummer van een rij, zoals 4."
            for name, value in form.items()
            if name.startswith(("rij-", "kop-"))
            and value
            and not (value.isascii() and value.isdecimal() and 0 < int(value) <= _LAST_ROW)
        }

    def _wrong_columns(self, form: AnyMapping[str, str]) -> dict[str, str]:
        """Columns of one list that would be the same field, or a field that is none of ours."""
        wrong = {}
        for number, each in enumerate(self.now.lists):
            taken: dict[str, SeenColumn] = {}
            fields = {column.header for column in tables()[each.table].columns}
            for column in each.columns:
                name = f"kolom-{number}-{column.column}"
                chosen = form.get(name, OWN)
                if chosen == OWN:
                    continue
                if chosen not in fields:
                    wrong[name] = "Kies een van de mogelijkheden."
                elif chosen in taken:
                    other = letters(taken[chosen].column)
                    wrong[name] = (
                        f"Kolom {other} is ook ‘{chosen}’; kies voor een van beide iets anders."
                    )
                taken.setdefault(chosen, column)
        return wrong

    def text(self) -> str:
        """The profile as it is kept in a file: what was confirmed before, and now."""
        return profile_toml(self.workbook.name, self._answers, self.now.seen, self._text)

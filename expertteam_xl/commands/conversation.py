"""The conversation of ``profiel``: asks a person what the program is not sure about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import click

from expertteam_xl.commands.common import WIDTH
from expertteam_xl.profile.answers import Answers, applied, personal_text
from expertteam_xl.profile.guess import FIRST_TABLE, Guess
from expertteam_xl.profile.model import Profile, sheet_key
from expertteam_xl.profile.proposals import Inspect, propose_rest
from expertteam_xl.profile.propose import Inspection, SeenColumn, SeenList
from expertteam_xl.profile.read import choices, nearest
from expertteam_xl.profile.words import Word
from expertteam_xl.register.references import column_letters as letters
from expertteam_xl.register.references import parse_cell
from expertteam_xl.schema import TableSpec, tables
from expertteam_xl.terminal import wrapped
from expertteam_xl.text import count, fold

_YES, _NO = frozenset({"", "j", "ja", "y", "yes"}), frozenset({"n", "nee", "no"})
_STOP = frozenset({"s", "stop"})
_MOST_WORDS = 25
"""So many unknown words of one field are asked about, the most frequent first."""

_HOW = {
    "exact": "zelfde kop",
    "alias": "andere kop",
    "profiel": "profiel",
    "lijkt_op": "lijkt op",
    "": "onbekend",
}
_KEYS = "Enter = voorstel, n = nee, ? = alle mogelijkheden, s = stoppen en bewaren"


class _StoppedError(Exception):
    """The person wants to stop here and keep what was answered."""


class Conversation:
    """Asks, in order: which list a sheet is, which column is which, and what words mean."""

    def __init__(self, inspect: Inspect, profile: Profile, *, err: bool) -> None:
        """Begin without answers.

        Args:
            inspect: reads the register with a profile.
            profile: what was confirmed before.
            err: speak on standard error, because standard output is for JSON.
        """
        self._inspect = inspect
        self._profile = profile
        self._err = err
        self._answers = Answers()
        self._refused: set[tuple[str, str]] = set()
        self._settled: set[str] = set()
        self._asked: list[Guess] = []

    def run(self) -> Answers:
        """Hold the conversation; what a person stopped before becomes a proposal.

        Raises:
            Abort: of click; the person broke off, and nothing should be kept.
        """
        try:
            self._ask_lists()
            self._ask_columns()
            self._ask_words()
        except _StoppedError:
            propose_rest(self._inspect, self._profile, self._answers)
        return self._answers

    # Asking

    def _say(self, text: str = "", indent: int = 0) -> None:
        for line in wrapped(text, indent=indent, hang=2) or [""]:
            click.echo(line, err=self._err)

    def _ask(self, question: str, known: Collection[str] = ()) -> str:
        """One answer, without blanks around it.

        Args:
            question: what is asked.
            known: folded answers that mean something else than stopping: a column may be S.

        Raises:
            _StoppedError: the person stops.
        """
        answer = str(
            click.prompt(f"  {question}", default="", show_default=False, err=self._err)
        ).strip()
        if answer.casefold() in _STOP and fold(answer) not in known:
            raise _StoppedError
        return answer

    def _choose(self, question: str, known: dict[str, str], listed: list[str]) -> str:
        """An answer that is blank, ``n``, or one of the known names.

        Args:
            question: what is asked.
            known: folded name to what it stands for.
            listed: what ``?`` shows.
        """
        while True:
            answer = self._ask(question, known)
            if answer == "?":
                self._say(", ".join(listed), indent=4)
            elif fold(answer) in known:
                return known[fold(answer)]
            elif answer.casefold() in _YES:
                return ""
            elif answer.casefold() in _NO:
                return "n"
            else:
                hint = nearest(answer, listed) or " typ ? voor alle mogelijkheden."
                self._say(f"'{answer[:40]}' ken ik niet;{hint}", indent=4)

    # Lists

    def _ask_lists(self) -> None:
        self._say(f"({_KEYS})")
        now = self._now()
        for guess in now.guesses:
            self._ask_list(guess, self._likely(guess, found=bool(now.lists)))
            self._asked.append(guess)

    def _likely(self, guess: Guess, *, found: bool) -> str:
        """What a sheet likely holds; the sheet of another year, or one with its header, the same.

        Args:
            guess: the sheet.
            found: whether lists were found before anything was asked.
        """
        key = sheet_key(guess.sheet)
        alike = (g for g in self._asked if g.texts == guess.texts or sheet_key(g.sheet) == key)
        if (twin := next(alike, None)) is not None:
            return self._answers.sheets[twin.sheet][0]
        found = found or any(table for table, _ in self._answers.sheets.values())
        return guess.table or ("" if found else FIRST_TABLE)

    def _ask_list(self, guess: Guess, likely: str) -> None:
        self._say()
        shown = f" met {', '.join(guess.headers)}" if guess.headers else ""
        self._say(
            f"Blad '{guess.sheet}' is niet herkend. De kop staat waarschijnlijk op rij "
            f"{guess.header_row}{shown}."
        )
        table = self._choose(
            f"Welke lijst is dit? [{likely or 'geen lijst'}; n = geen]",
            _table_names(),
            list(tables()),
        )
        table = "" if table == "n" else table or likely
        row = self._ask_row(guess.header_row) if table else None
        self._answers.sheets[guess.sheet] = (table, row)

    def _ask_row(self, proposal: int) -> int:
        while True:
            answer = self._ask(f"Op welke rij staat de kop? [{proposal}]")
            if answer.casefold() in _YES:
                return proposal
            if (place := parse_cell(f"A{answer}")) is not None:
                return place[0]
            self._say("Typ het nummer van een rij, zoals 4.", indent=4)

    # Columns

    def _ask_columns(self) -> None:
        done: dict[tuple[str, int, int], SeenList] = {}
        while left := [x for x in self._now().lists if x.place not in done]:
            each = left[0]
            twin = next((x for x in done.values() if x.is_twin(each)), None)
            done[each.place] = each
            self._show(each)
            if self._moves_header(each) or self._same_as(twin, each):
                continue
            spec = tables()[each.table]
            for column in each.columns:
                if column.uncertain and not self._answers.knows(column):
                    self._ask_column(each, column, spec)
            self._ask_missing(each)
            if sheet_key(each.sheet) not in self._settled:
                self._settled.add(sheet_key(each.sheet))
                self._ask_rest(each, spec)

    def _same_as(self, twin: SeenList | None, each: SeenList) -> bool:
        """Whether another sheet has the same header, so that its answers hold here too."""
        if twin is None or sheet_key(twin.sheet) == sheet_key(each.sheet):
            return False
        for known, column in zip(twin.columns, each.columns, strict=True):
            said = self._answers.said(known)
            if said is not None and not self._answers.knows(column):
                self._answers.say(column, said)
        self._say(f"Dezelfde koppen als blad '{twin.sheet}'; dezelfde antwoorden gelden.", 2)
        return True

    def _moves_header(self, each: SeenList) -> bool:
        """Whether the person says that the header stands on another row than was found.

        Asked only where that is likely: a header without columns that must be there.
        """
        proposed = {c.field for c in each.columns if c.how == "lijkt_op"}
        if proposed.issuperset(each.missing) or each.sheet in self._answers.sheets:
            return False
        row = self._ask_row(each.header_row)
        if row == each.header_row:
            return False
        self._answers.sheets[each.sheet] = (each.table, row)
        return True

    def _show(self, each: SeenList) -> None:
        self._say()
        rows = count(each.rows, "rij", "rijen")
        self._say(f"Blad '{each.sheet}': {each.table}, kop op rij {each.header_row}, {rows}")
        wide = max((len(column.header) for column in each.columns), default=0)
        for column in each.columns:
            how = "dubbel" if column.double else _HOW[column.how]
            if column.how == "profiel" and not column.field:
                how = "van uzelf"
            line = (
                f"  {letters(column.column):<3}{column.header:<{min(wide, 34)}}  "
                f"{column.field or '':<26}{how}"
            )
            click.echo(line[:WIDTH], err=self._err)

    def _ask_column(self, each: SeenList, column: SeenColumn, spec: TableSpec) -> None:
        named = f" '{column.header}'" if column.header else " (zonder kop)"
        self._say()
        self._say(f"Kolom {letters(column.column)}{named}: {column.samples}")
        known, listed = _field_names(spec), [c.header for c in spec.columns]
        if column.double:
            self._ask_double(each, column, known, listed)
            return
        if column.field:
            answer = self._choose(
                f"Is dit '{column.field}'? [Enter = ja, n, of een andere kolom]", known, listed
            )
            if answer != "n":
                self._take(each, column, answer or column.field)
                return
        answer = self._choose("Welke kolom is dit? [Enter = geen van onze]", known, listed)
        self._take(each, column, "" if answer == "n" else answer)

    def _take(self, each: SeenList, column: SeenColumn, name: str) -> None:
        """Take note of an answer; of two columns for one field the person chooses which counts."""
        others = (c for c in each.columns if name and c is not column)
        other = next((c for c in others if self._meaning(c) == name), None)
        if other is not None:
            own, theirs = letters(column.column), letters(other.column)
            answer = self._choose(
                f"Kolom {theirs} is al '{name}'. [Enter = {theirs} telt, {own} = deze telt]",
                {fold(own): own, fold(theirs): ""},
                [own, theirs],
            )
            if answer != own:
                name = ""
            else:
                self._answers.say(other, "")
        self._answers.say(column, name)

    def _meaning(self, column: SeenColumn) -> str | None:
        """The field that a column is, as far as that is certain or was said."""
        said = self._answers.said(column)
        certain = not column.uncertain and column.field
        return said if said is not None else certain or None

    def _ask_double(
        self, each: SeenList, column: SeenColumn, known: dict[str, str], listed: list[str]
    ) -> None:
        """Which of two columns counts; the other is no column of ours."""
        other = next(
            c for c in each.columns if c.field == column.field and c is not column and not c.double
        )
        answer = self._choose(
            f"Dit is ook '{column.field}', net als kolom {letters(other.column)}. "
            f"[Enter = {letters(other.column)} telt, {letters(column.column)} = deze telt]",
            known | {fold(letters(column.column)): "*"},
            listed,
        )
        if answer == "*":
            self._answers.say(column, column.field or "")
            self._answers.say(other, "")
        else:
            self._take(each, column, "" if answer == "n" else answer)

    def _ask_missing(self, each: SeenList) -> None:
        key = sheet_key(each.sheet)
        for name in each.missing:
            said = {self._answers.said(column) for column in each.columns}
            if name in said or (key, name) in self._refused:
                continue
            self._say()
            self._say(f"De verplichte kolom '{name}' is niet gevonden.")
            column = self._ask_letter(each, "In welke kolom staat zij? [letter; Enter = nergens]")
            if column is None:
                self._refused.add((key, name))
            else:
                self._answers.say(column, name)

    def _ask_letter(self, each: SeenList, question: str) -> SeenColumn | None:
        """A column of the list by its letter or header; None for a blank."""
        known = {fold(letters(c.column)): c for c in each.columns}
        known |= {fold(c.header): c for c in reversed(each.columns) if fold(c.header)}
        while True:
            answer = self._ask(question, known)
            if fold(answer) in known:
                return known[fold(answer)]
            if answer.casefold() in _NO or not answer:
                return None
            self._say("Typ de letter van een kolom uit de lijst hierboven.", indent=4)

    def _ask_rest(self, each: SeenList, spec: TableSpec) -> None:
        """Anything that was recognised wrongly."""
        while True:
            self._say()
            column = self._ask_letter(
                each, "Klopt een van de andere kolommen niet? [letter; Enter = alles klopt]"
            )
            if column is None:
                return
            known, listed = _field_names(spec), [c.header for c in spec.columns]
            answer = self._choose("Welke kolom is dit? [Enter = geen van onze]", known, listed)
            self._take(each, column, "" if answer == "n" else answer)

    # Words

    def _ask_words(self) -> None:
        asked: Counter[str] = Counter()
        for word in self._now().words:
            asked[word.key] += 1
            if asked[word.key] == 1:
                self._say()
                self._say(f"Onbekende woorden in '{word.column.header}'")
            if word.spelling is None:
                self._say(personal_text(word), indent=2)
            elif asked[word.key] <= _MOST_WORDS:
                self._ask_word(word, word.spelling)
        for key, number in asked.items():
            if number > _MOST_WORDS:
                self._say(f"{key}: nog {number - _MOST_WORDS} andere woorden zijn niet gevraagd.")

    def _ask_word(self, word: Word, spelling: str) -> None:
        listed = choices([word.column])
        known = {fold(name): name for name in listed} | dict(word.column.spellings)
        known |= {fold(name): name for name in _places(word)}
        times = count(word.count, "keer", "keer")
        self._say(f"'{spelling}' ({times}, eerst in {word.cell})", indent=2)
        if word.proposal:
            question = (
                f"Is dit '{word.proposal}'? [Enter = ja, n = laat staan, of een andere keuze]"
            )
        else:
            question = "Welke keuze is dit? [Enter = laat staan]"
        answer = self._choose(question, known, listed)
        meant = word.proposal if answer == "" else answer
        if meant and meant != "n":
            self._answers.mean(word, meant)

    def _now(self) -> Inspection:
        return self._inspect(applied(self._profile, self._answers))


def _table_names() -> dict[str, str]:
    names = {fold(name): name for name in tables()}
    for spec in tables().values():
        for other in spec.sheet_names:
            names.setdefault(fold(other), spec.name)
    return names


def _field_names(spec: TableSpec) -> dict[str, str]:
    return {name: column.header for name, (column, _) in spec.by_fold.items()}


def _places(word: Word) -> Iterator[str]:
    from expertteam_xl.convenant.gemeenten import gemeenten
    from expertteam_xl.kinds import Kind

    if word.column.kind is Kind.WOONPLAATS:
        for gemeente in gemeenten():
            yield from gemeente.places

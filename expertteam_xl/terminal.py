"""What `controleer` says at the terminal: plain Dutch, eighty columns."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from expertteam_xl.checks import Report
from expertteam_xl.findings import Finding, Memory, Outcome, Severity, Status, summarise
from expertteam_xl.memory import changes
from expertteam_xl.outcomes import untested
from expertteam_xl.outputs.changes import change_text
from expertteam_xl.register.model import Block, Header, Register
from expertteam_xl.register.references import column_letters as letters
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.text import count, listed

WIDTH = 80
_ALONE = "Dit is een nieuw bestand met het blad Bevindingen alleen."
_PLURALS = {Severity.FOUT: "fouten", Severity.WAARSCHUWING: "waarschuwingen"}
_MOST_URGENT = 10
_MOST_OF_A_RULE = 3
_MOST_CODES = 12
_LONGEST_LIST = 12


def summary(report: Report, files: Iterable[Path], older: Iterable[Path]) -> list[str]:
    """The lines that tell a coordinator what was read, found, skipped and written.

    Args:
        report: of the check.
        files: what was written.
        older: results of earlier runs beside it.
    """
    lines = [f"{report.register.name}, peildatum {report.on:%d-%m-%Y}"]
    for title, part in (
        ("Gelezen", _read(report)),
        ("Bevindingen", _counts(report)),
        ("Meest urgent", _urgent(report.findings)),
        ("Niet of niet helemaal getoetst", _untested(report.outcomes)),
        ("Resultaat", _files(report.register, files, older)),
    ):
        if body := list(part):
            lines += ["", title, *body]
    return lines


def wrapped(text: str, indent: int = 2, hang: int = 0) -> list[str]:
    """The text in lines that fit, indented; lines after the first hang further in."""
    return textwrap.wrap(
        "".join(character if character.isprintable() else " " for character in text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _read(report: Report) -> Iterator[str]:
    for block in report.register.blocks:
        yield from _block(block)
    for notice in report.register.notices:
        yield from wrapped(notice)


def _block(block: Block) -> Iterator[str]:
    rows, columns = len(block.rows), len(block.columns)
    yield from wrapped(
        f"Blad '{block.sheet}': {block.table}, kop op rij {block.header_row}, "
        f"{count(rows, 'rij', 'rijen')}, {count(columns, 'kolom', 'kolommen')}",
        hang=2,
    )
    for title, texts in (
        (
            "zelfde kop",
            [f"{letters(h.column)} {h.text}" for h in _read_as(block, "exact")],
        ),
        ("andere kop", [_renamed(block, "alias")]),
        ("volgens profiel", [_renamed(block, "profiel")]),
        ("lijkt op, niet gelezen", [_renamed(block, "lijkt_op")]),
        ("eigen kolom", [_unread(block, told=True)]),
        ("niet gelezen", [_unread(block, told=False)]),
        ("geen rij van de lijst", [_rows(block.skipped)]),
        ("verborgen, wel gelezen", [_rows(block.hidden_rows)]),
    ):
        if text := ", ".join(part for part in texts if part):
            yield from wrapped(f"{title}: {text}", indent=4, hang=2)


def _renamed(block: Block, how: str) -> str:
    return ", ".join(f"{letters(h.column)} {h.text} = {h.field}" for h in _read_as(block, how))


def _read_as(block: Block, how: str) -> list[Header]:
    """Headers that were recognised in one way; a second column for a field is not among them."""
    return [h for h in block.headers if h.field and h.how == how and h not in block.duplicates]


def _unread(block: Block, *, told: bool) -> str:
    """Columns that are no field of ours: as a person said, or not known or double."""
    return ", ".join(
        f"{letters(h.column)} {h.text or '(zonder kop)'}"
        for h in block.headers
        if (not h.field or h in block.duplicates) and told == (h.how == "profiel" and not h.field)
    )


def _rows(rows: tuple[int, ...]) -> str:
    if not rows:
        return ""
    shown = ", ".join(str(row) for row in rows[:_LONGEST_LIST])
    more = f" en nog {len(rows) - _LONGEST_LIST}" if len(rows) > _LONGEST_LIST else ""
    return f"{'rij' if len(rows) == 1 else 'rijen'} {shown}{more}"


def _counts(report: Report) -> Iterator[str]:
    totals = summarise(report.findings)
    if not report.findings:
        yield "  Geen bevindingen."
    else:
        yield "  " + ", ".join(_amount(totals[severity], severity) for severity in Severity)
    by_rule = Counter(
        (f.code, f.severity) for f in report.findings if f.status is not Memory.GEACCEPTEERD
    )
    for code in dict.fromkeys(outcome.code for outcome in report.outcomes):
        parts = [
            _amount(by_rule[code, severity], severity)
            for severity in Severity
            if by_rule[code, severity]
        ]
        if parts:
            yield from wrapped(f"{code}  {RULES[code].title}: {', '.join(parts)}", hang=5)
    yield from _compared(report)


def _amount(number: int, severity: Severity) -> str:
    """``1 fout``, ``3 fouten``, ``2 info``."""
    return count(number, severity.value, _PLURALS.get(severity, severity.value))


def _compared(report: Report) -> Iterator[str]:
    """What changed since the previous run, and what was filled in on its sheet to no effect."""
    found = changes(report)
    yield from wrapped(change_text(found))
    if found.unseen:
        yield from wrapped(
            "Niet bekeken: het blad wordt niet meer gelezen, of de regel kon nu niet worden "
            "getoetst. Deze staan helemaal onderaan de lijst op Bevindingen."
        )
    if half := sum(finding.half_accepted for finding in report.findings):
        yield from wrapped(
            f"Bij {count(half, 'bevinding', 'bevindingen')} is Akkoord tot geen datum, of "
            "ontbreekt de Reden; die blijven meetellen."
        )


def _urgent(findings: tuple[Finding, ...]) -> Iterator[str]:
    for number, finding in enumerate(_most_urgent(findings), 1):
        yield from wrapped(f"{number:>2}. {finding.severity.value}: {finding}", hang=4)


def _most_urgent(findings: tuple[Finding, ...]) -> list[Finding]:
    """The first findings that still count, of one rule no more than a few while others wait."""
    standing = [f for f in findings if f.status is not Memory.GEACCEPTEERD]
    seen: Counter[str] = Counter()
    first: list[int] = []
    rest: list[int] = []
    for place, finding in enumerate(standing):
        seen[finding.code] += 1
        (first if seen[finding.code] <= _MOST_OF_A_RULE else rest).append(place)
    return [standing[place] for place in sorted([*first, *rest][:_MOST_URGENT])]


def _untested(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    for group in untested(outcomes):
        tested = group.status not in (Status.NIET_TOETSBAAR, Status.GECRASHT)
        reason = f"getoetst; {group.reason}" if tested else group.reason
        several = len(group.codes) > 1
        codes = f"{_codes(group.codes)}: " if several else f"{group.codes[0]}  "
        yield from wrapped(f"{codes}{reason}", hang=5)
    if any("onbekend" in (outcome.reason or "") for outcome in outcomes):
        yield from wrapped(
            "Onbekend: van zo veel rijen ontbreekt een gegeven of is het niet te lezen, zodat de "
            "regel er niets over kan zeggen."
        )


def _why_alone(register: Register) -> str:
    """Why the register could not be marked, and what to do to have it marked."""
    if register.signed:
        return (
            "Het register is ondertekend, en een kopie met markeringen zou die handtekening "
            "verliezen. Wilt u toch markeringen, bewaar het register dan eerst zonder handtekening."
        )
    return (
        f"In een {register.suffix.lower()}-bestand kan het programma geen cellen markeren. Open "
        "het register in Excel, bewaar het als .xlsx en controleer dat; dan krijgt u een kopie "
        "met markeringen."
    )


def _codes(codes: Sequence[str]) -> str:
    """``F01, F02, F03 en F04``; of a long row the first ones, and how many more there are."""
    if len(codes) > _MOST_CODES:
        return f"{', '.join(codes[:_MOST_CODES])} en nog {len(codes) - _MOST_CODES}"
    return listed(codes)


def _files(register: Register, files: Iterable[Path], older: Iterable[Path]) -> Iterator[str]:
    for path in files:
        yield f"  {path}"
    if not register.markable:
        yield from wrapped(f"{_ALONE} {_why_alone(register)}")
    else:
        yield from wrapped(
            "Dit is het register met een blad Bevindingen erbij; het register zelf is niet "
            "veranderd."
        )
    if names := [path.name for path in older]:
        shown = ", ".join(names[:_LONGEST_LIST])
        more = f" en nog {len(names) - _LONGEST_LIST}" if len(names) > _LONGEST_LIST else ""
        yield from wrapped(
            f"Hier staan ook oudere resultaten: {shown}{more}. Elk is een volledige kopie van "
            "gegevens over kinderen; verwijder wat niet meer nodig is."
        )

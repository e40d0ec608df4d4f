"""Measures what writing the declarations of a quarter takes, against XlsxWriter, in one run.

    python benchmarks/declaraties.py
    python benchmarks/declaraties.py --overleggen 1000

Both write the same lines in as many workbooks, with the same number formats: ours by filling its
templates, with every check on what may not leave the house; XlsxWriter the bare cells.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from meet import Line as Row
from meet import medians, told

from expertteam_xl.billing.model import Amount, Line, PartnerTotal, Quarter, Split
from expertteam_xl.convenant.gemeenten import gemeenten
from expertteam_xl.settings import Settings

QUARTER = Quarter(2021, 1)
_PARTNERS = ("Youké", "Leger des Heils", "GGZ Centraal Fornhese", "Jellinek", "Kwintes")
_LINES_A_MEETING = 5
_MEETINGS = 10_000
_LIMIT = 2.0
_FORMATS = {"datum": "dd-mm-yyyy", "minuten": "#,##0", "euro": "€ #,##0.00"}


def made_up(meetings: int) -> Split:
    """A quarter with so many meetings, of five lines each, over all gemeenten."""
    names = [each.name for each in gemeenten()]
    lines = [
        _line(number, names[(number * 5 + number // 7) % len(names)])
        for number in range(meetings * _LINES_A_MEETING)
    ]
    shares: dict[str, Amount] = dict.fromkeys(names, Amount())
    partners: dict[str, Amount] = dict.fromkeys(_PARTNERS, Amount())
    for line in lines:
        shares[line.gemeente] += line.amount
        partners[line.partner] += line.amount
    return Split(
        quarter=QUARTER,
        on=date.fromisoformat("2021-04-12"),
        register_name="register.xlsx",
        sha256="0" * 64,
        program="expertteam-xl",
        settings=Settings(),
        lines=tuple(lines),
        per_partner={
            name: PartnerTotal(each.minuten, each.minuten, 0, each.cent)
            for name, each in partners.items()
        },
        by_gemeente=shares,
        total=sum(shares.values(), Amount()),
    )


def _line(number: int, gemeente: str) -> Line:
    minutes = 5 + number * 7 % 171
    return Line(
        overlegnummer=f"OV-2021-{number // _LINES_A_MEETING:05}",
        overlegdatum=QUARTER.first + timedelta(days=number % 90),
        werkstroom="AB"[number % 2],
        convenant="2020",
        partner=_PARTNERS[number % len(_PARTNERS)],
        agb=f"{number % len(_PARTNERS):08}",
        casusnummer=f"ET-2021-{number % 9973:04}",
        gemeente=gemeente,
        reason=None,
        verdeelbasis="bespreekminuten",
        minuten=minutes,
        tarief_cent_per_uur=9600,
        cent=minutes * 160,
        bron=f"Deelnames!A{number + 5}",
        kwartaal=QUARTER,
    )


def write_ours(meetings: int, folder: Path) -> None:
    """The declarations as the command writes them."""
    from expertteam_xl.outputs.declaration import write_declarations

    write_declarations(made_up(meetings), folder, overwrite=True)


def write_bare(meetings: int, folder: Path) -> None:
    """The same lines with XlsxWriter."""
    split = made_up(meetings)
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in split.lines:
        lines[line.gemeente].append(line)
    for name, own in lines.items():
        _bare(folder / f"{name}.xlsx", own, region=False)
    _bare(folder / "regio.xlsx", split.lines, region=True)


def _bare(path: Path, lines: list[Line] | tuple[Line, ...], *, region: bool) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    looks = {name: book.add_format({"num_format": code}) for name, code in _FORMATS.items()}
    sheet = book.add_worksheet()
    for row, line in enumerate(lines):
        texts = [line.overlegnummer, line.werkstroom, line.convenant, line.partner, line.agb]
        texts += [line.casusnummer, line.verdeelbasis, "regulier"]
        texts += [str(line.kwartaal), line.gemeente, line.bron] if region else []
        sheet.write_datetime(row, 0, line.overlegdatum, looks["datum"])
        for column, text in enumerate(texts, 1):
            sheet.write_string(row, column, text or "")
        last = len(texts)
        sheet.write_number(row, last + 1, line.minuten, looks["minuten"])
        sheet.write_number(row, last + 2, line.tarief_cent_per_uur / 100, looks["euro"])
        sheet.write_number(row, last + 3, line.cent / 100, looks["euro"])
    book.close()


_WRITERS = {"ons": write_ours, "kaal": write_bare}


def main() -> int:
    """Measure and print; 1 when ours takes more than it may."""
    parser = argparse.ArgumentParser(description="Meet het schrijven van declaraties.")
    parser.add_argument("--overleggen", type=int, default=_MEETINGS)
    parser.add_argument("--keer", type=int, default=3, help="hoe vaak elk proces loopt")
    parser.add_argument("--schrijf", choices=_WRITERS, help=argparse.SUPPRESS)
    parser.add_argument("--naar", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.schrijf:
        _WRITERS[asked.schrijf](asked.overleggen, asked.naar)
        return 0
    with tempfile.TemporaryDirectory(prefix="expertteam-meten-") as folder:
        words = [sys.executable, __file__, "--overleggen", str(asked.overleggen), "--naar", folder]
        ours, bare = medians([[*words, "--schrijf", name] for name in _WRITERS], asked.keer)
    print(f"{'':<62}{'wij':>8}{'ander':>8}     {'verh.':>6}{'max':>6}")
    what = f"declaraties, {asked.overleggen} overleggen / XlsxWriter"
    lines = told(
        [
            Row(what, ours.cpu, bare.cpu, "s", _LIMIT),
            Row(f"{what}, geheugen", ours.peak, bare.peak, "MiB"),
        ]
    )
    return int(any(line.over for line in lines))


if __name__ == "__main__":
    sys.exit(main())

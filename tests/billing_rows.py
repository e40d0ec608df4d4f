"""The worked examples FX1–FX9 of the billing, and registers to split."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from money_rows import attendee, money, partner, spent, tariff
from registers import case, register, session, talk

from expertteam_xl import Quarter, Split, split_costs
from expertteam_xl.billing.model import NIET_TOEWIJSBAAR, Issued

K1 = Quarter(2021, 1)
AFTER = date(2022, 12, 31)
"""A peildatum on which every quarter of the examples is over."""


@dataclass(frozen=True)
class Spender:
    """One row of Deelnames: partner, minutes (overleg, voorbereiding, reis), cents an hour."""

    partner: str
    minutes: tuple[int, int, int]
    rate: int
    cases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A meeting and what it should come to.

    Attributes:
        cases: casusnummer, woonplaats, bespreekminuten.
        lines: partner, casusnummer, gemeente, minutes, cents.
        partners: minutes spent, declared and left out, and cents, by partner.
    """

    meeting: str
    day: date
    stream: str | None
    cases: tuple[tuple[str, str, int | None], ...]
    spenders: tuple[Spender, ...]
    lines: tuple[tuple[str, str, str, int, int], ...]
    partners: dict[str, tuple[int, int, int, int]]
    basis: str = "bespreekminuten"
    convenant: str = "2020"
    status: str = "gehouden"
    found: tuple[str, ...] = ()

    @property
    def quarter(self) -> Quarter:
        """The quarter of the meeting."""
        return Quarter.of(self.day)


def _et(number: int, year: int = 2021) -> str:
    return f"ET-{year}-{number:03}"


_LEGER, _FORNHESE = "Leger des Heils", "GGZ Centraal Fornhese"

EXAMPLES = {
    "FX1": Example(
        "OV-2021-A-03", date(2021, 2, 11), "A",
        ((_et(1), "Hilversum", 40), (_et(2), "Bussum", 30), (_et(3), "Huizen", 20)),
        (Spender("Youké", (120, 45, 40), 9600),),
        (
            ("Youké", _et(1), "Hilversum", 80, 12800),
            ("Youké", _et(2), "Gooise Meren", 60, 9600),
            ("Youké", _et(3), "Huizen", 40, 6400),
        ),
        {"Youké": (205, 180, 25, 28800)},
    ),
    "FX2": Example(
        "OV-2021-A-05", date(2021, 3, 11), "A",
        ((_et(4), "Hilversum", None), (_et(5), "Laren", None), (_et(6), "Muiderberg", None)),
        (Spender(_FORNHESE, (60, 25, 15), 9550),),
        (
            (_FORNHESE, _et(4), "Hilversum", 34, 5412),
            (_FORNHESE, _et(5), "Laren", 33, 5253),
            (_FORNHESE, _et(6), "Gooise Meren", 33, 5252),
        ),
        {_FORNHESE: (100, 100, 0, 15917)},
        basis="gelijk_per_client",
    ),
    "FX3": Example(
        "OV-2019-02", date(2019, 5, 14), None,
        ((_et(2, 2019), "Weesp", None),),
        (Spender("Youké", (120, 60, 60), 8840),),
        (("Youké", _et(2, 2019), "Weesp", 240, 35360),),
        {"Youké": (240, 240, 0, 35360)},
        basis="gelijk_per_client",
        convenant="2018",
    ),
    "FX4": Example(
        "OV-2022-A-07", date(2022, 4, 7), "A",
        ((_et(11, 2022), "Weesp", 30), (_et(12, 2022), "Hilversum", 60)),
        (Spender(_LEGER, (90, 20, 10), 10000),),
        (
            (_LEGER, _et(11, 2022), NIET_TOEWIJSBAAR, 40, 6667),
            (_LEGER, _et(12, 2022), "Hilversum", 80, 13333),
        ),
        {_LEGER: (120, 120, 0, 20000)},
    ),
    "FX5": Example(
        "OV-2021-A-10", date(2021, 5, 20), "A",
        ((_et(15), "Naarden", 20), (_et(16), "Naarden", 20), (_et(17), "Kortenhoef", 35), (_et(18), "Laren", 25)),
        (
            Spender("Youké", (100, 30, 20), 9240),
            Spender("Jellinek", (60, 20, 20), 11000, (_et(17), _et(18))),
        ),
        (
            ("Youké", _et(15), "Gooise Meren", 30, 4620),
            ("Youké", _et(16), "Gooise Meren", 30, 4620),
            ("Youké", _et(17), "Wijdemeren", 53, 8162),
            ("Youké", _et(18), "Laren", 37, 5698),
            ("Jellinek", _et(17), "Wijdemeren", 58, 10633),
            ("Jellinek", _et(18), "Laren", 42, 7700),
        ),
        {"Youké": (150, 150, 0, 23100), "Jellinek": (100, 100, 0, 18333)},
    ),
    "FX6": Example(
        "OV-2021-A-12", date(2021, 6, 17), "A",
        ((_et(20), "Blaricum", 50), (_et(21), "Huizen", 40)),
        (Spender(_LEGER, (80, 20, 10), 10500), Spender(_LEGER, (80, 0, 10), 8400)),
        (
            (_LEGER, _et(20), "Blaricum", 55, 9625),
            (_LEGER, _et(21), "Huizen", 44, 7700),
            (_LEGER, _et(20), "Blaricum", 45, 6300),
            (_LEGER, _et(21), "Huizen", 36, 5040),
        ),
        {_LEGER: (200, 180, 20, 28665)},
    ),
    "FX7": Example(
        "OV-2021-A-13", date(2021, 7, 1), "A", (), (Spender("Youké", (0, 30, 0), 9600),), (), {},
        status="vervallen", found=("F10",),
    ),
    "FX8a": Example(
        "OV-2021-A-25", date(2021, 12, 16), "A",
        ((_et(40), "Hilversum", 45),),
        (Spender("Youké", (90, 30, 30), 9600),),
        (("Youké", _et(40), "Hilversum", 150, 24000),),
        {"Youké": (150, 150, 0, 24000)},
    ),
    "FX8b": Example(
        "OV-2022-A-01", date(2022, 1, 13), "A",
        ((_et(41), "Hilversum", 45),),
        (Spender("Youké", (90, 30, 30), 9888),),
        (("Youké", _et(41), "Hilversum", 150, 24720),),
        {"Youké": (150, 150, 0, 24720)},
    ),
    "FX9": Example(
        "OV-2021-B-02", date(2021, 6, 8), "B",
        ((_et(22), "Loosdrecht", 90),),
        (Spender("Kwintes", (120, 60, 45), 9000), Spender("Jellinek", (120, 30, 70), 10110)),
        (
            ("Kwintes", _et(22), "Wijdemeren", 225, 33750),
            ("Jellinek", _et(22), "Wijdemeren", 220, 37070),
        ),
        {"Kwintes": (225, 225, 0, 33750), "Jellinek": (220, 220, 0, 37070)},
    ),
}  # fmt: skip


def sheets_of(*examples: Example) -> dict[str, Any]:
    """The sheets of a register that holds these meetings; every rate has a tariefcode of its own."""
    rows, cases, talks, sessions = [], [], [], []
    names: dict[str, None] = {}
    rates: dict[tuple[str, int], None] = {}
    for each in examples:
        sessions.append(
            session(each.meeting, Overlegdatum=each.day, Werkstroom=each.stream, Status=each.status)
        )
        for number, place, minutes in each.cases:
            cases.append(case(number, Woonplaats=place, Werkstroom=each.stream))
            talks.append(talk(number, each.meeting, Bespreekminuten=minutes))
        for who in each.spenders:
            names[who.partner] = rates[who.partner, who.rate] = None
            named = "; ".join(who.cases) or None
            rows.append(
                attendee(
                    who.partner,
                    each.meeting,
                    Casusnummers=named,
                    Tariefcode=f"T{who.rate}",
                    **spent(*who.minutes),
                )
            )
    return money(
        *rows,
        partners=[partner(name) for name in names],
        tariffs=[tariff(name, rate, Tariefcode=f"T{rate}") for name, rate in rates],
        cases=cases or [case()],
        sessions=sessions,
        talks=talks,
    )  # fmt: skip


def split_of(
    sheets: dict[str, Any],
    quarter: Quarter = K1,
    *,
    on: date = AFTER,
    issued: tuple[Issued, ...] = (),
    **settings: Any,
) -> Split:
    """The split of a register with these sheets and settings."""
    return split_costs(register(sheets, **settings), quarter, on=on, issued=issued)


def as_issued(split: Split) -> Issued:
    """What the workbook of the region would say of a split, when it was sent."""
    name = f"declaratie-{split.quarter}-regio.xlsx"
    lines = [replace(line, bron=f"{name}!C{row}") for row, line in enumerate(split.lines, 2)]
    return Issued(name, split.quarter, tuple(lines))


def told(split: Split) -> list[tuple[str, str, str, int, int]]:
    """Every line as the examples write it."""
    return [(x.partner, x.casusnummer, x.gemeente, x.minuten, x.cent) for x in split.lines]


def adds_up(split: Split) -> None:
    """Lines = per partner = per gemeente + niet toewijsbaar = total, in whole minutes and cents."""
    total = split.total
    assert (total.minuten, total.cent) == (
        sum(x.minuten for x in split.lines),
        sum(x.cent for x in split.lines),
    )
    by_partner = split.per_partner.values()
    assert total.minuten == sum(x.gedeclareerd_min for x in by_partner)
    assert total.cent == sum(x.cent for x in by_partner)
    assert all(x.werkelijk_min - x.afgetopt_min == x.gedeclareerd_min for x in by_partner)
    paid = [*split.by_gemeente.values(), split.unallocated]
    assert (total.minuten, total.cent) == (sum(x.minuten for x in paid), sum(x.cent for x in paid))
    numbers = [n for x in split.lines for n in (x.minuten, x.cent, x.tarief_cent_per_uur)]
    numbers += [n for x in paid for n in (x.minuten, x.cent)]
    numbers += [
        n for x in by_partner for n in (x.werkelijk_min, x.gedeclareerd_min, x.afgetopt_min, x.cent)
    ]
    assert {int} >= {type(n) for n in numbers}

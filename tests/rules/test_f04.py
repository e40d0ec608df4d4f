"""F04: a partner declares; a gemeente, C&A and parents do not, others where it is agreed."""

from __future__ import annotations

from typing import Any

import pytest
from money_rows import attendee, declared, money, partner, spent, tariff
from registers import Sheet, cells, checked, findings, only, outcome, severities


def party(kind: str | None, flag: str | None, **changes: Any) -> Any:
    """A check of one party with time at a held meeting."""
    one = partner("Partij", Soort=kind, Declarabel=flag)
    row = attendee("Partij", Tariefcode=None) | changes
    return declared(row, partners=[one, partner()], tariffs=[tariff("Partij"), tariff()])


def billed(report: Any) -> bool:
    """Whether the first row of Deelnames is billed."""
    from expertteam_xl.declared import billed as rows
    from expertteam_xl.rules.context import Context

    return bool(rows(Context(report.register, report.on))[0])


@pytest.mark.parametrize(
    ("kind", "flag", "declares", "severity"),
    [
        ("partner", "ja", True, []),
        ("partner", None, True, []),
        ("partner", "nee", False, []),
        ("partner onderwijs", None, False, []),
        ("partner onderwijs", "nee", False, []),
        ("partner onderwijs", "ja", True, ["info"]),
        ("GI", None, False, []),
        ("GI", "ja", True, ["info"]),
        ("VT", "ja", True, ["info"]),
        ("gemeente", None, False, []),
        ("gemeente", "nee", False, []),
        ("gemeente", "ja", False, ["waarschuwing"]),
        ("C&A", "ja", False, ["waarschuwing"]),
        (None, "ja", True, []),
        (None, "nee", False, []),
        (None, None, True, ["waarschuwing"]),
    ],
)
def test_who_declares(kind: str | None, flag: str | None, declares: bool, severity: Any) -> None:
    """By its kind, and by the column Declarabel where the agreement leaves room."""
    report = party(kind, flag)

    assert severity == severities(report, "F04")
    assert declares == billed(report)


def test_a_flag_stands_at_the_flag() -> None:
    """On Partners, with what to do."""
    found = only(party("gemeente", "ja"), "F04")

    assert "Partners!C2" == f"{found.sheet}!{found.cell}"
    assert (
        "Een gemeente declareert niet, ook niet met ja in deze cel. Zet C2 op nee, of verbeter de "
        "soort."
    ) == found.message


def test_a_party_of_no_kind_is_told_at_its_kind() -> None:
    """Only where there is time that is billed."""
    report = party(None, None)

    assert ["Partners!B2"] == cells(report, "F04")
    assert "1 rij op Deelnames (11-02-2021)" in only(report, "F04").message
    assert [] == findings(party(None, None, **spent(None, None, 0)), "F04")


@pytest.mark.parametrize(
    ("kind", "flag", "severity"),
    [
        ("partner onderwijs", None, ["waarschuwing"]),
        ("GI", None, ["waarschuwing"]),
        ("GI", "nee", ["info"]),
        ("partner", "nee", ["info"]),
        ("gemeente", "nee", ["info"]),
        ("partner", None, []),
    ],
)
def test_time_with_a_tariefcode_that_is_not_declared(
    kind: str, flag: str | None, severity: list[str]
) -> None:
    """A tariefcode looks as if it should be; once a party, at the column Declarabel."""
    report = party(kind, flag, Tariefcode="GW")

    assert severity == severities(report, "F04")
    assert (["Partners!C2"] if severity else []) == cells(report, "F04")


def test_ordinary_attendance_is_no_finding() -> None:
    """Time of a gemeente or of C&A without a tariefcode is attendance, and may be kept."""
    parties = [
        partner("C&A", Soort="C&A", Declarabel="nee"),
        partner("USD", Soort="gemeente", Declarabel=None),
    ]
    rows = [attendee(name, Rol=role, Tariefcode=None) for name, role in
            (("C&A", "voorzitter"), ("C&A", "secretaris"), ("USD", "consulent"))]  # fmt: skip

    assert [] == findings(declared(*rows, partners=parties, tariffs=[]), "F04")


@pytest.mark.parametrize(
    ("kind", "role", "declares"),
    [
        ("GI", "jeugdbeschermer", False),
        ("GI", "consulent", False),
        ("GI", "expert", True),
        ("VT", "Veilig Thuis", False),
        ("partner", "jeugdbeschermer", False),
        ("partner", "consulent", True),
        ("partner", "ouder", False),
        ("partner", "gemeente", False),
        ("partner", "voorzitter", True),
        ("partner", None, True),
    ],
)
def test_roles_in_which_nobody_declares(kind: str, role: str | None, declares: bool) -> None:
    """A verwijzer, a parent, a youth and a gemeente; it is told at the role."""
    report = party(kind, "ja", Rol=role)
    told = [each for each in findings(report, "F04") if each.sheet == "Deelnames"]

    assert declares == billed(report)
    assert ([] if declares else ["info"]) == [each.severity.value for each in told]
    assert ([] if declares else ["C2"]) == [each.cell for each in told]


def test_a_role_is_told_once_a_party() -> None:
    """With how many rows more."""
    rows = [attendee(Rol="jeugdbeschermer") for _ in range(3)]
    found = only(declared(*rows), "F04")

    assert "de tijd van deze rij en 2 andere telt niet mee" in found.message


def test_a_kind_that_is_none_is_another_rules() -> None:
    """R04 stands at the kind; a flag decides, and without one it is taken for a partner."""
    assert [] == findings(party("sponsor", None), "F04")
    assert billed(party("sponsor", None))
    assert not billed(party("sponsor", "nee"))


def test_kinds_that_nobody_records_are_told_once() -> None:
    """Neither a kind nor a flag anywhere."""
    rows = [partner(name, Soort=None, Declarabel=None) for name in ("Youké", "Kwintes")]
    report = declared(attendee(), partners=rows)

    assert "niet_toetsbaar" == outcome(report, "F04").status.value


def test_without_those_columns() -> None:
    """The reason names them; who stands on Partners is taken for a partner."""
    sheets = money(attendee()) | {"Partners": Sheet([{"Partner": "Youké", "Kernpartij": "ja"}])}
    report = checked(sheets)

    assert "niet_toetsbaar" == outcome(report, "F04").status.value
    assert billed(report)

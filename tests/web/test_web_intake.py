"""What is brought: which file is which, and under which name it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from expertteam_xl.errors import RegisterError
from expertteam_xl.web.intake import Upload, safe_name, take_in


def names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def taken(folder: Path, *given: str) -> list[str]:
    """Where files of these names come."""
    take_in([Upload(name, b"x") for name in given], folder)
    return names(folder)


def test_everything_comes_where_the_program_looks_for_it(tmp_path: Path) -> None:
    """Profile and settings under the names that go with the register, whatever theirs are."""
    given = ("mijn register.xlsx", "oud.profiel.toml", "expertteam-xl.toml",
             "mijn register-gecontroleerd-2021-03-01.xlsx", "declaratie-2021-K1-regio.xlsx")  # fmt: skip

    assert [
        "declaraties/declaratie-2021-K1-regio.xlsx",
        "in/expertteam-xl.toml",
        "in/mijn register-gecontroleerd-2021-03-01.xlsx",
        "in/mijn register.profiel.toml",
        "in/mijn register.xlsx",
    ] == taken(tmp_path, *given)


def test_an_earlier_result_alone_is_the_register(tmp_path: Path) -> None:
    """Who works on in the marked copy brings that."""
    assert ["in/register-gecontroleerd-2021-03-01.xlsx"] == taken(
        tmp_path, "register-gecontroleerd-2021-03-01.xlsx"
    )


def test_a_result_of_another_name_still_counts_as_earlier(tmp_path: Path) -> None:
    """The register was renamed since."""
    given = ("register 2021.xlsx", "register-gecontroleerd-2021-03-01.xlsx")

    assert "in/register 2021-gecontroleerd-2021-03-01.xlsx" in taken(tmp_path, *given)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "geen bestand gekozen"),
        (("brief.docx",), "brief.docx is geen register"),
        (("foto",), "geen register"),
        (("~$register.xlsx",), "zonder ~$"),
        (("expertteam-xl.toml",), "geen register bij"),
        (("een.xlsx", "twee.xlsx"), "meer registers"),
        (("r-gecontroleerd-2021-01-01.xlsx", "r-gecontroleerd-2021-02-01.xlsx"), "meer registers"),
        (("declaratie-2021-K1-regio.xlsx",), "geen register bij"),
    ],
)
def test_what_can_not_be_used_is_told(tmp_path: Path, given: tuple[str, ...], told: str) -> None:
    """In one sentence, with nothing kept."""
    with pytest.raises(RegisterError, match=told.replace("$", r"\$")):
        taken(tmp_path, *given)

    assert [] == names(tmp_path)


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    """Such as one that OneDrive did not fetch."""
    with pytest.raises(RegisterError, match="leeg"):
        take_in([Upload("register.xlsx", b"")], tmp_path)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("register.xlsx", "register.xlsx"),
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\Mijn map\\register.xlsx", "register.xlsx"),
        ("a:b*c?.xlsx", "a_b_c_.xlsx"),
        ("con.xlsx", "_con.xlsx"),
        ("zo\x00ë.xlsx", "zo_ë.xlsx"),
        ("...", "register"),
        ("a" * 300 + ".xlsx", "a" * 115 + ".xlsx"),
        ("中" * 119 + ".xlsx", "中" * 51 + ".xlsx"),
        ("\U0001f600" * 200 + ".xlsx", "\U0001f600" * 38 + ".xlsx"),
        ("\ud800.xlsx", "?.xlsx".replace("?", "_")),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    """No folder, nothing that Windows can't have, not too long; letters with accents stay."""
    assert safe == safe_name(name)

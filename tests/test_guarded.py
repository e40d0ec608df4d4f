"""Workbooks that are signed, final, or better left alone: read, and kept as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import compare
import handmade
import locked
import openpyxl
import pytest
import registers
import reports

from expertteam_xl import check, read_register, write_findings
from expertteam_xl.protection.kinds import Lock, lock_of
from expertteam_xl.protection.locking import lock
from expertteam_xl.protection.opening import unlock

PASSWORD = locked.PASSWORD
LATE = registers.case(Triagedatum=date(2021, 2, 20))
TYPES, BOOK = "[Content_Types].xml", "xl/workbook.xml"
RELATION = "http://schemas.microsoft.com/office/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closes with few rounds."""
    locked.few_rounds(monkeypatch)


def _with(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A register with one triage too late, and a change in its package."""
    found = compare.parts(registers.workbook(registers.minimal(LATE)))
    change(found)
    return handmade.pack({**found})


def _swap(found: dict[str, bytes], part: str, old: str, new: str) -> None:
    assert old.encode() in found[part]
    found[part] = found[part].replace(old.encode(), new.encode(), 1)


def _sign(found: dict[str, bytes]) -> None:
    """Puts a digital signature in, as Excel does."""
    found["_xmlsignatures/origin.sigs"] = b""
    found["_xmlsignatures/sig1.xml"] = b"<Signature/>"
    origin = f'<Relationship Id="rSig" Type="{_PACKAGE}/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'
    _swap(found, "_rels/.rels", "</Relationships>", f"{origin}</Relationships>")


def _sign_macros(found: dict[str, bytes]) -> None:
    """Puts macros in, with a signature of theirs."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    _swap(found, TYPES, main, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    types = (
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        '<Override PartName="/xl/vbaProjectSignature.bin" ContentType="application/vnd.ms-office.vbaProjectSignature"/>'
    )
    _swap(found, TYPES, "<Default ", f"{types}<Default ")
    link = f'<Relationship Id="rVba" Type="{RELATION}/vbaProject" Target="vbaProject.bin"/>'
    _swap(found, "xl/_rels/workbook.xml.rels", "</Relationships>", f"{link}</Relationships>")
    link = f'<Relationship Id="rId1" Type="{RELATION}/vbaProjectSignature" Target="vbaProjectSignature.bin"/>'
    found["xl/vbaProject.bin"] = bytes(range(256))
    found["xl/_rels/vbaProject.bin.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'.encode()
    )
    found["xl/vbaProjectSignature.bin"] = bytes(range(255, -1, -1))


def _share(attributes: str) -> Callable[[dict[str, bytes]], None]:
    return lambda found: _swap(
        found, BOOK, "<workbookPr", f"<fileSharing {attributes}/><workbookPr"
    )


def _finish(found: dict[str, bytes]) -> None:
    """Marks the workbook as final, as Excel does."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006"
    found["docProps/custom.xml"] = (
        f'<Properties xmlns="{kind}/custom-properties" xmlns:vt="{kind}/docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="_MarkAsFinal"><vt:bool>true</vt:bool></property></Properties>'
    ).encode()
    link = f'<Relationship Id="rFin" Type="{kind}/relationships/custom-properties" Target="docProps/custom.xml"/>'
    _swap(found, "_rels/.rels", "</Relationships>", f"{link}</Relationships>")
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    override = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/>'
    _swap(found, TYPES, "</Types>", f"{override}</Types>")


KEPT_FROM_CHANGE = 'userName="Coördinator" algorithmName="SHA-512" hashValue="aGFzaA==" saltValue="c2FsdA==" spinCount="100000"'
GUARDED: dict[str, Callable[[dict[str, bytes]], None]] = {
    "read-only recommended": _share('readOnlyRecommended="1"'),
    "password to change": _share(KEPT_FROM_CHANGE),
    "old password to change": _share('userName="x" reservationPassword="CC1A"'),
    "final": _finish,
    "signed macros": _sign_macros,
}


def _marked(path: Path, password: str | None = None) -> bytes:
    """What a check of a register writes."""
    result = path.with_name(f"result{path.suffix}")
    register = read_register(path, password=password)
    write_findings(check(register, on=registers.ON), result)
    return result.read_bytes()


@pytest.mark.parametrize("name", GUARDED)
def test_guarded_workbooks_are_marked_and_stay_guarded(name: str, tmp_path: Path) -> None:
    """What the register asks of who opens it, and its macros with their signature, stay."""
    data = _with(GUARDED[name])
    path = tmp_path / ("register.xlsm" if "macros" in name else "register.xlsx")
    path.write_bytes(data)
    marked = _marked(path)

    assert [] == compare.differences(data, marked)
    assert "xl/worksheets/sheet2.xml" in compare.parts(marked)
    assert b"<fileSharing" not in data or b"<fileSharing" in compare.parts(marked)[BOOK]


@pytest.mark.parametrize("name", ["password to change", "signed macros"])
def test_guarded_and_protected(name: str, tmp_path: Path) -> None:
    """Behind a password nothing is different: Excel's built-in one is the usual company."""
    data = _with(GUARDED[name])
    path = tmp_path / "register.xlsm"
    for password in (PASSWORD, "VelvetSweatshop"):
        path.write_bytes(lock(data, password))
        marked = _marked(path, PASSWORD)

        assert Lock.PACKAGE is lock_of(marked)
        assert [] == compare.differences(data, unlock("r", marked, password).data)


def _only_findings(marked: bytes, folder: Path) -> list[str]:
    """The sheets of a result, which holds nothing of the register's parts."""
    path = folder / "plain.xlsx"
    path.write_bytes(marked)

    assert not any(name.startswith("_xmlsignatures") for name in compare.parts(marked))
    return openpyxl.load_workbook(path).sheetnames


def test_signed(tmp_path: Path) -> None:
    """A signed workbook can't be marked without breaking that: the findings come apart."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(_with(_sign))

    assert read_register(path).signed
    assert ["Bevindingen"] == _only_findings(_marked(path), tmp_path)


def test_signed_and_protected(tmp_path: Path) -> None:
    """The findings on a signed register with a password have the same password."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(lock(_with(_sign), PASSWORD))
    marked = _marked(path, PASSWORD)

    assert Lock.PACKAGE is lock_of(marked)
    assert ["Bevindingen"] == _only_findings(unlock("r", marked, PASSWORD).data, tmp_path)


@pytest.mark.parametrize("suffix", [".xls", ".xlsb"])
def test_findings_alone_are_protected_too(suffix: str) -> None:
    """The new workbook that comes of a protected .xls or .xlsb has its password."""
    closed = reports.written(reports.report(suffix=suffix, password=PASSWORD))

    assert Lock.PACKAGE is lock_of(closed)
    assert unlock("r", closed, PASSWORD).data.startswith(b"PK")


def test_the_register_does_not_tell_its_password(tmp_path: Path) -> None:
    """Neither the register nor the report shows the password or the bytes as text."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(lock(_with(_finish), PASSWORD))
    register = read_register(path, password=PASSWORD)
    report = check(register, on=registers.ON)

    assert PASSWORD == register.password
    assert PASSWORD not in repr(register) + repr(report)

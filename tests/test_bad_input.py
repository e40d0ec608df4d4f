"""Files that can't be used: one clear Dutch sentence each, and the file stays as it was."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import handmade
import pytest

from expertteam_xl.errors import RegisterError
from expertteam_xl.register import weights
from expertteam_xl.register.archive import Limits
from expertteam_xl.register.workbook import open_workbook

_DEFAULTS = Limits()
_ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
_SHEET = handmade.sheet(_ONE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_RESOURCE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from expertteam_xl.errors import RegisterError
from expertteam_xl.register.workbook import open_workbook
try:
    book = open_workbook(sys.argv[1])
except RegisterError as error:
    print(error)
else:
    print("gelezen", [len(s.columns) for s in book.sheets], *book.notices)
"""


def _sentence(source: Path | str | bytes, limits: Limits = _DEFAULTS) -> str:
    """The sentence with which a file is refused; checked for form."""
    with pytest.raises(RegisterError) as caught:
        open_workbook(source, limits=limits)
    text = str(caught.value)

    assert text.endswith(".")
    assert "\n" not in text
    assert 1 == text.count(" kan niet worden gelezen: ")
    assert "; " in text
    assert not any(word in text for word in ("Error", "Traceback", "Errno"))
    return text


def _in_process(path: Path) -> str:
    """What a process of its own, with little memory, makes of a file; it must end well."""
    done = subprocess.run(
        [sys.executable, "-c", _RESOURCE, str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert 0 == done.returncode, done.stderr
    return done.stdout


def _without(*names: str) -> bytes:
    return handmade.pack({k: v for k, v in handmade.parts(_SHEET).items() if k not in names})


def _with(**changes: str) -> bytes:
    names = {
        "workbook": "xl/workbook.xml",
        "rels": "xl/_rels/workbook.xml.rels",
        "types": "[Content_Types].xml",
        "sst": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
    }
    return handmade.pack({**handmade.parts(_SHEET), **{names[k]: v for k, v in changes.items()}})


def _content(name: str) -> bytes:
    return handmade.pack({"mimetype": "x", name: "<x/>"})


GOOD = handmade.book(_SHEET)
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
BOMB = handmade.sheet('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')

CASES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "leeg"),
    "text": (b"casusnummer;aanmelddatum\n1;2021-01-01\n", "tekstbestand"),
    "html": (b"\xef\xbb\xbf  <HTML><table><tr><td>1</td></tr></table></html>", "webpagina"),
    "xml": (b'<?xml version="1.0"?><Workbook/>', "XML-bestand"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "noise": (bytes(range(256)) * 4, "geen Excel-werkmap"),
    "start of an xls": (_OLE + "Workbook".encode("utf-16-le"), "beschadigd of niet volledig"),
    "password": (_OLE + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "other ole": (_OLE + "WordDocument".encode("utf-16-le"), "ander oud Office-bestand"),
    "no xlsb": (_content("xl/workbook.bin"), "beschadigd"),
    "no spreadsheet": (_content("content.xml"), "geen rekenblad"),
    "flat ods": (b'<?xml version="1.0"?><office:document office:mimetype="x"/>', "XML-bestand"),
    "docx": (_content("word/document.xml"), "Word"),
    "pptx": (_content("ppt/presentation.xml"), "presentatie"),
    "numbers": (_content("Index/Document.iwa"), "Numbers"),
    "other zip": (_content("foto.jpg"), "geen Excel-werkmap"),
    "truncated": (GOOD[: len(GOOD) // 2], "beschadigd of niet volledig"),
    "end missing": (GOOD[:-30], "beschadigd of niet volledig"),
    "start missing": (GOOD[40:], "geen Excel-werkmap"),
    "no workbook": (_without("xl/workbook.xml"), "geen Excel-werkmap"),
    "no content types": (_without("[Content_Types].xml"), "lijst van onderdelen"),
    "no sheet part": (_without("xl/worksheets/sheet1.xml"), "ontbreekt"),
    "no relations": (_without("xl/_rels/workbook.xml.rels"), "geen werkblad"),
    "no sheets": (_with(workbook=f"<workbook {handmade.MAIN}><sheets/></workbook>"), "geen werkblad"),
    "workbook is no xml": (_with(workbook="<workbook"), "xl/workbook.xml is beschadigd"),
    "relations are no xml": (_with(rels="geen xml"), "workbook.xml.rels is beschadigd"),
    "empty part": (_with(types=""), "is beschadigd"),
    "doctype in workbook": (_with(workbook=DOCTYPE + str(handmade.parts(_SHEET)["xl/workbook.xml"])), "verboden XML"),
    "doctype in relations": (_with(rels=DOCTYPE + handmade.relations()), "verboden XML"),
    "xml bomb": (handmade.book(DOCTYPE + BOMB), "verboden XML"),
    "sheet is no xml": (handmade.book("geen xml"), "blad Lijst is beschadigd"),
    "sheet cut off": (handmade.book(_SHEET[:-30]), "blad Lijst is beschadigd"),
    "text that is not there": (handmade.book(handmade.sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), sst=handmade.strings("a")), "beschadigd"),
    "texts are no xml": (handmade.book(handmade.sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), sst="<sst"), "lijst met teksten"),
    "doctype in texts": (handmade.book(handmade.sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), sst=DOCTYPE + handmade.strings("&b;")), "lijst met teksten"),
    "address outside any sheet": (handmade.book(handmade.sheet('<row r="1"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>')), "beschadigd"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_refused_with_one_sentence(name: str, tmp_path: Path) -> None:
    """The sentence names the file and the trouble, and the file stays as it was."""
    data, words = CASES[name]
    path = tmp_path / "register 2021.xlsx"
    path.write_bytes(data)
    text = _sentence(path)

    assert text.startswith("register 2021.xlsx kan niet worden gelezen: ")
    assert words in text
    assert data == path.read_bytes()
    assert ["register 2021.xlsx"] == [p.name for p in tmp_path.iterdir()]


def test_bytes_are_refused_alike() -> None:
    """Bytes without a name are called register."""
    assert _sentence(b"").startswith("register kan niet worden gelezen: het bestand is leeg")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A file that is not there and a folder are told apart."""
    assert "bestaat niet" in _sentence(tmp_path / "weg.xlsx")
    assert "een map" in _sentence(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_pipe_and_device(tmp_path: Path) -> None:
    """A pipe or device, which may never end, is refused without reading it."""
    pipe = tmp_path / "register.xlsx"
    os.mkfifo(pipe)

    assert "geen gewoon bestand" in _sentence(pipe)
    assert "geen gewoon bestand" in _sentence(Path(os.devnull))


def test_text_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A common text larger than any cell can hold is refused."""
    monkeypatch.setattr(weights, "_LONGEST_TEXT", 1000)
    sst = handmade.strings("x" * 3_000_000)

    assert "groter dan 64 MB" in _sentence(handmade.book(_SHEET, sst=sst))


def test_owner_file(tmp_path: Path) -> None:
    """Excel's own helper file is refused and the register named instead."""
    path = tmp_path / "~$register.xlsx"
    path.write_bytes(b"\x05naam")

    assert "kies register.xlsx" in _sentence(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything"
)
def test_no_permission(tmp_path: Path) -> None:
    """A file one may not read gives a sentence."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(GOOD)
    path.chmod(0)

    assert "mag het niet lezen" in _sentence(path)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "x"), "mag het niet lezen"),
        (OSError(5, "x"), "de schijf gaf een fout (EIO)"),
    ],
)
def test_errors_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    """Whatever the disk says, the sentence is Dutch."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(GOOD)

    def fail(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)

    assert words in _sentence(path)


def _entry_at(data: bytes, name: bytes) -> int:
    """Where the directory's line of a part begins."""
    return data.rindex(b"PK\x01\x02", 0, data.rindex(name))


def _patched(name: bytes, offset: int, new: bytes) -> bytes:
    """The good workbook with a part's line in the directory altered."""
    at = _entry_at(GOOD, name) + offset
    return GOOD[:at] + new + GOOD[at + len(new) :]


@pytest.mark.parametrize(
    ("offset", "new", "words"),
    [
        (16, b"\1\2\3\4", "beschadigd"),  # checksum
        (24, struct.pack("<I", 20), "beschadigd"),  # unpacked size
        (20, struct.pack("<I", 9), "beschadigd"),  # packed size
        (8, b"\1\0", "wachtwoord ingepakt"),  # encrypted
        (10, b"\x63\0", "onbekende manier ingepakt"),  # unknown compression
        (42, struct.pack("<I", 0), "overlappen"),  # starts where the first part does
        (42, struct.pack("<I", 2**31), "beschadigd"),  # starts beyond the end
    ],
)
def test_directory_that_lies(offset: int, new: bytes, words: str) -> None:
    """A directory that does not fit the parts is seen, whatever it lies about."""
    assert words in _sentence(_patched(b"xl/worksheets/sheet1.xml", offset, new))


def test_size_and_checksum_that_both_lie() -> None:
    """A part that inflates beyond its size is seen also when the checksum fits the shorter text."""
    short = _SHEET.encode()[:60]
    at = _entry_at(GOOD, b"xl/worksheets/sheet1.xml")
    data = bytearray(GOOD)
    data[at + 16 : at + 20] = struct.pack("<I", zlib.crc32(short))
    data[at + 24 : at + 28] = struct.pack("<I", len(short))

    assert "beschadigd" in _sentence(bytes(data))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_part_that_comes_twice() -> None:
    """Two parts of one name are refused: readers would disagree about which one counts."""
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("XL/worksheets/sheet1.xml", handmade.sheet(""))

    assert "dubbel" in _sentence(buffer.getvalue())


def test_zip_bomb() -> None:
    """A part that is small packed and huge unpacked is refused before it is unpacked."""
    data = handmade.pack({**handmade.parts(_SHEET), "xl/media/image1.bin": bytes(3_000_000)})

    assert len(data) < 10_000
    assert "groter dan 1 MB" in _sentence(data, Limits(unpacked_bytes=2_000_000))


def test_file_too_large(tmp_path: Path) -> None:
    """A file that is itself larger than the limit is not even read."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(GOOD)

    assert "te groot" in _sentence(path, Limits(unpacked_bytes=10))


def test_too_many_cells() -> None:
    """More cells than the limit are refused, and the sheet is named."""
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="B{r}"><v>1</v></c></row>' for r in range(1, 60)
    )

    assert "blad Lijst heeft meer dan 100 cellen" in _sentence(
        handmade.book(handmade.sheet(rows)), Limits(cells=100)
    )


def test_cells_scattered_everywhere() -> None:
    """Cells so scattered that no block holds them within the limit are refused."""
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="GA{r}"><v>1</v></c></row>'
        for r in range(1, 1_000_000, 999)
    )

    assert "te ver uiteen" in _sentence(handmade.book(handmade.sheet(rows)))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576" t="e"><v>#N/A</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c s="1" r="A1"><v>1</v></c><c s="1" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZZZ99999999999"><v>1</v></c></row>',
    ],
)  # fmt: skip
def test_far_cells_never_abort_the_process(rows: str, tmp_path: Path) -> None:
    """Cells at the far ends of a sheet are read or refused with little memory."""
    path = tmp_path / "ver.xlsx"
    path.write_bytes(handmade.book(handmade.sheet(rows)))

    assert _in_process(path)


def test_text_bomb_never_aborts_the_process(tmp_path: Path) -> None:
    """A huge text that very many cells share is kept once."""
    path = tmp_path / "tekst.xlsx"
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 20_001))
    path.write_bytes(handmade.book(handmade.sheet(rows), sst=handmade.strings("x" * 1_000_000)))

    assert "gelezen [1]" in _in_process(path)


def test_a_protected_binary_workbook(shared: Path) -> None:
    """It is called by what keeps it closed."""
    assert "wachtwoord" in _sentence(shared / "corpus" / "63-pass_protected.xlsb")


def test_every_truncation_is_refused() -> None:
    """Wherever a file is cut off, it is refused with a sentence."""
    for length in range(0, len(GOOD), 97):
        _sentence(GOOD[:length])


def test_every_flipped_byte_is_harmless() -> None:
    """A damaged byte anywhere gives the workbook or a sentence, nothing else."""
    for position in range(0, len(GOOD), 7):
        damaged = bytearray(GOOD)
        damaged[position] ^= 0x55
        try:
            workbook = open_workbook(bytes(damaged))
        except RegisterError:
            continue

        assert 1 == len(workbook.sheets)

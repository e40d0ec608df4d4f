"""Passwords: every kind that an office meets is opened in memory, and the result has the same."""

from __future__ import annotations

import io
import logging
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import handmade
import locked
import olefile
import pytest
import small_register
from msoffcrypto import OfficeFile
from msoffcrypto.method.container.ecma376_encrypted import DefaultContent

from expertteam_xl.errors import PasswordError, RegisterError
from expertteam_xl.protection import locking
from expertteam_xl.protection.container import build
from expertteam_xl.protection.kinds import Lock, lock_of
from expertteam_xl.protection.locking import lock
from expertteam_xl.protection.opening import Unlocked, opens, unlock
from expertteam_xl.register.workbook import open_workbook

PASSWORD = locked.PASSWORD
PLAIN = handmade.book(handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
STREAM = locked.old_stream("Casusnummer", "ET-2021-001", *["Hilversum"] * 200)
BUILT_IN = "VelvetSweatshop"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closes with few rounds."""
    locked.few_rounds(monkeypatch)


def _refused(data: bytes, password: str | None = PASSWORD) -> str:
    """The sentence with which a file is refused, whatever its password."""
    with pytest.raises(RegisterError) as caught:
        unlock("register.xlsx", data, password)
    text = str(caught.value)

    assert not isinstance(caught.value, PasswordError)
    assert text.startswith("register.xlsx kan niet worden gelezen: ")
    assert text.endswith(".")
    assert PASSWORD not in text
    return text


# Opening


def test_no_protection() -> None:
    """A plain file comes back as it is, with no password, whatever was given."""
    assert Unlocked(PLAIN, None) == unlock("r", PLAIN, None)
    assert Unlocked(PLAIN, None) == unlock("r", PLAIN, PASSWORD)
    assert Unlocked(b"", None) == unlock("r", b"", "")


def test_plain_old_workbook() -> None:
    """A .xls without a password is not protected, nor is a file that only begins like one."""
    book = locked.old_book(STREAM)

    assert Unlocked(book, None) == unlock("r", book, None)
    assert Lock.NONE is lock_of(book[:600])
    assert Lock.NONE is lock_of(locked.old_book(b""))


@pytest.mark.parametrize("protect", [lock, locked.standard])
def test_package(protect) -> None:  # type: ignore[no-untyped-def]
    """Both ways in which Excel protects a package open with the password, and only with it."""
    data = protect(PLAIN, PASSWORD)

    assert Unlocked(PLAIN, PASSWORD) == unlock("r", data, PASSWORD)
    with pytest.raises(PasswordError, match="klopt niet"):
        unlock("r", data, PASSWORD.lower())
    with pytest.raises(PasswordError, match="beveiligd met een wachtwoord"):
        unlock("r", data, None)


@pytest.mark.parametrize("cipher", ["rc4", "rc4_cryptoapi", "xor"])
@pytest.mark.parametrize("password", [PASSWORD, "even", "oneven.", "precies vijftie"])
def test_old_workbook(cipher: str, password: str) -> None:
    """A .xls gives its records back, as msoffcrypto itself reads them with a temporary file."""
    data = locked.old_book(locked.old_locked(STREAM, cipher, password))
    opened = unlock("r", data, password)
    office = OfficeFile(io.BytesIO(data))
    office.load_key(password=password)
    theirs = io.BytesIO()
    office.decrypt(theirs)

    assert Lock.OLD is lock_of(data)
    assert theirs.getvalue() == opened.data
    assert password == opened.password
    assert b"ET-2021-001" in opened.data
    assert b"ET-2021-001" not in data
    with pytest.raises(PasswordError, match="klopt niet"):
        unlock("r", data, "iets anders")


@pytest.mark.parametrize("texts", [1, 5000])
def test_old_workbook_of_any_size(texts: int) -> None:
    """A stream of less than four kilobytes stands elsewhere in the file than a large one."""
    stream = locked.old_stream(*["Hilversum"] * texts)
    opened = unlock("r", locked.old_book(locked.old_locked(stream, "rc4")), PASSWORD)

    assert texts == opened.data.count(b"Hilversum")


def test_what_excel_has_built_in() -> None:
    """A file that only must not be changed opens without asking, whatever was given."""
    for data in (lock(PLAIN, BUILT_IN), locked.standard(PLAIN, BUILT_IN)):
        assert Unlocked(PLAIN, BUILT_IN) == unlock("r", data, None)
        assert Unlocked(PLAIN, BUILT_IN) == unlock("r", data, PASSWORD)
        assert opens("r", data, None)
    old = locked.old_book(locked.old_locked(STREAM, "rc4", BUILT_IN))

    assert BUILT_IN == unlock("r", old, None).password


@pytest.mark.parametrize(
    "password",
    ["ë", " spaties ", "x" * 255, "x" * 300, "日本", "👍🏽", "a\"'&<>", "\t"],
)
def test_unusual_passwords(password: str) -> None:
    """Any text of one character or more protects and opens; spaces count."""
    data = lock(PLAIN, password)

    assert password == unlock("r", data, password).password
    assert not opens("r", data, password + " ")
    assert not opens("r", data, password[:-1])


def test_accent_typed_as_a_character_of_its_own() -> None:
    """An e with a loose accent, as some keyboards give it, opens what was closed with é."""
    data = lock(PLAIN, "caf\u00e9")

    assert "caf\u00e9" == unlock("r", data, "cafe\u0301").password


def test_password_that_is_no_text() -> None:
    """Bytes that an environment variable held and that are no characters are a wrong password."""
    assert not opens("r", lock(PLAIN, "geheim"), "geheim\udcff")


@pytest.mark.parametrize("old", [False, True])
def test_rights_management(old: bool) -> None:
    """A rights-managed file gets one sentence, with any password or none."""
    assert "rechten" in _refused(locked.rights_managed(old))
    assert "vraag de eigenaar" in _refused(locked.rights_managed(old), None)


def _with_info(change: bytes, into: bytes) -> bytes:
    """A protected file whose description was altered."""
    with olefile.OleFileIO(io.BytesIO(lock(PLAIN, PASSWORD))) as ole:
        streams = {
            "EncryptionInfo": ole.openstream("EncryptionInfo").read().replace(change, into),
            "EncryptedPackage": ole.openstream("EncryptedPackage").read(),
        }
    return build(streams)


@pytest.mark.parametrize(
    ("change", "into"),
    [
        (struct.pack("<HH", 4, 4), struct.pack("<HH", 4, 3)),  # extensible
        (struct.pack("<HH", 4, 4), struct.pack("<HH", 9, 9)),
        (b"ChainingModeCBC", b"ChainingModeCFB"),
        (b'"AES"', b'"RC2"'),
        (b"keyEncryptor/password", b"keyEncryptor/certificate"),
    ],
)
def test_unusual_protection(change: bytes, into: bytes) -> None:
    """A certificate or a cipher that we don't know is told apart from a wrong password."""
    assert "ongebruikelijke manier" in _refused(_with_info(change, into))


def test_before_excel_97() -> None:
    """A protected .xls of before 1997 gets one sentence."""
    data = locked.old_book(locked.old_locked(STREAM, "xor"), "Book")

    assert "voor 1997" in _refused(data)


@pytest.mark.parametrize(
    "data",
    [
        build({"EncryptedPackage": bytes(5000)}),
        build({"EncryptionInfo": bytes(5000)}),
        build({"EncryptedPackage": bytes(5000), "EncryptionInfo": b""}),
        build({"EncryptedPackage": bytes(5000), "EncryptionInfo": struct.pack("<HH", 4, 4) + b"x" * 99}),
        _with_info(b"<keyData", b"<!DOCTYPE x><keyData"),
        _with_info(b"saltValue", b"iets"),
        _with_info(b'spinCount="100000"', b'spinCount="x"'),
        lock(PLAIN, PASSWORD)[:3000],
        locked.old_book(locked.old_locked(STREAM, "rc4")[:40]),
    ],
)  # fmt: skip
def test_damaged(data: bytes) -> None:
    """What is damaged is said to be so, and not blamed on the password."""
    assert "beschadigd" in _refused(data)


def test_content_that_was_damaged() -> None:
    """The right password for a package of which bytes were lost: damaged, in one sentence."""
    with olefile.OleFileIO(io.BytesIO(lock(PLAIN, PASSWORD))) as ole:
        info = ole.openstream("EncryptionInfo").read()
        package = ole.openstream("EncryptedPackage").read()
    for wrong in (package[:8] + bytes(len(package) - 8), package[:-7], package[:5]):
        assert "beschadigd" in _refused(build({"EncryptionInfo": info, "EncryptedPackage": wrong}))


def test_every_truncation_and_flipped_byte() -> None:
    """Damage anywhere gives the package, a wrong password or a sentence; nothing else."""
    for whole in (locked.standard(PLAIN), locked.old_book(locked.old_locked(STREAM, "rc4"))):
        for position in range(0, len(whole), 199):
            flipped = bytearray(whole)
            flipped[position] ^= 0x55
            for data in (bytes(flipped), whole[:position]):
                try:
                    opened = unlock("r", data, PASSWORD)
                except RegisterError:
                    continue

                assert isinstance(opened.data, bytes)


def test_nothing_tells_the_password(caplog: pytest.LogCaptureFixture) -> None:
    """No message, text form or log holds a password, at whatever level is logged."""
    caplog.set_level(logging.DEBUG)
    opened = unlock("r", locked.standard(PLAIN), PASSWORD)
    with pytest.raises(PasswordError) as caught:
        unlock("r", locked.standard(PLAIN), "Fout wachtwoord")
    told = f"{opened!r} {caught.value!r} {caplog.text}"

    assert PASSWORD not in told
    assert "Fout wachtwoord" not in told


# OpenDocument


def _ods(manifest: str, **more: str) -> bytes:
    names = {"content": "content.xml", "package": "encrypted-package"}
    parts = {names[key]: value for key, value in more.items()}
    return handmade.pack({"mimetype": "x", "META-INF/manifest.xml": manifest, **parts})


@pytest.mark.parametrize(
    "data",
    [
        _ods("<m:file-entry><m:encryption-data/></m:file-entry>", content="?"),
        _ods("<m:manifest/>", package="?"),
    ],
)
def test_open_document_with_a_password(data: bytes) -> None:
    """An .ods with a password gets one sentence, with the password too."""
    for password in (None, PASSWORD):
        with pytest.raises(RegisterError, match=r"een \.ods met een wachtwoord; bewaar het"):
            open_workbook(data, password=password)


def test_open_document_without_a_password() -> None:
    """An .ods without one is not taken for protected."""
    data = _ods("<m:manifest/>", content="<x/>")
    try:
        open_workbook(data)
    except RegisterError as error:
        assert "wachtwoord" not in str(error)  # noqa: PT017 - what else is wrong with it is no matter


# Closing


def test_the_envelope_says_what_excel_says() -> None:
    """What tells Office that a stream is encrypted has the bytes that msoffcrypto writes too."""
    known = DefaultContent
    expected = [
        known.Version,
        known.DataSpaceMap,
        known.StrongEncryptionDataSpace,
        known.Primary,
    ]

    assert expected == list(locking._data_spaces().values())


SIZES = [0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 8192]
SIZES += [512 * n + d for n in (100, 118, 119, 120, 246, 247, 248) for d in (-1, 0, 1)]
SIZES += [512 * n for n in (*range(13820, 13850), *range(29960, 29980), *range(30080, 30110, 3))]
"""Around the edges of the tables: a table more, the tables' own table, and a second one of those.
"""


@pytest.mark.parametrize("part", range(4))
def test_the_envelope_at_every_size(part: int) -> None:
    """Streams of whatever size come back, and a strict reader finds no defect."""
    for size in SIZES[part::4]:
        streams = {
            "EncryptedPackage": (b"abcdefg" * (size // 7 + 1))[:size],
            "EncryptionInfo": b"i" * 1300,
            **locking._data_spaces(),
        }
        whole = build(streams)
        with olefile.OleFileIO(io.BytesIO(whole), raise_defects=olefile.DEFECT_UNSURE) as ole:
            found = {"/".join(path): ole.openstream(path).read() for path in ole.listdir()}

        assert streams == found
        assert 0 == len(whole) % 512


def test_the_table_of_tables_names_the_tables_alone() -> None:
    """Above seven megabytes the file says where each table stands, and nothing more."""
    whole = build({"x": bytes(512 * 40_000)})
    fat, first, count = (struct.unpack_from("<I", whole, at)[0] for at in (44, 68, 72))
    places = list(struct.unpack_from("<109I", whole, 76))
    for _ in range(count):
        *more, first = struct.unpack_from("<128I", whole, 512 + 512 * first)
        places += more
    named = [place for place in places if place != 0xFFFFFFFF]

    assert 2 == count
    assert list(range(count, count + fat)) == named
    assert 0xFFFFFFFE == first


@pytest.mark.parametrize("size", [0, 100, 4000, 4080, 4088, 4089, 5000, 500_000])
def test_lock_and_open(size: int) -> None:
    """What is locked opens with the password alone, and says nothing of what is inside."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        package.writestr("een", b"Hilversum" + os.urandom(size))
    data = memory.getvalue()
    closed = lock(data, PASSWORD)
    office = OfficeFile(io.BytesIO(closed))
    office.load_key(password=PASSWORD, verify_password=True)
    opened = io.BytesIO()
    office.decrypt(opened, verify_integrity=True)

    assert data == opened.getvalue()
    assert b"Hilversum" not in closed
    assert lock(data, PASSWORD) != closed


def test_as_strong_as_excel(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cipher is the one that Excel itself uses: AES of 256 bits, and 100,000 rounds of SHA-512."""
    monkeypatch.undo()
    with olefile.OleFileIO(io.BytesIO(lock(PLAIN, PASSWORD))) as ole:
        info = ole.openstream("EncryptionInfo").read().decode("utf-8", "replace")

    assert 'spinCount="100000"' in info
    assert 2 == info.count('keyBits="256"') == info.count('hashAlgorithm="SHA512"')


def test_what_can_not_be_opened_again_is_not_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """An encrypted file that does not give the same bytes back ends in a sentence."""
    whole = lock(PLAIN, PASSWORD)
    for wrong in (whole[:-3000], whole[:600], b"", lock(PLAIN + b"\0", PASSWORD)):
        monkeypatch.setattr(locking, "build", lambda _, wrong=wrong: wrong)
        with pytest.raises(RegisterError, match="niet geschreven") as caught:
            lock(PLAIN, PASSWORD)

        assert PASSWORD not in str(caught.value)


# The disk

_WATCH = """
import io, os, sys
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        opened.append(str(arguments[0]))
    elif event.startswith("tempfile"):
        opened.append(str(arguments[0]))
sys.dont_write_bytecode = True
data, password = open(sys.argv[1], "rb").read(), sys.argv[2]
sys.addaudithook(watch)
if sys.argv[3] == "unlock":
    from expertteam_xl.protection.opening import unlock
    assert unlock("r", data, password).password == password
elif sys.argv[3] == "check":
    from datetime import date
    from expertteam_xl import check, read_register, write_findings
    report = check(read_register(sys.argv[1], password=password), on=date(2021, 4, 1))
    write_findings(report, sys.argv[4])
else:
    from msoffcrypto import OfficeFile
    office = OfficeFile(io.BytesIO(data))
    office.load_key(password=password)
    office.decrypt(io.BytesIO())
print(*opened, sep="\\n")
"""


def _written(*words: object) -> list[str]:
    """The files that a process opens for writing."""
    command = [sys.executable, "-X", "utf8", "-c", _WATCH, *map(str, words)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert 0 == done.returncode, done.stderr
    return [line for line in done.stdout.splitlines() if line not in ("", os.devnull)]


def test_opening_writes_nothing(tmp_path: Path) -> None:
    """No file is opened for writing; msoffcrypto's own way would, so the watch can see it."""
    path = tmp_path / "register.xls"
    for cipher in ("rc4", "xor"):
        path.write_bytes(locked.old_book(locked.old_locked(STREAM, cipher)))

        assert [] == _written(path, PASSWORD, "unlock")
        assert [] != _written(path, PASSWORD, "theirs")
    path.write_bytes(lock(PLAIN, PASSWORD))

    assert [] == _written(path, PASSWORD, "unlock")


def test_only_encrypted_bytes_reach_the_disk(tmp_path: Path) -> None:
    """The one file that is opened for writing is the encrypted result, under its first name."""
    plain = small_register.save(tmp_path / "plain.xlsx")
    path, result = tmp_path / "register.xlsx", tmp_path / "result.xlsx"
    path.write_bytes(lock(plain.read_bytes(), PASSWORD))
    written = {Path(each) for each in _written(path, PASSWORD, "check", result)}

    assert 1 == len(written)
    assert {tmp_path} == {each.parent for each in written}
    assert Lock.PACKAGE is lock_of(result.read_bytes())
    assert ["plain.xlsx", "register.xlsx", "result.xlsx"] == sorted(os.listdir(tmp_path))  # noqa: PTH208

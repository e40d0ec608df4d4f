"""Files that belong together appear together, whatever the system says halfway."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from expertteam_xl.errors import RegisterError
from expertteam_xl.outputs.together import write_together


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_are_written(tmp_path: Path) -> None:
    """Every file has its own bytes, and nothing else is left."""
    write_together({tmp_path / "a": b"1", tmp_path / "b": b"2"})

    assert ["a", "b"] == names(tmp_path)
    assert b"2" == (tmp_path / "b").read_bytes()


def test_one_that_exists_stops_all(tmp_path: Path) -> None:
    """Without leave to replace, an existing file is left alone and no other is written."""
    (tmp_path / "b").write_bytes(b"oud")

    with pytest.raises(RegisterError, match="bestaat al"):
        write_together({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert ["b"] == names(tmp_path)


def test_a_link_that_leads_nowhere_is_taken_too(tmp_path: Path) -> None:
    """A name that is a broken link counts as taken, and can be replaced."""
    (tmp_path / "a").symlink_to(tmp_path / "weg")

    with pytest.raises(RegisterError, match="bestaat al"):
        write_together({tmp_path / "a": b"1"})
    write_together({tmp_path / "a": b"1"}, overwrite=True)
    assert b"1" == (tmp_path / "a").read_bytes()


def test_a_refusal_halfway_gives_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the last file can't get its name, the earlier ones are what they were before."""
    (tmp_path / "a").write_bytes(b"oud")
    (tmp_path / "c").write_bytes(b"vast")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if Path(target).name == "c" or self.name == "c":
            raise OSError(28, os.strerror(28))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(RegisterError, match="de schijf is vol"):
        write_together({tmp_path / n: b"nieuw" for n in "abc"}, overwrite=True)

    assert ["a", "c"] == names(tmp_path)
    assert (b"oud", b"vast") == ((tmp_path / "a").read_bytes(), (tmp_path / "c").read_bytes())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A missing folder gets one sentence, and stays missing."""
    with pytest.raises(RegisterError, match="de map bestaat niet"):
        write_together({tmp_path / "weg" / "a": b"1"})
    assert [] == names(tmp_path)


def test_a_full_disk_while_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the bytes themselves do not fit, no file and no remainder is left."""

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RegisterError, match="de schijf is vol"):
        write_together({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert [] == names(tmp_path)

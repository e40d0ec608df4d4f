"""Private folders: nobody else looks in, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from expertteam_xl.web.folders import PrivateRoot, clear_leftovers

_HOLD = """
import sys, time
from pathlib import Path
from expertteam_xl.web.folders import PrivateRoot
root = PrivateRoot(Path(sys.argv[1]))
(root.new_folder() / "register.xlsx").write_text("kind")
print(root.path, flush=True)
time.sleep(60)
"""


def test_a_folder_is_private_and_goes(tmp_path: Path) -> None:
    """Only the owner may look in; closing twice is fine."""
    root = PrivateRoot(tmp_path)
    inner = root.new_folder()
    (inner / "register.xlsx").write_bytes(b"x")

    if os.name == "posix":
        assert (0o700, 0o700) == tuple(p.stat().st_mode & 0o777 for p in (root.path, inner))
    root.close()
    root.close()
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="ends another program as only POSIX can")
def test_a_run_that_was_cut_off_is_cleared_at_the_next_start(tmp_path: Path) -> None:
    """One that still runs is left alone, and so are folders of others."""
    (tmp_path / "van een ander").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        left = Path(other.stdout.readline().strip())

        assert [] == clear_leftovers(tmp_path)
        assert left.is_dir()

        other.send_signal(signal.SIGKILL)
        other.wait()

    assert left.is_dir()
    root = PrivateRoot(tmp_path)
    assert not left.exists()
    assert (tmp_path / "van een ander").is_dir()
    root.close()


def test_a_folder_without_a_lock_goes_when_it_is_not_new(tmp_path: Path) -> None:
    """Another run may be just starting."""
    young, old = tmp_path / "expertteam-xl-pagina-a", tmp_path / "expertteam-xl-pagina-b"
    young.mkdir()
    old.mkdir()
    long_ago = time.time() - 3600
    os.utime(old, (long_ago, long_ago))

    assert [old] == clear_leftovers(tmp_path)
    assert young.is_dir()


def test_a_link_with_our_name_is_not_followed(tmp_path: Path) -> None:
    """Somebody could lay it there to have another folder removed."""
    target = tmp_path / "doel"
    target.mkdir()
    link = tmp_path / "expertteam-xl-pagina-c"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("no links here")

    assert [] == clear_leftovers(tmp_path)
    assert target.is_dir()

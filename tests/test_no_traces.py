"""Nothing that we publish tells on whose machine it was made, or holds unfinished work."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
import tools

WORKBOOKS = {".xlsx", ".xlsm", ".xltx"}
BINARY = {".png", ".xls", ".xlsb", ".ods", ".pdf"}
FORBIDDEN = {
    "a registry's host": re.compile(r"\b(pypi|pythonhosted|npmjs|debian)\.(org|com|net)\b"),
    "a path of one machine": re.compile(
        r"(?<![\w.$}<)])/(work|root|tmp|home/\w+|Users/\w+)/\w|\b[A-Z]:\\\\?Users\\"
    ),
    "unfinished work": re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b"),
}


def published() -> list[Path]:
    """Files that git knows or would add; none outside a checkout."""
    if not (tools.REPO / ".git").exists():
        return []
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=tools.REPO, capture_output=True, check=True)
    paths = [tools.REPO / name for name in done.stdout.decode().split("\0") if name]
    return sorted(path for path in paths if path.is_file() and path.suffix not in BINARY)


def texts(path: Path) -> list[str]:
    """The text of a file; of a workbook that of all its XML parts."""
    if path.suffix not in WORKBOOKS:
        return [path.read_text(encoding="utf-8")]
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return [archive.read(name).decode("utf-8", "replace") for name in parts]


def traces(path: Path) -> list[str]:
    """What a file should not hold: kind and text."""
    return [
        f"{kind}: {match.group()}"
        for text in texts(path)
        for kind, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    ]


def test_no_published_file_holds_a_trace() -> None:
    """No host of a registry, no path of one machine, no note of work that is left."""
    files = published()
    if not files:
        pytest.skip("not a checkout")
    found = {str(path.relative_to(tools.REPO)): traces(path) for path in files}

    assert {} == {name: kinds for name, kinds in found.items() if kinds}


@pytest.mark.parametrize(
    "text",
    [
        "see https://py" + "pi.org/project/x",
        "open('/ro" + "ot/register.xlsx')",
        "C:\\Us" + "ers\\anna",
        "# TO" + "DO: later",
    ],
)
def test_a_trace_is_recognised(text: str, tmp_path: Path) -> None:
    """The search itself finds each kind of trace."""
    path = tmp_path / "file.txt"
    path.write_text(text, encoding="utf-8")

    assert 1 == len(traces(path))

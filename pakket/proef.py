"""Tries a program that was built: the version, a check, declarations, and the page.

    python pakket/proef.py dist/expertteam-xl/expertteam-xl

It runs as on a machine without Python: nothing of the environment is handed on.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REGISTER = ROOT / "workbooks" / "schoon" / "register.xlsx"
DONE = (0, 3)
_SECONDS = 300


def main(program: Path) -> None:
    """Try everything; whatever fails ends it with a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        print(run(program, "--version", place=place).strip())
        common = (str(REGISTER), "--peildatum", "2021-12-15", "--naar", folder)
        run(program, "controleer", *common, place=place)
        run(program, "declareer", *common, "--kwartaal", "2021-K3", place=place)
        run(program, "nieuw", str(place / "leeg.xlsx"), place=place)
        made = sorted(path.name for path in place.glob("*.xlsx"))
        wanted = "register-gecontroleerd-2021-12-15.xlsx", "declaratie-2021-K3-regio.xlsx"
        if missing := [name for name in (*wanted, "leeg.xlsx") if name not in made]:
            sys.exit(f"niet gemaakt: {', '.join(missing)}")
        page(program, place)
    print(f"Gelukt: {len(made)} werkmappen, en de bladzijde gaat open en sluit zonder resten.")


def run(program: Path, *words: str, place: Path) -> str:
    """What a command says.

    Raises:
        SystemExit: it does not do what it should.
    """
    done = subprocess.run(
        [program, *words], capture_output=True, text=True, encoding="utf-8", cwd=place,
        env=environment(place), timeout=_SECONDS, check=False,
    )  # fmt: skip
    if done.returncode not in DONE:
        sys.exit(f"{words[0]} gaf {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def page(program: Path, place: Path) -> None:
    """The page opens, shows itself and leaves nothing.

    Raises:
        SystemExit: it does not.
    """
    own = place / "tijdelijk"
    own.mkdir()
    with subprocess.Popen(
        [program], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, cwd=place,
        encoding="utf-8", env=environment(own) | {"EXPERTTEAM_XL_GEEN_BROWSER": "1"},
    ) as served:  # fmt: skip
        if served.stdout is None:
            sys.exit("de bladzijde zegt niets")
        try:
            shown = "".join(served.stdout.readline() for _ in range(2))
            found = re.search(r"http://([\d.:]+)(/binnen/\S+)", shown)
            if found is None or not is_shown(found[1], found[2]):
                sys.exit(f"de bladzijde toont zich niet: {shown}")
        finally:
            served.terminate()
            served.wait(30)
    if os.name == "posix" and any(own.iterdir()):
        sys.exit("de bladzijde liet iets achter")


def is_shown(host: str, path: str) -> bool:
    """Whether somebody with the address comes in and sees the page with its looks."""
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    answer.read()
    texts = []
    for each in ("/", "/middelen/pagina.css", "/regels/T01"):
        connection.request("GET", each, headers={"Cookie": cookie})
        answer = connection.getresponse()
        texts.append(answer.read().decode() if answer.status == 200 else "")
    connection.close()
    return all(texts) and "Controleer het register" in texts[0]


def environment(place: Path) -> dict[str, str]:
    """No Python and nothing of ours; temporary files in a folder of the trial."""
    kept = ("SYSTEMROOT", "WINDIR", "COMSPEC", "PATH", "LANG")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    return own | {"TMPDIR": str(place), "TEMP": str(place), "TMP": str(place), "HOME": str(place)}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())

"""Writes the list of everything that is in the program (a software bill of materials).

    python pakket/onderdelen.py onderdelen.cdx.json

The form is CycloneDX 1.6 in JSON. What stands in it is what is installed beside the Python that
runs this: the program, what it needs with the extra [web], and what those need in turn.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

PROGRAM = "expertteam-xl"
EXTRA = "web"
SPEC_VERSION = "1.6"


def main(target: Path) -> None:
    """Write the list."""
    text = json.dumps(bill(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    target.write_text(text, encoding="utf-8")
    print(f"{len(json.loads(text)['components'])} onderdelen in {target}")


def bill() -> dict[str, Any]:
    """The list as plain data; the same installation gives the same list."""
    needs = installed(PROGRAM, frozenset({EXTRA}))
    own = component(PROGRAM) | {"type": "application"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "version": 1,
        "metadata": {"component": own},
        "components": [component(name) for name in sorted(needs) if name != PROGRAM],
        "dependencies": [
            {"ref": reference(name), "dependsOn": sorted(map(reference, needs[name]))}
            for name in sorted(needs)
        ],
    }


def installed(name: str, extras: frozenset[str]) -> dict[str, set[str]]:
    """Every package that one needs, itself included, with what each needs directly."""
    found: dict[str, set[str]] = {}
    waiting = [(plain(name), extras)]
    while waiting:
        current, wanted = waiting.pop()
        needed = dict(needs_of(current, wanted))
        known = found.setdefault(current, set())
        fresh = {each for each in needed if each not in found or needed[each]}
        waiting += [(each, needed[each]) for each in sorted(fresh - known)]
        known |= needed.keys()
    return found


def needs_of(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """What a package needs on this machine: name, and the extras of it."""
    for line in metadata.requires(name) or ():
        need = Requirement(line)
        holds = need.marker is None or any(
            need.marker.evaluate({"extra": extra}) for extra in (extras or {""})
        )
        if holds:
            yield plain(need.name), frozenset(need.extras)


def component(name: str) -> dict[str, Any]:
    """One package: name, version, where it comes from, and its licence as it says itself."""
    facts = metadata.metadata(name)
    version = metadata.version(name)
    told = facts.get("License-Expression") or _licence(facts)
    return {
        "type": "library",
        "bom-ref": reference(name),
        "name": facts["Name"],
        "version": version,
        "purl": f"pkg:pypi/{plain(name)}@{version}",
        "description": (facts.get("Summary") or "").strip(),
        "licenses": [_told(told, named="License-Expression" in facts)] if told else [],
    }


def _licence(facts: metadata.PackageMetadata) -> str:
    """The licence by its classifier, or by a short text."""
    marks = [each for each in facts.get_all("Classifier") or () if each.startswith("License ::")]
    short = (facts.get("License") or "").strip()
    if marks:
        return ", ".join(each.rpartition(" :: ")[2] for each in marks)
    return short if "\n" not in short and len(short) < 80 else ""


def _told(text: str, *, named: bool) -> dict[str, Any]:
    return {"expression": text} if named else {"license": {"name": text}}


def reference(name: str) -> str:
    """How the list refers to a package."""
    return f"{plain(name)}@{metadata.version(name)}"


def plain(name: str) -> str:
    """The name as the registry compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))

"""The papers of the project hold together: each link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tools

PAPERS = sorted([*tools.REPO.glob("*.md"), *(tools.REPO / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    kept = (re.sub(r"[^\w\- ]", "", title.lower()) for title in HEADING.findall(text))
    return {title.replace(" ", "-") for title in kept}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(paper: Path) -> None:
    """A link to a file finds that file; a link within a page finds its heading."""
    text = paper.read_text(encoding="utf-8")
    links = [link for link in LINK.findall(text) if "://" not in link]
    lost = [link for link in links if not leads(paper, link, text)]

    assert [] == lost


def leads(paper: Path, link: str, text: str) -> bool:
    name, _, anchor = link.partition("#")
    return (paper.parent / name).exists() if name else anchor in anchors(text)

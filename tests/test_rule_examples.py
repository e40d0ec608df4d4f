"""Of every rule: why it is there, and an example that is what it really says."""

from __future__ import annotations

import re

import pytest
from said import all_said, sentences

from expertteam_xl.rules.catalogue import RULES, Rule

each = pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES.values() if not rule.untestable],
    ids=lambda rule: rule.code,
)


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    """For every rule all sentences that it gave in registers made to hear them."""
    return all_said()


@each
def test_every_rule_tells_why_it_is_there(rule: Rule) -> None:
    """In one or two plain sentences."""
    assert rule.why.endswith(".")
    assert 1 <= len(re.findall(r"[.?!](?: |$)", rule.why)) <= 2


@each
def test_every_example_is_what_the_rule_says(rule: Rule, said: dict[str, set[str]]) -> None:
    """Each of its sentences is one that the rule gave, but for dates, numbers and addresses."""
    assert rule.example
    assert set() == sentences(rule.example) - said[rule.code]


def test_an_example_that_the_rule_does_not_say_is_seen(said: dict[str, set[str]]) -> None:
    """A word that differs is enough."""
    wrong = RULES["T01"].example.replace("te laat", "over tijd")

    assert sentences(wrong) - said["T01"]

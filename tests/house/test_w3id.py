"""The redirect rules for w3id.org: every kind of address leads on, nothing else does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from real_quads import real_quads
from thbgraph.base.namespaces import BASE, ID, MEMO, SOURCE

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "w3id" / ".htaccess"
pytestmark = pytest.mark.skipif(not RULES.exists(), reason="w3id/ is in the repository only")
HOME = "https://thbgraph.example.org"


def redirect(path: str, accept: str = "") -> tuple[str, int] | None:
    """Follows the rules as Apache does: conditions stand before the rule that they belong to."""
    conditions: list[tuple[str, bool]] = []
    for line in RULES.read_text(encoding="utf-8").splitlines():
        condition = re.fullmatch(r"RewriteCond %\{HTTP_ACCEPT\} (\S+)( \[OR\])?", line)
        rule = re.fullmatch(r"RewriteRule (\S+) %\{ENV:HOME\}(\S+) \[R=(\d+),L\]", line)
        if condition:
            conditions.append((condition[1], bool(condition[2])))
        elif rule:
            held, conditions = conditions, []
            found = re.search(rule[1], path)
            if found and (not held or any(re.search(wanted, accept) for wanted, _ in held)):
                target = rule[2].replace("$1", found[1]) if "$1" in rule[2] else rule[2]
                return HOME + target, int(rule[3])
        else:
            assert not line or line.startswith(("#", "Options", "RewriteEngine", "Header", "RewriteRule ^ -"))
    return None


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("id/cets-197", "text/html", "/id/cets-197"),
        ("memo/1.1-2", "", "/memo/1.1-2"),
        ("source/editors", "application/ld+json", "/source/editors"),
        ("ontology", "", "/ontology"),
        ("ontology", "text/html,*/*", "/ontology"),
        ("ontology", "text/turtle;q=0.9, */*;q=0.1", "/ontology.ttl"),
        ("ontology", "application/ld+json", "/ontology.jsonld"),
        ("void", "", "/void.ttl"),
        ("ask/not-bound", "", "/ask/not-bound"),
        ("questions", "", "/questions"),
        ("inferred", "", "/inferred"),
    ],
)
def test_names_lead_on_as_what_is_no_document(path: str, accept: str, target: str) -> None:
    assert redirect(path, accept) == (HOME + target, 303)


def test_documents_are_found() -> None:
    assert redirect("context.jsonld") == (HOME + "/context.jsonld", 302)
    assert redirect("plain.jsonld") == (HOME + "/plain.jsonld", 302)
    assert redirect("") == (HOME + "/", 302)


@pytest.mark.parametrize(
    "path",
    ["id/", "id/..", "id/a/b", "id/A", "id/a b", "id/a%0d%0aX:y", "memo/x", "memo/2-14/..", "elsewhere", "id//evil.example"],
)  # fmt: skip
def test_nothing_else_leads_anywhere(path: str) -> None:
    assert redirect(path) is None


def test_every_name_in_the_data_leads_on() -> None:
    names = {quad.subject.value for quad in real_quads()}
    names |= {quad.graph_name.value for quad in real_quads()}
    ours = {name for name in names if name.startswith((ID, MEMO, SOURCE))}
    assert ours
    assert {name for name in ours if redirect(name.removeprefix(BASE)) is None} == set()


def test_the_readme_says_what_to_submit() -> None:
    text = (ROOT / "w3id" / "README.md").read_text(encoding="utf-8")
    for part in ("/id/", "/memo/", "/source/", "/ontology", ".htaccess", "perma-id/w3id.org", HOME):
        assert part in text

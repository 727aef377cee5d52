"""The program knows nothing of the memo that it comes with: what it is stands in home.toml, what it says in data/."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src/thbgraph"
#: Words of this memo's subject, of its region and of bodies that it names, and the days that it speaks as of.
SUBJECT = re.compile(
    r"traffick|parliament|exploit|slavery|prostitut|victim|baltic|nordic|palermo|\bcbss\b|\bgreta\b|\bosce\b|\bpace\b"
    r"|\bcoe\b(?!\.int)|\bstce\b|\boit\b|2010-0[12]-2[36]",
    re.IGNORECASE,
)
#: Things that are named by the program's own convention, for which every home has the same file.
OWN = {"memo", "editors", "editors-names", "depositary-acts"}
#: A day like any other, to see whether an engine compares days, and whether a query is read.
DAYS = {"endpoints/probe.py", "server/jobs.py"}


def texts(path: Path) -> Iterator[ast.Constant]:
    """Yields the texts that a module uses, which are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, kinds)]
    docstrings = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def test_no_word_and_no_day_of_the_memo_stands_in_code() -> None:
    found = [
        f"{path.relative_to(SRC)}:{node.lineno} {node.value[:60]!r}"
        for path in SRC.rglob("*.py")
        for node in texts(path)
        if SUBJECT.search(str(node.value)) and path.relative_to(SRC).as_posix() not in DAYS
    ]
    assert not found


def test_no_thing_passage_or_source_is_named_in_code() -> None:
    made = re.compile(r"""(?:ID|MEMO|SOURCE)(?: \+ "|\})([a-z0-9-]+)["'}]""")
    for path in SRC.rglob("*.py"):
        code = re.sub(r'"""(.|\n)*?"""', "", path.read_text(encoding="utf-8"))
        assert set(made.findall(code)) <= OWN, path


def test_templates_of_pages_name_nothing_of_the_memo() -> None:
    for path in (SRC / "site/templates").glob("*.html"):
        assert not SUBJECT.search(path.read_text(encoding="utf-8")), path

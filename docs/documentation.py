"""Writes the documentation as a site with search: the pages of docs/, and pages of questions, vocabulary, commands and Python.

    python docs/documentation.py FOLDER

Sphinx makes it, MyST reads the Markdown. docs/index.md says which pages there are; what the program tells of itself is
written into pages first. A link to a page or heading that is not there is an error.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.cmd.build import main as build

from thbgraph.base.namespaces import PREFIXES, THB
from thbgraph.base.terms import short
from thbgraph.base.triples import Facts
from thbgraph.base.version import __version__
from thbgraph.build import source_files as sources
from thbgraph.cli.commands import parser
from thbgraph.graph import open_graph
from thbgraph.questions.questions import Question

ROOT = Path(__file__).resolve().parents[1]
#: The pages beside docs/, and the files that pages lead to.
_BESIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "w3id/README.md")
_FILES = ("LICENSE", "LICENSE-DATA", "CITATION.cff")
_CONF = f"""
project, author, release = "thbgraph", "The thbgraph developers", "{__version__}"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
autodoc_default_options = {{"members": True}}
myst_heading_anchors = 4
html_theme, html_show_sphinx, html_show_sourcelink = "alabaster", False, False
html_theme_options = {{"description": "Who does what against trafficking in human beings", "fixed_sidebar": True, "page_width": "72rem", "body_max_width": "none"}}
autodoc_typehints, autodoc_member_order = "none", "bysource"
# Examples show what a terminal shows, of which a lexer may make nothing.
suppress_warnings = ["misc.highlighting_failure"]
"""
#: The pages that the program writes, after those of docs/index.md.
_MADE = ("questions", "vocabulary", "commands", "reference")


def questions(asked: Iterable[Question]) -> str:
    """Writes the page of the saved questions."""
    text = "# Questions\n\nThe saved questions, as `thbgraph ask` has them.\n"
    for one in asked:
        text += f"\n## {one.name}\n\n{one.summary} {one.description.strip()}\n\n"
        rows = (
            f"| `{param.name}` | {param.description} | {param.default_given or 'any'} |\n"
            for param in one.params
        )
        text += "".join(["| parameter | | default |\n|---|---|---|\n", *rows]) + "\n"
        text += "".join(
            ["| column | |\n|---|---|\n", *(f"| `{name}` | {what} |\n" for name, what in one.columns.items())]
        )
    return text


def vocabulary() -> str:
    """Writes the page of the terms of the ontology."""
    facts = Facts(statement.quad for statement in sources.read_ontology(ROOT))
    definition, example, label = (
        PREFIXES[prefix] + name
        for prefix, name in (("skos", "definition"), ("skos", "example"), ("rdfs", "label"))
    )
    text = "# Vocabulary\n\nThe terms of the ontology, each with an example from the data.\n"
    for term in sorted(
        {fact.thing for fact in facts.with_property(definition) if fact.thing.startswith(THB)}
    ):
        text += f"\n## {short(term)}\n\n*{facts.text(term, label)}.* {facts.text(term, definition)}\n"
        if shown := facts.text(term, example):
            text += f"\n```turtle\n{shown}\n```\n"
    return text


def commands() -> str:
    """Writes the page of the commands: the help of each."""
    text = "# Commands\n"
    for name, help_of in _helps("thbgraph", parser()):
        text += f"\n## {name}\n\n```text\n{help_of}\n```\n"
    return text


def _helps(name: str, of: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    yield name, of.format_help().rstrip()
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from _helps(f"{name} {word}", below)


def reference() -> str:
    """Writes the page of the classes and functions of Python."""
    import thbgraph

    told = {name: getattr(thbgraph, name) for name in dir(thbgraph) if name[0] != "_"}
    names = "\n".join(
        f".. auto{'class' if isinstance(one, type) else 'function'}:: thbgraph.{name}\n"
        for name, one in told.items()
        if callable(one)
    )
    return f"# Python reference\n\n```{{eval-rst}}\n{names}\n```\n"


def contents(index: str) -> str:
    """Writes the first page: tables of contents, which the lists of pages in docs/index.md are."""
    parts = re.split(r"(?m)^## (.*)\n", index)
    trees = {
        title: [f"docs/{page}" for page in dict.fromkeys(re.findall(r"\]\(([\w./-]+?)\.md\)", text))]
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    trees["Reference"] = [f"docs/{name}" for name in _MADE]
    trees["Project"] = ["README <README>", "SECURITY", "Addresses at w3id.org <w3id/README>"]
    seen, text = set[str](), "# thbgraph\n"
    for title, pages in trees.items():
        new = [page.removeprefix("docs/../") for page in pages if page not in seen]
        seen.update(pages)
        listed = "\n".join(new)
        text += f"\n```{{toctree}}\n:maxdepth: 1\n:caption: {title}\n\n{listed}\n```\n"
    return text


def write(folder: Path) -> int:
    """Writes the site; returns 0, or what Sphinx returns for a fault."""
    with TemporaryDirectory() as name:
        source = Path(name)
        shutil.copytree(
            ROOT / "docs",
            source / "docs",
            ignore=lambda _, names: [one for one in names if not one.endswith((".md", ".png"))],
        )
        (source / "w3id").mkdir()
        for page in (*_BESIDE, *_FILES):
            shutil.copy(ROOT / page, source / page)
        made = {
            "questions": questions(open_graph(ROOT).questions.values()),
            "vocabulary": vocabulary(),
            "commands": commands(),
            "reference": reference(),
        }
        for page, text in made.items():
            (source / "docs" / f"{page}.md").write_text(text, encoding="utf-8")
        index = (source / "docs" / "index.md").read_text(encoding="utf-8")
        (source / "docs" / "index.md").write_text(f"---\norphan: true\n---\n{index}", encoding="utf-8")
        (source / "index.md").write_text(contents(index), encoding="utf-8")
        (source / "conf.py").write_text(_CONF, encoding="utf-8")
        return build(["-q", "-W", "--keep-going", "-b", "html", str(source), str(folder)])


if __name__ == "__main__":
    sys.exit(write(Path(sys.argv[1])))

"""The docs tell the truth: generated pages are current, nothing is undocumented, shown commands run."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import re
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from command_line import run
from data_pages import context
from thbgraph.base import errors
from thbgraph.build import source_files as sources
from thbgraph.cli import commands
from thbgraph.results.diagnosis import KINDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def generator() -> Any:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    made: dict[str, str] = generator().pages(ROOT)
    return made


@pytest.mark.parametrize(
    "name",
    ["docs/formats.md", "ontology/context.jsonld", "ontology/plain.jsonld", "LICENSE-DATA"],
)
def test_generated_pages_are_current(pages: dict[str, str], name: str) -> None:
    assert page(name) == pages[name], "run: make docs"


def test_the_context_follows_the_ontology() -> None:
    text = page("ontology/context.jsonld")
    old = '    "monitors": {"@id": "thb:monitors", "@type": "@id"},\n'
    assert old in text
    stale = text.replace(old, '    "mentors": {"@id": "thb:mentors", "@type": "@id"},\n')
    ontology = [statement.quad for statement in sources.read_ontology(ROOT)]
    made = json.loads(context(stale, ontology))["@context"]
    assert "mentors" not in made and made == json.loads(text)["@context"]


def test_every_error_has_its_heading() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.ThbgraphError)
    ]
    headings = set(re.findall(r"^## (.+)$", page("docs/errors.md"), re.MULTILINE))
    assert {kind.code for kind in kinds} == headings


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target


def printing(name: str) -> list[tuple[str, str]]:
    """Returns the commands of a page that stand alone, with what they print."""
    text = page(f"docs/{name}.md")
    return re.findall(r"^```console\n\$ \.venv/bin/thbgraph (.*)\n((?:.*\n)*?)```", text, re.MULTILINE)


#: Pages on which everything that a command prints is shown, and how often at least; one shows reasons on stderr, too.
PRINTED = {"evidence": 4, "proofs": 5, "conflicts": 4, "links": 3, "sources": 1, "model": 7}
EMPTY = "empty-answers"
COMMANDS = [
    command.partition("  #")[0].strip()
    for path in PAGES
    for block in re.findall(
        r"^```console\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    for command in re.findall(r"^\$ \.venv/bin/thbgraph (.*)$", block, re.MULTILINE)
    if command not in {known for name in (*PRINTED, EMPTY) for known, _ in printing(name)}
]


@pytest.mark.parametrize("command", COMMANDS)
def test_shown_commands_run(graph: object, command: str, tmp_path: Path) -> None:
    arguments = shlex.split(command.partition(" > ")[0])
    if "--memo" in arguments:
        memo = ROOT.parent / "shared" / "memo" / "paragraphs.tsv"
        if not memo.exists():
            pytest.skip("the memo's text is not beside this checkout")
        arguments[arguments.index("--memo") + 1] = str(memo)
    if arguments[0] in ("check", "fmt"):
        pytest.skip("run by make check")
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout


#: The commands of blocks that show no output, each up to what a shell does with it.
SHELL = sorted({
    re.split(r" [>|&]| && ", command)[0]
    for path in PAGES
    for block in re.findall(r"^```sh\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for command in re.findall(r"^ *(?:\.venv/bin/)?thbgraph (.*)$", block.replace("\\\n", " "), re.MULTILINE)
})  # fmt: skip


@pytest.mark.parametrize("command", SHELL)
def test_commands_that_are_not_run_are_understood(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    """Each is a command with options that it has, and writes a file whose ending it knows."""
    monkeypatch.setattr(commands, "function", lambda name: lambda options: 0)
    monkeypatch.chdir(tmp_path)
    arguments = shlex.split(command, comments=True)
    for before, written in pairwise(arguments):
        if before == "-o":
            Path(written).parent.mkdir(exist_ok=True)
    assert commands.run(arguments) == 0


@pytest.mark.parametrize(("name", "least"), PRINTED.items())
def test_pages_show_what_is_printed(on_disk: None, name: str, least: int) -> None:
    shown = printing(name)
    shown += re.findall(r"`thbgraph (why .*)` says:\n\n```text\n((?:.*\n)*?)```", page(f"docs/{name}.md"))
    assert len(shown) >= least
    for command, printed in shown:
        done = run(*shlex.split(command))
        assert printed == (done.stdout if done.returncode == 0 else done.stderr)


def test_the_page_on_empty_answers_shows_what_is_printed(on_disk: None) -> None:
    shown = printing(EMPTY)
    assert len(shown) >= 10
    for command, printed in shown:
        done = run(*shlex.split(command))
        assert (done.returncode, done.stdout + done.stderr) == (0, printed), command


def test_every_kind_of_cause_is_explained() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", page("docs/empty-answers.md"), re.MULTILINE)) == set(KINDS)


def test_the_readme_says_up_to_when_all_acts_are_listed() -> None:
    rows = json.loads(run("source", "status", "--format", "json").stdout)["rows"]
    complete: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        if row["claim"] == "complete":
            of = row["kind"].rpartition("#")[2], row["knownThrough"]
            complete.setdefault(row["instrument"].rpartition("/")[2], set()).add(of)
    latest = {name: max(day for _, day in found) for name, found in complete.items()}
    assert complete.pop("ilo-c182") == {("Consent", "2020-08-04")}
    assert complete.pop("cets-197") == {("Consent", "2021-11-30")}
    assert all({kind for kind, _ in found} == {"Signature", "Consent"} for found in complete.values())
    assert {name for name in complete if latest[name] == "2020-09-16"} == {"cedaw", "crc", "icmw"}
    others = sorted(latest[name][:4] for name in complete if latest[name] != "2020-09-16")
    assert (len(others), others[0], others[-1]) == (7, "2008", "2014")
    assert "from 2008 to 2014 for seven treaties of the United Nations" in page("README.md")


def test_the_readme_shows_what_the_demo_prints(graph: object) -> None:
    shown = page("README.md").partition("$ make demo\n")[2].partition("\n...\n")[0]
    demo = page("Makefile").partition("\ndemo:")[2].partition("\n\n")[0]
    cited, *others = re.findall(r"^\t\$\(BIN\)/thbgraph (.*)$", demo, re.MULTILINE)
    assert run(*shlex.split(cited)).stdout.startswith(shown)
    assert others and all(run(*shlex.split(command)).returncode == 0 for command in others)


def test_no_page_names_a_machine_or_a_registry() -> None:
    names = re.compile(
        "|".join(["/" + "work/", "/" + "tmp/", "py" + "pi\\.", "python" + "hosted", "npm" + "js"])
    )
    for path in [*PAGES, *ROOT.glob("src/**/*.py"), *ROOT.glob("*.toml"), ROOT / "constraints.txt"]:
        assert not names.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(("name", "count"), [("notebook", 3), ("reasoning", 1)])
def test_python_on_a_page_prints_what_it_shows(graph: object, name: str, count: int) -> None:
    cells = re.findall(
        r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", page(f"docs/{name}.md"), re.MULTILINE | re.DOTALL
    )
    assert len(cells) >= count
    names: dict[str, object] = {}
    for code, shown in cells:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(code, names)
        assert out.getvalue() == shown


def test_every_public_name_is_documented() -> None:
    import thbgraph
    from thbgraph.graph import KnowledgeGraph
    from thbgraph.results.answer import Answer

    text = page("docs/python.md")
    names = [*(n for n in dir(thbgraph) if n[0].isupper() and n != "TYPE_CHECKING"), "open", "write"]
    names += [*(n for n in dir(KnowledgeGraph) if not n.startswith("_"))]
    names += [n for n in dir(Answer) if not n.startswith("_")]
    missing = [name for name in names if not re.search(rf"\b{re.escape(name)}\b", text)]
    assert missing == []


def test_every_key_of_a_header_is_documented() -> None:
    from thbgraph.questions.question_headers import HEADER_KEYS

    assert set(re.findall(r"^\| `(\w+)` \|", page("docs/question-headers.md"), re.MULTILINE)) == {
        *HEADER_KEYS
    }

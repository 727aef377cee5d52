"""The commands of who curates: `check`, `new`, `diff` and `fmt`."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

import pyoxigraph as ox

from ..base.errors import DataError, RequestError
from ..base.home import HOME
from ..base.namespaces import ID
from ..build import homes
from ..build import source_files as sources
from ..build.builds import MANIFEST, STATED, Build
from ..checking import accepted
from ..checking import golden_answers as golden
from ..difference.answer_changes import as_lines
from ..difference.graphs import by_entity, by_quad, compare, in_numbers
from ..graph import check
from ..questions.question_headers import read_question
from ..results.render.annotations import to_github, to_sarif, to_text
from ..results.render.csv import to_csv
from ..results.render.json import to_json
from .command_io import brief, open_here, read, write
from .terminal import Bar, painted


def run(options: argparse.Namespace) -> int:
    """Checks the home and prints the findings, or accepts answers; gives 1 when something is wrong, else 0."""
    if options.accept is not None:
        _accept(options)
        return 0
    gc.disable()  # reading questions leaves much garbage, and the process ends soon
    memo = None if options.memo is None else read(options.memo)
    files = homes.named(homes.home(), options.files)
    with Bar("checking") as bar:
        findings = check(progress=bar.step, files=files, memo=memo)
    text = _WRITERS[options.format](findings)
    is_painted = options.format == "text" and options.output is None
    write(painted(text) if is_painted else text, options.output, is_printable=is_painted)
    return 1 if findings else 0


def _accept(options: argparse.Namespace) -> None:
    """Shows how answers differ from the golden ones, and accepts them."""
    if options.format != "text" or options.output is not None or options.files:
        raise RequestError(
            "--accept shows people what they accept", "leave out --format, --output and files before it"
        )
    if {*options.accept} == {accepted.TABLES}:  # which need no graph
        _accept_recorded(homes.home(), accepted.TABLES, tuple)
        return
    graph = open_here(options)
    recorded = accepted.names(graph.index.root)
    wanted = list(dict.fromkeys(options.accept)) or [*graph.questions, *recorded]
    changed = [
        _accept_recorded(graph.index.root, name, graph.conflicts)
        for name in wanted
        if name in (accepted.TABLES, accepted.CONFLICTS)
    ]
    names = [name for name in wanted if name not in (accepted.TABLES, accepted.CONFLICTS)]
    present = {name: to_csv(graph.ask(name)) for name in names}
    found = {
        name: golden.difference(graph.index.root, graph.questions[name], present[name]) for name in names
    }
    for name, difference in found.items():
        path = golden.path_of(name)
        if difference is not None:
            _say(
                f"{path}: {golden.heading(difference)}",
                *(f"  {line}" for line in as_lines(difference, whole=True)),
            )
            sources.accept(graph.index.root, path, present[name])
            _say(f"{path}: accepted")
        elif options.accept:
            _say(f"{path}: is the present answer")
    if not any(found.values()) and not any(changed):
        _say("nothing to accept")


def _accept_recorded(root: Path, name: str, conflicts: accepted.FindConflicts) -> bool:
    """Shows how the rows of tables or the conflicts differ from those accepted, and accepts them."""
    path = accepted.path_of(name)
    differing = list(accepted.differing(root, name, conflicts))
    if not differing and name in accepted.names(root):
        _say(f"{path}: is the present state")
        return False
    _say(*(line for of, what, lines in differing for line in (f"{of}: {what}", *lines)))
    sources.accept(root, path, accepted.present(root, name, conflicts))
    _say(f"{path}: accepted")
    return True


def _say(*lines: str) -> None:
    sys.stdout.write(painted("".join(f"{line}\n" for line in lines)))
    sys.stdout.flush()  # before anything is written to a file


#: The writer of each format.
_WRITERS = {"text": to_text, "json": to_json, "github": to_github, "sarif": to_sarif}


#: A whole question, which is asked as it lies; its comments say what each part is for.
_QUESTION = """\
# A question that can be asked as it is: change each part to what you want to know. The lines that begin with #+ are the
# header, one YAML map (docs/question-headers.md). Comments such as this one may stay or go.
#+ summary: Which bodies monitor an instrument?

# What a reader must know to understand the answer. Leave it out where that is nothing.
#+ description: >
#+   Those that a source says monitor the instrument; a part of one that does is listed only where a source says so.

# The first tag is the theme under which `thbgraph ask` lists the question, one of home.toml:
# THEMES.
#+ tags: [who]

# Each parameter takes things of a class, or values of a datatype ({datatype: xsd:date} for a day). Its default stands in
# the query, in a block VALUES ?name { ... }; UNDEF there leaves it open.
#+ params:
#+   instrument: {class: eli:LegalResource, description: a treaty or another instrument}

# The columns of SELECT, in the order in which people see them, and what each holds. Behind "as" stand the words for it,
# where they are not its name. Those that several questions have are described in queries/columns.yaml.
#+ columns:
#+   body as who monitors it: The body that monitors the instrument
# Rows with the same `each` become one.
#+ each: [body]

# The answer in words: which column is listed, and what is said for one thing, for many and for none.
#+ sentence:
#+   - list: body
#+     one: "One body is recorded as monitoring the {instrument}: {list}."
#+     many: "{n} bodies are recorded as monitoring the {instrument}: {list}."
#+     none: Nobody is recorded as monitoring the {instrument}.
PREFIX id: <ID>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX thb: <https://w3id.org/thbgraph/ontology#>

# Put what may not be recorded into an OPTIONAL. Compare days by thb:earliest and thb:latest only.
SELECT DISTINCT ?body WHERE {
  VALUES ?instrument { EXAMPLE }
  ?body thb:monitors ?instrument ;
    skos:prefLabel ?name .
}
# The order ends with what tells rows apart.
ORDER BY ?name ?body
"""


#: The words by which people ask it, a few, each in one form; of several words all must be there.
_WORDINGS = "[monitor, supervise, watch over, review]"


def question(options: argparse.Namespace) -> int:
    """Writes `queries/NAME.rq` to be filled in, and a line of wordings for it, and says what comes next.

    Raises DataError for what is no name of a question, RequestError for one that is taken or where nothing can be
    written.
    """
    root, name = homes.home(), options.name
    path = f"queries/{name}.rq"
    example = f"id:{HOME.example}" if HOME.example else "UNDEF"
    text = (
        _QUESTION.replace("<ID>", f"<{ID}>")
        .replace("EXAMPLE", example)
        .replace("THEMES", ", ".join(HOME.themes))
    )
    read_question(text, path, name)
    if (root / path).exists():
        raise RequestError(f"{path}: is there already", "edit it, or take another name")
    sources.accept(root, path, text)
    sources.accept(root, homes.WORDINGS, _with_wordings(root, name))
    print(f"""\
{path}: written; it is a whole question, to be changed into yours. Next:
  in which words people ask it    {homes.WORDINGS}
  ask it                          thbgraph ask {name}
  what it must and must not hold  tests/queries/expected.yaml
  what is wrong or missing        thbgraph check {path}
  accept its answer as golden     thbgraph check --accept {name}""")
    return 0


def _with_wordings(root: Path, name: str) -> str:
    """Returns the wordings of a home's questions with those of one more, in order of name."""
    lines = homes.beside_questions(root).get(homes.WORDINGS, "").splitlines(keepends=True)
    is_later = (line[:1].isalpha() and line.partition(":")[0] > name for line in lines)
    place = next((place for place, later in enumerate(is_later) if later), len(lines))
    return "".join([*lines[:place], f"{name}: {_WORDINGS}\n", *lines[place:]])


def diff(options: argparse.Namespace) -> int:
    """Prints what the folder `after` states and `before` does not, and the reverse; exit 1 when they differ.

    Raises RequestError for what is neither a data folder nor a build, DataError for a file that cannot be read.
    """
    found = compare(_statements(options.before), _statements(options.after))
    if options.by == "quad":
        lines = by_quad(found)
    else:
        lines = by_entity(found)
        lines += ([""] if lines else []) + [in_numbers(found)]
    write("".join(line + "\n" for line in lines))
    return 0 if found.before == found.after else 1


def _statements(folder: str) -> list[ox.Quad]:
    """Reads the ontology and the data of a data folder, or of a build in the cache, building nothing."""
    root = Path(folder)
    folder = brief(folder)
    if not root.is_dir():
        raise RequestError(f"{folder}: no such folder", "name one with ontology/, data/ and queries/")
    if (root / MANIFEST).is_file():
        build = Build(root)
        build.verify()
        return [*build.quads(STATED)]
    missing = [f"{name}/" for name in homes.FOLDERS if not (root / name).is_dir()]
    if missing:
        raise RequestError(
            f"{folder}: is not a data folder: it has no {' and no '.join(missing)}",
            "name a folder with ontology/, data/ and queries/",
        )
    try:
        found = [statement.quad for statement in sources.read_ontology(root)]
        return found + [statement.quad for statement in sources.read_data(root)]
    except DataError as error:  # say in which of the two folders the file lies
        path = (root / error.path).as_posix()
        raise DataError(error.what, error.advice, path=path, line=error.line, column=error.column) from None


def fmt(options: argparse.Namespace) -> int:
    """Writes files in canonical form, all or those named, or with --check only says which differ (exit 1)."""
    root = homes.home()
    changed = 0
    for name, text in sources.differing(root, homes.named(root, options.files)):
        changed += 1
        if options.check:
            print(f"{name}: not in canonical form; run: thbgraph fmt")
        else:
            sources.write(root, name, text)
            print(f"{name}: written in canonical form")
    return 1 if options.check and changed else 0

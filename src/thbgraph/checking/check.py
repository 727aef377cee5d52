"""All checks of a home, as findings with file, line and fix.

Ordered so that a fault is reported before those it masks: files that do not parse, files out of form,
faulty statements, shapes, checks, questions. Shapes need statements that parse; checks and questions need a
graph that builds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ..answers.answers import Answer
from ..building import build, layout, sources
from ..building.sources import Statement
from ..files.checks import Check, read_check
from ..files.expectations import read_expectations
from ..files.questions import Question
from ..stores.embedded import EmbeddedStore, check_select
from ..words.errors import DataError, RequestError
from ..words.findings import Finding, in_order, of_error
from ..words.namespaces import MEMO
from ..words.progress import Progress
from ..words.terms import short
from .expectations import Find, unmet
from .inconsistencies import inconsistency_findings
from .link_check import link_findings

_STEPS = ("reading", "form", "statements", "shapes", "building", "checks", "questions")
#: Asks a question with some arguments, by parameter as people say them; the graph's own way, handed in.
Ask = Callable[[str, Mapping[str, Sequence[str]]], Answer]


class Checker:
    """Checks one home; `findings` does all the work."""

    def __init__(self, root: Path, progress: Progress) -> None:
        self.root, self._progress = root, progress
        self.ontology: list[Statement] = []
        self.data: list[Statement] = []
        self._shapes_of: dict[str, list[ox.Triple]] = {}

    @cached_property
    def _places(self) -> Places:
        return Places(self.data)

    def _step(self, number: int) -> None:
        self._progress(number, len(_STEPS), _STEPS[number - 1])

    def findings(self, of_answers: Callable[[], Iterable[Finding]] = tuple) -> list[Finding]:
        """Gives all findings, in order of file and line.

        `of_answers` is called once the graph is built, to find what is wrong with its answers. Raises
        DataError for a file that is missing or not UTF-8: nothing can be said of it.
        """
        self._step(1)
        present = sources.files(self.root)
        needed = [
            f"{name}-metadata.json" for name in present if name.endswith(".csv") and name.startswith("data/")
        ]
        for name in [*present, *needed, "ontology/thb.ttl"]:
            sources.read_text(self.root, name)
        found = list(self._read())
        self._step(2)
        found += self._form({finding.path for finding in found})
        if any(finding.code == "syntax" for finding in found):
            return in_order(found)
        self._step(3)
        statements = [
            Finding(path, line, "statement", message)
            for path, line, message in build.statement_findings(self.ontology, self.data)
        ]
        found += statements
        found += self._scattered()
        found += [finding for finding in link_findings(self.root) if finding.code != "form"]  # said above
        found += self._shapes()
        if not statements:
            found += self._built(of_answers)
        return in_order(found)

    def _read(self) -> Iterator[Finding]:
        """Reads every file by itself, so that one that does not parse hides no other."""
        try:
            self.ontology = list(sources.read_ontology(self.root))
        except DataError as error:
            yield of_error(error)
        for name in sources.files(self.root):
            try:
                if name.startswith("data/"):
                    self.data += sources.read_file(self.root, name)
                elif name.startswith("ontology/shapes/") and name.endswith(".ttl"):
                    self._shapes_of[name] = sources.read_shape_file(self.root, name)
                elif name.startswith("queries/checks/"):
                    text = sources.read_text(self.root, name)
                    read_check(text, name)
                    check_select(text, name)
            except DataError as error:
                yield of_error(error)
        for name in build.question_files(self.root):
            try:
                read_expectations(build.read_question_file(self.root, name))
            except DataError as error:
                yield of_error(error)

    def _scattered(self) -> Iterator[Finding]:
        """Finds passages that stand in several files, such as in a copy that an editor left behind."""
        places: dict[str, list[str]] = {}
        for statement in self.data:
            graph = statement.quad.graph_name
            if not isinstance(graph, ox.NamedNode) or not graph.value.startswith(MEMO):
                continue
            files = places.setdefault(graph.value, [statement.path])
            if statement.path not in files:
                files.append(statement.path)
                message = f"{short(graph.value)} stands in {files[0]}, too; keep a passage in one file"
                yield Finding(statement.path, statement.line, "statement", message)

    def _form(self, unreadable: set[str]) -> Iterator[Finding]:
        for name in sources.files(self.root):
            if not name.startswith("data/") or name in unreadable:
                continue
            try:
                for path, _ in layout.differing(self.root, [name]):
                    yield Finding(path, None, "form", "not in canonical form; run: thbgraph fmt")
            except DataError as error:
                yield of_error(error)

    def _shapes(self) -> Iterator[Finding]:
        self._step(4)
        from .validation import is_per_source, validate, validate_per_source

        asserted = [statement.quad for statement in self.data]
        ontology = [statement.quad for statement in self.ontology]
        union: list[ox.Triple] = []
        single: list[ox.Triple] = []
        for triples in self._shapes_of.values():
            (single if is_per_source(triples) else union).extend(triples)
        if not union and not single:
            return
        try:
            results = validate(union, asserted, ontology) + validate_per_source(single, asserted, ontology)
        except RequestError as error:
            yield Finding("ontology/shapes", None, "shape", error.message)
            return
        for result in results:
            path, line = self._places.of(result.focus, result.path, result.value, result.graph)
            yield Finding(path, line, f"shape:{result.component}", f"{short(result.focus)}: {result.message}")

    def _built(self, of_answers: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
        self._step(5)
        store, index = build.opened(self.root)
        yield from inconsistency_findings(self.ontology, self.data)
        self._step(6)
        yield from self._checks(store)
        self._step(7)
        for question in index.questions.values():
            yield from question_findings(question, index.labels)
        yield from of_answers()

    def _checks(self, store: EmbeddedStore) -> Iterator[Finding]:
        for name in sources.files(self.root):
            if name.startswith("queries/checks/"):
                check = read_check(sources.read_text(self.root, name), name)
                solutions = store.query(check.text)
                columns = [variable.value for variable in solutions.variables]
                for row in solutions:
                    yield _check_finding(check, columns, row, self._places)


#: Which of subject, predicate, object and graph must agree, best fit first.
_FITS = ("spog", "sp-g", "spo-", "sp--", "s-og", "s--g", "s-o-", "s---", "--o-", "---g")


class Places:
    """Where statements stand, found by as many of their four terms as are known."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._places: dict[tuple[str | None, ...], tuple[str, int]] = {}
        for statement in statements:
            quad = statement.quad
            terms = (quad.subject.value, quad.predicate.value, quad.object.value, quad.graph_name.value)
            for fit in _FITS:
                self._places.setdefault(_kept(terms, fit), (statement.path, statement.line))

    def of(
        self, focus: str, path: str | None = None, value: str | None = None, graph: str | None = None
    ) -> tuple[str, int | None]:
        """Gives file and line of the statement that fits best, else of what mentions the focus."""
        known = (focus, path, value, graph)
        keys = [_kept(known, fit) for fit in _FITS[:-2]]
        for key in [*keys, (None, None, focus, None), (None, None, None, focus)]:
            if key in self._places:
                return self._places[key]
        return "data", None


def _kept(terms: tuple[str | None, ...], fit: str) -> tuple[str | None, ...]:
    return tuple(None if letter == "-" else term for term, letter in zip(terms, fit, strict=True))


def _check_finding(check: Check, columns: list[str], row: ox.QuerySolution, places: Places) -> Finding:
    values = {name: row[name] for name in columns if row[name] is not None}

    def text(name: str) -> str | None:
        return values[name].value if name in values else None

    path, line = places.of(text("focus") or "", None, text("value"), text("graph"))
    shown = {name: short(v.value) if isinstance(v, ox.NamedNode) else v.value for name, v in values.items()}
    return Finding(path, line, f"check:{check.name}", check.message.format_map(_Blank(shown)))


class _Blank(dict[str, str]):
    """Fills a template; a name without a value is left blank."""

    def __missing__(self, key: str) -> str:
        return ""


def question_findings(question: Question, known: Collection[str]) -> Iterator[Finding]:
    """Checks what a saved question may not do; `known` holds the IRIs of terms and things."""
    from ..sparql.question_rules import question_faults, unknown_names

    for line, message in [*unknown_names(question.text, known), *question_faults(question)]:
        yield Finding(f"queries/{question.name}.rq", line, "question", message)


def expectation_findings(questions: Iterable[Question], ask: Ask, find: Find) -> Iterator[Finding]:
    """Holds answers against what the questions' headers expect of them.

    `find` gives the IRI of what a name names, or raises UnknownEntity.
    """
    for question in questions:
        path = f"queries/{question.name}.rq"
        for expectation in read_expectations(question):
            try:
                answer = ask(question.name, expectation.arguments)
            except RequestError as error:
                line = expectation.lines.get("with", expectation.lines["expect"])
                yield Finding(path, line, "expectation", f"with: {error.message}")
                continue
            yield from unmet(path, expectation, answer, find)

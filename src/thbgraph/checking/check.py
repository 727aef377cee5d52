"""All checks of a home, as findings with file, line and fix.

Ordered so that a fault is reported before those it masks: files that do not parse, files out of form,
faulty statements, shapes, checks, questions. Shapes need statements that parse; checks and questions need a
graph that builds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ..building import homes, layout, sources
from ..building.closing import statement_findings
from ..building.opening import opened
from ..building.questions import check_select, question_files, read_question_file
from ..building.sources import Statement
from ..files.checks import Check, read_check
from ..files.expectations import read_expectations
from ..stores.embedded import EmbeddedStore
from ..words.errors import DataError, RequestError
from ..words.findings import Finding, in_order, of_error
from ..words.memo_copy import paragraphs
from ..words.namespaces import MEMO
from ..words.progress import Progress
from ..words.terms import short
from .consistency import inconsistency_findings
from .links import link_findings, unlinked_findings
from .places import Places
from .printed import printed_findings
from .questions import question_findings
from .shapes import is_per_source, validate, validate_per_source

_STEPS = ("reading", "form", "statements", "shapes", "building", "checks", "questions")


class Checker:
    """Checks one home, where given with a copy of the memo; `findings` does all the work."""

    def __init__(self, root: Path, progress: Progress, memo: str | None = None) -> None:
        self.root, self._progress, self._memo = root, progress, memo
        self.ontology: list[Statement] = []
        self.data: list[Statement] = []
        self._shapes_of: dict[str, list[ox.Triple]] = {}

    @cached_property
    def _places(self) -> Places:
        return Places([*self.data, *self.ontology])

    def _step(self, number: int) -> None:
        self._progress(number, len(_STEPS), _STEPS[number - 1])

    def findings(self, of_answers: Callable[[], Iterable[Finding]] = tuple) -> list[Finding]:
        """Gives all findings, in order of file and line.

        `of_answers` is called once the graph is built, to find what is wrong with its answers. Raises
        DataError for a file that is missing or not UTF-8: nothing can be said of it.
        """
        self._step(1)
        present = homes.files(self.root)
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
            for path, line, message in statement_findings(self.ontology, self.data)
        ]
        found += statements
        found += self._scattered()
        if self._memo is not None:
            found += printed_findings(self.data, paragraphs(self._memo))
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
        for name in homes.files(self.root):
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
        for name in question_files(self.root):
            try:
                read_expectations(read_question_file(self.root, name))
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
        for name in homes.files(self.root):
            if not name.startswith("data/") or name in unreadable:
                continue
            try:
                for path, _ in layout.differing(self.root, [name]):
                    yield Finding(path, None, "form", "not in canonical form; run: thbgraph fmt")
            except DataError as error:
                yield of_error(error)

    def _shapes(self) -> Iterator[Finding]:
        self._step(4)
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
        store, index = opened(self.root)
        yield from inconsistency_findings(self.ontology, self.data, self._places)
        yield from unlinked_findings(self.root, index.classes, self._places)
        self._step(6)
        yield from self._checks(store)
        self._step(7)
        for question in index.questions.values():
            yield from question_findings(question, index.labels)
        yield from of_answers()

    def _checks(self, store: EmbeddedStore) -> Iterator[Finding]:
        for name in homes.files(self.root):
            if name.startswith("queries/checks/"):
                check = read_check(sources.read_text(self.root, name), name)
                solutions = store.query(check.text)
                columns = [variable.value for variable in solutions.variables]
                for row in solutions:
                    yield _check_finding(check, columns, row, self._places)


def _check_finding(check: Check, columns: list[str], row: ox.QuerySolution, places: Places) -> Finding:
    values = {name: row[name] for name in columns if row[name] is not None}

    def text(name: str) -> str | None:
        return values[name].value if name in values else None

    path, line = places.of(text("focus") or "", text("property"), text("value"), text("graph"))
    shown = {name: short(v.value) if isinstance(v, ox.NamedNode) else v.value for name, v in values.items()}
    return Finding(path, line, f"check:{check.name}", check.message.format_map(_Blank(shown)))


class _Blank(dict[str, str]):
    """Fills a template; a name without a value is left blank."""

    def __missing__(self, key: str) -> str:
        return ""

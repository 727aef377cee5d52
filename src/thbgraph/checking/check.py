"""All checks of a home, or of some of its files, as findings with file, line and fix.

What one file shows by itself comes first, then what the statements show together, and last what the graph and its
answers show. Where a file of ontology or data does not parse, nothing is said of the whole, which lacks it. Any other
fault hides nothing: a question that does not parse, and a statement that no graph can be computed from, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import DataError, StoreError
from ..base.findings import Finding, in_order, of_error
from ..base.home import HOME, HOME_FILE
from ..base.memo_copy import paragraphs
from ..base.namespaces import MEMO, MEMO_SOURCE, RDF_TYPE
from ..base.progress import Progress
from ..base.terms import short
from ..build import homes
from ..build import source_files as sources
from ..build.cache import read_note, write_note
from ..build.compiling import InMemory, in_memory, statement_findings
from ..build.homes import key_of_check
from ..build.opening import find, opened
from ..build.question_files import read_beside, read_whole_question
from ..build.source_files import Statement
from ..conflicts import read_kind
from ..questions.question_headers import ALONE
from ..questions.questions import Question
from ..reports.declared_reports import DeclaredReports
from ..stores.embedded import EmbeddedStore
from ..stores.evaluation import check_select
from .accepted import TABLES, accepted_findings
from .check_headers import Check, read_check
from .generated import stale_findings, unlisted_findings
from .link_faults import link_findings, unlinked_findings
from .places import Places
from .printed import printed_findings
from .question_faults import question_findings, unasked_findings
from .shapes import Result, case_findings, unread, validate
from .table_faults import source_findings
from .term_faults import incomplete_findings, keeps_ontology, reused_findings, term_findings
from .verb_faults import verb_findings

_STEPS = ("reading", "form", "statements", "shapes", "building", "checks", "questions")
#: The note that a check of all found nothing.
_SOUND = ".sound"
#: Finds what is wrong with the answers that a graph gives to some questions; handed in by who can ask.
OfAnswers = Callable[[InMemory, Mapping[str, Question]], Iterable[Finding]]


def no_answers(graph: InMemory, questions: Mapping[str, Question]) -> Iterable[Finding]:
    """Asks nothing."""
    return ()


class Checker:
    """Checks one home, or only `files` of it, where given with a copy of the memo; `findings` does all the work.

    With files of the ontology, all statements are held against it; the graph and its answers only with the whole.
    """

    def __init__(
        self,
        root: Path,
        progress: Progress,
        files: Collection[str] | None = None,
        memo: str | None = None,
    ) -> None:
        self.root, self._progress, self._memo = root, progress, memo
        self._all = homes.files(root)
        self._is_whole = files is None
        # The ontology concerns every statement.
        self._has_all_data = files is None or any(name.startswith("ontology/") for name in files)
        self._named = {
            name for file in (self._all if files is None else files) for name in _with_partner(file)
        }
        self._files = [name for name in self._all if name in self._named]
        self.ontology: list[Statement] = []
        self.data: list[Statement] = []
        self._elsewhere: list[ox.Quad] = []
        self._shapes_of: dict[str, list[ox.Triple]] = {}
        self._checks: list[Check] = []
        self._questions: dict[str, Question] = {}
        self._of_reports: dict[str, Question] = {}

    @cached_property
    def _places(self) -> Places:
        return Places([*self.data, *self.ontology])

    def _step(self, number: int) -> None:
        self._progress(number, len(_STEPS), _STEPS[number - 1])

    def findings(self, of_answers: OfAnswers = no_answers) -> list[Finding]:
        """Returns all findings, in order of file and line.

        `of_answers` gets the graph of what can be read. What has not changed since a check of all found nothing is not
        checked again. Raises DataError for a file that is missing or not UTF-8:
        nothing can be said of it.
        """
        key = key_of_check(self.root) if self._is_whole and self._memo is None else ""
        if key and read_note(self.root, _SOUND)[0] == key:
            return []
        found = self._found(of_answers)
        if key and not found:
            write_note(self.root, key, what=_SOUND)
        return in_order(one for one in found if self._is_chosen(one))

    def _found(self, of_answers: OfAnswers) -> list[Finding]:
        self._step(1)
        tables = [name for name in self._all if name.endswith(".csv") and name.startswith("data/")]
        for name in [*self._all, *(f"{name}-metadata.json" for name in tables), "ontology/core.ttl"]:
            homes.read_text(self.root, name)
        found = list(self._read())
        found += unlisted_findings(self.root, self.ontology)
        unreadable = {finding.path for finding in found if finding.code == "syntax"}
        self._step(2)
        found += self._form(unreadable)
        if any(self._is_needed(finding) for finding in found):
            return found
        self._step(3)
        statements = statement_findings(self.ontology, self.data, self._elsewhere)
        found += (Finding(path, line, "statement", message) for path, line, message in statements)
        found += self._scattered()
        found += self._other_day()
        if self._has_all_data and keeps_ontology(self.root):
            found += reused_findings(self.ontology)
            found += incomplete_findings(self.ontology)
        found += accepted_findings(self.root, TABLES)
        found += source_findings(self.root, self._files)
        if self._memo is not None:
            found += printed_findings(self._all_data(), paragraphs(self._memo))
        if any(name.endswith(".sssom.tsv") for name in self._files):
            quads = [*(statement.quad for statement in self.data), *self._elsewhere]
            found += (one for one in link_findings(self.root, quads) if one.code != "form")
        if self.data:
            found += self._shapes()
        if self._is_whole or any(name.startswith("queries/") for name in self._files):
            found += self._built(of_answers, found)
        if self._is_whole and not found:  # the pages of sources with a fault say nothing
            quads = [statement.quad for statement in self.data]
            found += stale_findings(self.root, self.ontology, quads)
        return found

    def _is_needed(self, finding: Finding) -> bool:
        """Says whether a finding is that statements cannot be read."""
        is_query = finding.path.startswith("queries/") and finding.path not in (homes.WORDINGS, homes.COLUMNS)
        return finding.code == "syntax" and not is_query

    def _is_chosen(self, one: Finding) -> bool:
        """Says whether a finding is in the files to check, keeps these from it, or is what their checks find."""
        return (
            one.path in self._named
            or self._is_needed(one)
            or one.code == "shape"
            or one.code.startswith("check:")
            or self._has_all_data
        )

    def _read(self) -> Iterator[Finding]:
        """Reads every file by itself, so that one that does not parse hides no other."""
        try:
            self.ontology = list(sources.read_ontology(self.root))
        except DataError as error:
            yield of_error(error)
        questions, beside = set(homes.question_files(self.root)), ALONE
        try:
            beside = read_beside(homes.beside_questions(self.root))
            yield from unasked_findings(self.root, beside, {homes.query_name(path) for path in questions})
        except DataError as error:  # without which none can be read
            questions.clear()
            yield from map(of_error, (error, *error.others))
        for name in self._all:
            try:
                if name.startswith("data/") and (self._has_all_data or name in self._named):
                    self.data += sources.read_file(self.root, name)
                elif name.startswith("data/"):
                    self._elsewhere += sources.read_quads(self.root, [name])
                elif name.startswith("ontology/shapes/") and name.endswith(".ttl"):
                    self._shapes_of[name] = sources.read_shape_file(self.root, name)
                    yield from case_findings(self.root, name, self._shapes_of[name])
                elif name.startswith("queries/checks/"):
                    check = read_check(homes.read_text(self.root, name), name)
                    check_select(check.text, name)
                    self._checks.append(check)
                elif name.startswith(f"{homes.CONFLICTS}/"):
                    read_kind(homes.read_text(self.root, name), name)
                elif name.startswith(f"{homes.REPORTS}/") and name.endswith(".rq"):
                    question = read_whole_question(self.root, name, ALONE)
                    self._of_reports[question.name] = question
                elif name in questions:
                    question = read_whole_question(self.root, name, beside)
                    self._questions[question.name] = question
            except DataError as error:
                yield from map(of_error, (error, *error.others))
        for name in self._shapes_of:  # all of which are known now: one may be part of another file's
            yield from self._unread(name)
        if beside is not ALONE:
            yield from self._read_reports()

    def _read_reports(self) -> Iterator[Finding]:
        """Reads the reports, which stand on the questions."""
        read = partial(homes.read_text, self.root)
        questions = {**self._questions, **self._of_reports}
        files = DeclaredReports(homes.report_files(self.root), read, questions)
        for name in files:
            try:
                files[name]
            except DataError as error:
                yield from map(of_error, (error, *error.others))

    def _unread(self, name: str) -> Iterator[Finding]:
        """Finds what a file of shapes says that is not read, so that nothing is held against it."""
        lines = homes.read_text(self.root, name).splitlines()
        others = (triple for other, shapes in self._shapes_of.items() if other != name for triple in shapes)
        for term, message in unread(self._shapes_of[name], others):
            line = next((at for at, text in enumerate(lines, 1) if re.search(rf"{term}\b", text)), None)
            yield Finding(name, line, "shape", message)

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
                message = f"{short(graph.value)} is also in {files[0]}; keep a passage in one file"
                yield Finding(statement.path, statement.line, "statement", message)

    def _other_day(self) -> Iterator[Finding]:
        """Finds that the day of the memo in the data is not the one that answers without a day are as of."""
        day = list(HOME.days)[-1]
        for quad, path, line in self.data:
            about = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            if (about, quad.predicate.value) == (MEMO_SOURCE, thb.notBefore) and quad.object.value != day:
                message = f"source:memo is not older than {quad.object.value}, and the last of days in {HOME_FILE} is {day}; write the same day in both"
                yield Finding(path, line, "statement", message)

    def _form(self, unreadable: set[str]) -> Iterator[Finding]:
        for name in self._files:
            if name.startswith("data/") and name not in unreadable:
                yield from self._form_of(name)

    def _form_of(self, name: str) -> Iterator[Finding]:
        try:
            for path, _ in sources.differing(self.root, [name]):
                yield Finding(path, None, "form", "not in canonical form; run: thbgraph fmt")
        except DataError as error:
            yield of_error(error)

    def _shapes(self) -> Iterator[Finding]:
        self._step(4)
        ontology, here = ([one.quad for one in part] for part in (self.ontology, self.data))
        things = None if self._has_all_data else {quad.subject.value for quad in here}
        results = validate(self._shapes_of.values(), [*here, *self._elsewhere], ontology, things)
        sought = () if self._has_all_data else here
        stated = {(q.subject.value, q.predicate.value, str(q.object.value)) for q in sought}
        described = {(subject, predicate) for subject, predicate, _ in stated}
        for result in results:
            if not (self._has_all_data or _is_shown(result, stated, described)):
                continue
            path, line = self._places.of(result.focus, result.path, result.value, result.graph)
            yield Finding(path, line, f"shape:{result.component}", f"{short(result.focus)}: {result.message}")

    def _built(self, of_answers: OfAnswers, found: Collection[Finding]) -> Iterator[Finding]:
        self._step(5)
        is_faulty = any(finding.code in ("syntax", "statement") for finding in found)
        graph = self._graph(is_faulty)
        store, index = graph.store, graph.names._replace(questions=self._questions)
        if self._is_whole:
            yield from unlinked_findings(self.root, index.classes, self._places)
            yield from term_findings(self.root, self.ontology, store)
            yield from verb_findings(self.ontology, store)
        self._step(6)
        for check in self._checks:
            if f"queries/checks/{check.name}.rq" in self._named:
                yield from self._run(check, store)
        self._step(7)
        asked = {
            name: question
            for name, question in self._questions.items()
            if f"queries/{name}.rq" in self._named
        }
        terms = ((*statement.quad.triple,) for statement in self.ontology)
        known = {*index.labels, *(term.value for triple in terms for term in triple)}
        for question in asked.values():
            yield from question_findings(question, known)
        yield from of_answers(graph._replace(names=index), asked)

    def _graph(self, is_faulty: bool) -> InMemory:
        """Returns the graph of the home, in memory where all questions are asked, for which that takes half as long.

        Where its build is not there, it is made of what was read, which some faults are left out of; one too large for
        memory is asked where it lies.
        """
        if not (is_faulty or self._is_whole):
            return InMemory(*opened(self.root))
        with suppress(DataError, StoreError):
            build = None if is_faulty else find(self.root)
            if build is not None:
                index = build.index(self.root)
                return InMemory(build.loaded_or_opened(index), index)
        return in_memory(self.ontology, self._all_data())

    def _all_data(self) -> list[Statement]:
        return self.data if self._has_all_data else list(sources.read_data(self.root))

    def _run(self, check: Check, store: EmbeddedStore) -> Iterator[Finding]:
        solutions = store.query(check.text)
        columns = [variable.value for variable in solutions.variables]
        for row in solutions:
            yield _check_finding(check, columns, row, self._places)


def _is_shown(result: Result, stated: set[tuple[str, str, str]], described: set[tuple[str, str]]) -> bool:
    """Says whether statements show what a shape finds: the value, or, where one is missing, the class of the thing."""
    if result.value is not None:
        return result.path is None or (result.focus, result.path, result.value) in stated
    return (result.focus, RDF_TYPE) in described or (result.focus, result.path or "") in described


def _with_partner(file: str) -> tuple[str, ...]:
    """Returns a file and those that belong to it: metadata of a table; golden answer of a question."""
    folder, _, name = file.rpartition("/")
    stem = name.partition(".")[0]
    if name.endswith((".csv", ".csv-metadata.json")) and folder.startswith("data"):
        return f"{folder}/{stem}.csv", f"{folder}/{stem}.csv-metadata.json"
    if folder in ("queries", "queries/answers"):
        return f"queries/{stem}.rq", f"queries/answers/{stem}.csv"
    return (file,)


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

"""The one way to the graph: open it, ask it, query it, look things up, export it.

>>> import thbgraph
>>> graph = thbgraph.open()  # doctest: +SKIP
>>> [row.country.label for row in graph.ask("signed-not-ratified", group="CBSS")]  # doctest: +SKIP
['Estonia', 'Finland', 'Germany', 'Iceland', 'Lithuania', 'Sweden']
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from ..base.errors import DataError, ParameterError, QuerySyntaxError, RequestError
from ..base.names import quoted
from ..base.namespaces import PROLOGUE
from ..base.progress import Progress, Told, silent, untold
from ..base.terms import short
from ..build import homes
from ..build.builds import uncollected
from ..build.index import Index
from ..build.opening import opened
from ..names.arguments import DAY, Bound, Given, as_terms, as_texts
from ..questions.questions import Question, find_question
from ..results.answer import Answer
from ..results.formats import write
from ..results.listing import Listing
from ..results.statements import Statements
from ..sparql.limits import refuse_beyond_limits
from ..stores.bounds import GIGABYTES, SECONDS
from ..stores.embedded import EmbeddedStore
from ..stores.evaluation import Form, Result, Solutions
from ..stores.processes import require_room
from ..stores.protocol import Store
from . import on_demand
from .answering import Answering, Citing
from .asking import Asking
from .exporting import Exporting
from .reading import Reading, day_given

if TYPE_CHECKING:
    from ..base.findings import Finding
    from ..build.closing import Held
    from ..reports.levers import Levers
    from ..reports.matrices import Matrix
    from ..results.diagnosis import Diagnosis
    from ..results.hits import SentenceReading, Suggestion
    from ..results.matches import NameList
    from ..results.values import Entity
    from ..stores.bounded import Workers

#: So many of the suggestions for a sentence are tried, until so many have rows.
_TRIED, _ENOUGH = 6, 3
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", None)


class KnowledgeGraph(Reading, Exporting):
    """An open, built graph. Make one with `thbgraph.open()`."""

    def __init__(self, root: Path, store: Store, index: Index) -> None:
        super().__init__(root, store, index)
        self._answering = Answering(store, index, self._lookup)
        self._workers: Workers | None = None
        self._asking = Asking(self._answering, self._names, self._notes_on)

    def __repr__(self) -> str:
        return f"KnowledgeGraph({str(self.root)!r}: {self.index.triples} triples, {len(self.questions)} questions)"

    def _repr_html_(self) -> str:
        """Shows in a notebook how many things there are of each class."""
        sizes = Listing(on_demand.ClassSize(kind, things) for kind, things in self.classes().items())
        return write(sizes.table().replace(heading=repr(self)), "cell")

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the store, and of the processes that queries ran in; what is asked afterwards raises StoreError."""
        self._asking.forget()
        if self._workers is not None:
            self._workers.close()
        self._store.close()

    def in_memory(self) -> KnowledgeGraph:
        """Returns this graph in memory, for callers that ask a great deal of it; one at an endpoint stays there."""
        if isinstance(self._store, EmbeddedStore) and self.index.folder is not None:
            return KnowledgeGraph(self.root, on_demand.Build(self.index.folder).loaded(), self.index)
        return self

    @property
    def questions(self) -> Mapping[str, Question]:
        """The saved questions by name, in order of name."""
        return on_demand.Questions(self.index.questions)

    def question(self, name: str) -> Question:
        """Gives a saved question; raises UnknownQuestion, which names those that are near."""
        return find_question(name, self.questions)

    def catalogue(self, *names: str) -> list[dict[str, Any]]:
        """Lists all questions, or some, with themes, parameters, what these take, and columns, as JSON values."""
        chosen = [self.question(name) for name in names] or self.questions.values()
        return on_demand.catalogue_of(chosen, self.index.classes, self.index.labels)

    def ask(
        self,
        name: str,
        arguments: Mapping[str, Given | Sequence[Given]] | None = None,
        /,
        *,
        cite: Citing = False,
        progress: Progress | None = None,
        **named: Given | Sequence[Given],
    ) -> Answer:
        """Asks a saved question, or again what a permanent name (see `reference`) stands for.

        Arguments are given by name, or in a mapping, which may hold any name: a parameter called `cite` too.
        Each is a label, abbreviation, code, CURIE, IRI or linked identifier (wd:Q217), a day, or a value out
        of another answer; a sequence asks about several at once. `as_of` stands for the parameter asOf, which also
        takes "latest": the last day that the sources cover for what is asked.
        Columns and order are the question's. With `cite`, each row has a `citation`; with `cite="minimal"`,
        one of which nothing can be left out; `cite="full"` shows people every statement of it. `progress` is called row by row where that takes its time.
        Raises UnknownQuestion, and ParameterError for an argument that does not fit.
        """
        arguments = {**(arguments or {}), **named}
        if "@" in name:
            name, arguments = on_demand.read_permanent_name(name, self.index)
        question = self.question(name)
        given = {param: as_texts(value) for param, value in arguments.items()}
        return self._asking.ask(question, given, cite, progress)

    def read(self, sentence: str) -> SentenceReading:
        """Reads a sentence: the saved questions and commands that it may ask, the best first, and what is to be said before.

        Every door reads by it. The best is certain, and `runs`, only where every operator of the sentence ("not", "before",
        "how many") is read, every name and word is taken, and no thing is added that nobody named. Six are tried, fewer
        where one is certain and has rows, or three have. Of these what reads all operators and names stands before what
        does not, and what has no rows, or is refused, behind the others; why the best is, is said.
        """
        if on_demand.goes_on(sentence, self._names):
            goes_on = f"{quoted(sentence)} goes on from an earlier answer, which is not kept; ask it whole, with its names."
            return on_demand.SentenceReading(sentence, said=[goes_on])
        unknown = self._unknown_names(sentence)
        best = self._suggested(sentence)
        if best and best[0].name == "find" and not self._is_said(best[0]):
            unknown = {**on_demand.said_of_nothing(sentence, *best[0].arguments["text"]), **unknown}
            best = best[1:]
        said = [*map(_as_sentence, unknown.values())]
        if on_demand.is_strange(sentence, self._names, self._worded.wordings):
            said.append("Most of these words are not known here; sentences are read in English.")
            best = [one._replace(certain=False) for one in best if one.name in ("show", "find")]
        if unknown:  # which no default may take the place of, nor what asks about all there is
            best = [
                one._replace(certain=one.certain and one.name == "find", dropped=(*unknown, *one.dropped))
                for one in best
                if one.arguments and not one.by_default
            ]
        near = sorted(best[:_TRIED], key=lambda one: (not one.takes_all) + one.adds_to_named)
        answered, others = self._tried(near)
        offers = [*answered, *others]
        whole = [one for one in near[:1] if one == best[0] and one.is_sound and not one.left_out]
        refusal = [self._refusal(one) for one in whole if one not in answered]
        for one in offers[:1]:
            if refusal:  # what it reads is read, if not by what follows
                one = one._replace(unread=(), dropped=(*one.unread, *one.dropped))
            followed = on_demand.said_before(sentence, one, said, self.index.questions, self._names)
            said = [*said, *refusal, *followed]
        return on_demand.SentenceReading(sentence, Listing(offers), said)

    def _is_said(self, find: Suggestion) -> bool:
        """Says whether any name or text has the words that a suggestion looks for; yes where no index of texts is."""
        (words,) = find.arguments["text"]
        return bool(self.search(words) or self.index.folder is None or self.texts(words, 1))

    def _refusal(self, one: Suggestion) -> str:
        """Says why what a sentence asks has no rows, or that a name in it is that of no one thing."""
        try:
            self._is_answered(one)
            if not one.is_question:
                return f"Nothing is recorded of that: {one.summary}"
            answer = self.ask(one.name, one.arguments)
        except RequestError as error:
            return _as_sentence(error.message)
        causes = [_as_sentence(cause.message) for cause in self.diagnose(answer).causes]
        return " ".join([answer.summary or one.summary, *causes])

    def in_short(self, one: Suggestion, most: int = 320) -> str:
        """Says in at most so many letters what a question, or status, that a sentence may ask answers; nothing for another command.

        Nothing, too, where it is not sound: the answer without the "not" of a sentence, or about a group that nobody named,
        misleads; and where it is refused.
        """
        try:
            if one.is_sound and one.name == "status":
                given = {name: texts[0] for name, texts in one.arguments.items()}
                found = self.status(given["state"], given["instrument"], as_of=given.get(DAY))
                return f"{found.instrument.label}: {found.sentence}"
            return (
                on_demand.in_short(self.ask(one.name, one.arguments), most)
                if one.is_sound and one.is_question
                else ""
            )
        except RequestError:
            return ""

    def _tried(self, best: Sequence[Suggestion]) -> tuple[list[Suggestion], list[Suggestion]]:
        """Parts suggestions into those that are answered, or read so that they are, and the others."""
        answered: list[Suggestion] = []
        empty: list[Suggestion] = []
        for one in best:
            settled = len(answered) >= (1 if best[0].certain and not empty else _ENOUGH)
            readings = [one] if settled else self._readings(one)
            answered += readings
            empty += [] if readings else [one._replace(certain=False)]
        return answered, empty

    def _readings(self, one: Suggestion) -> list[Suggestion]:
        """Returns a suggestion where it is answered; where a name in it means two or three, those of each that are.

        A question without rows gives way to the same without one of the parameters that were given, if that has some
        and no default takes its place.
        """
        try:
            if self._is_answered(one):
                return [one]
            params = self.question(one.name).params if one.is_question else ()
            given = [param for param in params if param.name in one.arguments.keys() - {*one.by_default}]
            optional = [param.name for param in given if param.default == "UNDEF" and param.wants_class]
            fewer = (_without(one, name) for name in optional if len(given) > 1)
            return [*islice(filter(self._is_answered, fewer), 1)]
        except RequestError as error:
            few = error.candidates if len(error.candidates) <= _ENOUGH else ()
            read = [_renamed(one, error.given, short(iri)) for iri in few]
        return [found for other in read if other != one for found in self._readings(other)]

    def _is_answered(self, one: Suggestion) -> bool:
        """Says whether a question has rows; raises RequestError where it, or a command, takes a name for no one thing."""
        if needed := on_demand.NEEDS.get(one.name):
            one = one._replace(name=needed, is_question=True)
        if one.is_question:
            rows = self._asking.rows(self.question(one.name), one.arguments) if one.arguments else None
            return rows is None or not rows.is_empty
        self._named_in(one)
        return True

    def query(
        self,
        name: str,
        arguments: Mapping[str, Given | Sequence[Given]] | None = None,
        /,
        **named: Given | Sequence[Given],
    ) -> str:
        """Gives the SPARQL text of a saved question with arguments as `ask` takes them, for any engine to run."""
        given = {param: as_texts(value) for param, value in {**(arguments or {}), **named}.items()}
        return self._asking.query(self.question(name), given)

    @overload
    def sparql(
        self,
        text: str,
        bindings: Mapping[str, Bound | Sequence[Bound]] | None = None,
        *,
        form: Literal["SELECT"] = "SELECT",
        cite: Citing = False,
        timeout: float | None = SECONDS,
        memory: float | None = GIGABYTES,
        services: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Answer: ...
    @overload
    def sparql(
        self,
        text: str,
        bindings: Mapping[str, Bound | Sequence[Bound]] | None = None,
        *,
        form: Literal["ASK"],
        timeout: float | None = SECONDS,
        memory: float | None = GIGABYTES,
        services: Sequence[str] = (),
    ) -> bool: ...
    @overload
    def sparql(
        self,
        text: str,
        bindings: Mapping[str, Bound | Sequence[Bound]] | None = None,
        *,
        form: Literal["CONSTRUCT", "DESCRIBE"],
        timeout: float | None = SECONDS,
        memory: float | None = GIGABYTES,
        services: Sequence[str] = (),
    ) -> Statements: ...
    @overload
    def sparql(
        self,
        text: str,
        bindings: Mapping[str, Bound | Sequence[Bound]] | None = None,
        *,
        form: None,
        cite: Citing = False,
        timeout: float | None = SECONDS,
        memory: float | None = GIGABYTES,
        services: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Answer | bool | Statements: ...
    def sparql(
        self,
        text: str,
        bindings: Mapping[str, Bound | Sequence[Bound]] | None = None,
        *,
        form: Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"] | None = "SELECT",
        cite: Citing = False,
        timeout: float | None = SECONDS,
        memory: float | None = GIGABYTES,
        services: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Answer | bool | Statements:
        """Runs a SPARQL query: SELECT gives an Answer, ASK a bool, CONSTRUCT and DESCRIBE Statements.

        `form` says which it is, None that it may be any. The project's prefixes need no declaration. `bindings` gives
        variables one value or several: entities, days, numbers and terms out of an answer, or text, which is a plain
        literal. They are joined with the query as terms and cannot change it (see `thbgraph.questions.bindings`). With
        `cite`, each row has a `citation`.

        The query runs in a process of its own, which is ended after `timeout` seconds and may take `memory` gigabytes
        beside the graph; None is no bound, and without either the query runs in this process, which it can bring
        down. Raises QueryTimeout and OutOfMemoryError, QuerySyntaxError with line and column, also for a SERVICE that is
        not one of `services` (addresses that the query may call over the network), StoreError when one of these
        does not answer, ParameterError for a variable that the query does not have and for what is no bound, and
        RequestError for another form and for what evidence does not cover.

        >>> graph.sparql("ASK { id:greta thb:monitors id:cets-197 }", form="ASK", timeout=10)  # doctest: +SKIP
        """
        _check_query(text, bindings, services)
        if form not in _FORMS:
            raise ParameterError(f"form: expected SELECT, ASK, CONSTRUCT, DESCRIBE or None, got {form!r}")
        bound = text
        if bindings:
            bound = on_demand.bind_variables(
                text, {name: as_terms(name, value) for name, value in bindings.items()}
            )
        refuse_beyond_limits(bound)
        answering = Answering(self._within(timeout, memory), self.index, self._lookup)
        try:
            if cite:  # evidence is looked for while the query runs
                answer = answering.answer(bound, PROLOGUE, cite, progress, services)
                return answer.replace(query=bound)
            result = _of_form(answering.run(bound, PROLOGUE, services), form)
        except QuerySyntaxError as error:  # its column would count what was bound
            column = None if bindings else error.column
            raise QuerySyntaxError(error.message, line=error.line, column=column) from None
        if isinstance(result, Solutions):
            return answering.read(result).replace(query=bound)
        return result if isinstance(result, bool) else Statements(result)

    def _within(self, timeout: float | None, memory: float | None) -> Store:
        """Gives the store with bounds for what is asked of it; raises ParameterError for what is none."""
        if self._workers is None:
            self._workers = on_demand.Workers(self._store)
        return self._workers.store(on_demand.Bounds(timeout, memory))

    def matrix(
        self,
        group: Given | None = None,
        *instruments: Given,
        as_of: Given | None = None,
        asOf: Given | None = None,
    ) -> Matrix:
        """Gives where the members of a group stand under each treaty, or some, on a day: `status-matrix`, wide.

        The group is that of the question where none is given, the day the first on which the memo can have been
        written. Raises UnknownEntity and ParameterError.
        """
        day = self._day(as_of, asOf)
        arguments: dict[str, Given | Sequence[Given]] = {"asOf": day}
        if group is not None:
            arguments["group"] = group
        if instruments:
            arguments["instrument"] = instruments
        answer = self.ask("status-matrix", arguments, cite=True)
        named = on_demand.short_names({row.instrument for row in answer}, self._lookup)
        return on_demand.matrix(answer, date.fromisoformat(day), named, self._desk.marking)

    def levers(
        self, group: Given | None = None, as_of: Given | None = None, *, asOf: Given | None = None
    ) -> Levers:
        """Gives what parliamentarians can press for: by measure, by treaty for the members of a group, with what tools.

        Raises UnknownEntity, ParameterError, and RequestError for what has no member on the day.
        """
        found = self.matrix(group, as_of=day_given(as_of, asOf))
        if not found.lines:
            raise RequestError(
                f"no state is recorded as a member of {found.group} on the day asked about; "
                "name a group that has members then, such as CBSS or EU"
            )
        day, marking = found.as_of.isoformat(), self._desk.marking
        said = list(on_demand.all_sayings(day, self._lookup, self.label, marking))
        calls, tools = (
            self.ask("calls-since-met", asOf=day),
            self.ask("handbooks", audience="id:parliamentarians"),
        )
        return on_demand.levers(found, said, calls, tools, marking)

    def diagnose(
        self,
        asked: Answer | str,
        *,
        timeout: float | None = SECONDS,
        memory: float | None = GIGABYTES,
        services: Sequence[str] = (),
    ) -> Diagnosis:
        """Says why an answer is empty, or why a SPARQL query of any form finds nothing.

        The causes depend on the query and the graph alone, as long as `timeout` and `memory`, which are those of
        `sparql`, are enough for all that is tried. Raises RequestError for an answer that is not empty or comes from
        no query, QuerySyntaxError for a text that `sparql` refuses.
        """
        if isinstance(asked, str):
            refuse_beyond_limits(asked)
        elif not isinstance(asked, Answer):
            raise ParameterError(
                f"asked: expected an answer, or a SPARQL query as text, got {type(asked).__name__}"
            )
        elif not (asked.asked.query and asked.is_empty):
            raise RequestError("only an empty answer to a query has a diagnosis; this one is not empty")
        text = asked if isinstance(asked, str) else asked.asked.query
        if isinstance(asked, str) or not asked.question:
            store = self._within(timeout, memory)
            if isinstance(asked, str):  # the engine says what is wrong with a text that it does not take
                store.query(PROLOGUE + text, services)
            return on_demand.diagnose(text, store.query, self._names, prologue=PROLOGUE)
        question = self.question(asked.question)
        retrial = on_demand.Retrial(
            question,
            asked.asked.bindings,
            lambda terms: self._answering.answer(question.bound(terms)),
            lambda param: self._examples(question, [param])[param],
            self._names,
        )
        return retrial.diagnosis(self._store.query)

    def examples(self, name: str) -> dict[str, list[Entity]]:
        """Returns, by parameter of a question, a few things about which it has rows, the others as by default."""
        question = self.question(name)
        return self._examples(question, [param.name for param in question.params])

    def _examples(self, question: Question, params: Collection[str]) -> dict[str, list[Entity]]:
        return on_demand.examples(question, params, self.members, self.statements, self._rows)

    def _rows(self, name: str, arguments: Mapping[str, Given | Sequence[Given]]) -> Answer:
        """Answers a question as `ask` does, without the words for people."""
        given = {param: as_texts(value) for param, value in arguments.items()}
        return self._asking.rows(self.question(name), given)

    def quoting(self, answer: Answer, memo: str) -> Answer:
        """Returns a cited answer with the sentences of each passage behind it, where `memo` is your copy of the memo.

        Raises RequestError for a copy that has none of them.
        """
        texts = on_demand.texts(answer, memo, self._store, self._names_of)
        return answer.replace(evidence=answer.evidence.quoting(texts))

    def _names_of(self, iri: str) -> Iterator[str]:
        yield self.label(iri)
        yield from self.index.aliases.get(iri, ())

    def reference(self, answer: Answer, row: int | None = None) -> str:
        """Writes a reference for the answer to a question, or a row by number, with its permanent name."""
        return on_demand.reference(answer, self.index, row)

    def match(
        self,
        names: Iterable[str] | NameList,
        as_of: Given | None = None,
        kind: str | None = None,
        *,
        asOf: Given | None = None,
        progress: Progress | None = None,
    ) -> Answer:
        """Matches a list of names and codes to entities: one row each, in order, with candidates where unsure.

        `as_of` is the day whose names match, `kind` names a class; raises ParameterError for no day.
        """
        given = on_demand.as_list(names)
        found = on_demand.match_all(
            self._names,
            given.names,
            day_given(as_of, asOf),
            None if kind is None else self._class_in_use(kind),
            progress,
        )
        return on_demand.answer_of(found, self.index.labels, given)

    def _first(self, sentence: str, questions: Mapping[str, Question]) -> str:
        """Returns the name of the question or command that a sentence leads to first."""
        found = on_demand.questions_asked(sentence, on_demand.worded(questions), self._names, self.short_name)
        return found[0].name if found else ""

    def check(self, progress: Progress = silent) -> Listing[Finding]:
        """Checks the folder of the graph as it is now: its files, and the answers of the graph built from them."""
        return check(self.root, progress)


def open_graph(
    home: str | Path | None = None, progress: Progress = silent, told: Told = untold
) -> KnowledgeGraph:
    """Opens the graph, building it first when the cache is missing, old or damaged.

    `home` is a folder with ontology/, data/ and queries/; by default the one that came with the package
    or `$THBGRAPH_HOME`. `told` is called with what is wrong with a damaged build. Raises DataError
    when the sources are wrong, StoreError when the cache is.
    """
    root = homes.home(home)
    require_room()
    store, index = opened(root, progress, told)
    return KnowledgeGraph(root, store, index)


def connect(url: str, home: str | Path | None = None, progress: Progress = silent) -> KnowledgeGraph:
    """Opens the graph that is published at a SPARQL endpoint, to be asked over HTTP as one that lies here.

    Questions are those of `home`, as `open_graph` takes it. Who asks is read from `$THBGRAPH_AUTH` or the file that
    `$THBGRAPH_AUTH_FILE` names. What is needed beside the graph, such as names, is made of it once and kept in the
    cache. Raises EndpointError where the engine does not hold a build or does not answer as it must.
    """
    root = homes.home(home)
    store, index = on_demand.connected(url, root, progress)
    return KnowledgeGraph(root, store, index)


def check(
    home: str | Path | None = None,
    progress: Progress = silent,
    files: Collection[str] | None = None,
    memo: str | None = None,
) -> Listing[Finding]:
    """Checks a folder of sources, as `open_graph` takes it, or some files of it, also where no graph can be built.

    `files` are paths in the folder. With a copy of the memo, what passages are said to print is held against it.
    Raises DataError for a file that is missing or not UTF-8, RequestError for what is no copy of the memo.
    """
    root = homes.home(home)

    def of_answers(held: Held, asked: Mapping[str, Question]) -> Iterable[Finding]:
        graph = KnowledgeGraph(root, held.store, held.names)
        yield from on_demand.golden_findings(root, asked, lambda name: graph._rows(name, {}))
        yield from on_demand.taking_findings(root, asked, graph.questions, graph._first)
        if files is None and held.records is not None:
            with suppress(DataError):  # a kind of conflict that is wrong, which is a finding
                found = graph._find_conflicts(held.records)
                yield from on_demand.accepted_findings(root, on_demand.CONFLICTS, lambda: found)

    with uncollected():
        return Listing(on_demand.Checker(root, progress, files, memo).findings(of_answers))


def _check_query(text: object, bindings: object, services: object) -> None:
    """Raises ParameterError for what is no query, no bindings or no addresses."""
    if not isinstance(text, str):
        raise ParameterError(f"text: expected a SPARQL query as text, got {type(text).__name__}")
    if bindings is not None and not isinstance(bindings, Mapping):
        raise ParameterError(
            f"bindings: expected a mapping of variables to values, such as {{'state': 'Finland'}}, got {type(bindings).__name__}"
        )
    if isinstance(services, str) or not isinstance(services, Iterable):
        raise ParameterError(f"services: expected a list of addresses, got {services!r}")


def _of_form(result: Result, form: str | None) -> Result:
    """Returns a result; raises RequestError where it is not what a query of a form gives."""
    given: Form = (
        "SELECT" if isinstance(result, Solutions) else "ASK" if isinstance(result, bool) else "CONSTRUCT"
    )
    if form is not None and given != ("CONSTRUCT" if form == "DESCRIBE" else form):
        said = "CONSTRUCT or DESCRIBE" if given == "CONSTRUCT" else given
        raise RequestError(f"form: the query is {said}, not {form}; write form={given!r}")
    return result


def _as_sentence(text: str) -> str:
    """Returns a text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.?' else '.'}"


def _without(one: Suggestion, name: str) -> Suggestion:
    """Returns a suggestion without one of its parameters, which it leaves out; it is not certain."""
    rest = {param: values for param, values in one.arguments.items() if param != name}
    return one._replace(
        arguments=rest,
        certain=False,
        left_out=(*one.left_out, *one.arguments[name]),
        dropped=(*one.dropped, *one.arguments[name]),
    )


def _renamed(one: Suggestion, given: str, name: str) -> Suggestion:
    """Returns a suggestion with another name for one that is given; it is not certain."""
    arguments = {
        param: tuple(name if value == given else value for value in values)
        for param, values in one.arguments.items()
    }
    return one._replace(arguments=arguments, certain=False)

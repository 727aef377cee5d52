"""The one way to the graph: open it, ask it, query it, look things up, export it.

>>> import thbgraph
>>> graph = thbgraph.open()  # doctest: +SKIP
>>> [row.country.label for row in graph.ask("signed-not-ratified", group="CBSS")]  # doctest: +SKIP
['Estonia', 'Finland', 'Germany', 'Iceland', 'Lithuania', 'Sweden']
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import pyoxigraph as ox

from ..base.errors import DataError, ParameterError, QuerySyntaxError, RequestError, UnknownEntity
from ..base.namespaces import (
    COMPUTED,
    ID,
    MEMO,
    PROLOGUE,
)
from ..base.printing import quoted
from ..base.progress import OnDamage, Progress, ignore_damage, silent
from ..base.terms import expand
from ..base.values import Entity, computed_name, grouped, things_named
from ..build import homes
from ..build.builds import PHRASES, uncollected
from ..build.index import Index
from ..build.opening import loaded, opened
from ..names.arguments import ArgumentValue, Bound, as_terms, as_text, read_day, texts_of
from ..names.articles import speaker
from ..names.names import Names
from ..names.resolve import ShortNames, find_entity, search
from ..questions.bindings import bind_variables
from ..questions.questions import Question
from ..results.answer import Answer
from ..results.formats import write
from ..results.listing import Listing
from ..results.sources import Source
from ..results.statements import Statements
from ..sparql.limits import GIGABYTES, SECONDS, QueryBounds, refuse_beyond_limits
from ..stores.evaluation import Form, Result, Solutions, require_room
from ..stores.lookup import Lookup
from ..stores.protocol import Queries, Store
from . import on_demand
from .answers import CitedQueries, Citing, cited_texts
from .asking import Asking, Questions
from .classes import Classes

if TYPE_CHECKING:
    from ..base.findings import Finding
    from ..build.compiling import InMemory
    from ..conflicts.kinds import DeclaredKind
    from ..external.drift import Drift
    from ..rdf.links import LinkSet
    from ..reports.declared_reports import DeclaredReports
    from ..reports.report import Report
    from ..results.changes import Changes
    from ..results.claims import SentenceAnswer
    from ..results.conflict import Conflict, Conflicts
    from ..results.diagnosis import Diagnosis
    from ..results.proof import Explanation
    from ..results.source_records import SourceRecord
    from ..results.status import StatusOnDay
    from ..results.thing import Page, Passage
    from ..status.records import Records
    from ..status.state_names import DayNotes
    from ..stores.bounded import Workers
    from .descriptions import Pages
    from .exporting import Exporting
    from .history import History
    from .name_lists import NameList
    from .reporting import Reporting
    from .sentence_reader import Sentences

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", None)
#: How an IRI in full begins.
_ABSOLUTE = ("http://", "https://", "urn:")


class KnowledgeGraph:
    """An open, built graph. Make one with `thbgraph.open()`.

    `index` is what is known of its things beside the store, `names` their names.
    """

    def __init__(self, store: Store, index: Index) -> None:
        self.index, self._store = index, store
        self.names = Names(index.names, index.labels, index.classes, self._kept)
        self._queries = CitedQueries(store, index, self._lookup)
        self._workers: Workers | None = None
        self._short_names = ShortNames(self.names, index.aliases)
        self._asking = Asking(self._queries, self.names, self._notes_on, self.short_name)

    def __repr__(self) -> str:
        return f"KnowledgeGraph({str(self.index.root)!r}: {self.index.triples} triples, {len(self.questions)} questions)"

    def _repr_html_(self) -> str:
        """Shows in a notebook how many things there are of each class."""
        return write(self.classes.table().replace(heading=repr(self)), "cell")

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the store, and of the processes that queries ran in; what is asked afterwards raises StoreError.

        >>> import thbgraph
        >>> with thbgraph.open() as own:  # which closes it at the end
        ...     own.find("GRETA") == graph.find("GRETA")
        True
        """
        self._asking.forget()
        if self._workers is not None:
            self._workers.close()
        self._store.close()

    @cached_property
    def questions(self) -> Questions:
        """The saved questions by name, in order of name; a name that none has raises UnknownQuestion, with those near.

        `examples` gives things of which one has rows, `query` its text with arguments, `reference` how its answer is cited.

        >>> graph.questions["works-on"].summary
        'Who works on a topic or with a group of people?'
        """
        return Questions(self.index, self._asking, self._examples)

    def ask(
        self,
        name: str,
        arguments: Mapping[str, ArgumentValue | Sequence[ArgumentValue]] | None = None,
        /,
        *,
        cite: Citing = False,
        memo: str | None = None,
        progress: Progress | None = None,
        **named: ArgumentValue | Sequence[ArgumentValue],
    ) -> Answer:
        """Asks a saved question, or again what a permanent name (see `questions.reference`) stands for.

        Arguments are given by name, or in a mapping, which may hold any name: a parameter called `cite` too.
        Each is a label, abbreviation, code, CURIE, IRI or linked identifier (wd:Q217), a day, or a value out
        of another answer; a sequence asks about several at once. `as_of` stands for the parameter asOf, which also
        takes "latest", as last known: of each treaty the last day that the sources cover for what is asked.
        Columns and order are the question's. With `cite`, each row has a `citation`; `cite="full"` shows people every
        statement of it. With `memo`, your copy of the memo, the answer is cited, and has the sentences of each passage
        behind it. `progress` is called row by row where that takes its time.
        Raises UnknownQuestion, ParameterError for an argument that does not fit, and RequestError for a copy that has no
        cited passage.

        >>> answer = graph.ask("signed-not-ratified", group="CBSS", as_of="2010-01-26")
        >>> [row.country.label for row in answer]
        ['Finland', 'Germany', 'Iceland', 'Lithuania', 'Sweden']
        """
        texts = texts_of(arguments, named)
        if "@" in name:
            name, texts = on_demand.read_permanent_name(name, self.index)
        answer = self._asking.ask(self.questions[name], texts, cite or memo is not None, progress)
        if memo is None:
            return answer
        quoted_texts = cited_texts(answer, memo, self._store, self._called)
        return answer.replace(evidence=answer.evidence.quoting(quoted_texts))

    def _rows(self, name: str, arguments: Mapping[str, ArgumentValue | Sequence[ArgumentValue]]) -> Answer:
        """Answers a question as `ask` does, without the words for people."""
        asked = self._asking.arguments(self.questions[name], texts_of(arguments, {}))
        return self._queries.answer(asked.query)

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

        >>> graph.sparql("ASK { id:fin a thb:State }", form="ASK", timeout=10)
        True
        """
        _check_query(text, bindings, services)
        if form not in _FORMS:
            raise ParameterError(f"form: expected SELECT, ASK, CONSTRUCT, DESCRIBE or None, got {form!r}")
        bound = text
        if bindings:
            bound = bind_variables(text, {name: as_terms(name, value) for name, value in bindings.items()})
        refuse_beyond_limits(bound)
        queries = CitedQueries(self._within(timeout, memory), self.index, self._lookup)
        try:
            if cite:  # evidence is looked for while the query runs
                answer = queries.answer(bound, PROLOGUE, cite, progress, services)
                return answer.replace(query=bound)
            result = _of_form(queries.run(bound, PROLOGUE, services), form)
        except QuerySyntaxError as error:  # its column would count what was bound
            column = None if bindings else error.column
            raise QuerySyntaxError(error.what, error.advice, line=error.line, column=column) from None
        if isinstance(result, Solutions):
            return queries.read(result).replace(query=bound)
        return result if isinstance(result, bool) else Statements(result)

    def sources_of(self, stated: Mapping[str, Collection[str]]) -> dict[str, tuple[Source, ...]]:
        """Returns the passages and sources that state something of things, by IRI, with the pages that these name for them.

        `stated` has those wanted of each thing, by their IRIs.

        >>> [str(one.pages[0]) for one in graph.sources_of({"https://w3id.org/thbgraph/id/act-cets-197-fin-signature": ["https://w3id.org/thbgraph/source/cets-197-acts"]}).popitem()[1]]
        ['https://coe.int/web/anti-human-trafficking/finland1 (Council of Europe; depositary)']
        """
        return self._queries.sources_of(stated)

    def _within(self, timeout: float | None, memory: float | None) -> Queries:
        """Gives the store with bounds for what is asked of it; raises ParameterError for what is none."""
        if timeout is memory is None:
            return self._store
        if self._workers is None:
            self._workers = on_demand.Workers(self._store)
        return self._workers.store(QueryBounds(timeout, memory))

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

        >>> print(graph.diagnose(graph.ask("handbooks", audience="men")).causes[0].message)
        nothing of this kind is recorded about men; that does not say that there is none
        """
        if isinstance(asked, str):
            refuse_beyond_limits(asked)
        elif not isinstance(asked, Answer):
            raise ParameterError(
                f"asked: expected an answer, or a SPARQL query as text, got {type(asked).__name__}"
            )
        elif not (asked.asked.query and asked.is_empty):
            raise RequestError("only an empty answer to a query has a diagnosis", "this one is not empty")
        text = asked if isinstance(asked, str) else asked.asked.query
        if isinstance(asked, str) or not asked.question:
            store = self._within(timeout, memory)
            if isinstance(asked, str):  # the engine says what is wrong with a text that it does not take
                store.query(PROLOGUE + text, services)
            return on_demand.diagnose(text, store.query, self.names, prologue=PROLOGUE)
        question = self.questions[asked.question]
        retrial = on_demand.Retrial(
            question,
            asked.asked.terms,
            lambda terms: self._queries.answer(question.bound(terms)),
            lambda param: self._examples(question, [param])[param],
            self.names,
        )
        return retrial.diagnosis(self._store.query)

    def _examples(self, question: Question, params: Collection[str]) -> dict[str, list[Entity]]:
        return on_demand.examples(question, params, self.classes.__getitem__, self.statements, self._rows)

    def _called(self, iri: str) -> Iterator[str]:
        yield self.index.label(iri)
        yield from self.index.aliases.get(iri, ())

    def match(
        self,
        names: Iterable[str] | NameList,
        as_of: ArgumentValue | None = None,
        kind: str | None = None,
        *,
        asOf: ArgumentValue | None = None,
        progress: Progress | None = None,
    ) -> Answer:
        """Matches a list of names and codes to entities: one row each, in order, with candidates where unsure.

        `as_of` is the day whose names match, `kind` names a class; raises ParameterError for no day.

        >>> [(row.name, row.entity.label) for row in graph.match(["Suomi", "DEU"])]
        [('Suomi', 'Finland'), ('DEU', 'Germany')]
        """
        given = on_demand.as_list(names)
        found = on_demand.match_all(
            self.names,
            given.names,
            day_given(as_of, asOf),
            None if kind is None else self.classes.curie(kind),
            progress,
        )
        return on_demand.answer_of(found, self.index.labels, given)

    def answer(self, sentence: str, after: SentenceAnswer | str = "") -> SentenceAnswer:
        """Answers a sentence: `lead` is the answer, with its first line, its rows and what is to be known of them.

        None leads where no reader takes every name, day, operator and word, but for a passage that lacks one word, which its
        notes name: `others` come near, and do not take what is `unread`. It may go on from another sentence, or its answer, which it comes `after`: "and Sweden?".

        >>> found = graph.answer("Which Nordic countries had not ratified CETS 197 by March 2010?")
        >>> found.lead.text[:46]
        'Three of the five Nordic countries had not rat'
        >>> graph.answer("and the Palermo Protocol?", after=found).read_as
        ('Read as: Which Nordic countries had not ratified the Palermo Protocol by March 2010?',)
        """
        return self.sentences.answer(sentence, after if isinstance(after, str) else after.thread)

    @cached_property
    def sentences(self) -> Sentences:
        """The reader of sentences, and of what is recorded in the words of one.

        >>> graph.sentences.parameter_for("children", "works-on")
        'topic'
        """
        readers = on_demand.SurestReaders(
            self,
            self._lookup,
            lambda query, cite: self._queries.answer(query, PROLOGUE, cite),
            self._queries.select,
            self._notes_on,
            partial(self._kept, PHRASES),
        )
        return on_demand.Sentences(self, readers)

    def short_name(self, thing: ArgumentValue) -> str:
        """Gives the shortest name that means the same thing as an IRI, a CURIE or an entity, and nothing else.

        >>> graph.short_name("id:cets-197")
        'CETS 197'
        """
        return self._short_names.of(as_text(thing))

    def find(self, name: ArgumentValue, kind: str | None = None) -> Entity:
        """Returns the one thing that a label, abbreviation, code, passage (2-14), linked identifier or IRI names.

        `kind` names the class that it must have. A thing without a name of its own goes by its IRI, a computed one
        also by what results call it. Raises UnknownEntity with candidates.

        >>> graph.find("GRETA").label
        'Group of Experts on Action against Trafficking in Human Beings'
        """
        iri = self._find(as_text(name), kind)
        return Entity(iri, self.index.label(iri))

    def _find(self, text: str, kind: str | None = None) -> str:
        if kind is None and text in self.index.sources:  # some have no name of their own
            return text
        if kind is not None:
            return find_entity(text, self.names, expand(self.classes.curie(kind)))
        try:
            return find_entity(text, self.names)
        except UnknownEntity:
            found = next(self._unnamed(text), None)
            if found is None:
                raise
            return found

    def _iri(self, name: ArgumentValue) -> str:
        """Gives the IRI of a thing, graph or term that is given by any of its names, or by an IRI, as it is."""
        text = as_text(name)
        return str(_node(text).value) if text.startswith(_ABSOLUTE) else self._find(text)

    def _unnamed(self, name: str) -> Iterator[str]:
        """Yields the IRI of what has no name and goes by a text."""
        iri = expand(name) or name
        with suppress(RequestError):
            node = _node(iri)
            if any(self._store.match_many([(node, None, None), (None, None, node)])):
                yield iri
        things = [ox.NamedNode(iri) for iri in things_named(name, self.index.labels)]
        about = self._store.match_many((None, None, thing) for thing in things)
        nodes = (quad.subject.value for quad in about if quad.subject.value.startswith(COMPUTED))
        yield from (iri for iri in nodes if computed_name(iri, self.index.labels) == name)

    def search(self, text: str, kind: str | None = None) -> Listing[Entity]:
        """Returns the things that have a text, or one like it, for their name, the best first; `kind` names a class.

        >>> [thing.label for thing in graph.search("slavery", kind="Treaty")]
        ['Supplementary Convention on the Abolition of Slavery, the Slave Trade, and Institutions and Practices Similar to Slavery']
        """
        return self._entities(search(text, self.names, None if kind is None else self.classes.curie(kind)))

    @cached_property
    def classes(self) -> Classes:
        """The things of each class, by its CURIE and in order of it; any other name of a class finds them too.

        A name that no class has raises UnknownEntity, a class that nothing has RequestError.

        >>> "Finland" in [thing.label for thing in graph.classes["State"]]
        True
        >>> graph.find("CETS 197") in graph.classes["thb:Treaty"]
        True
        """
        return Classes(self.index, self.names)

    def describe(self, name: ArgumentValue, memo: str | None = None) -> Page | Passage:
        """Gathers what is known of a thing, or of a passage, each statement with its sources.

        A passage has its text where `memo` is your copy of the memo: a table with the columns section, para and text, or
        plain text. Raises UnknownEntity with candidates, and RequestError for a copy that does not have the passage, or is
        given for what is none.

        >>> graph.describe("Finland").summary
        'Finland: State'
        >>> graph.describe("2-14").section
        'Council of Europe and PACE'
        """
        iri = self._find(as_text(name))
        if iri.startswith(MEMO):
            return self._pages.passage(iri, memo)
        if memo is not None:
            raise RequestError(
                f"{self.index.label(iri)} is not a passage", "passages have numbers such as 2-14"
            )
        return self._pages.entity(iri)._replace(reports=tuple(self.reports))

    def statements(
        self, name: ArgumentValue | None = None, *, graph: ArgumentValue | None = None
    ) -> Statements:
        """Gives the quads about or to a thing that a name or IRI names, in all named graphs or in one, or all of one graph.

        Raises UnknownEntity for a name that nothing has, and ParameterError for neither a thing nor a graph.

        >>> len(graph.statements("GRETA")) > 10
        True
        >>> {quad.graph_name.value for quad in graph.statements("GRETA", graph="memo:2-12")}
        {'https://w3id.org/thbgraph/memo/2-12'}
        """
        if name is None and graph is None:
            raise ParameterError("statements: expected the name of a thing, or graph=..., got neither")
        place = None if graph is None else self._iri(graph)
        if name is None:
            return Statements(self._store.graph(str(place)))
        node = _node(self._iri(name))
        found = self._store.match_many([(node, None, None), (None, None, node)])
        return Statements(quad for quad in found if place in (None, quad.graph_name.value))

    def sources(self, *names: ArgumentValue) -> Listing[SourceRecord]:
        """Gives the records of all sources, or of some: class, rights, age, known gaps, and what each covers up to when.

        Raises RequestError for a source that there is not, which names those that are near.

        >>> graph.sources("untc-acts")[0].title
        'Signatures and consents to be bound in the United Nations Treaty Collection'
        """
        return Listing(self._pages.source(as_text(name)) for name in names) if names else self._all_sources

    @cached_property
    def _all_sources(self) -> Listing[SourceRecord]:
        """All records, which read every source whole."""
        return self._pages.sources()

    def links(self) -> Listing[LinkSet]:
        """Gives what links things to outside identifiers, a set for each scheme; raises DataError.

        >>> [links.scheme.name for links in graph.links()][:2]
        ['celex', 'cets']
        """
        return Listing(on_demand.read_links(self.index.root))

    def why(self, subject: ArgumentValue, predicate: ArgumentValue, thing: ArgumentValue) -> Explanation:
        """Says why a statement is in the graph: the shortest proof, down to what passages and sources assert.

        Names are given as people say them, the property also by its local name, a value also as a Turtle
        literal. The explanation is true when the graph holds the statement, and else knows what comes near.
        Raises UnknownEntity for a name that nothing or several things have, ParameterError for no value.

        >>> graph.why("Denmark", "has consented", "CETS 197").proof.rules()
        ('prp-spo2', 'prp-inv1')
        """
        texts_given = as_text(subject), as_text(predicate), as_text(thing)
        return on_demand.explain(texts_given, Lookup(self._store), self._find, self.names, self.index)

    def conflicts(self, entity: ArgumentValue | None = None, kind: str | None = None) -> Conflicts:
        """Gives where sources disagree with each other or with the memo: all, those about an entity, of a kind.

        Each has its sides with the graphs that say so, and a suggested reading; none is chosen. An entity may
        also be a passage or source. Raises UnknownEntity, and ParameterError for a kind that there is not.

        >>> [conflict.kind for conflict in graph.conflicts("Austria")]
        ['value', 'value']
        """
        if kind is not None and kind not in (kinds := on_demand.kinds_with(self._declared_kinds())):
            raise ParameterError(
                f"expected a kind of conflict, got {quoted(kind)}", f"kinds are {', '.join(kinds)}"
            )
        iri = None if entity is None else self._find(as_text(entity))
        wanted = self._all_conflicts if iri is None else self._conflicts_by_thing.get(iri, ())
        return on_demand.Conflicts(
            one._replace(sources=self.index.described(one.graphs))
            for one in wanted
            if kind in (None, one.kind)
        )

    @cached_property
    def _conflicts_by_thing(self) -> dict[str, list[Conflict]]:
        return grouped((iri, one) for one in self._all_conflicts for iri in one.concerned)

    @cached_property
    def _all_conflicts(self) -> Conflicts:
        """All conflicts: an open graph does not change, and finding them reads all of it."""

        def find() -> Conflicts:
            return self._find_conflicts(on_demand.Records(self._store.asserted()))

        return on_demand.Conflicts(on_demand.kept_conflicts(self.index, find))

    def _find_conflicts(self, records: Records) -> Conflicts:
        kinds = self._declared_kinds()
        return on_demand.Conflicts(
            on_demand.conflicts(records, self._store, self.index.label, self.links(), kinds)
        )

    def _declared_kinds(self) -> list[DeclaredKind]:
        return on_demand.read_kinds(homes.conflict_texts(self.index.root))

    def status(
        self,
        state: ArgumentValue,
        instrument: ArgumentValue,
        as_of: ArgumentValue | None = None,
        *,
        asOf: ArgumentValue | None = None,
    ) -> StatusOnDay:
        """Says where a state stands under an instrument on a day, by default the memo's reporting day.

        `latest` is the last day that the sources cover. Raises UnknownEntity for names, and ParameterError for what is no day.

        >>> graph.status("Lithuania", "CETS 197", as_of="2009-01-01").status
        'undetermined'
        """
        names, day = (as_text(state), as_text(instrument)), day_given(as_of, asOf, or_latest=True)
        found = on_demand.status_asked(
            *names, day, self.names, self._lookup, self.index.label, self.index.grounds
        )
        unseen = self._day_notes.unseen(found.as_of.isoformat(), [found.state.iri])
        notes = (*found.notes, *unseen)
        return found._replace(notes=notes, sources=self.index.described(found.graphs))

    def changes(
        self,
        name: ArgumentValue | None = None,
        arguments: Mapping[str, ArgumentValue | Sequence[ArgumentValue]] | None = None,
        /,
        *,
        since: str | Path | None = None,
        **named: ArgumentValue | Sequence[ArgumentValue],
    ) -> Changes:
        """Returns what changed since a release of the data, the first where none is named, or between a folder and now.

        It is what changed of all, of the answer to a question with arguments as `ask` takes them, or of a thing. Raises
        RequestError where there is no such release or folder, UnknownEntity and ParameterError as `find` and `ask` do.

        >>> len(graph.changes(since=graph.index.root))
        0
        """
        texts = texts_of(arguments, named)
        if name is None:
            return self._history.of_all(since)
        if as_text(name) in self.index.questions:
            return self._history.of_question(self.questions[as_text(name)], texts, since)
        return self._history.of_thing(self.find(name), since)

    @cached_property
    def _history(self) -> History:
        return on_demand.History(self, open_graph)

    @cached_property
    def reports(self) -> DeclaredReports:
        """The reports that the home declares by name; a name that none has raises UnknownQuestion, with those near.

        >>> [param.name for param in graph.reports["brief"].params]
        ['thing', 'asOf']
        """
        return on_demand.declared_reports(self.index)

    def report(
        self,
        name: str,
        arguments: Mapping[str, ArgumentValue | Sequence[ArgumentValue]] | None = None,
        /,
        **named: ArgumentValue | Sequence[ArgumentValue],
    ) -> Report:
        """Makes a report that the home declares: its sections have rows, cited, and it is laid out as a document.

        Arguments are given as `ask` takes them; the day is the first on which the memo can have been written where none
        is given. Raises UnknownQuestion for a name that no report has, and ParameterError for an argument that does not fit.

        >>> [row.other.label for row in graph.report("around", thing="GRETA")["relations"]][:1]
        ['Fourth meeting of GRETA']
        """
        return self._reporting.report(name, texts_of(arguments, named))

    def lead(
        self,
        name: str,
        arguments: Mapping[str, ArgumentValue | Sequence[ArgumentValue]] | None = None,
        /,
        **named: ArgumentValue | Sequence[ArgumentValue],
    ) -> str:
        """Says what a report says first, its `summary`, without making the rest of it; raises as `report` does.

        >>> graph.lead("brief", thing="Finland").startswith("On 23 February 2010, Finland was a party to")
        True
        """
        return self._reporting.lead(name, texts_of(arguments, named))

    @cached_property
    def exports(self) -> Exporting:
        """What hands the graph on: as text, a whole graph in parts too, and published to another engine.

        >>> graph.exports.text("turtle", "GRETA").startswith("@prefix")
        True
        """
        return on_demand.Exporting(on_demand.Built(self.index, self._store), self.names, self._find)

    @property
    def _pages(self) -> Pages:
        return on_demand.Pages(self._store, self.index)

    def _kept(self, name: str, find: Callable[[], object]) -> Any:
        """Returns what a file of the build has, or what is found."""
        return on_demand.kept(self.index, name, (), find)

    @cached_property
    def _lookup(self) -> Lookup:
        """What was read of the store already: an open graph does not change."""
        return Lookup(self._store)

    @cached_property
    def _day_notes(self) -> DayNotes:
        return on_demand.DayNotes(self._lookup, self.index.label, self._store.query)

    def _notes_on(self, day: str, things: Collection[str], groups: Collection[str]) -> Iterator[str]:
        return self._day_notes.on(day, things, groups, groups)

    @cached_property
    def _reporting(self) -> Reporting:
        from .reporting import Reporting  # which asks as the graph does, and is loaded for reports alone

        index = self.index
        views = on_demand.ReportViews(
            self._store,
            self._lookup,
            index.label,
            speaker(self.names),
            index.labels,
            index.classes,
            self._pages.backwards(),
            self.conflicts,
            self.short_name,
        )
        return Reporting(
            self.reports,
            self._asking,
            index,
            self._lookup,
            self._queries.with_sources,
            views,
            self._day_notes,
            self._short_names,
        )

    def _entities(self, iris: Iterable[str]) -> Listing[Entity]:
        return Listing(Entity(iri, self.index.label(iri)) for iri in iris)


def open_graph(
    home: str | Path | None = None,
    progress: Progress = silent,
    on_damage: OnDamage = ignore_damage,
    *,
    in_memory: bool = False,
) -> KnowledgeGraph:
    """Opens the graph, building it first when the cache is missing, old or damaged.

    `home` is a folder with ontology/, data/ and queries/; by default the one that came with the package
    or `$THBGRAPH_HOME`. `on_damage` is called with what is wrong with a damaged build. `in_memory` is for who asks a
    great deal: it takes longer to open, answers twice as fast, and opens no file afterwards. Raises DataError
    when the sources are wrong, StoreError when the cache is.
    """
    root = homes.home(home)
    require_room()
    store, index = (loaded if in_memory else opened)(root, progress, on_damage)
    return KnowledgeGraph(store, index)


def connect(url: str, home: str | Path | None = None, progress: Progress = silent) -> KnowledgeGraph:
    """Opens the graph that is published at a SPARQL endpoint, to be asked over HTTP as one that lies here.

    Questions are those of `home`, as `open_graph` takes it. Who asks is read from `$THBGRAPH_AUTH` or the file that
    `$THBGRAPH_AUTH_FILE` names. What is needed beside the graph, such as names, is made of it once and kept in the
    cache. Raises EndpointError where the engine does not hold a build or does not answer as it must.
    """
    root = homes.home(home)
    store, index = on_demand.connected(url, root, progress)
    return KnowledgeGraph(store, index)


def drift(graph: KnowledgeGraph, target: str | None = None) -> Listing[Drift]:
    """Gives what fetched sources, or one scheme, say otherwise than a graph; raises RequestError where none was fetched."""
    return Listing(on_demand.drift(graph._store.asserted(), graph.index, target))


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

    def of_answers(made: InMemory, asked: Mapping[str, Question]) -> Iterable[Finding]:
        graph = KnowledgeGraph(made.store, made.names._replace(root=root))
        yield from on_demand.golden_findings(root, asked, lambda name: graph._rows(name, {}))
        if files is None:
            with suppress(DataError):  # a kind of conflict that is wrong, which is a finding
                records = made.records  # of what was made just now
                found = graph._all_conflicts if records is None else graph._find_conflicts(records)
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
        texts_given = "CONSTRUCT or DESCRIBE" if given == "CONSTRUCT" else given
        raise RequestError(f"form: the query is {texts_given}, not {form}", f"write form={given!r}")
    return result


def day_given(as_of: ArgumentValue | None, asOf: ArgumentValue | None, or_latest: bool = False) -> str | None:
    """Gives the day of an argument that has two spellings, None for none; raises ParameterError where both are given.

    Where it may be, `latest` is given as it is. Raises ParameterError, in the spelling of the argument, for what is no day,
    and where both are given.
    """
    if as_of is not None and asOf is not None:
        raise ParameterError("asOf: given twice, also as as_of", "give one day")
    name, day = ("asOf", asOf) if as_of is None else ("as_of", as_of)
    return read_day(None if day is None else as_text(day), or_latest, name)


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise RequestError(
            f"{quoted(iri)} is not an IRI", f"write it in full, as find() returns it for a name: {ID}..."
        ) from None

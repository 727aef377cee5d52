"""The one way to the graph: open it, ask it, query it, look things up, export it.

>>> import thbgraph
>>> graph = thbgraph.open()  # doctest: +SKIP
>>> [row.country.label for row in graph.ask("signed-not-ratified", group="CBSS")]  # doctest: +SKIP
['Finland', 'Germany', 'Iceland', 'Lithuania', 'Sweden']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..answers.answers import Answer
from ..answers.diagnoses import Diagnosis
from ..answers.rows import Entity, value_of
from ..building import build, sources
from ..building.index import Index
from ..files.questions import Question, bind, find_question
from ..naming.arguments import (
    Bound,
    Given,
    as_terms,
    as_text,
    as_texts,
    bound_in_words,
    read_arguments,
    read_day,
)
from ..naming.names import Names
from ..naming.resolve import find_entity
from ..naming.search import search
from ..naming.terms import find_class
from ..sparql.limits import refuse_beyond_limits
from ..stores.evaluation import Solutions
from ..stores.federation import refuse_services
from ..stores.lookup import Lookup
from ..stores.protocol import Store
from ..words.errors import ParameterError, QuerySyntaxError, RequestError
from ..words.names import quoted
from ..words.namespaces import (
    BASE,
    COMPUTED_GRAPH,
    ID,
    INFERRED_GRAPH,
    MEMO,
    ONTOLOGY_GRAPH,
    PREFIXES,
    SOURCE,
    VOID_GRAPH,
)
from ..words.progress import Progress
from ..words.terms import LOCAL, expand
from .answering import Answering, Citing

if TYPE_CHECKING:
    from ..answers.conflicts import Conflicts
    from ..answers.matches import NameList
    from ..answers.proofs import Explanation
    from ..answers.standings import Standing
    from ..files.links import LinkSet
    from ..outside.differences import Drift

#: The prefixes that a SPARQL query may use without declaring them.
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


class KnowledgeGraph:
    """An open, built graph. Make one with `thbgraph.open()`."""

    def __init__(self, root: Path, store: Store, index: Index) -> None:
        self.root, self.index = root, index
        self._store = store
        self._answering = Answering(store, index)
        self._names = Names(index.names, index.labels, index.classes)

    @property
    def questions(self) -> Mapping[str, Question]:
        """The saved questions by name, in order of name."""
        return self.index.questions

    def question(self, name: str) -> Question:
        """Gives a saved question; raises UnknownQuestion, which names those that are near."""
        return find_question(name, self.questions)

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
        """Asks a saved question.

        Arguments are given by name, or in a mapping, which may hold any name: a parameter called `cite` too.
        Each is a label, abbreviation, code, CURIE, IRI or linked identifier (wd:Q217), a day, or a value out
        of another answer; a sequence asks about several at once. `as_of` stands for the parameter asOf.
        Columns and order are the question's. With `cite`, each row has a `citation`; with `cite="minimal"`,
        one of which nothing can be left out. `progress` is called row by row where that takes its time.
        Raises UnknownQuestion, and ParameterError for an argument that does not fit.
        """
        question = self.question(name)
        given = {param: as_texts(value) for param, value in {**(arguments or {}), **named}.items()}
        terms = read_arguments(question, given, self._names)
        text = bind(question.text, terms)
        answer = self._answering.answer(text, cite=cite, progress=progress)
        bound = bound_in_words(question, terms, self.index.labels)
        names = [param.name for param in question.params]
        heading = (question.heading or "").format_map(dict.fromkeys(names, "any") | bound)
        return answer.replace(heading=heading, arguments=bound, question=name, query=text, bindings=terms)

    def sparql(
        self,
        text: str,
        bindings: Mapping[str, Bound | Sequence[Bound]] | None = None,
        *,
        cite: Citing = False,
        services: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Answer | bool | list[ox.Triple]:
        """Runs a SPARQL query: SELECT gives an Answer, ASK a bool, CONSTRUCT and DESCRIBE triples.

        The project's prefixes need no declaration. `bindings` gives variables one value or several: entities,
        days, numbers and terms out of an answer, or text, which is a plain literal. They are joined with the
        query as terms and cannot change it (see `thbgraph.sparql.bindings`). With `cite`, each row has a
        `citation`. Raises QuerySyntaxError with line and column, also for a SERVICE that is not one of
        `services` (addresses that the query may call over the network), StoreError when one of these does not
        answer, ParameterError for a variable that the query does not have, and RequestError for what
        evidence does not cover.
        """
        bound = text
        if bindings:
            from ..sparql.bindings import bind_variables

            bound = bind_variables(text, {name: as_terms(name, value) for name, value in bindings.items()})
        refuse_beyond_limits(bound)
        try:
            if cite:  # evidence is looked for while the query runs
                answer = self._answering.answer(bound, _PROLOGUE, cite, progress, services)
                return answer.replace(query=bound)
            result = self._answering.run(bound, _PROLOGUE, services)
        except QuerySyntaxError as error:  # its column would count what was bound
            column = None if bindings else error.column
            raise QuerySyntaxError(error.message, line=error.line, column=column) from None
        return self._answering.read(result).replace(query=bound) if isinstance(result, Solutions) else result

    def diagnose(self, asked: Answer | str, *, services: Sequence[str] = ()) -> Diagnosis:
        """Says why an answer is empty, or why a SPARQL query of any form finds nothing.

        The causes depend on the query and the graph alone, not on how fast the machine is. Raises
        RequestError for an answer that is not empty or comes from no query, QuerySyntaxError for a text that
        `sparql` refuses.
        """
        from ..diagnosis.arguments import Asked
        from ..diagnosis.diagnose import diagnose

        if isinstance(asked, str):
            refuse_beyond_limits(asked)
            refuse_services(_PROLOGUE + asked, services)
            return diagnose(asked, self._store.query, self._names, prologue=_PROLOGUE)
        if not (asked.query and asked.is_empty):
            raise RequestError("only an empty answer to a query has a diagnosis; this one is none")
        if not asked.question:
            return diagnose(asked.query, self._store.query, self._names, prologue=_PROLOGUE)
        params = {param.name: param for param in self.question(asked.question).params}
        return diagnose(asked.query, self._store.query, self._names, Asked(params, asked.bindings))

    def find(self, name: str) -> str:
        """Gives the IRI of what a label, abbreviation, code, passage (2-14), linked identifier or IRI names.

        Raises UnknownEntity with candidates.
        """
        iri = expand(name) or name
        if iri.startswith(BASE) and LOCAL.fullmatch(iri.rpartition("/")[2]) and any(self.statements(iri)):
            return iri  # a node without a name of its own, such as id:figure-1-2-1
        return find_entity(name, self._names)

    def search(self, text: str, kind: str | None = None) -> list[Entity]:
        """Returns what has a text, or one like it, for its name, the best first; `kind` is the CURIE of a class."""
        return [Entity(iri, self.label(iri)) for iri in search(text, self._names, kind)]

    def find_class(self, name: str) -> str:
        """Gives the IRI of the class of the ontology that a label, local name, CURIE or IRI names.

        Raises UnknownEntity with those that are near.
        """
        return find_class(name, self._names)

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

        `as_of` is the day whose names match, `kind` the CURIE of a class; raises ParameterError for no day.
        """
        from ..answers.matches import answer_of, as_list
        from ..naming.matching import match_all

        given = as_list(names)
        found = match_all(self._names, given.names, _day(as_of, asOf), kind, progress)
        return answer_of(found, self.index.labels, given)

    def label(self, iri: str) -> str:
        """Gives the label of a thing, else its short name; raises RequestError for what is no IRI."""
        return str(value_of(_node(iri), self.index.labels))

    def describe(self, iri: str) -> str:
        """Describes a passage or source in one line: its name, place and gist, or its title.

        A bullet is cited with its lead-in. Raises RequestError for what is no IRI.
        """
        return self.index.sources.get(iri) or self.label(iri)

    def statements(self, iri: str) -> Iterator[ox.Quad]:
        """Gives every quad about or to a thing, in all named graphs; raises RequestError for what is no IRI."""
        node = _node(iri)
        return self._store.match_many([(node, None, None), (None, None, node)])

    def contents(self, graph: str) -> Iterator[ox.Quad]:
        """Gives the quads of one named graph; raises RequestError for what is no IRI."""
        return self._store.graph(_node(graph).value)

    def links(self) -> list[LinkSet]:
        """Gives what links things to outside identifiers, a set for each scheme; raises DataError."""
        return sources.read_links(self.root)

    def why(self, subject: Given, predicate: Given, thing: Given) -> Explanation:
        """Says why a statement is in the graph: the shortest proof, down to what passages and sources assert.

        Names are given as people say them, the property also by its local name, a value also as a Turtle
        literal. The explanation is true when the graph holds the statement, and else knows what comes near.
        Raises UnknownEntity for a name that nothing or several things have, ParameterError for no value.

        >>> print(thbgraph.open().why("Denmark", "has consented", "CETS 197"))  # doctest: +SKIP
        """
        from ..answers.proofs import Explanation
        from ..naming.statements import read_statement
        from ..proof.nearest import nearest
        from ..proof.prover import Prover, load_premises

        said = as_text(subject), as_text(predicate), as_text(thing)
        lookup = Lookup(self._store)
        triple = read_statement(said, lookup.match, self.find, self._names)
        load_premises([triple], lookup)
        proof = Prover(lookup.match).prove(triple)
        near = [] if proof else nearest(triple, lookup.match, self.label)
        found = Explanation(proof.conclusion if proof else triple, proof, tuple(near))
        things = (term.value for said in found.triples() for term in said if isinstance(term, ox.NamedNode))
        leaves = proof.leaves() if proof else ()
        sources = self._answering.sources(quad.graph_name.value for quad in leaves)
        return found._replace(labels=self._answering.labels(things), sources=sources)

    def conflicts(self, entity: Given | None = None, kind: str | None = None) -> Conflicts:
        """Gives where sources disagree with each other or with the memo: all, those about an entity, of a kind.

        Each has its sides with the graphs that say so, and a suggested reading; none is chosen. An entity may
        also be a passage or source. Raises UnknownEntity, and ParameterError for a kind that there is not.
        """
        from ..answers.conflicts import Conflicts, check_kind
        from ..conflicts import conflicts

        check_kind(kind)
        iri = None if entity is None else self.find(as_text(entity))
        found = conflicts(self._store.asserted(), Lookup(self._store).match, self.label)
        wanted = [one for one in found if kind in (None, one.kind) and (iri is None or one.concerns(iri))]
        return Conflicts(one._replace(sources=self._answering.sources(one.graphs)) for one in wanted)

    def drift(self, target: str | None = None) -> list[Drift]:
        """Gives what fetched sources, or one scheme, say otherwise; raises RequestError where none was fetched."""
        from ..outside.drift import drift

        return drift(self._store.asserted(), self.index, target)

    def status(
        self, state: Given, instrument: Given, as_of: Given | None = None, *, asOf: Given | None = None
    ) -> Standing:
        """Says where a state stands under an instrument on a day, by default the memo's reporting day.

        Raises UnknownEntity for names, and ParameterError for what is no day.

        >>> thbgraph.open().status("Lithuania", "CETS 197", as_of="2008-01-01").status  # doctest: +SKIP
        """
        from ..treaties.dossier import View
        from ..treaties.standing import asked

        view = View(Lookup(self._store), self.label)
        day = _day(as_of, asOf)
        found = asked(as_text(state), as_text(instrument), day, self._names, view)
        return found._replace(sources=self._answering.sources(found.graphs))

    def export(
        self,
        form: str = "trig",
        *entities: str,
        kind: str | None = None,
        graphs: Sequence[str] = (),
        with_inferred: bool = False,
        with_default_graph: bool = False,
        frame: Mapping[str, object] | None = None,
    ) -> str:
        """Writes statements as `turtle`, `trig`, `ntriples`, `nquads` or `jsonld`, byte for byte stable.

        Taken from the source files, lexical forms kept: all that is asserted, or what is said about some
        entities, the things of a class, or in some graphs. `with_inferred` adds what follows and what is
        computed; `with_default_graph` makes what another engine loads. A JSON-LD `frame` nests `jsonld`.
        Raises UnknownEntity for a name that nothing has, RequestError for what does not go together.
        """
        from ..exports.exports import Wanted, write

        wanted = Wanted(
            {self.find(name) for name in entities},
            None if kind is None else self.find_class(kind),
            {self._graph_named(name) for name in graphs},
            with_inferred,
            with_default_graph,
        )
        return write(self.root, self.contents, form, wanted, frame)

    def export_ontology(self, form: str = "turtle", frame: Mapping[str, object] | None = None) -> str:
        """Writes the ontology in a format of `export`."""
        from ..exports.exports import write_ontology

        return write_ontology(self.root, form, frame)

    def _graph_named(self, name: str) -> str:
        iri = name if name.startswith(BASE) else BASE + name
        if iri in (ONTOLOGY_GRAPH, INFERRED_GRAPH, COMPUTED_GRAPH, VOID_GRAPH):
            return iri
        iri = self.find(name)
        if not iri.startswith((MEMO, SOURCE)):
            raise RequestError(
                f"{self.label(iri)} is no graph; graphs are passages (memo:2-14), sources (source:editors), "
                "ontology, inferred, computed and void"
            )
        return iri


def _day(*spellings: Given | None) -> str | None:
    """Gives the day of an argument that has two spellings; raises ParameterError where both are given."""
    given = [as_text(day) for day in spellings if day is not None]
    if len(given) > 1:
        raise ParameterError("asOf: is given twice, also as as_of; give one day")
    return read_day(next(iter(given), None))


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise RequestError(
            f"{quoted(iri)} is no IRI; write it in full, as find() gives it for a name: {ID}fin"
        ) from None


def open_graph(
    home: str | Path | None = None,
    progress: Progress = build.silent,
    told: build.Told = build.untold,
) -> KnowledgeGraph:
    """Opens the graph, building it first when the cache is missing, old or damaged.

    `home` is a folder with ontology/, data/ and queries/; by default the one that came with the package
    or `$THBGRAPH_HOME`. `told` is called with what is wrong with a damaged build. Raises DataError
    when the sources are wrong, StoreError when the cache is.
    """
    root = sources.home(home)
    store, index = build.opened(root, progress, told)
    return KnowledgeGraph(root, store, index)

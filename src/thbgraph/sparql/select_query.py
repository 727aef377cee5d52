"""Reads a SELECT query by its tokens: its groups and patterns, what they bind, and where their text stands.

Filters and other expressions stay text: of them only what they say EXISTS is read. Not a checker: the engine says
what is valid. Source: SPARQL 1.1 Query Language, section 19.8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.errors import RequestError
from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.terms import LOCAL, Term
from ..words.tokens import Token, nesting, tokens

#: A term, or the name of a variable.
Slot: TypeAlias = "Term | str"
#: A part of the query's text: its first token and the one behind it.
Span: TypeAlias = "tuple[int, int]"
_RDF = PREFIXES["rdf"]
_FIRST, _REST, _NIL = (ox.NamedNode(_RDF + name) for name in ("first", "rest", "nil"))
#: How deep a query may be nested.
_DEEPEST = 150
#: What gives another result each time that it is asked.
_FLEETING = {"RAND", "NOW", "UUID", "STRUUID", "BNODE"}
#: Aggregates whose result depends on the order in which an engine finds things, and all of them.
_UNORDERED = {"SAMPLE", "GROUP_CONCAT"}
_AGGREGATES = {"COUNT", "SUM", "AVG", "MIN", "MAX", *_UNORDERED}
_ENDS_SELECT = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}


class Uncitable(RequestError):
    """Says what of a query evidence does not cover: its rows can be given, and not cited."""


class Path(NamedTuple):
    """A property path: an operator (`^ / | ? * + !`) and the paths and predicates that it is applied to.

    Source: SPARQL 1.1 Query Language, section 18.2.2.
    """

    operator: str
    parts: tuple[Path | ox.NamedNode, ...]


class Triple(NamedTuple):
    """A triple pattern, and the text of its terms; a blank node is a variable with a name of its own."""

    subject: Slot
    predicate: Slot | Path
    thing: Slot
    written: tuple[str, str, str]


class Test(NamedTuple):
    """What an expression says EXISTS or, `denied`, not; `whole` where a FILTER says nothing else."""

    group: Group
    denied: bool
    whole: bool


class Element:
    """An element of a group: its form, its text, and what it holds.

    The form is TRIPLES, OPTIONAL, MINUS, UNION (also of one group), GRAPH, FILTER, BIND or VALUES.
    """

    __slots__ = ("binds", "form", "graph", "groups", "is_certain", "span", "tests", "triples")

    def __init__(
        self,
        form: str,
        span: Span,
        *,
        triples: Sequence[Triple] = (),
        groups: Sequence[Group] = (),
        tests: Sequence[Test] = (),
        graph: Slot | None = None,
        binds: frozenset[str] = frozenset(),
        is_certain: bool = False,
    ) -> None:
        self.form, self.span, self.graph = form, span, graph
        self.triples, self.groups, self.tests = triples, groups, tests
        self.binds, self.is_certain = binds, is_certain

    @property
    def bound(self) -> frozenset[str]:
        """The variables that it can bind."""
        if self.form == "MINUS":
            return frozenset()
        return self.binds.union(*(group.bound for group in self.groups))

    @property
    def certain(self) -> frozenset[str]:
        """The variables that it always binds."""
        own = self.binds if self.is_certain else frozenset()
        if self.form in ("GRAPH", "UNION"):
            return own | frozenset.intersection(*(group.certain for group in self.groups))
        return own

    @property
    def denial(self) -> Group | None:
        """What must not be there, where the element is a MINUS or a FILTER that says nothing else."""
        if self.form == "MINUS":
            return self.groups[0]
        return next((test.group for test in self.tests if test.denied and test.whole), None)


class Group:
    """What stands within braces: elements, or a SELECT alone; with the variables that it can and that it always binds."""

    __slots__ = ("bound", "certain", "elements", "select", "span")

    def __init__(self, span: Span, elements: Sequence[Element] = (), select: Select | None = None) -> None:
        self.span, self.elements, self.select = span, list(elements), select
        self.bound = _all(element.bound for element in self.elements)
        self.certain = _all(element.certain for element in self.elements)
        if select is not None:
            sure = [key.name for key in select.keys] if select.is_aggregated else select.where.certain
            self.bound = frozenset(select.columns)
            self.certain = select.where.certain.intersection(sure) & self.bound

    def bound_before(self, element: Element) -> tuple[frozenset[str], frozenset[str]]:
        """Returns the variables that can be bound, and those that always are, where an element begins."""
        before = self.elements[: self.elements.index(element)]
        return _all(one.bound for one in before), _all(one.certain for one in before)

    def triples(self) -> Iterator[Triple]:
        """Yields the triple patterns in it, however deep."""
        if self.select is not None:
            yield from self.select.where.triples()
        for element in self.elements:
            yield from element.triples
            for group in (*element.groups, *(test.group for test in element.tests)):
                yield from group.triples()

    def binders(self) -> Iterator[tuple[Span, frozenset[str]]]:
        """Yields what binds variables by itself, with these; what stands in a SELECT within binds there alone."""
        if self.select is not None:
            yield self.span, frozenset(self.select.columns)
        for element in self.elements:
            if element.binds:
                yield element.span, element.binds
            for group in element.groups if element.form != "MINUS" else ():
                yield from group.binders()


class Column(NamedTuple):
    """A column of a SELECT or a key of its groups: the variable, and what it is made from, with what that tests."""

    name: str
    expression: Span | None = None
    tests: tuple[Test, ...] = ()


class Aggregate(NamedTuple):
    """An aggregate: its name and where it and its argument stand."""

    name: str
    span: Span
    argument: Span


class Select:
    """A SELECT: its columns, its group, and what comes behind."""

    __slots__ = (
        *(
            "aggregates",
            "given",
            "grouping",
            "having",
            "head",
            "keys",
            "limit",
            "modifier",
            "offset",
            "order",
        ),
        *("shown", "values", "where"),
    )

    def __init__(self, shown: Sequence[Column], where: Group, modifier: Span, head: Span) -> None:
        self.shown, self.where = shown, where
        #: The text of DISTINCT or REDUCED, of what is shown, and of what comes behind the group.
        self.modifier, self.head = modifier, head
        self.grouping: Span | None = None
        self.having: Span | None = None
        self.order: Span | None = None
        self.values: Span | None = None
        #: The variables of VALUES behind the group.
        self.given: frozenset[str] = frozenset()
        self.keys: list[Column] = []
        self.aggregates: list[Aggregate] = []
        self.limit: int | None = None
        self.offset = 0

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.shown]

    @property
    def is_aggregated(self) -> bool:
        """Whether its rows stand for groups of solutions."""
        return bool(self.keys or self.having or self.aggregates)


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


class SelectQuery:
    """A SELECT query, read.

    Blank nodes of patterns are variables. `names` gives names of variables that the text does not hold. Raises
    RequestError for what evidence does not cover, and for what is no SELECT query.

    >>> query = SelectQuery("SELECT ?s { ?s <http://e.org/p> [] OPTIONAL { ?s a ?c } }")
    >>> sorted(query.select.where.bound), sorted(query.select.where.certain)
    (['_e0', 'c', 's'], ['_e0', 's'])
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = [token for token in tokens(text) if token.kind != "comment"]
        if nesting(self._tokens) > _DEEPEST:
            raise Uncitable(f"the query is nested more than {_DEEPEST} levels deep")
        self._tokens += [Token("end", "", len(text))] * 2  # so that one may look a token ahead
        self._place = 0
        self.names = _names_apart(text)
        self._labels: dict[str, str] = {}
        self._blanks: set[str] = set()
        self._terms: dict[str, Term] = {}
        self._prefixes: dict[str, str] = {}
        self._base = False
        #: The declarations of BASE and PREFIX.
        self.prologue = self._declarations()
        if not self._is("SELECT"):
            raise RequestError("only the rows of a SELECT query can be cited; leave out --cite")
        self._refuse_forms()
        self.select = self._select()
        if self._peek.kind != "end":
            raise self._unread()

    # Text

    def written(self, span: Span, names: Mapping[str, str] = MappingProxyType({})) -> str:
        """Gives a part of the text without its comments, some variables under other names."""
        made: list[str] = []
        end = -1
        for token in self._tokens[slice(*span)]:
            if made and token.start > end:
                made.append(" ")
            name = names.get(token.text[1:]) if token.kind == "variable" else None
            made.append(token.text if name is None else f"?{name}")
            end = token.end
        return "".join(made)

    def rewritten(self, select: Select, head: str, grouping: str = "", limit: int | None = None) -> str:
        """Gives a SELECT with other columns, another GROUP BY, another LIMIT or none, and without an order."""
        where = f"SELECT {head} WHERE {self.written(select.where.span)}"
        keys = grouping or (self.written(select.grouping) if select.grouping else "")
        having = self.written(select.having) if select.having else ""
        values = self.written(select.values) if select.values else ""
        named = (("GROUP BY", keys), ("HAVING", having), ("LIMIT", limit), ("", values))
        return " ".join([where, *(f"{word} {text}" for word, text in named if text not in ("", None))])

    # Tokens

    @property
    def _peek(self) -> Token:
        return self._tokens[self._place]

    def _next(self) -> Token:
        token = self._tokens[self._place]
        if token.kind == "end":
            raise self._unread()
        self._place += 1
        return token

    def _is(self, *words: str) -> bool:
        token = self._peek
        if token.kind == "name":
            return token.text.upper() in words
        return token.kind == "punctuation" and token.text in words

    def _take(self, *words: str) -> bool:
        """Passes over the next token if it is one of some words or signs."""
        found = self._is(*words)
        self._place += found
        return found

    def _expect(self, word: str) -> None:
        if not self._take(word):
            raise self._unread()

    def _unread(self) -> Uncitable:
        found = self._tokens[min(self._place, len(self._tokens) - 1)]
        at = f"what stands at {found.text[:30]!r}" if found.kind != "end" else "the end of the query"
        return Uncitable(f"evidence cannot read {at}")

    def _refuse_forms(self) -> None:
        for token, behind in zip(self._tokens, self._tokens[1:], strict=False):
            word = token.text.upper() if token.kind == "name" else ""
            if word in ("FROM", "SERVICE") or (word in _FLEETING | _UNORDERED and behind.text == "("):
                raise Uncitable(f"evidence does not cover {word}")

    def _declarations(self) -> str:
        while self._is("PREFIX", "BASE"):
            if self._next().text.upper() == "BASE":
                self._next()
                self._base = True
            else:
                prefix = self._next().text
                self._prefixes[prefix] = self._next().text[1:-1]
        return self.written((0, self._place))

    # SELECT

    def _select(self) -> Select:
        self._expect("SELECT")
        head = self._place
        self._take("DISTINCT", "REDUCED")
        columns = self._place
        shown: list[Column] = []
        is_all = self._take("*")
        while not self._is("WHERE", "{"):
            shown.append(self._column())
        head_span = columns, self._place
        self._take("WHERE")
        where = self._group()
        select = Select(shown, where, (head, columns), head_span)
        while self._is(*_ENDS_SELECT):
            self._modifier(select)
        if is_all:
            select.shown = [Column(name) for name in sorted(where.bound - self._blanks | select.given)]
        for span in (head_span, select.having, select.order):
            select.aggregates += self._aggregates(span) if span else ()
        return select

    def _modifier(self, select: Select) -> None:
        word, start = self._next().text.upper(), self._place
        if word == "LIMIT":
            select.limit = self._number()
        elif word == "OFFSET":
            select.offset = self._number()
        elif word == "VALUES":
            self._place -= 1
            values = self._values()
            select.values, select.given = values.span, values.binds
        elif word == "HAVING":
            while self._is("(") or (self._is_call() and not self._is(*_ENDS_SELECT)):
                self._expression()
            select.having = start, self._place
        else:
            self._expect("BY")
            begun = self._place
            while not self._is(*_ENDS_SELECT, "}") and self._peek.kind != "end":
                if word == "GROUP":
                    select.keys.append(self._key())
                else:
                    self._take("ASC", "DESC")
                    self._expression_or_variable()
            span = begun, self._place
            select.order, select.grouping = (
                (span, select.grouping) if word == "ORDER" else (select.order, span)
            )

    def _number(self) -> int:
        token = self._next()
        if not token.text.isdecimal():
            self._place -= 1
            raise self._unread()
        return int(token.text)

    def _column(self) -> Column:
        if self._peek.kind == "variable":
            return Column(self._next().text[1:])
        if self._is("("):
            return self._named(self._place)
        raise self._unread()

    def _key(self) -> Column:
        """Reads a key of GROUP BY; an expression without a name has "" as its name."""
        if self._peek.kind == "variable":
            return Column(self._next().text[1:])
        if self._is("("):
            return self._named(self._place)
        start = self._place
        tests = self._expression()
        return Column("", (start, self._place), tests)

    def _named(self, start: int) -> Column:
        """Reads `( expression AS ?name )`; without AS the name is ""."""
        tests = self._bracketed()
        end = self._place
        word, name = self._tokens[end - 3], self._tokens[end - 2]
        if word.kind == "name" and word.text.upper() == "AS" and name.kind == "variable":
            return Column(name.text[1:], (start + 1, end - 3), tests)
        return Column("", (start, end), tests)

    def _aggregates(self, span: Span) -> Iterator[Aggregate]:
        """Yields the aggregates in a part of the text, not those within braces."""
        depth = 0
        for place in range(*span):
            token = self._tokens[place]
            if token.kind == "punctuation":
                depth += {"{": 1, "}": -1}.get(token.text, 0)
            name = token.text.upper() if token.kind == "name" else ""
            if not depth and name in _AGGREGATES and self._tokens[place + 1].text == "(":
                end = self._closing(place + 1)
                start = place + 2 + (self._tokens[place + 2].text.upper() == "DISTINCT")
                yield Aggregate(name, (place, end + 1), (start, end))

    def _closing(self, place: int) -> int:
        """Returns the place of the bracket that closes the one at a place."""
        depth = 0
        while True:
            text = self._tokens[place].text
            depth += {"(": 1, ")": -1}.get(text, 0)
            if not depth:
                return place
            if self._tokens[place].kind == "end":
                raise self._unread()
            place += 1

    # Groups

    def _group(self) -> Group:
        start = self._place
        self._expect("{")
        select, elements = None, list[Element]()
        if self._is("SELECT"):
            select = self._select()
        while not self._is("}"):
            if not self._take("."):
                elements.append(self._element())
        self._expect("}")
        return Group((start, self._place), elements, select)

    def _element(self) -> Element:
        start = self._place
        if self._is("{"):
            groups = [self._group()]
            while self._take("UNION"):
                groups.append(self._group())
            return Element("UNION", (start, self._place), groups=groups)
        for form in ("OPTIONAL", "MINUS"):
            if self._take(form):
                group = self._group()
                return Element(form, (start, self._place), groups=[group])
        if self._take("GRAPH"):
            graph, _ = self._term()
            binds = frozenset([graph] if isinstance(graph, str) else [])
            group = self._group()
            return Element(
                "GRAPH", (start, self._place), groups=[group], graph=graph, binds=binds, is_certain=True
            )
        if self._take("FILTER"):
            tests = self._expression(is_whole=True)
            return Element("FILTER", (start, self._place), tests=[*tests])
        if self._take("BIND"):
            made = self._named(self._place)
            binds = frozenset([made.name])
            return Element("BIND", (start, self._place), tests=[*made.tests], binds=binds)
        if self._is("VALUES"):
            return self._values()
        return self._block()

    def _values(self) -> Element:
        start = self._place
        self._expect("VALUES")
        names, is_certain = [], True
        if self._take("("):
            while not self._take(")"):
                names.append(self._next().text[1:])
        else:
            names.append(self._next().text[1:])
        self._expect("{")
        while not self._take("}"):
            is_certain &= self._next().text.upper() != "UNDEF"
        binds = frozenset(names)
        return Element("VALUES", (start, self._place), binds=binds, is_certain=is_certain)

    # Expressions

    def _is_call(self) -> bool:
        """Says whether a function is called, or something EXISTS, rather than a word of the query coming."""
        token, behind = self._peek, self._tokens[self._place + 1]
        if token.kind not in ("name", "iri"):
            return False
        return behind.text == "(" or self._is("NOT", "EXISTS")

    def _expression_or_variable(self) -> tuple[Test, ...]:
        if self._peek.kind == "variable":
            self._next()
            return ()
        return self._expression()

    def _expression(self, is_whole: bool = False) -> tuple[Test, ...]:
        """Reads an expression in brackets, a call, or what EXISTS."""
        if self._is("NOT", "EXISTS"):
            denied = self._take("NOT")
            self._expect("EXISTS")
            return (Test(self._group(), denied, is_whole),)
        if not self._is("("):
            if not self._is_call():
                raise self._unread()
            self._next()
        return self._bracketed(is_whole)

    def _bracketed(self, is_whole: bool = False) -> tuple[Test, ...]:
        """Reads what stands in brackets, with these."""
        start = self._place
        self._expect("(")
        depth, tests = 1, list[Test]()
        while depth:
            if self._is("EXISTS"):
                denied = self._tokens[self._place - 1].text.upper() == "NOT"
                self._next()
                begun = self._place - 1 - denied
                group = self._group()
                alone = is_whole and begun == start + 1 and self._is(")") and depth == 1
                tests.append(Test(group, denied, alone))
                continue
            token = self._next()
            if token.kind == "punctuation":
                depth += {"(": 1, ")": -1}.get(token.text, 0)
                if token.text in "{}":
                    self._place -= 1
                    raise self._unread()
        return tuple(tests)

    # Triples

    def _block(self) -> Element:
        start, found = self._place, list[Triple]()
        while True:
            begun = self._is("[", "(")
            subject, written = self._node(found)
            if not begun or self._is_verb():
                self._properties(subject, written, found)
            if not self._take(".") or not self._is_node():
                break
        slots = (slot for triple in found for slot in triple[:3] if isinstance(slot, str))
        end = self._place
        return Element("TRIPLES", (start, end), triples=found, binds=frozenset(slots), is_certain=True)

    def _is_node(self) -> bool:
        """Says whether another triple begins, and not another element or the end of the group."""
        kind = self._peek.kind
        if kind == "name":
            return not self._is("OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES")
        return kind in ("variable", "iri", "string") or self._is("[", "(")

    def _properties(self, subject: Slot, written: str, found: list[Triple]) -> None:
        while True:
            begun = self._place
            predicate = self._verb()
            verb = self.written((begun, self._place))
            while True:
                thing, thing_written = self._node(found)
                found.append(Triple(subject, predicate, thing, (written, verb, thing_written)))
                if not self._take(","):
                    break
            if not self._is(";"):
                return
            while self._take(";"):
                pass
            if self._is(".", "}", "]") or self._peek.kind == "end" or not self._is_verb():
                return

    def _is_verb(self) -> bool:
        return self._is_node() or self._is("^", "!", "(")

    def _node(self, found: list[Triple]) -> tuple[Slot, str]:
        """Reads a subject or object; what it says of unnamed things is added to what is found."""
        if self._take("["):
            blank = self._blank()
            if not self._is("]"):
                self._properties(blank, "", found)
            self._expect("]")
            return blank, ""
        if self._take("("):
            return self._collection(found)
        return self._term()

    def _collection(self, found: list[Triple]) -> tuple[Slot, str]:
        if self._take(")"):
            return _NIL, str(_NIL)
        node, written = self._node(found)
        blank = self._blank()
        found.append(Triple(blank, _FIRST, node, ("", str(_FIRST), written)))
        rest, rest_written = self._collection(found)
        found.append(Triple(blank, _REST, rest, ("", str(_REST), rest_written)))
        return blank, ""

    def _blank(self, label: str = "") -> str:
        name = self._labels.get(label) or next(self.names)
        self._blanks.add(name)
        if label:
            self._labels[label] = name
        return name

    def _term(self) -> tuple[Slot, str]:
        """Reads a term or variable, and its text."""
        start, token = self._place, self._next()
        if token.kind == "variable":
            return token.text[1:], ""
        if token.kind == "name" and token.text.startswith("_:"):
            return self._blank(token.text), ""
        if token.kind == "string":
            if self._peek.kind == "name" and self._peek.text.startswith("@"):
                self._next()
            elif self._take("^"):
                self._expect("^")
                self._next()
        elif token.text in "+-" and token.kind == "punctuation":
            self._next()
        elif token.kind not in ("iri", "name"):
            self._place -= 1
            raise self._unread()
        written = self.written((start, self._place))
        return self._read_term(written), written

    def _read_term(self, written: str) -> Term:
        if written not in self._terms:
            prefix, colon, name = written.partition(":")
            if written == "a":
                self._terms[written] = ox.NamedNode(RDF_TYPE)
            elif not self._base and (space := self._prefixes.get(prefix + colon)) and LOCAL.fullmatch(name):
                self._terms[written] = ox.NamedNode(space + name)
            else:
                self._terms[written] = self._parsed(written)
        return self._terms[written]

    def _parsed(self, written: str) -> Term:
        """Reads a term as Turtle does, which writes terms as SPARQL does."""
        try:
            (quad,) = ox.parse(f"{self.prologue} [] a {written} .".encode(), format=ox.RdfFormat.TURTLE)
        except (SyntaxError, ValueError):
            raise Uncitable(f"evidence cannot read {written!r}") from None
        assert not isinstance(quad.object, ox.Triple)
        return quad.object

    # Paths

    def _verb(self) -> Slot | Path:
        if self._peek.kind == "variable":
            return self._next().text[1:]
        return self._alternatives()

    def _alternatives(self) -> Path | ox.NamedNode:
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("|", tuple(parts))

    def _sequence(self) -> Path | ox.NamedNode:
        parts = [self._step()]
        while self._take("/"):
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Path("/", tuple(parts))

    def _step(self) -> Path | ox.NamedNode:
        if self._take("^"):
            return Path("^", (self._step(),))
        if self._take("!"):
            return self._negated()
        if self._take("("):
            step = self._alternatives()
            self._expect(")")
        else:
            step = self._predicate()
        for sign in ("?", "*", "+"):
            if self._take(sign):
                return Path(sign, (step,))
        return step

    def _negated(self) -> Path:
        parts = []
        is_many = self._take("(")
        while not (is_many and self._take(")")):
            if self._is("^"):
                raise Uncitable("evidence does not cover ^ within !()")
            parts.append(self._predicate())
            if not is_many:
                break
            self._take("|")
        return Path("!", tuple(parts))

    def _predicate(self) -> ox.NamedNode:
        if self._peek.kind not in ("iri", "name"):
            raise self._unread()
        term, _ = self._term()
        if not isinstance(term, ox.NamedNode):
            self._place -= 1
            raise self._unread()
        return term


def _names_apart(text: str) -> Iterator[str]:
    """Yields names of variables that a text does not hold."""
    stem = "_e"
    while stem in text:
        stem += "_"
    return (f"{stem}{number}" for number in count())

"""Reads a query by its tokens: its groups, patterns and expressions, what they bind, and where their text stands.

The one reader of queries: evidence, diagnosis and the rules of saved questions stand on it. Not a checker: the engine
says what is valid. Source: SPARQL 1.1 Query Language, section 19.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.errors import RequestError
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.terms import LOCAL, Term, sparql
from ..base.tokens import CodeToken, line_of, nesting, tokens

#: A term, or the name of a variable.
Slot: TypeAlias = "Term | str"
#: A part of the query's text: its first token and the one behind it.
Span: TypeAlias = "tuple[int, int]"
_RDF = PREFIXES["rdf"]
_FIRST, _REST, _NIL = (ox.NamedNode(_RDF + name) for name in ("first", "rest", "nil"))
#: How deep a query may be nested.
_DEEPEST = 150
#: Functions of the values of a whole group.
_AGGREGATES = {"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"}
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
#: How tightly the signs between two operands bind.
_LEVELS = {
    "||": 0, "&&": 1, "=": 2, "!=": 2, "<": 2, ">": 2, "<=": 2, ">=": 2, "IN": 2, "NOT IN": 2,
    "+": 3, "-": 3, "*": 4, "/": 4,
}  # fmt: skip
COMPARISONS = frozenset(sign for sign, level in _LEVELS.items() if level == _LEVELS["="])
#: What the tokenizer takes for a name where a minus stands in it or before it.
_AROUND_MINUS = re.compile(r"[\d.]+[eE][+-]\d+|-|[^-]+")
_ENDS_SELECT = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}


def slot_text(slot: Slot) -> str:
    """Writes a term or variable as a query has it."""
    return f"?{slot}" if isinstance(slot, str) else sparql(slot)


class Unreadable(RequestError):
    """Says where a query cannot be read, on `line`: it goes beyond SPARQL 1.1, or is nested too deeply."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Path(NamedTuple):
    """A property path: an operator (`^ / | ? * + !`) and the paths and predicates that it is applied to.

    Source: SPARQL 1.1 Query Language, section 18.2.2.
    """

    operator: str
    parts: tuple[Path | ox.NamedNode, ...]

    def properties(self) -> Iterator[ox.NamedNode]:
        """Yields the properties in it."""
        for part in self.parts:
            yield from part.properties() if isinstance(part, Path) else (part,)


class Triple(NamedTuple):
    """A triple pattern, the text of its terms, and the place of its verb; a blank node is a variable with a name of its own."""

    subject: Slot
    predicate: Slot | Path
    thing: Slot
    written: tuple[str, str, str]
    place: int


class Expression(NamedTuple):
    """An expression: what it applies to which parts.

    `operator` is a sign, the name of a function, "()" for brackets, EXISTS or NOT EXISTS with a `group`, or nothing for a
    term or variable alone.
    """

    operator: str
    span: Span
    parts: tuple[Expression, ...] = ()
    group: Group | None = None
    term: Slot | None = None

    @property
    def bare(self) -> Expression:
        """The expression without brackets around it."""
        found = self
        while found.operator == "()":
            (found,) = found.parts
        return found

    def walk(self) -> Iterator[Expression]:
        """Yields the expression and all within it, but for what stands in groups."""
        left = [self]
        while left:
            one = left.pop()
            yield one
            left.extend(reversed(one.parts))

    def tests(self) -> Iterator[Group]:
        """Yields what it says EXISTS or not."""
        return (one.group for one in self.walk() if one.group is not None)


class Element:
    """An element of a group: its form, its text, and what it holds.

    The form is TRIPLES, OPTIONAL, MINUS, UNION (also of one group), GRAPH, SERVICE, FILTER, BIND or VALUES.
    """

    __slots__ = ("binds", "expression", "form", "graph", "groups", "is_certain", "span", "triples", "values")

    def __init__(
        self,
        form: str,
        span: Span,
        *,
        triples: Sequence[Triple] = (),
        groups: Sequence[Group] = (),
        expression: Expression | None = None,
        graph: Slot | None = None,
        values: Sequence[Slot] = (),
        binds: frozenset[str] = frozenset(),
        is_certain: bool = False,
    ) -> None:
        self.form, self.span, self.graph = form, span, graph
        self.triples, self.groups, self.expression = triples, groups, expression
        self.values, self.binds, self.is_certain = values, binds, is_certain

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
        test = self.expression.bare if self.form == "FILTER" and self.expression else None
        return test.group if test is not None and test.operator == "NOT EXISTS" else None

    @property
    def tests(self) -> list[Group]:
        """What its expression says EXISTS or not."""
        return [*self.expression.tests()] if self.expression is not None else []


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

    def groups(self) -> Iterator[Group]:
        """Yields the group and all within it, outer ones first."""
        yield self
        if self.select is not None:
            yield from self.select.groups()
        for element in self.elements:
            for group in (*element.groups, *element.tests):
                yield from group.groups()

    def triples(self) -> Iterator[Triple]:
        """Yields the triple patterns in it, however deep."""
        for group in self.groups():
            for element in group.elements:
                yield from element.triples

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
    """A column of a SELECT or a key of its groups: the variable, and what it is made from."""

    name: str
    expression: Expression | None = None


class Select:
    """A SELECT: its columns, its group, and what comes behind."""

    __slots__ = (
        *(
            "conditions",
            "given",
            "grouping",
            "having",
            "head",
            "keys",
            "limit",
            "modifier",
            "offset",
            "order",
            "sorting",
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
        #: What stands behind HAVING and ORDER BY.
        self.conditions: list[Expression] = []
        self.sorting: list[Expression] = []
        self.limit: int | None = None
        self.offset = 0

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.shown]

    @property
    def expressions(self) -> list[Expression]:
        """The expressions of columns, keys, HAVING and ORDER BY."""
        made = (one.expression for one in (*self.shown, *self.keys) if one.expression is not None)
        return [*made, *self.conditions, *self.sorting]

    @property
    def aggregates(self) -> list[Expression]:
        """The aggregates in it."""
        return [one for whole in self.expressions for one in whole.walk() if one.operator in _AGGREGATES]

    def groups(self) -> Iterator[Group]:
        """Yields all groups in it, outer ones first."""
        yield from self.where.groups()
        for test in (test for expression in self.expressions for test in expression.tests()):
            yield from test.groups()

    @property
    def is_aggregated(self) -> bool:
        """Whether its rows stand for groups of solutions."""
        return bool(self.keys or self.having or self.aggregates)


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


class Query:
    """A query, read.

    `form` is SELECT, ASK, CONSTRUCT or DESCRIBE; `select` has the group of each, and `described` what DESCRIBE names.
    `has_dataset` says whether FROM names its graphs. Blank nodes of patterns are variables. `names` gives names of
    variables that the text does not hold. Raises Unreadable.

    >>> query = Query("SELECT ?s { ?s <http://e.org/p> [] OPTIONAL { ?s a ?c } }")
    >>> sorted(query.select.where.bound), sorted(query.select.where.certain)
    (['_e0', 'c', 's'], ['_e0', 's'])
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [*_words(text)]
        self._place = 0
        if nesting(self.tokens) > _DEEPEST:
            raise Unreadable(f"thbgraph cannot read a query that is nested more than {_DEEPEST} levels deep")
        self.names = _names_apart(text)
        self._labels: dict[str, str] = {}
        self._blanks: set[str] = set()
        self._terms: dict[str, Term] = {}
        self._prefixes: dict[str, str] = {}
        self._base = False
        #: The declarations of BASE and PREFIX.
        self.prologue = self._declarations()
        self.form = next((form for form in _FORMS if self._is(form)), "")
        self.described: list[Slot] = []
        self.has_dataset = False
        try:
            self.select = self._select() if self.form == "SELECT" else self._other_form()
        except RecursionError:
            raise Unreadable("thbgraph cannot read a query that is nested so deeply") from None
        if self._peek.kind != "end":
            raise self._unread()

    # Text

    def written(self, span: Span, names: Mapping[str, str] = MappingProxyType({})) -> str:
        """Gives a part of the text without its comments, some variables under other names."""
        made: list[str] = []
        end = -1
        for token in self.tokens[slice(*span)]:
            if made and token.start > end:
                made.append(" ")
            name = names.get(token.text[1:]) if token.kind == "variable" else None
            made.append(token.text if name is None else f"?{name}")
            end = token.end
        return "".join(made)

    def variables(self, span: Span) -> frozenset[str]:
        """Returns the names of the variables in a part of the text."""
        return frozenset(token.text[1:] for token in self.tokens[slice(*span)] if token.kind == "variable")

    def line(self, place: int) -> int:
        """Returns the line of the text on which a token stands."""
        return line_of(self.text, self.tokens[place].start)

    def selects(self) -> Iterator[Select]:
        """Yields every SELECT, outer ones first."""
        yield self.select
        for group in self.select.groups():
            if group.select is not None:
                yield group.select

    def expressions(self) -> Iterator[Expression]:
        """Yields every expression that is no part of another."""
        for select in self.selects():
            yield from select.expressions
        for group in self.select.groups():
            yield from (one.expression for one in group.elements if one.expression is not None)

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
    def _peek(self) -> CodeToken:
        return self.tokens[self._place]

    def _next(self) -> CodeToken:
        token = self.tokens[self._place]
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

    def _unread(self) -> Unreadable:
        place = min(self._place, len(self.tokens) - 1)
        found = self.tokens[place]
        at = f"what stands at {found.text[:30]!r}" if found.kind != "end" else "the end of the query"
        return Unreadable(f"thbgraph cannot read {at}", self.line(place))

    def _declarations(self) -> str:
        while self._is("PREFIX", "BASE"):
            if self._next().text.upper() == "BASE":
                self._next()
                self._base = True
            else:
                prefix = self._next().text
                self._prefixes[prefix] = self._next().text[1:-1]
        return self.written((0, self._place))

    # SELECT and the other forms

    def _other_form(self) -> Select:
        start = self._place
        self._next()
        if self.form == "CONSTRUCT" and self._is("{"):
            self._template()
        while self.form == "DESCRIBE" and not self._is("FROM", "WHERE", "{") and self._peek.kind != "end":
            if not self._take("*"):
                self.described.append(self._term()[0])
        self._dataset()
        if self.form == "DESCRIBE" and self._peek.kind == "end":
            return Select([], Group((self._place, self._place)), (start, start), (start, start))
        self._take("WHERE")
        select = Select([], self._group(), (start, start), (start, start))
        self._modifiers(select)
        return select

    def _template(self) -> None:
        """Passes over the triples that CONSTRUCT makes."""
        self._expect("{")
        while not self._take("}"):
            self._next()

    def _dataset(self) -> None:
        while self._take("FROM"):
            self.has_dataset = True
            self._take("NAMED")
            self._term()

    def _select(self) -> Select:
        self._expect("SELECT")
        head = self._place
        self._take("DISTINCT", "REDUCED")
        columns = self._place
        shown: list[Column] = []
        is_all = self._take("*")
        while not self._is("FROM", "WHERE", "{"):
            shown.append(self._column())
        head_span = columns, self._place
        self._dataset()
        self._take("WHERE")
        where = self._group()
        select = Select(shown, where, (head, columns), head_span)
        self._modifiers(select)
        if is_all:
            select.shown = [Column(name) for name in sorted(where.bound - self._blanks | select.given)]
        return select

    def _modifiers(self, select: Select) -> None:
        while self._is(*_ENDS_SELECT):
            self._modifier(select)

    def _modifier(self, select: Select) -> None:
        word = self._next().text.upper()
        if word == "LIMIT":
            select.limit = self._number()
        elif word == "OFFSET":
            select.offset = self._number()
        elif word == "VALUES":
            self._place -= 1
            values = self._values()
            select.values, select.given = values.span, values.binds
        else:
            if word != "HAVING":
                self._expect("BY")
            begun = self._place
            while not self._is(*_ENDS_SELECT, "}") and self._peek.kind != "end":
                if word == "GROUP":
                    select.keys.append(self._named() if self._is("(") else self._key())
                elif word == "HAVING":
                    select.conditions.append(self._operand())
                else:
                    self._take("ASC", "DESC")
                    select.sorting.append(self._operand())
            span = begun, self._place
            if word == "GROUP":
                select.grouping = span
            elif word == "HAVING":
                select.having = span
            else:
                select.order = span

    def _number(self) -> int:
        token = self._next()
        if not token.text.isdecimal():
            self._place -= 1
            raise self._unread()
        return int(token.text)

    def _column(self) -> Column:
        if self._peek.kind == "variable":
            return Column(self._next().text[1:])
        return self._named()

    def _key(self) -> Column:
        """Reads a key of GROUP BY; an expression without a name has "" as its name."""
        if self._peek.kind == "variable":
            return Column(self._next().text[1:])
        return Column("", self._operand())

    def _named(self) -> Column:
        """Reads `( expression AS ?name )`; without AS the name is ""."""
        self._expect("(")
        expression, name = self._expression(), ""
        if self._take("AS"):
            name = self._next().text[1:]
        self._expect(")")
        return Column(name, expression)

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
        if self._is("GRAPH", "SERVICE"):
            form = self._next().text.upper()
            self._take("SILENT")
            graph, _ = self._term()
            binds = frozenset([graph] if isinstance(graph, str) else [])
            group = self._group()
            return Element(
                form, (start, self._place), groups=[group], graph=graph, binds=binds, is_certain=True
            )
        if self._take("FILTER"):
            expression = self._operand()
            return Element("FILTER", (start, self._place), expression=expression)
        if self._take("BIND"):
            made = self._named()
            binds = frozenset([made.name])
            return Element("BIND", (start, self._place), expression=made.expression, binds=binds)
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
        values: list[Slot] = []
        while not self._take("}"):
            if self._take("UNDEF"):
                is_certain = False
            elif not self._take("(", ")"):
                values.append(self._term()[0])
        return Element(
            "VALUES", (start, self._place), values=values, binds=frozenset(names), is_certain=is_certain
        )

    # Expressions

    def _expression(self, least: int = 0) -> Expression:
        """Reads an expression whose signs, outside of brackets, bind as tightly as a level or more so."""
        start = self._place
        found = self._operand()
        while (sign := self._sign()) and _LEVELS[sign] >= least:
            self._place += len(sign.split()) if sign[-1].isalpha() else len(sign)
            others = self._arguments() if sign[-1].isalpha() else [self._expression(_LEVELS[sign] + 1)]
            found = Expression(sign, (start, self._place), (found, *others))
        return found

    def _sign(self) -> str:
        """Returns the sign or word between two operands that comes next; nothing where none does."""
        if self._peek.kind == "iri":  # such as <?b&&?c> of ?a<?b&&?c>?d
            self.tokens[self._place :] = [
                CodeToken("punctuation", "<", self._peek.start),
                *_words(self.text, self._peek.start + 1),
            ]
        first, second = self.tokens[self._place : self._place + 2]
        if first.kind == "name":
            word = f"NOT {second.text}" if self._is("NOT") else first.text
            return word.upper() if word.upper() in ("IN", "NOT IN") else ""
        pair = first.text + second.text if first.end == second.start else ""
        return pair if pair in _LEVELS else first.text if first.text in _LEVELS else ""

    def _operand(self) -> Expression:
        """Reads what stands between signs: an expression in brackets, a call, what EXISTS, a term or variable."""
        start, token, behind = self._place, self._peek, self.tokens[self._place + 1]
        if self._take("!", "+", "-"):
            part = self._operand()
            return Expression(token.text, (start, self._place), (part,))
        if self._take("("):
            part = self._expression()
            self._expect(")")
            return Expression("()", (start, self._place), (part,))
        if self._is("NOT", "EXISTS"):
            operator = "NOT EXISTS" if self._take("NOT") else "EXISTS"
            self._expect("EXISTS")
            group = self._group()
            return Expression(operator, (start, self._place), group=group)
        if token.kind in ("name", "iri") and behind.text == "(":
            name = self._next().text
            parts = self._arguments()
            return Expression(name if ":" in name else name.upper(), (start, self._place), tuple(parts))
        term, _ = self._term()
        return Expression("", (start, self._place), term=term)

    def _arguments(self) -> list[Expression]:
        """Reads the expressions in brackets behind a function or IN; of COUNT(*) there are none."""
        found: list[Expression] = []
        self._expect("(")
        self._take("DISTINCT")
        while not self._take(")"):
            if self._take(";"):
                self._expect("SEPARATOR")
                self._expect("=")
                self._next()
            elif not self._take("*", ","):
                found.append(self._expression())
        return found

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
            return not self._is("OPTIONAL", "MINUS", "GRAPH", "SERVICE", "FILTER", "BIND", "VALUES")
        return kind in ("variable", "iri", "string") or self._is("[", "(")

    def _properties(self, subject: Slot, written: str, found: list[Triple]) -> None:
        while True:
            begun = self._place
            predicate = self._verb()
            verb = self.written((begun, self._place))
            while True:
                thing, thing_written = self._node(found)
                found.append(Triple(subject, predicate, thing, (written, verb, thing_written), begun))
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
        place = self._place
        node, written = self._node(found)
        blank = self._blank()
        found.append(Triple(blank, _FIRST, node, ("", str(_FIRST), written), place))
        rest, rest_written = self._collection(found)
        found.append(Triple(blank, _REST, rest, ("", str(_REST), rest_written), place))
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
            raise Unreadable(f"thbgraph cannot read {written!r}", self.line(self._place - 1)) from None
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
                raise Unreadable("thbgraph cannot read ^ within !()", self.line(self._place))
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


def _words(text: str, start: int = 0) -> Iterator[CodeToken]:
    """Yields the tokens from a place on, comments left out and signs apart from numbers; two ends follow, to look ahead."""
    for token in tokens(text[start:]):
        kind, words, at = token
        at += start
        if kind == "name" and "-" in words and ":" not in words and words[0] != "@":
            for piece in _AROUND_MINUS.finditer(words):
                yield CodeToken("punctuation" if piece[0] == "-" else "name", piece[0], at + piece.start())
        elif kind != "comment":
            yield CodeToken(kind, words, at)
    yield from [CodeToken("end", "", len(text))] * 2


def _names_apart(text: str) -> Iterator[str]:
    """Yields names of variables that a text does not hold."""
    stem = "_e"
    while stem in text:
        stem += "_"
    return (f"{stem}{number}" for number in count())

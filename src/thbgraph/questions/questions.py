"""Saved questions: a SPARQL text with a header, and the binding of arguments to its parameters.

A question is valid SPARQL as it lies. Its header lines start with `#+ ` and form one YAML map. A
parameter is a block `VALUES ?name { ... }` of one variable that holds the default; binding replaces the
terms of the block by other terms, never text by text. What is asked has the block in further groups, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..base.errors import ParameterError, UnknownQuestion
from ..base.home import HOME
from ..base.printing import quoted
from ..base.suggestions import did_you_mean, near
from ..base.terms import Term, sparql
from ..base.tokens import CodeToken, tokens
from .answer_sentences import Clause
from .views import View

#: The theme of a question whose first tag names none.
OTHER_THEME = "Other questions"
#: The parameter that takes a group.
_GROUP = "group"


class Param(NamedTuple):
    """A parameter: either entities of a class (an IRI) or literals of a datatype (an IRI).

    `default` holds the terms of its block as the text writes them: UNDEF where anything will do. Of one that is
    `of_members` the members are asked about: it also takes states, and groups of states. `because` says why the default is. In a
    sentence its name stands `after` some words, if it needs any. Its value is not that of the one that it is `unlike`.
    """

    name: str
    wants_class: str | None
    datatype: str | None
    description: str
    default: str
    of_members: bool = False
    because: str = ""
    after: tuple[str, ...] = ()
    unlike: str = ""

    @property
    def takes_groups(self) -> bool:
        """Whether a group of states stands for the organization whose members they are: the Nordic countries."""
        return self.of_members or self.name == _GROUP

    @property
    def default_given(self) -> str:
        """The default as one would give it: a day bare, nothing where anything will do."""
        if self.default == "UNDEF":
            return ""
        return self.default.split('"')[1] if self.default.startswith('"') else self.default


class Block(NamedTuple):
    """A `VALUES ?name { ... }` block: the variable's name and the offsets between its braces."""

    name: str
    start: int
    end: int


class Question(NamedTuple):
    """A saved question: its name, its SPARQL text, and what its header says.

    `whole` is the text that is asked, with the blocks of parameters in further groups (see `spread`), and `blocks` are these.
    `title` is the summary with parameters in braces, where their arguments stand, empty where there is none.
    `wordings` holds the words by which sentences ask it; `sentence` says the answer in words, `view` what of it a reader is shown, and `silence`, by property, what
    rests on nothing stating it.
    """

    name: str
    text: str
    summary: str
    description: str
    tags: tuple[str, ...]
    params: tuple[Param, ...]
    columns: Mapping[str, str]
    heading: str | None
    wordings: tuple[str, ...] = ()
    sentence: tuple[Clause, ...] = ()
    view: View = View()
    silence: Mapping[str, str] = {}
    whole: str = ""
    title: str = ""
    blocks: tuple[Block, ...] = ()

    def __repr__(self) -> str:
        params = ", ".join(param.name for param in self.params)
        return f"Question({self.name!r}, {self.summary!r}, params: {params or 'none'})"

    @property
    def theme(self) -> str:
        """Its theme, in words: that of its first tag."""
        return next((HOME.themes[tag] for tag in self.tags[:1] if tag in HOME.themes), OTHER_THEME)

    def bound(self, arguments: Mapping[str, Sequence[Term]]) -> str:
        """Gives the text that is asked with some arguments, and otherwise the defaults."""
        return bind(self.whole, arguments, self.blocks)

    def param(self, name: str) -> Param:
        """Gives a parameter by name, asOf also as as_of; raises ParameterError that names the ones there are."""
        for param in self.params:
            if name in (param.name, _snake_case(param.name)):
                return param
        known = ", ".join(param.name for param in self.params) or "none"
        raise ParameterError(f"{self.name} has no parameter {quoted(name)}", f"it has: {known}")


def _snake_case(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name)


def find_question(name: str, questions: Mapping[str, Question]) -> Question:
    """Finds a question by its name; raises UnknownQuestion, which names those that are spelled much like it."""
    if name in questions:
        return questions[name]
    names = near(name, questions, alike=0.4)
    hint = did_you_mean(names, "the list of questions names them")
    raise UnknownQuestion(f"there is no question {quoted(name)}", hint, near=names, given=name)


def line_of_key(text: str, key: str) -> int:
    """Returns the line on which the header of a question has a key, 1 where it has none."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if re.match(rf"#\+ ?{key}:", line)), 1)


def ordering_columns(text: str) -> set[str]:
    """Returns the names of the variables behind the last ORDER BY of a text.

    >>> ordering_columns("SELECT ?a { ?a ?b ?c } ORDER BY ?c DESC(?a)") == {"a", "c"}
    True
    """
    found: set[str] = set()
    for token in tokens(text):
        if token.text.upper() == "ORDER":
            found = set()
        elif token.kind == "variable":
            found.add(token.text[1:])
    return found


def value_blocks(text: str) -> list[Block]:
    """Finds the blocks `VALUES ?name { ... }` of one variable.

    >>> text = "SELECT * { VALUES ?g { <a> <b> } ?g ?p ?o }"
    >>> [(b.name, text[b.start:b.end]) for b in value_blocks(text)]
    [('g', ' <a> <b> ')]
    """
    stream = [token for token in tokens(text) if token.kind != "comment"]
    blocks = []
    for number, token in enumerate(stream[:-3]):
        variable, brace = stream[number + 1], stream[number + 2]
        if token.text.lower() == "values" and variable.kind == "variable" and brace.text == "{":
            end = _closing(stream, number + 3)
            if end is not None:
                blocks.append(Block(variable.text[1:], brace.end, end.start))
    return blocks


def spread(text: str, defaults: Mapping[str, str]) -> str:
    """Repeats the blocks of parameters that stand around a UNION or EXISTS which names them in each of its groups.

    `defaults` are their names and terms. The rows stay the same, since what is joined with a branch may be joined
    within it, and EXISTS sees what stands around it. But engines plan such a group by itself, some lose rows there,
    and evidence replays it by itself. Lines stay where they are.

    >>> spread("SELECT * { VALUES ?a { 1 } { ?a ?p ?b } UNION { ?b ?p ?c } }", {"a": "1"})
    'SELECT * { VALUES ?a { 1 } { VALUES ?a { 1 } ?a ?p ?b } UNION { VALUES ?a { 1 } ?b ?p ?c } }'
    """
    stream = [token for token in tokens(text) if token.kind != "comment"]
    words = [token.text if token.kind == "variable" else token.text.upper() for token in stream]
    groups = _groups(words)
    blocks = [group for group in groups if words[group.start - 2 : group.start - 1] == ["VALUES"]]
    added: dict[int, str] = {}
    for alternatives in _planned_alone(groups, words):
        named = {word for group in alternatives for word in words[group.start : group.end]}
        for group in alternatives:
            given = {words[block.start - 1] for block in blocks if {*block.around[-1:]} & {*group.around}}
            given -= {words[block.start - 1] for block in blocks if group.start in block.around}
            repeated = [name for name in defaults if f"?{name}" in given & named]
            values = "".join(f" VALUES ?{name} {{ {defaults[name]} }}" for name in repeated)
            added[stream[group.start].end] = values if words[group.start + 1] != "SELECT" else ""
    for place in sorted(added, reverse=True):
        text = text[:place] + added[place] + text[place:]
    return text


class _Group(NamedTuple):
    """What stands in braces: the numbers of these among the words of a text, and of those that open around it."""

    start: int
    end: int
    around: tuple[int, ...]


def _groups(words: Sequence[str]) -> list[_Group]:
    """Finds what stands in braces, in the order in which it begins."""
    found, opened = list[_Group](), list[int]()
    for number, word in enumerate(words):
        if word == "{":
            opened.append(number)
        elif word == "}" and opened:
            start = opened.pop()
            found.append(_Group(start, number, tuple(opened)))
    return sorted(found)


def _planned_alone(groups: Sequence[_Group], words: Sequence[str]) -> list[list[_Group]]:
    """Finds what an engine plans by itself: the branches of each UNION together, and each EXISTS."""
    found: dict[int, list[_Group]] = {}  # by the number of the word after it
    for group in groups:
        before, after = words[group.start - 1 : group.start], words[group.end + 1 : group.end + 2]
        union = found.pop(group.start, []) if before == ["UNION"] else []
        if union or after == ["UNION"] or before == ["EXISTS"]:
            found[group.end + 2] = [*union, group]
    return list(found.values())


def _closing(stream: Sequence[CodeToken], start: int) -> CodeToken | None:
    return next((token for token in stream[start:] if token.text == "}"), None)


def bind(text: str, arguments: Mapping[str, Sequence[Term]], blocks: Sequence[Block] | None = None) -> str:
    """Gives a query's text with the arguments in its blocks `VALUES ?name { ... }`, in the place of the defaults.

    The blocks are looked for where they are not given. Every block of a name is bound alike. Terms are written by the engine's own serializer, in a form
    that every reader of SPARQL takes for that term alone (see `thbgraph.base.terms.sparql`).
    """
    for block in reversed(value_blocks(text) if blocks is None else blocks):
        if block.name in arguments:
            written = " ".join(sparql(term) for term in arguments[block.name])
            text = f"{text[: block.start]} {written} {text[block.end :]}"
    return text


def portable(text: str) -> str:
    """Gives a question's text as any engine takes it: without the header, and without blocks that bind nothing.

    Some engines lose rows where a block holds UNDEF alone.

    >>> portable("#+ summary: Which?\\nSELECT * { VALUES ?g { UNDEF } ?s ?p ?g }")
    'SELECT * { ?s ?p ?g }'
    >>> portable("SELECT * { VALUES (?g) { (UNDEF) } ?s ?p ?g }")
    'SELECT * { ?s ?p ?g }'
    """
    stream = [token for token in tokens(text) if token.kind != "comment"]
    for number, token in reversed(list(enumerate(stream))):
        end = _closing(stream, number) if token.text.upper() == "VALUES" else None
        if end is not None:
            words = [one.text for one in stream[number + 1 : stream.index(end)] if one.text not in "()"]
            if words[1:] == ["{", "UNDEF"]:
                text = text[: token.start] + text[end.end :].lstrip()
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))

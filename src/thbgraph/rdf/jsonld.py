"""Triples written as JSON-LD that a person can read: compacted against a context, sorted, in the default graph.

Compaction here needs no library: a term of the context is chosen by property and by the kind of the value, and
what no term fits is written in full (`{"@value": ..., "@type": ...}`), so that any JSON-LD processor reads
the very same triples again, lexical forms included. Graphs are merged, as in Turtle: a reader of one graph ignores
what stands in named ones. A context that has names of its own for `@id` and `@type` makes plain JSON, with full IRIs
and texts by language, for who knows JSON alone. Only framing asks pyld (extra `jsonld`). Nothing is ever fetched: the
context stands in the document. Types come before all else of an object, as readers of streams need them.
Source: JSON-LD 1.1, JSON-LD 1.1 Framing, Streaming JSON-LD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.errors import RequestError
from ..base.extras import library
from ..base.findings import Place
from ..base.namespaces import BASE, PREFIXES, RDF_TYPE, XSD
from ..base.terms import Term, curie, natural
from ..base.triples import Facts, node_name
from ..base.values import grouped

#: The addresses of the contexts that a frame may name; they stand for those of a home, which are not fetched.
CONTEXT_IRI, PLAIN_IRI = BASE + "context.jsonld", BASE + "plain.jsonld"
_RDF = PREFIXES["rdf"]
_FIRST, _REST, _NIL = _RDF + "first", _RDF + "rest", _RDF + "nil"
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_Json: TypeAlias = Any


class _Key(NamedTuple):
    """A key of the context: its name, and the kind of value that it stands for ("" when for any)."""

    name: str
    kind: str


class Context:
    """A context, read: which key stands for which property and kind of value, and what `@id` and `@type` are called."""

    def __init__(self, text: str, path: str) -> None:
        """Reads the text of a context file; raises DataError when it is not what is used here."""
        self._keys: dict[str, list[_Key]] = {}
        self._names: dict[str, str] = {}
        try:
            self.terms: dict[str, _Json] = dict(json.loads(text)["@context"])
            self._read_terms()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Place(path).error(
                'expected {"@context": {...}} with IRIs and maps that have an "@id", '
                f"got what does not fit: {type(error).__name__}: {error}"
            ) from None
        self.id, self.type = self._names.get("@id", "@id"), self._names.get("@type", "@type")
        self.is_plain = self.id != "@id"
        first = [self.type, self.id, *self.terms]
        self._order = {name: place for place, name in enumerate(dict.fromkeys(first))}

    def _read_terms(self) -> None:
        for name, meaning in self.terms.items():
            given = {"@id": meaning} if isinstance(meaning, str) else meaning
            iri = self._expanded(given["@id"])
            kind = self._expanded(given.get("@type", ""))
            kind = "@" + given["@language"] if "@language" in given else kind
            self._keys.setdefault(iri, []).append(_Key(name, kind + given.get("@container", "")))
            if name not in PREFIXES or iri.startswith("@"):
                self._names.setdefault(iri, name)

    def _expanded(self, text: str) -> str:
        prefix, _, local = text.partition(":")
        return self.terms[prefix] + local if prefix in self.terms and local[:2] != "//" else text

    def key(self, predicate: str, *kinds: str) -> _Key:
        """Gives the key of a property for the first of some kinds of value, else any key, to write in full."""
        keys = self._keys.get(predicate, [])
        for kind in kinds:
            for key in keys:
                if key.kind == kind:
                    return key
        plain = [key for key in keys if not key.kind.endswith(("@list", "@language"))]
        return _Key(plain[0].name if plain else self.short(predicate), "in full")

    def name(self, iri: str) -> str:
        """Gives the name that an IRI has as a class or as a value of the vocabulary."""
        return self._names.get(iri) or self.short(iri)

    def node(self, iri: str) -> str:
        """Gives what a node is called: in full in plain JSON, else as `short` does."""
        return iri if self.is_plain else self.short(iri)

    def short(self, iri: str) -> str:
        """Gives a CURIE with a prefix of the context, else the IRI."""
        found = curie(iri)
        prefix = found.partition(":")[0] if found else ""
        return found if found and self.terms.get(prefix) == PREFIXES[prefix] else iri

    def is_by_language(self, key: str) -> bool:
        """Says whether the texts of a key stand by their languages."""
        meaning = self.terms.get(key)
        return isinstance(meaning, dict) and meaning.get("@container") == "@language"

    def sorted(self, keys: Iterable[str]) -> list[str]:
        """Returns keys in the order of the context, others behind them."""
        return sorted(keys, key=lambda key: (self._order.get(key, len(self._order)), key))

    def used_in(self, content: _Json) -> dict[str, _Json]:
        """Gives the part of the context that a document needs, in the context's order."""
        needed: set[str] = set()
        waiting = set(_words(content))
        while waiting:
            names = waiting & self.terms.keys()
            needed |= names
            waiting = {word for name in names for word in _words(self.terms[name])} - needed
        return {name: meaning for name, meaning in self.terms.items() if name in needed}


def _words(content: _Json) -> Iterator[str]:
    """Yields every text in a document that may be a term, and what may be a prefix."""
    if isinstance(content, str):
        yield content
        yield content.partition(":")[0]
    elif isinstance(content, Mapping):
        for key, value in content.items():
            yield from _words(key)
            yield from _words(value)
    elif isinstance(content, list):
        for item in content:
            yield from _words(item)


def to_jsonld(
    quads: Iterable[ox.Quad], context: Context, labels: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Writes the triples of quads as compact JSON-LD; a link of plain JSON has its label, if `labels` by IRI has one.

    The document carries the part of the context that it uses.
    """
    return _dump(_document(quads, context, labels))


def _document(
    quads: Iterable[ox.Quad], context: Context, labels: Mapping[str, str] = MappingProxyType({})
) -> dict[str, _Json]:
    content = [*_nodes(Facts(quads), context, labels)]
    return {"@context": context.used_in(content), "@graph": content}


def _nodes(facts: Facts, context: Context, labels: Mapping[str, str]) -> Iterator[dict[str, _Json]]:
    """Yields an object for each thing, in order of their names."""
    lists = _lists(facts)
    names = {thing: context.node(thing) for thing in facts.things if thing not in lists.inside}
    for subject in sorted(names, key=lambda iri: natural(context.short(iri))):
        node: dict[str, list[_Json]] = {context.id: [names[subject]]}
        for prop, stated in facts.about(subject).items():
            for thing in dict.fromkeys(fact.value for fact in stated):
                key, value = _value(prop, thing, lists.heads, context)
                if context.is_plain and isinstance(value, dict) and value.get(context.id) in labels:
                    value["label"] = labels[value[context.id]]
                node.setdefault(key, []).append(value)
        yield {
            key: _by_language(node[key]) if context.is_by_language(key) else _one_or_many(node[key])
            for key in context.sorted(node)
        }


def _by_language(texts: Iterable[Mapping[str, _Json]]) -> dict[str, _Json]:
    """Gives texts by language, sorted; those without one stand under `@none`."""
    found = grouped((text.get("@language", "@none"), text["@value"]) for text in texts)
    return {language: _one_or_many(found[language]) for language in sorted(found)}


def _one_or_many(values: list[_Json]) -> _Json:
    if len(values) == 1:
        return values[0]
    return sorted(values, key=lambda value: natural(json.dumps(value, ensure_ascii=False)))


def _value(
    predicate: str, thing: Term, lists: Mapping[str, list[Term]], context: Context
) -> tuple[str, _Json]:
    if isinstance(thing, ox.Literal):
        return _literal(predicate, thing, context)
    if predicate == RDF_TYPE and isinstance(thing, ox.NamedNode):
        return context.type, context.name(thing.value)
    if node_name(thing) in lists:
        key = context.key(predicate, "@vocab@list", "@id@list")
        items = [_in_list(item, key.kind, context) for item in lists[node_name(thing)]]
        return key.name, items if key.kind.endswith("@list") else {"@list": items}
    key = context.key(predicate, "@vocab", "@id")
    if key.kind == "@vocab" and isinstance(thing, ox.NamedNode):
        return key.name, context.name(thing.value)
    iri = context.node(node_name(thing))
    return key.name, iri if key.kind in ("@id", "@vocab") else {context.id: iri}


def _in_list(item: Term, kind: str, context: Context) -> _Json:
    if isinstance(item, ox.Literal):
        return _full(item, context)
    if kind == "@vocab@list" and isinstance(item, ox.NamedNode):
        return context.name(item.value)
    iri = context.node(node_name(item))
    return iri if kind.endswith("@list") else {context.id: iri}


def _literal(predicate: str, literal: ox.Literal, context: Context) -> tuple[str, _Json]:
    datatype = literal.datatype.value
    if literal.language:
        key = context.key(predicate, "@" + literal.language, "@language")
    elif datatype == XSD + "string":
        key = context.key(predicate, "", "@language")
    else:
        key = context.key(predicate, datatype, "")
    if key.kind in ("@" + (literal.language or " "), datatype):
        return key.name, literal.value
    if key.kind == "":
        return key.name, literal.value if datatype == XSD + "string" else _native(literal, context)
    return key.name, _full(literal, context)


def _native(literal: ox.Literal, context: Context) -> _Json:
    """Gives a number or truth value as JSON has it, where a reader makes the same lexical form of it."""
    full = _full(literal, context)
    return full["@value"] if not isinstance(full["@value"], str) else full


def _full(literal: ox.Literal, context: Context) -> dict[str, _Json]:
    """Writes a literal so that no key of the context can change what it is."""
    datatype = literal.datatype.value
    if literal.language:
        return {"@value": literal.value, "@language": literal.language}
    if datatype == XSD + "string":
        return {"@value": literal.value}
    if datatype == XSD + "integer" and _INTEGER.fullmatch(literal.value):
        return {"@value": int(literal.value)}
    if datatype == XSD + "boolean" and literal.value in ("true", "false"):
        return {"@value": literal.value == "true"}
    return {context.type: context.short(datatype), "@value": literal.value}


class _Lists(NamedTuple):
    """The well-formed lists of a graph: items by head, and the nodes that lie inside them."""

    heads: dict[str, list[Term]]
    inside: set[str]


def _lists(facts: Facts) -> _Lists:
    """Finds the lists that can be written as such: blank cells, each named once, with an end."""
    uses = grouped(
        (node_name(fact.value), fact.prop) for fact in facts if isinstance(fact.value, ox.BlankNode)
    )
    found = _Lists({}, set())
    for head, by in uses.items():
        if by[0] == _REST or len(by) != 1:
            continue
        items: list[Term] = []
        cells: list[str] = []
        cell: str | None = head
        while cell is not None and cell != _NIL and cell not in cells:
            cell_facts = facts.about(cell)
            cell_is_plain = set(cell_facts) == {_FIRST, _REST} and all(
                len(stated) == 1 for stated in cell_facts.values()
            )
            if not cell_is_plain or len(uses.get(cell, ())) != 1:
                cell = None
                break
            cells.append(cell)
            items.append(cell_facts[_FIRST][0].value)
            cell = node_name(cell_facts[_REST][0].value)
        if cell == _NIL:
            found.heads[head] = items
            found.inside.update(cells)
    return found


def read_frame(text: str, name: str) -> dict[str, _Json]:
    """Reads a JSON-LD frame; raises RequestError, naming the file, for what is none."""
    try:
        frame = json.loads(text)
    except RecursionError:
        raise RequestError(f"{name}: is nested too deeply for a frame") from None
    except ValueError as error:
        raise RequestError(f"{name}: is not JSON: {error}") from None
    if not isinstance(frame, dict):
        raise RequestError(f'{name}: a frame is one JSON object such as {{"@type": "Treaty"}}')
    return frame


def to_framed(
    quads: Iterable[ox.Quad], context: Context, frame: Mapping[str, _Json], plain: Context | None = None
) -> str:
    """Writes the triples of quads nested by a JSON-LD frame.

    A frame without an `@context` uses `context`; one that names that of plain JSON gets `plain`. Raises RequestError
    for a frame that does not fit, one that names a context elsewhere, and where pyld is not installed.
    """
    jsonld = library("pyld.jsonld")
    known = {CONTEXT_IRI: context, **({PLAIN_IRI: plain} if plain else {})}
    given = frame.get("@context", CONTEXT_IRI)
    whole = {**frame, "@context": _inlined(given, {name: one.terms for name, one in known.items()})}
    try:
        # Of what a frame says of all of its properties pyld reads this of each property alone.
        options = {"documentLoader": _refuse, "omitDefault": frame.get("@omitDefault") is True}
        framed = jsonld.frame(_document(quads, context), whole, options)
    except RecursionError:
        raise RequestError("the frame does not fit: it is nested too deeply") from None
    except (jsonld.JsonLdError, ValueError, TypeError, KeyError, AttributeError) as error:
        # pyld takes much for granted: what it trips over is a fault of the frame, not of the statements.
        raise RequestError(f"the frame does not fit: {_reason(error)}") from None
    order = plain if plain and PLAIN_IRI in given else context
    body = _in_key_order({key: value for key, value in framed.items() if key != "@context"}, order)
    used = {name: one.used_in([body, given]) for name, one in known.items()}
    return _dump({"@context": _inlined(given, used), **body})


def _inlined(given: _Json, known: Mapping[str, _Json]) -> _Json:
    """Puts the terms of contexts where a frame names their address, so that no reader has to fetch them."""
    if isinstance(given, list):
        return [_inlined(part, known) for part in given]
    return known.get(given, given) if isinstance(given, str) else given


def _refuse(address: str, options: object) -> dict[str, _Json]:
    raise ValueError(
        f"it names the context {address[:200]}, and nothing is fetched; leave @context out, name {CONTEXT_IRI}, "
        "or write the context into the frame"
    )


def _reason(error: BaseException) -> str:
    """Gives the innermost reason of an error of pyld, in one line."""
    while error.__cause__ is not None or error.__context__ is not None:
        error = error.__cause__ or error.__context__ or error
    return " ".join(str(error.args[0] if error.args else error).split())[:500]


def _in_key_order(content: _Json, context: Context) -> _Json:
    if isinstance(content, list):
        return [_in_key_order(item, context) for item in content]
    if not isinstance(content, dict):
        return content
    return {key: _in_key_order(content[key], context) for key in context.sorted(content)}


def _dump(document: Mapping[str, _Json]) -> str:
    """Writes a document with two blanks a level, and each term of its context on one line."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    context = document["@context"]
    if not isinstance(context, dict):
        return text
    terms = [f"    {_line(name)}: {_line(meaning)}" for name, meaning in context.items()]
    plain = json.dumps({"@context": context}, ensure_ascii=False, indent=2)[2:-2]
    return text.replace(plain, '  "@context": {\n' + ",\n".join(terms) + "\n  }" if terms else plain, 1)


def _line(content: _Json) -> str:
    return json.dumps(content, ensure_ascii=False)

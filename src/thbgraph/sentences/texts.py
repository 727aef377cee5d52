"""What the full-text index of a build holds: whatever is said in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.home import HOME
from ..base.namespaces import ID, MEMO, MEMO_SOURCE, PREFIXES, RDF_TYPE, SOURCE, XSD
from ..base.terms import local
from ..base.values import grouped, shown, value_of
from .fulltext import Line

_SKOS, _XL, _DCTERMS = (PREFIXES[prefix] for prefix in ("skos", "skosxl", "dcterms"))
#: Names as such, by which a thing is found and which say nothing of it.
_NAMES = {
    *(_SKOS + label for label in ("prefLabel", "altLabel", "hiddenLabel")),
    *(_XL + "literalForm", PREFIXES["schema"] + "legalName", thb.printedName, thb.printedParticipant),
}
_OTHER_NAMES = {_SKOS + "altLabel", _SKOS + "hiddenLabel"}
_PROPERTY_WORDS = {_SKOS + "altLabel", thb.verb, thb.inverseVerb}
#: What leads from a topic to a wider one, and from a section of the memo to what it is about.
_WIDER = {_SKOS + "broader", PREFIXES["schema"] + "about"}
#: What is said in words of its own, and needs no property before it.
_GISTS = {_DCTERMS + "abstract", _DCTERMS + "description", _SKOS + "definition"}
#: What tells where a passage stands, and not what it says.
_PLACING = {_DCTERMS + "bibliographicCitation", thb.leadIn, thb.continuesIn, PREFIXES["schema"] + "sha256"}
_UNSAID = {*_NAMES, *_PLACING, RDF_TYPE}
#: What a figure says is in its label, which is made of it; and that it is the memo that says something tells nothing, nor do things that the home names.
_FIGURE = {PREFIXES["rdf"] + "value", thb.qualifier}
_UNSAID_THINGS = {ox.NamedNode(MEMO_SOURCE), *(ox.NamedNode(ID + slug) for slug in HOME.unsaid)}
_TEXTS = (XSD + "string", PREFIXES["rdf"] + "langString")


def words_of_properties(ontology: Iterable[ox.Quad]) -> Mapping[str, Sequence[str]]:
    """Returns what else properties are called, and the verbs by which sentences say them."""
    return grouped(
        (quad.subject.value, quad.object.value.replace("/", " "))
        for quad in ontology
        if quad.predicate.value in _PROPERTY_WORDS and isinstance(quad.subject, ox.NamedNode)
    )


def lines(
    quads: Iterable[ox.Quad], labels: Mapping[str, str], said_by: Mapping[str, Sequence[str]]
) -> Iterator[Line]:
    """Yields what each passage or source says of each thing, a line for both; of a source, what has words of its own.

    A line is found, too, by the other English names of what it is about, by what the properties that say it are `said_by`, by
    the wider topics of its topics, and by what the section of the memo is about.
    """
    by_thing: dict[tuple[str, str], list[ox.Quad]] = {}
    called: dict[str, list[str]] = {}
    wider: dict[str, list[str]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            by_thing.setdefault((quad.subject.value, quad.graph_name.value), []).append(quad)
            if quad.predicate.value in _OTHER_NAMES and getattr(quad.object, "language", "") == "en":
                called.setdefault(quad.subject.value, []).append(quad.object.value)
            elif quad.predicate.value in _WIDER:
                wider.setdefault(quad.subject.value, []).append(quad.object.value)
    for (about, graph), found in sorted(by_thing.items()):
        if not graph.startswith(MEMO) and not any(map(_is_text, found)):
            continue  # which most rows of tables are
        found.sort(key=lambda quad: (not _is_text(quad), str(quad)))
        is_figure = not _FIGURE.isdisjoint(quad.predicate.value for quad in found)
        telling = [quad for quad in found if not is_figure or quad.predicate.value not in {*_FIGURE, *_GISTS}]
        facts = [fact for quad in telling if (fact := _fact(quad, labels))]
        if facts:
            names = [labels.get(about, "")]
            names += [quad.object.value for quad in found if quad.predicate.value == thb.printedName]
            things = [about, *(quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode))]
            around = [one for thing in (*things, graph.partition("-")[0]) for one in wider.get(thing, ())]
            others = [labels.get(thing, "") for thing in around]
            others += [name for thing in (*things, *around) for name in called.get(thing, ())]
            others += [name for quad in found for name in said_by.get(quad.predicate.value, ())]
            place = about if about.startswith((MEMO, SOURCE)) else graph
            yield Line(
                about,
                place,
                "\n".join(facts),
                " ".join(dict.fromkeys(names)),
                " ".join(dict.fromkeys(others)),
            )


def _fact(quad: ox.Quad, labels: Mapping[str, str]) -> str:
    """Returns what a quad says, in words; nothing where it names or has no words."""
    prop, thing = quad.predicate.value, quad.object
    if prop in _UNSAID or thing in _UNSAID_THINGS:
        return ""
    text = shown(value_of(thing, labels)) if isinstance(thing, ox.Literal) else labels.get(thing.value, "")
    if not text:
        return ""
    return text if prop in _GISTS else f"{labels.get(prop, local(prop))}: {text}"


def _is_text(quad: ox.Quad) -> bool:
    text = quad.object
    is_words = isinstance(text, ox.Literal) and text.datatype.value in _TEXTS and " " in text.value
    return is_words and quad.predicate.value not in _NAMES

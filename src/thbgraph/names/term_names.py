"""Terms by name: properties, classes and other IRIs by their label or local name, written as one word or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..base.errors import UnknownEntity
from ..base.namespaces import PREFIXES, RDF_TYPE, THB
from ..base.printing import quoted
from ..base.suggestions import did_you_mean, near
from ..base.terms import expand, local, short
from ..base.values import grouped
from .folding import fold
from .names import Names

#: The kinds of term that may stand between subject and object.
PROPERTIES = {"owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdf:Property"}
#: The properties that the ontology is made with, which it does not itself declare.
_SCHEMA = tuple(
    PREFIXES[prefix] + name
    for prefix, names in (
        ("rdfs", "subClassOf subPropertyOf domain range label comment isDefinedBy"),
        ("owl", "inverseOf equivalentClass equivalentProperty propertyChainAxiom versionInfo"),
    )
    for name in names.split()
)
#: What `show` and `--cite` call some properties.
_CALLED = {"a": RDF_TYPE, "isa": RDF_TYPE, "type": RDF_TYPE, "name": PREFIXES["skos"] + "prefLabel"}
_MOST = 3
_LISTED = "they are the members of the classes owl:ObjectProperty and owl:DatatypeProperty"


def _squeezed(name: str) -> str:
    return fold(name).replace(" ", "")


def _by_name(iris: Iterable[str], known: Names) -> dict[str, list[str]]:
    """Returns IRIs by label and local name, folded and run together."""
    both = ((iri, {_squeezed(local(iri)), _squeezed(known.labels.get(iri, ""))}) for iri in iris)
    return grouped((name, iri) for iri, names in both for name in names - {""})


def _find(
    text: str,
    iris: Sequence[str],
    known: Names,
    described: Callable[[str], str],
    message: str,
    otherwise: str,
) -> list[str]:
    """Returns the one out of some IRIs that a text is, else those that it names, by label before local name."""
    full = expand(text) or text
    if full in iris:
        return [full]
    named, wanted = _by_name(iris, known), _squeezed(text if full == text else local(full))
    found = named.get(wanted, []) if full == text else []
    if found:
        return [iri for iri in found if _squeezed(known.labels.get(iri, "")) == wanted] or found
    meant = list(dict.fromkeys(iri for name in near(wanted, named, alike=0.7) for iri in named[name]))[:_MOST]
    hint = did_you_mean([described(iri) for iri in meant], otherwise)
    raise UnknownEntity(f"{message} {quoted(text)}", hint, candidates=meant, given=text)


def find_property(text: str, known: Names) -> str:
    """Returns the IRI of the property that a label, local name, CURIE or IRI names, in any case.

    Raises UnknownEntity with candidates where no property or several have the name.
    """
    called = _CALLED.get(_squeezed(text))
    if called or text in ("rdf:type", RDF_TYPE, f"<{RDF_TYPE}>"):
        return called or RDF_TYPE

    def described(iri: str) -> str:
        return f"{known.labels.get(iri, local(iri))} ({short(iri)})"

    declared = [iri for iri, kinds in known.classes.items() if PROPERTIES.intersection(kinds)]
    there = list(dict.fromkeys((*declared, *_SCHEMA)))
    found = _find(text, there, known, described, "no property is called", _LISTED)
    if len(found) == 1:
        return found[0]
    listed = " or ".join(map(short, found))
    raise UnknownEntity(f"{quoted(text)} may be the property {listed}", "use one of these", candidates=found)


def find_class(text: str, known: Names) -> str:
    """Returns the IRI of the class or kind of the ontology that a local name, label, CURIE or IRI names, in any case.

    A class comes before a kind, which is a concept, and one of the project before one of the same name elsewhere.
    Raises UnknownEntity with the classes that are near.
    """
    otherwise = "the list of classes names them"
    there = [*_classes(known), *_kinds(known)]
    return _find(text, there, known, short, "there is no class", otherwise)[0]


def class_called(text: str, known: Names, recorded: Sequence[str]) -> str | None:
    """Returns the class that has a name, of several the one that is held; None when not just one has."""
    found = _by_name(_classes(known), known).get(_squeezed(text), [])
    found = [iri for iri in found if iri in recorded] or found
    return found[0] if len(found) == 1 else None


def _classes(known: Names) -> list[str]:
    iris = (iri for iri, kinds in known.classes.items() if "owl:Class" in kinds)
    return sorted(iris, key=lambda iri: (not iri.startswith(THB), iri))


def _kinds(known: Names) -> list[str]:
    """Returns the concepts that say of which kind things are."""
    used = {kind for kinds in known.classes.values() for kind in kinds}
    iris = (iri for iri, kinds in known.classes.items() if "skos:Concept" in kinds)
    return sorted(iri for iri in iris if iri.startswith(THB) and short(iri) in used)


def near_iris(iri: str, there: Iterable[str], known: Names) -> list[str]:
    """Returns the IRIs out of `there` that are spelled most like one, or carry its last part as a name.

    >>> near_iris("http://e.org/knowz", ["http://e.org/knows", "http://e.org/likes"], Names())
    ['http://e.org/knows']
    """
    named = _by_name(there, known)
    among = {other for others in named.values() for other in others}
    called = [other for other in known.named.get(fold(local(iri)), ()) if other in among]
    if called:
        return called[:_MOST]
    wanted, home = _squeezed(local(iri)), iri.removesuffix(local(iri))
    swapped = [name for name in named if len(name) == len(wanted) and sorted(name) == sorted(wanted)]
    found = [other for name in [*swapped, *near(wanted, named, _MOST)] for other in named[name]]
    exact = [other for other in found if _squeezed(local(other)) == wanted]
    at_home = [other for other in found if other.startswith(home)]
    return list(dict.fromkeys([*exact, *(at_home or found)]))[:_MOST]

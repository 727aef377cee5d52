"""Terms by name: properties, classes and other IRIs by their label or local name, written as one word or several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..words.errors import UnknownEntity
from ..words.names import quoted
from ..words.namespaces import PREFIXES, RDF_TYPE, THB
from ..words.suggestions import did_you_mean, near
from ..words.terms import expand, local, short
from .folding import fold
from .names import Names

#: The kinds of term that may stand between subject and object.
PROPERTIES = {
    "owl:ObjectProperty",
    "owl:DatatypeProperty",
    "owl:AnnotationProperty",
    "rdf:Property",
}
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


def squeezed(name: str) -> str:
    """Returns a name folded, without spaces.

    >>> squeezed("consentingParty") == squeezed("consenting party")
    True
    """
    return fold(name).replace(" ", "")


def _by_name(iris: Iterable[str], known: Names) -> dict[str, list[str]]:
    """Returns IRIs by local name and label, squeezed."""
    named: dict[str, list[str]] = {}
    for iri in iris:
        for name in dict.fromkeys((squeezed(local(iri)), squeezed(known.labels.get(iri, "")))):
            if name:
                named.setdefault(name, []).append(iri)
    return named


def find_property(text: str, known: Names) -> str:
    """Returns the IRI of the property that a label, local name, CURIE or IRI names, in any case.

    Raises UnknownEntity with candidates where no property or several have the name.
    """
    wanted = squeezed(text)
    if text in ("rdf:type", RDF_TYPE, f"<{RDF_TYPE}>") or wanted in _CALLED:
        return _CALLED.get(wanted, RDF_TYPE)
    declared = [iri for iri, kinds in known.classes.items() if PROPERTIES.intersection(kinds)]
    named = _by_name(dict.fromkeys((*declared, *_SCHEMA)), known)
    full = expand(text) or text
    found = named.get(wanted, [])
    found = [iri for iri in found if squeezed(known.labels.get(iri, "")) == wanted] or found
    if full in declared or full in _SCHEMA:
        return full
    if len(found) == 1:
        return found[0]
    if found:
        listed = " or ".join(short(iri) for iri in found)
        raise UnknownEntity(f"{quoted(text)} may be the property {listed}; name it so", candidates=found)
    names = near(wanted if full == text else squeezed(local(full)), named, alike=0.7)
    meant = list(dict.fromkeys(iri for name in names for iri in named[name]))[:_MOST]
    words = [f"{known.labels.get(iri, local(iri))} ({short(iri)})" for iri in meant]
    hint = did_you_mean(words, "docs/vocabulary.md lists them")
    raise UnknownEntity(f"no property is called {quoted(text)}; {hint}", candidates=meant)


def find_class(text: str, known: Names) -> str:
    """Returns the IRI of the class of the ontology that a local name, label, CURIE or IRI names, in any case.

    A class of the project comes before one of the same name elsewhere. Raises UnknownEntity with the classes
    that are near.
    """
    named = _classes(known)
    full = expand(text) or text
    if any(full in iris for iris in named.values()):
        return full
    found = named.get(squeezed(text))
    if found:
        return found[0]
    meant = list(dict.fromkeys(short(named[name][0]) for name in near(squeezed(text), named)))
    hint = did_you_mean(meant, "the classes are listed by: thbgraph list")
    raise UnknownEntity(f"there is no class {quoted(text)}; {hint}", candidates=meant)


def class_called(text: str, known: Names, held: Sequence[str]) -> str | None:
    """Returns the class that has a name, of several the one that is held; None when not just one has."""
    found = _classes(known).get(squeezed(text), [])
    found = [iri for iri in found if iri in held] or found
    return found[0] if len(found) == 1 else None


def _classes(known: Names) -> dict[str, list[str]]:
    """Returns the classes by name, those of the project first."""
    iris = (iri for iri, kinds in known.classes.items() if "owl:Class" in kinds)
    return _by_name(sorted(iris, key=lambda iri: (not iri.startswith(THB), iri)), known)


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
    wanted, home = squeezed(local(iri)), iri.removesuffix(local(iri))
    swapped = [name for name in named if len(name) == len(wanted) and sorted(name) == sorted(wanted)]
    found = [other for name in [*swapped, *near(wanted, named, _MOST)] for other in named[name]]
    exact = [other for other in found if squeezed(local(other)) == wanted]
    at_home = [other for other in found if other.startswith(home)]
    return list(dict.fromkeys([*exact, *(at_home or found)]))[:_MOST]

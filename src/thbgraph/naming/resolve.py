"""Resolving: the one thing that a text names, or an error that says what may be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ..words import vocabulary as thb
from ..words.errors import UnknownEntity
from ..words.names import quoted
from ..words.namespaces import ID, PREFIXES
from ..words.suggestions import did_you_mean
from ..words.terms import curie, short
from .folding import fold
from .names import Names
from .search import nearest
from .senses import hinted, identified, senses
from .terms import near_iris

#: What stands in no name or IRI, and in attempts to write a query into an argument.
_NO_NAME = re.compile(r'[<>{}"\\^|`\x00-\x1f\x7f]')
#: So many things an error lists.
_MOST = 8
_LONG = 40
_STATE = short(thb.State)


def find_group(text: str, known: Names, wanted: str) -> str:
    """Returns the IRI of what has members and is named by a text: of the class `wanted`, or a state, which is its own.

    Of a group of states without members of its own, such as the Nordic countries, it is the organization whose
    members they are. Raises UnknownEntity as `find_entity` does.
    """
    found = find_entity(text, known, wanted, lambda iri: iri in known.groups or is_state(iri, known))
    return known.groups.get(found, found)


def is_state(iri: str, known: Names) -> bool:
    """Says whether an IRI is that of a state."""
    return _STATE in known.classes.get(iri, ())


def find_entity(
    text: str, known: Names, wanted: str | None = None, or_else: Callable[[str], bool] = lambda _: False
) -> str:
    """Returns the IRI of the thing that a label, abbreviation, code, CURIE, IRI or linked identifier names.

    So does a name that passages print for one thing only, and a beginning that only one thing's names have.
    `wanted` is the IRI of the class that it must have, unless `or_else` takes it. Raises UnknownEntity with
    candidates where nothing or several things have the name.
    """
    kind = curie(wanted) if wanted else None

    def fits(iri: str) -> bool:
        return kind is None or kind in known.classes.get(iri, ()) or or_else(iri)

    iri = identified(text, known)
    if _NO_NAME.search(iri or text):
        raise UnknownEntity(f"{quoted(text)} has characters that no name or IRI has")
    if text.endswith(":") and text[:-1] in PREFIXES:
        raise UnknownEntity(f"{quoted(text)} is only a prefix; add what follows it, as in memo:2-14")
    if iri is not None:
        if iri in known.labels and fits(iri):
            return iri
        others = [iri] if iri in known.labels else []
        meant = [] if others else [one for one in near_iris(iri, known.labels, known) if fits(one)]
        raise _unknown(text, others, meant, known, kind)
    others = []
    for named in _ways(text, known):
        found = [one for one in dict.fromkeys(named) if fits(one)]
        found = [one for one in found if one.startswith(ID)] or found  # entities before terms
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(text, found, known)
        others = others or named
    meant = [] if others else hinted(text, known, fits)
    if len(meant) == 1:
        return meant[0]
    if len(meant) > _MOST:  # what begins so is too much to list
        meant = [iri for iri in known.printed_as(fold(text)) if fits(iri)]
    if len(meant) > 1:
        raise _ambiguous(text, meant, known)
    raise _unknown(text, others, nearest(text, known, fits), known, kind)


def _ways(text: str, known: Names) -> Iterator[list[str]]:
    """Yields the IRIs that a text names, for each way; of acts and the like, and of terms, the text is the label."""
    labelled = [*known.by_exact_label.get(text, ())]
    yield labelled if not any(iri.startswith(ID) for iri in labelled) else []
    for found in senses(text, known):
        yield [sense.iri for sense in found]
    yield [*known.by_label.get(fold(text), ())]


def _ambiguous(text: str, found: Sequence[str], known: Names) -> UnknownEntity:
    listed = ", ".join(f"{known.labels.get(iri, iri)} ({short(iri)})" for iri in found)
    message = f"{quoted(text)} may be any of: {listed}; use the name in brackets"
    return UnknownEntity(message, candidates=found, given=text)


def _offered(iri: str, known: Names) -> str:
    """Returns a label, and what is shorter to type where it is long."""
    label = known.labels.get(iri, iri)
    return label if len(label) <= _LONG else f"{label} ({short(iri)})"


def _unknown(
    text: str, others: Sequence[str], meant: Sequence[str], known: Names, kind: str | None
) -> UnknownEntity:
    """Says that a text names nothing, or only things of another class, and what may be meant."""
    labels = list(dict.fromkeys(_offered(iri, known) for iri in meant))
    if others:
        named = ", ".join(known.labels.get(iri, iri) for iri in others)
        hint = did_you_mean(labels, f"thbgraph list {kind} names those that are")
        message = f"{quoted(text)} is {named}, which is not of the class {kind} asked for here; {hint}"
    else:
        hint = did_you_mean(labels, "look for it with: thbgraph find TEXT")
        message = f"nothing in the graph is called {quoted(text)}; {hint}"
    return UnknownEntity(message, candidates=meant, given=text)

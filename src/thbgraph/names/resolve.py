"""Resolving: the one thing that a text names, or an error that says what may be meant, what a search finds, and the shortest text that names one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from ..base import vocabulary as thb
from ..base.errors import UnknownEntity
from ..base.namespaces import ID, MEMO, PREFIXES
from ..base.printing import quoted, spaced
from ..base.suggestions import did_you_mean
from ..base.terms import curie, expand, local, short
from .folding import fold
from .names import Names
from .senses import NEAR, Hint, described, hinted, identified, likenesses, senses
from .term_names import near_iris

#: What stands in no name or IRI, and in attempts to write a query into an argument.
_NO_NAME = re.compile(r'[<>{}"\\^|`\x00-\x1f\x7f]')
#: A word of capitals as abbreviations are, with the number of one of several such.
_ABBREVIATION = re.compile(r"(?<![\w./-])([A-Z]{2}[A-Z0-9]*(?:[.-][A-Z]+)*)( C?\d{2,3})?(?![\w-])")
#: So many things an error lists.
_MOST = 8
_LONG = 40
#: So many things are offered in place of an unknown name.
_NEAR = 3
_STATE = short(thb.State)
#: So many letters may end a whole name in a case of another language: "Eiropas Padomes".
_ENDINGS = (1, 2)
#: What readers call the classes whose labels say it in the words of those who make ontologies.
_CALLED = {
    "foaf:Agent": "state or organization",
    "schema:Country": "state or territory",
    "skos:Concept": "topic",
    short(thb.Entity): "thing with a page of its own",
}


def find_group(text: str, known: Names, wanted: str, or_state: bool) -> str:
    """Returns the IRI of what has members and is named by a text: of the class `wanted`, or a state, where one may be.

    Of a group of states without members of its own, such as the Nordic countries, it is the organization whose
    members they are. Raises UnknownEntity as `find_entity` does.
    """

    def has_members(iri: str) -> bool:
        return iri in known.groups or (or_state and is_state(iri, known))

    found = find_entity(text, known, wanted, has_members)
    return known.groups.get(found, found)


def is_state(iri: str, known: Names) -> bool:
    """Says whether an IRI is that of a state."""
    return _STATE in known.classes.get(iri, ())


def find_entity(
    text: str, known: Names, wanted: str | None = None, or_else: Callable[[str], bool] = lambda _: False
) -> str:
    """Returns the IRI of the thing that a label, abbreviation, code, CURIE, IRI or linked identifier names.

    So does a name that passages print, or a beginning, that only one thing's names have (see `hinted`). `wanted` is the IRI of the class that it must have, unless `or_else` takes
    it: the class comes first, then the name. Raises UnknownEntity with candidates where nothing or several things have
    the name, or a name describes other things of its kind as well.
    """
    kind = curie(wanted) if wanted else None

    def fits(iri: str) -> bool:
        return kind is None or kind in known.classes.get(iri, ()) or or_else(iri)

    iri = identified(text, known)
    if _NO_NAME.search(iri or text):
        raise UnknownEntity(f"{quoted(text)} has characters that no name or IRI has")
    if text.endswith(":") and text[:-1] in PREFIXES:
        raise UnknownEntity(f"{quoted(text)} is only a prefix", "add what follows it, as in memo:2-14")
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
        found += [one for iri in found[:1] for one in described(fold(text), iri, known) if fits(one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(text, found, known)
        others = others or named
    hint = hinted(text, known, fits) if not others else Hint(None, [])
    if hint.taken is not None:
        return hint.taken
    if len(hint.meant) > 1:
        whole = (iri for end in _ENDINGS for iri in known.named.get(fold(text)[:-end], ()) if fits(iri))
        raise _ambiguous(text, [*dict.fromkeys((*whole, *hint.meant))], known)
    near = list(
        dict.fromkeys([*hint.meant, *filter(fits, _numbered(text, known)), *nearest(text, known, fits)])
    )[:_NEAR]
    raise _unknown(text, others, near, known, kind)


def _numbered(text: str, known: Names) -> Iterator[str]:
    """Yields the passages of which a text has the numbers, with other marks between them: 2.14 for 2-14."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) > 1 and not any(map(str.isalpha, text)):
        yield from (
            iri
            for iri in known.labels
            if iri.startswith(MEMO) and re.findall(r"\d+", iri.removeprefix(MEMO)) == numbers
        )


def taken_as(text: str, iri: str, known: Names) -> str:
    """Returns what a text is taken as that is no name of one thing alone: its label; nothing for such a name, or an identifier."""
    if identified(text, known) is not None or fold(known.labels.get(iri, "")) == fold(text):
        return ""
    named = next(
        filter(None, ({one.iri for one in found if one.iri.startswith(ID)} for found in senses(text, known))),
        {""},
    )
    own = {iri, *(group for group, members in known.groups.items() if members == iri)}
    return "" if len(named) == 1 and named <= own else known.labels.get(iri, short(iri))


def remarks_on_taken(taken: Mapping[str, str]) -> list[str]:
    """Says of each text in a sentence what it is taken as.

    >>> remarks_on_taken({"Lithuan": "Lithuania"})
    ["'Lithuan' is taken as Lithuania."]
    """
    return [f"{quoted(text)} is taken as {label}." for text, label in taken.items()]


def _ways(text: str, known: Names) -> Iterator[list[str]]:
    """Yields the IRIs that a text names, for each way; of acts and the like, and of terms, the text is the label."""
    labelled = [*known.by_exact_label.get(text, ())]
    yield labelled if not any(iri.startswith(ID) for iri in labelled) else []
    for found in senses(text, known):
        yield [sense.iri for sense in found]
    yield [*known.by_label.get(fold(text), ())]


def _ambiguous(text: str, found: Sequence[str], known: Names) -> UnknownEntity:
    listed = ", ".join(f"{known.labels.get(iri, iri)} ({short(iri)})" for iri in found[:_MOST])
    more = f", and {len(found) - _MOST} more" if len(found) > _MOST else ""
    what = f"{quoted(text)} may be any of: {listed}{more}"
    return UnknownEntity(what, "use the name in brackets", candidates=found, given=text)


def _offered(iri: str, known: Names) -> str:
    """Returns a label, and what is shorter to type where it is long."""
    label = known.labels.get(iri, iri)
    return label if len(label) <= _LONG else f"{label} ({short(iri)})"


def _described(iri: str, known: Names) -> str:
    """Says what a thing is, by the smallest of its classes: "Sweden is a state"; of what has its kind for a name only that."""
    label = known.labels.get(iri, short(iri))
    kinds = sorted(known.classes.get(iri, ()), key=lambda kind: (known.class_sizes[kind], kind))
    return f"{label} is {_kind_in_words(kinds[0], known)}" if kinds else label


def _kind_in_words(kind: str, known: Names) -> str:
    """Says the name of a class (a CURIE) as readers do, with its article."""
    words = _CALLED.get(kind) or spaced(known.labels.get(expand(kind) or kind, local(kind.replace(":", "#"))))
    return f"an {words}" if words[:1] in "aeio" else f"a {words}"


def _unknown(
    text: str, others: Sequence[str], meant: Sequence[str], known: Names, kind: str | None
) -> UnknownEntity:
    """Says that a text names nothing, or only things of another class, and what may be meant."""
    labels = list(dict.fromkeys(_offered(iri, known) for iri in meant))
    if others:
        hint = did_you_mean(labels)
        clause = f"{_described(others[0], known)}, not {_kind_in_words(kind or short(thb.Entity), known)}"
        about = (
            ""
            if fold(text) == fold(known.labels.get(others[0], ""))
            else f"{quoted(text)} means another thing: "
        )
        what = f"{about}{clause}"
    else:
        hint = did_you_mean(labels, "search for a part of its name")
        what = f"nothing in the graph is called {quoted(text)}"
    return UnknownEntity(what, hint, candidates=meant, given=text)


class ShortNames:
    """The short names of things, which have a label in `known` and other names in `aliases`; each is looked for once."""

    def __init__(self, known: Names, aliases: Mapping[str, Collection[str]]) -> None:
        self._known, self._aliases = known, aliases
        self._found = dict[str, str]()
        self._meant = dict[str, str | None]()

    def of(self, name: str) -> str:
        """Gives the shortest name that means the same thing as an IRI, or as a CURIE, and nothing else."""
        iri = expand(name) or name
        if iri not in self._found:
            self._found[iri] = next(self._alone(iri), short(iri))
        return self._found[iri]

    def opened(self, text: str) -> dict[str, str]:
        """Returns for what the abbreviations in a text stand, in order, those that mean one thing and nothing else."""
        found = dict[str, str]()
        for word, number in dict.fromkeys(_ABBREVIATION.findall(text)):
            for one in dict.fromkeys((word + number, word)):
                if (label := self._label_meant(one)) is not None:
                    found |= {one: label} if label != one else {}
                    break
        return found

    def _label_meant(self, abbreviation: str) -> str | None:
        """Returns the label of the thing that an abbreviation means; None where it means none, or several."""
        if abbreviation not in self._meant:
            self._meant[abbreviation] = None
            with suppress(UnknownEntity):
                iri = find_entity(abbreviation, self._known)
                self._meant[abbreviation] = self._known.labels.get(iri, abbreviation)
        return self._meant[abbreviation]

    def _alone(self, iri: str) -> Iterator[str]:
        """Yields the names that mean one thing and nothing else, the shortest first."""
        label = self._known.labels.get(iri)
        for one in sorted((*self._aliases.get(iri, ()), *([label] if label else ())), key=len):
            with suppress(UnknownEntity):
                if find_entity(one, self._known) == iri:
                    yield one


#: How many things are suggested, and how much less alike than the first.
_NEAREST, _ALMOST = 3, 0.8
#: The part of a text that a name must have to be like it, be it in slips, or in whole words, and the longest abbreviation.
_MOST_OF, _WHOLE, _ABBREVIATED = 0.6, 0.35, 6


def search(text: str, known: Names, kind: str | None = None) -> list[str]:
    """Returns the IRIs of what is called by a text, the best first, the shorter label before the longer.

    `kind` is the CURIE of the class that they must have. Whole names come first, then those of the same words,
    beginnings, the more of a name the better, names that have most of the text, and slips; where there is none of all
    these, labels of what has no name of its own.
    """
    folded = fold(text)
    ranks: dict[str, tuple[float, int, str]] = {}

    def add(iris: Iterable[str], rank: float) -> None:
        for iri in iris:
            if kind is None or kind in known.classes.get(iri, ()):
                label = known.labels.get(iri, iri)
                ranks[iri] = min(ranks.get(iri, (rank, len(label), label)), (rank, len(label), label))

    add(known.printed_as(folded), 0)
    for number, found in enumerate(senses(text, known)):
        add((sense.iri for sense in found), number and 1)
    for name, _, covers, _ in likenesses(text, known):
        if covers >= NEAR:
            lacking = 1 - len(folded) / max(len(name), 1)
            add(known.called(name), 2 + lacking if name.startswith(folded) else 4 - covers)
    words = {*folded.split()}
    if words and not ranks:
        for label, iris in known.by_label.items():
            add(iris if words <= {*label.split()} else (), 5)
    return sorted(ranks, key=lambda iri: ranks[iri])


def nearest(text: str, known: Names, fits: Callable[[str], bool]) -> list[str]:
    """Returns the IRIs of the few things that have a name most like a text, entities before other things.

    The name must have most of the text; an abbreviation is like no other. Where nothing is, nothing is returned: what is
    not meant is worse than no help.
    """
    entity = short(thb.Entity)
    best: dict[str, float] = {}
    is_abbreviation = text.isupper() and " " not in text and len(text) <= _ABBREVIATED
    for name, likeness, covers, whole in () if is_abbreviation else likenesses(text, known):
        is_near = likeness >= NEAR and (covers >= _MOST_OF or whole >= _WHOLE)
        for iri in filter(fits, known.called(name)) if is_near else ():
            best[iri] = max(best.get(iri, 0), likeness)
    found = [iri for iri in best if entity in known.classes.get(iri, ())] or [*best]
    least = _ALMOST * max((best[iri] for iri in found), default=0)
    return sorted((iri for iri in found if best[iri] >= least), key=lambda iri: (-best[iri], iri))[:_NEAREST]

"""The words of the ontology for relations and kinds of things: verbs in all their forms, and nouns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import cache, cached_property
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import ONTOLOGY_GRAPH, PREFIXES
from ..base.terms import expand, short
from ..base.values import grouped
from ..base.vocabulary import ActKind
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS
from ..names.names import Names
from ..names.term_names import PROPERTIES
from ..sentences.fulltext import stems
from ..stores.lookup import Lookup

#: What dates a thing as a whole: when it began or ended or was published, and acts.
DATED = frozenset((
    *(PREFIXES["schema"] + name for name in ("startDate", "endDate", "foundingDate")), PREFIXES["dcterms"] + "issued",
    ActKind.ADOPTION, ActKind.OPENING_FOR_SIGNATURE, ActKind.CLOSING_FOR_SIGNATURE, ActKind.ENTRY_INTO_FORCE,
))  # fmt: skip
ARTICLES = frozenset(("the", "a", "an"))
#: A verb that ends in one of these has no passive: "was worked with by".
_PREPOSITIONS = frozenset((
    "after", "against", "at", "by", "for", "from", "in", "of", "on", "to", "together", "under", "with", "within",
))  # fmt: skip
_MODALS = frozenset(("may", "can", "must"))
_DOUBLED = re.compile("[^aeiou][aeiou][^aeiouwxy]$")
#: Of what is held it is told that it took place.
_OF_EVENTS = (
    "take/took/taken place",
    "meet/met/met",
    "begin/began/begun",
    "sign",
    "ratify",
    "join",
    "happen",
)
#: What the other English writes with an s: organised, criticising.
_IZED = re.compile(r"(?<=\w{4})iz(?=(?:e|es|ed|ing)\b)")


class Form(Enum):
    """Where in a sentence a phrase may stand."""

    BASE = auto()  # did UNODC launch
    FINITE = auto()  # who launches, who launched
    PARTICIPLE = auto()  # has launched; when was it launched
    BEHIND_BE = auto()  # is part of, was launched by, is working with
    LABEL = auto()  # the purpose of


class Relation(NamedTuple):
    """A property, or a class of dated acts, as a phrase reads it: from its subject to its object, or back."""

    term: str
    is_forward: bool = True

    @property
    def back(self) -> Relation:
        """The same the other way round."""
        return self._replace(is_forward=not self.is_forward)


class Verb(NamedTuple):
    """A verb with what follows it, in its forms; one that is told with "be" has nothing but what follows that."""

    base: str
    third: str = ""
    past: str = ""
    participle: str = ""
    gerund: str = ""

    @property
    def is_with_be(self) -> bool:
        """Whether it is told with a form of "be"."""
        return not self.third

    @property
    def is_transitive(self) -> bool:
        """Whether it has a passive."""
        return bool(self.third) and self.base.split()[-1] not in _PREPOSITIONS and self.base != "have"

    def conjugated(self, are_several: bool, is_past: bool, is_passive: bool = False) -> str:
        """Returns the form for a subject.

        >>> verb_of("take/took/taken part in").conjugated(False, False), verb_of("be a partner in").conjugated(True, True)
        ('takes part in', 'were partners in')
        """
        be = ("were" if are_several else "was") if is_past else ("are" if are_several else "is")
        if is_passive:
            return f"{be} {self.participle} by"
        if not self.is_with_be:
            return self.past if is_past else self.base if are_several else self.third
        if self.base.split()[0] in _MODALS:
            return self.base
        return f"{be} {_plural_of_first(self.base) if are_several else self.base}"


class Saying(NamedTuple):
    """What a phrase says: a relation, by a verb or its passive; without a verb by a label."""

    relation: Relation
    verb: Verb
    is_passive: bool = False


def verb_of(text: str) -> Verb:
    """Reads a verb as the ontology has it.

    >>> verb_of("take/took/taken part in").gerund, verb_of("carry out").past, verb_of("be part of").base
    ('taking part in', 'carried out', 'part of')
    """
    first, _, rest = text.partition(" ")
    if first == "be":
        return Verb(rest)
    if first in _MODALS:
        return Verb(text)
    return Verb(*(f"{form} {rest}".strip() for form in _forms(*first.split("/"))))


def _forms(base: str, past: str = "", participle: str = "") -> tuple[str, str, str, str, str]:
    if base == "have":
        return "have", "has", "had", "had", "having"
    if base.endswith("y") and base[-2] not in "aeiou":
        third, regular = f"{base[:-1]}ies", f"{base[:-1]}ied"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "go", "do")) else "s")
        regular = f"{base.removesuffix('e')}ed"
    stem = base if base.endswith("ee") else base.removesuffix("e")
    doubled = stem[-1] if past and _DOUBLED.search(base) else ""
    return base, third, past or regular, participle or past or regular, f"{stem}{doubled}ing"


def plural_of(noun: str) -> str:
    """Returns the plural of a noun; of a phrase, that of the word that the others describe.

    >>> plural_of("body"), plural_of("group of states"), plural_of("framework decision")
    ('bodies', 'groups of states', 'framework decisions')
    """
    head, of, rest = noun.partition(" of ")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies{of}{rest}"
    return f"{head}{'es' if head.endswith(('s', 'sh', 'ch', 'x')) else 's'}{of}{rest}"


def _plural_of_first(phrase: str) -> str:
    """Makes a plural of a noun that begins a phrase with its article: "a partner in"."""
    article, _, rest = phrase.partition(" ")
    if article not in ARTICLES:
        return phrase
    words = rest.split()
    ends = [at for at, word in enumerate(words) if word in _PREPOSITIONS]
    head = " ".join(words[: ends[0]] if ends else words)
    plural = " ".join([plural_of(head), *words[len(head.split()) :]])
    return f"the {plural}" if article == "the" else plural


class Noun(NamedTuple):
    """What things are called by a noun: the classes of which they are, by CURIE, and a word of their names.

    A noun that `counts` names what a property gives the number of; a `number` is how many of the kind are asked for.
    """

    text: str
    kinds: frozenset[str]
    named: Mapping[str, str]
    are_several: bool = False
    counts: str = ""
    number: int = 0

    @property
    def by_any_name(self) -> Noun:
        """The same for things of its classes whose names have no such word."""
        return self._replace(kinds=self.kinds.union(self.named))

    def names(self, kinds: Iterable[str], label: str) -> bool:
        """Says whether it names a thing of some classes, with a label; "Addendum to the X Plan" is the name of no plan."""
        own = f" {fold(label)} ".partition(" to the ")[0] + " "
        return any(kind in self.kinds or self._is_in(kind, own) for kind in kinds)

    def _is_in(self, kind: str, label: str) -> bool:
        word = self.named.get(kind)
        return word is not None and (f" {word} " in label or f" {plural_of(word)} " in label)


class Phrases:
    """The phrases by which sentences say relations and kinds of things, from the annotations of the ontology.

    `kept` gives as JSON what says relations, which takes long to find.
    """

    def __init__(self, lookup: Lookup, known: Names, kept: Callable[[Callable[[], object]], Any]) -> None:
        self._lookup, self._known, self._kept = lookup, known, kept
        # The same things are looked at again and again.
        self.title_words, self.words_for = cache(self._title_words), cache(self._words_for)

    def _title_words(self, iri: str) -> frozenset[str]:
        """Returns the words of all names of a thing, folded."""
        return frozenset(
            fold(" ".join((self._known.labels[iri], *self._known.names_of.get(iri, ())))).split()
        )

    @cached_property
    def sayings(self) -> Mapping[tuple[Form, str], Sequence[Saying]]:
        """What each phrase says where it may stand, folded and without articles."""
        forms = {one.value: one for one in Form}
        return grouped(
            ((forms[form], phrase), Saying(Relation(*relation), Verb(*verb), is_passive))
            for (form, phrase), (relation, verb, is_passive) in self._kept(self._all_sayings)
        )

    def _all_sayings(self) -> Sequence[tuple[tuple[int, str], Saying]]:
        found = dict.fromkeys((*self._sayings_of_verbs(), *self._sayings_of_labels()))
        return [((form.value, phrase), saying) for (form, phrase), saying in found]

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the phrases and nouns, folded."""
        return frozenset(
            word for phrase in (*(one for _, one in self.sayings), *self.nouns) for word in phrase.split()
        )

    @cached_property
    def nouns_for(self) -> Mapping[str, Sequence[str]]:
        """The nouns for each kind of things, by CURIE."""
        return grouped((short(kind), noun) for kind, noun in self._annotated(thb.noun))

    def _words_for(self, term: str) -> Sequence[str]:
        """Returns the phrases and nouns for a relation or kind of things, a CURIE, and its label; the forms of a verb are parted by "/"."""
        iri = expand(term) or term
        label = [self._known.labels.get(iri, "")] if iri in self._known.classes else []
        return [*dict.fromkeys((*self._annotations.get(term, ()), *label))]

    @cached_property
    def _annotations(self) -> Mapping[str, Sequence[str]]:
        """What the ontology says of each relation and kind of things, by CURIE."""
        ways = (thb.verb, thb.inverseVerb, thb.noun, thb.inverseLabel)
        return grouped((short(term), text) for way in ways for term, text in self._annotated(way))

    @cached_property
    def relating(self) -> frozenset[str]:
        """The verbs by which sentences say relations."""
        verbs = (Form.BASE, Form.FINITE, Form.PARTICIPLE)
        return frozenset(phrase.split()[0] for form, phrase in self.sayings if form in verbs) - FUNCTION_WORDS

    @cached_property
    def bases(self) -> Mapping[str, str]:
        """The base forms of past ones of the verbs by which sentences say relations, and of some that say that something was held."""
        verbs = (saying.verb for of in self.sayings.values() for saying in of if saying.verb.past)
        told = (*verbs, *map(verb_of, _OF_EVENTS))
        return {fold(one.past.split()[0]): one.base.split()[0] for one in told}

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max((len(phrase.split()) for _, phrase in self.sayings), default=0)

    @cached_property
    def nouns(self) -> Mapping[str, Noun]:
        """The nouns by their folded singular and plural."""
        whole = grouped((fold(noun), short(kind)) for kind, noun in self._annotated(thb.noun))
        named = grouped((fold(noun), short(kind)) for kind, noun in self._annotated(thb.nameNoun))
        written = {fold(noun): noun for way in (thb.noun, thb.nameNoun) for _, noun in self._annotated(way)}
        found: dict[str, Noun] = {}
        numbers = {
            fold(noun): kind
            for kind, noun in self._annotated(thb.noun)
            if "owl:DatatypeProperty" in self._known.classes.get(kind, ())
        }
        for noun in {**whole, **named}:
            one = Noun(
                written[noun], frozenset(whole.get(noun, ())), dict.fromkeys(named.get(noun, ()), noun)
            )._replace(counts=numbers.get(noun, ""))
            found[noun] = one
            found[fold(plural_of(written[noun]))] = one._replace(are_several=True)
        return found

    @cached_property
    def nouns_by_stem(self) -> Mapping[str, Sequence[Noun]]:
        """The nouns of one word by its stem."""
        words = [word for word in self.nouns if " " not in word]
        return grouped(
            (stem, self.nouns[word]) for word, of in zip(words, stems(words), strict=True) for stem in of
        )

    @cached_property
    def dated_by_noun(self) -> Mapping[str, Verb]:
        """What is dated of a thing, by the stem of its noun, with what follows that, or by the name of an act: "launch", "end", "entry into force"."""
        named: dict[str, Verb] = {}
        for form in (Form.BASE, Form.BEHIND_BE):
            for (of, phrase), sayings in self.sayings.items():
                for one in sayings if of is form else ():
                    if one.relation.term in DATED and one.verb.base == phrase:
                        named.setdefault(phrase, one.verb)
                        called = fold(self._known.labels.get(one.relation.term, ""))
                        if " " in called and called.split()[1:] == phrase.split()[1:]:
                            named.setdefault(called, one.verb)
        found: dict[str, Verb] = {}
        for stem, verb in zip(noun_stems(named), named.values(), strict=True):
            found.setdefault(stem, verb)
        return found

    def _sayings_of_verbs(self) -> Iterator[tuple[tuple[Form, str], Saying]]:
        for annotation, is_forward in ((thb.verb, True), (thb.inverseVerb, False)):
            for term, text in self._annotated(annotation):
                verb, relation = verb_of(text), Relation(term, is_forward)
                for form, phrase in _phrases_of(verb):
                    for spelled in _spellings(phrase):
                        yield (form, bare(spelled)), Saying(relation, verb)
                if verb.is_transitive:
                    passive = Saying(relation.back, verb, True)
                    for spelled in _spellings(f"{verb.participle} by"):
                        yield (Form.BEHIND_BE, bare(spelled)), passive

    def _sayings_of_labels(self) -> Iterator[tuple[tuple[Form, str], Saying]]:
        for term, kinds in self._known.classes.items():
            if not PROPERTIES.isdisjoint(kinds) and (label := self._known.labels.get(term)):
                yield (Form.LABEL, bare(label)), Saying(Relation(term), Verb(label))

    def _annotated(self, annotation: str) -> Iterator[tuple[str, str]]:
        for quad in self._lookup.match(None, ox.NamedNode(annotation), None):
            if quad.graph_name.value == ONTOLOGY_GRAPH and isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value, quad.object.value


def _spellings(phrase: str) -> set[str]:
    """Returns a phrase as it is spelled on both sides of the Atlantic."""
    return {phrase, _IZED.sub("is", phrase)} if "iz" in phrase else {phrase}


def _phrases_of(verb: Verb) -> Iterator[tuple[Form, str]]:
    if verb.base.split()[0] in _MODALS:
        yield Form.FINITE, verb.base
    elif verb.is_with_be:
        yield Form.BEHIND_BE, verb.base
        yield Form.BEHIND_BE, _plural_of_first(verb.base)
    else:
        yield Form.BASE, verb.base
        yield from ((Form.FINITE, form) for form in (verb.base, verb.third, verb.past))
        yield Form.PARTICIPLE, verb.participle
        yield Form.BEHIND_BE, verb.gerund


def noun_stems(phrases: Iterable[str]) -> list[str]:
    """Returns phrases with the stem of the first word, which a noun and its verb share: "opened for signature", "opening for signature"."""
    parted = [phrase.partition(" ") for phrase in phrases]
    firsts = stems(first for first, _, _ in parted)
    return [f"{of[0]} {rest}".rstrip() for of, (_, _, rest) in zip(firsts, parted, strict=True)]


def bare(phrase: str) -> str:
    """Returns a phrase folded, without articles."""
    return " ".join(word for word in fold(phrase).split() if word not in ARTICLES)

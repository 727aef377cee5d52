"""Treaty names: the treaties that a sentence names, or describes by what they are, whose, to what and on what.

"The UN children's rights convention", "the protocol to UNTOC on trafficking" and "the ILO conventions against forced labour" are
such; all treaties that may be meant are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...base import vocabulary as thb
from ...base.terms import short
from ...names.folding import fold
from ...names.mentions import FUNCTION_WORDS, Mention
from ...names.names import Names
from ...sentences.days_asked import days_at
from ...sentences.reading import AUXILIARIES, Reading
from .treaty_phrases import PHRASES, SIZES, Part
from .treaty_units import NoPart, Unit

TREATY, ORGANIZATION = short(thb.Treaty), "org:Organization"
#: What a treaty is called.
CLASSES = frozenset(("convention", "conv", "protocol", "treaty", "agreement", "instrument", "one"))
#: Of these none stands for "state".
OF_KINDS = CLASSES - {"conv", "one"}
_SEVERAL = {
    "conventions": "convention",
    "protocols": "protocol",
    "treaties": "treaty",
    "instruments": "instrument",
}
_ANY_CLASS = frozenset(("", "treaty", "agreement", "instrument", "one"))
_IN_TITLES = frozenset(("convention", "protocol", "charter"))
_ENDING = CLASSES | FUNCTION_WORDS
#: What leads to what a treaty is on.
_ON = frozenset(("against", "on", "concerning"))
#: Words with these parts may stand in the name of a treaty.
_IN_NAMES = (Part.SMALL, Part.PLACING, Part.AND, Part.RELATION)
#: What may stand behind a number that belongs to a name: "convention 29 has", not "convention 29 states".
_BEHIND_NUMBERS = (Part.ASKING, Part.RELATION, Part.PLACING, Part.AND, Part.OR)


class TreatyNames:
    """Finds the treaties of a sentence, place by place; `begins` are the names by where they begin, and `told` the treaties before it."""

    def __init__(self, reading: Reading, known: Names) -> None:
        self._reading, self._folded, self._known = reading, reading.folded, known
        self.begins = {one.start: one for one in reading.mentions}
        self.told: list[str] = []

    def named_before(self, place: int) -> Unit | None:
        """Returns the one treaty of its kind that a sentence names before, as in "before the convention entered into force"."""
        folded, end = self._folded, place + 2
        if folded[place] not in ("the", "that", "this") or not {*folded[place + 1 : end]} & OF_KINDS:
            return None
        is_longer = place in self.begins and self.begins[place].end > end
        behind = next(iter(folded[end : end + 1]), "")
        is_told = behind in _ON or behind.isdigit()
        if is_longer or behind == "of" or (is_told and days_at(self._reading, end) is None):
            return None
        told = [*dict.fromkeys(filter(None, self.told))]
        fitting = self._fitting(folded[place + 1], among=told) if told else []
        return Unit(Part.TREATY, fitting[0], place, end) if len(fitting) == 1 else None

    def described(self, place: int) -> Unit | None:
        """Returns the treaty that is told by what it is and whose it is: "the convention of the CoE", "the CRC protocol", "the Convention"."""
        folded, mention = self._folded, self.begins.get(place)
        if self._names_another(place):
            return None
        owners, start = self._owned(place)
        named = self.begins.get(start) if owners else mention
        treaties = self.treaties_of(named)
        if named and len(treaties) == 1 and folded[named.end - 1] in CLASSES - {"one"}:
            kind = folded[named.end - 1]
            if not is_class(treaties[0], kind, self._known):  # "the CRC protocol", which is one to the CRC
                fitting = self._fitting(kind, words=title(treaties[0], self._known))
                end, fitting = self.up_to(fitting, named.end)
                return Unit(Part.TREATY, fitting[0], place, end, meant=tuple(fitting)) if fitting else None
        noun = self._noun_behind(start, is_near=bool(treaties))
        if noun < 0 and not treaties:
            return None
        words = folded[start:noun] if not treaties else ()
        end = named_end = named.end if named and treaties else noun + 1
        if not owners and folded[end : end + 1] == ("of",):
            behind = self.begins.get(end + 1) or self.begins.get(end + 1 + self._has_article(end + 1))
            owners, end = (of, behind.end) if behind and (of := self._owners(behind)) else ([], end)
        word = folded[noun] if noun >= 0 else ""
        end, parent = self._parent(end)
        told = (*words, *parent)
        fitting = self._fitting(word, owners, told, treaties)
        fitting = fitting if fitting or not parent else self._fitting(word, owners, told)
        behind_noun = end
        end, fitting = self.up_to(fitting, end)
        if end == behind_noun and noun >= 0 and treaties:
            # "The Convention" is one of few, "the Convention on X" of all.
            end, others = self.up_to(self._fitting(word), end)
            fitting = others if end > behind_noun else fitting
        is_description = end > behind_noun or owners or words or parent or len(treaties) > 1
        is_of_another = bool(owners and treaties)  # "states of the European Union UNTOC"
        is_of_members = is_of_another and start > place and end == named_end and self._are_members_of(place)
        if is_of_members or not is_description or (not fitting and (words or is_of_another)):
            return None
        if not fitting:
            raise NoPart
        return Unit(Part.TREATY, fitting[0], place, end, meant=tuple(fitting))

    def several(self, place: int) -> list[Unit]:
        """Returns the treaties that are told together by what their names have: "the ILO forced labour conventions", "treaties against trafficking".

        Where another number of them is told, it is one of them, with all that may be meant. One of a kind that is told so stands twice.
        """
        folded = self._folded
        owners, start = self._owned(place)
        noun = start
        while noun < len(folded) and folded[noun] not in _SEVERAL and folded[noun] not in PHRASES:
            noun += 1
        if noun >= len(folded) or folded[noun] not in _SEVERAL or self._reading.tokens[noun].is_apart:
            return []
        words = folded[start:noun]
        end, fitting = self.up_to(self._fitting(_SEVERAL[folded[noun]], owners, words), noun + 1)
        if not fitting or (not (owners or words) and end == noun + 1):
            return []
        size = SIZES.get(folded[place - 1], 0) if place else 0
        if size not in (0, len(fitting)):
            return [Unit(Part.TREATY, fitting[0], place, end, meant=tuple(fitting))]
        each = [
            Unit(Part.TREATY, iri, place, end, meant=(iri,)) for iri in fitting * (1 + (len(fitting) == 1))
        ]
        return [one for unit in each for one in (Unit(Part.AND, "and", place, end), unit)][1:]

    def up_to(self, fitting: Sequence[str], end: int) -> tuple[int, list[str]]:
        """Reads on behind a noun, as in "treaty against trafficking", and returns the end, and the treaties whose names have the words."""
        folded = self._folded
        begun = end + (not _ON.isdisjoint(folded[end : end + 1]))
        start, left = begun, list(fitting)
        while start < len(folded):
            word = folded[start]
            if self._reading.tokens[start].is_apart and not self._goes_on_apart(start, left):
                break
            part = PHRASES[word][0] if word in PHRASES else None
            is_function = bool(part) or word in FUNCTION_WORDS
            if (part and part not in _IN_NAMES) or (start == end and is_function and word != "of"):
                break  # "the coe convention trafficking", but not "the Convention states"
            is_number = word.isdigit() and len(word) < 4 and self._is_last_of_name(start)
            having = [iri for iri in left if word in self._known.treaty_words[iri] or word == "the"]
            if not having or not (word.isalpha() or is_number):
                break
            left, start = having, start + 1
        while folded[start - 1] in FUNCTION_WORDS and start > end:
            start -= 1  # "on the same day"
        return (start, left) if start > begun else (end, list(fitting))

    def treaties_of(self, mention: Mention | None) -> list[str]:
        """Returns the treaties that a name may stand for."""
        return of_kind(mention.iris if mention else (), TREATY, self._known)

    def _owners(self, mention: Mention | None) -> list[str]:
        """Returns the organizations that a name may stand for."""
        return of_kind(mention.iris if mention else (), ORGANIZATION, self._known)

    def _owned(self, place: int) -> tuple[list[str], int]:
        """Returns whose a treaty is that is told from a place on, and where it is told what it is."""
        mention = self.begins.get(place)
        owners = self._owners(mention)
        return owners, mention.end if mention and owners else place + self._has_article(place)

    def _has_article(self, place: int) -> bool:
        return self._folded[place : place + 1] == ("the",)

    def _fitting(
        self, word: str, owners: Sequence[str] = (), words: Iterable[str] = (), among: Iterable[str] = ()
    ) -> list[str]:
        """Returns the treaties, of some or of all, that a word for some may mean, that are an organization's, and whose names have some words."""
        treaties, told = self._known.treaty_words, {*words}
        fitting = (iri for iri in among or treaties if is_class(iri, word, self._known))
        return [iri for iri in fitting if is_of(iri, owners, self._known) and treaties[iri] >= told]

    def _are_members_of(self, place: int) -> bool:
        """Says whether members stand before the name of what they belong to: "member states of the CBSS"."""
        before = [word for word in self._folded[max(place - 3, 0) : place] if word != "the"]
        return before[-1:] == ["of"] and before[-2:-1] in (["members"], ["states"], ["countries"])

    def _names_another(self, place: int) -> bool:
        """Says whether only "the" and a year stand before the name of a treaty: "the 2000 Palermo Protocol"."""
        is_year = self._has_article(place) and "".join(self._folded[place + 1 : place + 2]).isdigit()
        return is_year and bool(self.treaties_of(self.begins.get(place + 2)))

    def _noun_behind(self, start: int, is_near: bool) -> int:
        """Returns the place of a noun, perhaps behind words that names of treaties have, as in "European anti-trafficking convention"; -1 for none."""
        folded, place = self._folded, start
        if folded[start : start + 1] and folded[start] in CLASSES:
            return start
        while place < len(folded) and folded[place] not in _ENDING and folded[place] not in PHRASES:
            place += 1
        if is_near or not start < place < len(folded) or folded[place] not in CLASSES - {"one"}:
            return -1
        has_words = frozenset().union(*self._known.treaty_words.values()).issuperset(folded[start:place])
        return place if has_words else -1

    def _parent(self, end: int) -> tuple[int, Sequence[str]]:
        """Returns the end of "to UNTOC" behind a protocol, and the words of the title of what it is to."""
        mention = self.begins.get(end + 1) or self.begins.get(end + 1 + self._has_article(end + 1))
        treaties = self.treaties_of(mention)
        if self._folded[end : end + 1] != ("to",) or mention is None or len(treaties) != 1:
            return end, ()
        return mention.end, title(treaties[0], self._known)

    def _is_last_of_name(self, place: int) -> bool:
        """Says whether a number belongs to the name before it, "convention 29", and counts nothing behind it: "convention 29 states"."""
        behind = "".join(self._folded[place + 1 : place + 2])
        part = PHRASES.get(behind, (Part.NOUN,))[0]
        return behind in ("", "year") or behind in AUXILIARIES or part in _BEHIND_NUMBERS

    def _goes_on_apart(self, start: int, left: Sequence[str]) -> bool:
        """Says whether the title of a treaty goes on behind a comma: "on the sale of children, child prostitution"."""
        words = f" {' '.join(self._folded[start : start + 2])}"
        is_comma = self._reading.sentence[self._reading.tokens[start - 1].end :].startswith(",")
        titles = (f" {fold(self._known.labels[iri])}" for iri in left)
        return is_comma and words.count(" ") == 2 and any(words in one for one in titles)


def of_kind(iris: Iterable[str], kind: str, known: Names) -> list[str]:
    """Returns the things of a class among some."""
    return [iri for iri in iris if kind in known.classes.get(iri, ())]


def title(iri: str, known: Names) -> Sequence[str]:
    """Returns the telling words of the title of a treaty."""
    return [word for word in fold(known.labels[iri]).split() if word not in FUNCTION_WORDS]


def is_class(iri: str, word: str, known: Names) -> bool:
    """Says whether a treaty is what a word for some says, by the first such word of its title."""
    words = [one for one in fold(known.labels[iri]).split() if one in _IN_TITLES]
    return word in _ANY_CLASS or words[:1] == ["convention" if word == "conv" else word]


def of_class(unit: Unit, known: Names) -> list[str]:
    """Returns all treaties of the class that a unit names one by: all conventions for "the convention"."""
    word = next((word for word in reversed(unit.words) if word in CLASSES), "")
    return [iri for iri in known.treaty_words if is_class(iri, word, known)]


def owner_named(unit: Unit, known: Names) -> str:
    """Returns the organization by whose name, the longest, a unit names a treaty: "the Council of Europe convention"; nothing for none."""
    words = unit.words if unit.part is Part.TREATY else ()
    spans = (words[start:end] for end in range(len(words) + 1) for start in range(end))
    called = (known.called(" ".join(span)) for span in sorted(spans, key=len, reverse=True))
    bodies = (of_kind(iris, ORGANIZATION, known) for iris in called)
    return next((of[0] for of in bodies if len(of) == 1), "")


def is_of(iri: str, owners: Sequence[str], known: Names) -> bool:
    """Says whether one of the names of a treaty begins with an organization's: "ILO C182", "UN Convention against"."""
    names = (name.split() for name in known.names_of.get(iri, ()))
    begins = (
        known.called(" ".join(name[:length])) for name in names for length in range(1, min(5, len(name)))
    )
    return not owners or any(owner in found for found in begins for owner in owners)

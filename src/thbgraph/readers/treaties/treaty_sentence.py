"""Sentences about treaties, parted into units: names, days and phrases, each with the part that it plays.

"Non-EU states that acceded to UNTOC in 2003" is what somebody is outside of, a noun, an act, a treaty and a day. What has no part
stops the reading, so no word is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ...base import vocabulary as thb
from ...base.terms import short
from ...base.vocabulary import ActKind
from ...names.folding import fold
from ...names.mentions import Mention, mentions
from ...names.names import Names
from ...results.claims import Wanted
from ...sentences.days_asked import days_at
from ...sentences.reading import AUXILIARIES, STATE_NOUNS, Reading
from .treaty_acts import TreatyAct
from .treaty_names import CLASSES, OF_KINDS, ORGANIZATION, TREATY, TreatyNames, is_class, of_kind, title
from .treaty_phrases import KIND_OF, PHRASES, Part
from .treaty_units import NoPart, Unit, Units

#: What is denied by how a word begins.
_DENIED = re.compile(r"(non |un)(.+)")
_LONGEST = max(len(phrase.split()) for phrase in PHRASES)
_STATES = frozenset((short(thb.State), short(thb.FormerState), short(thb.Territory)))
_PLACE = "schema:Place"
#: Before a year this may belong to a name: "the Convention of 1949".
_OF_NAMES = frozenset(("of", "over"))
#: Behind these a number says how many those are who are meant: "the 47 members".
_ALL = frozenset(("the", "all", "these", "those"))


def units_of(reading: Reading, known: Names, left_out: Collection[int]) -> Units:
    """Parts a sentence into units; raises NoPart at a token that has no part in a question about treaties and may not be `left_out`."""
    parting = _Parting(reading, known, left_out)
    parted = _consented(list(_named_once(parting.units(), reading, known)), reading.folded)
    return Units(
        unit._replace(
            words=reading.folded[unit.start : unit.end],
            written=" ".join(token.text for token in reading.tokens[unit.start : unit.end]),
            is_apart=reading.tokens[unit.start].is_apart,
        )
        for unit in parted
    )


class _Parting:
    """Goes over the tokens of a sentence."""

    def __init__(self, reading: Reading, known: Names, left_out: Collection[int]) -> None:
        self._reading, self._folded, self._known = reading, reading.folded, known
        self._left_out = left_out
        self._treaties = TreatyNames(reading, known)
        self._begins = self._treaties.begins

    def units(self) -> Iterator[Unit]:
        """Yields the units; raises NoPart."""
        place, last = 0, None
        while place < len(self._folded):
            found = self._treaties.several(place) or self._found(place, last)
            if not found and place in self._left_out:
                place += 1
                continue
            if not found:
                raise NoPart
            yield from found
            last, place = found[-1].part, found[-1].end
            self._treaties.told += [one.value for one in found if one.part is Part.TREATY]

    def _found(self, place: int, last: Part | None) -> Sequence[Unit]:
        """Returns the units that begin at a place, behind one that plays a part."""
        unit = self._dated(place) or self._treaty(place) or self._named(place) or self._worded(place)
        if unit and unit.part is Part.NUMBER and last is Part.GROUP:  # "the Nordic five"
            unit = unit._replace(part=Part.NOUN, value=f"members {unit.value}")
        is_size = self._is_size(place, unit)
        if is_size or self._is_in_brackets(place):
            # "Of the 47 members": the answer says how many they are.
            unit = Unit(Part.SMALL, "the" if is_size else "so many", place, place + 1)
        return [unit] if unit else self._outside(place)

    def _dated(self, place: int) -> Unit | None:
        days = days_at(self._reading, place) if self._folded[place] not in _OF_NAMES else None
        return Unit(Part.DAY, days, days.start, days.end) if days else None

    def _treaty(self, place: int) -> Unit | None:
        """Returns a treaty that is described, or that is asked for, as in "which treaty has Norway ratified first"."""
        if found := self._treaties.named_before(place):
            return found
        word, behind = self._folded[place], self._begins.get(place + 1)
        named = self._unit_of(behind) if behind and word in CLASSES - {"one"} else None
        if named and named.part is Part.TREATY and is_class(named.value, word, self._known):
            return named._replace(start=place)  # "convention CETS 197"
        is_asked = place == 1 and self._folded[0] in ("which", "what") and self._folded[1] in OF_KINDS
        if is_asked and self._folded[2:3] not in (("of",), ("on",), ("against",), ("concerning",)):
            return Unit(Part.TREATY, "", place, place + 1)
        return self._treaties.described(place)

    def _named(self, place: int) -> Unit | None:
        """Returns the unit of a name; None for one that a question about treaties has no place for, as of a topic."""
        mention = self._begins.get(place)
        found = self._unit_of(mention) if mention else None
        if mention and not found:  # "parties to UNTOC" is a name, too
            self._begins |= self._within(mention)
        return found

    def _unit_of(self, mention: Mention) -> Unit | None:
        folded, known = self._folded, self._known
        start, end = mention.start, mention.end
        written = fold(mention.written)
        if PHRASES.get(written.removeprefix("the "), ("",))[0] is Part.NOUN:
            return None  # "the states", which are those of America, too
        treaties = self._treaties.treaties_of(mention)
        states = [iri for iri in mention.iris if not _STATES.isdisjoint(known.classes.get(iri, ()))]
        if len(treaties or states) > 1:
            raise NoPart
        if treaties:
            end, _ = self._treaties.up_to(treaties, end)
            is_kind = not CLASSES.isdisjoint(folded[end : end + 1]) and is_class(
                treaties[0], folded[end], known
            )
            end += is_kind and not self._reading.tokens[end].is_apart  # "the CETS 197 convention"
            is_bare = written.removeprefix("the ") in CLASSES
            return Unit(Part.TREATY, treaties[0], start, end, meant=(treaties[0],) if is_bare else ())
        if states:
            return Unit(Part.STATE, states[0], start, end)
        if written not in known.named and folded[end - 1] in STATE_NOUNS | {"members"}:
            shorter = " ".join(folded[start : end - 1])  # "Baltic Sea Council states", which is no name
            end -= {*mention.iris} <= {*known.called(shorter)}
        groups = [iri for iri in (*mention.iris, *self._states_of(mention)) if iri in known.groups]
        bodies = of_kind(mention.iris, ORGANIZATION, known)
        if len(groups) == 1:
            return Unit(Part.GROUP, (known.groups[groups[0]], groups[0]), start, end)
        if len(bodies) == 1 and not groups:
            return Unit(Part.GROUP, (bodies[0], bodies[0]), start, end)
        is_outside = "outside" in (folded[start - 1], *folded[start - 2 : start - 1])
        if is_outside and (region := self._called_after(written, mention.iris)):
            return Unit(Part.GROUP, (*region, *region), start, end, meant=region)
        sites = of_kind(mention.iris, _PLACE, known) if folded[start - 1] == "in" and not groups else ()
        return Unit(Part.SITE, sites[0], start, end) if len(sites) == 1 else None

    def _called_after(self, place: str, iris: Sequence[str]) -> tuple[str, ...]:
        """Returns the one organization that is called after a place, for whose states its members are taken: the Council of Europe."""
        named = self._known.labels.items() if of_kind(iris, _PLACE, self._known) else ()
        bodies = {*self._known.groups.values()}
        found = tuple(iri for iri, label in named if iri in bodies and fold(label).endswith(f" of {place}"))
        return found if len(found) == 1 else ()

    def _within(self, mention: Mention) -> dict[int, Mention]:
        """Returns the treaty that a name ends in, by its place: UNTOC in "parties to UNTOC"; its own name may go on behind."""
        for start in range(mention.start + 1, mention.end):
            found = mentions(self._reading.sentence[self._reading.tokens[start].start :], self._known)
            for one in found[:1]:
                if one.start == 0 and of_kind(one.iris, TREATY, self._known):
                    return {start: one._replace(start=start, end=start + one.end)}
        return {}

    def _states_of(self, mention: Mention) -> Sequence[str]:
        """Returns the groups that are called the states of a region: those of "the Baltic Sea region" are "Baltic Sea states"."""
        place, region, _ = fold(mention.written).removeprefix("the ").partition(" region")
        return self._known.named.get(f"{place} states", ()) if region else ()

    def _worded(self, place: int) -> Unit | None:
        """Returns the longest phrase that begins at a place, a group that is told by words, or what asks for a year."""
        begun = (at for at, one in self._begins.items() if at > place and fold(one.written) not in PHRASES)
        unit = self._phrase(place, min(begun, default=len(self._folded))) or self._group_of(place)
        behind = self._folded[unit.end :] if unit else ()
        if unit and unit.part is Part.BODIES and behind[:1] == ("of",) and behind[1:2] != ("which",):
            return None  # "the bodies of the OSCE" are its parts
        return (unit and self._emptied(unit)) or self._of_year(place)

    def _phrase(self, place: int, until: int) -> Unit | None:
        for length in range(min(_LONGEST, until - place), 0, -1):
            phrase = " ".join(self._folded[place : place + length])
            if found := PHRASES.get(phrase):
                kind: ActKind | None = KIND_OF.get(phrase)
                return Unit(*found, place, place + length, frozenset((kind,) if kind else ()))
        word = self._folded[place]
        if word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
            return Unit(Part.ORDER, int(word[:-2]), place, place + 1)
        return None

    def _group_of(self, place: int) -> Unit | None:
        """Returns a group that is told by one of its members, as in "CBSS state", or by an adjective: "Nordic ratifications"."""
        known = self._known
        for end in range(min(place + 5, len(self._folded)), place, -1):
            *words, last = self._folded[place:end]
            plural = {"state": "states", "country": "countries", "member": "members", "friends": "states", "neighbours": "states"}.get(last)  # fmt: skip
            several = (
                [(*words, plural)]
                if plural and words
                else [(*words, last, of) for of in ("states", "countries")]
            )
            groups = {
                iri for one in several for iri in known.named.get(" ".join(one), ()) if iri in known.groups
            }
            if len(groups) == 1:
                (group,) = groups
                return Unit(Part.GROUP, (known.groups[group], group), place, end)
        return None

    def _emptied(self, unit: Unit) -> Unit:
        """Returns a unit, or a small word in its place where it ends a question and denies nothing: "has it signed or not?"."""
        start, behind = unit.start, unit.start + 2
        words = self._folded[start:behind]
        is_act = PHRASES.get("".join(self._folded[behind : behind + 1]), ("",))[0] is Part.ACT
        is_last = behind >= len(self._folded) or self._reading.tokens[behind].is_apart
        if (words == ("at", "least") and is_act) or (words == ("or", "not") and is_last):
            return Unit(Part.SMALL, " ".join(words), start, behind)
        return unit

    def _of_year(self, place: int) -> Unit | None:
        """Returns what asks for a day where keywords end in "year", as in "latvia ILO C029 year"; not in "last year"."""
        is_last = place + 1 == len(self._folded) and self._folded[place] == "year"
        is_behind = any(one.iris and one.end == place for one in self._reading.mentions)
        is_behind |= place > 0 and self._folded[place - 1].isdigit()
        return Unit(Part.ASKING, Wanted.DAY, place, place + 1) if is_last and is_behind else None

    def _is_size(self, place: int, unit: Unit | None) -> bool:
        """Says whether a number says how many those are who are meant: "the 47 members", "the EU's then 15 states"."""
        before = self._folded[max(place - 2, 0) : place]
        token = self._reading.tokens[place - 1]
        is_owned = bool(place) and token.whole != token.text
        is_number = unit.part is Part.NUMBER if unit else self._folded[place].isdigit()
        return is_number and (is_owned or before == ("the", "then") or not _ALL.isdisjoint(before[-1:]))

    def _is_in_brackets(self, place: int) -> bool:
        """Says whether a number stands in brackets by itself, as that of those who are named before: "the member states (47)"."""
        token = self._reading.tokens[place]
        written = self._reading.sentence[token.start - 1 : token.end + 1]
        return self._folded[place].isdigit() and written == f"({token.text})"

    def _outside(self, place: int) -> list[Unit]:
        """Returns the units of what states are not in, or have not done: "non-EU", "non-signatories", "unratified"; or of members by their number: "the EU-27"."""
        word, known = self._folded[place], self._known
        denied = _DENIED.fullmatch(word)
        name, _, number = ("", "", "") if denied else word.rpartition(" ")
        bodies = of_kind(known.called(denied[2] if denied else name), ORGANIZATION, known)
        own = known.named.get(f"{denied[2]} states", ()) if denied and not bodies else ()  # "non-Nordic"
        region = denied[2].removesuffix("an") if denied else ""  # "non-European"
        meant = self._called_after(region, known.called(region)) if not bodies else ()
        bodies = [*bodies, *(known.groups[one] for one in own if one in known.groups), *meant]
        group = Unit(Part.GROUP, (*bodies, *bodies), place, place + 1, meant=meant)
        if denied is None:
            told = [group._replace(end=place), Unit(Part.NOUN, f"members {number}", place, place + 1)]
            return told if len(bodies) == 1 and number.isdigit() else []
        behind = place + 1 + (not STATE_NOUNS.isdisjoint(self._folded[place + 1 : place + 2]))
        is_of = self._folded[behind : behind + 1] == ("of",)  # "non-member states of"
        if denied[1] == "non " and denied[2].startswith("member") and is_of:
            return [Unit(Part.NOUN, "states", place, place), Unit(Part.OUTSIDE, "non", place, behind + 1)]
        part, value = PHRASES.get(denied[2], (Part.SMALL, ""))
        if part in (Part.ACT, Part.NOUN):
            return [Unit(Part.NOT, "not", place, place + 1), Unit(part, value, place, place + 1)]
        is_body = denied[1] == "non " and len(bodies) == 1
        return [Unit(Part.OUTSIDE, "non", place, place + 1), group] if is_body else []


def _is_under(parent: Unit, unit: Unit, known: Names) -> bool:
    """Says whether a treaty stands right behind one that its title names."""
    is_next = (
        parent.end == unit.start and bool(parent.value) and bool(unit.value) and parent.value != unit.value
    )
    return is_next and known.treaty_words[unit.value].issuperset(title(parent.value, known))


def _named_once(units: Iterable[Unit], reading: Reading, known: Names) -> Iterator[Unit]:
    """Yields the units, those of one treaty under two names as one: "Worst Forms Convention C182", "C182 on the worst forms"."""
    found: list[Unit] = []
    for unit in units:
        named = [at for at, one in enumerate(found) if one.part is Part.TREATY][-1:] if found else []
        between = found[named[0] + 1 :] if named else []
        is_on = all(one.part is Part.SMALL or one.value in ("on", "of") for one in between)
        if unit.part is Part.TREATY and named and is_on and found[named[0]].value == unit.value:
            found[named[0] :] = [found[named[0]]._replace(end=unit.end)]
        elif (
            unit.part is Part.TREATY
            and named
            and not between
            and not reading.tokens[unit.start].is_apart
            and (_is_under(found[-1], unit, known) or (unit.value in found[-1].meant and not unit.meant))
        ):  # "the CRC sale of children protocol", "the convention CETS 197"
            found[-1] = unit._replace(start=found[-1].start)
        elif unit.part is Part.GROUP and found and _is_short_for(found[-1], unit, reading):
            found.append(unit.silent)  # "Baltic Sea states (CBSS)"
        elif unit.part is Part.GROUP and _is_of_same(found, unit):
            found[-1:] = [found[-1].silent, unit.silent]  # "Baltic Sea states in the CBSS"
        else:
            found.append(unit)
    yield from found


def _is_of_same(found: Sequence[Unit], unit: Unit) -> bool:
    """Says whether an organization stands behind the group of its members, as what they are in."""
    group, joint = found[-2:] if len(found) > 1 else (unit, unit)
    return joint.value in ("in", "of") and group.body == unit.body and not group.is_body and unit.is_body


def _is_short_for(group: Unit, unit: Unit, reading: Reading) -> bool:
    """Says whether an organization stands in brackets behind the group of its members."""
    first, last = reading.tokens[unit.start], reading.tokens[unit.end - 1]
    brackets = reading.sentence[first.start - 1 : first.start] + reading.sentence[last.end : last.end + 1]
    return brackets == "()" and group.body == unit.body


#: What begins a question in which one of two kinds of consent is asked for.
_CHOOSING = frozenset((word,) for word in AUXILIARIES)


def _is_consent(unit: Unit) -> bool:
    return unit.part is Part.ACT and unit.value is TreatyAct.RATIFY


def _consented(units: Sequence[Unit], folded: Sequence[str]) -> Iterator[Unit]:
    """Yields the units, consents that are told by their kinds as one: "acceptance or approval rather than ratification"."""
    place, are_many = 0, any(unit.part in (Part.EVERY, Part.GROUP, Part.NOUN) for unit in units)
    while place < len(units):
        unit, is_instead, is_choice = units[place], False, False
        behind: list[Unit] = []
        place += 1
        while _is_consent(unit):
            treaties = units[place : place + _is_instead_behind(units, place)]
            place += len(treaties)
            joint = units[place].part if place < len(units) else Part.SMALL
            after = place + (joint in (Part.OR, Part.INSTEAD))
            if after >= len(units) or not _is_consent(units[after]):
                place -= len(treaties)
                break
            other, place = units[after], after + 1
            behind += treaties
            is_instead |= joint is Part.INSTEAD
            if is_instead:
                kinds = unit.kinds or frozenset((ActKind.RATIFICATION,))
            elif folded[other.start] == "by" or "by" in folded[unit.start : unit.start + 1]:
                kinds = unit.kinds | other.kinds
            else:
                kinds = unit.kinds | other.kinds if unit.kinds and other.kinds else frozenset()
            unit = unit._replace(end=other.end, kinds=kinds)
            is_choice |= joint is Part.OR and folded[:1] in _CHOOSING and not are_many
        yield unit
        yield from behind
        if is_choice:  # "did it accede or ratify", which asks how it consented
            yield Unit(Part.KIND, "how", unit.end, unit.end)


def _is_instead_behind(units: Sequence[Unit], place: int) -> bool:
    """Says whether a treaty stands between one kind of consent and the other: "accepted it rather than ratifying it"."""
    return [unit.part for unit in units[place : place + 2]] == [Part.TREATY, Part.INSTEAD]

"""Answers who is a member or an observer of what on a day, and of several groups at once.

The parts of a sentence are written as letters, and matched as a whole; a word that is no part leaves it unread. Who is not
named by a list that is complete on the day is no member; where no list is, nothing is said of others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.dates import in_words
from ..base.memo_days import with_reason
from ..base.terms import short
from ..names.articles import in_sentence
from ..names.folding import fold
from ..names.mentions import Mention
from ..names.names import Names
from ..results.answer import Answer
from ..results.claims import Claim, Wanted
from ..results.summaries import in_words as counted
from ..results.summaries import joined
from ..results.values import shown
from ..sentences.reading import ASKING, MEMBER_NOUNS, STATE_NOUNS, Reading
from ..status.memberships import ListedMembers
from .phrases import ARTICLES

#: Yes, no, or not known.
Truth: TypeAlias = bool | None
_MEMBER, _OBSERVER = thb.Member, thb.Observer
_WORDS = {
    "w": "which, what, who",
    "h": "how many",
    "c": ", ".join(STATE_NOUNS),
    "r": ", ".join(MEMBER_NOUNS),
    "q": "observer, observers, observer status",
    "z": "organization, organizations, group, groups, body, bodies, memberships, membership",
    "b": "is, are, was, were, do, does, did, has, have, had",
    "n": "not, no, neither",
    "m": "nor",
    "a": "also, both, too, already, then",
    "p": "of, in, to, at, with, part of, sit in, sits in, sat in, belong to, belongs to, belonged to",
    "j": "and",
    "u": "but",
    "y": "on, as of",
    "o": "today, now, currently, at present",
}
_PARTS = {phrase: letter for letter, phrases in _WORDS.items() for phrase in phrases.split(", ")}
_LONGEST = max(len(phrase.split()) for phrase in _PARTS)
#: A membership: "members of the CBSS", "observers to the CBSS and the EU", "CBSS members", "in NATO".
_ATOM = "(?:a?[rq]pa?g(?:jg)*|g[rqc]|pa?g(?:jg)*)"
_DAY = "(?:(?P<day>[py]?d)|(?P<now>o))?"
_LIST = re.compile(f"(?P<ask>w|h)?p?a?(?P<body>b?c?(?:{_ATOM})?(?:[bujma]*n?a?{_ATOM})+)a?b?{_DAY}")
_HAVE = re.compile(f"(?P<ask>w|h)(?P<role>[rqc])bg(?:b)?{_DAY}")
_TRUTH = re.compile(f"b(?P<states>[sg](?:j[sg])*)(?P<body>(?:[bujma]*n?a?{_ATOM})+)a?{_DAY}")
_WHEN = re.compile("(?P<ask>k)b(?P<state>s)qpg")
_OF = re.compile(f"p?(?P<ask>w|h)(?:z?bs(?:rp?|p)|zbs(?:b|r)?|rzbsb){_DAY}")
_PIECE = re.compile(r"([bujma]*)(n?)(a?[rq]pa?g(?:jg)*|g[rqc]|pa?g(?:jg)*)")


class _Atom(NamedTuple):
    """That somebody is in a role in a group, or is not."""

    group: str
    role: str
    is_so: bool


class _MemberPart(NamedTuple):
    """A part of a sentence; `is_of_states` where its word is one for states."""

    letter: str
    iri: str = ""
    days: tuple[str, str] = ("", "")
    is_of_states: bool = False


class Members:
    """Reads sentences about memberships.

    `members` gives those of a group on a day, `asked` answers a SELECT query, with its evidence or without, and `reporting_day` is the
    one on which the memo reports.
    """

    def __init__(
        self,
        known: Names,
        members: Callable[[str, str], ListedMembers],
        asked: Callable[[str, bool], Answer],
        reporting_day: str,
    ) -> None:
        self._known, self._members, self._asked, self._reporting_day = known, members, asked, reporting_day

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields the answer to a sentence; nothing where it is about something else, or the sources leave it open."""
        parts = self._parts(reading)
        if parts is None:
            return
        letters = "".join(part.letter for part in parts)
        if reading.folded[0] == "what" and not {"r", "q", "c"} & {
            *letters
        }:  # what is in a group may be a body
            return
        answers = (
            (_TRUTH, self._truth),
            (_WHEN, self._when),
            (_HAVE, self._had),
            (_LIST, self._listed),
            (_OF, self._groups),
        )
        for pattern, answered in answers:
            if (match := pattern.fullmatch(letters)) and (found := answered(match, parts)):
                everything = frozenset(range(len(reading.tokens)))
                text = found.text[:1].upper() + found.text[1:]
                yield found._replace(text=text, consumed=everything)
                return

    def _parts(self, reading: Reading) -> list[_MemberPart] | None:
        """Gives each word and name its part; None where one has none."""
        begins = {one.start: one for one in reading.mentions}
        parts: list[_MemberPart] = []
        place = 0
        while place < len(reading.tokens):
            if (mention := begins.get(place)) is not None and not self._is_noun(mention.written):
                found = [_MemberPart("d", days=mention.days)] if mention.days else self._named(mention)
                if not found:
                    return None
                parts += found
                place = mention.end
                continue
            length, letter = self._word(reading, place)
            if not length:
                return None
            are_states = not STATE_NOUNS.isdisjoint(reading.folded[place : place + length])
            parts += [_MemberPart(letter, is_of_states=are_states)] if letter else []
            place += length
        return parts

    def _is_noun(self, written: str) -> bool:
        return written.lower().removeprefix("the ") in _PARTS

    def _word(self, reading: Reading, place: int) -> tuple[int, str]:
        """Returns how many words a part takes, and its letter; an article has none, and what has no part takes none."""
        names = {one.start for one in reading.mentions if not self._is_noun(one.written)}
        for length in range(_LONGEST + 1, 0, -1):
            if names.isdisjoint(range(place + 1, place + length)):
                words = (word for word in reading.folded[place : place + length] if word not in ARTICLES)
                phrase = " ".join(words)
                if letter := "k" if ASKING.get(phrase) is Wanted.DAY else _PARTS.get(phrase):
                    return length, letter
        return (1, "") if reading.folded[place] in ARTICLES else (0, "")

    def _named(self, mention: Mention) -> list[_MemberPart]:
        """Returns the parts of a name: a state, a group, or a group with its members, as the Nordic countries are."""
        iris = mention.iris
        groups = {self._known.groups[iri] for iri in iris if iri in self._known.groups}
        if len(groups) == 1:
            are_states = not STATE_NOUNS.isdisjoint(fold(mention.written).split())
            return [_MemberPart("g", groups.pop()), _MemberPart("r", is_of_states=are_states)]
        states = [iri for iri in iris if "schema:Country" in self._known.classes.get(iri, ())]
        if len(states) == 1:
            return [_MemberPart("s", states[0])]
        bodies = [iri for iri in iris if "org:Organization" in self._known.classes.get(iri, ())]
        return [_MemberPart("g", bodies[0])] if len(bodies) == 1 and not states and not groups else []

    # What is asked

    def _atoms(self, body: str, start: int, parts: Sequence[_MemberPart]) -> list[_Atom]:
        """Reads memberships one by one, with the sign of each; "neither" goes on to what follows it."""
        atoms: list[_Atom] = []
        role, is_so = _MEMBER, True
        for piece in _PIECE.finditer(body):
            joints, no, atom = piece.groups()
            is_so = False if no else is_so if "m" in joints else True
            role = _OBSERVER if "q" in atom else _MEMBER if "r" in atom or "c" in atom else role
            named = parts[start + piece.start(3) : start + piece.end(3)]
            atoms += (_Atom(part.iri, role, is_so) for part in named if part.letter == "g")
        return atoms

    def _day(self, match: re.Match[str], parts: Sequence[_MemberPart], atoms: Iterable[_Atom]) -> str:
        """Returns the day that is named, the last that lists of today cover, or the memo's."""
        if match.group("day"):
            return next(part.days[1] for part in parts if part.letter == "d")
        if match.group("now"):
            return min(self._members(one.group, self._reporting_day).complete_to for one in atoms)
        return self._reporting_day

    def _is_covered(self, atoms: Iterable[_Atom], day: str) -> bool:
        """Says whether the lists of all groups are complete on a day, so that who is not on one is no member."""
        return bool(day) and all(day <= self._members(one.group, day).complete_to for one in atoms)

    def _holds(self, state: str, atom: _Atom, day: str) -> Truth:
        found = self._members(atom.group, day)
        is_one: Truth = found.of.get(atom.role, {}).get(state, False)
        return is_one if atom.is_so or is_one is None else not is_one

    def _truth(self, match: re.Match[str], parts: Sequence[_MemberPart]) -> Claim | None:
        atoms = self._atoms(match["body"], match.start("body"), parts)
        states = [parts[at].iri for at in range(*match.span("states")) if parts[at].letter in "sg"]
        day = self._day(match, parts, atoms)
        if not self._is_covered(atoms, day):
            return None
        if "g" in match["states"] and not {"r", "q"} & {*match["body"]}:  # "is DG JLS part of the EU?"
            return None
        truths = {state: _all([self._holds(state, one, day) for one in atoms]) for state in states}
        truth = _all(truths.values())
        answer = {True: "yes", False: "no", None: "not known"}[truth]
        sure = [state for state, of in truths.items() if of]
        who = states if truth is not False else [state for state, of in truths.items() if of is False]
        if truth is None:
            who = [state for state, of in truths.items() if of is None]
        said = self._said(atoms, len(who) > 1, truth is not False)
        told = f"{joined([self._name(state) for state in who])} {said}"
        text = (
            f"{answer}: whether {told} is undetermined."
            if truth is None
            else f"{answer}: on {_told(day)} {told}."
        )
        return self._claim(
            text, Wanted.TRUTH, sure, atoms, day, [] if truth is not None else who, states, _is_taken(match)
        )

    def _said(self, atoms: Sequence[_Atom], are_several: bool, is_so: bool) -> str:
        """Says that somebody was in the roles, or not."""
        are_all_not = len(atoms) > 1 and not any(one.is_so or one.role != _MEMBER for one in atoms)
        if are_all_not and is_so:
            groups = " nor ".join(self._name(one.group) for one in atoms)
            return f"{'were members' if are_several else 'was a member'} of neither {groups}"
        parts: list[str] = []
        for one in atoms:
            role = {_MEMBER: "member", _OBSERVER: "observer"}[one.role]
            noun = f"{role}s" if are_several else f"{'an' if role == 'observer' else 'a'} {role}"
            is_one = one.is_so if is_so or len(atoms) > 1 else not one.is_so
            parts.append(f"{'' if is_one else 'not '}{noun} of {self._name(one.group)}")
        be = "were" if are_several else "was"
        return f"{be if is_so or len(atoms) == 1 else f'{be} not both'} {' and '.join(parts)}"

    def _had(self, match: re.Match[str], parts: Sequence[_MemberPart]) -> Claim | None:
        """Answers how many members a group had, or which."""
        role = _OBSERVER if match["role"] == "q" else _MEMBER
        group = next(part.iri for part in parts if part.letter == "g")
        return self._listed_of([_Atom(group, role, True)], match, parts)

    def _listed(self, match: re.Match[str], parts: Sequence[_MemberPart]) -> Claim | None:
        return self._listed_of(self._atoms(match["body"], match.start("body"), parts), match, parts)

    def _listed_of(
        self, atoms: Sequence[_Atom], match: re.Match[str], parts: Sequence[_MemberPart]
    ) -> Claim | None:
        first = next((one for one in atoms if one.is_so), None)
        day = self._day(match, parts, atoms)
        if first is None or len({*atoms}) != len(atoms) or not self._is_covered(atoms, day):
            return None
        are_states = any(part.is_of_states for part in parts)
        domain = {
            one: is_one
            for one, is_one in self._members(first.group, day).of.get(first.role, {}).items()
            if not are_states or short(thb.State) in self._known.classes.get(one, ())
        }
        truths = {
            state: _all([is_one, *(self._holds(state, one, day) for one in atoms if one != first)])
            for state, is_one in domain.items()
        }
        sure, unsure = ([state for state, of in truths.items() if of is way] for way in (True, None))
        text = self._list_text(
            first, [one for one in atoms if one != first], sure, unsure, domain, day, are_states
        )
        wanted = Wanted.COUNT if match["ask"] == "h" else Wanted.LIST
        if wanted is Wanted.COUNT:
            text = f"{'at least ' if unsure else ''}{len(sure)}: {text}"
        return self._claim(text, wanted, sure, atoms, day, unsure, sure, _is_taken(match))

    def _list_text(
        self,
        first: _Atom,
        others: Sequence[_Atom],
        sure: Sequence[str],
        unsure: Sequence[str],
        domain: Mapping[str, Truth],
        day: str,
        are_states: bool,
    ) -> str:
        role = {_MEMBER: "member", _OBSERVER: "observer"}[first.role]
        role = f"{role} state" if are_states else role
        least = "at least " if unsure else ""
        names = joined(sorted(self._name(one) for one in sure))
        tail = f": {names}" if 0 < len(sure) <= 12 else ""
        whether = joined(sorted(self._name(one) for one in unsure))
        more = f" Of {whether} it is undetermined." if 0 < len(unsure) <= 12 else ""
        if not sure and unsure:
            what = f"{role} of {self._name(first.group)}"
            also = f" that {self._said(others, False, True)}" if others else ""
            return f"on {_told(day)} no {what} is known for sure{also}.{more}"
        if not others:
            number = f"{least}{counted(len(sure))} {role}{'s' if len(sure) != 1 else ''}"
            return f"on {_told(day)} {self._name(first.group)} had {number}{tail}.{more}"
        whole = sum(1 for of in domain.values() if of)
        if not sure and not unsure and not any(one.is_so or one.role != _MEMBER for one in others):
            groups = joined([self._name(one.group) for one in others], "or")
            every = f"all {counted(whole)} {role}s of {self._name(first.group)}"
            return f"none: on {_told(day)} {every} were members of {groups}."
        of = f"of the {counted(whole)} {role}s of {self._name(first.group)}"
        count = f"{least}{counted(len(sure))}" if sure else "none"
        return f"on {_told(day)} {count} {of} {self._said(others, len(sure) != 1, True)}{tail}.{more}"

    def _when(self, match: re.Match[str], parts: Sequence[_MemberPart]) -> Claim | None:
        """Answers since when a state is an observer; when it joined is read as an act."""
        state = parts[match.start("state")].iri
        group = next(part.iri for part in parts if part.letter == "g")
        answer = self._asked(
            "SELECT DISTINCT ?member ?group ?role ?day WHERE { "
            f"?membership org:member <{state}> ; org:organization <{group}> ; org:member ?member ; org:organization ?group ; "
            f"org:role ?role ; schema:startDate ?day VALUES ?role {{ <{_OBSERVER}> }} }} ORDER BY ?day",
            True,
        )
        days = list(dict.fromkeys(shown(row.day) for row in answer))
        if len(days) != 1:
            return None
        at = f"{'on' if isinstance(answer.rows[0].day, date) else 'in'} {days[0]}"
        text = f"{at} {self._name(state)} became an observer of {self._name(group)}."
        return self._made(text, Wanted.DAY, [state], answer, days[0])

    def _groups(self, match: re.Match[str], parts: Sequence[_MemberPart]) -> Claim | None:
        """Answers of which groups a state was a member."""
        state = next(part.iri for part in parts if part.letter == "s")
        rows = self._asked(
            f"SELECT DISTINCT ?group WHERE {{ ?membership org:member <{state}> ; org:organization ?group }} ORDER BY ?group",
            False,
        )
        named = [_Atom(row.group.iri, _MEMBER, True) for row in rows]
        day = self._day(match, parts, named) if named else ""
        covered = [one for one in named if self._is_covered([one], day)]
        sure = [one for one in covered if self._holds(state, one, day)]
        if not sure:
            return None
        groups = joined(sorted(self._name(one.group) for one in sure))
        number = f"at least {counted(len(sure))} organization{'s' if len(sure) > 1 else ''}"
        text = f"on {_told(day)} {self._name(state)} was a member of {number}: {groups}."
        wanted = Wanted.COUNT if match["ask"] == "h" else Wanted.LIST
        text = f"at least {len(sure)}: {text}" if wanted is Wanted.COUNT else text
        made = self._claim(
            text, wanted, [one.group for one in sure], sure, day, [], [state], _is_taken(match)
        )
        return made._replace(is_complete=False)

    # Telling

    def _name(self, iri: str) -> str:
        return in_sentence(iri, self._known)

    def _claim(
        self,
        text: str,
        wanted: Wanted,
        found: Sequence[str],
        atoms: Sequence[_Atom],
        day: str,
        unsure: Sequence[str],
        shown_of: Sequence[str],
        is_taken: bool,
    ) -> Claim:
        groups = " ".join(f"<{one.group}>" for one in atoms)
        nodes = self._memberships(shown_of, groups, day)
        answer = self._asked(
            f"SELECT DISTINCT ?member ?group ?role ?since WHERE {{ VALUES ?membership {{ {nodes} }} "
            "?membership org:member ?member ; org:organization ?group ; org:role ?role . "
            "OPTIONAL { ?membership schema:startDate ?since } } ORDER BY ?member ?group",
            True,
        )
        if not answer.rows:  # that nobody is named is known from a list that is complete
            answer = self._asked(
                "SELECT DISTINCT ?coverage ?group ?completeTo WHERE { "
                f"VALUES ?group {{ {groups} }} ?coverage thb:membersOf ?group ; thb:completeUpTo ?completeTo }}",
                True,
            )
        made = self._made(text, wanted, found, answer, day)
        notes = [f"No day was named: taken is {with_reason(day)}."] if is_taken else []
        return made._replace(notes=tuple(notes), unsure=tuple(unsure), is_complete=not unsure)

    def _memberships(self, states: Iterable[str], groups: str, day: str) -> str:
        """Returns the memberships of states in groups that hold on a day."""
        found = self._asked(
            f"SELECT DISTINCT ?membership WHERE {{ VALUES ?member {{ {' '.join(f'<{iri}>' for iri in states)} }} "
            f"VALUES ?group {{ {groups} }} ?membership org:member ?member ; org:organization ?group . "
            "OPTIONAL { ?membership thb:earliest ?earliest } OPTIONAL { ?membership thb:latestEnd ?ended } "
            f'FILTER(COALESCE(?earliest, "{day}"^^xsd:date) <= "{day}"^^xsd:date) '
            f'FILTER(COALESCE(?ended, "{day}"^^xsd:date) >= "{day}"^^xsd:date) }}',
            False,
        )
        return " ".join(f"<{row.membership.iri}>" for row in found)

    def _made(self, text: str, wanted: Wanted, found: Sequence[str], answer: Answer, day: str) -> Claim:
        sources = [one.description.name for one in answer.evidence.sources.values()]
        kinds = frozenset((wanted,))
        return Claim(
            "members", text, frozenset(), answer.replace(summary=text), (), tuple(found), day=day, kinds=kinds,
            sources=tuple(sources),
        )  # fmt: skip


def _all(truths: Iterable[Truth]) -> Truth:
    of = [*truths]
    return False if False in of else None if None in of else True


def _is_taken(match: re.Match[str]) -> bool:
    """Says whether no day is named, so that the memo's is taken."""
    return not match["day"] and not match["now"]


def _told(day: str) -> str:
    return in_words(date.fromisoformat(day))

"""What comes nearest to a sentence about states and treaties that is not read whole: what the states that it names did under the treaties, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...base import vocabulary as thb
from ...base.dates import LAST_DAY
from ...base.printing import joined
from ...base.terms import short
from ...base.vocabulary import ActKind
from ...names.articles import in_sentence, in_short
from ...names.folding import fold
from ...names.mentions import Mention
from ...names.names import Names
from ...results.answer import Answer
from ...results.claims import Claim, Wanted
from ...sentences.reading import MEMBER_NOUNS, STATE_NOUNS, Reading
from ...status.standings import NEVER, DayBounds, Standing
from .treaty_inquiry import Ledger, days_of
from .treaty_names import of_kind

#: A word that is not read may name another treaty by one of these.
_TREATY_NOUNS = frozenset(("protocol", "convention", "treaty", "agreement"))
_TREATY, _STATE = short(thb.Treaty), short(thb.State)
#: Of so many states all that they did is told, and of so many when they consented; of so many treaties.
_FEW, _MOST, _TREATIES = 3, 16, 3


def acts_near(reading: Reading, known: Names, ledger: Ledger) -> Iterator[Claim]:
    """Yields, for each treaty that a sentence names, what the states or the members of the one group that it names did, as far as that is recorded."""
    treaties = _named(reading, known, _TREATY)
    states, group = _named(reading, known, _STATE), ""
    if not states:
        states, group = _members(reading, known, ledger)
    if not treaties or not 0 < len(states) <= _MOST:
        return
    told_of = {*states, *([group] if group else [])}
    nouns = {place for place in reading.words if reading.folded[place] in STATE_NOUNS | MEMBER_NOUNS}
    is_other = any(reading.folded[place] in _TREATY_NOUNS for place in reading.words)  # "the CRC protocol"
    verbs = {reading.folded[place][:4] for place in reading.words}
    signing = "sign" in verbs and "rati" not in verbs
    for treaty in treaties[:_TREATIES]:
        found = ledger.standings(treaty, tuple(states))
        is_of_all = len(states) <= _FEW
        told = [
            (state, text) for state in states if (text := _told(found.get(state), is_of_all, signing, known))
        ]
        if told:
            told.sort(key=lambda one: (found[one[0]].signed if signing else found[one[0]].consented).first)
            name = in_short(treaty, ledger.short(treaty), known)
            acts = "; ".join(f"{in_sentence(state, known)}: {text}" for state, text in told)
            left = [in_sentence(state, known) for state in states if state not in dict(told)]
            rest = f"; of {joined(left)} none is recorded" if left and is_of_all else ""
            what = "Acts" if is_of_all else "Signatures" if signing else "Consents"
            whose = f" of members of {in_sentence(group, known)}" if group else ""
            text = f"{what}{whose} recorded under {name}: {acts}{rest}."
            yield Claim(
                "texts",
                text,
                frozenset(nouns).union(
                    *(_told_of(one, {treaty, *told_of}, text, known) for one in reading.mentions)
                ),
                Answer((), ()),
                found=tuple(states),
                is_sure=False,
                kinds=frozenset((Wanted.LIST, Wanted.DAY)),
                about=(treaty,),
                share=0.0 if is_other else 1.0,  # all that it names
            )


def _named(reading: Reading, known: Names, kind: str) -> list[str]:
    """Returns the things of a class that a sentence names, each by one name of no other such."""
    fitting = (of_kind(one.iris, kind, known) for one in reading.mentions)
    return list(dict.fromkeys(of[0] for of in fitting if len(of) == 1))


def _told_of(one: Mention, things: Collection[str], text: str, known: Names) -> range:
    """Returns the places of a name that a text has, or of one of some things or a group's states; none for another name."""
    is_told = any(known.groups.get(iri, iri) in things for iri in one.iris)
    has_name = bool(one.iris) and {*fold(one.written).split()} <= {*fold(text).split()}
    return range(one.start, one.end) if is_told or has_name else range(0)


def _members(reading: Reading, known: Names, ledger: Ledger) -> tuple[list[str], str]:
    """Returns the states that are members of the one group that a sentence names, on the day of the memo, with the group."""
    bodies = dict.fromkeys(
        known.groups.get(iri, iri) for one in reading.mentions if len(one.iris) == 1 for iri in one.iris
    )
    groups: list[tuple[list[str], str]] = []
    for body in bodies:
        if _TREATY not in known.classes.get(body, ()):
            members = ledger.members(body, ledger.reporting_day).of.get(thb.Member, {})
            states = of_kind(members, _STATE, known)
            groups += [(states, body)] if states else []
    return groups[0] if len(groups) == 1 else ([], "")


def _told(standing: Standing | None, is_of_all: bool, signing: bool, known: Names) -> str:
    """Says what a state did, by name and day; not `is_of_all` acts when it signed or consented."""
    if standing is None:
        return ""
    (kind,) = standing.kinds if len(standing.kinds) == 1 else (ActKind.CONSENT,)
    consent = known.labels.get(kind, "consent").lower()
    acts = [("signature", standing.signed), (consent, standing.consented), ("in force", standing.bound)]
    if not is_of_all:
        return _when(standing.signed if signing else standing.consented)
    return ", ".join(f"{name} {when}" for name, of in acts if (when := _when(of)))


def _when(of: DayBounds) -> str:
    """Says on which day something was done, where it is known that it was.

    >>> _when(DayBounds("2006-08-29", "2006-08-29")), _when(NEVER)
    ('29 August 2006', '')
    """
    return "" if of == NEVER or of.last == LAST_DAY else str(days_of(of))

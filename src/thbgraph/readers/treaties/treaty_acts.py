"""Acts: what states do under treaties and in organizations, and the verbs by which it is told."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ...base.vocabulary import NAMED_CONSENTS, ActKind


class TreatyAct(StrEnum):
    """What a state does under a treaty or in an organization; to ratify stands for every way to consent to be bound."""

    SIGN = "sign"
    RATIFY = "ratify"
    BE_PARTY = "be a party"
    BECOME_PARTY = "become a party"
    DENOUNCE = "denounce"
    JOIN = "join"
    LEAVE = "leave"
    BELONG = "belong"
    OBSERVE = "observe"


#: What is done in an organization, and of that what somebody is, not does.
IN_BODIES = frozenset((TreatyAct.JOIN, TreatyAct.LEAVE, TreatyAct.BELONG, TreatyAct.OBSERVE))
BELONGING = frozenset((TreatyAct.BELONG, TreatyAct.OBSERVE))
#: What somebody is on a day; what ends it, and what who ever was one had done.
STANDING = frozenset((TreatyAct.BE_PARTY, *BELONGING))
ENDING = {TreatyAct.BE_PARTY: TreatyAct.DENOUNCE, TreatyAct.BELONG: TreatyAct.LEAVE}
BEGINNING = {TreatyAct.BE_PARTY: TreatyAct.BECOME_PARTY, TreatyAct.BELONG: TreatyAct.JOIN}


class ActVerb(NamedTuple):
    """A verb for an act, in the forms of "signed", "had signed" and "did not sign"."""

    past: str
    participle: str
    base: str

    @property
    def of_several(self) -> ActVerb:
        """The same of several: "became parties to"."""
        by_number = (
            ("was last", "were last"), ("a party", "parties"), ("a member", "members"), ("an observer", "observers"),
        )  # fmt: skip
        forms = [*self]
        for one, many in by_number:
            forms = [form.replace(one, many) for form in forms]
        return ActVerb(*forms)


_VERBS = {
    TreatyAct.SIGN: ActVerb("signed", "signed", "sign"),
    TreatyAct.RATIFY: ActVerb(
        "ratified or otherwise joined", "ratified or otherwise joined", "ratify or otherwise join"
    ),
    **dict.fromkeys(
        (TreatyAct.BE_PARTY, TreatyAct.BECOME_PARTY),
        ActVerb("became a party to", "become a party to", "become a party to"),
    ),
    TreatyAct.DENOUNCE: ActVerb(
        "ceased to be a party to", "ceased to be a party to", "cease to be a party to"
    ),
    TreatyAct.JOIN: ActVerb("joined", "joined", "join"),
    TreatyAct.LEAVE: ActVerb("was last a member of", "left", "leave"),
    TreatyAct.BELONG: ActVerb("became a member of", "become a member of", "become a member of"),
    TreatyAct.OBSERVE: ActVerb("became an observer of", "become an observer of", "become an observer of"),
}
_CONSENTS = {
    ActKind.RATIFICATION: ActVerb("ratified", "ratified", "ratify"),
    ActKind.ACCEPTANCE: ActVerb("accepted", "accepted", "accept"),
    ActKind.APPROVAL: ActVerb("approved", "approved", "approve"),
    ActKind.ACCESSION: ActVerb("acceded to", "acceded to", "accede to"),
    ActKind.SUCCESSION: ActVerb("succeeded to", "succeeded to", "succeed to"),
}
#: What a state is, not does, by whether it is told of several.
_STATES = {
    TreatyAct.BE_PARTY: ("was{} a party to", "were{} parties to"),
    TreatyAct.BELONG: ("was{} a member of", "were{} members of"),
    TreatyAct.OBSERVE: ("was{} an observer of", "were{} observers of"),
}


class Predicate(NamedTuple):
    """That an act was done under a treaty, or in an organization, or was not; a consent may be asked for by its kinds."""

    act: TreatyAct
    treaty: str
    is_done: bool = True
    kinds: frozenset[ActKind] = frozenset()

    @property
    def in_any_way(self) -> Predicate:
        """Returns the same of whatever kind of consent."""
        return self._replace(kinds=frozenset())

    @property
    def verb(self) -> ActVerb:
        """Returns the verb for it; of several kinds of consent one that has all of them."""
        verbs = [_CONSENTS[kind] for kind in NAMED_CONSENTS if kind in self.kinds]
        return ActVerb(*map(" or ".join, zip(*verbs, strict=True))) if verbs else _VERBS[self.act]

    def clause(self, treaty: str, is_act: bool, are_several: bool) -> str:
        """Says of a state, or of several, that they did it or had done it, or not.

        >>> Predicate(TreatyAct.SIGN, "", False).clause("UNTOC", True, False)
        'did not sign UNTOC'
        >>> Predicate(TreatyAct.BE_PARTY, "").clause("UNTOC", False, True)
        'were parties to UNTOC'
        """
        verb = self.verb.of_several if are_several else self.verb
        if is_act:
            past = "left" if self.act is TreatyAct.LEAVE else verb.past  # within days, not on the last one
            return f"{past if self.is_done else f'did not {verb.base}'} {treaty}"
        no = "" if self.is_done else " not"
        if self.act in _STATES:
            return f"{_STATES[self.act][are_several].format(no)} {treaty}"
        return f"had{no} {verb.participle} {treaty}"

"""The terms of the ontology that code uses, each once; ontology/ says what they mean.

A term is written `thb.reportedStatus` after `from ..words import vocabulary as thb`. The statuses and the kinds
of act, which code tells apart, are enums: their members are the IRIs themselves. So are the bases of statuses, which
the graph holds as text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from .namespaces import THB


class Status(StrEnum):
    """A status of a state under an instrument."""

    NO_ACT = THB + "NoAct"
    SIGNATORY = THB + "Signatory"
    CONSENTED = THB + "Consented"
    CONTRACTING = THB + "Contracting"
    PARTY = THB + "Party"
    FORMER_PARTY = THB + "FormerParty"
    UNDETERMINED = THB + "Undetermined"
    NOT_APPLICABLE = THB + "NotApplicable"
    NOT_CONSENTED = THB + "NotConsented"

    @property
    def words(self) -> str:
        """The status as answers name it, whatever the label of its term.

        >>> Status.FORMER_PARTY.words
        'former party'
        """
        return self.name.lower().replace("_", " ")

    @property
    def sign(self) -> str:
        """The sign by which text has the status."""
        return _SIGNS[self][0]

    @property
    def meaning(self) -> str:
        """What the sign means."""
        return _SIGNS[self][1]

    @classmethod
    def of_text(cls, text: str) -> Status | None:
        """Returns the status that a text tells, whether it is the last recorded or not; None for another text.

        >>> Status.of_text("party, no denunciation on record").words, Status.of_text("Finland")
        ('party', None)
        """
        return _BY_WORDS.get(text.partition(",")[0].lower())


#: The sign of a status, what it means, and as what else it is told.
_SIGNS: Mapping[Status, tuple[str, str, str]] = {
    Status.PARTY: ("●", "party", ""),
    Status.CONTRACTING: ("◐", "consented, not yet in force for it", ""),
    Status.CONSENTED: ("◐", "consented", ""),
    Status.SIGNATORY: ("○", "signed, not ratified", ""),
    Status.FORMER_PARTY: ("◌", "former party", ""),
    Status.UNDETERMINED: ("?", "undetermined", ""),
    Status.NO_ACT: ("×", "neither signed nor joined", "not ratified"),
    Status.NOT_CONSENTED: ("×", "not consented", ""),
    Status.NOT_APPLICABLE: ("/", "not open to it", ""),
}
#: The statuses by what they are told as.
_BY_WORDS = {words: one for one, (_, _, other) in _SIGNS.items() for words in (one.words, other) if words}
#: The statuses in the order in which legends have them, the most bound first.
SIGNED = tuple(_SIGNS)


class ActKind(StrEnum):
    """A kind of act under a treaty."""

    ADOPTION = THB + "Adoption"
    OPENING_FOR_SIGNATURE = THB + "OpeningForSignature"
    CLOSING_FOR_SIGNATURE = THB + "ClosingForSignature"
    SIGNATURE = THB + "Signature"
    CONSENT = THB + "Consent"
    RATIFICATION = THB + "Ratification"
    ACCEPTANCE = THB + "Acceptance"
    APPROVAL = THB + "Approval"
    ACCESSION = THB + "Accession"
    SUCCESSION = THB + "Succession"
    DENUNCIATION = THB + "Denunciation"
    ENTRY_INTO_FORCE = THB + "EntryIntoForce"
    TERRITORIAL_DECLARATION = THB + "TerritorialDeclaration"
    THRESHOLD_REACHED = THB + "ThresholdReached"


class Basis(StrEnum):
    """What decides a status, the text of `thb:basis`: an act, a report, a computed day, or what is not said."""

    ACT = "act"
    REPORT = "report"
    COMPUTED = "computed"
    INFERRED = "inferred"


#: The kinds of consent to be bound that a source may name, and all of them: Vienna Convention, article 11.
NAMED_CONSENTS = (
    ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL, ActKind.ACCESSION, ActKind.SUCCESSION,
)  # fmt: skip
CONSENTS: frozenset[str] = frozenset({ActKind.CONSENT, *NAMED_CONSENTS})
#: What somebody did by a kind of consent, and how it became a party by it.
CONSENTED_BY: Mapping[str, tuple[str, str]] = {
    "Ratification": ("ratified", "ratification"),
    "Acceptance": ("accepted", "acceptance"),
    "Approval": ("approved", "approval"),
    "Accession": ("acceded to", "accession"),
    "Succession": ("succeeded to", "succession"),
}


def consented_by(kinds: Collection[str]) -> str:
    """Says what somebody did that consented by an act of some kinds, which are local names of the ontology.

    >>> consented_by({"Consent", "Accession"}), consented_by({"Consent"})
    ('acceded', 'consented')
    """
    named = (verb for kind, (verb, _) in CONSENTED_BY.items() if kind in kinds)
    return next(named, "consented").removesuffix(" to")


# Classes
Act = THB + "Act"
Advice = THB + "Advice"
Assessment = THB + "Assessment"
Call = THB + "Call"
Commitment = THB + "Commitment"
ComputedEntryIntoForce = THB + "ComputedEntryIntoForce"
Coverage = THB + "Coverage"
DenunciationRule = THB + "DenunciationRule"
EligibilityRule = THB + "EligibilityRule"
Entity = THB + "Entity"
EntryIntoForceRule = THB + "EntryIntoForceRule"
Figure = THB + "Figure"
FormerState = THB + "FormerState"
Gap = THB + "Gap"
Proposal = THB + "Proposal"
Prospect = THB + "Prospect"
StateGroup = THB + "StateGroup"
IntergovernmentalOrganization = THB + "IntergovernmentalOrganization"
LegislativeAct = THB + "LegislativeAct"
NationalAuthority = THB + "NationalAuthority"
Passage = THB + "Passage"
Source = THB + "Source"
State = THB + "State"
Statement = THB + "Statement"
StatusList = THB + "StatusList"
StatusPeriod = THB + "StatusPeriod"
StatusReport = THB + "StatusReport"
Task = THB + "Task"
Territory = THB + "Territory"
Treaty = THB + "Treaty"
Work = THB + "Work"


# Properties
actKind = THB + "actKind"
actor = THB + "actor"
addressedTo = THB + "addressedTo"
aimsAt = THB + "aimsAt"
adoptingBody = THB + "adoptingBody"
afterEntryIntoForce = THB + "afterEntryIntoForce"
meetingOf = THB + "meetingOf"
membersOnly = THB + "membersOnly"
alpha2Code = THB + "alpha2Code"
alpha3Code = THB + "alpha3Code"
appliesTo = THB + "appliesTo"
asksFor = THB + "asksFor"
assists = THB + "assists"
basis = THB + "basis"
completeFrom = THB + "completeFrom"
completeUpTo = THB + "completeUpTo"
composition = THB + "composition"
cooperatesWith = THB + "cooperatesWith"
drawsMembersFrom = THB + "drawsMembersFrom"
focusesOn = THB + "focusesOn"
followsUp = THB + "followsUp"
consentingParty = THB + "consentingParty"
continues = THB + "continues"
continuesIn = THB + "continuesIn"
countedConsents = THB + "countedConsents"
delay = THB + "delay"
delayEnds = THB + "delayEnds"
depositary = THB + "depositary"
earliest = THB + "earliest"
earliestEnd = THB + "earliestEnd"
firstDay = THB + "firstDay"
forOthersThan = THB + "forOthersThan"
forParty = THB + "forParty"
hasConsented = THB + "hasConsented"
hasSigned = THB + "hasSigned"
instrument = THB + "instrument"
inverseLabel = THB + "inverseLabel"
inverseVerb = THB + "inverseVerb"
isSigned = THB + "isSigned"
knownThrough = THB + "knownThrough"
launchedBy = THB + "launchedBy"
lastDay = THB + "lastDay"
lastRecorded = THB + "lastRecorded"
latest = THB + "latest"
latestEnd = THB + "latestEnd"
leadIn = THB + "leadIn"
m49Code = THB + "m49Code"
membersOf = THB + "membersOf"
monitors = THB + "monitors"
nameNoun = THB + "nameNoun"
notAfter = THB + "notAfter"
notBefore = THB + "notBefore"
noun = THB + "noun"
onInitiativeOf = THB + "onInitiativeOf"
onOccasionOf = THB + "onOccasionOf"
openTo = THB + "openTo"
partner = THB + "partner"
possibleStatus = THB + "possibleStatus"
prevailsOver = THB + "prevailsOver"
printedName = THB + "printedName"
printedParticipant = THB + "printedParticipant"
printedVerb = THB + "printedVerb"
produces = THB + "produces"
provision = THB + "provision"
qualifier = THB + "qualifier"
runBy = THB + "runBy"
reaches = THB + "reaches"
recursOn = THB + "recursOn"
reportedStatus = THB + "reportedStatus"
responsibleFor = THB + "responsibleFor"
reportingDay = THB + "reportingDay"
requiredAct = THB + "requiredAct"
requiredInstrument = THB + "requiredInstrument"
retrieved = THB + "retrieved"
reviews = THB + "reviews"
saidBy = THB + "saidBy"
signatory = THB + "signatory"
state = THB + "state"
status = THB + "status"
succeeds = THB + "succeeds"
succeedsFrom = THB + "succeedsFrom"
threshold = THB + "threshold"
thresholdOfMembers = THB + "thresholdOfMembers"
verb = THB + "verb"
verification = THB + "verification"


# Individuals
Compilation = THB + "Compilation"
ConsentsOfSignatories = THB + "ConsentsOfSignatories"
Depositary = THB + "Depositary"
Member = THB + "Member"
Observer = THB + "Observer"
OnFirstOfNextMonth = THB + "OnFirstOfNextMonth"
OwnConsent = THB + "OwnConsent"
PartyInferred = THB + "PartyInferred"
Suspended = THB + "Suspended"

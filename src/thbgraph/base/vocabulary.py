"""The terms of the ontology that code uses, each once; ontology/ says what they mean.

A term is written `thb.reportedStatus` after `from ..words import vocabulary as thb`. The statuses and the kinds
of act, which code tells apart, are enums: their members are the IRIs themselves. So are the bases of statuses, which
the graph holds as text.
"""

from __future__ import annotations

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


# Classes
Act = THB + "Act"
ComputedEntryIntoForce = THB + "ComputedEntryIntoForce"
Coverage = THB + "Coverage"
DenunciationRule = THB + "DenunciationRule"
EligibilityRule = THB + "EligibilityRule"
Entity = THB + "Entity"
EntryIntoForceRule = THB + "EntryIntoForceRule"
Figure = THB + "Figure"
FormerState = THB + "FormerState"
Prospect = THB + "Prospect"
StateGroup = THB + "StateGroup"
IntergovernmentalOrganization = THB + "IntergovernmentalOrganization"
LegislativeAct = THB + "LegislativeAct"
NationalAuthority = THB + "NationalAuthority"
ParliamentaryAssembly = THB + "ParliamentaryAssembly"
Passage = THB + "Passage"
Source = THB + "Source"
State = THB + "State"
Statement = THB + "Statement"
StatusList = THB + "StatusList"
StatusPeriod = THB + "StatusPeriod"
StatusReport = THB + "StatusReport"
Territory = THB + "Territory"
Treaty = THB + "Treaty"


# Properties
actKind = THB + "actKind"
actor = THB + "actor"
addressedTo = THB + "addressedTo"
adoptingBody = THB + "adoptingBody"
afterEntryIntoForce = THB + "afterEntryIntoForce"
membersOnly = THB + "membersOnly"
alpha2Code = THB + "alpha2Code"
alpha3Code = THB + "alpha3Code"
basis = THB + "basis"
completeUpTo = THB + "completeUpTo"
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
lastDay = THB + "lastDay"
lastRecorded = THB + "lastRecorded"
latest = THB + "latest"
latestEnd = THB + "latestEnd"
leadIn = THB + "leadIn"
m49Code = THB + "m49Code"
membersOf = THB + "membersOf"
nameNoun = THB + "nameNoun"
notAfter = THB + "notAfter"
notBefore = THB + "notBefore"
noun = THB + "noun"
onOccasionOf = THB + "onOccasionOf"
openTo = THB + "openTo"
possibleStatus = THB + "possibleStatus"
prevailsOver = THB + "prevailsOver"
printedName = THB + "printedName"
printedParticipant = THB + "printedParticipant"
printedVerb = THB + "printedVerb"
provision = THB + "provision"
qualifier = THB + "qualifier"
reaches = THB + "reaches"
recursOn = THB + "recursOn"
reportedStatus = THB + "reportedStatus"
reportingDay = THB + "reportingDay"
requiredAct = THB + "requiredAct"
requiredInstrument = THB + "requiredInstrument"
retrieved = THB + "retrieved"
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

"""A sentence as a plain value: the kind of thing it wants, its names, days and operators, and its other words.

Nothing is thrown away: whoever answers a reading says which of its words it has taken, and what is left is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..base.home import HOME
from ..base.namespaces import ID
from ..base.printing import quoted
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, Mention, mentions
from ..names.names import Names
from ..names.operators import EXCLUDING, Operator, operators
from ..names.word_tokens import WordToken, tokens
from ..results.claims import Wanted
from .languages import language_of

_ASKING = {
    Wanted.COUNT: ("how many", "how much", "number of", "count of", "count"),
    Wanted.DAY: (
        "when", "since when", "from when", "by when", "until when", "till when", "until which date", "until what date", "since which year", "since what year", "until which year", "until what year", "for which years", "for what years", "on what day", "on which day", "on what date", "on which date", "on what days", "on which days", "on what dates", "on which dates", "what days", "which days", "what dates", "which dates",
        "what date", "which date", "what day", "which day", "in what year", "in which year", "in what years", "in which years", "what year", "which year", "what years", "which years", "in which month", "in what month", "which month", "what month",
        "in which month and year", "in what month and year", "which month and year", "what month and year", "of what date", "of which date",
    ),
    Wanted.LENGTH: ("how long", "how many months", "how many years", "how many days"),
    Wanted.PLACE: ("where", "in which city", "in what city", "in which town", "in what town", "in which place", "at which place"),
    Wanted.REASON: (
        "why", "for what reason", "for which reason", "what reason", "which reason", "what for", "for what purpose", "for which purpose",
        "to what end", "with what aim", "with which aim",
    ),
}  # fmt: skip
#: The phrases that ask for something in particular; what begins with an auxiliary asks whether it is so.
ASKING = {phrase: wanted for wanted, phrases in _ASKING.items() for phrase in phrases}
#: So many words has the longest of them.
LONGEST = max(len(phrase.split()) for phrase in ASKING)
AUXILIARIES = frozenset(("is", "are", "was", "were", "do", "does", "did", "has", "have", "had"))
#: What all that is asked here is about.
SUBJECT = ID + HOME.subject
#: What stands between a word and the name that it goes with, beside those that say still less.
PREPOSITIONS = frozenset((
    "against", "under", "among", "within", "towards", "concerning", "regarding", "around", "across",
))  # fmt: skip
_LEADING = frozenset(("of", "for", "by", "with", "to", "from", "in", "on", "at", "about", "into"))
#: What says nothing of its own, whatever a sentence is about, beside function words: what asks, by any kind of it.
LIGHT = frozenset((
    "list", "show", "tell", "give", "given", "gives", "name", "names", "find", "there", "kind", "kinds", "sort", "sorts",
    "type", "types", "every", "each", "so", "current", "respective", "exactly", "own", "thing", "things",
    "anything", "something", "some", "apparently", "field", "issues",
))  # fmt: skip
#: What stands before what is done, and by whom.
_DOING = frozenset(("do", "does", "did", "has", "have", "had"))
#: What asks who.
_WHO = frozenset(("who", "whom"))
_DATES_OF = frozenset(("date", "dates"))
#: What stands before "year" where that asks for none.
_EACH = frozenset(("a", "an", "per", "each", "every", "this", "that", "last", "next", "same", "one"))
#: What states are called, alone and as members of something.
STATE_NOUNS = frozenset((
    "state", "states", "country", "countries", "nation", "nations", "government", "governments",
))  # fmt: skip
MEMBER_NOUNS = frozenset((
    "member", "members", "full member", "full members", "member state", "member states", "member country", "member countries",
    "participating state", "participating states",
))  # fmt: skip


#: What a question begins with, behind the name of what it is about.
_OPENING = {(word,) for word in ("what", "when", "where", "who", "why", "how", "which")}

_I = r"(?:i|we)"
#: Verbs by which somebody asks, thinks or wishes to tell, which say nothing of what is asked.
_ASK = r"(?:know|ask|learn|hear|see|find out|check|establish|be told|describe|state|record|understand|have)"
_THINK = r"(?:understand|know|see|read|recall|remember|believe|gather|suppose|think|presume|take it|am not mistaken|am right|may|might|can|could|would)"
#: What an asker says first: greetings, and clauses of the first person, or to the second, with such a verb.
_SAID_FIRST = (
    r"(?:good (?:morning|afternoon|evening|day)|hello|hi|dear [a-z]+)[,.!:]+ |(?:please|kindly),? |do you know "
    r"|(?:could|can|would|will|might) you (?:(?:please|kindly|perhaps) |be (?:so|as) (?:kind|good) as to )*|be (?:so|as) (?:kind|good) as to "
    rf"|(?:may|can|could|might) {_I} (?:ask|know) "
    rf"|(?:for (?:an?|my|our|the) (?-i:[a-z]+) )?{_I}(?:['’]d| would| should)?(?: very much)? (?:like|love|want|need|wish|be (?:[a-z]+ )?(?:glad|grateful|happy|pleased|obliged))(?: very much)? to {_ASK}(?: (?:with|in) (?:some|more|all) (?-i:[a-z]+))?[:,]? "
    rf"|(?:for (?:an?|my|our|the) (?-i:[a-z]+),? )?{_I} need (?=the |an? )"
    r"|for (?:an?|my|our|the|this|[a-z]+['’]s) (?-i:[a-z]+ ){0,2}(?-i:[a-z]+): "
    r"|(?:(?:tell|inform) (?:me|us)|explain(?: to (?:me|us))?|say) (?=(?:wh|if|how|in|by|on|from|since|until))"
)
#: What an asker puts in of oneself, without a name or number: "if I may add this", "as I understand it", "if you please".
_ASIDE = rf"(?:(?:if|as|so far as|as far as) {_I} {_THINK}\b(?-i:[^,;:?.A-Z\d]*)|(?:so|as) far as (?:your|the) (?:registers?|records?|data) (?:shows?|go|goes|says?|tells?)|if you (?:please|like|will)|I (?:believe|think|suppose|presume|gather|understand))(?=[,;:)?.]|$)"
#: Who is asked about, where that is one state or all: the first of a group, or of two, to join may not have founded anything.
_WHO_ALONE = r"^(?P<asks>(?:(?:who|(?:which|what) (?:states|countries)) (?:are|were) |(?:is|was) (?:(?!\b(?:or|and)\b)[^,;?.])+? )?)"
#: What a sentence has that reads plainly otherwise, with how; what only asks politely is left out.
_PLAIN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\b([a-z]{3,})(\d{2,})\b", r"\1 \2"),  # "CETS197"
        (r"\b(program)(s?)\b", r"\1me\2"),
        (r"^\s*(?:for the purposes? of|for use in) [^,?:;.\d]+, (?=(?:please|kindly)\b)", ""),
        (rf"^\s*(?:{_SAID_FIRST})+", ""),
        (
            r"^\s*(?:am i|are we|is it|(?:would|should) (?:i|we|it) be) (?:right|correct|fair|true|justified) (?:in|to) \w+(?: that)? ",
            "is it true that ",
        ),
        (
            rf"(?:^\s*|,? [(]?){_ASIDE}[,:)]? ?(?=(?P<end>[?.!]?))",
            lambda found: "" if found["end"] or not found.start() else " ",
        ),
        (
            r"^((?:am|is|are|was|were|do|does|did|has|have|had) .+), (?:yes or no|right or wrong|true or false)\s*\?|, (?:is|was|are|were|do|does|did|has|have|had)n['’]?t (?:it|they)\s*\?$",
            lambda found: f"{found[1] or ''}?",
        ),
        (  # what says no more than the answer does
            r"(?<=\?) (?:(?:i|we) )?(?:need|want|ask) (?:it|this|that|them|the (?:list|names?|dates?|figures?)) (?:for|because|since|by) [^.?!]*[.!]?$"
            r"|, (?:if any|without (?:any )?exceptions?)\b,?|^without (?:any )?exceptions?, |,? be it (?:by )?\w+ or (?:by )?\w+\b",
            "",
        ),
        (
            r", (?:that is(?: to say)?|i\.e\.|namely),? (?:on |by )?(?=\d)",
            " on ",
        ),  # "by the day it ..., that is, by 25 May"
        (
            r"^\s*(?:(?:give|show|send|make) (?:(?:me|us) )?)?(?:an? |the )?(?:full |complete |short )?list of (?=\S)",
            "list ",
        ),
        (
            r"\b(?:if (?:one|we|you|i) )?(?:leav(?:es?|ing)|sets?|setting|puts?|putting) (?:(?P<one>[\w ]+?) aside|aside (?P<other>[\w ]+?)(?=,|$))",
            r"apart from \g<one>\g<other>",
        ),
        (
            rf"^(?P<out>{'|'.join(EXCLUDING)}) (?P<what>[^,]+), (?P<asked>.+?)(?P<more>,? and (?:(?:on|in|at|by|since) )?(?:what|when|where|which|how)(?: \w+)?)?[?.]?$",
            lambda found: f"{found['asked']} {found['out'].lower()} {found['what']}{found['more'] or ''}",
        ),
        (
            r", (?P<out>(?-i:[A-Z])[\w ]*?) (?:not (?:counted|included)|excluded|excepted|left out)\b,?",
            r" apart from \g<out>",
        ),
        (r", (?:however|though|of course|indeed|in fact|incidentally|by the way), ", " "),
        (r"\b(?:in|during|over|within) the (?:period|years|time|span) (?=(?:from|between) (?:\w+ )?\d)", ""),
        (r"\b(\d{4}),? (and|to|until|till) the end of (?:that|the same) year\b", r"\1 \2 31 December \1"),
        (r",? in (?:(?:its|their) )?turn\b", ""),  # "amended in its turn"
        (r"\bas such\b", "itself"),
        (r"\buntil\s*\?*$", "until when"),  # "TF-THB mandate until"
        (r",? (?:too|as well)(?=\s*[?.!]*$)", ""),
        (r"\bfor how long (?:at a time|each time)", "for how long"),
        (r"\b(what (?:is|are|was|were) [^,;?]+?) there for\b", r"\1 for"),
        (r",? yes or no\b[?.! ]*$", "?"),
        (r"(?: [-–—]+|[:;]) (?:which|who) (?:are|were) (?:they|those|these)\s*\?*$", ""),
        (r"\b(is|are|was|were) (?:listed|mentioned|recorded|described) as (?:being )?", r"\1 "),
        (r"\b(?:from|since) its (?:founding|foundation|creation|establishment) (?=(?:in|on) )", ""),
        (r"\bwhen (\d{4}) ended\b", r"at the end of \1"),
        (r"\bwhen (\d{4}) began\b", r"on 1 January \1"),
        (r"\b(\d{4})\b(.*?) (?:that|the)(?: very)? same year\b", r"\1\2 \1"),
        (r"\bbefore the end of (\d{4})\b", r"by 31 December \1"),
        (r"\b(and|to|until|till) the end of (\d{4})\b", r"\1 31 December \2"),
        (r"\b(early|mid|late)-(\d{4})\b", r"\1 \2"),
        (r"\b(?:together|jointly) (with\b)", r"\1"),
        (
            rf"{_WHO_ALONE}(?:(?:one of|among) the |an? |the )?(?:founding|founder) (?:members?|member states?|states?) of\b",
            r"\g<asks>the first to join",
        ),
        (  # "Was Iceland a member from the very beginning in 1992?", of which the answer tells the day
            rf"{_WHO_ALONE}(?:an? )?members? of (?P<of>[^,;?]+?) (?:right )?from (?:the|its) (?:very )?(?:beginning|start|outset)(?: in \d{{4}})?(?=[,;?.!]|$)",
            r"\g<asks>the first to join \g<of>",
        ),
        (  # "Germany or Poland: which of these two was first?"
            r"^(?P<two>[^?:;,]+ or [^?:;,]+(?:[:,]| [-–—]) which) of (?:the|these|those) two(?: [a-z]+s(?= (?:is|was|did|does|had|has)\b))?\b",
            r"\g<two>",
        ),
        (r"\b(what|who|which|when|where|how) (?:exactly|precisely)\b", r"\1"),
        (r"\b(what|who|where|when|how)['’]?s\b", r"\1 is"),
        (  # "which body is it that helps"
            r"\b(who|(?:which|what) (?:\w+ ){0,2}?\w+) (?:is|was|are|were) (?:it|they) (?:that|who|which) (?=(?-i:[a-z]+) )(?!the |an? )",
            r"\1 ",
        ),
    )
)
#: What denies by its verb: "do not seem to have any".
_HAVE_NONE = re.compile(
    r"\b(?:(?:do|does|did)(?: not|n['’]?t) (?:(?:seem|appear) to )?|(?:seem|appear)s? not to )(have|run) (?:any|an?) ",
    re.IGNORECASE,
)
#: What stands before a question with a stop of its own, or before what somebody asks by it, and who speaks there.
_AHEAD = re.compile(r"[^?:;.]+(?:\. (?!\d)|: |; )(?=\S)")  # but "No. 197"
_ASKED_FOR = re.compile(
    r"[^?:;]*?\b(?:to (?:know|ask|learn|find out|check|hear)|(?:tell|inform|remind) (?:me|us)|(?:i|we) (?:wonder|ask|look for)|asks?(?: me| us)?),? "
    r"(?=(?:(?:by|for|with|from|to|on|at|in|of|since|until|under) )?(?:who|whom|whose|what|which|when|where|why|how)\b)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?:within|inside) (?P<whole>[^,]+), (?P<asked>(?:which|what) \w+) ", re.IGNORECASE)
_ASKERS = frozenset(("i", "im", "ive", "we", "were", "weve", "my", "our", "me", "us"))
#: What stands in a question for what is named before it.
_ITS, _IT = (
    re.compile(r"\b(?:its|their) (\w+)", re.IGNORECASE),
    re.compile(r"\b(?:it|they|them)\b", re.IGNORECASE),
)


#: What points at all that is told before: "something like that".
_SUCH = re.compile(r"\b(?:like (?:that|this|it)|such|the same)\b", re.IGNORECASE)


class Reading(NamedTuple):
    """How a sentence is read: its tokens, and the names, days and operators that take some of them.

    `words` are the places of the tokens that say something and that nothing takes; it may go on from the reading `before`.
    """

    sentence: str
    tokens: tuple[WordToken, ...]
    folded: tuple[str, ...]
    wanted: Wanted
    mentions: tuple[Mention, ...]
    operators: tuple[Operator, ...]
    words: tuple[int, ...]
    before: Reading | None = None

    @property
    def telling(self) -> frozenset[int]:
        """The places of all tokens but those of words without a meaning of their own."""
        return frozenset(_places(self.mentions, self.operators).union(self.words))

    @property
    def language(self) -> str:
        """The language that it is written in, where that is not English."""
        return language_of([token.text for token in self.tokens])

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The words that are no part of a name or a day, folded."""
        named = _places(self.mentions, ())
        return tuple(word for place, word in enumerate(self.folded) if place not in named)

    @property
    def verb(self) -> int:
        """The place of the main verb behind an auxiliary, of which it is done: "how many did the IOM help"; -1 without."""
        begun = next((at for at, word in enumerate(self.folded) if word in _DOING), len(self.folded))
        return next((place for place in self.words if place > begun), -1)

    def asks_year(self, place: int) -> bool:
        """Says whether a word by itself asks for a year: "UN.GIFT year sponsor", not "every year"."""
        return self.folded[place] == "year" and self.folded[place - 1] not in _EACH

    def is_object(self, place: int) -> bool:
        """Says whether a word stands behind a preposition: "for cooks"."""
        at = place - 1
        while at >= 0 and self.folded[at] in ("the", "a", "an"):
            at -= 1
        return at >= 0 and (self.folded[at] in PREPOSITIONS or self.folded[at] in _LEADING)

    def unread(self, consumed: Iterable[int]) -> tuple[str, ...]:
        """Returns what of the sentence says something and is not among the tokens that were taken, as it is written."""
        left = sorted(self.telling.difference(consumed))
        return tuple(" ".join(self.tokens[place].text for place in run) for run in _runs(left))

    def explained(self, label: Callable[[str], str]) -> str:
        """Writes what is read, a line for each part."""
        lines = [f"sentence  {self.sentence}", f"wanted    {self.wanted}"]
        for one in self.mentions:
            meant = " to ".join(dict.fromkeys(one.days)) if one.days else ", ".join(map(label, one.iris))
            lines.append(f"{'day' if one.days else 'name':8}  {quoted(one.written)}: {meant}")
        lines += [f"operator  {quoted(one.text)}: {one.kind}" for one in self.operators]
        if self.words:
            words = ", ".join(quoted(self.tokens[place].text) for place in self.words)
            lines.append(f"words     {words}")
        return "\n".join(lines)


def asks_who(reading: Reading) -> bool:
    """Says whether a sentence asks who does or did something."""
    return not _WHO.isdisjoint(reading.folded[:2])


def plainly(sentence: str) -> str:
    """Returns a sentence without what only asks politely to be answered.

    >>> plainly("Could you please tell me who launched it?"), plainly("Please list the members of the CBSS")
    ('who launched it?', 'list the members of the CBSS')
    >>> plainly("I should be grateful to learn when, if I may add this, it met"), plainly("Should I be right in supposing that it met?")
    ('when it met', 'is it true that it met?')
    >>> plainly("Give me a list of handbooks"), plainly("Had the EU as such joined it when 2009 ended?")
    ('list handbooks', 'Had the EU itself joined it at the end of 2009?')
    >>> plainly("Leaving Russia aside, which were last?"), plainly("Apart from UNICEF, who published one?")
    ('which were last apart from Russia', 'who published one apart from UNICEF')
    """
    for pattern, plain in _PLAIN:
        sentence = pattern.sub(plain, sentence)
    return sentence


def with_none(sentence: str) -> str:
    """Returns a sentence that denies by its verb so that it denies by what somebody has: "do not seem to have a programme".

    >>> with_none("Which bodies don't seem to have any programme?")
    'Which bodies have no programme?'
    """
    return _HAVE_NONE.sub(r"\1 no ", sentence)


def read(sentence: str, known: Names) -> Reading:
    """Reads a sentence."""
    written = tuple(tokens(sentence))
    folded = tuple(fold(token.text) for token in written)
    found = mentions(sentence, known)
    operators_read = operators(written, found)
    taken, wanted = _places(found, operators_read), _wanted(folded)
    unsaying = FUNCTION_WORDS | ({"reason"} if wanted is Wanted.REASON else frozenset())  # "for what reason"
    words = tuple(place for place, word in enumerate(folded) if place not in taken and word not in unsaying)
    return Reading(sentence, written, folded, wanted, tuple(found), tuple(operators_read), words)


def unfronted(reading: Reading, known: Names) -> str:
    """Returns a sentence with the name that stands before its question in its place: "TF-THB, what is it part of?".

    What the asker tells of oneself ahead, without a name or day, is left out: "We are preparing a debate: who ...?"; not what
    the question points at: "We look for a partnership. What is it called?".
    """
    for ahead in filter(None, (way.match(reading.sentence) for way in (_ASKED_FOR, _AHEAD))):
        end = sum(token.end <= ahead.end() for token in reading.tokens)
        named = [
            one
            for one in reading.mentions
            if one.start < end and not _is_aside(one, reading.folded[:end], known)
        ]
        is_told = _ASKERS.isdisjoint(reading.folded[:end]) and ahead[0].endswith(". ")
        if is_told:  # "In Vienna the Forum took place. Who organised it?"
            named = [one for one in named if not reading.is_object(one.start) and _is_of_no_agent(one, known)]
        elif _ASKERS.isdisjoint(reading.folded[:end]):
            continue
        question = reading.sentence[ahead.end() :]
        points = any(way.search(question) for way in (_SUCH, _ITS, _IT))
        if len(named) > 1 or (not named and (is_told or points)):
            continue
        if named and named[0].iris:
            if _tells_of_another(named[0], reading, end):
                continue
            question, its = _ITS.subn(rf"\1 of {named[0].written}", question, 1)
            question, it = _IT.subn(named[0].written, question, 1)
            if its + it != 1:
                continue
        elif named:
            continue
        return question
    if within := _WITHIN.match(reading.sentence):  # "within the Nordic Council, which committee handles it"
        whole = within["whole"]
        if any(one.iris and one.written in (whole, whole.removeprefix("the ")) for one in reading.mentions):
            return f"{within['asked']} of {whole} {reading.sentence[within.end() :]}"
    first = next((one for one in reading.mentions if one.start == 0 and one.iris), None)
    if first is None or reading.folded[first.end : first.end + 1] not in _OPENING:
        return reading.sentence
    rest = reading.folded[first.end :]
    asks_more = "and" in rest or any(token.is_apart for token in reading.tokens[first.end + 1 :])
    if rest.count("it") != 1 or asks_more:
        return reading.sentence
    texts = [token.text for token in reading.tokens[first.end :]]
    texts[rest.index("it")] = first.written
    return " ".join(texts) + "?"


def _tells_of_another(mention: Mention, reading: Reading, end: int) -> bool:
    """Says whether what stands ahead has a noun before a name without a preposition between, of which the name tells: "the partnership that the OSCE built up"."""
    before = [place for place in reading.words if 0 < place < mention.start]
    behind = [place for place in reading.words if mention.end <= place < end]
    is_noun = any(reading.folded[place - 1] in ("the", "a", "an") for place in before)
    return is_noun and bool(behind) and not reading.is_object(mention.start)


def _is_of_no_agent(mention: Mention, known: Names) -> bool:
    """Says whether what is named did not do what is told, but was it: an event, not who held it."""
    return bool(mention.iris) and not any("foaf:Agent" in known.classes.get(iri, ()) for iri in mention.iris)


def _is_aside(mention: Mention, ahead: Sequence[str], known: Names) -> bool:
    """Says whether what an asker tells of oneself names no more by this than a topic, or the memo's time."""
    if mention.days:
        return "memo" in ahead
    return all("skos:Concept" in known.classes.get(iri, ()) for iri in mention.iris)


def _places(found: Iterable[Mention], operators_read: Iterable[Operator]) -> set[int]:
    """Returns the places of the tokens that names, days and operators take."""
    spans = [*((one.start, one.end) for one in found), *((one.start, one.end) for one in operators_read)]
    return {place for start, end in spans for place in range(start, end)}


def _wanted(folded: Sequence[str]) -> Wanted:
    """Returns what is asked for: what a sentence begins with tells, else the first phrase that asks for something."""
    if folded and (folded[0] in AUXILIARIES or folded[0] in ("whether", "can")):
        return Wanted.TRUTH
    for start in range(len(folded)):
        for length in range(LONGEST, 0, -1):
            if wanted := ASKING.get(" ".join(folded[start : start + length])):
                return wanted
    is_plain = _DATES_OF.isdisjoint(folded[:2]) or not AUXILIARIES.isdisjoint(folded)
    return Wanted.LIST if is_plain else Wanted.DAY  # "dates of the Vienna Forum"


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Parts numbers into runs of neighbours."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run

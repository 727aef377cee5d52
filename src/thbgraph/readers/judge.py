"""The judge: of what readers claim, that which takes up all of a sentence leads; none leads while a name, day or operator is unread.

Where none does, a passage leads that lacks one ordinary word, which is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import chain, groupby, islice
from typing import TypeAlias

from ..base import vocabulary as thb
from ..base.home import HOME
from ..base.printing import joined, number_in_words, quoted
from ..base.terms import short
from ..base.values import Entity
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS
from ..names.names import Names
from ..names.operators import OperatorKind
from ..names.word_tokens import tokens
from ..results.claims import Claim, SentenceAnswer, Wanted
from ..sentences.alternatives import LESS, alternatives
from ..sentences.clauses import AskedClause, clauses
from ..sentences.days_asked import DayRelation, days_asked
from ..sentences.days_told import DaysTold, days_of_events, days_told, stands_for_day, with_that_day
from ..sentences.follow_ups import (
    SO_MANY,
    Answered,
    are_alike,
    asked_of_all,
    asks_for_evidence,
    asks_for_reasons,
    goes_on,
    gone_on,
    in_which_text,
    is_among_one,
    is_going_on,
    is_of_many,
    is_of_order,
    pointing,
    referring,
    refers,
    speaks_of_two,
    stands_alone,
    ways_on,
    with_deed,
    with_one_of_two,
)
from ..sentences.fulltext import stems
from ..sentences.reading import (
    AUXILIARIES,
    LIGHT,
    SUBJECT,
    Reading,
    asks_who,
    plainly,
    read,
    unfronted,
    with_none,
)
from ..sentences.remarks import UnknownName, absent_kinds, asks_for_person, opening_remarks, unknown_names
from ..sentences.spelling import respelled, with_whole_names
from . import heard_later
from .memo_words import memo_words
from .one_of_them import asked_whether, whether_among

#: What answers a reading: claims, the best first; none where it has nothing to say.
Reader: TypeAlias = Callable[[Reading], Iterable[Claim]]
#: What a claim counts that answers another kind of question.
_OTHER_KIND = 0.6
#: What takes a smaller part than this of what the nearest does is left out; what takes so much of it is as near.
_NEAR, _ALIKE = 0.5, 0.9
#: What stands before texts leaves no more words of a sentence unread.
_LEFT = 1
#: What is said of a sentence that only goes on from another.
_GOES_ON = (
    "This follows on from another sentence in a way that is not read here; ask it in full, with its names."
)
#: What relates a day to what a sentence asks.
_TIMES = frozenset(one.value for one in DayRelation)
_BY_ITSELF = "Read by itself, without the sentence before."
_OF_NEAREST = "Nothing sure was answered before this: what only came nearest is meant here."
#: Those that take the words of a sentence in no order: of several clauses each may be answered better by itself.
_BY_WORDS = frozenset(("questions", "texts", "figures", "statements"))
#: Those that name of whom it holds, for which is asked once more by this.
_LISTING, _ARE_THEY = frozenset(("facts", "treaties")), re.compile(r"(?:who|what|which) (?:are|were) they")
#: Those that tell in the memo's time what they tell.
_OF_TEXTS = frozenset(("texts", "statements"))
#: How what asks for one of a kind begins: "under which initiative".
_ASKS_WHICH = re.compile(r"(?:\w+ )?(?:which|what) ")
#: What only says behind a question whether it is so that somebody had asked for it.
_AS_ASKED = re.compile(
    r",? as (?:\w+ ){1,6}(?:asked|called|wanted|urged|demanded|recommended|requested|proposed)(?: for| it to| to)?\s*[?.!]*$",
    re.IGNORECASE,
)
#: How a text from passages begins.
_PASSAGES = re.compile(r"Memo [\d.]+-\d+(?:, [\d.]+-\d+)*")
_OF_SO_MANY = re.compile(
    rf"\bof the ({'|'.join(SO_MANY)})(?= (?:is|was|are|were|do|does|did|has|have|had|to)\b|\s*\??$)",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: How what is so begins.
_YES = "Yes: "
#: So many sentences before are kept.
_KEPT = 4
#: So many reasons are told.
_REASONS = 6
#: The reader of texts, and how many answers of others that take as much of a sentence stand before what that finds.
_TEXTS, _FIRST = "texts", 2
_FIGURE = short(thb.Figure)
#: What a text says that denies something itself.
_DENYING = re.compile(r"\b(?:not|no(?!\.)|neither|nor|none|never|without)\b", re.IGNORECASE)
#: What says on which side of a day something was.
_SIDES = frozenset((OperatorKind.BEFORE, OperatorKind.AFTER, OperatorKind.BETWEEN))
#: How a word ends that tells what was done: "which countries chaired the CBSS".
_DONE = "ed"


class Judge:
    """Has readers, the surest first, claim answers to a sentence, and says which of these leads; the `last` only where no clause is answered.

    `is_recorded` says whether a folded word stands in a text or a question in some form, `is_written` whether it does as it is, `asked_words` gives the words of relations and kinds of things, `bases` the base forms of past ones of verbs, and `sources` names those that say what a claim does, `reasons` tells on what it rests, and `stated` in which text of a kind that stands.
    """

    def __init__(
        self,
        known: Names,
        readers: Sequence[Reader],
        last: Reader,
        is_recorded: Callable[[str], bool],
        is_written: Callable[[str], bool],
        asked_words: Callable[[], Collection[str]],
        bases: Callable[[], Mapping[str, str]],
        sources: Callable[[Claim], Iterable[str]],
        reasons: Callable[[Claim], Iterable[str]],
        stated: Callable[[Claim, str], Claim | None],
    ) -> None:
        self._known, self._readers, self._last = known, readers, last
        self._is_recorded, self._is_written, self._asked_words = is_recorded, is_written, asked_words
        self._bases, self._sources, self._reasons, self._stated = bases, sources, reasons, stated

    def answered(self, sentence: str, before: str = "") -> SentenceAnswer:
        """Returns the answer to a sentence, which may go on from the one `before`, as that was read, or from the last of several lines.

        An empty last line stands for one that was not answered: what that asked for is not to be told.
        """
        lines = before.split("\n")
        thread = [line for line in lines if line][-_KEPT:]
        if thread and not lines[-1] and (points := pointing(sentence, self._known)):
            return SentenceAnswer(sentence, None, unread=points, earlier=(*thread,))
        found = self._after(sentence, asked_of_all(sentence, thread, self._known) if thread else "")
        if found.lead is None and (one := self._with_one_of_two(sentence, thread)):
            found = self._after(one, "")
            found = found._replace(read_as=(f"Read as: {one}", *found.read_as))
        if found.lead is None:
            found = found._replace(unread=_as_typed(found.unread, sentence, plainly(sentence)))
        named = read(sentence, self._known).mentions
        is_meant = len(named) == 1 or any(one.days for one in named)  # by "it" or "that year" of the next
        is_meant |= bool(found.read_as) and any(
            one.found for one in found.others
        )  # what came near may be meant
        if thread and found.lead is None and not (is_meant or stands_alone(sentence, self._known)):
            return found._replace(
                sentence=sentence, whole="", earlier=(*thread,)
            )  # from which the next goes on
        is_kept = thread and (speaks_of_two(sentence) or are_alike([thread[-1], found.whole], self._known))
        return found._replace(sentence=sentence, earlier=(*thread,) if is_kept else ())

    def _with_one_of_two(self, sentence: str, thread: Sequence[str]) -> str:
        """Returns a sentence with the name of the one of two whom a sentence before the last named or found; nothing where none did."""
        for before in reversed(thread[:-1]):
            told = cache(lambda of=before: _answered_of(self._again(of), self._known))
            if one := with_one_of_two(sentence, read(before, self._known), told, self._known, thread[-1]):
                return one
        return ""

    def _after(self, sentence: str, before: str) -> SentenceAnswer:
        """Returns the answer to a sentence after the one before."""
        plain, last = plainly(sentence), plainly(before)
        if (denying := with_none(plain)) != plain and (found := self._going_on(denying, last)).lead:
            return found
        return self._going_on(plain, last)

    def _going_on(self, sentence: str, before: str) -> SentenceAnswer:
        """Returns the answer to a sentence that nobody polite has begun."""
        so_many = _OF_SO_MANY.search(sentence)  # of those whom nobody has told
        if so_many and not before and len(clauses(read(sentence, self._known))) < 2:
            found = self._spelled(sentence)
            left = found.unread if found.lead is None else read(sentence, self._known).unread(())
            unread = (so_many[0], *_without({*so_many[0].split()}, left))
            return found._replace(lead=None, unread=unread, whole=sentence)
        if not before:
            first = self._spelled(sentence)
            is_by_words = first.lead is not None and first.lead.reader in _BY_WORDS
            is_one = len(clauses(read(sentence, self._known))) < 2
            points = pointing(sentence, self._known) if is_one else ()
            pronouns = (*referring(sentence, self._known), *points) if is_by_words else ()
            if first.lead is None:  # whom, or what, nobody has told
                left = _without({*" ".join(points).split()}, first.unread)
                return first._replace(unread=(*points, *left)) if points and left else first
            return first._replace(lead=None, unread=pronouns) if pronouns else first
        if asks_for_evidence(sentence) or asks_for_reasons(sentence):
            return self._proved(sentence, before)
        sentence = with_deed(sentence, read(before, self._known))
        is_dated = any(one.days for one in read(sentence, self._known).mentions)  # which "then" may be
        is_dated &= "between then" not in sentence.lower()
        if stands_for_day(sentence) and not is_dated and (days := self._days_before(before)):
            dated = with_that_day(sentence, days)
            found = self._going_on_with(dated, before)
            if found.lead is not None:
                read_as = found.read_as if found.read_as else (f"Read as: {dated}",)
                return found._replace(read_as=read_as)
        return self._going_on_with(sentence, before)

    def _going_on_with(self, sentence: str, before: str) -> SentenceAnswer:
        """Returns the answer to a sentence that may go on from the one before, with its days."""
        names_own = stands_alone(sentence, self._known) or stands_alone(
            self._respelled(read(sentence, self._known))[0], self._known
        )
        told = before
        # Behind "is Poland one of them?", "is Finland among them?" is asked of those who were told before both.
        while asked_whether(told.rpartition("; ")[2], self._known):
            told = told.rpartition("; ")[0]
        if found := self._among(sentence, lambda: self._again(told)):
            return found
        answered = cache(lambda: self._again(before))
        alone = self._spelled(sentence) if names_own else None
        if alone and alone.lead is not None:
            return alone
        found, ways, nearest = self._led_on(sentence, before, answered)
        if found is not None:
            return found
        if alone:
            return alone
        found = self._spelled(sentence)
        has_names = any(one.iris for one in read(sentence, self._known).mentions)
        if found.lead is not None and has_names and sentence.rstrip().endswith("?"):
            found = found._replace(read_as=(_BY_ITSELF, *found.read_as))
        so_many = _OF_SO_MANY.search(sentence)
        is_left_out = (bool(ways) and is_going_on(sentence)) or refers(sentence, self._known) or so_many
        if is_left_out and found.lead is not None:
            if nearest is not None and _is_absent(nearest):
                return nearest
            return SentenceAnswer(sentence, None, first_remarks=(_GOES_ON,))
        is_less_read = (
            not read(sentence, self._known).mentions  # what it is about only the one before names
            or _GOES_ON in found.first_remarks
            or (nearest is not None and _words_left(nearest) <= _words_left(found))
        )
        is_nearest = nearest and found.lead is None and is_less_read
        found = nearest if nearest and is_nearest else found
        if found.lead is None and not found.read_as and _is_time(sentence, self._known):
            return SentenceAnswer(sentence, None, first_remarks=(_GOES_ON,))
        points: Iterable[str] = ()
        if not found.read_as:
            points = dict.fromkeys((*pointing(sentence, self._known), *referring(sentence, self._known)))
        left = (
            () if found.lead is not None else (so_many[0],) if so_many else (*points,)
        )  # whom nobody has told
        return found._replace(unread=(*left, *_without({*" ".join(left).split()}, found.unread)))

    def _going_on_from(self, sentence: str, first: SentenceAnswer) -> SentenceAnswer:
        """Returns the answer to a sentence that goes on from another, which is answered; one that leads to nothing has none."""
        found, _, nearest = self._led_on(sentence, first.whole, lambda: first)
        return found or nearest or SentenceAnswer(sentence, None)

    def _led_on(
        self, sentence: str, before: str, answered: Callable[[], SentenceAnswer]
    ) -> tuple[SentenceAnswer | None, Sequence[str], SentenceAnswer | None]:
        """Returns what is answered to a sentence as what goes on from the one before, the ways in which it may, and the nearest where none leads."""
        if found := self._stated_in(sentence, answered):
            return found, (), None
        going_on = gone_on(sentence, before, self._known)
        is_whole = is_of_many(going_on) or is_of_order(going_on) or not going_on.mentions
        if is_whole and (found := self._completed(going_on, before)):
            return found, (), None
        told = ways_on(sentence, before, self._known, lambda: _answered_of(answered(), self._known))
        ways = [*dict.fromkeys(told)]
        nearest: SentenceAnswer | None = None
        for whole in ways:
            found = self._again(whole)
            own = _without(_bare_words(whole) - _bare_words(sentence), found.unread)
            found = found._replace(
                unread=own if own or not found.unread else read(sentence, self._known).unread(()),
                read_as=(
                    f"Read as: {whole}",
                    *self._by_nearest(whole, sentence, before, answered),
                    *found.read_as,
                ),
            )
            if found.lead is not None and not self._drops_topic(found.lead, whole, before):
                return found, ways, None
            if found.lead is not None:
                continue
            nearest = found if nearest is None or _words_left(found) < _words_left(nearest) else nearest
        whole_ways = [way for way in ways if not pointing(way, self._known)]
        on = (gone_on(way, before, self._known) for way in (sentence, *whole_ways))
        completed = (self._completed(one, before) for one in on)
        return next(filter(None, completed), None), ways, nearest

    def _by_nearest(
        self, whole: str, sentence: str, before: str, answered: Callable[[], SentenceAnswer]
    ) -> Iterator[str]:
        """Says that what a sentence is read as names what only came near the one before."""
        told, *named = (
            {iri for one in read(text, self._known).mentions for iri in one.iris}
            for text in (whole, sentence, before)
        )
        if told.difference(*named) and answered().lead is None:
            yield _OF_NEAREST

    def _among(
        self, sentence: str, answered: Callable[[], SentenceAnswer], is_part: bool = False
    ) -> SentenceAnswer | None:
        """Returns whether somebody is among those whom an answer names, where just that is asked: "was the BSPC among them?"."""
        one = asked_whether(sentence, self._known)
        told = answered() if one else None
        lead = told.lead if told else None
        if told is None or lead is None or lead.reader not in _LISTING or Wanted.TRUTH in lead.kinds:
            return None
        whole = f"{told.whole.rstrip(' ?.!')}; {sentence}"
        text = whether_among(one, lead, self._known)
        text = f"{text}." if is_part else f"{text}: {lead.text}"  # a part stands behind those who are named
        among = lead._replace(text=text, kinds=frozenset((Wanted.TRUTH,)))
        return told._replace(sentence=sentence, lead=among, whole=whole)

    def _stated_in(self, sentence: str, answered: Callable[[], SentenceAnswer]) -> SentenceAnswer | None:
        """Returns in which text that stands which somebody is answered to have said, where just that is asked: "in which resolution?"."""
        kind = in_which_text(sentence)
        lead = answered().lead if kind else None
        claim = self._stated(lead, kind) if lead is not None else None
        if claim is None:
            return None
        whole = f"{answered().whole.rstrip(' ?.!')}; {sentence}"
        found = answered()._replace(sentence=sentence, lead=claim, others=(), whole=whole)
        return found._replace(lead=None, first_remarks=(claim.text,)) if claim.is_absence else found

    def _in_text(self, reading: Reading) -> SentenceAnswer | None:
        """Answers a whole sentence that asks in which text that stands which somebody said: "in which resolution did PACE call for it?"."""
        head = next((at for at, word in enumerate(reading.folded) if word in AUXILIARIES), 0)
        if not head:
            return None
        asked, begin = reading.sentence, reading.tokens[head].start
        return self._stated_in(asked[:begin], lambda: self._whole(asked[begin:]))

    def _drops_topic(self, lead: Claim, whole: str, before: str) -> bool:
        """Says whether several figures answer a sentence that leaves out a topic of the one before, of which it may ask."""
        names = {iri for one in read(before, self._known).mentions for iri in one.iris}
        left = names - {iri for one in read(whole, self._known).mentions for iri in one.iris}
        are_several = lead.reader == "figures" and len(lead.answer) > 1
        return are_several and any(map(self._is_topic, left))

    def _is_topic(self, iri: str) -> bool:
        return "skos:Concept" in self._known.classes.get(iri, ())

    def _days_before(self, before: str) -> DaysTold | None:
        """Returns the days that the sentence before names last, else those that its answer tells, or as of which it tells of states."""
        if named := [*days_asked(read(before, self._known))]:
            return named[-1].named
        lead = self._again(before).lead
        where = _WHERE.sub("when", before, 1)
        told = [lead, self._spelled(where).lead if where != before else None]  # what tells where tells no day
        if days := next(filter(None, (days_told(one, self._known) for one in told if one)), None):
            return days
        return (lead.day, lead.day) if lead and lead.reader == "treaties" and lead.day else None

    def _completed(self, going_on: Reading, before: str) -> SentenceAnswer | None:
        """Returns what the surest reader answers to a sentence that leaves out what the one before names."""
        so_many = _OF_SO_MANY.search(before)
        is_of_nobody = so_many and ";" not in before[: so_many.start()]  # whom nobody has told
        if is_of_nobody or is_among_one(going_on, self._known):
            return None
        claims = self._readers[0](going_on)
        lead = next((one for one in claims if leads(one, going_on)), None)
        if lead is None:
            return None
        whole = f"{before.rstrip(' ?.!')}; {going_on.sentence}"
        return SentenceAnswer(going_on.sentence, lead, read_as=(f"Read as: {whole}",), whole=whole)

    def _again(self, before: str) -> SentenceAnswer:
        """Returns the answer to the sentence before, which may itself be one that another completes."""
        head, _, tail = before.rpartition("; ")
        if head and (stated := self._stated_in(tail, lambda: self._again(head))):
            return stated
        found = self._spelled(before)
        if found.lead is None and head:
            return self._completed(gone_on(tail, head, self._known), head) or found
        return found

    def _proved(self, sentence: str, before: str) -> SentenceAnswer:
        """Returns who says what a sentence before is answered; asked why, on which statements and rules that rests."""
        found = self._again(before)
        lead = found.lead
        if lead is None:
            nearest = next((one.text for one in found.others if one.is_first), "")
            passages = _PASSAGES.match(nearest)
            stands = f"what came nearest stands in m{passages[0][1:]}" if passages else ""
            named = stands or "no source can be named for it"
            remark = (f"Nothing sure was answered to {quoted(before)}; {named}.",)
            return found._replace(sentence=sentence, others=(), unread=(), first_remarks=remark, whole=before)
        reasons = [*dict.fromkeys(self._reasons(lead))] if asks_for_reasons(sentence) else []
        if reasons:
            left = len(reasons) - _REASONS
            more = [f"and {number_in_words(left)} more like these"] if left > 0 else []
            text = f"Because of this: {'; '.join([*reasons[:_REASONS], *more])}."
            return found._replace(
                sentence=sentence, lead=lead._replace(text=text, notes=(lead.text,)), others=()
            )
        sources = lead.sources or tuple(self._sources(lead))
        if not sources:
            remark = ("Who says it is shown beside each row of that answer, by the command below it.",)
            return found._replace(sentence=sentence, lead=None, others=(lead,), first_remarks=remark)
        saying = lead._replace(text=f"So say: {'; '.join(sources)}.", notes=(lead.text,), sources=())
        return found._replace(sentence=sentence, lead=saying, others=())

    def _spelled(self, sentence: str) -> SentenceAnswer:
        """Returns the answer to a sentence; one that nothing answers is read with the slips in its names corrected."""
        reading = read(sentence, self._known)
        if stated := self._in_text(reading):
            return stated._replace(sentence=sentence, whole=sentence)
        is_fronted = reading.folded[:1] == ("when",) and not AUXILIARIES.issuperset(reading.folded[1:2])
        if is_fronted and (dated := self._dated(sentence)):
            return dated  # "When it was held, who had signed?"
        if aside := _AS_ASKED.search(sentence) if reading.wanted is Wanted.TRUTH else None:
            plain = self._spelled(f"{sentence[: aside.start()]}?")
            if plain.lead is not None:
                left = f"{quoted(aside[0].strip(' ,?.!'))} is not read here."
                lead = plain.lead._replace(notes=(left, *plain.lead.notes))
                return plain._replace(sentence=sentence, lead=lead)
        corrected = cache(lambda: self._corrected(reading))
        found = self._whole(sentence, reading, corrected)
        if found.lead is None and (dated := self._dated(sentence)):
            return dated
        if found.lead is None and not absent_kinds(reading) and (of_memo := self._of_memo(reading)):
            return of_memo
        if found.lead is None and (either := self._either(reading, found.others)):
            return either._replace(whole=sentence)
        if (found.lead is None or found.unread) and not _is_absent(found):
            found = corrected() or found
        return found._replace(whole=found.whole or sentence)

    def _either(self, reading: Reading, near: Sequence[Claim]) -> SentenceAnswer | None:
        """Answers a sentence that asks which of two things is so by what is recorded of each, beside what is near; none where neither is."""
        told: list[Claim] = []
        left: list[str] = []
        for one in alternatives(reading):
            found = self._answered(read(one.asked, self._known), self._readers)
            is_told = found.lead is not None and found.lead.reader == "facts"
            if found.lead is not None and is_told and found.text.startswith(_YES):
                told.append(found.lead)
            elif is_told or _is_absent(found):
                left.append(f"No fact recorded in these words says so of {one.name}.")
            else:
                return None
        if not told:
            return None
        texts = [text[:1].upper() + text[1:] for text in (one.text.removeprefix(_YES) for one in told)]
        less = LESS.search(reading.sentence)
        notes = [f"{quoted(less[0])} is not read here."] if less else []
        lead = told[0]._replace(
            text=" ".join((*texts, *left)),
            notes=tuple(dict.fromkeys((*notes, *(note for one in told for note in one.notes)))),
            found=tuple(dict.fromkeys(iri for one in told for iri in one.found)),
            sources=tuple(dict.fromkeys(source for one in told for source in one.sources)),
        )
        return SentenceAnswer(reading.sentence, lead, (*near,))

    def _respelled(self, reading: Reading) -> tuple[str, tuple[str, ...]]:
        """Returns a sentence with its slips corrected, and what is to be said of that."""
        return respelled(reading, self._known, self._is_recorded, self._is_written, self._asked_words())

    def _corrected(self, reading: Reading) -> SentenceAnswer | None:
        """Returns the answer to a sentence with its slips corrected, which says so; none where it has none."""
        text, read_as = self._respelled(reading)
        text, told = with_whole_names(text, self._known)
        read_as = (*read_as, *told)
        if not read_as:
            return None
        found = self._whole(text)
        unread = found.unread
        if found.lead is None:
            unread = _as_typed(unread, reading.sentence, text)
            read_as = tuple(one for one in read_as if not _is_unread(one, unread))
        return found._replace(sentence=reading.sentence, unread=unread, read_as=read_as, whole=text)

    def _of_memo(self, reading: Reading) -> SentenceAnswer | None:
        """Answers a sentence without the words that only say that the memo's time, or word, is meant, by what the memo says: "who chairs it at present"."""
        of_memo = memo_words(reading)
        if not of_memo.places:
            return None
        left = (token.whole for place, token in enumerate(reading.tokens) if place not in of_memo.places)
        found = self._whole(f"{' '.join(left)}?")
        lead = found.lead
        if lead is None:
            return None
        says = lead.reader in _OF_TEXTS and lead.text.startswith("The memo says")
        if not says and (of_memo.is_of_time or lead.reader != "questions" or not self._is_of_memo(lead)):
            return None
        note = f"The memo speaks of {HOME.time}."
        return found._replace(sentence=reading.sentence, lead=lead._replace(notes=(note, *lead.notes)))

    def _is_of_memo(self, lead: Claim) -> bool:
        """Says whether the memo alone says what is claimed."""
        sources = [*self._sources(lead)]
        return bool(sources) and all(one.startswith("memo ") for one in sources)

    def _dated(self, sentence: str) -> SentenceAnswer | None:
        """Answers a sentence that tells its day by what happened then, where it is answered when that was, and what was asked of the day."""
        for of in days_of_events(read(sentence, self._known), self._known, self._bases):
            event = self._whole(of.question).lead
            days = days_told(event, self._known) if event is not None else None
            if event is None or days is None or not of.allows(days):
                continue
            whole = of.dated(days)
            found = self._whole(whole)
            if found.lead is not None:
                lead = found.lead._replace(notes=(event.text, *found.lead.notes))
                return found._replace(
                    sentence=sentence, lead=lead, read_as=(f"Read as: {whole}",), whole=whole
                )
        return None

    def _whole(
        self,
        sentence: str,
        own: Reading | None = None,
        corrected: Callable[[], SentenceAnswer | None] = lambda: None,
    ) -> SentenceAnswer:
        """Returns what leads, of the first reader that has it, and what else is near, the nearest first.

        A sentence that nothing takes whole is answered by its clauses, if it has several and the first is answered; one with
        slips as it is `corrected`, before texts are looked through for what is written.
        """
        own = own or read(sentence, self._known)
        text = unfronted(own, self._known)
        reading = own if text == sentence else read(text, self._known)
        if goes_on(reading):
            return SentenceAnswer(sentence, None, first_remarks=(_GOES_ON,))
        if not reading.tokens:
            return SentenceAnswer(sentence, None)
        found, whole = self._answered(reading, self._readers), ""
        is_of_question = found.lead is not None and found.lead.reader == "questions"
        if is_of_question and (other := corrected()) and other.lead and other.lead.reader == "treaties":
            return other  # a slip may be in the verb: "has it ratifyed it"
        topics = {iri for one in reading.mentions for iri in one.iris if self._is_topic(iri)}
        parts = clauses(reading, topics=topics)
        are_parts = parts[0].written != reading.sentence
        asks_among = any(asked_whether(one.written, self._known) for one in parts[1:])
        if found.lead is not None and not (are_parts and (asks_among or found.lead.reader in _BY_WORDS)):
            return found
        if are_parts:
            first = self._in_words(parts[0].whole)
            mentioned = {iri for one in reading.mentions for iri in one.iris}
            about = first.lead.about if first.lead is not None else ()
            is_of_place = first.lead is not None and Wanted.PLACE in first.lead.kinds  # which "it" is not
            found_there = () if first.lead is None else about if is_of_place else first.lead.found
            is_of_truth = first.lead is not None and Wanted.TRUTH in first.lead.kinds
            if is_of_truth and not first.text.startswith("Yes"):
                found_there = ()  # it may be of another
            things = [iri for iri in found_there if iri not in (about if is_of_truth else mentioned)]
            parts[1:] = clauses(reading, [self._known.labels[iri] for iri in things], about, topics)[1:]
            if first.lead is not None and first.lead.reader in _LISTING:  # names those who "they" are
                parts[1:] = [one for one in parts[1:] if not _ARE_THEY.fullmatch(fold(one.written))]
            # "Ratified both X and Y in the same year": what is told of X is not that year.
            is_of_both = "both" in reading.folded
            if first.lead is not None and not is_of_both and (days := days_told(first.lead, self._known)):
                parts[1:] = [one._replace(whole=with_that_day(one.whole, days)) for one in parts[1:]]
                whole = with_that_day(sentence, days)
            is_dated = any(one.days and one.start < 3 for one in read(parts[0].whole, self._known).mentions)
            # What a sentence asks as of a day that it tells first is not answered as of another.
            tells = [] if is_dated else [one for one in parts[1:] if one.tells]
            asked = parts[1:] if first.lead is not None or _is_absent(first) else tells
            same = {*mentioned, *(iri for one in (first.lead,) if one for iri in (*one.found, *one.about))}
            is_of_acts = first.lead is not None and first.lead.reader == "treaties"
            first = first._replace(whole=parts[0].whole)
            by_clause = {one: self._of_part(one, first, same, is_of_acts) for one in asked}
            answers = [first, *(by_clause.get(one, SentenceAnswer(one.whole, None)) for one in parts[1:])]
            answered = [one for one in answers if one.lead is not None]
            # What only asks of a pronoun, "which are they", or of "that seminar", is not read by who takes the words of the rest.
            is_dropped = any(
                _says_little(read(one.written, self._known)) or pointing(one.written, self._known)
                for one in parts[1:]
            )
            if answered and (found.lead is None or len(answered) == len(parts) or is_dropped):
                return self._joined(reading, parts, answers)._replace(whole=whole)
        if found.lead is not None:
            return found
        if (other := corrected()) and other.lead is not None:
            return other
        found = self._answered(reading, [self._last], found.others)
        return found._replace(others=tuple(one for one in found.others if not one.is_absence))

    def _of_part(
        self, part: AskedClause, first: SentenceAnswer, same: Collection[str], is_of_acts: bool
    ) -> SentenceAnswer:
        """Answers a part of a sentence behind the first: by itself or, as what goes on from that, by what it found."""
        if not part.whole:
            return SentenceAnswer(part.written, None)
        among = self._among(part.written, lambda: first, is_part=True)
        if told := among or self._stated_in(part.written, lambda: first):
            return told
        if asked_whether(part.written, self._known):
            return SentenceAnswer(part.written, None)
        points = not part.is_counted and pointing(part.written, self._known)
        is_of_several = not part.is_counted and is_of_many(read(part.written, self._known))
        alone = SentenceAnswer(part.whole, None)
        is_plain = not (points or is_of_several)
        if is_plain or (first.lead is None and not points):
            alone = self._of_same(self._in_words(part.whole), same, is_of_acts)
        alone = _with_way(part.written, alone)
        # "It" is what the first part found, and then nothing else.
        is_of_found = first.lead and any(self._known.labels[iri] in part.whole for iri in first.lead.found)
        if alone.lead is not None or first.lead is None or (is_plain and is_of_found):
            return alone
        days = days_told(first.lead, self._known)
        asked = with_that_day(part.written, days) if days else part.written
        found = self._of_same(self._going_on_from(f"{asked}?", first), same, is_of_acts)
        found = _with_way(part.written, found)
        if found.lead is not None and found.text == first.text:
            return SentenceAnswer(part.whole, None)  # the first part again
        named = [one for one in read(first.whole, self._known).mentions if len(one.iris) == 1]
        things = [one for one in named if not self._is_topic(one.iris[0])]
        if found.lead is None and is_of_several and not points and len(things) < 2:
            return self._of_same(self._in_words(part.whole), same, is_of_acts)
        return alone if found.lead is None and is_plain else found

    @staticmethod
    def _of_same(found: SentenceAnswer, same: Collection[str], is_of_acts: bool) -> SentenceAnswer:
        """Returns the answer to a part of a sentence; no list from texts on other things than the `same` of which all of it is, nor, behind what `is_of_acts` of states, other texts on these."""
        lead = found.lead
        is_of_others = (
            lead is not None
            and lead.reader == "texts"
            and (is_of_acts or (not lead.is_complete and {*lead.found}.isdisjoint(same)))
        )
        return found._replace(lead=None) if is_of_others else found

    def _in_words(self, sentence: str) -> SentenceAnswer:
        """Answers a sentence as one question, by passages where no other reader does."""
        reading = read(unfronted(read(sentence, self._known), self._known), self._known)
        found = self._answered(reading, self._readers)
        return found if found.lead is not None else self._answered(reading, [self._last], found.others)

    def _answered(
        self, reading: Reading, readers: Iterable[Reader], found: Sequence[Claim] = ()
    ) -> SentenceAnswer:
        """Answers what is read of a sentence as one question, beside what was found.

        What leads is that of the first reader; where there may be more than it names, the others are heard, too.
        """
        near: list[Claim] = [*found]
        lead: Claim | None = None
        for reader in readers:
            claims = list(reader(reading))
            leading = None if lead else next((one for one in claims if self._may_lead(one, reading)), None)
            lead = lead or leading
            near += [one for one in claims if one is not leading]
            if lead is not None and lead.is_complete:
                break
        is_of_person = asks_for_person(reading, self._known)
        if lead is not None and is_of_person:
            near.insert(0, lead)
        elif lead is not None:
            lead = self._taken(lead, reading)
            return SentenceAnswer(reading.sentence, lead, self._beside(lead, self._ranked(near, reading)))
        ranked = self._ranked(near, reading)
        strange = unknown_names(reading, self._known, self._is_recorded)
        ranked = _behind_strange(ranked, strange, reading)
        strange_places = frozenset(place for name in strange for place in name.places)
        sure = next(
            (
                one
                for one in ranked
                if not is_of_person and self._may_lead(one, reading) and strange_places <= one.consumed
            ),
            None,
        )
        if sure is not None:
            others = self._beside(sure, ranked)
            return SentenceAnswer(reading.sentence, self._taken(sure, reading), others)
        if (unheld := absent_kinds(reading)) and not is_of_person:
            others = tuple(one for one in ranked if not one.text or one.reader == "figures")
            return SentenceAnswer(reading.sentence, None, others, (), unheld)
        if not (is_of_person or strange) and (partly := self._partly(ranked, reading)) is not None:
            lead, left = partly
            others = self._beside(lead, ranked)
            note = f"{quoted(left)} is not read here."
            return SentenceAnswer(reading.sentence, lead._replace(notes=(*lead.notes, note)), others)
        whole = {
            iri
            for one in ranked
            if not one.is_absence and reading.telling <= one.consumed and reading.wanted in one.kinds
            for iri in (one.found if len(one.found) == 1 else ())  # a passage tells of several
        }
        absent = [one.text for one in ranked if one.is_absence and whole.isdisjoint(one.found)]
        is_said = any(self._is_of_what_was_done(one, reading) for one in ranked)
        if absent and not (strange or is_said):  # what else is said of the same is nearest to it
            named = {iri for one in reading.mentions for iri in one.iris if not self._is_topic(iri)}
            ranked.sort(key=lambda one: named.isdisjoint(one.found))
            return SentenceAnswer(reading.sentence, None, tuple(ranked), (), (absent[0],))
        return self._near([one for one in ranked if not one.is_absence], reading, strange)

    def _is_of_what_was_done(self, near: Claim, reading: Reading) -> bool:
        """Says whether a text that takes up a sentence tells of what was done by its name: of who recommended it, a recommendation."""
        names = [self._known.labels.get(iri, "") for iri in near.found]
        done = stems(reading.folded[place] for place in reading.words)
        is_whole = near.reader == _TEXTS and bool(near.text) and reading.telling <= near.consumed
        return is_whole and not {*chain(*done)}.isdisjoint(chain(*stems(names)))

    def _is_place(self, iri: str) -> bool:
        return "schema:Place" in self._known.classes.get(iri, ())

    def _taken(self, lead: Claim, reading: Reading) -> Claim:
        """Says of what leads as what the beginnings of names are taken."""
        begun = (one for one in reading.mentions if one.is_beginning)
        told = (
            f"{quoted(one.text)} is taken as {self._known.labels[one.iris[0]]}."
            for one in begun
            if not any(f"{one.text}" in note and "is taken as" in note for note in lead.notes)
        )
        return lead._replace(notes=tuple(dict.fromkeys((*told, *lead.notes))))

    def _near(
        self, ranked: Sequence[Claim], reading: Reading, strange: Sequence[UnknownName]
    ) -> SentenceAnswer:
        """Tells what comes near a sentence that nothing answers, and what of it is not read."""
        near = [one for one in ranked if not (one.reader == _TEXTS and one.is_sure)]
        told = [one for of in near for one in _undenied(of, reading)]
        days = {one.start for one in reading.mentions if one.days}
        least = _ALIKE * told[0].share if told else 0.0
        told.sort(key=lambda one: len(days - one.consumed) if one.share >= least else len(days))
        if told and told[0].is_first:
            consumed = self._standing_in(told[0], reading)
        elif near and near[0].is_first:
            consumed = frozenset()  # what was nearest does not read a denial
        else:
            light = (place for place in reading.words if reading.folded[place] in LIGHT)
            consumed = _named(reading).union(light)
            consumed &= frozenset(chain.from_iterable(one.consumed for one in told)) if told else consumed
        unread = reading.unread(consumed)
        is_counted = self._is_counted(told, reading, unread)
        remarks = opening_remarks(reading, strange, self._known, self._is_recorded, unread, is_counted)
        return SentenceAnswer(reading.sentence, None, tuple(told), unread, tuple(remarks))

    def _standing_in(self, near: Claim, reading: Reading) -> frozenset[int]:
        """Returns the places of a sentence that a text takes up, of words and topics only where the text has them in some form."""
        written = {*chain.from_iterable(stems([near.text, fold(near.text)]))}
        left = frozenset[int]()
        for place in reading.words:
            is_year = reading.asks_year(place) and not _YEAR.search(near.text)  # but "three years"
            is_said = not written.isdisjoint(*stems([reading.folded[place]]))
            if reading.folded[place] not in LIGHT and (is_year or not is_said):
                left |= {place}
        for one in reading.mentions:
            if one.iris and all(map(self._is_topic, one.iris)) and SUBJECT not in one.iris:
                called = (one.written, *(self._known.labels.get(iri, "") for iri in one.iris))
                if not any(written.issuperset(of) for of in stems(called)):
                    left |= {*range(one.start, one.end)}
        return near.consumed - left

    @staticmethod
    def _beside(lead: Claim, ranked: Iterable[Claim]) -> tuple[Claim, ...]:
        """Returns what stands beside what leads: no text that may itself have led, and none on the same alone."""
        return tuple(
            one
            for one in ranked
            if one is not lead
            and not (one.reader == _TEXTS and (one.is_sure or {*one.found} <= {*lead.found}))
        )

    def _is_counted(self, ranked: Sequence[Claim], reading: Reading, unread: Sequence[str]) -> bool:
        """Says whether a number of what is asked for may be recorded: a question tells it, what is nearest or a figure of what is named has the noun, or other words are not read."""
        counting = [one for one in reading.operators if one.kind is OperatorKind.COUNT]
        places = {one.end for one in counting if one.end < len(reading.folded)}
        nouns = {reading.folded[place] for place in places}
        named = {iri for one in reading.mentions for iri in one.iris}
        found = {iri for one in ranked if not named.isdisjoint(one.found) for iri in one.found}
        names = [self._known.labels[iri] for iri in found if _FIGURE in self._known.classes.get(iri, ())]
        own = [text for text in unread if not any(text.startswith(one.text) for one in counting)]
        words = {reading.tokens[place].text for place in reading.words}
        return (
            any(one.text and one.asks for one in ranked)
            or any(one.is_first and not places.isdisjoint(one.consumed) for one in ranked[:1])
            or any(not nouns.isdisjoint(fold(name).split()) for name in names)
            or any(not words.isdisjoint(text.split()) for text in own)
        )

    def _partly(self, ranked: Sequence[Claim], reading: Reading) -> tuple[Claim, str] | None:
        """Returns the first claim that may lead though an ordinary word is not read, with that.

        A word that is recorded nowhere may be just what the sources do not tell, one that tells what was done is the question, and
        one behind a name is the head of another: "the Riga conference".
        """
        heads = {one.end for one in reading.mentions if any(map(self._is_place, one.iris))}
        for one in ranked:
            left = reading.telling - one.consumed
            words = [reading.folded[place] for place in left]
            is_known = all(self._is_recorded(word) and not word.endswith(_DONE) for word in words)
            if (
                one.leeway >= len(left) > 0
                and left.issubset(reading.words)
                and not any(
                    place in heads and not reading.tokens[place].is_apart
                    for place in left
                    if not _is_adverb(reading, place)
                )
                and is_known
                and reading.wanted in one.kinds
            ):
                return one, reading.unread(one.consumed)[0]
        return None

    def _joined(
        self, reading: Reading, parts: Sequence[AskedClause], answers: Sequence[SentenceAnswer]
    ) -> SentenceAnswer:
        """Joins the answers to the clauses of a sentence: their texts, and the rows of the first; what has none is named.

        What all of them are about is "it" after the first.
        """
        found = [one.lead for one in answers if one.lead is not None]
        called, *others = [[self._known.labels[iri] for iri in one.iris] for one in reading.mentions] or [[]]
        texts = _told_once(one.text for one in found)
        things = (self._known.labels.get(iri, "") for one in found for iri in (*one.found, *one.about))
        is_within = any(name != other and name in other for name in called for other in things)
        for name in called if called and called[0] in texts[0] and not is_within else ():
            itself = re.compile(rf"\b([Tt])he {re.escape(name)}(?!:| \([a-z])")
            texts[1:] = [
                text
                if any(other in text for of in others for other in of if other not in name)
                else itself.sub(lambda the: "It" if the[1] == "T" else "it", text)
                for text in texts[1:]
            ]
        left = {part.written: one for part, one in zip(parts, answers, strict=True) if one.lead is None}
        unsure = [quoted(written) for written, one in left.items() if not _is_absent(one)]
        missing = [*chain.from_iterable(one.first_remarks for one in left.values() if _is_absent(one))]
        missing += [f"No sure answer to {joined(unsure)}."] if unsure else []
        lead = found[0]._replace(
            text=" ".join((*texts, *missing)),
            notes=tuple(dict.fromkeys(note for one in found for note in one.notes if note not in texts)),
            sources=tuple(dict.fromkeys(source for one in found for source in one.sources)),
            is_complete=all(one.is_complete for one in found),
        )
        near = (near for one in answers if one.lead is None for near in one.others)
        read_as = tuple(dict.fromkeys(chain.from_iterable(one.read_as for one in answers if one.lead)))
        return SentenceAnswer(reading.sentence, lead, tuple(near), (*left,), read_as=read_as)

    def _ranked(self, claims: Sequence[Claim], reading: Reading) -> list[Claim]:
        """Puts claims in order of how much of a sentence they take up, rare words before others; texts stay in the order of their reader.

        What is told stands before what is only told as what it asks: one without an operator, name or day of the sentence, whose
        answer is not to that.
        """
        ranked = sorted(claims, key=lambda one: -self._cover(one, reading))
        least = _NEAR * self._cover(ranked[0], reading) if ranked else 0.0
        bounding = reading.telling.difference(reading.words)
        texts = [one for one in claims if one.reader == _TEXTS and one.text]
        most = max((self._cover(one, reading) for one in texts), default=0.0)
        others = [
            one._replace(text="") if one.asks and bounding - one.consumed else one
            for one in ranked
            if one.reader != _TEXTS and self._cover(one, reading) >= least and (one.text or one.asks)
        ]
        whole = sum(self._known.weight(reading.folded[place]) for place in reading.telling)
        told = [
            one._replace(share=one.share or self._cover(one, reading) / whole) for one in others if one.text
        ]
        first = [
            one
            for one in told
            if self._cover(one, reading) >= most
            and len(reading.telling - one.consumed) <= _LEFT
            and (not asks_who(reading) or self._names_agents(one))
        ][:_FIRST]
        rest = [one for one in told if one not in first]
        asks = [one for one in others if not one.text]
        return [*first, *texts, *rest, *asks]

    def _may_lead(self, claim: Claim, reading: Reading) -> bool:
        """Says whether a claim takes up all of a sentence, and names somebody where that asks who did something."""
        return leads(claim, reading) and (not asks_who(reading) or self._names_agents(claim))

    def _names_agents(self, claim: Claim) -> bool:
        """Says whether a question lists those who may do something, not what is done: "who organized the event"."""
        kinds = {kind for iri in claim.found for kind in self._known.classes.get(iri, ())}
        return claim.reader != "questions" or not claim.found or not heard_later.AGENTS.isdisjoint(kinds)

    def _cover(self, claim: Claim, reading: Reading) -> float:
        taken = reading.telling & claim.consumed
        weight = sum(self._known.weight(reading.folded[place]) for place in taken)
        return weight if reading.wanted in claim.kinds else _OTHER_KIND * weight

    def explained(self, sentence: str, label: Callable[[str], str]) -> str:
        """Writes how a sentence is read, which reader takes all its words, and what others take."""
        reading = read(plainly(sentence), self._known)
        found = self.answered(sentence)
        lines = [reading.explained(label)]
        if found.lead is None:
            lines.append("answer    no reader takes all its words")
        else:
            lines += [f"reader    {found.lead.reader}", f"answer    {found.lead.text}"]
        for one in found.others:
            left = ", ".join(reading.unread(one.consumed))
            lines.append(f"near      {one.reader}: {one.as_line}{f' (not read: {left})' if left else ''}")
        return "\n".join(lines)


def _says_little(reading: Reading) -> bool:
    """Says whether a part has no word of its own beside names: "which are they", "has the EU done so"."""
    return (FUNCTION_WORDS | LIGHT).issuperset(reading.unnamed)


def _is_adverb(reading: Reading, place: int) -> bool:
    return reading.folded[place].endswith("ly")


def _named(reading: Reading) -> frozenset[int]:
    """Returns the places of names in a sentence that something has."""
    named = (one for one in reading.mentions if one.iris)
    return frozenset(place for one in named for place in range(one.start, one.end))


def _behind_strange(ranked: Iterable[Claim], strange: Sequence[UnknownName], reading: Reading) -> list[Claim]:
    """Returns claims of which those on known names alone come behind that another name is not known; others go."""
    lost = frozenset(place for name in strange if not name.near for place in name.places)
    named = _named(reading)
    return [
        one if lost <= one.consumed else one._replace(share=0.0)
        for one in ranked
        if lost <= one.consumed or not named.isdisjoint(one.consumed)
    ]


def _with_way(sentence: str, found: SentenceAnswer) -> SentenceAnswer:
    """Returns the answer to a part; what is found by words none where it has not the preposition by which that only asks for somebody, or something: "about what"."""
    lead, (way, *asked) = found.lead, fold(sentence).split()
    is_of_way = len(asked) == 1 and asked[0] in ("whom", "what")
    is_lacking = (
        is_of_way and lead is not None and lead.reader in _BY_WORDS and way not in fold(lead.text).split()
    )
    return found._replace(lead=None) if is_lacking else found


def _is_absent(found: SentenceAnswer) -> bool:
    """Says whether nothing answers a sentence because what it asks is not recorded."""
    return found.lead is None and bool(found.first_remarks) and not found.unread


def _words_left(found: SentenceAnswer) -> int:
    """Returns how many words of a sentence are not read."""
    return sum(len(text.split()) for text in found.unread)


def _without(words: Collection[str], texts: Iterable[str]) -> tuple[str, ...]:
    """Returns parts of a sentence without some words, which part them.

    >>> _without({"Estonia,"}, ["quicker Estonia", "one"])
    ('quicker', 'one')
    """
    bare = _bare_words(" ".join(words))
    runs = (groupby(text.split(), bare.__contains__) for text in texts)
    return tuple(" ".join(run) for of in runs for is_left_out, run in of if not is_left_out)


def _bare_words(text: str) -> frozenset[str]:
    """Returns the words of a text without punctuation."""
    return frozenset(word.strip(",;:?.!").removesuffix("'s") for word in text.split())


def _as_typed(texts: Iterable[str], typed: str, text: str = "") -> tuple[str, ...]:
    """Returns parts of a text as somebody typed them: a word that is read as another as it was, none that was put in, and apart what stood apart.

    >>> _as_typed(["the texts apart from those", "of"], "Leaving those aside, which are the texts of it?")
    ('the texts', 'those', 'of')
    >>> _as_typed(["supporting that"], "supposing that", "supporting that")
    ('supposing that',)
    >>> _as_typed(["first", "join"], "Was it among the founding members of it?", "Was it the first to join it?")
    ('founding members',)
    """
    own, read_as = ([token.text for token in tokens(one)] for one in (typed, text))
    meant: dict[str, str] = {}
    for kind, start, end, first, last in SequenceMatcher(None, read_as, own, autojunk=False).get_opcodes():
        if kind != "replace":
            continue
        put_in, as_typed = read_as[start:end], own[first:last]
        if len(put_in) != len(as_typed) or not FUNCTION_WORDS.isdisjoint(put_in):  # a turn of phrase
            as_typed = [one for one in as_typed if one not in FUNCTION_WORDS]
            put_in = [one for one in put_in if one not in FUNCTION_WORDS]
            as_typed = [" ".join(as_typed)] * len(put_in) if as_typed else put_in
        meant.update(zip(put_in, as_typed, strict=True))
    places = f" {' '.join(own)} "
    found: list[str] = []
    for part in texts:
        run = ""
        for word in (meant.get(one, one) for one in part.split()):
            if run and f" {run} {word} " in places:
                run = f"{run} {word}"
                continue
            found += [run] if run else []
            run = word if f" {word} " in places else ""
        found += [run] if run else []
    return tuple(dict.fromkeys(found))


def _is_unread(correction: str, unread: Iterable[str]) -> bool:
    """Says whether what is corrected is not read all the same.

    >>> _is_unread("'pilar' is read as 'pillar'.", ["second pilar", "monitoring"])
    True
    """
    written = correction.partition(" is read as ")[0][1:-1]
    return any(f" {written} " in f" {one} " for one in unread)


def _told_once(texts: Iterable[str]) -> list[str]:
    """Joins what is told of each thing, or by somebody, at each place; no part of it is told again.

    >>> _told_once(["The memo says of it (1-1): a; b.", "The memo says of it (1-1): b; c.", "The memo says of it (1-2): c."])
    ['The memo says of it (1-1): a; b; c.']
    """
    told: dict[str, list[str]] = {}
    seen: set[tuple[str, str]] = set()
    for text in dict.fromkeys(texts):
        if any(one.casefold().endswith(f": {text.casefold()}") for one in told):
            continue  # "Replaced, as far as is recorded: it was replaced by X."
        head, begun, rest = text.partition("): ")
        if not begun:
            told[text] = []
            continue
        name = head.partition(" (")[0]
        new = [one for one in rest.removesuffix(".").split("; ") if (name, one) not in seen]
        seen.update((name, one) for one in new)
        told.setdefault(f"{head}{begun}", []).extend(new)
    return [f"{head}{'; '.join(of)}." if of else head for head, of in told.items() if of or head[-1:] != " "]


def _undenied(claim: Claim, reading: Reading) -> Iterator[Claim]:
    """Yields what is near, never as nearest where it does not read what a sentence denies, but for acts of the states named; nothing of what a sentence leaves out."""
    are_acts = bool(claim.about) and {*claim.found} <= {iri for one in reading.mentions for iri in one.iris}
    for one in reading.operators:
        is_excluding = one.kind is OperatorKind.EXCLUSION or fold(one.text) == "without"
        is_of_day = one.kind in _SIDES and one.place >= 0 and bool(reading.mentions[one.place].days)
        is_bounding = is_excluding or is_of_day or one.kind is OperatorKind.NEGATION
        if not is_bounding or one.start in claim.consumed:
            continue
        behind = (mention for mention in reading.mentions if mention.start >= one.end)
        if is_excluding and any(mention.start in claim.consumed for mention in islice(behind, 1)):
            return
        if is_excluding or is_of_day or not (are_acts or _DENYING.search(claim.text)):
            claim = claim._replace(share=0.0)
    yield claim


def _is_time(sentence: str, known: Names) -> bool:
    """Says whether a sentence is only a time, of something that another names: "since 2018?"."""
    own = read(sentence, known)
    days = own.mentions[0] if len(own.mentions) == 1 and own.mentions[0].days else None
    before = own.folded[: days.start] if days else ()
    return days is not None and days.end == len(own.folded) and _TIMES.issuperset(before)


def _answered_of(found: SentenceAnswer, known: Names) -> Answered:
    """Returns what a sentence was answered and asked of, and what its rows tell; or what comes nearest in words, and what these name."""
    if found.lead is None:
        near = next((one for one in found.others if one.found), None)
        named = read(near.text, known).mentions if near else ()
        named_ones = dict.fromkeys(one.iris[0] for one in named if len(one.iris) == 1)
        return Answered(near.found if near else (), (), tuple(named_ones))
    values = (value for row in found.lead.answer for value in row)
    told = tuple(dict.fromkeys(value.iri for value in values if isinstance(value, Entity)))
    things, about = found.lead.found, found.lead.about
    is_dated = not found.lead.kinds.isdisjoint((Wanted.DAY, Wanted.PLACE))
    asks_which = (is_dated or _ASKS_WHICH.match(fold(found.whole))) and len(things) == 1
    return Answered((*things, *about) if asks_which else (*about, *things), things, told)


def leads(claim: Claim, reading: Reading) -> bool:
    """Says whether a claim is sure, answers what is wanted, and takes up every name, day, operator and telling word."""
    return claim.is_sure and reading.wanted in claim.kinds and not reading.unread(claim.consumed)

"""Readings: what is to be said of a sentence before anything that it may ask: what is not read, added, or taken for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ..base.dates import DATE, in_words, parse
from ..base.printing import quoted, spaced
from ..names.arguments import DAY, taken_for
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, mentions
from ..names.names import Names
from ..names.resolve import said_of_taken
from ..names.word_tokens import tokens
from ..questions.questions import Question
from ..results.hits import Suggestion
from ..results.summaries import joined
from .command_offers import COMMANDS
from .fulltext import Line, stems
from .ranking import Wordings
from .scope import lacked_by

#: With what somebody goes on from an answer, and the words that stand for what it was about.
_GOING_ON = ("and", "but", "or", "so", "then", "also", "what about", "how about")
_STANDING_IN = frozenset(
    ["it", "they", "them", "so", "that", "this", "these", "those", "he", "she", "there", "then"]
)
#: A sentence that only goes on has at most so many words.
_SHORT = 5
#: A sentence of at least so many words without names is none of English where fewer than this part of them is known.
_FEW, _KNOWN = 3, 0.5


def goes_on(sentence: str, known: Names) -> bool:
    """Says whether a sentence only goes on from an answer: "and Sweden?", "why?", "who says so?"."""
    words = [fold(token.text) for token in tokens(sentence)]
    if not words or len(words) > _SHORT:
        return False
    found, others = mentions(sentence, known)
    begins = any(words[: len(one.split())] == one.split() for one in _GOING_ON)
    telling = [word for word in others if word not in FUNCTION_WORDS]
    if begins:
        return not telling
    return not found and (not telling or not _STANDING_IN.isdisjoint(words))


def is_strange(sentence: str, known: Names, wordings: Wordings) -> bool:
    """Says whether most words of a sentence, but for names, are none that any question or name has: as in another language."""
    _, words = mentions(sentence, known)
    names = {fold(token.text) for token in tokens(sentence)[1:] if token.text[:1].isupper()}
    others = [word for word in words if word not in names]
    unknown = [word for word in others if not (word in wordings.words or word in FUNCTION_WORDS)]
    return len(others) >= _FEW and len(unknown) > (1 - _KNOWN) * len(others)


def said_of_nothing(sentence: str, folded: str) -> dict[str, str]:
    """Says of words that neither a name nor a text has that nothing has them, by how the sentence writes them."""
    sought = folded.split()
    written = " ".join(token.text for token in tokens(sentence) if fold(token.text) in sought) or folded
    return {written: f"nothing in the graph is called {quoted(written)} or says it"}


def said_before(
    sentence: str,
    offers: Sequence[Suggestion],
    before: Sequence[str],
    questions: Mapping[str, Question],
    known: Names,
) -> Iterator[str]:
    """Yields what is to be said of a sentence, beside what was said `before`, ahead of all that it may ask, the best first.

    What all leave out is said of all, else that the first does: each offer has a line with what it leaves out.
    """
    best = offers[0]
    of_all, of_first = _parted(best.unread, [one.unread for one in offers])
    if of_all:
        yield f"I cannot read {joined(list(map(quoted, of_all)), 'or')} here: what follows may be no answer to that."
    if of_first:
        listed = joined(list(map(quoted, of_first)), "or")
        yield f"What comes first does not read {listed}: it may be no answer to that."
    told = " ".join((*before, *best.unread))
    dropped = [text for text in best.missing if text in best.dropped and text not in told]
    taken_up = " ".join((told, *best.dropped)).split()
    words = [word for word in best.left_out if not (best.certain or {*word.split()} <= {*taken_up})]
    of_all, of_first = _parted(dropped, [one.dropped for one in offers])
    unread, unread_first = _parted(words, [one.left_out for one in offers])
    if of_all:
        yield f"No question that comes near takes up {joined(list(map(quoted, of_all)))}."
    if first := [*of_first, *unread_first]:
        yield f"What comes first leaves out {joined(list(map(quoted, first)))}."
    added = [name for name in best.by_default if name in best.arguments]
    if added:
        listed = joined([f"{spaced(name)} {', '.join(best.arguments[name])}" for name in added])
        yield f"No {joined(list(map(spaced, added)), 'or')} is named; what follows is about an example, the {listed}."
    described = questions.get(best.name) or COMMANDS.get(best.name)
    if described:
        named = {name: texts for name, texts in best.arguments.items() if name not in best.by_default}
        texts = {text for of in named.values() for text in of}
        taken = {one.written: one.text for one in mentions(sentence, known)[0] if one.text in texts}
        taken = {written: text for written, text in taken.items() if fold(text) not in fold(written)}
        yield from (f"{one}." for one in said_of_taken(taken | taken_for(described, named, known)))
    if best.is_sound and described:
        yield from _of_day(best, described)
    if unread:
        yield f"{joined(list(map(quoted, unread)))} {'is' if len(unread) == 1 else 'are'} not read here."


def said_before_texts(
    sentence: str, texts: Sequence[str], known: Names, called: Callable[[str], Iterable[str]]
) -> Iterator[str]:
    """Yields what is to be said of a sentence ahead of texts with its words, by what these have, the best first.

    `called` returns all names of a thing, by IRI.
    """
    found, _ = mentions(sentence, known)
    names = [(one, name) for one in found for name in (one.text, one.written, *chain(*map(called, one.iris)))]
    read = list(
        map(frozenset, stems([Line("", "", text) for text in (*texts, *(name for _, name in names))]))
    )
    having = [
        {one.start for (one, _), stem in zip(names, read[len(texts) :], strict=True) if stem and stem <= of}
        for of in read[: len(texts)]
    ]
    lacking = [lacked_by(text, sentence, known, has) for text, has in zip(texts, having, strict=True)]
    unread, unread_first = _parted(lacking[0][0], [of for of, _ in lacking])
    lacked, lacked_first = _parted(lacking[0][1], [of for _, of in lacking])
    if unread:
        yield f"I cannot read {joined(list(map(quoted, unread)), 'or')} in the texts below."
    if lacked:
        yield f"No text below has {joined(list(map(quoted, lacked)), 'or')}."
    if first := [*unread_first, *lacked_first]:
        yield f"The first text leaves out {joined(list(map(quoted, first)))}."
    yield "What is recorded in words like these comes first."


def _parted(texts: Iterable[str], of_each: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """Parts texts into those that all have, and those that some have not."""
    once = list(dict.fromkeys(texts))
    common = [text for text in once if all(text in of for of in of_each)]
    return common, [text for text in once if text not in common]


def _of_day(best: Suggestion, described: Question) -> Iterator[str]:
    """Says which day is asked about where none is named, or only a month or year."""
    for param in described.params:
        if param.name == DAY and DAY not in best.arguments and param.default_given:
            yield (
                f"No day is named, so it is about {in_words(parse(param.default_given, DATE))}; "
                "'today' asks for the last day that is covered."
            )
    for text in best.by_last_day:
        yield f"{text} is read as its last day."

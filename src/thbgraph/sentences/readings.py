"""Readings: what is to be said of a sentence before anything that it may ask: what is not read, added, or taken for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..base.dates import DATE, in_words, parse
from ..base.names import quoted, spaced
from ..names.arguments import DAY, taken_for
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, mentions
from ..names.names import Names
from ..names.resolve import said_of_taken
from ..names.tokens import tokens
from ..questions.questions import Question
from ..results.hits import Suggestion
from ..results.summaries import joined
from .commands import COMMANDS
from .ranking import Wordings

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

    That all leave a name out is said of all, else that the first does: each offer has a line with what it leaves out.
    """
    best = offers[0]
    if best.unread:  # then of the others none both reads all and takes all names
        listed = joined(list(map(quoted, dict.fromkeys(best.unread))), "or")
        yield f"I cannot read {listed} here: what follows may be no answer to that."
    told = " ".join((*before, *best.unread))
    dropped = [text for text in best.missing if text in best.dropped and text not in told]
    for is_whole, some in _parted(dropped, [one.dropped for one in offers]):
        listed = joined(list(map(quoted, some)))
        yield (
            f"No question that comes near takes up {listed}."
            if is_whole
            else f"What comes first leaves out {listed}."
        )
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
    said = " ".join((*before, *best.unread, *best.dropped)).split()
    others = [word for word in best.left_out if not best.certain and not {*word.split()} <= {*said}]
    if left := [word for word in others if all(word in one.left_out for one in offers)]:
        yield f"{joined(list(map(quoted, left)))} {'is' if len(left) == 1 else 'are'} not read here."


def _parted(texts: Sequence[str], of_offers: Sequence[Sequence[str]]) -> Iterator[tuple[bool, Sequence[str]]]:
    """Parts texts into those that all offers have, and those that some have not."""
    common = [text for text in dict.fromkeys(texts) if all(text in of for of in of_offers)]
    others = [text for text in dict.fromkeys(texts) if text not in common]
    yield from ((is_whole, some) for is_whole, some in ((True, common), (False, others)) if some)


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

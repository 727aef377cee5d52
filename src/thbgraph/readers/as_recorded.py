"""Answers what a sentence asks of one thing as a whole, and finds what is recorded in its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from textwrap import shorten

from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS
from ..results.answer import Answer
from ..results.claims import Claim
from ..results.hits import Hit
from ..results.listing import Listing
from ..results.thing import Page, Passage
from ..sentences.fulltext import Line, stems
from ..sentences.reading import Reading

#: So many letters of a text are told.
_LONGEST = 420
#: So many texts say what a thing is.
_TEXTS = 2
#: With fewer words a text that has them all may be about anything.
_LEAST = 4
#: The words that ask for all that is known of a thing.
_ALL_OF = frozenset(
    ("describe", "show", "known", "know", "tell", "facts", "information", "page", "everything", "explain")
)


def page(reading: Reading, describe: Callable[[str], Page | Passage]) -> Iterator[Claim]:
    """Yields what the one thing is that a sentence names, where it has no other telling word: "what is GRETA?"."""
    if len(reading.mentions) != 1 or reading.operators:
        return
    (mention,) = reading.mentions
    if len(mention.iris) != 1 or any(reading.folded[place] not in _ALL_OF for place in reading.words):
        return
    found = describe(mention.iris[0])
    everything = frozenset(range(len(reading.tokens)))
    if isinstance(found, Page):
        name, table = found.entity.label, Listing(found.told).table()
        words = (one.value for one in found.told if isinstance(one.value, str) and " " in one.value)
        new = (text for text in words if fold(text) not in fold(found.summary))
        text = ". ".join((found.summary, *islice(new, _TEXTS)))
    else:
        name, text, table = mention.text, found.description, found.table()
    yield Claim("pages", f"{text}.", everything, table, command=("show", name), asks=f"What is {name}?")


def texts(reading: Reading, recorded: Callable[[str], Iterable[Hit]]) -> Iterator[Claim]:
    """Yields what is recorded in words of a sentence, each with its passage; sure is only what has all of several."""
    hits = list(recorded(reading.sentence))
    lines = [
        Line("", "", text)
        for text in (*(f"{hit.thing} {hit.text}" for hit in hits), *(one.text for one in reading.tokens))
    ]
    found = list(map(frozenset, stems(lines)))
    words = found[len(hits) :]
    for hit, having in zip(hits, found, strict=False):
        taken = frozenset(
            place
            for place, word in enumerate(words)
            if word <= having or reading.folded[place] in FUNCTION_WORDS
        )
        text = shorten(hit.text.replace("*", ""), _LONGEST, placeholder=" ...")
        yield Claim(
            "texts",
            f"{hit.thing.label}: {text} ({hit.place.label})",
            taken.difference(place for one in reading.operators for place in range(one.start, one.end)),
            Answer((), ()),
            is_sure=not reading.operators and len(reading.telling) >= _LEAST,
        )

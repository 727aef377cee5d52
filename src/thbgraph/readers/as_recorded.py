"""Answers what a sentence asks of one thing as a whole, and finds what is recorded in its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..base import vocabulary as thb
from ..base.grouping import grouped
from ..base.namespaces import ID, PREFIXES
from ..names.folding import fold
from ..results.claims import Claim
from ..results.listing import Listing
from ..results.summaries import joined
from ..results.thing import Page, Passage
from ..results.values import Entity
from ..sentences.reading import Reading

#: So many letters of a text are told, and so many of what a thing is.
_LONGEST, _PAGE = 420, 800
_POST = PREFIXES["org"] + "Post"
#: What is said in sentences.
_SENTENCES = frozenset((
    *(PREFIXES["dcterms"] + local for local in ("description", "abstract")),
    *(PREFIXES["org"] + "purpose", thb.composition, PREFIXES["skos"] + "definition"),
))  # fmt: skip
#: The words that ask what a thing is, or for all that is known of it.
_ALL_OF = frozenset((
    "describe", "show", "known", "know", "tell", "facts", "information", "page", "everything", "explain", "what", "who", "is",
    "are", "was", "were", "a", "an", "the", "of", "on", "about", "do", "does", "did", "me", "all", "us", "you", "happen",
    "happened", "at", "s", "it", "please", "current", "present",
))  # fmt: skip


def page(reading: Reading, describe: Callable[[str], Page | Passage]) -> Iterator[Claim]:
    """Yields what the one thing is that a sentence names, where it has no other telling word: "what is GRETA?"."""
    if len(reading.mentions) != 1 or reading.operators:
        return
    (mention,) = reading.mentions
    others = {word for place, word in enumerate(reading.folded) if not mention.start <= place < mention.end}
    if len(mention.iris) != 1 or not others <= _ALL_OF:
        return
    found = describe(mention.iris[0])
    everything = frozenset(range(len(reading.tokens)))
    if isinstance(found, Page):
        name, table = found.entity.label, Listing(found.worded_values).table()
        text = ". ".join((found.summary, *_gist(found)))
        if reading.folded[0] == "who" and _POST in (
            one.value.iri for one in found.facts if isinstance(one.value, Entity)
        ):
            text += ". Who holds the post is not recorded"
    else:
        name, text, table = mention.text, found.description, found.table()
    yield Claim(
        "pages",
        f"{text}.",
        everything,
        table,
        found=mention.iris,
        command=("show", name),
        asks=f"What is {name}?",
    )


def _gist(page: Page) -> Iterator[str]:
    """Yields what is said of a thing in words, as far as there is room, and then what it is linked to."""
    words = [
        one.value if one.property.iri in _SENTENCES else f"{one.property.label}: {one.value}"
        for one in page.worded_values
        if isinstance(one.value, str) and " " in one.value
    ]
    things = (
        one for one in page.worded_values if isinstance(one.value, Entity) and one.value.iri.startswith(ID)
    )
    linked = grouped((one.property.label, str(one.value)) for one in things)
    room = _PAGE - len(page.summary)
    for text in dict.fromkeys((*words, *(f"{label}: {joined(of)}" for label, of in linked.items()))):
        room -= len(text)
        if room < 0:
            break
        if fold(text) not in fold(page.summary):
            yield text

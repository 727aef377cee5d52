"""Senses: what a text may stand for, in words, as a code or as an identifier, the surest way first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..words.namespaces import BASE, ID
from ..words.terms import expand
from .folding import fold, forms
from .names import Names

#: A name with another in brackets behind it: "Council of Europe (CoE)".
_BOTH = re.compile(r"([^()]+)[(]([^()]+)[)]")
#: The shortest beginning of a name that may stand for it.
_SHORTEST = 3


class Sense(NamedTuple):
    """A thing that a text names, by which folded name (none for a code), and how."""

    iri: str
    name: str
    how: str


def identified(text: str, known: Names) -> str | None:
    """Returns the IRI that a text is, abbreviates or is linked to, such as that of a passage (2-14); None for a name."""
    passage = expand(f"memo:{text}")
    if passage in known.labels:
        return passage
    return known.linked(text) or (text if text.startswith(BASE) else expand(text))


def senses(text: str, known: Names) -> Iterator[list[Sense]]:
    """Yields what a name or code stands for, a list for each way in which it may, the surest way first.

    As it is; in another order, run together, with abbreviations or without small words; as two names of one
    thing, the second in brackets.
    """
    folded = fold(text)
    codes = [Sense(iri, "", "code") for iri in known.codes.get(folded, ())]
    yield codes + [Sense(iri, folded, "name") for iri in known.named.get(folded, ())]
    others = dict.fromkeys(name for form in sorted(forms(folded)) for name in known.by_form.get(form, ()))
    yield [Sense(iri, name, "words in another order") for name in others for iri in known.named[name]]
    both = _BOTH.fullmatch(text)
    if both:
        outer, inner = (next(filter(None, senses(part, known)), []) for part in both.groups())
        yield [sense._replace(how="two names") for sense in outer if sense.iri in {one.iri for one in inner}]


def hinted(text: str, known: Names, fits: Callable[[str], bool]) -> list[str]:
    """Returns what passages print so, and what has names that begin so.

    The beginning of just one thing's names counts where it ends with a word or lacks the end of the last word only.
    What else has a name that ends so may be meant, too: "Virgin Islands".
    """
    folded = fold(text)
    printed = [iri for iri in known.printed.get(folded, ()) if fits(iri)]
    rests: dict[str, list[str]] = {}
    for name in known.named if len(folded) >= _SHORTEST else ():
        if name.startswith(folded) or (name.endswith(f" {folded}") and not printed):
            for iri in known.named[name]:
                if iri.startswith(ID) and fits(iri):
                    rests.setdefault(iri, []).append(name[len(folded) :] if name.startswith(folded) else "")
    begins = [rest for some in rests.values() for rest in some if rest]
    is_whole = any(rest[0] == " " or " " not in rest for rest in begins)
    return list(dict.fromkeys([*printed, *(rests if begins and (is_whole or len(rests) > 1) else ())]))

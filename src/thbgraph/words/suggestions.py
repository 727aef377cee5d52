"""Slips of the pen: the names that are spelled most like one that nothing has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

#: Of what is longer, the beginning is compared: the time that it takes grows with the square of the length.
_LONGEST = 200


def near(text: str, known: Iterable[str], most: int = 3, alike: float = 0.6) -> list[str]:
    """Gives the names that are spelled most like a text, the nearest first.

    `alike` says how much so, from 0 to 1 (the ratio of difflib).

    >>> near("finlnad", ["finland", "iceland", "greece"])
    ['finland']
    """
    from difflib import get_close_matches

    return get_close_matches(text[:_LONGEST], list(known), most, alike)


def did_you_mean(names: Sequence[str], otherwise: str = "") -> str:
    """Asks whether one of some names was meant; says what to do instead where there are none.

    >>> did_you_mean(["id:fin", "id:isl"]), did_you_mean([], "docs/slugs.md lists them")
    ('did you mean id:fin or id:isl?', 'docs/slugs.md lists them')
    """
    return f"did you mean {' or '.join(names)}?" if names else otherwise

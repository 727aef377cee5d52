"""Did-you-mean suggestions for unknown names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

#: Of what is longer, the beginning is compared: the time that it takes grows with the square of the length.
_LONGEST = 200


def alike(one: str, other: str) -> float:
    """Returns how alike two texts are spelled, from 0 to 1 (the ratio of difflib).

    >>> alike("finlnad", "finland") > 0.8 > alike("iceland", "finland")
    True
    """
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST]).ratio()


def near(
    text: str,
    known: Iterable[str],
    most: int = 3,
    alike: float = 0.6,
    form: Callable[[str], str] = str,
) -> list[str]:
    """Returns the names that are spelled most like a text, the nearest first.

    `alike` says how much so, from 0 to 1; `form` gives what is compared of each.

    >>> near("finlnad", ["finland", "iceland", "greece"]), near("GRECE", ["Finland", "Greece"], form=str.lower)
    (['finland'], ['Greece'])
    """
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for name in known:
        names.setdefault(form(name[:_LONGEST]), name)
    wanted = form(text[:_LONGEST])
    without = str.maketrans("", "", wanted)

    def may_be_near(name: str) -> bool:
        """Says it where enough of the letters are those of the text; the ratio of difflib cannot be higher, and takes long."""
        shared = min(len(name) - len(name.translate(without)), len(wanted))
        return 2.0 * shared >= alike * (len(name) + len(wanted))

    return [names[one] for one in get_close_matches(wanted, filter(may_be_near, names), most, alike)]


def did_you_mean(names: Sequence[str], otherwise: str = "") -> str:
    """Asks whether one of some names was meant; says what to do instead where there are none.

    >>> did_you_mean(["id:fin", "id:isl"]), did_you_mean([], "thbgraph list shows all")
    ('did you mean id:fin or id:isl?', 'thbgraph list shows all')
    """
    return f"did you mean {' or '.join(names)}?" if names else otherwise

"""The terms of a graph that come nearest to one that it does not have."""

from __future__ import annotations

from collections.abc import Iterable

from ..naming.arguments import Names
from ..words.names import key, squeezed
from ..words.suggestions import near
from ..words.terms import local

_MOST = 3
_LONGEST = 200


def near_iris(iri: str, there: Iterable[str], known: Names) -> list[str]:
    """Gives the IRIs out of `there` that are spelled most like one, or carry its last part as a name.

    >>> near_iris("http://e.org/knowz", ["http://e.org/knows", "http://e.org/likes"], Names({}, {}, {}, {}, {}))
    ['http://e.org/knows']
    """
    by_name: dict[str, list[str]] = {}
    for other in there:
        for name in dict.fromkeys((squeezed(local(other)), squeezed(known.labels.get(other, "")))):
            if name:
                by_name.setdefault(name, []).append(other)
    wanted, home = squeezed(local(iri)), iri.removesuffix(local(iri))
    among = {other for others in by_name.values() for other in others}
    called = [other for other in known.names.get(key(local(iri)), ()) if other in among]
    if called:
        return called[:_MOST]
    swapped = [name for name in by_name if len(name) == len(wanted) and sorted(name) == sorted(wanted)]
    alike = near(wanted, by_name, _MOST) if wanted else []
    found = [other for name in [*swapped, *alike] for other in by_name[name]]
    exact = [other for other in found if squeezed(local(other)) == wanted]
    at_home = [other for other in found if other.startswith(home)]
    return list(dict.fromkeys([*exact, *(at_home or found)]))[:_MOST]


def near_texts(text: str, there: Iterable[str]) -> list[str]:
    """Gives the texts out of `there` that are spelled most like one, whatever their case and accents."""
    by_key: dict[str, str] = {}
    for other in there:
        by_key.setdefault(key(other[:_LONGEST]), other)
    return [by_key[name] for name in near(key(text[:_LONGEST]), by_key, _MOST, 0.75)]

"""Ranks of sources: whose site a page stands on, which kind of publisher that is, and which pages are cited before others.

The pages of a depositary come first, then those of the organization itself, of a government, gazette or court, of a
parliament, of a law database, and only then those of an encyclopedia, an association, the press and a mirror. The table
`data/tables/source-hosts.csv` says which site is what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from ..base.namespaces import ID, PREFIXES
from ..base.triples import Facts

_POSITION, _PUBLISHER = PREFIXES["schema"] + "position", PREFIXES["dc"] + "publisher"
_KIND, _LABEL = PREFIXES["dcterms"] + "type", PREFIXES["skos"] + "prefLabel"
_PART = re.compile(r"[^a-z0-9]+")
#: The last place in order of the pages of official publishers, and that of a site of which nothing is known.
OFFICIAL, LAST = 4, 9
_Use = TypeVar("_Use")


class SourceSite(NamedTuple):
    """Where pages stand: whose they are, or their host where that is not known, which kind of publisher that is, and their place in order."""

    publisher: str
    kind: str = ""
    rank: int = LAST

    def __str__(self) -> str:
        return "; ".join(filter(None, (self.publisher, self.kind)))


class CitedPage(NamedTuple):
    """The address of a page that is cited, its site, and how the rows begin for which it stands; none where it is all of them."""

    address: str
    site: SourceSite
    rows: tuple[str, ...] = ()

    def __str__(self) -> str:
        page = f"{self.address} ({self.site})"
        return f"{', '.join(self.rows)}: {page}" if self.rows else page


class Sites:
    """The sites that one store describes; `about` finds what it states of nodes."""

    def __init__(self, about: Callable[..., Iterable[ox.Quad]]) -> None:
        self._about = about
        self._known: dict[str, SourceSite] = {}

    def of(self, addresses: Iterable[str]) -> dict[str, SourceSite]:
        """Returns the site of each page, by its address: of those described the narrowest."""
        wanted = dict.fromkeys(addresses)
        new = {
            address: [ox.NamedNode(one) for one in _nodes(address)] for address in wanted.keys() - self._known
        }
        stated = self._about(*[node for nodes in new.values() for node in nodes])
        kinds = dict.fromkeys(quad.object for quad in stated if quad.predicate.value == _KIND)
        facts = Facts([*stated, *self._about(*kinds)])
        ranked = {quad.subject for quad in stated if quad.predicate.value == _POSITION}
        for address, nodes in new.items():
            described = (_site(node.value, address, facts) for node in nodes if node in ranked)
            self._known[address] = next(filter(None, described), None) or SourceSite(_host(address))
        return {address: self._known[address] for address in wanted}


def _site(node: str, address: str, facts: Facts) -> SourceSite | None:
    rank, kind = facts.text(node, _POSITION), facts.text(node, _KIND)
    if rank is None or kind is None:
        return None
    return SourceSite(
        facts.text(node, _PUBLISHER) or _host(address), facts.text(kind, _LABEL) or "", int(rank)
    )


def fewest(pages: Mapping[str, Collection[_Use]], sites: Mapping[str, SourceSite]) -> dict[str, set[_Use]]:
    """Chooses as few pages as bear all uses, each by a page of the best kind that bears it; says which each stands for.

    Of pages that are as good, the one that bears most comes first, then the shortest address.

    >>> best, worse = SourceSite("e.org", "depositary", 1), SourceSite("news.org", "press", 7)
    >>> fewest({"http://e.org/": {"fin"}, "http://news.org/": {"fin", "swe"}}, {"http://e.org/": best, "http://news.org/": worse})
    {'http://e.org/': {'fin'}, 'http://news.org/': {'swe'}}
    """
    if len(pages) == 1:
        return {page: {*uses} for page, uses in pages.items()}
    best: dict[_Use, int] = {}
    for page, uses in pages.items():
        for use in uses:
            best[use] = min(best.get(use, LAST), sites[page].rank)
    bears = {page: {use for use in uses if best[use] == sites[page].rank} for page, uses in pages.items()}
    left, chosen = set(best), list[str]()
    while left:
        chosen.append(min(bears, key=lambda page: (-len(left & bears[page]), len(page), page)))
        left -= bears[chosen[-1]]
    for page in chosen[:]:  # the first may have become needless by the later ones
        if bears[page] <= {use for other in chosen if other != page for use in bears[other]}:
            chosen.remove(page)
    return {
        page: bears[page] for page in sorted(chosen, key=lambda page: (sites[page].rank, chosen.index(page)))
    }


def _nodes(address: str) -> Iterator[str]:
    """Yields the IRIs under which a page's site may be described, the narrowest first: each part of its path, its host."""
    parts = (address.partition("://")[2] or address).partition("?")[0].split("/")
    for end in range(len(parts), 0, -1):
        yield f"{ID}site-{_PART.sub('-', '/'.join(parts[:end]).lower()).strip('-')}"


def _host(address: str) -> str:
    """Returns the host of a page; of what is no page, such as a package, all of its address."""
    return address.partition("://")[2].partition("/")[0] or address

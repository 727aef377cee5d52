"""What is fetched from outside sources: a file a thing in the cache, with the day on which it was got.

A file is written when its thing has come, so that a fetch that breaks off goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from ..building import cache
from ..building.files import write_whole
from ..files.links import Link
from ..words.errors import EndpointError, StoreError
from . import rdf as outside
from .web import Client

#: After so many failures one after the other the rest of a scheme is not tried.
_GIVE_UP = 3
Progress = Callable[[int, int, str], None]


class Fetched(NamedTuple):
    """What an outside source said of a thing (`iri`, in a scheme) on the day on which it was retrieved.

    `triples` is in N-Triples. `etag` and `last_modified` tell its version, where the source says.
    """

    iri: str
    scheme: str
    retrieved: str
    triples: str
    etag: str = ""
    last_modified: str = ""

    def quads(self) -> Iterator[ox.Quad]:
        """Gives the triples, as quads of the default graph."""
        yield from ox.parse(self.triples, format=ox.RdfFormat.N_TRIPLES)


class Outcome(NamedTuple):
    """How a fetch went, in numbers of things: got anew, unchanged since, still fresh, failed and not tried.

    `failures` says why, in order, each reason once.
    """

    got: int
    unchanged: int
    fresh: int
    failed: int = 0
    untried: int = 0
    failures: tuple[str, ...] = ()


def folder() -> Path:
    """Gives the folder in which fetched things lie."""
    return cache.fetched()


def stored(scheme: str | None = None) -> list[Fetched]:
    """Reads what has been fetched, of one scheme or all, in order; raises StoreError where it cannot be."""
    paths = sorted(folder().glob(f"{scheme or '*'}/*.json"))
    return [found for path in paths if (found := _load(path)) is not None]


def fetch(
    links: Iterable[Link],
    client: Client,
    *,
    today: date,
    max_age: int,
    progress: Progress | None = None,
) -> Outcome:
    """Gets what the schemes say of the things that links lead to, and keeps it.

    What was got less than `max_age` days before `today` is left as it is. What fails is told and does not end
    the rest, unless the source seems to be down.
    """
    wanted = {(link.scheme, link.object): link.subject_label for link in links if link.is_exact}
    since = (today - timedelta(days=max_age)).isoformat()
    old = {key: _load(_path(*key)) for key in wanted}
    due = [key for key in wanted if (kept := old[key]) is None or kept.retrieved <= since]
    counts = dict.fromkeys(("got", "unchanged", "failed", "untried"), 0)
    failures: list[str] = []
    in_a_row: dict[str, int] = {}
    done = 0
    for scheme, batch in _batches(due):
        if progress:
            progress(done + 1, len(due), f"{scheme}: {wanted[scheme, batch[0]]}")
        done += len(batch)
        if in_a_row.get(scheme, 0) >= _GIVE_UP or not client.can_reach(_address(scheme, batch)):
            counts["untried"] += len(batch)
            continue
        try:
            for found in _get(scheme, batch, client, old[scheme, batch[0]], today.isoformat()):
                kept = old[scheme, found.iri]
                counts["unchanged" if kept and kept.triples == found.triples else "got"] += 1
                _keep(found)
            in_a_row[scheme] = 0
        except EndpointError as error:
            counts["failed"] += len(batch)
            failures.append(error.message)
            in_a_row[scheme] = in_a_row.get(scheme, 0) + 1
    return Outcome(fresh=len(wanted) - len(due), failures=tuple(dict.fromkeys(failures)), **counts)


def _batches(due: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Parts what is due by scheme, and what one request gets together."""
    for scheme in dict.fromkeys(scheme for scheme, _ in due):
        iris = [iri for other, iri in due if other == scheme]
        size = outside.BATCH if scheme == outside.WIKIDATA else 1
        yield from ((scheme, iris[start : start + size]) for start in range(0, len(iris), size))


def _address(scheme: str, batch: Sequence[str]) -> str:
    """Returns where a batch is asked for: Wikidata at its endpoint, anything else by its own IRI."""
    return outside.WIKIDATA_ENDPOINT if scheme == outside.WIKIDATA else batch[0]


def _get(
    scheme: str, batch: Sequence[str], client: Client, old: Fetched | None, today: str
) -> Iterator[Fetched]:
    """Gets a batch: Wikidata by one query, anything else by its address, if it has changed."""
    address = _address(scheme, batch)
    if scheme == outside.WIKIDATA:
        query = outside.wikidata_query([iri.rpartition("/")[2] for iri in batch])
        known, reply = None, client.get(address, batch, form={"query": query})
    else:
        etag, last_modified = (old.etag, old.last_modified) if old else ("", "")
        known, reply = old, client.get(address, batch, etag=etag, last_modified=last_modified)
    if reply.triples is not None:
        for iri, triples in reply.triples.items():
            yield Fetched(iri, scheme, today, triples, reply.etag, reply.last_modified)
    elif known is not None:
        yield known._replace(retrieved=today)
    else:
        raise EndpointError(f"{address}: answers 304 to what was not asked conditionally", url=address)


def _path(scheme: str, iri: str) -> Path:
    return folder() / scheme / f"{sha256(iri.encode()).hexdigest()[:24]}.json"


def _keep(found: Fetched) -> None:
    """Writes one thing, whole or not at all."""
    path = _path(found.scheme, found.iri)
    try:
        cache.make(folder())
        path.parent.mkdir(exist_ok=True)
        write_whole(path, json.dumps(found._asdict(), ensure_ascii=False).encode())
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be written ({error.strerror}); set THBGRAPH_CACHE") from None


def _load(path: Path) -> Fetched | None:
    """Reads one thing; None where it is not there, or damaged, so that it is fetched again."""
    try:
        found = Fetched(**json.loads(path.read_text(encoding="utf-8")))
        list(found.quads())
        return found if all(isinstance(value, str) for value in found) else None
    except (FileNotFoundError, ValueError, TypeError, SyntaxError, RecursionError):
        return None
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}); set THBGRAPH_CACHE") from None

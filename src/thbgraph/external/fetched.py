"""The cache of what outside sources state: a file for each thing, with the day on which it was got.

A file is written as soon as its thing has come, so that a fetch that breaks off goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ..base.errors import EndpointError, StoreError
from ..base.progress import Progress, silent
from ..build import cache
from ..build.files import write_whole
from ..rdf.links import Link
from .exchange import Request
from .fetched_facts import BATCH, ENDPOINT, wikidata_query
from .web import WebClient

#: The schemes that can be fetched: by the IRI of each thing, or by queries.
WIKIDATA = "wikidata"
SCHEMES = ("eli", "eu-corporate-bodies", "eu-countries", "eu-places", "eurovoc", "geonames", WIKIDATA)
#: After so many failures one after the other the rest of a scheme is not tried.
_GIVE_UP = 3
#: Changes when other facts are read, so that older files are fetched again.
_SUFFIX = ".facts1.json"


class Fetched(NamedTuple):
    """The facts that an outside source stated of a thing (`iri`, in a scheme) on the day of retrieval.

    `etag` and `last_modified` tell their version, where the source gives one. Each fact has the fields of a `Fact`.
    """

    iri: str
    scheme: str
    retrieved: str
    etag: str
    last_modified: str
    facts: Sequence[Sequence[str]]


class Outcome(NamedTuple):
    """How many things a fetch got anew, found unchanged or still fresh, failed to get and did not try.

    `failures` says why, in order, each reason once.
    """

    got: int
    unchanged: int
    fresh: int
    failed: int = 0
    untried: int = 0
    failures: tuple[str, ...] = ()


def stored(scheme: str | None = None) -> list[Fetched]:
    """Returns what has been fetched, of one scheme or all, in order; raises StoreError where it cannot be read."""
    paths = sorted(cache.fetched().glob(f"{scheme or '*'}/*{_SUFFIX}"))
    return [found for path in paths if (found := _load(path)) is not None]


def fetch(
    scheme: str,
    links: Iterable[Link],
    client: WebClient,
    today: date,
    max_age: int,
    progress: Progress = silent,
) -> Outcome:
    """Gets and keeps the facts of the things that links of a scheme lead to.

    What was got less than `max_age` days before `today` is left as it is. A failure does not end the rest,
    unless the source seems to be down.
    """
    names = {link.object: link.subject_label for link in links if link.scheme == scheme and link.is_exact}
    old = {iri: _load(_path(scheme, iri)) for iri in names}
    since = (today - timedelta(days=max_age)).isoformat()
    due = [iri for iri, kept in old.items() if kept is None or kept.retrieved <= since]
    size = BATCH if scheme == WIKIDATA else 1
    got = unchanged = failed = in_a_row = 0
    failures: dict[str, None] = {}
    for start in range(0, len(due), size):
        batch = due[start : start + size]
        if in_a_row == _GIVE_UP or not client.can_reach(_address(scheme, batch)):
            break
        progress(start + 1, len(due), f"{scheme}: {names[batch[0]]}")
        try:
            for found in _get(scheme, batch, client, old[batch[0]], today.isoformat()):
                is_known = (kept := old[found.iri]) is not None and kept.facts == found.facts
                unchanged, got = unchanged + is_known, got + (not is_known)
                _keep(found)
            in_a_row = 0
        except EndpointError as error:
            failures[error.message] = None
            failed, in_a_row = failed + len(batch), in_a_row + 1
    untried = len(due) - got - unchanged - failed
    return Outcome(got, unchanged, len(names) - len(due), failed, untried, tuple(failures))


def _address(scheme: str, batch: Sequence[str]) -> str:
    """Returns where a batch is asked for: Wikidata at its endpoint, anything else by its own IRI."""
    return ENDPOINT if scheme == WIKIDATA else batch[0]


def _get(
    scheme: str, batch: Sequence[str], client: WebClient, old: Fetched | None, today: str
) -> list[Fetched]:
    """Gets a batch: Wikidata by one query, anything else only if it has changed."""
    request = Request(_address(scheme, batch), batch)
    if scheme == WIKIDATA:
        items = [iri.rpartition("/")[2] for iri in batch]
        request, old = request._replace(form={"query": wikidata_query(items)}), None
    elif old is not None:
        request = request._replace(etag=old.etag, last_modified=old.last_modified)
    reply = client.get(request)
    if old is not None and reply.facts is None:
        return [old._replace(retrieved=today)]
    version = (reply.etag, reply.last_modified)
    return [Fetched(iri, scheme, today, *version, facts) for iri, facts in (reply.facts or {}).items()]


def _path(scheme: str, iri: str) -> Path:
    return cache.fetched() / scheme / (sha256(iri.encode()).hexdigest()[:24] + _SUFFIX)


def _keep(found: Fetched) -> None:
    """Writes one thing, whole or not at all."""
    path = _path(found.scheme, found.iri)
    try:
        cache.make(cache.fetched())
        path.parent.mkdir(exist_ok=True)
        write_whole(path, json.dumps(found._asdict()).encode())
    except OSError as error:
        raise StoreError(
            f"{path.parent} cannot be written ({error.strerror})", "set THBGRAPH_CACHE"
        ) from None


def _load(path: Path) -> Fetched | None:
    """Reads one thing; None where it is not there, or damaged, so that it is fetched again."""
    try:
        found = Fetched(**json.loads(path.read_text(encoding="utf-8")))
        texts = [*found[:-1], *chain(*found.facts)]
    except (FileNotFoundError, ValueError, TypeError, RecursionError):
        return None
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror})", "set THBGRAPH_CACHE") from None
    return found if all(isinstance(text, str) for text in texts) else None

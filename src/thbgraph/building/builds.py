"""Builds that are there: finding the one of a home, reading its index, and opening its store.

A build is a folder of the cache named by the hash of its sources. What a wheel carries is a build, too, closed
already, whose statements lie in one file.
"""

from __future__ import annotations

import gc
import json
import os
from binascii import crc32
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..files.questions import Question
from ..stores.embedded import EmbeddedStore
from ..words.errors import StoreError
from ..words.progress import Told, untold
from ..words.version import __version__
from . import cache, homes
from .files import read_regular, write_whole
from .index import Index, from_json
from .integrity import SEARCH, Damaged, check
from .kept_questions import current_questions, kept_questions

#: What a build goes through.
STEPS = ("reading", "checking", "reasoning", "computing dates and statuses", "writing the store")
#: Changes when a build's layout does, so that an older build is not read as a newer one.
_LAYOUT = "4"
#: That of what is made beside a graph that is published elsewhere: it has no store.
_REMOTE = "1"
#: A note of the state of a home has fewer bytes.
LONGEST_NOTE = 10_000_000


def find(root: Path) -> tuple[Path, Index] | None:
    """Returns the folder and index of the current build of a home, or None where there is none.

    Raises Damaged for a build that is not as it was written or is of other sources, StoreError for one that may not
    be read.
    """
    digest = known_digest(root)
    place = folder(digest)
    try:
        if not place.is_dir():
            return None
        check(place)
        index = _read_index(place)
        if (index.digest, index.version) != (digest, __version__):
            raise Damaged(place, "it is of other sources")
        with suppress(OSError):  # of builds in one cache those go first that were used least recently
            os.utime(place)
        return place, index._replace(questions=questions_of(root, place))
    except FileNotFoundError:  # another process has removed it meanwhile
        return None
    except Damaged:
        if place.exists():
            raise
        return None
    except OSError as error:
        raise StoreError(
            f"the build at {place} cannot be read ({error.strerror}); set THBGRAPH_CACHE to a folder that you can write to"
        ) from None
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Damaged(place, f"index.json: {error}") from None


def find_sound(root: Path, told: Told) -> tuple[Path, Index] | None:
    """Returns what `find` does; a damaged build, of which it is told what is wrong, counts as none."""
    try:
        return find(root)
    except Damaged as error:
        told(error.reason)
        return None


class Rebuilds:
    """Notices builds that others make of a home. To look costs next to nothing where no build was made."""

    def __init__(self, root: Path) -> None:
        self._root, self._seen = root, _changed()

    def is_newer_than(self, digest: str) -> bool:
        """Says whether a build was made since the last look that is of the home as it is, and of another digest."""
        changed = _changed()
        if changed == self._seen:
            return False
        self._seen = changed
        found = find_sound(self._root, untold)
        return found is not None and found[1].digest != digest


def _changed() -> int:
    """Returns when a build was last put into the cache or removed; 0 where there is none."""
    with suppress(OSError):
        return cache.builds().stat().st_mtime_ns
    return 0


def known_index(root: Path) -> Index | None:
    """Returns the index of the current build of a home, or what the wheel carries; None where neither is there."""
    if carried(root):
        return carried_index(root)
    found = find_sound(root, untold)
    return found and found[1]


def search_file(root: Path, digest: str) -> Path:
    """Returns the full-text index of the graph with a digest: of its build, of one elsewhere, else what a wheel carries."""
    places = (folder(digest), folder_of_remote(digest), root)
    return next((place / SEARCH for place in places if (place / SEARCH).exists()), root / SEARCH)


def kept_folder(digest: str) -> Path:
    """Returns the folder of the build with a digest, or of what was made beside one that is elsewhere."""
    place = folder(digest)
    return place if place.exists() else folder_of_remote(digest)


def folder(digest: str) -> Path:
    """Returns the folder of the build of the sources with a digest."""
    return cache.builds() / name(digest)


def folder_of_remote(digest: str) -> Path:
    """Returns the folder of what was made beside the graph with a digest that is published elsewhere."""
    return cache.builds() / name(digest, _REMOTE)


def kept_index(root: Path, digest: str) -> Index | None:
    """Returns the index of the graph with a digest: that of a home where it is the same, else what was made beside it."""
    known = known_index(root)
    if known is not None and known.digest == digest:
        return known
    try:
        return _read_index(folder_of_remote(digest))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None  # which is made again


def open_store(folder: Path, index: Index) -> EmbeddedStore:
    """Opens the store of a build, which answers its probe; raises Damaged where it does not."""
    try:
        return EmbeddedStore.open(folder / "store", index.probe)
    except StoreError as error:
        raise Damaged(folder, error.message) from None


def carried(root: Path) -> Path | None:
    """Returns the file with the closed graph that a wheel carries; None where the home has sources alone."""
    closed = root / "closed.trig"
    return closed if closed.exists() else None


def carried_index(root: Path) -> Index:
    """Reads the index that the wheel carries; raises StoreError when it is damaged."""
    try:
        return _read_index(root)._replace(questions=kept_questions(root))
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise damaged_package(error) from None


def questions_of(root: Path, build: Path) -> dict[str, Question]:
    """Returns the questions of a home, those that have changed read anew and kept with a build."""
    return kept_questions(root) if carried(root) else current_questions(root, build)


def damaged_package(error: Exception) -> StoreError:
    """Returns the error of an installation whose graph cannot be read."""
    return StoreError(f"the graph that the package carries is damaged ({error}); install thbgraph again")


def name(digest: str, layout: str = _LAYOUT) -> str:
    """Returns the name of the build of the sources with a digest."""
    return f"{digest[:16]}-{__version__}-{layout}"


def digest_of(root: Path) -> str:
    """Returns the digest of a home's sources, and notes it with what they look like."""
    if carried(root):
        return carried_index(root).digest
    stamp, note = os.fsencode(homes.stamp(root)), _note(root)
    digest = homes.digest(root)
    with suppress(OSError):  # the note only saves time: a cache that is read-only may well hold the build
        cache.make(note.parent)
        write_whole(note, digest.encode() + b"\n" + stamp)
    return digest


def known_digest(root: Path) -> str:
    """Returns the digest of a home's sources, which are read again only when one looks changed."""
    with suppress(OSError, ValueError):
        digest, _, stamp = read_regular(_note(root), LONGEST_NOTE).partition(b"\n")
        if stamp == os.fsencode(homes.stamp(root)):
            return digest.decode()
    return digest_of(root)


def _note(root: Path) -> Path:
    """Returns the file that notes the digest of a home; two homes that share it each find the other's stamp."""
    return cache.stamps() / f"{crc32(os.fsencode(root)):08x}"


def _read_index(folder: Path) -> Index:
    with uncollected():
        return from_json(json.loads((folder / "index.json").read_bytes()))


@contextmanager
def uncollected() -> Iterator[None]:
    """Disables the cyclic garbage collector for work that makes many objects and next to no garbage."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()

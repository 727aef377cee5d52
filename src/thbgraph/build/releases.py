"""Releases of the data: each kept as what it was built from, packed, in the folder `releases/` of a home.

A packed release holds what a build is made of and nothing else, so that what changed since can be told by today's program,
of statements and of answers alike.
"""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ..base.errors import DataError, RequestError, StoreError
from ..base.home import HOME_FILE
from ..base.printing import quoted
from . import cache, homes

FOLDER = "releases"
_ENDING = ".tar.xz"
_VERSION = re.compile(r"\d+(\.\d+)*")


class Release(NamedTuple):
    """A release of the data: its version, and the file that holds it."""

    version: str
    path: Path

    @property
    def order(self) -> tuple[int, ...]:
        """What releases are sorted by."""
        return tuple(map(int, self.version.split(".")))

    def unpacked(self) -> tuple[Path, str]:
        """Returns the folder in the cache that holds it, made where it is not there, and its day (ISO 8601).

        Raises DataError for what is no packed release, and StoreError where the cache cannot be written.
        """
        content = self.path.read_bytes()
        folder = cache.folder() / FOLDER / hashlib.sha256(content).hexdigest()[:16]
        try:
            with tarfile.open(fileobj=io.BytesIO(content), mode="r:xz") as packed:
                members = packed.getmembers()
                day = max((datetime.fromtimestamp(one.mtime, UTC).date() for one in members), default=None)
                if day is None or not all(one.isreg() and _is_inside(one.name) for one in members):
                    raise tarfile.ReadError("it holds something else")
                if not folder.is_dir():
                    _unpack(packed, members, folder)
        except (tarfile.TarError, EOFError, OverflowError) as error:
            raise DataError(
                f"is no packed release: {error}", "take it from the repository again", path=self.path.name
            ) from None
        except OSError as error:
            raise StoreError(f"the cache cannot be written: {error.strerror}", "set THBGRAPH_CACHE") from None
        return folder, day.isoformat()


def releases(root: Path) -> list[Release]:
    """Returns the releases that a home keeps, the oldest first."""
    files = (root / FOLDER).glob(f"*{_ENDING}")
    found = (Release(path.name.removesuffix(_ENDING), path) for path in files)
    return sorted((one for one in found if _VERSION.fullmatch(one.version)), key=lambda one: one.order)


def pack(root: Path, version: str, day: date) -> Path:
    """Packs what a home is built from as a release of a day, and returns the file; the same each time.

    Raises RequestError for what is no version, and for one that there is.
    """
    path = root / FOLDER / f"{version}{_ENDING}"
    if not _VERSION.fullmatch(version):
        raise RequestError(f"{quoted(version)} is no version of a release", "expected numbers, such as 0.2.0")
    if path.exists():
        raise RequestError(
            f"{FOLDER}/{path.name} is there already", "a release is never made again: raise the version"
        )
    path.parent.mkdir(exist_ok=True)
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:xz", format=tarfile.PAX_FORMAT, preset=9) as packed:
        for name in homes.files(root):
            raw = (root / name).read_bytes()
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.mode = len(raw), midnight, 0o644
            packed.addfile(member, io.BytesIO(raw))
    path.write_bytes(content.getvalue())
    return path


def _is_inside(name: str) -> bool:
    """Says whether a path leads into a folder of a home, and not out of it."""
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] in (*homes.FOLDERS, HOME_FILE) and ".." not in parts


def _unpack(packed: tarfile.TarFile, members: list[tarfile.TarInfo], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as made:
        new = Path(made) / "home"
        for member in members:
            file, place = packed.extractfile(member), new / member.name
            assert file is not None
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read())
        try:
            new.rename(folder)
        except OSError:  # another process was there first
            if not folder.is_dir():
                raise

"""What several rooms do with files: write a file or folder whole or not at all, read what is a file only, and list by age."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EFBIG, EINVAL
from pathlib import Path
from threading import get_ident

from ..base.errors import RequestError


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Writes a file anew, of bytes or of parts; whoever reads it meanwhile, or after a failure, finds what was there before.

    What is new is on the disk before it takes the place of the old, so that no stop of the machine leaves neither.
    Its mode, owner and group stay. A symbolic link is replaced: `followed` gives what it leads to. Raises OSError
    where the file is read-only or cannot be written, and then leaves nothing beside it.
    """
    old = _writable(path)
    # A name of its own in each thread, and hidden: no half-written file is taken for one of a home.
    beside = path.with_name(f".{os.getpid()}.{get_ident()}.new")
    try:
        beside.unlink(missing_ok=True)  # of a process that had the same number and was killed
        with open(beside, "xb", opener=_private if old else None) as file:
            if old:
                with suppress(PermissionError):  # only some may give a file away
                    os.fchown(file.fileno(), old.st_uid, old.st_gid)
                os.fchmod(file.fileno(), stat.S_IMODE(old.st_mode))
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Gives a new folder that takes the place of one, or of none, when the block ends; after a failure all is as before.

    Until then it is hidden beside it. Raises RequestError where it cannot be written.
    """
    from tempfile import TemporaryDirectory  # which most commands need for nothing

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as made:
            new, old = Path(made) / "new", Path(made) / "old"
            new.mkdir()
            yield new
            if folder.exists():
                folder.rename(old)
            try:
                new.rename(folder)
            except OSError:
                if old.exists():
                    old.rename(folder)
                raise
    except OSError as error:
        raise RequestError(
            f"{folder} cannot be written: {error.strerror}", "make room there, or name another folder"
        ) from None


def _writable(path: Path) -> os.stat_result | None:
    """Returns the status of a file that may be replaced, None where there is none or a symbolic link."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found.st_mode):
        return None
    if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(EACCES, "the file is read-only", str(path))
    return found


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)  # until it has the mode of what it replaces


def followed(path: Path) -> Path:
    """Returns the file that a path leads to by symbolic links; raises OSError for links in a circle."""
    with suppress(FileNotFoundError):
        path.stat()
    return Path(os.path.realpath(path))


def read_regular(path: Path, most: int) -> bytes:
    """Reads a file; raises OSError for more than `most` bytes, and for a link, pipe or device."""
    with open(path, "rb", opener=only_regular) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(EFBIG, f"has more than {most} bytes", str(path))
    return content


def only_regular(path: str, flags: int) -> int:
    """Opens what is a file, and no link, pipe or device, which could be read without end."""
    descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(EINVAL, "is not a regular file", path)
    return descriptor


def by_age(folder: Path) -> list[tuple[float, Path]]:
    """Gives what a folder holds, each with the time of its last change (seconds since 1970), the oldest first."""
    ages: list[tuple[float, Path]] = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # another process has removed or renamed it
            ages.append((path.lstat().st_mtime, path))
    return sorted(ages)

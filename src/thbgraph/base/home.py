"""What this process works for: the memo that a home is about, as its file home.toml describes it.

Read once, when the program starts, since the names of the graph are made of it. What is wrong with the file is said
where a home is opened (`thbgraph.build.homes`), so that importing never fails.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from posixpath import normpath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from .errors import DataError
from .version import __version__

#: The file of a home that says what the memo is.
HOME_FILE = "home.toml"
#: Where the program's own names begin, among them those of its ontology in every home.
PROGRAM = "https://w3id.org/thbgraph/"
#: Who alone may publish below them.
DEVELOPERS = "The thbgraph developers"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Where a site may lie: an address that names no user, query or place in a page.
_SITE = re.compile(
    r'https?://(?:\[[\da-f:.]+\](?::\d+)?|[^\s<>"{}|\\^`#?@/\[\]]+)/(?:[^\s<>"{}|\\^`#?\[\]]*/)?'
)
#: What a query of its own would take for part of the text around it.
_LINE = re.compile(r'[^"\\\n]+')


def is_site(address: str) -> bool:
    """Says whether a site may lie at an address, which ends in a slash.

    >>> is_site("https://example.org/our-memo/"), is_site("https://example.org"), is_site("https://me:word@example.org/")
    (True, False, False)
    >>> is_site("http://[::1]:8000/"), is_site("https://example.org/?a=b/"), is_site("javascript:/")
    (True, False, False)
    """
    with suppress(ValueError):  # of what is no host
        return urlsplit(address).hostname is not None and bool(_SITE.fullmatch(address))
    return False


class Home(NamedTuple):
    """What `home.toml` says of a memo; docs/own-memo.md explains the keys.

    `days` are the one or two that the memo speaks as of, the last of which is taken where none is named, each with
    what it is the day of. `version` is that of the data: the program's where the names are, which comes with them.
    """

    base: str = PROGRAM
    name: str = "thbgraph"
    title: str = "A memo"
    publisher: str = DEVELOPERS
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    version: str = __version__
    days: Mapping[str, str] = {}
    time: str = ""
    about: str = ""
    contents: str = "what its sources state"
    example: str = ""
    subject: str = ""
    headline: str = ""
    unsaid: Sequence[str] = ()
    preferred: Sequence[str] = ()
    adjectives: Sequence[str] = ()
    sentences: Sequence[str] = ()
    keywords: Sequence[str] = ()
    themes: Mapping[str, str] = {}
    start: Mapping[str, str] = {}
    same: Mapping[str, Sequence[str]] = {}
    abbreviations: Mapping[str, str] = {}
    absent: Mapping[str, Sequence[str]] = {}
    portal: Mapping[str, str] = {}

    @property
    def is_the_programs(self) -> bool:
        """Whether its names lie below the program's own, where only the developers publish, however that is written."""
        place, programs = urlsplit(self.base), urlsplit(PROGRAM)
        path = normpath(f"/./{unquote(place.path)}") + "/"
        return place.hostname == programs.hostname and path.startswith(programs.path)

    def faults(self) -> Iterator[str]:
        """Yields what is wrong with the values."""
        if not is_site(self.base):
            yield f'base: expected an address that ends in /, such as "https://example.org/our-memo/", got {self.base!r}'
            return
        if not _NAME.fullmatch(self.name):
            yield f'name: expected small letters, digits and hyphens, such as "our-memo", got {self.name!r}'
        if self.is_the_programs and (self.base, self.publisher) != (PROGRAM, DEVELOPERS):
            yield (
                f"base: lies below {PROGRAM}, where only {DEVELOPERS[:1].lower()}{DEVELOPERS[1:]} publish; "
                "write an address of your own"
            )
        if self.is_the_programs and self.version != __version__:
            yield f"version: below {PROGRAM} it is that of the program, {__version__}; leave it out"
        if not 1 <= len(self.days) <= 2:
            yield f'days: expected one or two, such as 2024-05-31 = "the last day that the memo reports", got {len(self.days)}'
        for day in self.days:
            try:
                date.fromisoformat(day)
            except ValueError:
                yield f"days: expected a day such as 2024-05-31, got {day!r}"
        for key in ("title", "publisher", "licence", "about", "contents", "time", "version"):
            if getattr(self, key) and not _LINE.fullmatch(getattr(self, key)):
                yield f"{key}: expected one line without quotation marks and backslashes"


#: What a home must say, but for ours its version; the other keys may be left out.
_NEEDED = ("base", "name", "title", "publisher", "licence", "version", "days")

#: The tables of lists of texts.
_OF_LISTS = ("same", "absent")


def read_home(text: str) -> Home:
    """Reads `home.toml`.

    Raises DataError for what is no TOML, and for a key that is missing, unknown or of the wrong kind.
    """
    try:
        keys: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"is not TOML: {error}", path=HOME_FILE) from None
    needed = set(_NEEDED)
    if str(keys.get("base")).startswith(PROGRAM):
        needed.remove("version")
    faults = [f"has no {key}; add it" for key in _NEEDED if key in needed.difference(keys)]
    for key, value in keys.items():
        if key not in Home._fields:
            faults.append(f"{key} is no key; expected {', '.join(Home._fields)}")
        elif not _is_like(value, Home._field_defaults[key], key in _OF_LISTS):
            kind = {"str": "a text", "tuple": "a list of texts"}.get(
                type(Home._field_defaults[key]).__name__, "a table of texts"
            )
            faults.append(f"{key}: expected {kind}")
    found = Home(**keys) if not faults else Home()
    for fault in (*faults, *(found.faults() if not faults else ())):
        raise DataError(fault, path=HOME_FILE)
    return found


def _is_like(value: object, default: object, of_lists: bool) -> bool:
    if isinstance(default, str):
        return isinstance(value, str)
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    inner = list if of_lists else str
    return isinstance(value, dict) and all(isinstance(one, inner) for one in value.values())


def candidates() -> list[Path]:
    """Returns the folders in which a home is looked for: `$THBGRAPH_HOME`, else what the wheel carries, and the repository."""
    package = Path(__file__).resolve().parents[1]
    named = os.environ.get("THBGRAPH_HOME")
    return [Path(named)] if named else [package / "_bundle", package.parents[1]]


def _of_process() -> Home:
    for folder in candidates():
        try:
            return read_home((folder / HOME_FILE).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, DataError):
            continue
    return Home()


#: The home that this process works for.
HOME = _of_process()

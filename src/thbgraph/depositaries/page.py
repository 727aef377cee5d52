"""What a depositary's page says of a treaty: who did which act on which day, and how many it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, NoReturn

from ..base.dates import DATE, lexical_fault, written_out
from ..base.findings import Place
from ..base.printing import quoted
from ..base.terms import local
from ..base.vocabulary import CONSENTS, ActKind

#: The kinds of act that a page lists in columns of their own, by the word that ends the name of an act.
CATEGORIES: Mapping[str, frozenset[str]] = {
    "signature": frozenset({ActKind.SIGNATURE}),
    "consent": CONSENTS,
    "entry-into-force": frozenset({ActKind.ENTRY_INTO_FORCE}),
    "denunciation": frozenset({ActKind.DENUNCIATION}),
}
#: All kinds of act of which a page may tell.
KINDS = frozenset[str]().union(*CATEGORIES.values())
#: What a file of a depositary may be.
MEDIA_TYPES = ("application/xml", "text/xml", "text/html", "application/json")
#: Of what a file says so many characters are shown.
_MOST = 60


class PageAct(NamedTuple):
    """An act as a page gives it: kind, day (ISO 8601), line of the file, and what stands beside it.

    It is withdrawn where it stands in brackets, whatever the footnote says of it.
    """

    kind: ActKind
    day: str
    line: int
    note: str = ""
    is_withdrawn: bool = False

    @property
    def category(self) -> str:
        """The word that ends the name of such an act."""
        return category_of(self.kind)


class Participant(NamedTuple):
    """Somebody whom a page lists, as printed and without footnotes, with line and acts; `also` is what it has besides."""

    name: str
    line: int
    acts: tuple[PageAct, ...]
    also: tuple[str, ...] = ()


class DepositaryPage(NamedTuple):
    """A page: of which treaty it says to be (by code, or by words in which its title stands), and who did what.

    `shown` is the day as at which it is, where it says so; `counts` how many it says have done a kind of act, `complete`
    the categories of acts that it names in full.
    """

    path: str
    code: str
    heading: str
    shown: str
    participants: tuple[Participant, ...]
    counts: Mapping[str, int]
    complete: tuple[str, ...]


class Depositary(NamedTuple):
    """A depositary that is read: its scheme of codes (see `rdf.schemes`), how its files are told, read and come by.

    `address` gives the page of a code, which is the evidence; `files` the addresses at which its file may be fetched, none
    where it is for people alone.
    """

    scheme: str
    name: str
    is_its: Callable[[str], bool]
    read: Callable[[str, str], DepositaryPage]
    address: Callable[[str], str]
    files: Callable[[str], tuple[str, ...]]


def category_of(kind: str) -> str:
    """Returns the word that ends the name of an act of a kind, by its IRI or the name within the namespace.

    >>> category_of(ActKind.ACCESSION), category_of("Accession")
    ('consent', 'consent')
    """
    return next(word for word, kinds in CATEGORIES.items() if local(kind) in map(local, kinds))


def day_of(text: str, place: Place) -> str:
    """Reads a day as pages write it: 22 Apr 2016, 22/04/2016, 22-04-2016 or 2016-04-22T00:00:00.

    Raises DataError with the place for anything else.

    >>> day_of("22 Apr 2016", Place("page")), day_of("22/04/2016", Place("page"))
    ('2016-04-22', '2016-04-22')
    """
    spaced = " ".join(text.split())
    in_figures = re.fullmatch(r"(\d{2})[/-](\d{2})[/-](\d{4})", spaced)
    timed = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:T00:00:00(?:\.0+)?Z?)?", spaced)
    if in_figures:
        day = "-".join(reversed(in_figures.groups()))
    else:
        day = timed[1] if timed else written_out(spaced, in_figures=False)
    if wanted := lexical_fault(day, DATE):
        place.fail(
            f"expected {wanted.replace('2005-05-03', '3 May 2005')}, got {quoted(text, _MOST)}; save the page again, or report the form"
        )
    return day


def is_unknown_head(place: Place, text: str, known: Iterable[str]) -> NoReturn:
    """Raises DataError for a head of a column that says what is not known."""
    place.fail(
        f"the head of a column says {quoted(text)}; known are {', '.join(known)}: what it means must be looked up first"
    )


def is_no_list(place: Place, text: str, expected: str) -> NoReturn:
    """Raises DataError for a file that is not the list of participants that it should be, with how it begins."""
    begins = " ".join(re.sub(r"<[^>]*>", " ", text).split())
    place.fail(
        f"expected {expected}, got {quoted(begins, _MOST)}; open the page in a browser, wait for the list, and save it again"
    )

"""Reading a saved file as the page of a depositary, of the treaty that it should be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from ..base.dates import DATE, lexical_fault
from ..base.errors import RequestError
from ..base.findings import Place
from ..base.namespaces import BASE
from ..base.printing import quoted
from ..names.folding import fold
from ..rdf.links import Link
from .normlex import NORMLEX
from .page import Depositary, DepositaryPage, is_no_list
from .proposal import PageReading
from .treaty_office import TREATY_OFFICE
from .untc import UNTC

DEPOSITARIES = (UNTC, TREATY_OFFICE, NORMLEX)


def is_read(link: Link) -> bool:
    """Says whether a link is the code of a treaty whose depositary's page can be read."""
    return link.is_exact and any(link.scheme == one.scheme for one in DEPOSITARIES)


def depositary_of(instrument: str, links: Iterable[Link]) -> tuple[Depositary, str]:
    """Returns the depositary of an instrument and its code there; raises RequestError where none is read."""
    for link in links:
        for one in DEPOSITARIES:
            if link.subject == instrument and link.scheme == one.scheme and link.is_exact:
                return one, link.object.removeprefix(f"{BASE}code/{one.scheme}/")
    known = ", ".join(one.name for one in DEPOSITARIES)
    raise RequestError(
        f"no page of a depositary of {quoted(instrument)} is read",
        f"read are {known}, where data/links has the code",
    )


def read_page(
    content: bytes, path: str, instrument: str, day: str, links: Iterable[Link], labels: Mapping[str, str]
) -> tuple[DepositaryPage, PageReading]:
    """Reads a file as the page of an instrument, read on a day (ISO 8601), or on that which the page shows.

    Raises DataError for what is another page, RequestError where no day is known.
    """
    links = list(links)
    depositary, code = depositary_of(instrument, links)
    raw, place = content.decode("latin-1"), Place(path, 1)
    if not depositary.is_its(raw):
        is_no_list(place, raw, f"a page of the {depositary.name}")
    page = depositary.read(raw, path)
    if page.code and page.code != code:
        place.fail(
            f"expected the page of {code}, got that of {page.code}; save the page of the treaty, or name the other with --treaty"
        )
    if not page.code and _titled(page.heading, depositary, links, labels) != instrument:
        place.fail(
            f"expected the page of {quoted(labels[instrument])}, got {quoted(page.heading)}; save the page of the treaty, or name the other with --treaty"
        )
    if page.shown and day and day != page.shown:
        raise RequestError(
            f"{path}: the page says that it is as at {page.shown}, --read says {day}", "leave out --read"
        )
    day = page.shown or day
    if not day:
        raise RequestError(
            f"{path}: the page does not say on which day it is",
            "add --read with the day on which you saved it, such as --read 2026-11-29",
        )
    if lexical_fault(day, DATE):
        raise RequestError(f"--read: expected a day such as 2026-11-29, got {quoted(day)}")
    return page, PageReading(instrument, depositary.address(code), day, hashlib.sha256(content).hexdigest())


def _titled(
    heading: str, depositary: Depositary, links: Iterable[Link], labels: Mapping[str, str]
) -> str | None:
    """Returns the instrument whose title comes first in a heading, the longer of two; a protocol names its convention later."""
    folded = fold(heading)
    titles = {
        link.subject: fold(labels.get(link.subject, "")) for link in links if link.scheme == depositary.scheme
    }
    found = [
        (folded.find(title), -len(title), iri) for iri, title in titles.items() if title and title in folded
    ]
    return min(found, default=(0, 0, None))[2]

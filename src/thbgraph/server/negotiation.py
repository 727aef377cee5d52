"""Which media type a client gets: by what it accepts, or by the ending of the address.

Source: RFC 9110, section 12.5.1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import mimeparse

from ..results import formats
from ..results.formats import FORMATS, formats_of


def _offered(forms: Iterable[str]) -> dict[str, str]:
    """Returns formats by media type; of formats that share one the first has it."""
    found: dict[str, str] = {}
    for form in forms:
        for name in FORMATS[form].media_types:
            found.setdefault(name, form)
    return found


def _usual(forms: Iterable[str]) -> dict[str, str]:
    """Returns formats by their usual media type alone."""
    return {FORMATS[form].media_type: form for form in forms}


#: The formats on offer by media type, the first for who does not say: of SPARQL results, those of SPARQL's own first,
RESULTS: Mapping[str, str] = dict(
    sorted(_offered(formats.RESULTS).items(), key=lambda pair: "sparql" not in pair[0])
)
#: of graphs,
GRAPHS: Mapping[str, str] = _offered(formats_of("Statements"))
#: of what is said of a thing, a page or data, plain as JSON and in full as JSON-LD,
THINGS: Mapping[str, str] = {**_usual(("html", "json")), **GRAPHS, **_usual(("json",))}
#: of the answer to a question, or of its evidence, which is a graph,
ANSWERS: Mapping[str, str] = _usual(("json", "csv", *formats_of("Answer"), *formats_of("Statements")))
#: of a report,
REPORTS: Mapping[str, str] = _usual(("json", *formats_of("Report")))
#: of what changed,
CHANGES: Mapping[str, str] = _usual(("json", *formats_of("Changes")))
#: of what a list of questions or a query is shown as,
CATALOGUES: Mapping[str, str] = _usual(("json", "html"))
SERVICES: Mapping[str, str] = {**GRAPHS, **_usual(("html",))}
QUERIES: Mapping[str, str] = {**RESULTS, **GRAPHS, **_usual(("html",))}
#: The formats of graphs that have triples alone, and the media types of those that name graphs.
_TRIPLES = ("turtle", "ntriples", "jsonld", "rdfxml")
_OF_GRAPHS = {name for name, form in GRAPHS.items() if form not in _TRIPLES}


def accepted(accept: str, offered: Collection[str]) -> str | None:
    """Returns which media type on offer a client likes best, the first for who does not say; None where it takes none.

    Formats of named graphs count half where it takes triples as well: who asks for a document looks in its default graph.

    >>> accepted("text/csv;q=0.5, application/json", RESULTS), accepted("", RESULTS), accepted("image/png", RESULTS)
    ('application/json', 'application/sparql-results+json', None)
    >>> accepted("application/n-quads, text/turtle;q=0.6", GRAPHS), accepted("application/n-quads, */*;q=0.1", GRAPHS)
    ('text/turtle', 'application/n-quads')
    """
    ranges = ",".join([one for one in accept.split(",") if _is_range(one)] or ["*/*"])
    # The library takes the last of those that are liked as well.
    types = [*offered][::-1]
    best: str | None = mimeparse.best_match(types, ranges) or None
    if best in _OF_GRAPHS:
        of_triples = [name for name in types if GRAPHS.get(name) in _TRIPLES]
        other: str = mimeparse.best_match(of_triples, ranges)
        if other and mimeparse.quality(other, ranges) > mimeparse.quality(best, ranges) / 2:
            return other
    return best


def with_ending(ending: str, offered: Mapping[str, str]) -> str | None:
    """Returns the media type on offer whose format has an ending, without its dot; None for none.

    >>> with_ending("csv", RESULTS), with_ending("json", GRAPHS), with_ending("ttl", RESULTS)
    ('text/csv', 'application/ld+json', None)
    """
    return next((name for name, form in offered.items() if f".{ending}" in FORMATS[form].endings), None)


def endings(offered: Mapping[str, str]) -> dict[str, str]:
    """Returns the usual media types of what is on offer by the usual endings.

    >>> endings(CATALOGUES)
    {'json': 'application/json', 'html': 'text/html'}
    """
    return {FORMATS[form].ending: FORMATS[form].media_type for form in offered.values()}


def full(media_type: str) -> str:
    """Returns a media type as a header has it, with the encoding of text."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def takes_gzip(accept_encoding: str) -> bool:
    """Returns whether a client takes what is packed by gzip.

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0, *"), takes_gzip("")
    (True, False, False)
    """
    qualities = dict(one.replace(" ", "").partition(";")[::2] for one in accept_encoding.lower().split(","))
    quality = qualities.get("gzip", qualities.get("*", "q=0"))
    return quality.removeprefix("q=").strip("0.") != "" or not quality


def _is_range(text: str) -> bool:
    try:
        return all(mimeparse.parse_media_range(text)[:2])
    except mimeparse.MimeTypeParseException:
        return False

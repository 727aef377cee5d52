"""Which media type a client gets: by what it accepts, or by the ending of the address.

Source: RFC 9110, section 12.5.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import mimeparse

from ...answers.formats import FORMATS, formats_of


def _by_media_type(forms: Iterable[str]) -> dict[str, str]:
    """Returns formats by media type, those of SPARQL's own first."""
    pairs = [(name, form) for form in forms for name in FORMATS[form].media_types]
    return dict(sorted(pairs, key=lambda pair: "sparql" not in pair[0]))


def by_ending(*forms: str) -> dict[str, str]:
    """Returns the usual media types of formats by their usual endings, without the dot."""
    return {FORMATS[form].endings[0].removeprefix("."): FORMATS[form].media_types[0] for form in forms}


#: The formats of SPARQL results, and of graphs, by media type; the first is for who does not say.
RESULTS: Mapping[str, str] = _by_media_type(("json", "xml", "csv", "tsv"))
GRAPHS: Mapping[str, str] = _by_media_type(formats_of("Statements"))


def accepted(accept: str, offered: Iterable[str]) -> str | None:
    """Returns which media type on offer a client likes best, the first for who does not say; None where it takes none.

    >>> accepted("text/csv;q=0.5, application/json", RESULTS), accepted("", RESULTS), accepted("image/png", RESULTS)
    ('application/json', 'application/sparql-results+json', None)
    """
    ranges = [one for one in accept.split(",") if _is_range(one)] or ["*/*"]
    # The library takes the last of those that are liked as well.
    return mimeparse.best_match([*offered][::-1], ",".join(ranges)) or None


def with_ending(ending: str, offered: Mapping[str, str]) -> str | None:
    """Returns the media type on offer whose format has an ending, without its dot; None for none.

    >>> with_ending("csv", RESULTS), with_ending("json", GRAPHS), with_ending("ttl", RESULTS)
    ('text/csv', 'application/ld+json', None)
    """
    return next((name for name, form in offered.items() if f".{ending}" in FORMATS[form].endings), None)


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

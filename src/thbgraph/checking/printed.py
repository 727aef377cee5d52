"""Names that passages are said to print, held against a copy of the memo."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice
from textwrap import shorten

from ..base import vocabulary as thb
from ..base.errors import RequestError
from ..base.findings import Finding
from ..base.namespaces import MEMO, PREFIXES
from ..base.terms import short
from ..build.source_files import Statement

_DCTERMS = PREFIXES["dcterms"]
#: The properties whose values stand in the passage as they are.
_PRINTED = {
    thb.printedName, thb.printedVerb, thb.provision, thb.qualifier, _DCTERMS + "identifier", _DCTERMS + "title",
}  # fmt: skip
#: By what a title marks a misprint that it keeps, and says what is meant.
_SIC = re.compile(r" \[sic: [^\]]*\]")


def printed_findings(data: Iterable[Statement], paragraphs: Mapping[str, str]) -> Iterator[Finding]:
    """Finds what a passage does not print, by the paragraphs of a copy of the memo and their checksums.

    Raises RequestError for a copy that has no paragraph of the memo. Both tell the checksums of paragraphs of no passage.
    """
    data = list(data)
    checksums = [one for one in data if one.quad.predicate.value == PREFIXES["schema"] + "sha256"]
    texts = {one.quad.subject.value: paragraphs.get(one.quad.object.value) for one in checksums}
    others = _others(paragraphs, {one.quad.object.value for one in checksums})
    if not any(texts.values()):
        raise RequestError("no paragraph has the checksum of a passage", f"is it the same memo?{others}")
    for one in checksums:
        if texts[one.quad.subject.value] is None:
            passage = short(one.quad.subject.value)
            message = f"no paragraph of the copy has the checksum of {passage}; complete the copy, or correct schema:sha256{others}"
            yield Finding(one.path, one.line, "printed", message)
    for one in data:
        graph, name = one.quad.graph_name.value, one.quad.object.value
        text = texts.get(graph) if graph.startswith(MEMO) else None
        if text is not None and one.quad.predicate.value in _PRINTED and _printed(name) not in _plain(text):
            message = (
                f'{short(graph)} does not print "{name}", the {short(one.quad.predicate.value)} of '
                f"{short(one.quad.subject.value)}; write it as the paragraph has it, or use skos:altLabel in data/entities/"
            )
            yield Finding(one.path, one.line, "printed", message)


def _others(paragraphs: Mapping[str, str], checksums: Container[str]) -> str:
    """Lists the first paragraphs of which no passage has the checksum, a line each."""
    others = {_plain(text): checksum for checksum, text in paragraphs.items() if checksum not in checksums}
    lines = (
        f"\n  {checksum} {shorten(text, 60, placeholder=' ...')}" for text, checksum in others.items() if text
    )
    return "".join(islice(lines, 5))


def _printed(name: str) -> str:
    """Returns a name as the memo prints it, without what marks a misprint.

    >>> _printed("for forced abor [sic: labour]")
    'for forced abor'
    """
    return _plain(_SIC.sub("", name))


def _plain(text: str) -> str:
    """Returns a text with single spaces."""
    return " ".join(text.split())

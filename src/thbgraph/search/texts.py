"""What the full-text index of a build holds: whatever is said in words, and the ways to ask each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from ..files.questions import Question
from ..words import vocabulary as thb
from ..words.namespaces import MEMO, PREFIXES, SOURCE, XSD
from .fulltext import Line

_SKOS, _XL = PREFIXES["skos"], PREFIXES["skosxl"]
#: Names as such, which are looked up by name.
_NAMES = {
    *(_SKOS + label for label in ("prefLabel", "altLabel", "hiddenLabel")),
    *(_XL + "literalForm", PREFIXES["schema"] + "legalName", thb.printedParticipant),
}
#: The place of what a question says of itself beside its wordings.
ABOUT = "about"
_TEXTS = (XSD + "string", PREFIXES["rdf"] + "langString")


def lines(quads: Iterable[ox.Quad]) -> Iterator[Line]:
    """Yields what quads say in words, be it printed names; what a passage says of itself stands in it."""
    for quad in quads:
        text = quad.object
        if (
            isinstance(text, ox.Literal)
            and text.datatype.value in _TEXTS
            and quad.predicate.value not in _NAMES
        ):
            about = quad.subject.value
            is_place = about.startswith((MEMO, SOURCE))
            if isinstance(quad.subject, ox.NamedNode) and " " in text.value:
                yield Line(about, about if is_place else quad.graph_name.value, text.value)


def wordings(questions: Mapping[str, Question]) -> list[Line]:
    """Returns each wording of each question, without its parameters, and, with a place, what else it says of itself."""
    found: list[Line] = []
    for name, question in questions.items():
        blank = dict.fromkeys((param.name for param in question.params), "")
        asked = (*question.asked, question.summary)
        found += [Line(name, "", wording.format_map(blank)) for wording in asked]
        about = [
            question.description,
            *question.columns.values(),
            *(param.description for param in question.params),
        ]
        found.append(Line(name, ABOUT, " ".join(about)))
    return found

"""What a saved question may not do, and what its header must say, as findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from ..base.findings import Finding
from ..base.home import HOME
from ..base.namespaces import ID, PREFIXES, THB
from ..base.suggestions import did_you_mean, near
from ..base.terms import expand, short
from ..base.tokens import line_of, tokens
from ..build import homes
from ..evidence.plan import Plan, Uncitable
from ..questions.question_headers import Beside
from ..questions.questions import Question, line_of_key
from ..sparql.query import Query, Unreadable
from .question_rules import broken_rules

_PAGE = "docs/question-headers.md"
#: The namespaces of what the graph is made of: of these it has every name that a question can find something by.
_JUDGED = (
    THB,
    ID,
    *(PREFIXES[name] for name in ("dc", "dcterms", "eli", "foaf", "org", "prov", "schema", "skos", "skosxl")),
)
#: A body with more lines, PREFIX lines and blank ones aside, is two questions, or one that nobody reads.
_LONGEST_BODY = 60


def question_findings(question: Question, known: Collection[str]) -> Iterator[Finding]:
    """Yields what is wrong with a question; `known` holds the IRIs of terms and things."""
    for line, message in (
        *_unknown_names(question.text, known),
        *_query_faults(question),
        *_unlisted(question),
        *_unshown(question),
        *_too_long(question),
    ):
        yield Finding(f"queries/{question.name}.rq", line, "question", message)


def unasked_findings(root: Path, beside: Beside, names: Collection[str]) -> Iterator[Finding]:
    """Yields the wordings of what is no question, of those with some names."""
    for name in beside.wordings:
        if name not in names:
            lines = enumerate(homes.read_text(root, homes.WORDINGS).splitlines(), 1)
            line = next((number for number, line in lines if line.startswith(f"{name}:")), 1)
            hint = did_you_mean(near(name, names), "take it out")
            yield Finding(homes.WORDINGS, line, "question", f"there is no question {name}; {hint}")


def _unknown_names(text: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yields line and message of every name in a query that nothing has in the graph, of whose vocabularies it is."""
    for token in tokens(text):
        iri = expand(token.text) if token.kind in ("name", "iri") else None
        if iri is None or not iri.startswith(_JUDGED) or iri in _JUDGED or iri in known:
            continue
        hint = did_you_mean(
            [short(other) for other in near(iri, known, 1, 0.85)], "thbgraph find searches names"
        )
        yield line_of(text, token.start), f"{short(iri)} is not in the graph; {hint}"


def _unlisted(question: Question) -> Iterator[tuple[int, str]]:
    """Yields why people would not find the question in the list: its theme is none."""
    if not HOME.themes.keys() & question.tags[:1]:
        got = repr(question.tags[0]) if question.tags else "none"
        message = f"the first tag is the theme: expected one of {', '.join(HOME.themes)}, got {got}"
        yield line_of_key(question.text, "tags"), message


def _unshown(question: Question) -> Iterator[tuple[int, str]]:
    """Yields what the header does not say of how a reader is shown the answer."""
    if not question.wordings:
        yield 1, f"nothing says by which words it is asked; add a line to {homes.WORDINGS}, as {_PAGE} does"
    if not question.sentence:
        yield 1, f"the header has no sentence; say the answer in words, as {_PAGE} does"
    line, optional = (
        line_of_key(question.text, "sentence"),
        {p.name for p in question.params if not p.default_given},
    )
    for clause in question.sentence:
        given = {cell.strip("{}") for cell in clause.where.values() if cell}
        for text in filter(None, clause.texts):
            if not text.rstrip("]").endswith("."):
                yield line, f"a text of the sentence ends without a full stop: {text!r}"
            named = set(re.findall(r"\{(\w+)\}", re.sub(r"\[[^]]*\]", "", text)))
            for name in sorted(named & optional - given):
                message = f"{{{name}}} can be left open; put the words that need it in square brackets"
                yield line, f"{message}: {text!r}"


def _too_long(question: Question) -> Iterator[tuple[int, str]]:
    lines = enumerate(question.text.splitlines(), 1)
    body = [number for number, line in lines if line.strip() and not line.startswith(("#+", "PREFIX"))]
    if len(body) > _LONGEST_BODY:
        message = (
            f"the query has {len(body)} lines, {_LONGEST_BODY} at most; shorten it, or make two questions"
        )
        yield body[_LONGEST_BODY], message


def _query_faults(question: Question) -> Iterator[tuple[int, str]]:
    """Yields line and message of what the query may not do, and of what cannot be cited."""
    try:
        query = Query(question.text)
        found = list(broken_rules(question, query, Query(question.whole)))
    except Unreadable as error:
        yield error.line, error.message
        return
    yield from found
    try:
        Plan.of(question.whole)
    except Uncitable as error:
        if not found:  # the same may be told there
            yield 1, f"its rows cannot be cited: {error.message}"

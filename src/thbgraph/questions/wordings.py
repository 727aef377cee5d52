"""The table of wordings: how people ask the saved questions, a line each, with parameters in braces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..base.findings import Finding, Place
from ..base.suggestions import did_you_mean, near
from .questions import Question

#: Where a home keeps the table.
WORDINGS = "queries/wordings.tsv"
#: With fewer wordings, sentences hardly find a question.
FEWEST = 5
_CODE = "question"
#: The first line of the table; with it alone a table is empty, as that of a home which has none.
HEADING = "question\twording"


def read_wordings(text: str) -> dict[str, tuple[str, ...]]:
    r"""Reads the wordings of each question, in the order of the table.

    Raises DataError with the line for a table without its heading, and for a line that is not a question's name, a
    tab and a wording.

    >>> read_wordings("question\twording\nworks-on\twho works with {topic}\n")
    {'works-on': ('who works with {topic}',)}
    """
    heading, *lines = text.splitlines() or [""]
    if heading != HEADING:
        raise Place(WORDINGS, 1).error(f"expected the heading question, tab, wording; got {heading!r}")
    found: dict[str, list[str]] = {}
    for number, line in enumerate(lines, 2):
        name, _, wording = line.partition("\t")
        if not (name and wording.strip()) or "\t" in wording:
            raise Place(WORDINGS, number).error(
                f"expected a question's name, a tab and a wording; got {line!r}"
            )
        found.setdefault(name, []).append(wording)
    return {name: tuple(wordings) for name, wordings in found.items()}


def wording_findings(text: str, questions: Mapping[str, Question]) -> Iterator[Finding]:
    """Yields, with its line, each wording of no question, with a wrong parameter, or that stands twice; and each question with too few."""
    lines: dict[str, list[int]] = {}
    first: dict[str, int] = {}
    for number, line in enumerate(text.splitlines()[1:], 2):
        name, _, wording = line.partition("\t")
        lines.setdefault(name, []).append(number)
        if name not in questions:
            hint = did_you_mean(near(name, questions, alike=0.4), "thbgraph ask lists them")
            yield Finding(WORDINGS, number, _CODE, f"there is no question {name}; {hint}")
        elif wrong := _wrong_braces(wording, (param.name for param in questions[name].params)):
            yield Finding(WORDINGS, number, _CODE, wrong)
        if wording in first:
            message = f"the wording {wording!r} is also on line {first[wording]}; keep it in one place"
            yield Finding(WORDINGS, number, _CODE, message)
        first.setdefault(wording, number)
    for name in questions:
        if len(found := lines.get(name, [])) < FEWEST:
            message = f"{name} has {len(found)} wordings; give at least {FEWEST}, in which people ask it"
            yield Finding(WORDINGS, found[-1] if found else 1, _CODE, message)


def _wrong_braces(wording: str, params: Iterable[str]) -> str | None:
    """Says what is wrong with the braces of a wording, which may hold the names of parameters alone."""
    known = list(params)
    try:
        wording.format_map(dict.fromkeys(known, ""))
    except (KeyError, ValueError, IndexError, AttributeError):
        names = ", ".join(f"{{{name}}}" for name in known) or "none, since there are no parameters"
        return f"a wording may have in braces only the names of parameters: {names}"
    return None

"""The catalogue of questions: what may be asked, with which arguments, and which columns an answer has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from shlex import quote
from typing import Any

from ..base.home import HOME
from ..base.terms import curie
from ..base.values import grouped, name_of
from ..questions.questions import OTHER_THEME, Param, Question

#: Of a class with more members than these, which is more than there are states, no values are listed.
_MOST_VALUES = 250


def to_text(questions: Sequence[Question], short_name: Callable[[str], str]) -> str:
    """Lists questions under their themes, with their parameters and defaults, things by their short names."""
    lines = ["Ask a question with: thbgraph ask NAME name=value ... [--cite]"]
    for theme in (*HOME.themes.values(), OTHER_THEME):
        found = [question for question in questions if question.theme == theme]
        lines += ["", theme] if found else []
        for question in found:
            params = " ".join(f"{param.name}={default_of(param, short_name)}" for param in question.params)
            lines += [f"  {question.name}", f"      {question.summary}"]
            lines += [f"      {params}"] if params else []
    return "\n".join(lines) + "\n"


def to_help(
    question: Question, given: str, told: Callable[[Param], str], of: str, parts: Mapping[str, str]
) -> str:
    """Writes the help of a question or report: how its parameters are `given`, what is `told` of each, and the parts that its answer is made of."""
    lines = [f"{question.name}: {question.summary}"]
    lines += ["", question.description.strip()] if question.description else []
    lines += ["", f"parameters ({given})"] if question.params else []
    for param in question.params:
        lines.append(f"  {param.name}  {param.description}")
        lines += [f"      {words}" for words in filter(None, [told(param)])]
    lines += ["", of, *(f"  {name}  {text}" for name, text in parts.items())]
    return "\n".join(lines) + "\n"


def default_of(param: Param, short_name: Callable[[str], str]) -> str:
    """Writes the default of a parameter as one would type it."""
    given = param.default_given
    return quote(short_name(given)) if given and param.wants_class else given or "(any)"


def catalogue_of(
    questions: Iterable[Question], classes: Mapping[str, Iterable[str]], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Returns what is known of questions as values that JSON can hold.

    `classes` gives the CURIEs of the classes of each thing, `labels` what it is called. The `values` of a
    parameter are the things that it takes, in order of label; None for a datatype, and for a class of very
    many. A parameter is `optional` where its default is anything.
    """
    named = sorted((name_of(iri, labels), iri) for iri in classes)
    members = grouped((kind, {"iri": iri, "label": label}) for label, iri in named for kind in classes[iri])

    def parameter(param: Param) -> dict[str, Any]:
        kind = curie(param.wants_class) if param.wants_class else None
        values = members.get(kind, []) if kind else None
        return {
            "name": param.name,
            "description": param.description,
            "class": kind,
            "datatype": curie(param.datatype) if param.datatype else None,
            "default": param.default_given or None,
            "optional": param.default == "UNDEF",
            "values": values if values is None or len(values) <= _MOST_VALUES else None,
        }

    return [
        {
            "name": question.name,
            "summary": question.summary,
            "description": question.description.strip(),
            "theme": question.theme,
            "tags": list(question.tags),
            "params": [parameter(param) for param in question.params],
            "columns": dict(question.columns),
        }
        for question in questions
    ]

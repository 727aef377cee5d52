"""Saved questions as people look them up: by theme, with their help, and how to cite an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ...answers.answers import Answer
from ...files.questions import Param, Question
from ...words.dates import in_words
from ...words.terms import curie

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph

#: Themes in the order in which they are listed, by tag.
_THEMES = {
    "status": "Who has signed and consented",
    "pressure": "What is asked of governments, and what parliamentarians can do",
    "who": "Who does what, with whom",
    "instruments": "Instruments and what happened to them",
    "events": "Events",
    "time": "What runs when",
    "topics": "Who works on what",
    "publications": "Handbooks and other texts",
    "memo": "The memo itself",
}


def by_theme(saved: Mapping[str, Question]) -> str:
    """Lists the questions under their first theme, with their parameters and defaults."""
    lines = ["Ask a question with: thbgraph ask NAME name=value ... [--cite]"]
    for tag, theme in [*_THEMES.items(), (None, "Other questions")]:
        names = [name for name, question in saved.items() if _theme(question) == tag]
        lines += ["", theme] if names else []
        for name in names:
            params = " ".join(f"{p.name}={p.default_given or '(any)'}" for p in saved[name].params)
            lines.append(f"  {name}")
            lines.append(f"      {saved[name].summary}")
            lines += [f"      {params}"] if params else []
    return "\n".join(lines) + "\n"


def _theme(question: Question) -> str | None:
    return next((tag for tag in question.tags[:1] if tag in _THEMES), None)


def help_of(question: Question, graph: KnowledgeGraph) -> str:
    """Writes the help of a question: summary, each parameter with default and examples, columns."""
    lines = [f"{question.name}: {question.summary}"]
    if question.description:
        lines += ["", question.description.strip()]
    if question.params:
        lines += ["", "parameters (name=value; repeat one for several values)"]
    for param in question.params:
        default = param.default_given or "(any)"
        lines.append(f"  {param.name}  {param.description}")
        lines.append(f"      default: {default}; for example: {', '.join(_examples(param, graph))}")
    lines += ["", "columns"]
    lines += [f"  {column}  {text}" for column, text in question.columns.items()]
    return "\n".join(lines) + "\n"


def _examples(param: Param, graph: KnowledgeGraph) -> list[str]:
    if param.wants_class is None:
        return [f"{param.name}=2010-01-26"]
    kind = curie(param.wants_class)
    members = [iri for iri, kinds in graph.index.classes.items() if kind in kinds]
    # What most is said of is what people know.
    known = sorted(members, key=lambda iri: -sum(1 for _ in graph.statements(iri)))[:3]
    labels = [graph.label(iri) for iri in known]
    return [f'{param.name}="{label}"' if " " in label else f"{param.name}={label}" for label in labels]


def how_to_cite(name: str, answer: Answer, graph: KnowledgeGraph) -> str:
    """Writes a reference for an answer: question, arguments, version of program and data, day."""
    bound = ", ".join(f"{key}: {value}" for key, value in answer.arguments.items())
    asked = f"{graph.question(name).summary} [{name}{'; ' + bound if bound else ''}]"
    version = f"thbgraph {graph.index.version}, data {graph.index.digest[:12]}"
    return f"The thbgraph developers: {asked}. {version}. Asked on {in_words(date.today())}."

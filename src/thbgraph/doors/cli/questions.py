"""The help of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...files.questions import Param, Question
from ...words.terms import curie

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph


def help_of(question: Question, graph: KnowledgeGraph) -> str:
    """Writes the help of a question: summary, each parameter with default and examples, columns."""
    lines = [f"{question.name}: {question.summary}"]
    if question.description:
        lines += ["", question.description.strip()]
    if question.params:
        lines += ["", "parameters (name=value; repeat one for several values)"]
    for param in question.params:
        lines.append(f"  {param.name}  {param.description}")
        examples = ", ".join(_examples(param, graph))
        lines.append(f"      default: {param.default_given or '(any)'}; for example: {examples}")
    lines += ["", "columns"]
    lines += [f"  {column}  {text}" for column, text in question.columns.items()]
    return "\n".join(lines) + "\n"


def _examples(param: Param, graph: KnowledgeGraph) -> list[str]:
    if param.wants_class is None:
        return [f"{param.name}=2010-01-26"]
    # What most is said of is what people know.
    mentioned = {
        thing: sum(1 for _ in graph.statements(thing.iri))
        for thing in graph.members(curie(param.wants_class) or param.wants_class)
    }
    known = sorted(mentioned, key=lambda thing: (-mentioned[thing], thing.iri))[:3]
    return [f'{param.name}="{one}"' if " " in one.label else f"{param.name}={one}" for one in known]

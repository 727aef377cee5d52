"""The help of a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...answers.catalogue import default_of
from ...answers.rows import Entity
from ...files.questions import Param, Question

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph


def help_of(question: Question, graph: KnowledgeGraph) -> str:
    """Writes the help of a question: summary, each parameter with default and examples, columns."""
    lines = [f"{question.name}: {question.summary}"]
    if question.description:
        lines += ["", question.description.strip()]
    if question.params:
        lines += ["", "parameters (name=value; repeat one for several values)"]
    things = graph.examples(question.name)
    for param in question.params:
        lines.append(f"  {param.name}  {param.description}")
        examples = _examples(things.get(param.name), param)
        lines.append(f"      default: {default_of(param, graph.short_name)}; for example: {examples}")
    lines += ["", "columns"]
    lines += [f"  {column}  {text}" for column, text in question.columns.items()]
    return "\n".join(lines) + "\n"


def _examples(things: Sequence[Entity] | None, param: Param) -> str:
    labels = ["2010-01-26"] if things is None else [thing.label for thing in things]
    return ", ".join(f'{param.name}="{one}"' if " " in one else f"{param.name}={one}" for one in labels)

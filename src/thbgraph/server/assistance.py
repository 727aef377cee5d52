"""Tools for assistants: what may be asked of the graph, and answers that can be checked.

Each answer has its sentence, rows with IRIs, the sources of each row, its day, what is undetermined, and how many rows there
are of which how many are shown; an empty one says why. Errors name the next step.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from ..base.namespaces import MEMO
from ..graph import KnowledgeGraph
from ..results.answer import Answer
from ..results.catalogue import catalogue_of
from ..results.formats import write
from ..results.render.json import fields_of

#: So many rows are shown to who does not say, and so many at most; so many seconds a query of one's own may take.
_SHOWN, _MOST, _SECONDS = 25, 200, 10.0
#: Each is a method of `Assistance`.
TOOLS = ("find", "describe", "questions", "ask", "status", "brief", "sparql", "evidence")


class Assistance:
    """Answers for assistants from one graph; each public method is a tool.

    Where nothing else bounds a query of one's own, it may take so many `seconds`.
    """

    def __init__(self, graph: KnowledgeGraph, seconds: float | None = _SECONDS) -> None:
        self._graph, self._seconds = graph, seconds

    def find(self, text: str, kind: str | None = None, limit: int = _SHOWN) -> dict[str, Any]:
        """Finds states, treaties, organizations and other things by name, and texts that have the words.

        `kind` is a class such as State, Treaty or org:Organization.
        """
        things = self._graph.search(text, kind)
        listed = [{"iri": one.iri, "label": one.label} for one in things[: _bound(limit)]]
        return {"things": listed, "shown": _shown(len(listed), len(things), "the things found")}

    def describe(self, thing: str) -> dict[str, Any]:
        """Tells all that is recorded of a thing or of a passage of the memo (such as 2-14), with its sources, as text."""
        return {"text": str(self._graph.describe(thing)), "iri": self._graph.find(thing).iri}

    def questions(self, theme: str = "") -> dict[str, Any]:
        """Lists the saved questions, or those of a theme, with the parameters that `ask` takes; these are the surest answers."""
        index = self._graph.index
        listed = catalogue_of(self._graph.questions.values(), index.classes, index.labels)
        for one in listed:
            del one["description"], one["columns"]
            for param in one["params"]:
                del param["values"]
        themes = sorted({one["theme"] for one in listed})
        wanted = theme.casefold()
        return {"themes": themes, "questions": [one for one in listed if wanted in one["theme"].casefold()]}

    def ask(
        self,
        question: str,
        arguments: dict[str, str | list[str]] | None = None,
        after: str = "",
        limit: int = _SHOWN,
    ) -> dict[str, Any]:
        """Answers a saved question by its name, with arguments, or a sentence in English; prefer it over `sparql`.

        Things in arguments go by any of their names, days as 2010-01-26. A sentence may go on from the one that it
        comes `after`.
        """
        if question in self._graph.questions:
            return self._as_fields(self._graph.ask(question, arguments, cite=True), limit)
        if arguments:
            _ = self._graph.questions[question]  # which names those that are near
        found = self._graph.answer(question, after)
        opening = {"sentence": found.text, "notes": [*found.notes]}
        if found.lead is None:
            near = [{"asks": one.asks, "answer": one.text} for one in found.nearest]
            return {**opening, "unread": [*found.unread], "near": near, "rows": []}
        return {
            **self._as_fields(found.lead.answer, limit),
            **opening,
            "sources": self._named(found.lead.sources),
        }

    def status(self, state: str, treaty: str, day: str | None = None) -> dict[str, Any]:
        """Tells where a state stands under a treaty on a day, with what decides it and what would settle it if it is open."""
        found = self._graph.status(state, treaty, day)
        return {
            **json.loads(write(found, "json")),
            "sources": fields_of(found.sources),
            "notes": [*found.notes],
        }

    def brief(self, thing: str, day: str | None = None) -> dict[str, Any]:
        """Writes a brief on a state or an organization, with its sources, as Markdown."""
        given = {"thing": thing, **({"asOf": day} if day else {})}
        return {"markdown": write(self._graph.report("brief", given), "markdown")}

    def sparql(self, query: str, limit: int = _SHOWN) -> dict[str, Any]:
        """Runs a SELECT query of your own; prefixes such as thb:, id: and org: need no declaration.

        The default graph has every statement once; named graphs say which passage or source states it.
        """
        bounds = {"timeout": None, "memory": None} if self._seconds is None else {"timeout": self._seconds}
        return self._as_fields(self._graph.sparql(query, **bounds), limit)

    def evidence(self, subject: str, property: str, object: str) -> dict[str, Any]:
        """Proves a statement down to the passages and sources that state it; `property` is a label or CURIE, a for the class."""
        found = self._graph.why(subject, property, object)
        return {**json.loads(write(found, "json")), "text": str(found)}

    def _named(self, names: Collection[str]) -> Any:
        """Returns the passages and sources of some names, by IRI, each with a line on it."""
        index = self._graph.index
        iris = {
            one.name if iri.startswith(MEMO) else one.gist or one.name: iri
            for iri, one in index.sources.items()
        }
        return fields_of(index.described(iris[name] for name in names if name in iris))

    def _as_fields(self, answer: Answer, limit: int) -> dict[str, Any]:
        """Returns an answer as a tool gives it."""
        shown = answer.page(0, _bound(limit))
        causes = self._graph.diagnose(answer).causes if answer.is_empty and answer.asked.query else ()
        fields = json.loads(write(shown, "json"))
        if "results" in fields:  # a query of one's own, as SPARQL has it
            fields = {"columns": fields["head"]["vars"], "rows": fields["results"]["bindings"]}
        cited = set[str]()
        for row in fields["rows"]:
            if "evidence" in row:
                row["sources"] = row.pop("evidence")["sources"]
                cited.update(row["sources"])
        return {
            "sentence": answer.summary,
            "arguments": fields.get("arguments", {}),
            "rows": fields["rows"],
            "shown": _shown(len(shown), len(answer), "the rows"),
            "sources": fields_of(self._graph.index.described(sorted(cited))),
            "why_empty": ["; ".join(filter(None, (cause.message, cause.hint))) for cause in causes],
        }


def _bound(limit: int) -> int:
    return max(1, min(limit, _MOST))


def _shown(shown: int, total: int, what: str) -> str:
    if shown == total:
        return f"all of {what}: {total}"
    return f"the first {shown} of {total} of {what}; ask for more with limit, at most {_MOST}"

"""The jobs behind the API: answers to questions in all their formats, the catalogue, and its description in OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from ..base.dates import MEMO_DAYS
from ..base.home import HOME
from ..base.licences import licence_name
from ..base.namespaces import XSD
from ..exports.portal import home_address
from ..graph import KnowledgeGraph
from ..questions.questions import Param, Question
from ..rdf.jsonld import Context
from ..results import formats
from ..results.answer import Answer
from ..results.catalogue import catalogue_of
from ..results.render.rdf import written
from .negotiation import ANSWERS, REPORTS
from .workers.replies import Reply, led, problem

_JSON = "application/json"
_OK, _PROBLEM = (
    {"type": "object", "required": ["columns", "rows"]},
    {
        "type": "object",
        "required": ["status", "code", "detail"],
    },
)
_SYSTEM = (
    ("_cite", "evidence with each row: true or false", {"type": "string", "enum": ["true", "false"]}),
    ("_limit", "the most rows", {"type": "integer", "minimum": 0, "maximum": 1_000_000}),
    ("_offset", "the rows to leave out before", {"type": "integer", "minimum": 0, "maximum": 1_000_000}),
    ("_lang", "the language of labels", {"type": "string", "enum": ["en"]}),
)  # fmt: skip


class Answers:
    """Answers to the questions of one graph."""

    def __init__(self, graph: KnowledgeGraph, context: Context) -> None:
        self._graph, self._context = graph, context

    def ask(
        self,
        name: str,
        given: Mapping[str, Sequence[str]],
        media_type: str,
        cite: Any,
        limit: int | None,
        offset: int,
        path: str,
    ) -> Reply:
        """Answers a question in a media type: some of its rows, with headers that say how many there are and where others."""
        is_graph = _is_graph(media_type)
        answer = self._graph.ask(
            name, {key: list(texts) for key, texts in given.items()}, cite=cite or is_graph
        )
        total = len(answer)
        if answer.is_empty:
            answer = answer.replace(diagnosis=self._graph.diagnose(answer))
        answer = answer.page(offset, limit)
        headers = {"x-total-count": str(total)}
        if limit:
            system = {"_cite": str(cite).lower()} if cite else {}
            headers |= _others(path, {**given, **system}, total, limit, offset)
        return Reply(200, media_type, self._body(answer, media_type), headers)

    def read(self, words: str, after: str, is_page: bool) -> Reply:
        """Answers a sentence, which may go on from the one that it comes after; a person is led to the search page, which has the answer, too.

        A program is told, where there is none, what is not read and what comes near.
        """
        if is_page:
            given = {"q": words, "after": after}
            return led(303, f"/search?{urlencode({name: text for name, text in given.items() if text})}")
        found = self._graph.answer(words, after)
        if found.lead is not None:
            return Reply(200, _JSON, formats.write(found, "json").encode())
        offers = [
            {"asks": one.asks, "answer": one.text, "command": one.command.line if one.command else ""}
            for one in found.nearest
        ]
        return problem(
            404,
            "unknown-question",
            f"{found.text} GET /ask lists the questions.",
            unread=[*found.unread],
            offers=offers,
        )

    def report(self, name: str, given: Mapping[str, Sequence[str]], media_type: str) -> Reply:
        """Makes a report in a media type."""
        found = self._graph.report(name, {key: list(texts) for key, texts in given.items()})
        return Reply(200, media_type, formats.file_of(found, REPORTS[media_type]))

    def catalogue(self) -> Reply:
        """Lists the questions with their parameters and columns."""
        return self._listed(self._graph.questions.values())

    def reports(self) -> Reply:
        """Lists the reports with their parameters."""
        return self._listed(declared.question for declared in self._graph.reports.values())

    def _listed(self, questions: Iterable[Question]) -> Reply:
        listed = catalogue_of(questions, self._graph.index.classes, self._graph.index.labels)
        return Reply(200, _JSON, formats.file_of(listed, "json"))

    def openapi(self) -> Reply:
        """Describes the API in OpenAPI 3.1, from the questions and reports alone."""
        paths = {
            f"/ask/{question.name}": {"get": _operation(question, ANSWERS, _SYSTEM)}
            for question in self._graph.questions.values()
        } | {
            f"/report/{name}": {"get": _operation(declared.question, REPORTS, (), declared.needed)}
            for name, declared in self._graph.reports.items()
        }
        content = {
            "openapi": "3.1.0",
            "info": {
                "title": f"The questions of {HOME.name}",
                "version": HOME.version,
                "description": f"{HOME.title}, each answer with its evidence",
                "license": {"name": licence_name(HOME.licence), "url": HOME.licence},
            },
            "servers": [{"url": home_address().rstrip("/")}],
            "paths": paths,
        }
        return Reply(200, _JSON, json.dumps(content, ensure_ascii=False).encode())

    def _body(self, answer: Answer, media_type: str) -> bytes:
        if _is_graph(media_type):
            cited = (row.citation.statements for row in answer if row.citation is not None)
            quads = {quad for statements in cited for quad in statements}
            return written(quads, ANSWERS[media_type], self._context).encode()
        return formats.file_of(answer, ANSWERS[media_type])


def _is_graph(media_type: str) -> bool:
    """Says whether an answer is written as the graph of its evidence."""
    return ANSWERS[media_type] in formats.formats_of("Statements")


def _others(path: str, given: Mapping[str, Any], total: int, limit: int, offset: int) -> dict[str, str]:
    """Returns the header that says where other rows are (RFC 8288)."""
    last = max(0, (total - 1) // limit * limit)
    places = {"first": 0, "prev": max(0, offset - limit), "next": offset + limit, "last": last}
    if offset == 0:
        del places["prev"]
    if offset + limit >= total:
        del places["next"]
    query = {
        name: f"{path}?{urlencode({**given, '_limit': limit, '_offset': place}, doseq=True)}"
        for name, place in places.items()
    }
    return {"link": ", ".join(f'<{address}>; rel="{name}"' for name, address in query.items())}


def _operation(
    question: Question,
    offered: Mapping[str, str],
    system: Iterable[tuple[str, str, Mapping[str, Any]]],
    needed: Collection[str] = (),
) -> dict[str, Any]:
    params = [
        *({**_parameter(param), "required": param.name in needed} for param in question.params),
        *(_described(name, text, schema) for name, text, schema in system),
    ]
    rows = _OK if system else {"type": "object", "required": ["report", "sections"]}
    content = {
        media_type: {"schema": rows if media_type == _JSON else {"type": "string"}} for media_type in offered
    }
    explained = {
        "application/problem+json": {"schema": _PROBLEM},
        "text/plain": {"schema": {"type": "string"}},
    }
    return {
        "operationId": question.name,
        "summary": question.summary,
        "description": question.description.strip(),
        "tags": list(question.tags[:1]),
        "parameters": params,
        "responses": {
            "200": {"description": "the answer", "content": content},
            "default": {"description": "what is wrong, and what to do", "content": explained},
        },
    }


def _parameter(param: Param) -> dict[str, Any]:
    value: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 500}
    if param.datatype == XSD + "date":
        value["examples"] = [next(iter(MEMO_DAYS)), "latest"]
    schema = {"type": "array", "items": value}
    explained = f"{param.description}; default: {param.default_given or 'any'}"
    return {**_described(param.name, explained, schema), "style": "form", "explode": True}


def _described(name: str, text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "required": False, "schema": dict(schema)}

"""Results as JSON: names in camel case, days in ISO 8601, IRIs in full, things by IRI and label."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyoxigraph as ox

from ...base.dates import PartialDate
from ...base.terms import Triple
from ...base.values import Description, legend, plain, shown
from ..answer import Answer, Citation, Row, stated_in
from ..answer_document import cited_table
from ..changes import Changes
from ..claims import SentenceAnswer
from ..conflict import Conflicts
from ..document import Cell
from ..proof import Explanation, Proof, premises
from ..sources import Numbers, Source
from ..statement_words import Wording
from ..status import Ground, StatusOnDay
from .csv import machine_columns, machine_rows
from .rdf import NodeNames


def _answer(answer: Answer) -> dict[str, Any]:
    """Returns an answer: heading, columns, rows as objects, evidence and footnotes where cited.

    `cells` of the evidence of a row says by column which of its statements, by place, hold the value; a value in no column
    of it is worked out from all of them. What is unbound is null, in its column and that of its label; in the answer to a question `unknown` says by column
    what that stands for, and `legend` what these words mean. `notFollowed` names sources over which others prevail.
    An empty answer has the member `diagnosis`: why it is empty.
    """
    columns = machine_columns(answer)
    rows = []
    for row, cells in zip(answer.rows, machine_rows(answer), strict=True):
        entry: dict[str, Any] = dict(zip(columns, cells, strict=True))
        unbound = {name for name, value in zip(answer.columns, row.values, strict=True) if value is None}
        unbound |= {name + "Label" for name in unbound if name + "Label" not in answer.columns}
        entry.update(dict.fromkeys(unbound & entry.keys()))
        if answer.question:
            entry["unknown"] = row.unknown(answer.view.blanks)
        if row.citation is not None:
            entry["evidence"] = _citation(row.citation) | {"cells": _cells(row, row.citation)}
        if answer.evidence.has_caveats:
            entry["caveats"] = answer.caveats_of(row)
        rows.append(entry)
    content: dict[str, Any] = {
        "heading": answer.heading,
        **({"summary": answer.summary} if answer.summary else {}),
        **({"taken": answer.asked.taken} if answer.asked.taken else {}),
        "arguments": answer.arguments,
        "columns": columns,
        "rows": rows,
    }
    if answer.is_cited:
        table = cited_table(answer)
        content["footnotes"] = [
            {"number": number, **fields_of(source)} for number, source in enumerate(table.sources, 1)
        ]
        content |= {"notFollowed": list(table.aside)} if table.aside else {}
    if answer.question:
        words = [word for row in rows for word in row["unknown"].values()]
        content["legend"] = legend([*words, *(shown(value) for row in answer for value in row)])
    if answer.remarks.silence:
        content["silence"] = answer.remarks.silence
    if answer.remarks.diagnosis is not None:
        content["diagnosis"] = answer.remarks.diagnosis
    return content


def _cells(row: Row, citation: Citation) -> dict[str, list[int]]:
    """Returns, by column, the places of the statements that hold the value."""
    found = stated_in(row, citation.statements)
    cells = ((name, found.get(plain(value))) for name, value in zip(row.columns, row, strict=True))
    return {name: places for name, places in cells if places}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "sources": list(citation.graphs),
        "statements": list(map(_statement, citation.statements)),
        "rules": list(citation.rules),
        "axioms": list(map(_statement, citation.axioms)),
        "absences": [
            {
                "form": absence.form,
                "pattern": absence.pattern,
                "grounds": list(map(_statement, absence.grounds)),
                "computed": absence.is_computed,
            }
            for absence in citation.absences
        ],
    }


def _statement(quad: ox.Quad) -> dict[str, str]:
    return {
        "subject": str(quad.subject),
        "predicate": str(quad.predicate),
        "object": str(quad.object),
        "graph": quad.graph_name.value,
    }


def _conflicts(found: Conflicts) -> dict[str, Any]:
    """Returns conflicts as `conflicts`, with full IRIs, and `sources`, which describes their graphs."""
    fields = [one._asdict() for one in found]
    for one in fields:
        del one["sources"], one["is_open"]
    sources = {iri: one.sources.get(iri, iri) for one in found for iri in one.graphs}
    return {"conflicts": fields, "sources": sources}


def _changes(found: Changes) -> dict[str, Any]:
    """Returns changes by step, each with the statements that it takes away and adds as N-Quads, and `sources`, which describes their graphs."""
    steps = [
        {
            **{name: value for name, value in step._asdict().items() if name != "changes"},
            "changes": [
                {
                    "change": one.kind,
                    "because": one.cause,
                    "thing": one.about,
                    "told": one.in_words,
                    "graphs": one.graphs,
                    "removed": [f"{quad} ." for quad in one.removed],
                    "added": [f"{quad} ." for quad in one.added],
                }
                for one in step.changes
            ],
        }
        for step in found.steps
    ]
    return {"title": found.title, "day": found.day, "steps": steps, "sources": found.sources}


def _sentence(one: SentenceAnswer) -> dict[str, Any]:
    """Returns the answer to a sentence; without one, what is said in its place, and what comes near."""
    lead = one.lead
    rows = () if lead is None else lead.answer
    return {
        "sentence": one.sentence,
        "answer": one.text if lead is not None else None,
        "said": one.text if lead is None else None,
        "notes": one.notes,
        "unread": one.unread,
        "day": lead.day or None if lead is not None else None,
        "found": lead.found if lead is not None else (),
        "unsure": lead.unsure if lead is not None else (),
        "sources": lead.sources if lead is not None else (),
        "command": lead.command.line if lead is not None and lead.command else None,
        "rows": [dict(zip(row.columns, row.values, strict=True)) for row in rows],
        "others": [
            {
                "answer": each.text or None,
                "asks": each.asks or None,
                "command": each.command.line if each.command else None,
            }
            for each in one.others
        ],
    }


def _status(one: StatusOnDay) -> dict[str, Any]:
    """Returns a status; what is not known is null."""
    depositary = one.depositary and {**one.depositary._asdict(), "page": one.page}
    return {
        "state": {**one.state._asdict(), "name": one.name},
        "instrument": one.instrument,
        "asOf": one.as_of,
        "dayIs": one.day_is or None,
        "status": one.status,
        "sentence": one.sentence,
        "since": one.since,
        "sinceEarliest": one.began.first,
        "sinceLatest": one.began.last,
        "until": one.until,
        "openAct": one.open_act,
        "lastRecorded": one.last_recorded,
        "notBefore": one.bounds.first,
        "notAfter": one.bounds.last,
        "possible": one.possible,
        "settles": one.settles or None,
        "knownThrough": one.known_through,
        "isLastRecorded": one.is_last_recorded,
        "basis": one.basis,
        "signed": one.signed,
        "signedBy": one.signed_by,
        "consentedBy": one.consented_by,
        "consented": one.consented,
        "consent": one.consent,
        "inForce": one.in_force,
        "conditions": _grounds(one.conditions),
        "grounds": _grounds(one.grounds),
        "alsoRecorded": _grounds(one.also_recorded),
        "sources": {iri: one.sources.get(iri, iri) for iri in one.graphs},
        "statements": one.citation.statements,
        "notes": one.notes,
        "depositary": depositary,
    }


def _grounds(grounds: Iterable[Ground]) -> list[dict[str, Any]]:
    return [
        {"iri": one.iri, "words": one.words, "sources": one.graphs, "caveats": one.caveats} for one in grounds
    ]


#: What most cells and sources lack, and is then left out.
_OPTIONAL = frozenset({"note", "bounds", "unknown", "remarks", "text"})


def to_json(result: object) -> str:
    """Writes a result as a JSON object, its own or that of its fields; of these, cells have the numbers that `sources` explains."""
    numbers = Numbers[Source]()
    fields = fields_of(_content(result), numbers)
    if sources := [{"number": number, **fields_of(source)} for number, source in numbers]:
        fields["sources"] = sources
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _content(result: object) -> object:
    """Returns a result as it stands in JSON."""
    if isinstance(result, Answer):
        return _answer(result)
    if isinstance(result, SentenceAnswer):
        return _sentence(result)
    if isinstance(result, StatusOnDay):
        return _status(result)
    if isinstance(result, Conflicts):
        return _conflicts(result)
    if isinstance(result, Changes):
        return _changes(result)
    return _explanation(result) if isinstance(result, Explanation) else result


def fields_of(value: Any, numbers: Numbers[Source] | None = None) -> Any:
    """Returns a value as JSON can hold it, with the `numbers` of marks in their place.

    >>> from thbgraph.base.values import Entity
    >>> fields_of([Entity("http://e.org/a", "A"), PartialDate(2009), None])
    [{'iri': 'http://e.org/a', 'label': 'A'}, '2009', None]
    """
    if isinstance(value, date | PartialDate):
        return value.isoformat()
    if isinstance(value, Description):
        return str(value)
    if isinstance(value, Source) and numbers is not None:
        return numbers.of([value])[0]
    if isinstance(value, Mapping):
        return {key: fields_of(part, numbers) for key, part in value.items()}
    if isinstance(value, Cell | Source):
        own = {name: part for name, part in value._asdict().items() if part or name not in _OPTIONAL}
        return {_camel_case(name): fields_of(part, numbers) for name, part in own.items()}
    if hasattr(value, "_asdict"):
        return {_camel_case(name): fields_of(part, numbers) for name, part in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [fields_of(part, numbers) for part in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def _explanation(found: Explanation) -> dict[str, Any]:
    """Returns a proof: the statement, the steps with their premises, and the sources.

    A premise is a step by its number, or asserted in the graphs `sources`; terms are written as in N-Triples,
    a list also by its `members`.
    """
    assert found.proof is not None
    steps = found.proof.steps()
    wording, names = Wording(found.labels, found.proof.leaves()), NodeNames()
    numbers = {step.conclusion: number for number, step in enumerate(steps, 1)}

    def written(triple: Triple) -> dict[str, Any]:
        subject, predicate, thing = (str(names.name(term)) for term in triple)
        fields: dict[str, Any] = {"subject": subject, "predicate": predicate, "object": thing}
        members = wording.members(triple[2])
        fields |= {"members": [str(names.name(member)) for member in members]} if members else {}
        return fields | {"words": wording.statement(triple)}

    def rests(premise: Proof) -> dict[str, Any]:
        if premise.rule:
            return {"step": numbers[premise.conclusion]}
        return {"sources": [quad.graph_name.value for quad in premise.quads]}

    conclusions = [
        {
            "step": numbers[step.conclusion],
            "conclusion": written(step.conclusion),
            "rule": step.rule,
            "ruleInWords": step.words,
            "premises": [written(premise.conclusion) | rests(premise) for premise in premises(step)],
        }
        for step in steps
    ]
    graphs = dict.fromkeys(quad.graph_name.value for quad in found.proof.leaves())
    return {
        "statement": written(found.statement),
        "asserted": not found.proof.rule,
        "steps": conclusions,
        "sources": {iri: found.sources.get(iri, iri) for iri in graphs},
    }

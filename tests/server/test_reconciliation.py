"""Reconciliation: every answer is what the published schemas ask for, and what is not certain is never matched."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from referencing import Registry, Resource

from serving import Server
from thbgraph import KnowledgeGraph

SCHEMAS = Path(__file__).resolve().parents[2].parent / "shared" / "suites" / "reconciliation-0.2" / "schemas"
FORM = "application/x-www-form-urlencoded"


@cache
def validator(name: str) -> jsonschema.protocols.Validator | None:
    """Returns what a published schema accepts; None where the schemas are not there."""
    if not SCHEMAS.is_dir():
        return None
    read = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    resources = {schema.get("$id", file): Resource.opaque(schema) for file, schema in read.items()}
    resources |= {file: Resource.opaque(schema) for file, schema in read.items()}
    resources["http://swagger.io/v2/schema.json"] = Resource.opaque(
        {"definitions": {"securityDefinitions": {"additionalProperties": {}}}}
    )
    registry = Registry().with_resources(resources.items())
    return jsonschema.Draft7Validator(read[f"{name}.json"], registry=registry)


def valid(answer: Any, schema: str) -> Any:
    assert (answer.status, answer.media_type) == (200, "application/json"), answer.text
    said = json.loads(answer.body)
    judge = validator(schema)
    if judge is not None:
        judge.validate(said)
    return said


def reconciled(server: Server, method: str = "POST", **queries: Any) -> Any:
    form = urlencode({"queries": json.dumps(queries)})
    if method == "GET":
        answer = server.ask(f"/reconcile?{form}")
    else:
        answer = server.ask("/reconcile", "POST", form, content_type=FORM)
    return valid(answer, "reconciliation-result-batch")


def test_the_schemas_are_there_where_the_suites_are() -> None:
    if not SCHEMAS.parent.parent.is_dir():
        pytest.skip("../shared/suites is not there: answers are not held against the published schemas")
    assert validator("manifest") is not None


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/"])
def test_the_service_describes_itself(server: Server, path: str) -> None:
    said = valid(server.ask(path, origin="http://127.0.0.1:3333"), "manifest")
    assert said["identifierSpace"] == "https://w3id.org/thbgraph/id/"
    assert said["view"]["url"] == "http://thbgraph.test/id/{{id}}"
    for kind in said["suggest"].values():
        address = kind["service_url"] + kind["service_path"]
        found = server.ask(f"{address.removeprefix('http://thbgraph.test')}?prefix=t")
        assert (found.status, found.headers["access-control-allow-origin"]) == (200, "*")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_certain_is_matched_and_nothing_else(server: Server, method: str) -> None:
    said = reconciled(
        server,
        method,
        q2={"query": "Suomi", "type": "thb:State", "type_strict": "should", "limit": 3},
        q0={"query": "Korea"},
        q1={"query": "Utopia", "type": "thb:State"},
        q3={"query": "CETS 197"},
    )
    assert said.keys() == {"q0", "q1", "q2", "q3"}
    (finland,) = said["q2"]["result"]
    assert (finland["id"], finland["name"], finland["match"], finland["score"]) == (
        "fin",
        "Finland",
        True,
        100,
    )
    assert {"id": "thb:State", "name": "State"} in finland["type"]
    assert finland["description"].startswith("state; name")
    assert {one["id"] for one in said["q0"]["result"]} == {"kor", "prk"}
    assert not any(one["match"] for one in said["q0"]["result"])
    assert said["q1"]["result"] == []
    assert [(one["id"], one["match"]) for one in said["q3"]["result"]] == [("cets-197", True)]


def test_matches_are_those_of_lists(server: Server, graph: KnowledgeGraph) -> None:
    texts = [
        "Swedan",
        "Côte d'Ivoire",
        "Korea, Dem. Rep. of",
        "MD",
        "wd:Q183",
        "no",
        "Nigerr",
        "Task Force",
        "IOM",
    ]
    said = reconciled(server, **{str(number): {"query": text} for number, text in enumerate(texts)})
    for number, row in enumerate(graph.match(texts)):
        certain = [one["id"] for one in said[str(number)]["result"] if one["match"]]
        assert certain == ([row.entity.iri.rpartition("/")[2]] if row.entity else []), texts[number]


def test_a_name_is_that_of_a_day(server: Server) -> None:
    def asked(day: str) -> list[tuple[str, bool]]:
        query = {"query": "Yugoslavia", "properties": [{"pid": "asOf", "v": day}]}
        return [(one["id"], one["match"]) for one in reconciled(server, q=query)["q"]["result"]]

    assert asked("1995-01-01") == [("yug", True)]
    assert asked("1970-01-01") == [("sfry", True)]
    assert asked("banana") == []


def test_an_identifier_beside_the_name_decides(server: Server) -> None:
    def asked(name: str, **given: Any) -> list[tuple[str, bool]]:
        properties = [{"pid": pid.replace("_", "-"), "v": value} for pid, value in given.items()]
        query = {"query": name, "type": "thb:State", "properties": properties}
        return [(one["id"], one["match"]) for one in reconciled(server, q=query)["q"]["result"]]

    assert asked("Korea", iso3166_1_alpha3="KOR") == [("kor", True)]
    assert asked("Korea", wikidata={"id": "Q423"}) == [("prk", True)]
    assert not any(certain for _, certain in asked("Finland", iso3166_1_alpha3="SWE"))
    assert {one for one, _ in asked("Finland", iso3166_1_alpha3="SWE")} == {"fin", "swe"}


def test_an_empty_batch_and_a_query_that_is_none_are_answered(server: Server) -> None:
    assert reconciled(server) == {} == reconciled(server, "GET")
    said = reconciled(server, a={"query": "Finland"}, b="Sweden", c={"query": 5}, d={})
    assert [len(said[key]["result"]) for key in "abcd"] == [1, 0, 0, 0]
    wrong = server.ask("/reconcile", "POST", urlencode({"queries": "{"}), content_type=FORM)
    assert wrong.status == 400 and "expected an object of JSON" in wrong.text


def test_columns_are_fetched_with_the_bounds_of_a_status(server: Server, graph: KnowledgeGraph) -> None:
    properties: list[dict[str, Any]] = [
        {"id": "name"}, {"id": "iso3166-1-alpha3"}, {"id": "wikidata"},
        {"id": "status-cets-197", "settings": {"asOf": "2009-01-01"}},
    ]  # fmt: skip
    wanted = {"ids": ["ltu", "fin", "greta", "nobody"], "properties": properties}
    judge = validator("data-extension-query")
    if judge is not None:
        judge.validate(wanted)
    answer = server.ask("/reconcile", "POST", urlencode({"extend": json.dumps(wanted)}), content_type=FORM)
    said = valid(answer, "data-extension-response")
    assert [one["id"] for one in said["meta"]] == [one["id"] for one in properties]
    assert said["rows"]["fin"]["iso3166-1-alpha3"] == [{"str": "FIN"}] and said["rows"]["fin"][
        "wikidata"
    ] == [{"str": "Q33"}]
    told = said["rows"]["ltu"]["status-cets-197"][0]["str"]
    found = graph.status("Lithuania", "CETS 197", "2009-01-01")
    assert (
        told.startswith(f"{found.status}; between {found.bounds.first} and {found.bounds.last}")
        and "2009-01-01" in told
    )
    assert said["rows"]["greta"]["status-cets-197"] == [] and not any(said["rows"]["nobody"].values())


def test_what_can_be_fetched_is_proposed_by_type(server: Server) -> None:
    said = valid(server.ask("/reconcile/propose?type=thb:State"), "data-extension-property-proposal")
    assert {"name", "iso3166-1-alpha2", "wikidata", "status-palermo-protocol"} <= {
        one["id"] for one in said["properties"]
    }
    treaties = valid(
        server.ask("/reconcile/propose?type=thb:Treaty&limit=2"), "data-extension-property-proposal"
    )
    assert len(treaties["properties"]) == 2
    assert server.ask("/reconcile/propose?limit=x").status == 400


def test_what_is_typed_is_completed(server: Server) -> None:
    entities = valid(server.ask("/reconcile/suggest/entity?prefix=Finl"), "suggest-entities-response")
    assert entities["result"][0]["id"] == "fin"
    types = valid(server.ask("/reconcile/suggest/type?prefix=trea"), "suggest-types-response")
    assert {"id": "thb:Treaty", "name": "Treaty"} in types["result"]
    properties = valid(server.ask("/reconcile/suggest/property?prefix=as+of"), "suggest-properties-response")
    assert properties["result"][0]["id"] == "asOf"
    assert server.ask("/reconcile/suggest/banana?prefix=a").status == 404


def test_a_thing_is_shown_in_a_frame(server: Server) -> None:
    shown = server.ask("/reconcile/preview?id=greta")
    assert shown.media_type == "text/html" and "Group of Experts" in shown.text
    assert "frame-ancestors *" in shown.headers["content-security-policy"]
    told = json.loads(server.ask("/reconcile/flyout/entity?id=fin").body)
    assert told["id"] == "fin" and "<b>Finland</b>, state" in told["html"]
    assert server.ask("/reconcile/preview?id=nobody").status == 404

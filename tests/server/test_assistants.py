"""Assistants: what the client of the official SDK is offered and answered, in this process and over a pipe."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from thbgraph import KnowledgeGraph

pytest.importorskip("mcp", reason="the extra mcp is not installed")
from mcp import Client, StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from serving import Server
from thbgraph.server.assistants import in_process
from thbgraph.server.assistants import server as assistants

TOOLS = ["find", "describe", "questions", "ask", "status", "brief", "sparql", "evidence"]
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call(graph: KnowledgeGraph) -> Call:
    """Calls a tool, and returns what it gives; the text of its error where it fails."""

    def called(name: str, **arguments: Any) -> Any:
        async def calling() -> Any:
            async with Client(assistants(in_process(graph))) as client:
                return await client.call_tool(name, arguments)

        given = asyncio.run(calling())
        return given.content[0].text if given.is_error else given.structured_content

    return called


def test_there_are_eight_tools_that_only_read(graph: KnowledgeGraph) -> None:
    async def listed() -> Any:
        async with Client(assistants(in_process(graph))) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(listed())
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert tool.description and tool.annotations.read_only_hint
    assert sum(len(tool.model_dump_json()) for tool in tools) < 10_000


def test_questions_are_prompts_and_things_resources(graph: KnowledgeGraph) -> None:
    async def read() -> Any:
        async with Client(assistants(in_process(graph))) as client:
            prompts = (await client.list_prompts()).prompts
            prompt = await client.get_prompt("bound-by", {"group": "CBSS"})
            resources = (await client.list_resources()).resources
            (template,) = (await client.list_resource_templates()).resource_templates
            addresses = (
                "thbgraph://thing/fin",
                "thbgraph://thing/2-13",
                *(str(one.uri) for one in resources),
            )
            texts = [(await client.read_resource(address)).contents[0].text for address in addresses]
            with pytest.raises(MCPError, match="there is no question 'bound'; the tool questions lists them"):
                await client.get_prompt("bound", {})
            return prompts, prompt, template, texts

    prompts, prompt, template, (finland, passage, questions) = asyncio.run(read())
    assert {one.name: one.title for one in prompts} == {
        name: one.summary for name, one in graph.questions.items()
    }
    asked = next(one for one in prompts if one.name == "bound-by").arguments
    assert [one.name for one in asked] == [one.name for one in graph.questions["bound-by"].params]
    assert 'question "bound-by" and arguments {"group": "CBSS"}' in prompt.messages[0].content.text
    assert template.uri_template == "thbgraph://thing/{name}"
    assert finland.startswith("Finland") and "13th" in passage
    assert len(json.loads(questions)["questions"]) == len(prompts)


def test_a_saved_question_has_rows_each_with_its_sources(call: Call, graph: KnowledgeGraph) -> None:
    said = call("ask", question="signed-not-ratified", arguments={"group": "CBSS"}, limit=2)
    answer = graph.ask("signed-not-ratified", group="CBSS", cite=True)
    assert said["sentence"] == answer.summary
    assert said["arguments"]["asOf"].startswith("23 February 2010")
    assert [row["country"] for row in said["rows"]] == [row.country.iri for row in answer][:2]
    assert said["shown"].startswith(f"the first 2 of {len(answer)} of the rows")
    assert all(row["sources"] and {*row["sources"]} <= said["sources"].keys() for row in said["rows"])


def test_a_sentence_is_answered_as_at_every_door(call: Call, graph: KnowledgeGraph) -> None:
    sentence = "Which Nordic countries had not ratified CETS 197 by March 2010?"
    found = graph.answer(sentence)
    said = call("ask", question=sentence)
    assert found.lead is not None and said["sentence"] == found.text
    assert len(said["sources"]) == len(found.lead.sources) > 1
    assert said["sources"] == {iri: str(graph.index.description(iri)) for iri in said["sources"]}
    assert all(iri.startswith("https://w3id.org/thbgraph/") for iri in said["sources"])
    assert len(said["rows"]) == len(found.lead.answer)
    followed = call("ask", question="and Denmark?", after=sentence)
    assert followed["sentence"] == graph.answer("and Denmark?", sentence).text


def test_what_is_not_read_is_said(call: Call) -> None:
    said = call("ask", question="Which handbooks are only for parliamentarians?")
    assert said["rows"] == [] and said["unread"] == ["only"] and said["near"]


def test_an_empty_answer_says_why(call: Call) -> None:
    said = call("ask", question="handbooks", arguments={"audience": "men"})
    assert said["rows"] == [] and "does not say that there is none" in said["why_empty"][0]
    said = call("sparql", query="SELECT ?x { ?x a thb:State ; thb:monitors ?y }")
    assert said["rows"] == [] and said["why_empty"]


def test_what_is_undetermined_is_told_with_its_bounds(call: Call) -> None:
    said = call("status", state="Lithuania", treaty="CETS 197", day="2009-01-01")
    assert (said["status"], said["notBefore"], said["notAfter"]) == (
        "undetermined",
        "2008-01-24",
        "2010-01-26",
    )
    assert said["settles"].startswith("the day of its signature") and said["sources"]


def test_a_statement_is_proved(call: Call) -> None:
    said = call("evidence", subject="GRETA", property="a", object="Body")
    assert said["asserted"] and "source/editors" in next(iter(said["sources"]))


def test_things_questions_and_briefs_are_found(call: Call, graph: KnowledgeGraph) -> None:
    assert call("find", text="Suomi", kind="State")["things"][0]["iri"].endswith("/fin")
    assert "13th" in call("describe", thing="2-13")["text"]
    assert len(call("questions")["questions"]) == len(graph.questions)
    assert call("questions", theme="happens")["questions"][0]["params"]
    assert call("brief", thing="Finland", day="2010-01-26")["markdown"].startswith(
        "# Brief: Finland, 26 January 2010"
    )


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("describe", {"thing": "Korea"}, "South Korea (id:kor), North Korea (id:prk)"),
        ("ask", {"question": "bound-bye", "arguments": {"group": "CBSS"}}, "did you mean bound-by"),
        ("ask", {"question": "bound-by", "arguments": {"gruop": "CBSS"}}, "it has: "),
        ("sparql", {"query": "SELECT * { ?s ?p }"}, "does not parse"),
        ("status", {"state": "Finland", "treaty": "CETS 197", "day": "banana"}, "such as 2005-05-03"),
    ],
)
def test_an_error_names_the_next_step(call: Call, tool: str, given: dict[str, Any], words: str) -> None:
    assert words in call(tool, **given)


@pytest.mark.slow
def test_a_client_starts_the_command_and_asks_over_a_pipe(graph: KnowledgeGraph) -> None:
    async def asked() -> Any:
        command = StdioServerParameters(command=sys.executable, args=["-P", "-m", "thbgraph", "mcp"])
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("find", {"text": "GRETA", "limit": 1})

    given = asyncio.run(asked())
    assert given.structured_content["things"][0]["label"] == graph.find("GRETA").label


def test_over_http_workers_answer_the_same(server: Server, call: Call) -> None:
    """Each call is a job of the workers: what they refuse is told as an error of the tool."""

    async def asked() -> tuple[Any, ...]:
        async with Client(f"http://127.0.0.1:{server.port}/mcp") as client:
            tools = (await client.list_tools()).tools
            assert len((await client.list_prompts()).prompts) == 45
            assert (await client.read_resource("thbgraph://thing/fin")).contents[0].text.startswith("Finland")
            found = await client.call_tool("status", {"state": "Finland", "treaty": "CETS 197"})
            wrong = await client.call_tool("ask", {"question": "bound-by", "arguments": {"gruop": "CBSS"}})
            far = await client.call_tool(
                "sparql", {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d"}
            )
            return tools, found, wrong, far

    tools, found, wrong, far = asyncio.run(asked())
    assert [tool.name for tool in tools] == TOOLS
    assert found.structured_content == call("status", state="Finland", treaty="CETS 197")
    assert wrong.is_error and "it has: " in wrong.content[0].text
    assert far.is_error and ("seconds" in far.content[0].text or "memory" in far.content[0].text)


def test_no_page_of_another_host_calls_it(server: Server) -> None:
    answer = server.ask(
        "/mcp", method="POST", body=b"{}", **{"content-type": "application/json", "origin": "https://e.org"}
    )
    assert answer.status == 403

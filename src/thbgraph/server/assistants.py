"""Tools, resources and prompts for assistants by the Model Context Protocol, whatever runs them."""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeAlias

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    GetPromptResult,
    Prompt,
    PromptArgument,
    PromptMessage,
    TextContent,
    ToolAnnotations,
)

from ..base.errors import ThbgraphError
from ..base.home import HOME
from ..base.version import __version__
from ..graph import KnowledgeGraph
from .assistance import TOOLS, Assistance

_INSTRUCTIONS = f"""{HOME.title}. {HOME.about}
Every answer is as of a day and says nothing about the position today. What the sources leave open is told as undetermined:
neither say yes nor no then. Cite the sources that an answer names. Ask `ask` first; use `sparql` for what it does not answer.
An empty answer says why it is empty: do not loosen the question until something comes."""
_PROMPT = """{title}
Call the tool `ask` with question "{name}" and arguments {given}. Give its sentence first, then the rows that matter, each with
its sources. Say as of which day it holds, what is undetermined, and how many rows there are."""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
#: What runs a tool by its name, with its arguments.
Run: TypeAlias = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


class _Assistants(MCPServer):
    """The server, whose prompts are the saved questions of the graph that answers."""

    def __init__(self, run: Run) -> None:
        super().__init__("thbgraph", instructions=_INSTRUCTIONS, version=__version__, log_level="ERROR")
        self._run = run

    async def list_prompts(self) -> list[Prompt]:
        """Lists the saved questions, each with its parameters."""
        return [
            Prompt(
                name=one["name"],
                title=one["summary"],
                description=one["theme"],
                arguments=[
                    PromptArgument(
                        name=param["name"],
                        description=param["description"],
                        required=not param["optional"] and param["default"] is None,
                    )
                    for param in one["params"]
                ],
            )
            for one in (await self._run("questions", {}))["questions"]
        ]

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Any = None
    ) -> GetPromptResult:
        """Words a saved question as a task for an assistant; raises MCPError for a name that none has."""
        prompts = {one.name: one for one in await self.list_prompts()}
        if name not in prompts:
            raise MCPError(INVALID_PARAMS, f"there is no question {name!r}; the tool questions lists them")
        wording = _PROMPT.format(
            title=prompts[name].title, name=name, given=json.dumps(arguments or {}, ensure_ascii=False)
        )
        return GetPromptResult(
            description=prompts[name].title,
            messages=[PromptMessage(role="user", content=TextContent(type="text", text=wording))],
        )


def server(run: Run) -> MCPServer:
    """Makes the server of tools, resources and prompts, which only read."""
    made = _Assistants(run)
    for name in TOOLS:
        method = getattr(Assistance, name)
        made.tool(description=inspect.getdoc(method), annotations=_READS)(_tool(method, run))

    @made.resource("thbgraph://questions", title="The saved questions", mime_type="application/json")
    async def questions() -> str:
        """The saved questions with the parameters that `ask` takes."""
        return json.dumps(await run("questions", {}), ensure_ascii=False)

    @made.resource("thbgraph://thing/{name}", title="All that is recorded of a thing", mime_type="text/plain")
    async def thing(name: str) -> str:
        """A thing by its name or short IRI (fin), or a passage of the memo (2-14), with its sources."""
        found: str = (await run("describe", {"thing": name}))["text"]
        return found

    return made


def in_process(graph: KnowledgeGraph) -> Run:
    """Returns what runs tools over a graph here."""
    tools = Assistance(graph)

    async def run(tool: str, given: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = getattr(tools, tool)(**given)
        return found

    return run


def _tool(method: Callable[..., dict[str, Any]], run: Run) -> Callable[..., Awaitable[dict[str, Any]]]:
    """Makes a tool of a method: it has its arguments and words, and tells its errors, since the protocol hides all others."""

    @wraps(method)
    async def tool(**given: Any) -> dict[str, Any]:
        try:
            return await run(method.__name__, given)
        except ThbgraphError as error:
            raise ToolError(error.message) from None

    signature = inspect.signature(method, eval_str=True)
    _, *parameters = signature.parameters.values()
    tool.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return tool

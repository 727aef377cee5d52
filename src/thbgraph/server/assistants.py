"""The tools for assistants by the Model Context Protocol, whatever runs them."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeAlias

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from ..base.errors import ThbgraphError
from ..base.home import HOME
from ..base.version import __version__
from ..graph import KnowledgeGraph
from .assistance import TOOLS, Assistance

_INSTRUCTIONS = f"""{HOME.title}. {HOME.about}
Every answer is as of a day and says nothing about the position today. What the sources leave open is told as undetermined:
neither say yes nor no then. Cite the sources that an answer names. Ask `ask` first; use `sparql` for what it does not answer.
An empty answer says why it is empty: do not loosen the question until something comes."""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
#: What runs a tool by its name, with its arguments.
Run: TypeAlias = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


def server(run: Run) -> MCPServer:
    """Makes the server of tools, which only read."""
    made = MCPServer("thbgraph", instructions=_INSTRUCTIONS, version=__version__, log_level="ERROR")
    for name in TOOLS:
        method = getattr(Assistance, name)
        made.tool(description=inspect.getdoc(method), annotations=_READS)(_tool(method, run))
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

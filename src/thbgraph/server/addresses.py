"""Addresses that answer: what an IRI names leads to its page or its data, and both say where the others are.

Sources: Cool URIs for the Semantic Web, section 4.2; FAIR Signposting Profile.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from ..base.home import HOME
from ..base.namespaces import BASE
from ..exports.portal import home_address
from ..results.formats import COMPRESSED, FORMATS
from ..site.page_views import LANGUAGE
from .negotiation import CHANGES, GRAPHS, THINGS, accepted, endings, with_ending
from .requests import asked_type, fields_of, run, type_for

#: Pages that lead to others, by path.
LISTS = (
    "",
    "questions",
    "instruments",
    "states",
    "organizations",
    "memo",
    "sources",
    "conflicts",
)
#: Files that come with the program, and their media types.
FILES = {
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
    "card.png": "image/png",
    "search.js": "text/javascript",
    "tools.js": "text/javascript",
    "editor.js": "text/javascript",
    "search.json": "application/json",
    "context.jsonld": "application/ld+json",
    "plain.jsonld": "application/ld+json",
    "fonts.css": "text/css",
    **{
        f"source-{family}-{letters}-wght-normal.woff2": "font/woff2"
        for family in ("sans-3", "serif-4")
        for letters in ("latin", "latin-ext")
    },
}
_ABOUT_PAGE = "https://schema.org/AboutPage"
_VOID = "/.well-known/void"
#: The language that a browser likes best, which it names first.
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})\b")


async def named(request: Request) -> Any:
    """Leads from what an IRI names to its page or data, or answers with one of these where the address says which."""
    path = request.scope["path"].removeprefix("/")
    stem, dot, ending = path.rpartition(".")
    media_type = with_ending(ending, THINGS) if dot else None
    if media_type is not None:
        return await _document(request, stem, media_type)
    wanted = type_for(request, THINGS, "there are", link=links(path))
    query = request.url.query
    ending = FORMATS[THINGS[wanted]].ending
    return await _run(request, "place", path, ending=ending, query=f"?{query}" if query else "")


async def _document(request: Request, path: str, media_type: str) -> Any:
    if media_type != "text/html":
        return await _run(request, "data", path, media_type=media_type)
    given, headers = fields_of(request.scope["query_string"]), {"link": links(path)}
    if path.startswith("id/") and LANGUAGE not in given:
        headers["vary"] = "accept, accept-encoding, accept-language"
        if wanted := _LANGUAGE.match(request.headers.get("accept-language", "")):
            given |= {LANGUAGE: [wanted[1].lower()]} if wanted[1].lower() != "en" else {}
    return await run(request, "page", headers=headers, path=path, given=given)


async def _run(request: Request, job: str, path: str, **given: Any) -> Any:
    return await run(request, job, headers={"link": links(path)}, path=path, **given)


def links(path: str) -> str:
    """Returns the header that names the other forms of what an IRI names, its permanent address and its licence."""
    path = quote(path)
    headers_of_links = [
        f'</{path}.{ending}>; rel="alternate"; type="{kind}"' for ending, kind in endings(THINGS).items()
    ]
    headers_of_links += [
        f'<{BASE}{path}>; rel="cite-as"',
        f'<{_VOID}>; rel="describedby"',
        f'<{_ABOUT_PAGE}>; rel="type"',
    ]
    if not path.startswith("source/"):  # whose licence its record tells
        headers_of_links.append(f'<{HOME.licence}>; rel="license"')
    return ", ".join(headers_of_links)


async def changed(request: Request) -> Any:
    """Answers with what changed, in the format of the ending or of what the client accepts: a page, data or a feed."""
    path, media_type = asked_type(request, request.scope["path"].removeprefix("/"), CHANGES, "changes")
    given = fields_of(request.scope["query_string"])
    if media_type == "text/html":
        return await run(request, "page", path=path, given=given)
    return await run(request, "changes", path=path, given=given, media_type=media_type)


async def page(request: Request) -> Any:
    """Answers with a page that stands at an address of its own."""
    given = fields_of(request.scope["query_string"])
    return await run(request, "page", path=request.scope["path"].strip("/"), given=given)


async def published(request: Request) -> Any:
    """Answers with what describes all: the dataset, or the questions as examples of queries."""
    wanted = accepted(request.headers.get("accept", ""), GRAPHS) or next(iter(GRAPHS))
    name = request.scope["path"].rpartition("/")[2].removesuffix(".ttl")
    job = {"void": "dataset", "sparql-examples": "examples"}[name]
    return await run(request, job, media_type=wanted)


async def dumped(request: Request) -> Any:
    """Answers with the file of the whole dataset, in the format that its name says."""
    ending = request.scope["path"].removesuffix(COMPRESSED).rpartition(".")[2]
    return await run(request, "dump", media_type=with_ending(ending, GRAPHS))


async def file(request: Request) -> Any:
    """Answers with a file that comes with the program: the stylesheet, a script, or a JSON-LD context."""
    return await run(request, "file", name=request.scope["path"].removeprefix("/"))


async def sitemap(request: Request) -> Any:
    """Answers with the list of all pages."""
    return await run(request, "sitemap")


async def robots(request: Request) -> Response:
    """Says what programs that read all pages had better leave out."""
    left_out = "".join(f"Disallow: {path}\n" for path in ("/sparql", "/search", "/*?"))
    return Response(
        f"User-agent: *\n{left_out}Sitemap: {home_address()}sitemap.xml\n", media_type="text/plain"
    )

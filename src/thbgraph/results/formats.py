"""The formats of every kind of result: one registry, for commands, Python and every other door.

A format has a name, other names, media types and endings of files; a kind of result has some of the formats,
and a module that writes them.
"""

from __future__ import annotations

from importlib import import_module

from ..base.errors import RequestError
from ..base.lazy import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeVar

    R = TypeVar("R", bound=type)


class Format:
    """A format: its name, what readers call it, and which form `of` a result it writes.

    That is its table, its document, its fields, a graph, SPARQL results, or a feed. Then come other names, media types and endings
    of files, the usual ones first, and the `module` of `render` that writes it, where that has another name.
    """

    def __init__(
        self,
        name: str,
        title: str,
        of: str,
        also: str = "",
        media_types: str = "",
        endings: str = "",
        module: str = "",
        is_text: bool = True,
    ) -> None:
        self.name, self.title, self.of, self.is_text = name, title, of, is_text
        self.also, self.media_types, self.endings = also.split(), media_types.split(), endings.split()
        self.module = module or name

    @property
    def media_type(self) -> str:
        """The usual media type."""
        return self.media_types[0]

    @property
    def ending(self) -> str:
        """The usual ending, without its dot."""
        return self.endings[0].removeprefix(".")


_TABLE, _DOCUMENT, _FIELDS, _GRAPH, _RESULTS, _FEED = (
    "table",
    "document",
    "fields",
    "graph",
    "results",
    "feed",
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
#: A new format is a line here, and a module of `render` with a function `to_NAME` that writes an answer or a document.
FORMATS = {
    one.name: one
    for one in (
        Format("text", "text", _DOCUMENT, "table", "text/plain", ".txt"),
        Format("csv", "CSV", _TABLE, "", "text/csv", ".csv"),
        Format("tsv", "TSV", _TABLE, "", "text/tab-separated-values", ".tsv", "csv"),
        Format("json", "JSON", _FIELDS, "", "application/json application/sparql-results+json", ".json .srj"),
        Format("xml", "XML", _RESULTS, "", "application/sparql-results+xml application/xml", ".xml .srx"),
        Format("markdown", "Markdown", _DOCUMENT, "md", "text/markdown", ".md"),
        Format("html", "HTML", _DOCUMENT, "", "text/html", ".html .htm"),
        Format("docx", "Word", _DOCUMENT, "word", f"{_OFFICE}.wordprocessingml.document", ".docx", "office", False),
        Format("pdf", "PDF", _DOCUMENT, "", "application/pdf", ".pdf", "office", False),
        Format("xlsx", "Excel", _TABLE, "excel", f"{_OFFICE}.spreadsheetml.sheet", ".xlsx", "office", False),
        # Every Turtle document is one of N3, and N-Triples were plain text before they had a type of their own.
        Format("turtle", "Turtle", _GRAPH, "ttl n3", "text/turtle text/n3", ".ttl .n3"),
        Format("trig", "TriG", _GRAPH, "", "application/trig", ".trig"),
        Format("ntriples", "N-Triples", _GRAPH, "nt n-triples", "application/n-triples text/plain", ".nt"),
        Format("nquads", "N-Quads", _GRAPH, "nq n-quads", "application/n-quads", ".nq"),
        Format("jsonld", "JSON-LD", _GRAPH, "json-ld json", "application/ld+json application/json", ".jsonld .json"),
        Format("rdfxml", "RDF/XML", _GRAPH, "xml rdf rdf/xml", "application/rdf+xml", ".rdf .xml .owl"),
        Format("atom", "Atom", _FEED, "", "application/atom+xml", ".atom", "feeds"),
        Format("jsonfeed", "JSON Feed", _FEED, "", "application/feed+json", ".jsonfeed", "feeds"),
        Format("github", "annotations", ""),
        Format("sarif", "SARIF", "", "", "application/sarif+json", ".sarif"),
    )
}  # fmt: skip
#: The ending of a file that is compressed with gzip.
COMPRESSED = ".gz"
#: A part of a page, as a notebook shows it.
_CELL = "cell"
#: The formats of SPARQL's own results.
RESULTS = ("csv", "tsv", "json", "xml")
#: The formats of graphs that say in which graph a statement stands; the others merge them.
WITH_GRAPHS = ("trig", "nquads")
#: The formats that are no text.
BINARY = tuple(name for name, one in FORMATS.items() if not one.is_text)


def _writing(*of: str) -> tuple[str, ...]:
    """Returns the formats that write some forms of a result."""
    return tuple(name for name, one in FORMATS.items() if one.of in of)


#: The formats of most results, and by kind of result those of others.
_READ = _writing(_DOCUMENT, _FIELDS, _TABLE)
_KINDS = {
    "Answer": _writing(_DOCUMENT, _FIELDS, _TABLE, _RESULTS),
    "bool": ("text", *RESULTS),
    "Statements": ("turtle", "jsonld", "rdfxml", "ntriples", "trig", "nquads"),
    "Explanation": (*_writing(_DOCUMENT, _FIELDS), "turtle"),
    "Document": _writing(_DOCUMENT),
    "Changes": _writing(_DOCUMENT, _FIELDS, _TABLE, _FEED),
}


def formats_of(kind: str) -> tuple[str, ...]:
    """Returns the formats of a kind of result.

    >>> formats_of("bool")
    ('text', 'csv', 'tsv', 'json', 'xml')
    """
    return _KINDS.get(kind, _READ)


def format_named(name: str, among: Sequence[str]) -> str:
    """Returns which of some formats has a name, another name or a media type; raises RequestError for none.

    >>> format_named("ttl", formats_of("Statements")), format_named("application/json", formats_of("Answer"))
    ('turtle', 'json')
    """
    for form in among:
        if name in (form, *FORMATS[form].also, *FORMATS[form].media_types):
            return form
    raise RequestError(f"there is no format {name[:40]!r} here", f"choose from: {', '.join(among)}")


def format_of_file(path: str, among: Sequence[str]) -> str | None:
    """Returns which of some formats the ending of a file's name tells; None for a name without an ending.

    `.gz`, which says that the file is compressed, may follow it. Raises RequestError for an ending that none has.
    """
    stem, _, ending = path.rpartition("/")[2].removesuffix(COMPRESSED).rpartition(".")
    if not stem.strip(".") or not ending:
        return None
    for form in among:
        if "." + ending.lower() in FORMATS[form].endings:
            return form
    known = ", ".join(dict.fromkeys(ending for form in among for ending in FORMATS[form].endings[:1]))
    raise RequestError(
        f"no format here has the ending .{ending[:20]}",
        f"choose from: {known}; --format names one for any file",
    )


def write(result: object, form: str, context: Callable[[], Any] | None = None) -> str:
    """Writes a result in a format, by any of its names; `context` gives that of JSON-LD.

    Raises RequestError for a format that the result does not have.
    """
    kind = type(result).__name__
    known = formats_of(kind) if kind == "bool" else tuple(dict.fromkeys((*formats_of(kind), *_READ)))
    form = form if form == _CELL else format_named(form, known)
    if form in BINARY:
        raise RequestError(f"{form} is not a text format", "use write_bytes")
    if kind == "bool" or (kind == "Answer" and _is_results(result, form)):
        return str(renderer("sparql_results").written(result, form))
    if form != _CELL and FORMATS[form].of == _GRAPH:
        return str(
            renderer("rdf").to_graph(result, form, context() if context and form == "jsonld" else None)
        )
    return str(_written(result, form))


def _written(result: Any, form: str) -> Any:
    """Writes that of a result which a format writes."""
    one = FORMATS["html" if form == _CELL else form]
    given = result
    if one.of == _TABLE:
        given = _table(result)
    elif one.of == _DOCUMENT and type(result).__name__ != "Document":
        given = _laid_out(result)
    return getattr(renderer(one.module), f"to_{form}")(given)


def for_file(result: Any, form: str) -> Any:
    """Returns a result as a file holds it that somebody opens: in CSV and TSV no cell begins as a formula does."""
    if form not in ("csv", "tsv") or isinstance(result, bool):
        return result
    return _table(result).excel_safe()


def file_of(result: Any, form: str) -> bytes:
    """Returns a result as a file holds it, in any of its formats."""
    if form in BINARY:
        return write_bytes(result, form)
    return write(for_file(result, form), form).encode(errors="backslashreplace")


def write_bytes(result: Any, form: str) -> bytes:
    """Writes a result in a format that is no text: a document as `docx` or `pdf`, a table as `xlsx`.

    Raises RequestError for another format, and where the library that it needs is not installed.
    """
    return bytes(_written(result, format_named(form, BINARY)))


def _is_results(answer: Any, form: str) -> bool:
    """Returns whether an answer is written as SPARQL results: as XML, and uncited rows of a query of one's own."""
    is_own = answer.asked.query and not answer.question and not answer.is_cited
    return form == "xml" or (is_own and form in ("csv", "tsv", "json"))


def _table(result: object) -> Any:
    """Returns a result as the answer that lists it."""
    if type(result).__name__ == "Answer":
        return result
    return import_module(f"{__package__}.listing").as_answer(result)


def _laid_out(result: Any) -> Any:
    """Returns the document of a result, or that of its table."""
    return result.document() if hasattr(result, "document") else _table(result).document()


def renderer(name: str) -> Any:
    """Returns a module that writes results, which is loaded when needed."""
    return import_module(f"{__package__}.render.{name}")


def notebook(kind: R) -> R:
    """Makes a kind of result show in a notebook, and print as text where it has a document; a class decorator."""
    shown = {"_repr_html_": _CELL, "_repr_markdown_": "markdown"}
    if hasattr(kind, "document"):
        shown["__str__"] = "text"
    for name, form in shown.items():
        setattr(kind, name, lambda self, form=form: write(self, form))
    return kind

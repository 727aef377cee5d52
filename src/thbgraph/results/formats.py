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
    """A format: its name, what readers call it, other names, media types and endings of files, the usual ones first."""

    def __init__(
        self, name: str, title: str, also: str = "", media_types: str = "", endings: str = ""
    ) -> None:
        self.name, self.title = name, title
        self.also, self.media_types, self.endings = also.split(), media_types.split(), endings.split()

    @property
    def media_type(self) -> str:
        """The usual media type."""
        return self.media_types[0]

    @property
    def ending(self) -> str:
        """The usual ending, without its dot."""
        return self.endings[0].removeprefix(".")


FORMATS = {
    one.name: one
    for one in (
        Format("table", "text", "text", "text/plain", ".txt"),
        Format("text", "text", "table", "text/plain", ".txt"),
        Format("csv", "CSV", "", "text/csv", ".csv"),
        Format("tsv", "TSV", "", "text/tab-separated-values", ".tsv"),
        Format("json", "JSON", "", "application/json application/sparql-results+json", ".json .srj"),
        Format("xml", "XML", "", "application/sparql-results+xml application/xml", ".xml .srx"),
        Format("markdown", "Markdown", "md", "text/markdown", ".md"),
        Format("html", "HTML", "", "text/html", ".html .htm"),
        Format(
            "docx",
            "Word",
            "word",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".docx",
        ),
        Format("pdf", "PDF", "", "application/pdf", ".pdf"),
        Format(
            "xlsx",
            "Excel",
            "excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".xlsx",
        ),
        # Every Turtle document is one of N3, and N-Triples were plain text before they had a type of their own.
        Format("turtle", "Turtle", "ttl n3", "text/turtle text/n3", ".ttl .n3"),
        Format("trig", "TriG", "", "application/trig", ".trig"),
        Format("ntriples", "N-Triples", "nt n-triples", "application/n-triples text/plain", ".nt"),
        Format("nquads", "N-Quads", "nq n-quads", "application/n-quads", ".nq"),
        Format("jsonld", "JSON-LD", "json-ld json", "application/ld+json application/json", ".jsonld .json"),
        Format("rdfxml", "RDF/XML", "xml rdf rdf/xml", "application/rdf+xml", ".rdf .xml .owl"),
        Format("github", "annotations"),
        Format("sarif", "SARIF", "", "application/sarif+json", ".sarif"),
    )
}
#: The ending of a file that is compressed with gzip.
COMPRESSED = ".gz"
#: A part of a page, as a notebook shows it.
_CELL = "cell"
#: The formats of SPARQL's own results.
RESULTS = ("csv", "tsv", "json", "xml")
#: The formats of graphs that say in which graph a statement stands; the others merge them.
WITH_GRAPHS = ("trig", "nquads")
#: The formats of a table, which every result is or which its fields make.
_TABLE = ("csv", "tsv", "markdown", "html")
#: The formats of what is laid out as a document, and all those of a result that has one.
_DOCUMENT = ("text", "markdown", "html")
#: Those of its formats that are no text.
BINARY = ("docx", "pdf", "xlsx")
_READ = ("text", "json", *_TABLE)
#: The formats of graphs.
_GRAPH = ("turtle", "jsonld", "rdfxml", "ntriples", "trig", "nquads")
#: By kind of result its formats; those of others are JSON and those of a table.
_KINDS = {
    "Answer": ("csv", "tsv", "json", "xml", "markdown", "html", "xlsx"),
    "bool": ("text", *RESULTS),
    "Statements": _GRAPH,
    "Explanation": (*_DOCUMENT, "json", "turtle"),
    "StatusOnDay": _READ,
    "Conflicts": _READ,
    "Page": _READ,
    "Passage": _READ,
    "SourceRecord": _READ,
    "Document": _DOCUMENT,
    "SentenceAnswer": _READ,
    "Report": (*_READ, *BINARY),
}


def formats_of(kind: str) -> tuple[str, ...]:
    """Returns the formats of a kind of result.

    >>> formats_of("StatusOnDay"), formats_of("Listing")
    (('text', 'json', 'csv', 'tsv', 'markdown', 'html'), ('json', 'csv', 'tsv', 'markdown', 'html'))
    """
    return _KINDS.get(kind, ("json", *_TABLE))


def format_named(name: str, among: Sequence[str]) -> str:
    """Returns which of some formats has a name, another name or a media type; raises RequestError for none.

    >>> format_named("ttl", formats_of("Statements")), format_named("application/json", formats_of("Answer"))
    ('turtle', 'json')
    """
    for form in among:
        if name in (form, *FORMATS[form].also, *FORMATS[form].media_types):
            return form
    raise RequestError(f"there is no format {name[:40]!r} here; choose from: {', '.join(among)}")


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
        f"no format here has the ending .{ending[:20]}; choose from: {known}; --format names one for any file"
    )


def write(result: object, form: str, context: Callable[[], Any] | None = None) -> str:
    """Writes a result in a format, by any of its names; `context` gives that of JSON-LD.

    Raises RequestError for a format that the result does not have.
    """
    kind = type(result).__name__
    known = _KINDS["bool"] if kind == "bool" else tuple(dict.fromkeys((*formats_of(kind), *formats_of(""))))
    form = form if form == _CELL else format_named(form, known)
    if form in BINARY:
        raise RequestError(f"{form} is not a text format; use write_bytes")
    if kind == "bool" or (kind == "Answer" and _is_results(result, form)):
        return str(renderer("sparql_results").written(result, form))
    if form in _GRAPH:
        return str(
            renderer("rdf").to_graph(result, form, context() if context and form == "jsonld" else None)
        )
    if form == "json":
        return str(renderer("json").to_json(result))
    if form in ("csv", "tsv"):
        return str(getattr(renderer("csv"), f"to_{form}")(_table(result)))
    document = result if kind == "Document" else _laid_out(result)
    return str(getattr(renderer("html" if form == _CELL else form), f"to_{form}")(document))


def for_file(result: Any, form: str) -> Any:
    """Returns a result as a file holds it that somebody opens: in CSV and TSV no cell begins as a formula does."""
    if form not in ("csv", "tsv") or isinstance(result, bool):
        return result
    return _table(result).excel_safe()


def file_of(result: Any, form: str) -> bytes:
    """Returns a result as a file holds it, in any of its formats."""
    if form in BINARY:
        return write_bytes(result, form)
    return write(for_file(result, form), form).encode()


def write_bytes(result: Any, form: str) -> bytes:
    """Writes a result in a format that is no text: a document as `docx` or `pdf`, a table as `xlsx`.

    Raises RequestError for another format, for a result that is no document, and where the library that it needs is
    not installed.
    """
    form = format_named(form, BINARY)
    if form == "xlsx":
        return bytes(renderer("office").to_xlsx(_table(result)))
    if not hasattr(result, "document"):
        raise RequestError(f"only what is laid out as a document, such as a brief, is written as {form}")
    return bytes(getattr(renderer("office"), f"to_{form}")(result.document()))


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


def needed(module: str, distribution: str) -> Any:
    """Returns a module that only some formats need; raises RequestError where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise RequestError(
            f"this format needs {distribution}; install it with: pip install 'thbgraph[brief]'"
        ) from None


def notebook(kind: R) -> R:
    """Makes a kind of result show in a notebook, and print as text where it has a document; a class decorator."""
    shown = {"_repr_html_": _CELL, "_repr_markdown_": "markdown"}
    if hasattr(kind, "document") and "text" in formats_of(kind.__name__):
        shown["__str__"] = "text"
    for name, form in shown.items():
        setattr(kind, name, lambda self, form=form: write(self, form))
    return kind

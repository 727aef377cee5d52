"""The formats of every kind of result: one registry, for values and doors alike."""

from __future__ import annotations

from importlib import import_module

from ..words.errors import RequestError

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    R = TypeVar("R", bound=type)

#: By kind of result the module that writes it, with a function `to_<format>` for each of its formats.
_WRITERS = {
    "Answer": ("answer_formats", ("csv", "tsv", "json", "xml", "markdown", "html")),
    "Explanation": ("proof_formats", ("text", "markdown", "json", "turtle")),
    "Standing": ("standings", ("text", "json")),
    "Conflicts": ("conflicts", ("text", "json")),
}
#: A part of a page, as a notebook shows it.
_CELL = "cell"
#: The formats of every other kind, as the table that it is or that its fields make.
_TABLE = ("csv", "tsv", "markdown", "html", _CELL)


def formats_of(kind: str) -> tuple[str, ...]:
    """Returns the formats in which a kind of result is written of its own.

    >>> formats_of("Standing")
    ('text', 'json')
    """
    return _WRITERS[kind][1]


def write(result: object, form: str) -> str:
    """Writes a result in a format: of its own, as JSON of its fields, or as a table.

    Raises RequestError for a format that there is not.
    """
    kind = type(result).__name__
    module, own = _WRITERS.get(kind, ("", ()))
    if form in own or (form == _CELL and kind in ("Answer", "Explanation")):
        return str(call(module, f"to_{form}", result))
    if form == "json":
        return str(call("fields", "to_json", result))
    if form in _TABLE:
        return write(call("listing", "table_of", result), form)
    known = ", ".join(dict.fromkeys([*own, "json", *_TABLE[:-1]]))
    raise RequestError(f"{kind} has no format {form!r}; there are: {known}")


def call(module: str, function: str, result: object) -> Any:
    """Returns what a function of a module beside this one, loaded when needed, makes of a result."""
    return getattr(import_module(f".{module}", __package__), function)(result)


def notebook(kind: R) -> R:
    """Makes a kind of result show in a notebook, as HTML or Markdown; a class decorator."""
    for name, form in (("_repr_html_", _CELL), ("_repr_markdown_", "markdown")):
        setattr(kind, name, lambda self, form=form: write(self, form))
    return kind

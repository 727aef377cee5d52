"""The formats of every kind of result: one registry, for values and doors alike."""

from __future__ import annotations

from importlib import import_module

from ..words.errors import RequestError

#: By kind of result and format the function that writes it, each in its module, which is loaded when needed.
#: `cell` is HTML for a notebook, a part of a page.
_WRITERS = {
    "Answer": {
        "csv": "answer_formats:to_csv",
        "tsv": "answer_formats:to_tsv",
        "json": "answer_formats:to_json",
        "xml": "answer_formats:to_xml",
        "markdown": "answer_formats:to_markdown",
        "html": "answer_formats:to_page",
        "cell": "answer_formats:to_html",
    },
    "Explanation": {
        "text": "proof_formats:to_text",
        "markdown": "proof_formats:to_markdown",
        "json": "proof_formats:to_json",
        "turtle": "proof_formats:to_turtle",
        "cell": "proof_formats:to_html",
    },
    "Standing": {"text": "standings:to_text", "json": "standings:to_json"},
    "Conflicts": {"text": "conflicts:to_text", "json": "conflicts:to_json"},
}


def formats_of(kind: str) -> tuple[str, ...]:
    """Returns the formats in which a kind of result is written.

    >>> formats_of("Standing")
    ('text', 'json')
    """
    return tuple(name for name in _WRITERS[kind] if name != "cell")


def write(result: object, form: str) -> str:
    """Writes a result in a format; raises RequestError for one that its kind does not have."""
    writers = _WRITERS.get(type(result).__name__, {})
    if form not in writers:
        known = ", ".join(name for name in writers if name != "cell") or "none"
        raise RequestError(f"{type(result).__name__} has no format {form!r}; there are: {known}")
    module, _, function = writers[form].partition(":")
    text: str = getattr(import_module(f".{module}", __package__), function)(result)
    return text

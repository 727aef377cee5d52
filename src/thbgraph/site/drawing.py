"""Drawing: templates with values of the graph, as HTML in which every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from ..base.dates import DATE, DAY, in_full, lexical_fault
from ..base.home import HOME
from ..base.licences import licence_name
from ..base.namespaces import BASE, PROLOGUE
from ..base.terms import local
from ..names.arguments import LATEST
from ..results.document import anchor
from ..results.formats import FORMATS
from ..results.render.html import HtmlWriter, breaking, unbroken
from .data_files import FORMS

#: The sections of the site by path, in the order in which each page names them.
SECTIONS = (
    ("questions", "Questions"),
    ("states", "States"),
    ("instruments", "Treaties"),
    ("organizations", "Organizations"),
    ("report", "Reports"),
    ("memo", "Memo"),
    ("sources", "Sources"),
    ("sparql", "SPARQL"),
)


#: What pages of files may load; a server says so in a header. The engine is a worker, which has a policy of its own.
_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'"
)
#: What the site is, for those that have not seen it.
ABOUT = " ".join(
    filter(None, (f"{HOME.title}.", HOME.about, "Every answer names the passage or page that it rests on."))
)
#: The one stylesheet, and the picture by which browsers tell the site.
STYLE, ICON = (
    files("thbgraph.site").joinpath(name).read_text(encoding="utf-8") for name in ("style.css", "icon.svg")
)


#: What the field for the day is called.
DAY_FIELD = "day"


def for_readers(message: str) -> str:
    """Says of an error what readers of a page see: the names of its fields, and not what to type elsewhere.

    >>> for_readers("asOf: expected a day such as 2005-05-03 or 3 May 2005, got 'banana'")
    "day: expected a day such as 2005-05-03 or 3 May 2005, got 'banana'"
    """
    return re.sub(rf"\b{DAY}\b", DAY_FIELD, message)


def day_words(text: str) -> str:
    """Writes a day that was given as people do; what is no day stays as it is."""
    if text == LATEST:
        return "the day last known"
    return in_full(text) if not lexical_fault(text, DATE) else text


def _markup(write: Callable[..., str]) -> Callable[..., Markup]:
    """Returns what writes HTML as the templates take it, which escape all other text."""
    return lambda *given, **named: Markup(write(*given, **named))


class Drawing:
    """Draws the templates of the site below the path `base`, where `address` says where IRIs lead, with the version of its data.

    `titles` gives those of pages elsewhere. Where it is not `is_served`, pages have forms for what `has_scripts` do, and no others. The menu
    leaves sections out that are `empty`; other sites show a link with a picture where it `has_card`.
    """

    def __init__(
        self,
        base: str,
        address: Callable[[str], str],
        version: str,
        empty: Collection[str],
        is_served: bool,
        has_scripts: bool,
        has_card: bool,
        titles: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        env = jinja2.Environment(
            loader=jinja2.PackageLoader("thbgraph.site"),
            extensions=["jinja2.ext.do"],
            autoescape=True,
            trim_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,  # a sealed worker opens no file
        )
        env.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "sort_keys": True,
            "separators": (",", ":"),
        }
        env.filters |= {
            "address": address,
            "local": local,
            "slug": anchor,
            "breaking": _markup(breaking),
            "unbroken": unbroken,
            "in_words": day_words,
        }
        env.globals |= {"base": base, "version": version, "is_served": is_served}
        env.globals |= {
            "has_scripts": has_scripts,
            "can_search": is_served or has_scripts,
            "has_card": has_card,
            "about_all": ABOUT,
            "home": HOME,
            "licence": licence_name(HOME.licence),
            "policy": Markup(_POLICY),
            "iris": BASE,
            "prologue": PROLOGUE,
        }
        feeds = (form for form in FORMATS.values() if form.of == "feed")
        env.globals["media_types"] = {form.title: form.media_type for form in (*FORMS, *feeds)}
        env.globals["sections"] = {path: words for path, words in SECTIONS if path not in empty}
        self._templates, self._address, self._titles = env, address, titles

    def load(self) -> None:
        """Reads all templates, so that no page waits for its own."""
        for name in self._templates.list_templates():
            self._templates.get_template(name)

    def page(self, template: str, title: str, **values: Any) -> str:
        """Returns a page.

        `kind`, `data` (formats and their addresses), `iri`, the `text` searched for, the sentence that the next may come
        `after`, the section of the site that it stands in (`section_at`, else its own path), a `description`, and what the page is `about`, in words of
        schema.org, are optional.
        """
        writer = HtmlWriter(self._address, titles=self._titles())
        given = {
            "kind": "",
            "data": (),
            "iri": "",
            "text": "",
            "after": "",
            "section_at": str(values.get("iri", "")).removeprefix(BASE),
            "description": "",
            "title": title,
            "value": _markup(writer.value),
            "marks": _markup(writer.marks),
            "document": _markup(writer.document),
            "section": _markup(writer.section),
            "cell": _markup(writer.cell),
            "lead_of": _markup(writer.lead),
            "key": _markup(writer.key),
            "contents_of": writer.contents,
            "table": _markup(writer.table),
            "sources": _markup(writer.sources),
            "listed": None,
            "linked": of_page(title, values.pop("about", None)),
            **values,
        }
        return self._templates.get_template(f"{template}.html").render(given)


#: The types of schema.org for classes, by CURIE, the most telling first.
_TYPES: Mapping[str, str] = {
    "schema:Country": "Country",
    "eli:LegalResource": "Legislation",
    "schema:Event": "Event",
    "org:OrganizationalUnit": "Organization",
    "org:Organization": "Organization",
    "foaf:Document": "CreativeWork",
    "schema:Place": "Place",
    "skos:Concept": "DefinedTerm",
}


def of_page(title: str, about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Describes a page as a part of the dataset, which the first page describes, and what it is about."""
    fields = {"@context": "https://schema.org", "@type": "WebPage", "name": title, "isPartOf": {"@id": BASE}}
    return {**fields, **({"mainEntity": about} if about else {})}


def of_dataset() -> dict[str, Any]:
    """Describes the dataset that all pages are parts of."""
    return {"@type": "Dataset", "@id": BASE, "name": HOME.name, "url": BASE, "license": HOME.licence}


def of_thing(
    iri: str,
    kinds: Collection[str],
    name: str,
    names: Iterable[str] = (),
    same: Iterable[str] = (),
) -> dict[str, Any]:
    """Describes a thing of some classes, given by their CURIEs."""
    kind = next((one for curie, one in _TYPES.items() if curie in kinds), "Thing")
    fields = {"@type": kind, "@id": iri, "name": name}
    lists = {"alternateName": sorted(names), "sameAs": sorted(same)}
    return {**fields, **{prop: values for prop, values in lists.items() if values}}


def of_question(question: str, answer: str) -> dict[str, Any]:
    """Describes a question with its answer in a sentence."""
    accepted = {"acceptedAnswer": {"@type": "Answer", "text": answer}} if answer else {}
    return {"@type": "Question", "name": question, **accepted}


def of_source(
    iri: str, name: str, publisher: str | None, rights: str | None, statements: int
) -> dict[str, Any]:
    """Describes a source as a dataset that the graph draws on."""
    fields = {"@type": "Dataset", "@id": iri, "name": name}
    by = {"publisher": {"@type": "Organization", "name": publisher}} if publisher else {}
    under = {"license": rights} if rights and rights.startswith("http") else {}
    return {**fields, "description": f"{statements:,} statements in {HOME.name}", **by, **under}

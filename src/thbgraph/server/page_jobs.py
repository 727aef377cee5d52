"""The jobs behind addresses: pages, data, and where an IRI leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pyoxigraph as ox

from ..base.errors import RequestError, UnknownEntity
from ..base.namespaces import BASE, DERIVED, ID, ONTOLOGY_GRAPH, PREFIXES
from ..base.printing import quoted
from ..base.suggestions import did_you_mean, near
from ..base.terms import is_iri
from ..build import homes
from ..exports.exports import Built
from ..exports.portal import home_address
from ..exports.serializing import write_quads
from ..graph import KnowledgeGraph
from ..results.formats import file_of
from ..site.browser_files import names_file
from ..site.data_files import dump_file
from ..site.drawing import ICON, STYLE
from ..site.page_views import WrongPage
from ..site.pages import Site
from ..site.scripts import MISSING, scripts
from ..stores.protocol import Store
from .addresses import FILES, LISTS
from .negotiation import CHANGES, GRAPHS, THINGS
from .workers.replies import PACKED, Reply, led, problem

_DEPRECATED, _REPLACED = PREFIXES["owl"] + "deprecated", PREFIXES["dcterms"] + "isReplacedBy"
#: How alike, from 0 to 1, an address is to one that may be meant: most begin alike.
_ALIKE = 0.85


class PageJobs:
    """Pages and data of one graph."""

    def __init__(self, graph: KnowledgeGraph, store: Store) -> None:
        self._graph, self._store = graph, store
        self._site = Site(graph, has_scripts=bool(scripts()))
        self.querying, self.warm = self._site.querying, self._site.warm
        # What all ask for is made once, before the workers are forked.
        self.description = Built(graph.index, store).described(is_served=True)
        self._names = names_file(graph).encode()

    def page(self, path: str, given: Mapping[str, Sequence[str]]) -> Reply:
        """Draws the page at a path, with the arguments of its query, or what is wrong with these."""
        try:
            drawn = self._site.page(path, given)
        except UnknownEntity:
            raise self._unknown(BASE + path) from None
        return Reply(400 if isinstance(drawn, WrongPage) else 200, "text/html", drawn.encode())

    def changes(self, path: str, given: Mapping[str, Sequence[str]], media_type: str) -> Reply:
        """Writes what the page of changes at a path shows."""
        found = self._site.changing.changes(path, given)
        return Reply(200, media_type, file_of(found, CHANGES[media_type]))

    def place(self, path: str, ending: str, query: str) -> Reply:
        """Leads to the page or data of what an IRI names: where that stands, or to what has replaced it."""
        iri = BASE + path
        own_quads = self._texts_of(iri)
        replaced = own_quads.get(_REPLACED, "")
        if replaced.startswith(BASE):
            return led(301, f"/{replaced.removeprefix(BASE)}{query}")
        if _DEPRECATED in own_quads:
            return problem(
                410, "gone", f"{iri} is no longer used, and nothing replaces it", "search finds others"
            )
        home = self._site.addresses.home(iri) if ending == "html" else iri
        anchor = "" if home == iri else f"#{path.rpartition('/')[2]}"
        return led(303, f"/{home.removeprefix(BASE)}.{ending}{query}{anchor}")

    def data(self, path: str, media_type: str) -> Reply:
        """Writes what is said of a thing, or by a passage or source, as the same export does."""
        iri, is_plain = BASE + path, THINGS[media_type] == "json"
        form = "jsonld" if is_plain else THINGS[media_type]
        self._texts_of(iri)
        if iri == ONTOLOGY_GRAPH:
            text = self._graph.exports.text(form, part="ontology")
        elif iri.startswith(ID):
            text = self._graph.exports.text(form, iri, plain=is_plain)
        else:
            text = self._graph.exports.text(form, graphs=[iri], plain=is_plain)
        return Reply(200, media_type, text.encode())

    def dataset(self, media_type: str) -> Reply:
        """Describes the dataset in VoID and DCAT, with this server's addresses, and its questions."""
        text = write_quads(self._graph.index.root, GRAPHS[media_type], self.description)
        return Reply(200, media_type, text.encode())

    def dump(self, media_type: str) -> Reply:
        """Writes the whole dataset into a file that is compressed."""
        return Reply(200, PACKED, dump_file(self._graph, GRAPHS[media_type]))

    def examples(self, media_type: str) -> Reply:
        """Gives the questions as examples of queries."""
        text = self._graph.exports.text(GRAPHS[media_type], part="questions")
        return Reply(200, media_type, text.encode())

    def sitemap(self) -> Reply:
        """Lists the addresses of all pages."""
        paths = [*LISTS, "ontology", *self._site.paths()]
        entries = "".join(
            f"<url><loc>{escape(f'{home_address()}{path}')}</loc></url>\n" for path in dict.fromkeys(paths)
        )
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        return Reply(200, "application/xml", f"{head}{entries}</urlset>\n".encode())

    def file(self, name: str) -> Reply:
        """Gives a file that comes with the program."""
        made = {"style.css": STYLE.encode(), "icon.svg": ICON.encode(), **scripts()}
        if (card := homes.card(self._graph.index.root)) is not None:
            made[homes.CARD] = card
        if name == "search.json":
            content = self._names
        elif name.endswith(".jsonld"):
            content = homes.read_text(self._graph.index.root, f"ontology/{name}").encode()
        elif name in made:
            content = made[name]
        else:
            return problem(404, "not-found", f"this server runs {MISSING}")
        return Reply(200, FILES[name], content)

    def _texts_of(self, iri: str) -> dict[str, str]:
        """Returns what is said of an IRI, a value of each property; raises UnknownEntity where nothing is, and RequestError for no IRI."""
        if not is_iri(iri):
            raise RequestError(f"{quoted(iri)} is not an IRI in full", "percent-encode what IRIs do not have")
        own_quads = self._store.match_many([(ox.NamedNode(iri), None, None)])
        found = {quad.predicate.value: quad.object.value for quad in own_quads}
        if found or iri in DERIVED or iri in self._graph.index.sources or iri == ONTOLOGY_GRAPH:
            return found
        raise self._unknown(iri)

    def _unknown(self, iri: str) -> UnknownEntity:
        """Says that nothing has an address, and which addresses are spelled like it."""
        kind = iri.removeprefix(BASE).partition("/")[0]
        known = (
            one.removeprefix(BASE) for one in self._graph.index.labels if one.startswith(f"{BASE}{kind}/")
        )
        alike = near(iri.removeprefix(BASE), known, alike=_ALIKE, form=str.lower)
        hint = did_you_mean([f"/{path}" for path in alike], "/search?q= finds things by their names")
        return UnknownEntity(
            f"nothing has the address {quoted(iri)}", hint, candidates=[BASE + path for path in alike]
        )

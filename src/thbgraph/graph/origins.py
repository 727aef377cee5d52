"""Where the sources behind an answer are from, and the texts of its passages out of a copy of the memo."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from ..answers.origins import Origin
from ..answers.rows import Citation
from ..stores.protocol import Store
from ..words import vocabulary as thb
from ..words.errors import RequestError
from ..words.facts import Facts
from ..words.memo_copy import paragraphs
from ..words.namespaces import MEMO, MEMO_SOURCE, PREFIXES, SOURCE

_DCTERMS = PREFIXES["dcterms"]
_RIGHTS = (_DCTERMS + "license", _DCTERMS + "rights")
_CHECKSUM = ox.NamedNode(PREFIXES["schema"] + "sha256")
#: Sources that are from nowhere else.
_OWN = (SOURCE + "editors", MEMO_SOURCE)


def origins(store: Store, evidence: Collection[Citation]) -> dict[str, Origin]:
    """Returns, by IRI, whose the datasets are in which the evidence of rows is, and under which rights."""
    graphs = {quad.graph_name.value for citation in evidence for quad in citation.statements}
    datasets = sorted(graph for graph in graphs if graph.startswith(SOURCE) and graph not in _OWN)
    facts = Facts(store.match_many([(ox.NamedNode(source), None, None) for source in datasets]))
    return {
        source: Origin(
            facts.text(source, PREFIXES["dc"] + "publisher"),
            "; ".join(text for prop in _RIGHTS for text in facts.texts(source, prop)) or None,
            facts.text(source, thb.retrieved),
        )
        for source in datasets
    }


def texts(graphs: Iterable[str], memo: str, store: Store) -> dict[str, str]:
    """Returns, by IRI, the texts of passages out of a copy of the memo, which are known by their checksums.

    Raises RequestError for a copy that has none of them.
    """
    known = paragraphs(memo)
    passages = [ox.NamedNode(iri) for iri in graphs if iri.startswith(MEMO)]
    checksums = store.match_many([(passage, _CHECKSUM, None) for passage in passages])
    found = {q.subject.value: known[q.object.value] for q in checksums if q.object.value in known}
    if passages and not found:
        raise RequestError(
            "no paragraph of the copy has the checksum of a cited passage; is it the same memo?"
        )
    return found

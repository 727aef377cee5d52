"""Where the sources behind an answer are from, and the texts of its passages out of a copy of the memo."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from ..base.errors import RequestError
from ..base.grouping import grouped
from ..base.namespaces import EDITORS, MEMO, MEMO_SOURCE, PREFIXES, SOURCE
from ..base.terms import Term
from ..base.triples import Facts
from ..base.values import shown, value_of
from ..results.answer import Answer
from ..results.citation import Citation
from ..results.source_records import origin_of
from ..results.sources import Origin
from ..stores.lookup import Lookup
from ..stores.protocol import Store

_CHECKSUM = ox.NamedNode(PREFIXES["schema"] + "sha256")
#: Sources that are from nowhere else.
_OWN = (EDITORS, MEMO_SOURCE)


def origins(lookup: Lookup, evidence: Citation) -> dict[str, Origin]:
    """Returns, by IRI, whose the datasets are in which evidence is, and under which rights."""
    graphs = {quad.graph_name.value for quad in evidence.statements}
    datasets = sorted(graph for graph in graphs if graph.startswith(SOURCE) and graph not in _OWN)
    facts = Facts(lookup.about(*map(ox.NamedNode, datasets)))
    return {source: origin_of(source, facts) for source in datasets}


def texts(
    answer: Answer, memo: str, store: Store, names_of: Callable[[str], Iterable[str]]
) -> dict[str, str]:
    """Returns, by IRI, the sentences of passages that an answer cites, out of a copy of the memo.

    Passages are known by their checksums, sentences by the names and words of what is cited there. Raises RequestError
    for a copy that has none of them.
    """
    from ..base.memo_copy import paragraphs, sentences_with  # which needs what computes checksums

    known = paragraphs(memo)
    passages = [ox.NamedNode(iri) for iri in answer.evidence.sources if iri.startswith(MEMO)]
    checksums = store.match_many([(passage, _CHECKSUM, None) for passage in passages])
    found = {q.subject.value: known[q.object.value] for q in checksums if q.object.value in known}
    if passages and not found:
        raise RequestError(
            "no paragraph of the copy has the checksum of a cited passage; is it the same memo?"
        )
    by_passage = grouped(
        (quad.graph_name.value, (_names(quad.subject, names_of), _names(quad.object, names_of)))
        for quad in dict.fromkeys(quad for row in answer if row.citation for quad in row.citation.leaves)
    )
    return {iri: sentences_with(text, by_passage.get(iri, ())) for iri, text in found.items()}


def _names(term: Term, names_of: Callable[[str], Iterable[str]]) -> list[str]:
    """Returns the words for what a statement is about, or says."""
    if isinstance(term, ox.Literal):
        return [shown(value_of(term, {}))]
    return [*names_of(term.value)] if isinstance(term, ox.NamedNode) else []

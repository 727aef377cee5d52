"""Labels of what has no name of its own, on the real graph."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.words.namespaces import ID


@pytest.mark.parametrize(
    ("slug", "label"),
    [
        ("act-cets-197-fin-signature", "signature of CETS 197 by Finland"),
        ("act-cets-197-mkd-consent", "consent to CETS 197 by North Macedonia"),
        ("act-cets-197-adoption", "adoption of CETS 197 by Committee of Ministers of the Council of Europe"),
        ("act-cets-197-opening", "opening for signature of CETS 197"),
        ("act-cets-197-tenth-consent", "tenth consent of CETS 197"),
        ("act-cets-197-entry-into-force", "entry into force of CETS 197"),
        ("act-cets-197-fin-entry-into-force", "entry into force of CETS 197 for Finland"),
        ("act-cets-197-dnk-territorial", "territorial declaration on CETS 197 by Denmark"),
        (
            "act-palermo-protocol-european-community-consent",
            "consent to Palermo Protocol by European Community",
        ),
        ("rule-cets-197-later-party", "rule of CETS 197 (later party)"),
        ("report-cets-197-fin-pace-res-1702", "report on Finland under CETS 197"),
        ("list-cets-197-pace-res-1702", "PACE Resolution 1702 (2010), paragraphs 5.1 and 5.2"),
        ("list-cets-197-signed-memo", "status list of CETS 197 (signed memo)"),
        ("membership-un-fin", "membership of Finland in UN"),
        ("report-cets-197-fin-memo", "report on Finland under CETS 197"),
        ("name-mkd-2", "North Macedonia (from 12 February 2019)"),
        ("name-cmr-2", "United Republic of Cameroon (from 10 March 1975 until 4 February 1984)"),
        ("coverage-untc-palermo-protocol-consent", "coverage of Palermo Protocol (consent, untc)"),
        ("coverage-untc-crc-op-sc-signature", "coverage of CRC-OP-SC (signature, untc)"),
        ("membership-cbss-fin", "membership of Finland in CBSS"),
        ("figure-11-5-1", "almost 500 projects carried out since 1994"),
        ("figure-11-2-1", "127 member states"),
        ("statement-2-16-1", "call by PACE (statement 2-16-1)"),
        ("cets-197", "Council of Europe Convention on Action against Trafficking in Human Beings"),
    ],
)
def test_labels(graph: KnowledgeGraph, slug: str, label: str) -> None:
    assert graph.label(ID + slug) == label

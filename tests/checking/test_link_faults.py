"""Links held together: each clash is found where it stands, and what is sound is left alone."""

from __future__ import annotations

from thbgraph.base.namespaces import ID
from thbgraph.checking.link_faults import link_faults
from thbgraph.rdf.links import CLOSE, EXACT, Link, LinkSet, Unlinked
from thbgraph.rdf.schemes import SCHEMES

PATH = "data/links/wikidata.sssom.tsv"
LABELS = {ID + "fin": "Finland", ID + "ala": "Åland Islands", ID + "cbss": "CBSS"}


def link(
    subject: str, item: str, line: int, predicate: str = EXACT, rejected: bool = False, label: str = ""
) -> Link:
    return Link(
        subject=ID + subject,
        predicate=predicate,
        object="http://www.wikidata.org/entity/" + item,
        identifier="wd:" + item,
        scheme="wikidata",
        is_rejected=rejected,
        evidence=("https://example.org/",),
        subject_label=label or LABELS.get(ID + subject, ""),
        object_label="",
        comment="",
        line=line,
    )


def found(*rows: Link | Unlinked) -> list[tuple[int | None, str]]:
    links = tuple(row for row in rows if isinstance(row, Link))
    unlinked = tuple(row for row in rows if isinstance(row, Unlinked))
    faults = list(link_faults([LinkSet(PATH, SCHEMES["wikidata"], {}, links, unlinked)], LABELS))
    assert all(fault.path == PATH and fault.code == "link" for fault in faults)
    return [(fault.line, fault.message) for fault in faults]


def test_sound_links_have_no_fault() -> None:
    assert not found(
        link("fin", "Q33", 1),
        link("fin", "Q1", 2, rejected=True),
        link("fin", "Q2", 3, CLOSE),
        link("ala", "Q2", 4, CLOSE),  # close matches may be shared
        link("ala", "Q33", 5, rejected=True),
        link("cbss", "Q789769", 6),
    )


def test_what_is_no_entity_or_is_called_otherwise() -> None:
    assert found(link("finn", "Q33", 7, label="Finland")) == [
        (7, "id:finn is not an entity; thbgraph find looks one up by name; did you mean id:fin?")
    ]
    assert found(link("swe", "Q34", 7)) == [
        (7, "id:swe is not an entity; thbgraph find looks one up by name")
    ]
    assert found(link("fin", "Q33", 7, label="Suomi")) == [
        (7, "id:fin is called 'Finland', not 'Suomi'; write that")
    ]
    assert found(Unlinked(ID + "greta", "wikidata", "GRETA", "none seen", 9))[0][0] == 9


def test_one_pair_twice_in_whatever_way() -> None:
    for second in (
        link("fin", "Q33", 8),
        link("fin", "Q33", 8, CLOSE),
        link("fin", "Q33", 8, rejected=True),
    ):
        assert found(link("fin", "Q33", 7), second) == [
            (8, "id:fin and this object are also on line 7; keep one")
        ]


def test_two_things_match_one_identifier_exactly() -> None:
    assert found(link("fin", "Q33", 7), link("ala", "Q33", 8)) == [
        (
            8,
            "id:fin (line 7) exactly matches wd:Q33, too; one of them is wrong, or both are skos:closeMatch",
        )
    ]


def test_one_thing_matches_two_identifiers_of_a_scheme_exactly() -> None:
    assert found(link("fin", "Q33", 7), link("fin", "Q34", 8)) == [
        (
            8,
            "id:fin exactly matches wd:Q33 (line 7), too; keep one, and the other as skos:closeMatch or with the "
            "modifier Not",
        )
    ]


def test_linked_and_listed_as_unlinked() -> None:
    row = Unlinked(ID + "fin", "wikidata", "Finland", "none seen", 8)
    assert found(link("fin", "Q33", 7), row) == [(8, "id:fin is linked in this file; remove this row")]
    assert not found(link("fin", "Q33", 7, rejected=True), row)
    assert not found(link("fin", "Q33", 7, CLOSE), row)

"""One text means one thing: show, arguments, find and lists agree, and what is not sure is said."""

from __future__ import annotations

from random import Random

import pytest

from thbgraph.base import vocabulary as thb
from thbgraph.base.errors import UnknownEntity
from thbgraph.base.namespaces import COMPUTED, COMPUTED_GRAPH, ID, PREFIXES
from thbgraph.graph import KnowledgeGraph
from thbgraph.names.resolve import find_entity
from whole import WHOLE

#: What each is, and whether a list may take it for that without anybody looking.
MEANT = [
    ("Korea, Republic of", "kor", True),
    ("South Korea", "kor", True),
    ("DPRK", "prk", True),
    ("Republic of the Congo", "cog", True),
    ("Congo (Brazzaville)", "cog", True),
    ("DR Congo", "cod", True),
    ("Great Britain", "gbr", True),
    ("Ivory Coast", "civ", True),
    ("FYROM", "mkd", True),
    ("Republic of Ireland", "irl", True),
    ("Warsaw Convention", "cets-197", True),
    ("Trafficking Protocol", "palermo-protocol", True),
    ("Worst Forms of Child Labour Convention", "ilo-c182", True),
    ("UN Convention against Transnational Organized Crime", "untoc", True),
    ("Rep. of Korea", "kor", True),
    ("Korea, Dem. People's Rep. of", "prk", True),
    ("Congo, Dem. Rep. of the", "cod", True),
    ("CETS197", "cets-197", True),
    ("cets no 197", "cets-197", True),
    ("Cote dIvoire", "civ", True),
    ("Ivoire, Côte d'", "civ", True),
    ("Council of Europe (CoE)", "coe", True),
    ("the Council of Europe", "coe", True),
    ("Isl. of Åland", "ala", True),
    ("Faeroerne", "fro", True),
    ("U.K.", "gbr", True),
    ("MKD", "mkd", True),
    ("mkd", "mkd", False),
    ("Bosnia", "bih", True),
    ("Lithuan", "ltu", False),
    ("Blue Heart Campaign", "blue-heart-campaign", False),
    ("OSCE Action Plan", "osce-action-plan-2003", False),  # other things are called after it
    ("UN Children's Fund", "unicef", True),
    ("Organisation for Security and Cooperation in Europe", "osce", True),
]


@pytest.mark.parametrize(("text", "slug", "is_sure"), MEANT)
def test_every_door_takes_a_text_for_the_same_thing(
    graph: KnowledgeGraph, text: str, slug: str, is_sure: bool
) -> None:
    assert graph.find(text).iri == ID + slug
    assert find_entity(text, graph.names, thb.Entity) == ID + slug
    assert graph.search(text)[0].iri == ID + slug
    (row,) = graph.match([text])
    assert row.outcome == ("matched" if is_sure else "unsure")
    assert row.entity.iri == ID + slug if is_sure else row.candidates.startswith(f"id:{slug} ")


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Korea", {"kor", "prk"}),
        ("Congo", {"cog", "cod"}),
        ("Virgin Islands", {"vgb", "vir"}),
        ("Yugoslavia", {"yug", "sfry"}),
        ("the Convention", {"cets-197", "untoc"}),
        ("BA", {"bih", "baltic-assembly"}),
    ],
)
def test_a_text_that_does_not_tell_two_things_apart_names_both(
    graph: KnowledgeGraph, text: str, slugs: set[str]
) -> None:
    with pytest.raises(UnknownEntity, match="may be any of: ") as caught:
        graph.find(text)
    assert {ID + slug for slug in slugs} <= {*caught.value.candidates}
    assert caught.value.given == text
    assert {ID + slug for slug in slugs} <= {hit.iri for hit in graph.search(text)}
    (row,) = graph.match([text])
    assert row.outcome == "unsure" and all(f"id:{slug} " in row.candidates for slug in slugs)


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("Stockholm", thb.Treaty, "^Stockholm is a place, not a treaty$"),
        ("Finlnd", PREFIXES["schema"] + "Country", r"did you mean Finland\?"),
        ("Phillipines", None, r"did you mean Philippines\?"),
        ("id:palermo-protocl", None, r"did you mean Protocol to"),
        ("England", None, "search for a part of its name"),
    ],
)  # fmt: skip
def test_what_may_be_meant_is_sought_within_the_class(
    graph: KnowledgeGraph, text: str, wanted: str | None, said: str
) -> None:
    with pytest.raises(UnknownEntity, match=said):
        find_entity(text, graph.names, wanted)


def test_a_passage_is_offered_for_its_numbers(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownEntity, match=r"'2\.14'; did you mean memo 2-14\?"):
        find_entity("2.14", graph.names)
    with pytest.raises(UnknownEntity, match=r"search for a part of its name"):
        find_entity("2.14", graph.names, thb.State)


def test_every_label_is_accepted(graph: KnowledgeGraph) -> None:
    """Where two things have one label, both are named."""
    for iri, label in graph.index.labels.items():
        try:
            assert graph.find(label).iri == iri, label
        except UnknownEntity as error:
            assert iri in error.candidates, label


def test_computed_nodes_are_found_by_what_results_call_them(graph: KnowledgeGraph) -> None:
    computed = sorted({one.subject.value for one in graph.statements(graph=COMPUTED_GRAPH)})
    for kind in ("status", "entry-into-force"):
        some = [iri for iri in computed if iri.startswith(f"{COMPUTED}{kind}/")]
        for iri in Random(0).sample(some, 20 if WHOLE else 3):
            label = graph.find(iri).label
            assert graph.find(graph.find(label).iri).label == label


def test_what_is_printed_for_one_thing_is_asked_back_where_others_have_its_words(
    graph: KnowledgeGraph,
) -> None:
    with pytest.raises(UnknownEntity) as caught:
        graph.find("the Protocol")
    assert caught.value.candidates[0] == ID + "palermo-protocol"
    assert ID + "smuggling-protocol" in caught.value.candidates


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("the Alliance", {"nato", "alliance-against-trafficking"}),  # printed with the article, and without
        ("Expert Group", {"egcc", "eu-expert-group-thb"}),  # begins one name, stands in the other
        ("European Convention", {"cets-197"}),  # of common words
    ],
)
def test_a_beginning_that_tells_nothing_apart_is_not_taken(
    graph: KnowledgeGraph, text: str, slugs: set[str]
) -> None:
    with pytest.raises(UnknownEntity) as caught:
        graph.find(text)
    assert {ID + slug for slug in slugs} <= {*caught.value.candidates}


def test_a_whole_name_in_another_case_is_offered_before_names_that_begin_so(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownEntity) as error:
        find_entity("Eiropas Padomes", graph.names)
    assert error.value.candidates[0].endswith("/coe") and len(error.value.candidates) > 1

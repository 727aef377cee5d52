"""Arguments: names as people give them become terms; all else ends in an error that helps, never in a query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbgraph.base.errors import ParameterError, UnknownEntity
from thbgraph.base.namespaces import BASE, ID, PREFIXES, XSD
from thbgraph.names.arguments import read_arguments
from thbgraph.names.folding import fold
from thbgraph.names.names import Names, NameTables
from thbgraph.names.resolve import find_entity
from thbgraph.questions.questions import Param, Question, bind, value_blocks

STATE, GROUP = PREFIXES["thb"] + "State", PREFIXES["org"] + "Organization"
THINGS = {
    "fin": ("Finland", ["thb:State", "thb:Entity"], ["FI", "FIN", "Republic of Finland"]),
    "geo": ("Georgia", ["thb:State"], ["GE", "GEO"]),
    "georgia-us": ("Georgia (USA)", ["thb:Place"], ["Georgia"]),
    "cbss": ("Council of the Baltic Sea States", ["org:Organization", "thb:Entity"], ["CBSS", "Council"]),
    "coe": ("Council of Europe", ["org:Organization", "thb:Entity"], ["CoE", "Council"]),
    "civ": ("Côte d'Ivoire", ["thb:State"], ["CI"]),
}


def known() -> Names:
    named: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for slug, (label, _, others) in THINGS.items():
        for name in (label, *others):
            table = codes if name.isupper() and len(name) < 4 else named
            table.setdefault(fold(name), []).append(ID + slug)
    return Names(
        NameTables(
            named,
            codes,
            {fold("the Assembly"): [ID + "coe"]},
            {"www.wikidata.org/entity/Q33": [ID + "fin"], "sws.geonames.org/660013": [ID + "fin"]},
        ),
        {ID + slug: label for slug, (label, _, _) in THINGS.items()},
        {ID + slug: classes for slug, (_, classes, _) in THINGS.items()},
    )


KNOWN = known()
TEXT = "SELECT * { VALUES ?state { <x:s> } VALUES ?any { <x:a> } VALUES ?day { 1 } VALUES ?note { 'n' } ?s ?p ?o }"
QUESTION = Question(
    name="q",
    text=TEXT,
    summary="What?",
    description="",
    tags=(),
    params=(
        Param("state", STATE, None, "", "id:fin"),
        Param("group", GROUP, None, "", "id:cbss"),
        Param("day", None, XSD + "date", "", "UNDEF"),
        Param("note", None, XSD + "string", "", "UNDEF"),
    ),
    columns={},
    heading=None,
)


def read(**given: str | list[str]) -> dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]:
    return read_arguments(
        QUESTION, {name: [text] if isinstance(text, str) else text for name, text in given.items()}, KNOWN
    )


@pytest.mark.parametrize(
    "text",
    [
        "Finland",
        "FINLAND",
        " finland ",
        "FI",
        "fin",
        "republic-of-finland",
        "id:fin",
        f"<{ID}fin>",
        ID + "fin",
        "wd:Q33",
        "http://www.wikidata.org/entity/Q33",
        "<http://www.wikidata.org/entity/Q33>",
        "https://sws.geonames.org/660013/",
        "geonames:660013",
    ],
)
def test_a_thing_goes_by_many_names(text: str) -> None:
    assert read(state=text) == {"state": [ox.NamedNode(ID + "fin")]}
    assert find_entity(text, KNOWN) == ID + "fin"


def test_accents_and_apostrophes_do_not_count() -> None:
    assert find_entity("cote d’ivoire", KNOWN, STATE) == ID + "civ"


def test_the_class_decides_between_namesakes() -> None:
    assert find_entity("Georgia", KNOWN, STATE) == ID + "geo"
    assert find_entity("Georgia", KNOWN, PREFIXES["thb"] + "Place") == ID + "georgia-us"


def test_several_values_keep_their_order() -> None:
    told_apart = QUESTION._replace(columns={"state": "Which state"})
    states = {"state": ["GE", "FI", "GE"]}
    assert read_arguments(told_apart, states, KNOWN)["state"] == [
        ox.NamedNode(ID + slug)
        for slug in ("geo", "fin")  # each once
    ]
    with pytest.raises(ParameterError, match="state: expected one value, since the answer"):
        read(state=["GE", "FI"])


def test_literals_have_the_datatype_of_the_parameter() -> None:
    assert read(day="2010-01-26", note="id:fin") == {
        "day": [ox.Literal("2010-01-26", datatype=ox.NamedNode(XSD + "date"))],
        "note": [ox.Literal("id:fin")],
    }


@pytest.mark.parametrize(
    "day",
    [
        "26 January 2010",
        "26 january 2010",
        "26th of January 2010",
        "January 26, 2010",
        "Jan. 26 2010",
        "2010-1-26",
    ],
)
def test_a_day_may_be_given_as_it_is_printed(day: str) -> None:
    assert read(day=day) == read(day="2010-01-26")


def test_any_leaves_an_optional_argument_out() -> None:
    optional = QUESTION._replace(params=(Param("any", GROUP, None, "", "UNDEF"), *QUESTION.params))
    assert read_arguments(optional, {"any": ["any"], "state": ["FI"]}, KNOWN) == read(state="FI")
    with pytest.raises(ParameterError, match="state: nothing in the graph is called 'any'"):
        read(state="any")


def test_an_ambiguous_name_names_its_candidates() -> None:
    with pytest.raises(UnknownEntity) as caught:
        find_entity("Georgia", KNOWN)
    assert caught.value.candidates == (ID + "geo", ID + "georgia-us")
    with pytest.raises(ParameterError) as refused:
        read(group="council")
    assert refused.value.message == (
        "group: 'council' may be any of: Council of the Baltic Sea States (id:cbss), Council of Europe (id:coe); "
        "use the name in brackets"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Finlnd", "nothing in the graph is called 'Finlnd'; did you mean Finland?"),
        ("ivoire", "did you mean Côte d'Ivoire?"),
        ("id:finn", "nothing in the graph is called 'id:finn'; did you mean Finland?"),
        ("zzz", "nothing in the graph is called 'zzz'; search for a part of its name"),
        ("...", "nothing in the graph is called '...'; search for"),
        (ID + "nowhere", "nothing in the graph is called"),
        ("<http://e.org/>", "nothing in the graph is called"),
        ("wd:Q34", "nothing in the graph is called 'wd:Q34'"),
        ("<>", "'<>' has characters that no name or IRI has"),
        ("Finland }", "'Finland }' has characters that no name or IRI has"),
        ("the Assembly", "is called 'the Assembly'; search for"),  # printed, of another class
        ("wd:Q217", "nothing in the graph is called 'wd:Q217'"),
        (
            "CBSS",
            "'CBSS' means another thing: Council of the Baltic Sea States is an organization, not a state",
        ),
        (
            "id:cbss",
            "'id:cbss' means another thing: Council of the Baltic Sea States is an organization, not a state",
        ),
        ("x" * 400, "nothing in the graph is called 'xxxx"),
    ],
)
def test_an_unknown_name_is_refused_with_what_is_near(text: str, said: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read(state=text)
    assert caught.value.message.startswith("state: ")
    assert said in caught.value.message
    assert len(caught.value.message) < 300


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The assembly", "coe"),  # a passage prints it
        ("republic of finl", "fin"),
        ("council of the baltic sea", "cbss"),
    ],
)
def test_what_is_printed_for_one_thing_only_and_a_unique_beginning_name_it(text: str, slug: str) -> None:
    assert find_entity(text, KNOWN) == ID + slug


def test_a_word_that_is_cut_names_nothing_where_more_words_follow() -> None:
    with pytest.raises(
        UnknownEntity, match=r"nothing in the graph is called 'repub'; did you mean Finland\?"
    ):
        find_entity("repub", KNOWN)


def test_what_is_near_fits_the_class() -> None:
    with pytest.raises(UnknownEntity, match=r"did you mean Georgia\?"):
        find_entity("Gorgia", KNOWN, STATE)
    with pytest.raises(UnknownEntity, match=r"did you mean Georgia \(USA\)\?"):
        find_entity("Gorgia", KNOWN, PREFIXES["thb"] + "Place")


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"day": "3.5.2005"}, "day: expected a day such as 2005-05-03 or 3 May 2005, got '3.5.2005'"),
        (
            {"day": "2009-02-29"},
            "day: expected a day that the calendar has, such as 2005-05-03 or 3 May 2005, got '2009-02-29'",
        ),
        (
            {"day": "2010-01-26\n"},
            r"day: expected a day such as 2005-05-03 or 3 May 2005, got '2010-01-26\n'",
        ),
        ({"day": ""}, "day: the value is empty; leave the parameter out to keep its default"),
        ({"state": " \n\t"}, "state: the value is empty"),
        ({"state": []}, "state: no value is given; leave the parameter out to keep its default"),
        ({"note": "x" * 10_000}, "note: the value has 10000 characters; at most 500 are read"),
        (
            {"state": "FI", "states": "FI"},
            "q has no parameter 'states'; it has: state, group, day, note",
        ),
    ],
)
def test_a_wrong_argument_is_refused(given_: dict[str, str | list[str]], said: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read(**given_)
    assert caught.value.message.startswith(said)


HOSTILE = st.sampled_from(
    [
        "id:fin>",
        "<" + ID + "fin> } #",
        ID + "fin> } UNION { ?s ?p ?o } #",
        "id:fin } DROP ALL #",
        '"2010-01-26"^^xsd:date',
        '2010-01-26" } #',
        "2010-01-26\0",
        "Finland }",
        "Finland\n} {",
        "\\u0022 } #",
        "x" * 10_000,
        '\'"""',
        "UNDEF",
        "?s",
        "_:b",
    ]
) | st.text(st.sampled_from("<>{}\"'\\\n\0#u0022 id:finFINLAND2010-26") | st.characters(), max_size=30)


@given(st.sampled_from(["state", "group", "day", "note"]), HOSTILE)
@settings(deadline=None)
def test_no_argument_becomes_anything_but_a_term(name: str, text: str) -> None:
    try:
        terms = read(**{name: text})
    except ParameterError as error:
        assert len(error.message) < 1_200
        return
    (term,) = terms[name]
    if name in ("state", "group"):
        assert isinstance(term, ox.NamedNode)
        assert term.value in KNOWN.labels
    else:
        assert isinstance(term, ox.Literal)
        assert term.value == text
    bound = bind(QUESTION.text, terms)
    others = [TEXT[block.start : block.end] for block in value_blocks(TEXT) if block.name != name]
    assert [bound[block.start : block.end] for block in value_blocks(bound) if block.name != name] == others
    assert bound.endswith("?s ?p ?o }")
    ox.Store().query(bound)


@given(st.text(max_size=30))
def test_a_name_of_the_project_is_known_or_refused(text: str) -> None:
    with pytest.raises(UnknownEntity):
        find_entity(f"{BASE}nothing/{text}", KNOWN)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        *(
            ("Finland, Republic of", "fin"),
            ("the Republic of Finland", "fin"),
            ("Baltic Sea States Council", "cbss"),
        ),
        *(("Europe, Council of", "coe"), ("The Finland", "fin"), ("Ivoire, Côte d'", "civ")),
    ],
)
def test_words_may_stand_in_another_order(text: str, slug: str) -> None:
    assert find_entity(text, KNOWN) == ID + slug


@pytest.mark.parametrize(
    "text",
    [
        "the fi",
        "of the",
        "republic",
        "Republic of",
        "council of the baltic",
        "Council the",
        "Finland Republic Europe",
        "re",
        "Council of",
    ],
)
def test_codes_and_other_words_are_not_taken_for_a_name(text: str) -> None:
    with pytest.raises(UnknownEntity):
        find_entity(text, KNOWN)


@pytest.mark.parametrize("text", ["CBSS", "id:cbss"])
def test_a_thing_of_another_class_is_told_with_the_next_step(text: str) -> None:
    with pytest.raises(
        UnknownEntity, match=r"Council of the Baltic Sea States is an organization, not a state$"
    ):
        find_entity(text, KNOWN, STATE)

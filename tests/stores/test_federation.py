"""No query reaches the network unless its address is allowed; a server on this machine counts the requests."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from typing import Any

import pyoxigraph as ox
import pytest

from citing import gives
from thbgraph.base.errors import QuerySyntaxError, StoreError
from thbgraph.graph import KnowledgeGraph
from thbgraph.stores.evaluation import Solutions, evaluate, form_of, refuse_services

REFUSED = "SERVICE is refused"

#: Each sends a request where the engine gets it. URL is an address of the server.
CALLS = {
    "plain": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "silent": "SELECT * { service SILENT <URL> { ?s ?p ?o } }",
    "without a space": "SELECT * { SERVICESILENT<URL>{?s ?p ?o} }",
    "behind a number": "SELECT * { ?a ?b 1SERVICE<URL>{?s ?p ?o} } LIMIT 1",
    "behind a truth value": "SELECT * { ?a ?b trueSERVICE<URL>{?s ?p ?o} } LIMIT 1",
    "behind what looks like an IRI": "PREFIX e:<URL>\nSELECT * { FILTER(1<2)SERVICE#>\ne:x{?s ?p ?o} }",
    "behind a comment": "SELECT * { # <\n SERVICE # >\n <URL> { ?s ?p ?o } }",
    "behind an apostrophe": "SELECT * { FILTER(1<'>'||2>1)SERVICE<URL>{?s ?p ?o} }",
    "in an OPTIONAL": "SELECT * { OPTIONAL{SERVICE<URL>{?s ?p ?o}} }",
    "in a UNION": "SELECT * { {} UNION {SERVICE<URL>{?s ?p ?o}} }",
    "in a sub-select": "SELECT * { {SELECT * {SERVICE<URL>{?s ?p ?o}}} }",
    "in EXISTS": "SELECT * { FILTER EXISTS {SERVICE<URL>{?s ?p ?o}} }",
    "in a column": "SELECT (EXISTS{SERVICE<URL>{?s ?p ?o}} AS ?x) {}",
    "in an order": "SELECT * { VALUES ?x { 1 2 } } ORDER BY EXISTS { SERVICE <URL> {?s ?p ?o} }",
    "by a prefix": "PREFIX e: <URL> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "by the empty prefix": "PREFIX : <URL> PREFIX servicx: <a:b> SELECT * { SERVICE:x{?s ?p ?o} }",
    "by a prefix of its own": "PREFIX e: <URL> SELECT * { SERVICEe:x{?s ?p ?o} }",
    "by a prefix of that name": "PREFIX service: <URL> SELECT * { SERVICE service:service { ?s ?p ?o } }",
    "by a base": "BASE <URL> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "beside names": "SELECT ?service { VALUES ?service { 'SERVICE' } SERVICE<URL>{?s ?p ?service} }",
    "of another form": "CONSTRUCT { ?s ?p ?o } { SERVICE<URL>{ ?s ?p ?o } }",
    "described": "DESCRIBE ?s { SERVICE<URL>{ ?s ?p ?o } }",
    "asked": "ASK { SERVICE<URL>{ ?s ?p ?o } }",
}
HARMLESS = {
    "string": 'SELECT ?service { VALUES ?service { "SERVICE" } } # SERVICE <http://e.org/> {}',
    "long string": "ASK { ?s ?p '''it's SERVICE <http://e.org/> { ?s ?p ?o }''' }",
    "comment": "SELECT * {\n#SERVICE <http://e.org/> { ?s ?p ?o }\n}",
    "IRI": "ASK { ?s <http://e.org/service> <http://SERVICE.org/x#service> }",
    "names": "PREFIX service: <a:b> ASK { service:service service:a.service _:service , ?servicx , $SERVICE }",
    "language": "ASK { ?s ?p 'x'@service }",
    "escaped": r"ASK { ?s ?p '\u0073ervice' }",
    "cut in two": "ASK { ?s ?p '''SERV\nICE''' }",
}


#: What the calls are joined with.
STORE = ox.Store()
for value in (ox.Literal(1), ox.Literal(True)):
    STORE.add(ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:b"), value))


def put(text: str, web: Any) -> str:
    return text.replace("URL", f"{web.url}/x")


def evaluated(text: str) -> object:
    found = evaluate(STORE, text)
    return list(found) if isinstance(found, Solutions) else found


@pytest.mark.parametrize("name", CALLS)
def test_the_server_sees_what_the_engine_would_send(name: str, web: Any) -> None:
    with suppress(OSError, RuntimeError, SyntaxError):
        list(STORE.query(put(CALLS[name], web)))  # type: ignore[arg-type]
    assert web.asked


@pytest.mark.parametrize("name", CALLS)
def test_no_call_passes(name: str, web: Any, graph: KnowledgeGraph) -> None:
    text = put(CALLS[name], web)
    for ask in (
        evaluated,
        form_of,
        lambda text: graph.sparql(text, form=None),
        graph.diagnose,
        lambda text: graph.sparql(text, cite=True),
        lambda text: graph.sparql(text, form=None, services=["http://e.org/"]),
        lambda text: gives(ox.Store(), text, ()),
    ):
        with pytest.raises(QuerySyntaxError):
            ask(text)
    assert web.asked == []


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_the_word_alone_is_no_call(text: str, web: Any) -> None:
    refuse_services(text)
    evaluated(text)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("SELECT * {\n ?s ?p ?o .\n SERVICE <http://e.org/> { ?s ?p ?o } }", 3, REFUSED),
        ("# SERVICE\nSELECT ?service {\n ?s ?p 1SERVICE<http://e.org/>{} }", 3, REFUSED),
        ("SELECT * {\n SERVICE\n <http://e.org/> {} }", 2, REFUSED),
        ("# my service\nSELECT ?s { ?s ?p }", 2, "is not expected"),
        ("SELECT * { SERVICE <http://e.org/> { ?s ?p } }", 1, "is not expected"),
        ("SELECT * { SERVICEe:x {} }", 1, "the prefix SERVICEe: is not declared"),
    ],
)
def test_a_refusal_names_the_line(text: str, line: int, said: str) -> None:
    with pytest.raises(QuerySyntaxError, match=said) as refused:
        refuse_services(text)
    assert refused.value.line == line


@pytest.mark.parametrize(
    "text",
    [
        r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
        r"SELECT * { SERV\U00000049CE <URL> { ?s ?p ?o } }",
        r"SELECT * { ?s ?p '\u0027} SERVICE <URL> { ?s ?p ?o } #' }",
    ],
)
def test_what_is_a_call_once_escapes_are_undone_is_refused(text: str, web: Any) -> None:
    with pytest.raises(QuerySyntaxError):
        evaluated(put(text, web))
    assert web.asked == []


def test_a_text_with_every_other_word_is_refused() -> None:
    words = " ".join(f"servic{chr(letter)}" for letter in range(ord("a"), ord("z") + 1))
    with pytest.raises(QuerySyntaxError):
        refuse_services(f"ASK {{}} # {words}")


ANSWER = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"far"}}]}}'
RESULTS = (200, {"Content-Type": "application/sparql-results+json"}, ANSWER)


@pytest.mark.parametrize(
    "call",
    ["SERVICE <URL>", "service<URL>", "SERVICE SILENT<URL>", "SERVICESILENT <URL>", "SERVICE\n\t<URL>"],
)
def test_an_allowed_address_is_called(call: str, web: Any) -> None:
    web.answers["/x"] = RESULTS
    text = put(f"SELECT ?s {{ VALUES ?service {{ 'SERVICE' }} {call}{{ ?s ?p ?o }} }}", web)
    found = evaluate(ox.Store(), text, [f"{web.url}/x"])
    assert isinstance(found, Solutions) and [row["s"].value for row in found] == ["far"]
    assert web.times("/x") == 1


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 1SERVICE<URL/other>{ ?a ?b ?c } SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE <URL> { SERVICE <URL/other> { ?s ?p ?o } } }",
        "SELECT * { SERVICE <URL> { FILTER EXISTS { SERVICE ?x { ?s ?p ?o } } } }",
        "SELECT * { SERVICE <URL/> { ?s ?p ?o } }",
        "SELECT * { SERVICE # <URL>\n <URL/other> { ?s ?p ?o } }",
        "SELECT * { SERVICE <URL?x> { ?s ?p ?o } }",
        "SELECT * { VALUES ?a { <URL> } SERVICE ?a { ?s ?p ?o } }",
        "PREFIX SILENT: <URL/other> PREFIX : <URL> SELECT * { SERVICE SILENT:x { ?s ?p ?o } }",
        r"SELECT * { SERVICE <URL\u002Fother> { ?s ?p ?o } }",
        "SELECT * { { SERVICE <URL/other> { ?s ?p '{ SERVICE <URL> {} }' } } # SERVICE <URL>\n }",
    ],
)
def test_beside_an_allowed_address_no_other_is_called(text: str, web: Any) -> None:
    with pytest.raises(QuerySyntaxError, match="SERVICE must name one of the allowed addresses"):
        evaluate(ox.Store(), put(text, web), [f"{web.url}/x"])
    assert web.asked == []


PIECES = [
    *"{}()<>#;,.|!=^*+-~\\'\"", " ", "\n", "#\n", "#>\n", "<<", "''", "'''", '"""', "{|", "|}", "&&", "||", "^^",
    "SERVICE", "service", "SeRvIcE", "SERVICESILENT", "SERVICE SILENT", "SILENT", "servicx", r"\u0053ERVICE",
    "?x", "?service", "$SERVICE", "?servicx", "_:service", "@service", ":x", "e:x", "service:x", "servicx:x",
    "SERVICE:x", "e:a.service", r"e:a\)", "1", "1.5", "1e0", "true", "a", "a/", "[]", "()", "<a:b>", "<URL>",
    "<OK>", "FILTER(1<2)", "FILTER EXISTS", "BIND(1 AS ?z)", "VALUES ?x {1}", "OPTIONAL", "MINUS", "UNION",
    "GRAPH ?g", "LATERAL", "SELECT * ", "{?s ?p ?o}", "?s ?p ?o . ", "ORDER BY ?x", "FROM <a:b>",
]  # fmt: skip
DECLARED = [
    "PREFIX servicx:<a:b> ",
    "PREFIX service:<a:b> ",
    "PREFIX :<URL> ",
    "PREFIX e:<URL> ",
    "BASE <URL> ",
]
_CUT = re.compile(r"<[^<>\s]*>|\w+|\s+|[^\w\s]")


def mutated(text: str, chance: random.Random) -> str:
    """Makes a few changes to a text, such as an editor with a grudge would."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        parts = _CUT.findall(text) or [" "]
        place = chance.randrange(len(parts))
        match chance.randrange(6):
            case 0 | 1:
                parts.insert(place, chance.choice(PIECES))
            case 2:
                del parts[place]
            case 3:
                parts[place] = chance.choice(PIECES)
            case 4:
                parts.insert(0, chance.choice(DECLARED))
            case 5:
                other = _CUT.findall(chance.choice([*CALLS.values(), *HARMLESS.values()]))
                start = chance.randrange(len(other))
                parts[place:place] = other[start : start + chance.randrange(1, 12)]
        text = "".join(parts)
    return text


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_whatever_passes_calls_nothing(seed: int, web: Any) -> None:
    chance = random.Random(seed)
    pool = [*CALLS.values(), *HARMLESS.values(), *(text.replace("URL", "OK") for text in CALLS.values())]
    store, allowed = ox.Store(), f"{web.url}/ok"
    web.answers["/ok"] = RESULTS
    passed = 0
    for _ in range(1500):
        text = mutated(chance.choice(pool), chance)
        written = put(text, web).replace("OK", allowed)
        services = [allowed] if chance.random() < 0.5 else []
        try:
            evaluate(store, written, services)
        except QuerySyntaxError:
            pass
        except StoreError:
            passed += 1
        else:
            passed += 1
            pool.append(text)
        assert {asked[1] for asked in web.asked} <= ({"/ok"} if services else set()), written
        web.asked.clear()
    assert passed > 100

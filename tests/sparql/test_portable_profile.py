"""The portable profile: each form in which engines differ is named, and each way to write it that they share is not."""

from __future__ import annotations

import pytest

from thbgraph.sparql.portable_profile import portability_faults
from thbgraph.sparql.query import Query

P = "?x <http://e.org/p> ?y ."
Q = "?x <http://e.org/q> ?z ."
OPTIONAL = f"OPTIONAL {{ {Q} }}"


def faults(text: str) -> list[str]:
    return list(portability_faults(Query(text)))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (f'{P} BIND(IF(?y = 1, "a", "b") AS ?w) {OPTIONAL}', "?w is bound by IF before an OPTIONAL"),
        (f'{{ {P} BIND(1 + IF(?y = 1, 1, 2) AS ?w) {OPTIONAL} }}', "?w is bound by IF before an OPTIONAL"),
        (f"{P} {OPTIONAL} FILTER(!BOUND(?z) || YEAR(?z) > 2000)", "YEAR is asked of ?z, which may be unbound"),
        (f"{P} {OPTIONAL} BIND(MONTH(?z) AS ?w)", "MONTH is asked of ?z, which may be unbound"),
        (f"{{ VALUES ?z {{ 1 }} {P} }} UNION {{ {P} }} FILTER(?y < ?z)", "?z has VALUES in one branch of a UNION"),
        (f"{P} FILTER(IF(BOUND(?y), ?y = 1 || EXISTS {{ ?y <http://e.org/q> ?z }}, true))", "EXISTS in IF is not"),
        (f"{P} BIND(IF(?y = 1 || EXISTS {{ ?y <http://e.org/q> ?z }}, 1, 2) AS ?w)", "EXISTS in IF is not"),
        (f"{P} BIND(IF(?y = 1, (<http://e.org/q>), ?y) AS ?w)", "IF names a thing"),
        (f"VALUES ?w {{ UNDEF }} {P} OPTIONAL {{ {Q} FILTER(?z = ?w) }} FILTER(BOUND(?z))", "an OPTIONAL compares with ?w"),
        (f"{P} OPTIONAL {{ {Q} FILTER(BOUND(?w) && ?w = ?z) }}", "an OPTIONAL compares with ?w"),
        (f"{P} OPTIONAL {{ {Q} FILTER(?z IN (1, ?w)) }}", "an OPTIONAL compares with ?w"),
        (f"{P} OPTIONAL {{ {Q} FILTER(sameTerm(?z, ?w)) }}", "an OPTIONAL compares with ?w"),
    ],
)  # fmt: skip
def test_a_form_in_which_engines_differ_is_named(where: str, said: str) -> None:
    (fault,) = faults(f"SELECT ?x {{ {where} }} ORDER BY ?x")
    assert fault.startswith(said)


@pytest.mark.parametrize(
    "where",
    [
        f'{P} {OPTIONAL} BIND(IF(?y = 1, "a", "b") AS ?w)',
        f'{P} BIND(IF(?y = 1, 1, 2) AS ?w) OPTIONAL {{ ?x <http://e.org/q> ?z FILTER(?z > ?w) }}',
        f"{P} {OPTIONAL} BIND(YEAR(?y) AS ?w)",
        f"{{ VALUES ?z {{ 1 }} {P} }} UNION {{ {P} BIND(2 AS ?z) }} FILTER(?y < ?z)",
        f"{{ VALUES ?z {{ 1 }} {P} FILTER(?y < ?z) }} UNION {{ {P} }}",
        f"{P} FILTER(?y = 1 || EXISTS {{ ?y <http://e.org/q> ?z }})",
        f"{P} BIND(IF(EXISTS {{ ?y <http://e.org/q> ?z }}, 1, 2) AS ?w)",
        f"VALUES ?w {{ UNDEF }} {P} OPTIONAL {{ {Q} FILTER(COALESCE(?z = ?w, false)) }} FILTER(BOUND(?z))",
        f"VALUES ?w {{ 1 }} {P} OPTIONAL {{ {Q} FILTER(?z = ?w || ?z = ?y || ?z = 1) }}",
        f"{P} OPTIONAL {{ {Q} OPTIONAL {{ ?z <http://e.org/r> ?w FILTER(?w = ?z) }} }}",
    ],
)  # fmt: skip
def test_what_engines_share_is_not_named(where: str) -> None:
    assert faults(f"SELECT ?x {{ {where} }} ORDER BY ?x") == []


def test_groups_are_made_by_what_every_solution_binds() -> None:
    text = "SELECT ?z (COUNT(*) AS ?n) {{ {} }} GROUP BY ?z ORDER BY ?z"
    assert faults(text.format(f"{P} {OPTIONAL}"))[0].startswith("?z may be unbound")
    for bound in (
        "?x <http://e.org/q> ?z",
        f"{P} BIND(STR(?y) AS ?z)",
        f"{{ SELECT ?z {{ {P} ?x <http://e.org/q> ?z }} }}",
    ):
        assert faults(text.format(bound)) == []

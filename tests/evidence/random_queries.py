"""Random questions about a graph, in the forms that less data may answer otherwise: what they ask about is there."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pyoxigraph as ox

from thbgraph.base.namespaces import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
SUMS = ("COUNT(*)", "COUNT(?{})", "COUNT(DISTINCT ?{})", "MIN(?{})", "MAX(?{})", "SUM(STRLEN(STR(?{})))")
LOOSE_SUMS = ("SAMPLE(?{})", "GROUP_CONCAT(STR(?{}))")


class Questions:
    """Writes questions along statements of a graph, drawn at random; the same for the same seed."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self.quads = quads
        self.by_subject: dict[object, list[ox.Quad]] = {}
        for quad in quads:
            self.by_subject.setdefault(quad.subject, []).append(quad)
        self.random = Random()
        self.anchor = quads[0]
        self.names: dict[object, str] = {}

    def draw(self, seed: int) -> str:
        """Writes a question."""
        self.random = Random(seed)
        self.names = {}
        self.anchor = self.random.choice(self.quads)
        where = " ".join([*self.chain(self.random.randint(1, 3)), *self.more()])
        return PROLOGUE + self.random.choice([self.plain, self.plain, self.grouped, self.whole])(where)

    def plain(self, where: str) -> str:
        shown = self.random.choice(["*", "DISTINCT *", f"DISTINCT {self.some()}", self.some()])
        return (
            f"SELECT {shown} {{ {where} }} {self.end(self.columns() if '*' in shown else shown.split()[-1:])}"
        )

    def grouped(self, where: str) -> str:
        key, having = (
            self.some(),
            self.random.choice(["", f"HAVING ({self.summed()} > 1)", "HAVING (COUNT(*) < 3)"]),
        )
        end = self.random.choice([self.end([key, "?sum"]), ""])
        return f"SELECT {key} ({self.summed()} AS ?sum) {{ {where} }} GROUP BY {key} {having} {end}"

    def whole(self, where: str) -> str:
        return f"SELECT ({self.summed()} AS ?sum) {{ {where} }}"

    def end(self, columns: Sequence[str]) -> str:
        """Writes LIMIT and OFFSET, under an order that is none, in part or whole."""
        keys = self.random.choice([[], columns[:1], columns, columns])
        order = (
            f"ORDER BY {' '.join(self.random.choice(['', 'DESC']) + f'({key})' for key in keys)}"
            if keys
            else ""
        )
        limits = self.random.choice(["", "LIMIT {0}", "LIMIT {0} OFFSET {1}", "OFFSET {1}", "LIMIT {0}"])
        return f"{order} {limits.format(self.random.randint(1, 6), self.random.randint(1, 4))}"

    def summed(self) -> str:
        forms = LOOSE_SUMS if self.random.random() < 0.1 else SUMS
        return self.random.choice(forms).format(self.some()[1:])

    def chain(self, steps: int) -> list[str]:
        """Writes patterns of statements that hang together, some of their terms given."""
        made, quad = [], self.anchor
        for step in range(steps):
            subject = self.term(quad.subject, 0.2 if steps == 1 else 0)
            beyond = self.by_subject.get(quad.object, []) if step < steps - 1 else []
            is_given = subject[0] != "?"
            thing = self.variable(quad.object) if beyond or is_given else self.term(quad.object, 0.8)
            made.append(f"{subject} {self.predicate(quad, is_given or thing[0] != '?')} {thing} .")
            quad = self.random.choice(beyond or self.by_subject[quad.subject])
        return made

    def predicate(self, quad: ox.Quad, may_vary: bool = False) -> str:
        written = str(quad.predicate)
        paths = [f"({written}|dcterms:isPartOf)", *([f"{written}+", f"{written}/a?"] if may_vary else [])]
        others = [*paths, self.variable(quad.predicate)] if may_vary else paths
        return self.random.choice([*[written] * 9, *others])

    def term(self, term: object, given: float) -> str:
        if isinstance(term, ox.Literal | ox.NamedNode) and self.random.random() < given:
            return str(term)
        return self.variable(term)

    def variable(self, term: object) -> str:
        return self.names.setdefault(term, f"?v{len(self.names)}")

    def more(self) -> list[str]:
        """Writes the parts that make a question hard to answer from less."""
        forms = [
            lambda: f"OPTIONAL {{ {self.beside()} }}",
            lambda: f"MINUS {{ {self.beside()} }}",
            lambda: f"FILTER NOT EXISTS {{ {self.beside()} MINUS {{ {self.beside()} }} }}",
            lambda: f"FILTER {self.random.choice(['', 'NOT '])}EXISTS {{ {self.beside()} }}",
            lambda: f"{{ {self.beside()} }} UNION {{ {self.beside()} }}",
            lambda: f"GRAPH ?g {{ {self.beside()} }}",
            self.sub_select,
            self.sub_select,
            lambda: f"MINUS {self.sub_select()}",
            lambda: f"OPTIONAL {self.sub_select()}",
        ]
        return [self.random.choice(forms)() for _ in range(self.random.choice([0, 1, 1, 2]))]

    def beside(self) -> str:
        """Writes a pattern about something that is asked about."""
        about = [term for term in self.names if self.by_subject.get(term)]
        if not about:
            return f"{self.some()} a ?{self.random.choice('klm')} ."
        quad = self.random.choice(self.by_subject[self.random.choice(about)])
        return f"{self.variable(quad.subject)} {self.predicate(quad)} {self.term(quad.object, 0.4)} ."

    def sub_select(self) -> str:
        quad = self.random.choice([self.anchor, *self.by_subject[self.anchor.subject]])
        subject, thing = self.variable(quad.subject), self.term(quad.object, 0.3)
        where = f"{{ {subject} {quad.predicate} {thing} {self.random.choice(['', f'MINUS {{ {subject} a ?k }}'])} }}"
        columns = list(dict.fromkeys([subject, *([thing] if thing.startswith("?") else [])]))
        having = self.random.choice(["", "HAVING (COUNT(*) > 1)"])
        return self.random.choice(
            [
                f"{{ SELECT DISTINCT {subject} WHERE {where} }}",
                f"{{ SELECT {' '.join(columns)} WHERE {where} {self.end(columns)} }}",
                f"{{ SELECT {subject} (COUNT(*) AS ?n) WHERE {where} GROUP BY {subject} {having} }}",
                f"{{ SELECT (COUNT(*) AS ?all) WHERE {where} }}",
            ]
        )

    def columns(self) -> list[str]:
        return list(self.names.values()) or ["?v0"]

    def some(self) -> str:
        return self.random.choice(self.columns())

"""All that is behind the rows of an answer, in words: statements, what is not there, and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.counts import counted
from ...base.grouping import grouped
from ...base.terms import Triple, expand
from ..answers import Answer
from ..marks import Mark, Told
from ..mentioned import CURIE
from ..numbers import Numbers, marks
from ..proofs import Telling, letter
from ..rows import Absence, Citation, Row, name_of, place_of, shown

#: What is not there where that is no pattern of the query.
_SAYING = {
    "COUNT": "nothing to count: ",
    "LIMIT": "rows beyond ",
    "MIN": "nothing less than ",
    "MAX": "nothing greater than ",
}
_TELLING = {thb.completeUpTo, thb.reportedStatus}
_UNGROUNDED = "no source claims to be complete here"
_COMPUTED = "it is computed, and what it is computed from gives none"


class Notes:
    """What is behind the rows of a cited answer; what is not there has letters, in order of first use."""

    def __init__(self, answer: Answer) -> None:
        self._rows, self._labels, self._described = answer.rows, answer.labels, answer.sources
        self._telling = Telling(None, answer.labels)
        self._absences = Numbers[tuple[str, tuple[str, ...]]]()
        behind = [(row.citation or Citation(())).leaves for row in self._rows]
        self._shared = set(behind[0]).intersection(*behind[1:]) if len(behind) > 1 else set[ox.Quad]()
        self._of_row = [[quad for quad in quads if quad not in self._shared] for quads in behind]
        self._of_all = [quad for quad in behind[0] if quad in self._shared] if behind else []

    def absent(self, *rows: Row) -> str:
        """Gives the letters of what is not there for some rows, such as `[a][b]`."""
        cited = [row.citation for row in rows if row.citation is not None]
        absences = (absence for one in cited for absence in one.absences)
        return marks(map(letter, self._absences.of(map(self._absent, absences))))

    def places(self, numbers: Iterable[int]) -> list[int]:
        """Returns the numbers under which statements of rows stand: their own, and 0 for what is behind every row."""
        own = {number for number in numbers if self._of_row[number - 1]}
        return sorted(own) or ([0] if self._of_all else [])

    def sections(self, sources: Iterable[Mark]) -> Iterator[tuple[str, list[Told]]]:
        """Yields what is not there, as far as it has letters, and the rules by which statements became what was asked for."""
        known = {source.iri: source for source in sources}
        yield (
            "Not there",
            [
                Told(f"[{letter(number)}] {text}", self._marks(graphs, known))
                for number, (text, graphs), _ in self._absences.listed()
            ],
        )
        cited = [row.citation for row in self._rows if row.citation is not None]
        rules = ", ".join(dict.fromkeys(rule for one in cited for rule in one.rules))
        axioms = {axiom for one in cited for axiom in one.axioms}
        rules += f"; with {counted(len(axioms), 'axiom')} of the ontology" if axioms else ""
        yield "Rules", [Told(rules)] if rules else []

    def statements(self, sources: Iterable[Mark]) -> Iterator[tuple[int, str, list[Told]]]:
        """Yields number and name of each row with the statements behind it; first, as row 0, those behind every row."""
        known = {source.iri: source for source in sources}
        if self._of_all:
            yield 0, "every row", self._by_subject(self._of_all, known)
        for number, (row, quads) in enumerate(zip(self._rows, self._of_row, strict=True), 1):
            if quads:
                name = ", ".join(filter(None, map(shown, row.values[:2]))) or "the row"
                yield number, name, self._by_subject(quads, known)

    def _by_subject(self, quads: Sequence[ox.Quad], known: dict[str, Mark]) -> list[Told]:
        """Writes statements, in a line those about one thing that the same passages and sources state."""
        graphs: dict[Triple, list[str]] = grouped((quad.triple, quad.graph_name.value) for quad in quads)
        alike = grouped(
            ((subject, tuple(where)), self._telling.said(predicate, thing))
            for (subject, predicate, thing), where in graphs.items()
        )
        return [
            Told(
                f"{self._telling.term(subject)}: {'; '.join(dict.fromkeys(said))}",
                self._marks(where, known),
                place_of(subject.value, min(where)),
            )
            for (subject, where), said in alike.items()
        ]

    def _marks(self, graphs: Iterable[str], known: dict[str, Mark]) -> tuple[Mark, ...]:
        return tuple(
            known.get(one) or Mark(one, self._described.get(one, one)) for one in dict.fromkeys(graphs)
        )

    def _absent(self, absence: Absence) -> tuple[str, tuple[str, ...]]:
        """Says what is not there and why that is known, with the passages and sources that say so."""
        said = _SAYING.get(absence.form, f"{absence.form}: ") + self._in_words(absence.pattern)
        told = [quad for quad in absence.grounds if quad.predicate.value in _TELLING]
        grounds = "; ".join(dict.fromkeys(self._telling.statement(quad.triple) for quad in told))
        ungrounded = _COMPUTED if absence.is_computed else _UNGROUNDED
        return f"{said}; {grounds or ungrounded}", tuple(quad.graph_name.value for quad in told)

    def _in_words(self, pattern: str) -> str:
        """Writes a pattern with labels in place of names."""

        def label(found: re.Match[str]) -> str:
            iri = expand(found[0])
            return name_of(iri, self._labels) if iri else found[0]

        return CURIE.sub(label, re.sub(r"\^\^xsd:\w+", "", pattern))

"""The evidence of an answer as people read it: footnotes, statements, and what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ...words import vocabulary as thb
from ...words.counts import counted
from ...words.grouping import grouped
from ...words.terms import Triple, expand
from ..answers import Answer
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


def _remarked(answer: Answer) -> dict[str, list[str]]:
    """Writes, by source, the addresses of its pages behind what they say, and its remarks; things with the same share a line."""
    lines: dict[str, list[str]] = {}
    for remarks, between in ((answer.pages, " "), (answer.caveats, "; ")):
        for graph, said in remarks.items():
            of_thing = grouped((name_of(thing, answer.labels), remark) for thing, remark in said)
            alike = grouped((tuple(of), thing) for thing, of in of_thing.items())
            lines.setdefault(graph, []).extend(
                f"{'; '.join(things)}: {between.join(of)}" for of, things in alike.items()
            )
    return lines


class Said(NamedTuple):
    """What is said of one thing in the same passages and sources, with their marks, the triples that say it, and the place of these."""

    text: str
    marks: str
    triples: tuple[Triple, ...]
    place: str

    def __str__(self) -> str:
        return f"{self.text} {self.marks}"


class Notes:
    """Numbers the passages and sources of a cited answer, and letters what is not there, in order of first use.

    `known` are passages and sources that have the first numbers already.
    """

    def __init__(self, answer: Answer, known: Iterable[str] = ()) -> None:
        self._rows, self._labels = answer.rows, answer.labels
        self._told = Telling(None, answer.labels)
        self._sources, self._remarks = answer.sources, _remarked(answer)
        self._numbers, self._absences = Numbers[str](known), Numbers[str]()
        self._rules: dict[str, None] = {}
        self._axioms: set[ox.Quad] = set()

    def marks(self, *rows: Row) -> str:
        """Gives the marks of a row, or of several: `[1][2]` for where it is said, `[a]` for what is not there."""
        cited = [row.citation for row in rows if row.citation is not None]
        numbers = self._numbers.marks(quad.graph_name.value for one in cited for quad in one.leaves)
        absences = (absence for one in cited for absence in one.absences)
        for citation in cited:
            self._rules.update(dict.fromkeys(citation.rules))
            self._axioms.update(citation.axioms)
        return numbers + marks(map(letter, self._absences.of(map(self._absent, absences))))

    def sections(self) -> list[tuple[str, list[str]]]:
        """Gives the footnotes of the marks given so far.

        They are passages and sources, what is not there, and the rules by which statements became what was
        asked for.
        """
        rules = ", ".join(self._rules)
        rules += f"; with {counted(len(self._axioms), 'axiom')} of the ontology" if self._axioms else ""
        told = [
            ("Evidence", list(map(self._line, self._numbers.listed()))),
            ("Not there", [f"[{letter(number)}] {line}" for number, line, _ in self._absences.listed()]),
            ("Rules", [rules] if rules else []),
        ]
        return [(title, lines) for title, lines in told if lines]

    def _line(self, listed: tuple[int, str, int | None]) -> str:
        """Writes a passage or source with its number, and with lines for the pages that say so and its remarks."""
        number, graph, _ = listed
        return "\n    ".join([f"[{number}] {self._sources.get(graph, graph)}", *self._remarks.get(graph, ())])

    def statements(self) -> Iterator[tuple[int, str, list[Said]]]:
        """Yields number and name of each row with the statements behind it; first, as row 0, those behind every row."""
        rows = self._rows
        behind = [(row.citation or Citation(())).leaves for row in rows]
        shared = set(behind[0]).intersection(*behind[1:]) if len(rows) > 1 else set()
        if shared:
            yield 0, "every row", self._by_subject([quad for quad in behind[0] if quad in shared])
        for number, (row, quads) in enumerate(zip(rows, behind, strict=True), 1):
            said = self._by_subject([quad for quad in quads if quad not in shared])
            if said:
                yield number, ", ".join(filter(None, map(shown, row.values[:2]))) or "the row", said

    def _by_subject(self, quads: Sequence[ox.Quad]) -> list[Said]:
        """Writes statements, in a line those about one thing that the same passages and sources state."""
        graphs: dict[Triple, list[str]] = grouped((quad.triple, quad.graph_name.value) for quad in quads)
        alike = grouped(
            (
                (
                    self._told.term(subject),
                    self._numbers.marks(where),
                    place_of(subject.value, min(where)),
                ),
                (subject, predicate, thing),
            )
            for (subject, predicate, thing), where in graphs.items()
        )
        return [
            Said(
                f"{name}: {'; '.join(dict.fromkeys(self._told.said(*of[1:]) for of in found))}",
                marks,
                tuple(found),
                place,
            )
            for (name, marks, place), found in alike.items()
        ]

    def _absent(self, absence: Absence) -> str:
        said = _SAYING.get(absence.form, f"{absence.form}: ") + self._in_words(absence.pattern)
        told = [quad for quad in absence.grounds if quad.predicate.value in _TELLING]
        marks = self._numbers.marks([quad.graph_name.value for quad in told])
        grounds = "; ".join(dict.fromkeys(self._told.statement(quad.triple) for quad in told))
        ungrounded = _COMPUTED if absence.is_computed else _UNGROUNDED
        return f"{said}; {f'{grounds} {marks}' if told else ungrounded}"

    def _in_words(self, pattern: str) -> str:
        """Writes a pattern with labels in place of names."""

        def label(found: re.Match[str]) -> str:
            iri = expand(found[0])
            return name_of(iri, self._labels) if iri else found[0]

        return CURIE.sub(label, re.sub(r"\^\^xsd:\w+", "", pattern))

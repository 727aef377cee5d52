"""Answers in which text that stands which somebody said: "in which resolution?", after an answer by what statements say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.namespaces import PREFIXES
from ...base.printing import joined, number_in_words
from ...base.terms import short
from ...base.values import grouped
from ...names.articles import in_sentence
from ...names.names import Names
from ...results.answer import Answer
from ...results.claims import Claim
from ...stores.lookup import Lookup
from ..facts.facts import rows_of
from ..phrases import Phrases

_DCTERMS, _SKOS = PREFIXES["dcterms"], PREFIXES["skos"]
_STATED_IN, _TEXT = (ox.NamedNode(_DCTERMS + name) for name in ("source", "description"))
_NOTE = ox.NamedNode(_SKOS + "note")


class StatedTexts:
    """Tells the texts in which statements of one graph stand; `cited` answers a SELECT query with its evidence."""

    def __init__(
        self, lookup: Lookup, known: Names, phrases: Phrases, cited: Callable[[str], Answer]
    ) -> None:
        self._lookup, self._known, self._phrases, self._cited = lookup, known, phrases, cited

    def claim(self, lead: Claim, kind: str) -> Claim | None:
        """Says in which text of a kind that stands on which a claim rests; nothing where it rests on no statement, or no text is so called."""
        noun, said = self._phrases.nouns.get(kind), self._statements(lead.answer)
        if noun is None or not said:
            return None
        ways = [(one, text) for one in said for text in self._values(one, _STATED_IN)]
        classes, labels = self._known.classes, self._known.labels
        texts = grouped(
            (text, one)
            for one, text in ways
            if noun.names(classes.get(text.value, ()), labels.get(text.value, ""))
        )
        if not texts:
            return lead._replace(text=self._absent(said, [text for _, text in ways], kind), is_absence=True)
        told = [f"{self._named([text])}: {'; '.join(map(self._text, of))}" for text, of in texts.items()]
        left = len({*said} - {one for of in texts.values() for one in of})
        others = f" Of {number_in_words(left)} more no {kind} is recorded." if left else ""
        answer = self._cited(rows_of((one, _STATED_IN, text) for text, of in texts.items() for one in of))
        is_all = len(texts) == 1 and not left
        text = f"That was said in {self._named(texts)}." if is_all else f"In {joined(told)}.{others}"
        return lead._replace(
            text=text,
            answer=answer.replace(summary=text),
            notes=(lead.text,) if is_all else (),
            found=tuple(text.value for text in texts),
            about=(),
            sources=answer.evidence.named_sources,
        )

    def _statements(self, answer: Answer) -> Sequence[ox.NamedNode]:
        """Returns the statements on which the rows of an answer rest."""
        quads = (quad for row in answer if row.citation is not None for quad in row.citation.statements)
        subjects = dict.fromkeys(quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode))
        return [one for one in subjects if short(thb.Statement) in self._known.classes.get(one.value, ())]

    def _absent(self, said: Sequence[ox.NamedNode], others: Sequence[ox.NamedNode], kind: str) -> str:
        """Says that no text of a kind is recorded, in which it stands else, and what the editors remark on that."""
        stands = f"; it stands in {self._named(dict.fromkeys(others))}" if others else ""
        notes = dict.fromkeys(note.value for one in said for note in self._values(one, _NOTE))
        remarks = "".join(f" The editors remark: {note.rstrip('.')}." for note in notes)
        return f"No {kind} is recorded in which that was said{stands}.{remarks}"

    def _values(self, one: ox.NamedNode, prop: ox.NamedNode) -> Iterator[ox.NamedNode | ox.Literal]:
        """Yields what a statement has by a property."""
        return (quad.object for quad in self._lookup.match(one, prop, None))

    def _text(self, one: ox.NamedNode) -> str:
        """Returns what a statement says."""
        return " ".join(text.value.rstrip(".") for text in self._values(one, _TEXT))

    def _named(self, texts: Iterable[ox.NamedNode]) -> str:
        return joined([in_sentence(text.value, self._known) for text in texts])

"""Pages: what is known of an entity or a passage, each statement with the passages and sources behind it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.namespaces import INFERRED_GRAPH, PREFIXES, RDF_TYPE
from ..base.terms import natural, short
from .answers import Answer
from .documents import Document, items, section
from .formats import notebook
from .listing import Listing
from .marks import Told
from .page_documents import Described, parts_of
from .page_documents import PropertyValue as PropertyValue
from .rows import Entity, Value, shown

_DEFINITION = PREFIXES["skos"] + "definition"
#: The class of all things, which says nothing of one.
_ANY = thb.Entity


@notebook
class Page(NamedTuple):
    """What is known of a thing: `facts`, and `links` to outside identifiers, are said of the thing itself.

    `acts` under treaties, `statements` that somebody makes, and other `mentions` have it as a value: there the
    property is named as read from the thing. `sources` describes the passages and sources, by IRI.
    """

    entity: Entity
    facts: tuple[PropertyValue, ...] = ()
    links: tuple[PropertyValue, ...] = ()
    acts: tuple[PropertyValue, ...] = ()
    statements: tuple[PropertyValue, ...] = ()
    mentions: tuple[PropertyValue, ...] = ()
    sources: Mapping[str, str] = {}
    texts: Mapping[str, str] = {}

    @property
    def summary(self) -> str:
        """The thing in a line: what it is called, and its definition or the classes that sources state."""
        gist = [str(one.value) for one in self.facts if one.property.iri == _DEFINITION] or sorted(
            str(one.value)
            for one in self.facts
            if one.property.iri == RDF_TYPE
            and any(source.iri != INFERRED_GRAPH for source in one.sources)
            and not (isinstance(one.value, Entity) and one.value.iri == _ANY)
        )
        return ": ".join(filter(None, [self.entity.label, ", ".join(gist)]))

    def table(self) -> Answer:
        """Returns all that is known as an answer."""
        parts = chain(self.facts, self.links, self.acts, self.statements, self.mentions)
        return Listing(parts).table().replace(heading=self.summary)

    def __repr__(self) -> str:
        return f"Page({self.summary!r})"

    def document(self, folded: bool = True) -> Document:
        """Returns the page laid out for readers; of long lists the first, where it is folded."""
        groups = {
            "What it is": self.facts,
            "Related things": self.mentions,
            "Acts under treaties": self.acts,
            "What is said": self.statements,
            "Identifiers elsewhere": self.links,
        }
        parts = parts_of(self.entity, groups, Described(self.sources, self.texts), folded)
        title = f"{self.entity.label}  {short(self.entity.iri)}"
        return Document(title, (Told(self.summary),), tuple(parts))


class Content(NamedTuple):
    """A statement of a passage: its subject and value, and the property between, in words."""

    subject: Value
    property: Entity
    value: Value


@notebook
class Passage(NamedTuple):
    """A passage of the memo: where it stands, what it is about, and what it states.

    `description`, and those of its `section`, `lead_in` and continuation, name place and gist; `text` is that
    of the reader's own copy of the memo, where one was given.
    """

    iri: str
    description: str
    section: str | None = None
    lead_in: str | None = None
    continues_in: str | None = None
    notes: tuple[str, ...] = ()
    text: str | None = None
    contents: tuple[Content, ...] = ()

    def table(self) -> Answer:
        """Returns what the passage states as an answer."""
        return Listing(self.contents).table().replace(heading=self.description)

    def __repr__(self) -> str:
        return f"Passage({self.description!r})"

    def document(self) -> Document:
        """Returns the passage laid out for readers, what it states by subject."""
        said = (
            ("in the section", self.section),
            ("cited with its lead-in", self.lead_in),
            ("its last sentence continues in", self.continues_in),
            *(("note", note) for note in self.notes),
        )
        lead = [*(Told(f"{name}: {words}") for name, words in said if words)]
        lead += [Told(self.text)] if self.text is not None else []
        by_subject: dict[str, list[Told]] = {}
        for one in self.contents:
            line = Told(f"{one.property}: {shown(one.value)}")
            by_subject.setdefault(shown(one.subject), []).append(line)
        parts = [
            part
            for subject in sorted(by_subject, key=natural)
            for part in section(subject, items(sorted(by_subject[subject], key=str)))
        ]
        return Document(self.description, tuple(lead), tuple(parts))

"""Articles: how a name stands in a sentence, as in "the Council of Europe", "Save the Children", "the Netherlands"."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..base import vocabulary as thb
from ..base.terms import short
from .folding import fold
from .names import Names

_ENTITY, _GROUP, _TREATY = (short(iri) for iri in (thb.Entity, thb.StateGroup, thb.Treaty))
_TOPIC, _PLACE, _AGENT, _TEXT = "skos:Concept", "schema:Place", "foaf:Agent", "eli:LegalResource"
_WORKS = frozenset(("foaf:Document", "prov:Activity"))
#: The number of a text, which names it: "Recommendation 15/2007", "Decision No. 2/03", "Resolution 1702 (2010)".
_NUMBERED = re.compile(r"\bNo\. |\d+/\d+|\d+ \(\d{4}\)")
#: A title that is a clause or has a second part: "Save the Children", "Combating Trafficking in Persons: A Handbook".
_TITLE = re.compile(r"\w+ the |.*(: |, an? )")
#: What is told by what it is: "Efforts of NATO", "Active engagement of the Commission".
_DESCRIBED = re.compile(r"\w+( \w+)? (of|to) (?!and )")
#: The words for lands that have an article.
_LANDS = frozenset(
    ("region", "countries", "islands", "republic", "federation", "empire", "union", "territories", "isle")
)


def in_sentence(iri: str, known: Names, name: str = "") -> str:
    """Returns the name of a thing, or what else it is called, as it stands within a sentence: with its article, a topic in small letters."""
    label, kinds = name or known.labels.get(iri, short(iri)), known.classes.get(iri, ())
    if _ENTITY not in kinds:
        return label
    if _TOPIC in kinds or (label.startswith("The ") and _AGENT in kinds):
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return f"the {label}" if _is_definite(iri, label, known) else label


def speaker(known: Names) -> Callable[[str, str], str]:
    """Returns what writes a thing, by IRI and by what it is called, as it stands within a sentence."""
    return lambda iri, name: in_sentence(iri, known, name)


def in_short(iri: str, short_name: str, known: Names) -> str:
    """Returns a short name of a thing as it stands within a sentence: "the Palermo Protocol", but "CETS 197"."""
    is_described = fold(short_name).rpartition(" ")[2] in fold(known.labels.get(iri, "")).split()
    return f"the {short_name}" if is_described else short_name


def _is_definite(iri: str, label: str, known: Names) -> bool:
    """Says whether a name has an article, as one of several words has that says what the thing is."""
    kinds, words = frozenset(known.classes.get(iri, ())), fold(label.partition(" (")[0]).split()
    if label.lower().startswith("the "):
        return False
    if _PLACE in kinds:
        return (len(words) > 1 and not _LANDS.isdisjoint(words)) or _has_with_article(iri, label, known)
    if len(words) < 2 or _TITLE.match(label):
        return False
    if _GROUP in kinds:
        return bool(_DESCRIBED.match(label))
    if kinds & _WORKS:
        is_kind = any(known.is_kind(word, iri) for word in words)
        return is_kind or bool(_DESCRIBED.match(label)) or _begins_with_agent(words, known)
    return _TEXT not in kinds or _TREATY in kinds or not _NUMBERED.search(label)


def _has_with_article(iri: str, label: str, known: Names) -> bool:
    """Says whether a longer name of a place has its name with the article: "the Kingdom of the Netherlands"."""
    name = f"the {fold(label)}"
    within, before = f" {name}", f"{name} "
    return any(
        other == name or other.endswith(within) or other.startswith(before)
        for other in known.with_article.get(iri, ())
    )


def _begins_with_agent(words: list[str], known: Names) -> bool:
    agents = (iri for end in range(1, len(words)) for iri in known.called(" ".join(words[:end])))
    return any(_AGENT in known.classes.get(iri, ()) for iri in agents)

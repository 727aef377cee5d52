"""Identifiers that were looked at for a thing and refused: of another thing, or of a record that was withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..base.printing import joined
from ..rdf.links import Link, LinkSet
from ..results.conflict import Conflict, Side


def refused(sets: Iterable[LinkSet], label: Callable[[str], str]) -> Iterator[Conflict]:
    """Tells of each refused link where the identifier was seen, why it was refused, and which is held to be right."""
    for links in sets:
        for link in (one for one in links.links if one.is_rejected):
            linked = [one.identifier for one in links.links if one.is_exact and one.subject == link.subject]
            yield _refusal(link, linked, links.scheme.graph, label(link.subject))


def _refusal(link: Link, linked: list[str], graph: str, name: str) -> Conflict:
    called = f" ({link.object_label})" if link.object_label else ""
    sides = (
        Side(f"{link.identifier}{called} was seen at {joined(link.evidence)}", (graph,)),
        Side(f"refused: {link.comment}", (graph,)),
    )
    reading = f"{joined(linked)} is the identifier of {name}." if linked else f"no other is known of {name}."
    return Conflict("refused", (link.subject,), f"{name}: is it {link.identifier}?", sides, reading)

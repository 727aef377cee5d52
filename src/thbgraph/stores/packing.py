"""Results of queries as bytes, which the engine writes and reads faster than its terms can be pickled."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyoxigraph as ox

from .evaluation import Form, Result, Solutions, refuse_deep

_RESULTS, _TRIPLES = ox.QueryResultsFormat.JSON, ox.RdfFormat.N_TRIPLES


class Packed(NamedTuple):
    """What a query of a form gives, as text."""

    form: Form
    text: bytes


def pack(found: Any, text: str, services: object = ()) -> Packed:
    """Writes what the engine gives for a query; raises RequestError for a triple of it that is nested too deeply."""
    if isinstance(found, ox.QueryTriples):
        packed = Packed("CONSTRUCT", found.serialize(format=_TRIPLES))
    else:
        form: Form = "ASK" if isinstance(found, ox.QueryBoolean) else "SELECT"
        packed = Packed(form, found.serialize(format=_RESULTS))
    result = unpack(packed) if "<<" in text or "triple" in text.lower() or services else True
    if not isinstance(result, bool):
        refuse_deep(term for row in result for term in row)
    return packed


def unpack(packed: Packed) -> Result:
    """Reads what `pack` has written."""
    if packed.form == "CONSTRUCT":
        return [quad.triple for quad in ox.parse(packed.text, format=_TRIPLES)]
    found = ox.parse_query_results(packed.text, format=_RESULTS)
    return bool(found) if isinstance(found, ox.QueryBoolean) else Solutions(found.variables, list(found))

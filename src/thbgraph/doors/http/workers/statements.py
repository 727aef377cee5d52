"""Writes the graph to standard output, for the process that is to hold it in memory.

It is built first where that must be, or read from the endpoint that $THBGRAPH_ENDPOINT names. A store on the disk
has threads, and what forks must have none: so another process opens it. The index comes first, pickled, and behind it
TriG.
"""

from __future__ import annotations

import os
import pickle
import sys

import pyoxigraph as ox

from ....building import homes
from ....building.opening import opened
from ....endpoints.connecting import connected
from ....exports.description import describe_build
from ....stores.embedded import EmbeddedStore
from ....words.errors import ThbgraphError


def main() -> int:
    """Writes index and statements; exit 3, with the reason on standard error, where there is no graph."""
    url, root = os.environ.get("THBGRAPH_ENDPOINT"), homes.home()
    try:
        store, index = connected(url, root) if url else opened(root)
        if isinstance(store, EmbeddedStore):
            said = describe_build(store, index.digest, index.version)
        else:  # what is published elsewhere says already which build it is
            store, said = EmbeddedStore.holding(dict.fromkeys(store.match_many([(None, None, None)]))), []
    except ThbgraphError as error:
        print(error, file=sys.stderr)
        return 3
    pickle.dump(index, sys.stdout.buffer)
    sys.stdout.buffer.write(store.written())
    ox.serialize(said, sys.stdout.buffer, format=ox.RdfFormat.TRIG)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Writes the graph to standard output, for the process that is to hold it in memory.

It is built first where that must be. A store on the disk has threads, and what forks must have none: so another process
opens it. The index comes first, pickled, and behind it N-Quads.
"""

from __future__ import annotations

import pickle
import sys

import pyoxigraph as ox

from ....building import homes
from ....building.opening import opened
from ....words.errors import ThbgraphError


def main() -> int:
    """Writes index and statements; exit 3, with the reason on standard error, where there is no graph."""
    try:
        store, index = opened(homes.home())
    except ThbgraphError as error:
        print(error, file=sys.stderr)
        return 3
    pickle.dump(index, sys.stdout.buffer)
    ox.serialize(store.match(None, None, None), sys.stdout.buffer, format=ox.RdfFormat.N_QUADS)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

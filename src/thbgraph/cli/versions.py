"""What --version says."""

from __future__ import annotations

from ..base.errors import ThbgraphError
from ..base.version import __version__
from ..build import homes, opening


def versions() -> str:
    """Says the program's version, that of the data, and the build in use."""
    try:
        root = homes.home()
        found = opening.find(root)
    except ThbgraphError as error:
        return f"thbgraph {__version__}\ndata unknown: {error}"
    if found is None:
        return f"thbgraph {__version__}\ndata {opening.unbuilt(root)}"
    index = found.index(root)
    return f"thbgraph {__version__}\ndata {index.digest[:12]}, {index.triples} triples\nbuild {found.folder.name}"

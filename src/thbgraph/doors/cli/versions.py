"""What --version says."""

from __future__ import annotations

from ...building import builds, homes
from ...words.errors import ThbgraphError
from ...words.version import __version__


def versions() -> str:
    """Says the program's version, that of the data, and the build in use."""
    try:
        found = builds.find(homes.home())
    except ThbgraphError as error:
        return f"thbgraph {__version__}\ndata unknown: {error}"
    if found is None:
        return f"thbgraph {__version__}\ndata not in the cache yet; thbgraph build puts it there"
    return f"thbgraph {__version__}\ndata {found[1].digest[:12]}, {found[1].triples} triples\nbuild {found[0].name}"

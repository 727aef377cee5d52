"""The command `site`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...words.errors import RequestError
from .opening import open_here
from .progress import Bar


def site(options: argparse.Namespace) -> int:
    """Writes the site as a folder of files."""
    try:
        from ...site.folder import write_site
    except ModuleNotFoundError as error:
        raise RequestError(
            f"pages need {error.name}; install it with: pip install 'thbgraph[serve]'"
        ) from None
    graph = open_here()
    with Bar("writing the site") as bar:
        written = write_site(graph, Path(options.folder), options.base, bar.step)
    print(
        f"{written.folder}: {written.pages:,} pages, {written.size / 1e6:.1f} MB, every link leads somewhere"
    )
    return 0

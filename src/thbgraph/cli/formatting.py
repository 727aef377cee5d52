"""The command `fmt`."""

from __future__ import annotations

import argparse

from ..build import homes, layout


def fmt(options: argparse.Namespace) -> int:
    """Writes files in canonical form, all or those named, or with --check only says which differ (exit 1)."""
    root = homes.home()
    changed = 0
    for name, text in layout.differing(root, homes.named(root, options.files)):
        changed += 1
        if options.check:
            print(f"{name}: not in canonical form; run: thbgraph fmt")
        else:
            layout.write(root, name, text)
            print(f"{name}: written in canonical form")
    return 1 if options.check and changed else 0

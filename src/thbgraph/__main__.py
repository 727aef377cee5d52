"""Runs the command line: `python -m thbgraph`."""

from .cli import main

raise SystemExit(main())

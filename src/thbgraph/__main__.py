"""Runs the command line: `python -m thbgraph`."""

from .doors.cli import main

raise SystemExit(main())

"""The commands that put together what readers come for: `participants`, `brief`, `path` and their like."""

from __future__ import annotations

import argparse

from .opening import open_here, show
from .show import day_of


def participants(options: argparse.Namespace) -> int:
    """Prints who had signed or joined a treaty by a day."""
    day = day_of(options.day)
    show(open_here(options).participants(options.instrument, as_of=day), options)
    return 0


def brief(options: argparse.Namespace) -> int:
    """Prints what a secretary hands on about a thing, as of a day."""
    day = day_of(options.day)
    show(open_here(options).brief(options.name, as_of=day), options)
    return 0


def matrix(options: argparse.Namespace) -> int:
    """Prints where the members of a group stand under each treaty on a day."""
    day = day_of(options.day)
    show(open_here(options).matrix(options.group, *options.instrument, as_of=day), options)
    return 0


def levers(options: argparse.Namespace) -> int:
    """Prints what parliamentarians can press for."""
    day = day_of(options.day)
    show(open_here(options).levers(options.group, as_of=day), options)
    return 0


def path(options: argparse.Namespace) -> int:
    """Prints how two things are connected; exit 1 where they are not."""
    found = open_here(options).path(options.start, options.end, topics=options.topics, most=options.most)
    show(found, options)
    return 0 if found.paths else 1


def around(options: argparse.Namespace) -> int:
    """Prints what stands around a thing."""
    show(open_here(options).around(options.name, topics=options.topics), options)
    return 0

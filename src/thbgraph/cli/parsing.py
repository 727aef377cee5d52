"""The parser of arguments, as every command has it, and finding the function that a command runs."""

from __future__ import annotations

import argparse
import os
from importlib import import_module

from ..base.lazy import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

#: Of a word that somebody typed, so many characters are echoed.
_LONGEST = 60


class Parser(argparse.ArgumentParser):
    """A parser whose complaints echo no more of an argument than says which one is meant; a shell unless wanted."""

    def __init__(self, is_wanted: bool = True, **settings: Any) -> None:
        if is_wanted:
            super().__init__(formatter_class=_layout, **settings)

    def error(self, message: str) -> NoReturn:
        """Prints usage and message on stderr; exit 2."""
        words = (word if len(word) <= _LONGEST else word[:_LONGEST] + "..." for word in message.split(" "))
        super().error(" ".join(words))


class Version(argparse.Action):
    """Prints program, data version and build; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(function("versions:versions")())
        parser.exit()


def _layout(prog: str) -> argparse.HelpFormatter:
    """Lays out help to the terminal's width, which argparse would import shutil to ask for."""
    try:
        width = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        width = 80
    return argparse.HelpFormatter(prog, width=width - 2)


def function(place: str) -> Callable[..., Any]:
    """Returns the function that is written `module:function`, whose module of this package is loaded now."""
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(f".{module}", __package__), name)
    return found

"""What the values of options may be; argparse tells what is none."""

from __future__ import annotations

import argparse
import os
from contextlib import suppress

from ..base.errors import ParameterError, RequestError
from ..base.printing import quoted


def seconds(text: str) -> float:
    """Reads a number of seconds, more than none and fewer than without end."""
    return _above_zero(text, "seconds such as 10 or 0.5")


def gigabytes(text: str) -> float:
    """Reads a number of gigabytes, more than none and fewer than without end."""
    return _above_zero(text, "gigabytes such as 4 or 0.5")


def _above_zero(text: str, expected: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"expected {expected}, got {text!r}")
    return number


def port(text: str) -> int:
    """Reads the number of a port; 0 is any that is free."""
    if not (text.isascii() and text.isdigit() and int(text) < 1 << 16):
        raise argparse.ArgumentTypeError(f"expected a port from 0 to 65535, got {text!r}")
    return int(text)


def address(text: str) -> str:
    """Reads the address of a site, without the slash at its end."""
    from ..base.home import is_site  # which the list of commands does without

    place = text.rstrip("/")
    if not is_site(place + "/"):
        raise argparse.ArgumentTypeError(
            f"expected an address such as https://data.example.org, got {text!r}"
        )
    return place


def days(text: str) -> int:
    """Reads a number of days, none or more."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise argparse.ArgumentTypeError(f"expected a number of days such as 7, got {text!r}")
    return int(text)


def day(text: str) -> str:
    """Reads a day, alone or as asOf=DATE; raises ParameterError where it has another name."""
    name, equals, given = text.rpartition("=")
    if equals and name not in ("asOf", "as_of"):
        raise ParameterError(f"expected asOf=DATE, got {quoted(text)}")
    if not given:
        raise ParameterError(
            "asOf: expected a day such as 2005-05-03, got nothing", "without asOf it is the memo's"
        )
    return given


def row(text: str) -> int:
    """Reads the number of a row, from 1."""
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"expected the number of a row such as 1, got {text!r}")
    return int(text)


def columns(text: str) -> list[str]:
    """Reads names of columns, parted by commas."""
    names = [name.strip() for name in text.split(",")]
    if not all(names):
        raise argparse.ArgumentTypeError(f"expected columns such as country,signed, got {text!r}")
    return names


def output(text: str) -> str | None:
    """Reads the name of a file to write to; None is standard output.

    Raises RequestError, before any work is done, for one that can be told not to be written.
    """
    if text == "-":
        return None
    try:
        os.stat(os.path.dirname(text) or ".")
        with suppress(FileNotFoundError):
            os.lstat(text)
    except OSError as error:
        raise RequestError(
            f"{text[:100]!r} cannot be written: {error.strerror}", "name another file"
        ) from None
    return text

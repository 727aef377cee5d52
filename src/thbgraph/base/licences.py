"""What the licences of sources are called. Any other is called by its address, or as the source words it."""

from __future__ import annotations

from typing import NamedTuple


class Licence(NamedTuple):
    """A licence as people call it, in full with who gives it, and its SPDX identifier."""

    name: str
    title: str
    spdx: str


LICENCES = {
    "https://opendatacommons.org/licenses/pddl/1-0/": Licence(
        "PDDL 1.0", "Open Data Commons Public Domain Dedication and License 1.0", "PDDL-1.0"
    ),
    "https://creativecommons.org/publicdomain/zero/1.0/": Licence(
        "CC0 1.0", "Creative Commons CC0 1.0 Universal, a dedication to the public domain", "CC0-1.0"
    ),
    "https://creativecommons.org/licenses/by/4.0/": Licence(
        "CC BY 4.0",
        "Creative Commons Attribution 4.0 International, by the publishers that the tables name",
        "CC-BY-4.0",
    ),
    "https://opensource.org/license/mit": Licence(
        "MIT licence", "The MIT License, after facts in the public domain", "MIT"
    ),
}
#: What is said of facts that are taken from pages without a licence, which readers of an answer need not be told.
NO_LICENCE = "facts; no licence stated"


def licence_name(written: str) -> str:
    """Returns what people call a licence by its IRI; other words as they are."""
    return LICENCES[written].name if written in LICENCES else written


def spdx_of(written: str) -> str | None:
    """Returns the SPDX identifier of a licence by its IRI; None for one that is not known here."""
    return LICENCES[written].spdx if written in LICENCES else None

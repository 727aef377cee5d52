"""The page on refreshing says of each treaty which page to save, as the program would fetch it or cite it."""

from __future__ import annotations

from pathlib import Path

from saved_pages import links
from thbgraph.base.namespaces import ID
from thbgraph.depositaries.saved_page import depositary_of, is_read

PAGE = Path(__file__).resolve().parents[2] / "docs" / "refreshing.md"


def test_the_page_names_the_page_of_each_treaty() -> None:
    read = [link.subject for link in links() if is_read(link)]
    assert len(read) == 16
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    for treaty in read:
        depositary, code = depositary_of(treaty, links())
        address = (*depositary.files(code), depositary.address(code))[0]
        assert f"| `{treaty.removeprefix(ID)}` | {address} |" in lines


def test_the_page_is_short() -> None:
    assert len(PAGE.read_text(encoding="utf-8").split()) <= 900

"""Paragraphs of a copy of the memo, by their checksums."""

from __future__ import annotations

import hashlib

import pytest

from thbgraph.base.errors import RequestError
from thbgraph.base.memo_copy import paragraphs


def test_a_table_and_a_plain_text_give_the_same_paragraphs() -> None:
    checksum = hashlib.sha256(b"Some words").hexdigest()
    assert paragraphs("section\tpara\tline\ttext\n2\t1\t4\tSome words\n") == {checksum: "Some words"}
    assert paragraphs("  Some  words \n")[checksum] == "Some words"


def test_a_table_without_texts_is_refused() -> None:
    with pytest.raises(RequestError, match="no column text"):
        paragraphs("section\tpara\n2\t1\n")

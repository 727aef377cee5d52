"""A copy of the memo: its paragraphs, which passages know by their checksums."""

from __future__ import annotations

import hashlib
import re

from .errors import RequestError


def paragraphs(memo: str) -> dict[str, str]:
    """Gives the paragraphs of a copy of the memo by their checksums.

    The copy is a table with the columns section, para and text, or plain text, a paragraph a line. Raises
    RequestError for a table without texts.
    """
    lines = memo.splitlines()
    if memo.startswith("section\t"):
        header, *rows = [line.split("\t") for line in lines]
        if "text" not in header:
            raise RequestError("the table has no column text; it needs section, para and text")
        column = header.index("text")
        texts = [row[column] for row in rows if len(row) > column]
    else:
        texts = [re.sub(r"\s+", " ", line).strip() for line in lines] + [line.strip() for line in lines]
    return {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}

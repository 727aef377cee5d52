"""How much is done at most to find evidence: counted in steps, so that a query ends alike on every machine."""

from __future__ import annotations

from ..words.errors import RequestError

#: How many steps are done at most to find what rows rest on, and to find the smallest part of it. A step takes some
#: ten microseconds, such as to look at a statement.
MOST, MOST_FOR_SMALLEST = 3_000_000, 700_000
#: How many steps it takes to read a solution and hold it, to trace a statement back to what sources state, and to
#: ask a question again; for that comes one for each statement that it is asked over, those that follow included.
READ, TRACED, ASKED = 5, 30, 200


class Work:
    """The steps that are left."""

    def __init__(self, most: int) -> None:
        self.most = self.left = most

    def spend(self, steps: int) -> None:
        """Takes steps from those that are left; raises RequestError where these do not suffice."""
        self.left -= steps
        if self.left < 0:
            raise RequestError(
                f"finding this evidence takes more than {self.most:,} steps (solutions read, statements looked at), "
                "which is the limit; ask about less, or leave out --cite"
            )

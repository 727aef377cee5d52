"""How much the jobs of one kind may take."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Limits of a kind of job.

    So many workers have a `seat`, each with a job that has used less than `light` seconds of processor time; one that
    has used more waits for one of the `places`. At most `queue` jobs wait for a seat, and as many for a place, and
    one address has at most `each` jobs. A job ends after `deadline` seconds, of processor time if it is not sealed and the machine is busy, and where it needs more `memory` beside the graph, or
    gives a longer `answer`, in bytes. A worker that has taken or copied more than its `growth` does no more jobs: a new one
    starts small. What is sealed opens no file and no socket.
    """

    is_sealed: bool
    seats: int = 4
    places: int = 2
    light: float = 0.05
    queue: int = 32
    each: int = 16
    deadline: float = 10
    memory: int = 1 << 30
    answer: int = 128 << 20
    growth: int = 32 << 20


#: Queries of strangers, and questions and pages, whose cost the data bound. These copy much of what all share, and a page is
#: drawn in half the time where that is done: so few workers do many of them.
QUERIES = Limits(is_sealed=True)
PAGES = Limits(is_sealed=False, seats=2, light=0.5, deadline=20, queue=64, growth=96 << 20)

"""Whose turn it is, and how long a job may take: seconds, and where the machine is busy, what the data bound as many of processor time."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from thbgraph.server.workers import pool
from thbgraph.server.workers.pool import Pool
from thbgraph.server.workers.process import ForkServer
from thbgraph.server.workers.replies import Received, Refused
from thbgraph.server.workers.shares import PAGES, Limits

DEADLINE = 0.05
REPLY = Received(200, "text/plain", 0, {}, b"")


class Slow:
    """A worker that a machine lets run for a share of the time, until it has used so much."""

    server, is_alive, is_busy, is_spent, is_heavy, is_stopped = None, True, False, False, False, False
    is_old = False

    def __init__(self, share: float, needs: float) -> None:
        self._share, self._needs, self._begun = share, needs, 0.0

    def give(self, job: bytes) -> asyncio.Future[Received]:
        loop = asyncio.get_running_loop()
        self._begun, reply = loop.time(), loop.create_future()
        loop.call_later(self._needs / self._share, lambda: reply.done() or reply.set_result(REPLY))
        return reply

    def used(self) -> float:
        return (asyncio.get_running_loop().time() - self._begun) * self._share

    def stop(self, is_behind: bool) -> None: ...
    def go_on(self) -> None: ...
    def kill(self) -> None: ...


async def filled(monkeypatch: pytest.MonkeyPatch, worker: Slow, limits: Limits) -> Pool:
    async def start(*given: Any) -> Slow:
        return worker

    monkeypatch.setattr(pool.Worker, "start", start)
    made = Pool(cast(ForkServer, None), 0, limits)
    await made.fill()
    return made


async def asked(monkeypatch: pytest.MonkeyPatch, worker: Slow, is_sealed: bool) -> Received:
    limits = PAGES._replace(seats=1, deadline=DEADLINE, is_sealed=is_sealed)
    return await (await filled(monkeypatch, worker, limits)).run(b"", "somebody")


def test_a_page_that_goes_on_is_waited_for_on_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(share=0.1, needs=0.4 * DEADLINE)  # which takes four times the deadline
    assert asyncio.run(asked(monkeypatch, slow, is_sealed=False)) == REPLY


@pytest.mark.parametrize(
    ("share", "needs", "is_sealed"),
    [(0.1, 0.4, True), (0.9, 9, False), (0.001, 0.4, False)],
    ids=["a query of a stranger", "what takes more", "what does not go on"],
)
def test_what_takes_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch, share: float, needs: float, is_sealed: bool
) -> None:
    with pytest.raises(Refused) as refused:
        asyncio.run(asked(monkeypatch, Slow(share, needs * DEADLINE), is_sealed))
    assert refused.value.problem.status == 504


def test_who_asks_for_one_thing_waits_for_nobody_who_asks_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    async def asked_by_two() -> None:
        made = await filled(monkeypatch, Slow(share=1, needs=0.2 * DEADLINE), PAGES._replace(seats=1))

        async def ask(address: str) -> None:
            await made.run(b"", address)
            done.append(address)

        await asyncio.gather(*map(ask, ["many", "many", "many", "one"]))

    asyncio.run(asked_by_two())
    assert done == ["many", "one", "many", "many"]

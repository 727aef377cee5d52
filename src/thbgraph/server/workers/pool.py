"""A pool of workers of one kind: who may run, who waits, and who is refused.

Small jobs have the seats. A job that has used its share of processor time leaves its seat to another worker, is
stopped, and waits for one of a few places; so however many large ones come, small ones are answered at once. Of who
wait, the address that asks for least has the next turn.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from .process import ForkServer, Gone, Worker
from .replies import Received, Refused
from .shares import Limits

#: A job is looked at no more often than after so many seconds.
_GLANCE = 0.005
#: Whoever asks for more than his share waits so many seconds for a refusal, or asking on would be work.
_PAUSE = 0.5
#: What gets less of a processor than this share does not go on.
_GOES_ON = 0.01
#: The code of what is refused since there is no graph yet.
STARTING = "starting"


class Pool:
    """The workers of a kind, which is the number that the fork server knows it by."""

    def __init__(self, server: ForkServer, kind: int, limits: Limits) -> None:
        self._server, self._kind, self.limits = server, kind, limits
        self._all: set[Worker] = set()
        self._idle: list[Worker] = []
        self._starting = 0
        self._waiting: list[tuple[str, asyncio.Future[Worker]]] = []
        self._asking: Counter[str] = Counter()
        self._places = _Places(limits.places, limits.queue)
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False

    async def fill(self) -> None:
        """Starts workers until every seat has one."""
        self._refill()
        await asyncio.gather(*self._tasks)

    async def run(self, job: bytes, address: str) -> Received:
        """Returns the reply to a job of an address; raises Refused. Cancelling it ends the job."""
        async with self._admitted(address):
            worker = await self._seated(address)
            doing = asyncio.ensure_future(self._done(worker, job, address))
            try:
                return await self._in_time(worker, doing)
            except TimeoutError:
                raise self._too_long(worker) from None
            except Gone:
                raise Refused(
                    503,
                    "worker-ended",
                    "the worker ended, most likely because it ran out of memory",
                    "ask for less",
                ) from None
            finally:
                doing.cancel()
                self._give_back(worker)

    async def swap(self, server: ForkServer) -> None:
        """Takes workers that a fork server forks from now on; what runs is run to its end by the old ones."""
        self._server = server
        for worker in self._all:
            worker.is_old = True
        idle, self._idle = self._idle, []
        await self.fill()
        for worker in idle:
            worker.kill()

    def close(self) -> None:
        """Ends all workers."""
        self._is_closed = True
        for worker in list(self._all):
            worker.kill()

    @property
    def size(self) -> int:
        """How many workers have a seat."""
        return self._starting + sum(not worker.is_old and not worker.is_heavy for worker in self._all)

    @asynccontextmanager
    async def _admitted(self, address: str) -> AsyncIterator[None]:
        if self._asking[address] >= self.limits.each:
            await asyncio.sleep(_PAUSE)
            raise Refused(
                503,
                "too-many",
                f"{self.limits.each} requests from this address are being answered",
                "try again after that",
            )
        self._asking[address] += 1
        try:
            yield
        finally:
            self._asking[address] -= 1
            if not self._asking[address]:
                del self._asking[address]

    async def _seated(self, address: str) -> Worker:
        """Returns a worker that is free, waiting for one in turn."""
        if self._idle:
            return self._idle.pop()
        if len(self._waiting) >= self.limits.queue:
            raise Refused(503, "busy", "too many requests are waiting already", "try again later")
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append((address, turn))
        try:
            async with asyncio.timeout(self.limits.deadline):
                return await turn
        except (TimeoutError, asyncio.CancelledError) as error:
            if turn.done() and not turn.cancelled():  # both came at once
                self._seat(turn.result())
            if isinstance(error, asyncio.CancelledError):
                raise
            raise Refused(503, "busy", "no worker became free in time", "try again later") from None

    async def _in_time(self, worker: Worker, doing: asyncio.Task[Received]) -> Received:
        """Returns the reply that comes; raises TimeoutError where it takes too long.

        On a busy machine a page, whose cost the data bound, goes on until it has used as much processor time: given up, it
        would be asked for again, and begin anew.
        """
        deadline, before = self.limits.deadline, 0.0
        while not (await asyncio.wait([doing], timeout=deadline))[0]:
            used = worker.used()
            if self.limits.is_sealed or used > deadline or used - before < deadline * _GOES_ON:
                raise TimeoutError
            before = used
        return doing.result()

    async def _done(self, worker: Worker, job: bytes, address: str) -> Received:
        reply, light = worker.give(job), self.limits.light
        left = light
        while left > 0:
            await asyncio.wait([reply], timeout=max(left, _GLANCE))
            if reply.done():
                return reply.result()
            left = light - worker.used()
        worker.stop(is_behind=self.limits.is_sealed)  # a reader waits for a page, whose cost the data bound
        self._refill()
        with self._places.taken(address) as place:
            await place
            worker.go_on()
            return await reply

    def _too_long(self, worker: Worker) -> Refused:
        if worker.is_stopped:
            return Refused(
                503, "busy", "other large requests took all of the time", "ask for less, or try again later"
            )
        seconds = f"{self.limits.deadline:g} s"
        return Refused(
            504, "timeout", f"the answer took longer than {seconds} and was abandoned", "ask for less"
        )

    def _give_back(self, worker: Worker) -> None:
        """Takes a worker that is done for the next in turn; one that is not, was stopped or has grown, ends."""
        is_done = worker.is_alive and not (worker.is_busy or worker.is_spent)
        if worker.is_heavy or worker.is_old or not is_done:
            worker.kill()
        else:
            self._seat(worker)

    def _seat(self, worker: Worker) -> None:
        while self._waiting:
            waiting = min(self._waiting, key=lambda one: self._asking[one[0]])
            self._waiting.remove(waiting)
            if not waiting[1].done():
                waiting[1].set_result(worker)
                return
        self._idle.append(worker)

    def _refill(self) -> None:
        while self.size < self.limits.seats and not self._is_closed:
            self._starting += 1
            task = asyncio.ensure_future(self._start())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _start(self) -> None:
        try:
            worker = await Worker.start(self._server, self._kind, self._gone)
        except Gone:
            await asyncio.sleep(_PAUSE)  # the fork server may be gone as well
            self._starting -= 1
            self._refill()
            return
        self._starting -= 1
        self._all.add(worker)
        if worker.server is self._server:
            self._seat(worker)
        else:
            worker.kill()

    def _gone(self, worker: Worker) -> None:
        self._all.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        self._refill()


class _Places:
    """The places of large jobs. A free one goes to the address that has fewest, and there to who came first."""

    def __init__(self, number: int, queue: int) -> None:
        self._free, self._queue = number, queue
        self._busy: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    @contextmanager
    def taken(self, address: str) -> Iterator[asyncio.Future[None]]:
        """Gives the turn to wait for, and lets go of the place at the end; raises Refused where too many wait."""
        if len(self._waiting) >= self._queue:
            raise Refused(
                503, "busy", "too many large requests are waiting already", "ask for less, or try again later"
            )
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((address, turn))
        self._hand_out()
        try:
            yield turn
        finally:
            if (address, turn) in self._waiting:
                self._waiting.remove((address, turn))
            else:
                self._free += 1
                self._busy[address] -= 1
                self._busy += Counter()  # keeps those above zero
            self._hand_out()

    def _hand_out(self) -> None:
        while self._free and self._waiting:
            waiting = min(self._waiting, key=lambda one: self._busy[one[0]])
            self._waiting.remove(waiting)
            address, turn = waiting
            self._free -= 1
            self._busy[address] += 1
            if not turn.done():
                turn.set_result(None)

"""The fork server and a worker, as the web server sees them."""

from __future__ import annotations

import asyncio
import ctypes
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

from ...base.errors import StoreError
from ...stores.processes import command, environment
from .fork_server import WARM
from .replies import Received
from .shares import Limits

#: Each query has a thread of its own; with a heap for each, those of glibc keep some 30 MB that nobody uses.
_ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
#: A body of more bytes is kept in a file, so that what clients fetch slowly takes no memory.
_LARGE = 256 * 1024
#: What the fork server says of its graph, or of what is wrong with it, has fewer bytes.
_LONGEST = 1 << 20


class Gone(Exception):
    """Says that a process has ended without a reply."""


class ForkServer:
    """A process that holds one build of the graph. It ends when it is retired and its last worker has gone."""

    def __init__(self, kinds: Sequence[Limits], jobs: str) -> None:
        """Starts it, which must be done in a thread that lasts; `jobs` is the module whose `load` makes the jobs."""
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)
        self._heard = bytearray()
        words = str(os.getpid()), str(theirs.fileno()), json.dumps(kinds), jobs
        module = f"{__package__}.fork_server"
        self.process = subprocess.Popen(
            command(module, *words), pass_fds=[theirs.fileno()], env=environment(**_ONE_HEAP)
        )
        theirs.close()
        self._workers, self._is_retired = 0, False

    async def ready(self, report_progress: Callable[[str], None]) -> dict[str, Any]:
        """Returns what its jobs say of the graph once it is loaded; raises StoreError where it cannot be.

        `report_progress` is called with what is being done.
        """
        while True:
            message = await self._message()
            if "error" in message or not message:
                raise StoreError(
                    message.get("error") or "the process that holds the graph ended; see what it printed"
                )
            if "doing" not in message:
                return message
            report_progress(message["doing"])

    async def warm(self) -> bool:
        """Has its jobs learn a part of their way, which workers that are forked afterwards know; says whether it was the last.

        Raises Gone where it has ended.
        """
        try:
            self._control.send(WARM)
            message = await self._message()
        except OSError:
            message = {}
        if not message:
            raise Gone("the process that holds the graph has ended")
        return bool(message["is_warm"])

    async def _message(self) -> dict[str, Any]:
        """Returns the next that it says, nothing where it has ended."""
        while b"\n" not in self._heard:
            part = await asyncio.get_running_loop().sock_recv(self._control, _LONGEST)
            if not part:
                return {}
            self._heard += part
        line, _, rest = bytes(self._heard).partition(b"\n")
        self._heard[:] = rest
        message: dict[str, Any] = json.loads(line)
        return message

    def fork(self, kind: int) -> socket.socket:
        """Lets it fork a worker of a kind, and returns our end of the worker's channel; raises Gone where it has ended."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [bytes([kind])], [theirs.fileno()])
            except OSError:
                ours.close()
                raise Gone from None
        ours.setblocking(False)
        self._workers += 1
        return ours

    def let_go(self) -> None:
        """Is told that a worker has gone."""
        self._workers -= 1
        self._end_if_idle()

    def retire(self) -> None:
        """Is told that no more workers will be wanted."""
        self._is_retired = True
        self._end_if_idle()

    def _end_if_idle(self) -> None:
        if self._is_retired and not self._workers:
            self._control.close()
            self.process.kill()  # in case that it is still loading
            self.process.wait()


class Worker(asyncio.Protocol):
    """A worker process: gets one job at a time, and gives one reply to each."""

    def __init__(self, server: ForkServer, on_gone: Callable[[Worker], None]) -> None:
        self.server, self._on_gone = server, on_gone
        self.is_alive, self.is_busy, self.is_heavy, self.is_stopped = True, True, False, False
        self.is_spent = self.is_old = False
        self.pid, self._clock, self._before = 0, time.CLOCK_MONOTONIC, 0.0
        self._head: dict[str, Any] | None = None
        self._begun = bytearray()
        self._body: BinaryIO = io.BytesIO()
        self._transport: asyncio.Transport
        self._reply: asyncio.Future[Received]

    @classmethod
    async def start(cls, server: ForkServer, kind: int, on_gone: Callable[[Worker], None]) -> Worker:
        """Forks a worker of a kind and returns it once it is ready; raises Gone."""
        loop = asyncio.get_running_loop()
        worker = cls(server, on_gone)
        worker._reply = loop.create_future()
        await loop.create_unix_connection(lambda: worker, sock=server.fork(kind))
        worker.pid = int((await worker._reply).media_type)
        worker._clock = _processor_clock(worker.pid)
        return worker

    def give(self, job: bytes) -> asyncio.Future[Received]:
        """Sends a job, a line of JSON, and returns its reply to come; that fails with Gone where the worker ends."""
        self._reply = asyncio.get_running_loop().create_future()
        self.is_busy, self._before = True, self._processor_time()
        self._transport.write(job)
        return self._reply

    def used(self) -> float:
        """Returns how many seconds of processor time the job has used; on a busy machine more time may have passed."""
        return self._processor_time() - self._before

    def stop(self, is_behind: bool) -> None:
        """Stops the worker until it is let on, from then on behind all others where that is wanted."""
        self.is_heavy = self.is_stopped = True
        with suppress(ProcessLookupError):
            if is_behind:
                _put_behind(self.pid)
            os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Lets the worker go on."""
        self.is_stopped = False
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """Ends the worker."""
        if self.is_alive:
            self.is_alive = False
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._transport.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Is told of the channel."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Takes a part of a reply."""
        if self._head is None:
            self._begun += data
            line, end, rest = self._begun.partition(b"\n")
            if not end:
                return
            self._head, data, self._begun = json.loads(line), bytes(rest), bytearray()
            self._body = _place_for(self._head["size"])
        self._body.write(data)
        if self._body.tell() >= self._head["size"]:
            self._complete(self._head)

    def _complete(self, head: dict[str, Any]) -> None:
        self._head, self.is_busy, self.is_spent = None, False, head["is_last"]
        body = self._body
        if isinstance(body, io.BytesIO):
            content: bytes | BinaryIO = body.getvalue()
        else:
            body.flush()
            content = body
        self._body = io.BytesIO()
        if not self._reply.done():
            self._reply.set_result(
                Received(head["status"], head["type"], head["size"], head["headers"], content)
            )

    def connection_lost(self, error: Exception | None) -> None:
        """Is told that the worker has ended."""
        self.is_alive = False
        if not self._reply.done():
            self._reply.set_exception(Gone())
            self._reply.exception()  # nobody may wait for it any more
        self.server.let_go()
        self._on_gone(self)

    def _processor_time(self) -> float:
        try:
            return time.clock_gettime(self._clock)
        except OSError:  # it has ended
            return 0.0


def _place_for(size: int) -> BinaryIO:
    return io.BytesIO() if size <= _LARGE else tempfile.TemporaryFile()


def _put_behind(pid: int) -> None:
    """Lets a process run only while no other wants to, where the system can; else after most."""
    if sys.platform == "linux":
        os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))
    else:
        os.setpriority(os.PRIO_PROCESS, pid, 19)


def _processor_clock(pid: int) -> int:
    """Returns the clock that counts the processor time of a process; where there is none, one that counts all time."""
    clock = ctypes.c_int()
    libc = ctypes.CDLL(None)
    if hasattr(libc, "clock_getcpuclockid") and libc.clock_getcpuclockid(pid, ctypes.byref(clock)) == 0:
        return clock.value
    return time.CLOCK_MONOTONIC

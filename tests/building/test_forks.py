"""A fork makes something beside its parent, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from threading import Event, Thread

import pytest
from thbgraph.building.forks import beside

#: Asks for bytes in a process of its own, since that of the tests has threads.
ALONE = """
import os
from thbgraph.building.forks import beside
parent = os.getpid()
"""


def alone(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", ALONE + code]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_another_process_makes_the_bytes() -> None:
    done = alone(
        "with beside(lambda: b'%d' % os.getppid() + b'x' * 10**6) as made:\n    print(made() == b'%d' % parent + b'x' * 10**6)"
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_what_a_fork_raises_is_raised_here_and_told_once() -> None:
    done = alone(
        """
def make():
    os.write(1, b"by the parent\\n" if os.getpid() == parent else b"by the fork\\n")
    raise LookupError("nothing there")
with beside(make) as made:
    try:
        made()
    except LookupError as error:
        print(error)
"""
    )
    assert (done.stdout, done.stderr) == ("by the fork\nby the parent\nnothing there\n", "")


@pytest.mark.parametrize("way", ["os.kill(os.getpid(), 9)", "os._exit(0)"])
def test_bytes_of_a_fork_that_ends_without_them_are_made_here(way: str) -> None:
    done = alone(
        f"""
def make():
    if os.getpid() != parent:
        {way}
    return b"here"
with beside(make) as made:
    print(made())
"""
    )
    assert (done.stdout, done.stderr) == ("b'here'\n", "")


def test_bytes_are_made_here_where_no_process_can_begin() -> None:
    done = alone(
        """
def refused():
    raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = refused
with beside(lambda: b"here") as made:
    print(made())
"""
    )
    assert (done.stdout, done.stderr) == ("b'here'\n", "")


def test_bytes_are_made_here_where_no_process_may_begin() -> None:
    done = alone(
        """
from multiprocessing import get_context
def asked(_):
    with beside(lambda: b"%d" % os.getpid()) as made:
        return made() == b"%d" % os.getpid()
if __name__ == "__main__":
    with get_context("fork").Pool(1) as pool:
        print(pool.map(asked, [1]))
"""
    )
    assert (done.stdout, done.stderr) == ("[True]\n", "")


def test_half_of_the_bytes_are_none() -> None:
    done = alone(
        """
import struct
from multiprocessing.connection import Connection
def half(connection, data):
    os.write(connection.fileno(), struct.pack("!i", len(data)) + data[:3])
    os._exit(0)
Connection.send_bytes = half
with beside(lambda: b"here and whole") as made:
    print(made())
"""
    )
    assert (done.stdout, done.stderr) == ("b'here and whole'\n", "")


def test_a_fork_that_nobody_waits_for_is_ended() -> None:
    done = alone(
        """
import time
from pathlib import Path
try:
    with beside(lambda: time.sleep(3600)):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        raise LookupError
except LookupError:
    print(len(children), any(Path(f"/proc/{child}").exists() for child in children))
"""
    )
    assert (done.stdout, done.stderr) == ("1 False\n", "")


def test_a_fork_ends_with_its_parent() -> None:
    code = "import time\nwith beside(lambda: time.sleep(3600)):\n    print(open(f'/proc/{parent}/task/{parent}/children').read(), flush=True)\n    time.sleep(3600)"
    with subprocess.Popen([sys.executable, "-c", ALONE + code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        fork = int(process.stdout.readline())
        process.kill()
    for _ in range(200):
        if not os.path.exists(f"/proc/{fork}"):
            return
        time.sleep(0.05)
    pytest.fail(f"{fork} goes on without its parent")


def test_a_process_with_threads_is_not_forked() -> None:
    ended = Event()
    thread = Thread(target=ended.wait)
    thread.start()
    try:
        with beside(lambda: b"%d" % os.getpid()) as made:
            assert made() == b"%d" % os.getpid()
    finally:
        ended.set()
        thread.join()

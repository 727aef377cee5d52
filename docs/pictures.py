"""Takes the pictures in README of pages as a server draws them: python docs/pictures.py

Without Chromium it leaves them as they are, and says so.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

#: What is shown, by the name of its picture: the address, and how high it is.
SHOWN = {"question": ("/ask/signed-not-ratified.html", 1100), "state": ("/id/fin.html", 1100)}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
)
_WIDTH = 1280


def main() -> int:
    """Takes the pictures; exit 1 where the server does not start."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        print("no Chromium here, so the pictures stay as they are; install chromium to take them again")
        return 0
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "thbgraph", "serve", "--port", str(port)], stderr=subprocess.DEVNULL
    )
    try:
        if not _answers(f"http://127.0.0.1:{port}/healthz"):
            print("the server did not start; see what this says: thbgraph serve", file=sys.stderr)
            return 1
        for name, (path, height) in SHOWN.items():
            _take(browser, f"http://127.0.0.1:{port}{path}", Path(__file__).parent / f"{name}.png", height)
    finally:
        server.terminate()
        server.wait()
    return 0


def _take(browser: str, address: str, file: Path, height: int) -> None:
    with tempfile.TemporaryDirectory() as profile:
        given = (f"--user-data-dir={profile}", f"--window-size={_WIDTH},{height}", f"--screenshot={file}")
        subprocess.run([browser, *_OPTIONS, *given, address], check=True, stderr=subprocess.DEVNULL)
    print(file.name, file.stat().st_size // 1024, "kB")


def _answers(address: str, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(URLError, OSError), urlopen(address):
            return True
        time.sleep(0.2)
    return False


if __name__ == "__main__":
    sys.exit(main())

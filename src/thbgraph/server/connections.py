"""Connections: one that stalls is dropped, and headers are bounded.

uvicorn waits without end for a request to be whole and for a client to read, and reads headers of any size.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: The most bytes of address and headers.
_MOST = 32 * 1024
#: Has a close throw away what is not sent.
_RESET = struct.pack("ii", 1, 0)
_ADVICE = {
    400: "bad-request: this is not HTTP/1.1\n",
    431: f"headers-too-large: address and headers may have {_MOST} bytes; send a long query by POST\n",
}


class _TooLarge(ValueError):
    """Says that address and headers are too large."""


class Connection(HttpToolsProtocol):
    """A connection with a client; it is dropped after so many seconds of `patience` without progress."""

    def __init__(self, patience: float, **settings: Any) -> None:
        super().__init__(**settings)
        self._patience = patience
        self._reading: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None
        self._begun, self._is_in_head, self._is_too_large = 0, True, False
        self._newest, self._is_begun, self._is_lost = 0, False, False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._reading = self.loop.call_later(self._patience, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._is_lost = True
        for timer in (self._reading, self._writing):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._newest = len(data)
        if self._is_in_head:
            self._begun += len(data)
        super().data_received(data)
        if self._is_in_head and self._begun > _MOST and not self.transport.is_closing():
            self._is_too_large = True
            self.send_400_response("")
        if self._is_begun and self._reading is None:
            self._reading = self.loop.call_later(self._patience, self.transport.abort)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head = self._is_begun = True

    def on_headers_complete(self) -> None:
        # Of either a part may be no head; the first bytes of a further request are only in the newest.
        if max(self._begun, self._newest) > _MOST:
            self._is_too_large = (
                len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > _MOST
            )
        if self._is_too_large:
            raise _TooLarge  # which the parser tells as a fault of the request
        self._begun, self._is_in_head = 0, False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._is_begun = False
        self._stop_reading()
        super().on_message_complete()

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def send_400_response(self, msg: str) -> None:
        status = HTTPStatus(431 if self._is_too_large else 400)
        advice = _ADVICE[status].encode()
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
            f"content-length: {len(advice)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + advice)
        self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._expect_reading()

    def resume_writing(self) -> None:
        if self._writing is not None and not self.transport.is_closing():
            self._writing.cancel()
        super().resume_writing()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():  # once the client has read what is left
            self._expect_reading()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._expect_reading()

    def _expect_reading(self) -> None:
        """Gives the client so long to read what is left, unless it is gone before the answer was complete."""
        if self._writing is not None:
            self._writing.cancel()
        if self._is_lost:
            return
        self._writing = self.loop.call_later(self._patience, self._reset)

    def _reset(self) -> None:
        """Drops a client that does not read, with what the system still holds for it, which a close would go on sending."""
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.transport.abort()

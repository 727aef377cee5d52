"""Connections that lead to public addresses only."""

from __future__ import annotations

import socket
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.request import AbstractHTTPHandler, Request

from .fetched_facts import RefusedFacts

_GLOBAL_UNICAST, _NAT64 = ip_network("2000::/3"), ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Returns whether an IP address is public; one that carries an IPv4 address is as public as that.

    >>> is_public("8.8.8.8"), is_public("::127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("2002:7f00:1::")
    (True, False, False, False)
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        carried = IPv4Address(ip.packed[-4:]) if ip in _NAT64 else ip.ipv4_mapped or ip.sixtofour
        if carried is not None:
            return is_public(str(carried))
        if ip not in _GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast


def refuse_private(host: str) -> None:
    """Raises Refused where an address of a host is not public, and OSError where it has none."""
    if not all(is_public(str(info[4][0])) for info in socket.getaddrinfo(host, None)):
        raise RefusedFacts(f"leads to {host}, which is not public")


class _Connection(HTTPConnection):
    """A connection that may be for public addresses only.

    The address is checked again after connecting: a name server may answer differently the second time.
    """

    def __init__(self, host: str, *, is_public_only: bool, **options: Any) -> None:
        super().__init__(host, **options)
        self._is_public_only = is_public_only

    def connect(self) -> None:
        if self._is_public_only:
            refuse_private(self.host)
        super().connect()
        if self._is_public_only:
            refuse_private(self.sock.getpeername()[0])
        self.sock.settimeout(None)  # from here on the deadline of the exchange counts


class _TLSConnection(_Connection, HTTPSConnection):
    """The same over TLS."""


class Handler(AbstractHTTPHandler):
    """Opens such connections for urllib."""

    def __init__(self, is_public_only: bool) -> None:
        super().__init__()
        self._is_public_only = is_public_only

    def http_open(self, request: Request) -> HTTPResponse:
        return self.do_open(partial(_Connection, is_public_only=self._is_public_only), request)

    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(partial(_TLSConnection, is_public_only=self._is_public_only), request)

    http_request = https_request = AbstractHTTPHandler.do_request_

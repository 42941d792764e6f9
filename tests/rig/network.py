"""The guard that keeps tests from the network: only loopback answers."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


def is_loopback(address: Any) -> bool:
    """True for a Unix socket and for an address of this machine alone."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse(address: Any) -> None:
    if not is_loopback(address):
        pytest.fail(f"a test may speak to loopback only, not to {address[0]}", pytrace=True)


def close() -> None:
    """From now on a connection of this process beyond loopback fails the test that opens it."""

    def connect(self: socket.socket, address: Any) -> None:
        _refuse(address)
        _connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _refuse(address)
        return _connect_ex(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign, assignment]
    socket.socket.connect_ex = connect_ex  # type: ignore[method-assign, assignment]

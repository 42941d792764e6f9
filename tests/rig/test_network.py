"""The guard of the network."""

import socket

import pytest

from tests.rig import processes


def test_a_connection_beyond_loopback_fails_the_test_that_opens_it() -> None:
    with pytest.raises(pytest.fail.Exception, match="not to 192"), socket.socket() as one:
        one.connect(("192.0.2.1", 80))


def test_a_name_is_not_looked_up_either() -> None:
    with pytest.raises(pytest.fail.Exception), socket.socket() as one:
        one.connect_ex(("example.org", 443))


def test_loopback_answers() -> None:
    port = processes.free_port()
    with socket.create_server(("127.0.0.1", port)), socket.create_connection(("127.0.0.1", port), 5) as one:
        assert one.getpeername() == ("127.0.0.1", port)

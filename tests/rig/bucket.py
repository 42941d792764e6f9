"""A server on loopback that speaks S3, of this process and this test run alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

NAME = "arsip"


@contextmanager
def server() -> Iterator[str]:
    """Its address, until the block is left."""
    made = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_port}"
    finally:
        made.shutdown()
        thread.join(timeout=10)


def settings(address: str) -> dict[str, str]:
    """What ``settings.S3`` holds for it."""
    return {"bucket": NAME, "endpoint": address, "region": "us-east-1", "key": "kunci", "secret": "rahasia"}


def environment(address: str) -> dict[str, str]:
    """The same for a process of its own."""
    return {f"UKUR_S3_{key.upper()}": value for key, value in settings(address).items()}

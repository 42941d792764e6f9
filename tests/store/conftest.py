"""The places for files that every test of the store runs on: a folder, and a bucket on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

BUCKET = {"bucket": "arsip", "region": "us-east-1", "key": "kunci", "secret": "rahasia"}


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of a server that speaks S3, of this process alone."""
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=10)


@pytest.fixture
def bucket(s3_server: str, settings: Any) -> Any:
    """An empty bucket that the settings name; its client, to look behind the back of the store."""
    from ukur.store import storage_s3

    settings.S3 = {**BUCKET, "endpoint": s3_server}
    place = storage_s3.bucket(settings.S3)
    place.client.create_bucket(Bucket="arsip")
    yield place.client
    for one in place.client.list_objects_v2(Bucket="arsip").get("Contents", ()):
        place.client.delete_object(Bucket="arsip", Key=one["Key"])
    place.client.delete_bucket(Bucket="arsip")


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, files: Any) -> str:
    """Each kind of place in turn, empty."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return str(request.param)

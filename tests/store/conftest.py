"""The places for files that every test of the store runs on: a folder, and a bucket on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.rig import bucket as rig
from ukur.store import storage_s3


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    with rig.server() as address:
        yield address


@pytest.fixture
def bucket(s3_server: str, settings: Any) -> Iterator[Any]:
    """An empty bucket that the settings name; its client, to look behind the back of the store."""
    settings.S3 = rig.settings(s3_server)
    client = storage_s3.bucket(settings.S3).client
    client.create_bucket(Bucket=rig.NAME)
    yield client
    for one in client.list_objects_v2(Bucket=rig.NAME).get("Contents", ()):
        client.delete_object(Bucket=rig.NAME, Key=one["Key"])
    client.delete_bucket(Bucket=rig.NAME)


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, files: Any) -> str:
    """Each kind of place in turn, empty."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return str(request.param)

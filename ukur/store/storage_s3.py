"""Files in a bucket that speaks S3: of a data centre, of MinIO, Ceph or Garage. ``boto3`` is loaded here alone."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, BinaryIO, cast

from ukur.store.storage import NAME, Unreachable

PREFIX = "files/"
IN_MEMORY = 8 * 1024 * 1024  # what is larger waits in a file of this machine while it is read
_GONE = ("404", "NoSuchKey", "NotFound")


def bucket(settings: Mapping[str, str]) -> Bucket:
    """The bucket of the settings ``bucket``, ``endpoint``, ``region``, ``key``, ``secret``; one client a process."""
    return _bucket(tuple(sorted(settings.items())))


@lru_cache(maxsize=4)
def _bucket(settings: tuple[tuple[str, str], ...]) -> Bucket:
    import boto3
    from botocore.config import Config

    given = dict(settings)
    config = Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"max_attempts": 2, "mode": "standard"},
        s3={"addressing_style": "path"},  # a bucket of one's own has no host name of its own
        # By itself the library adds checksums that not every server knows; ours go along as Content-MD5.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    client = boto3.client(
        "s3",
        endpoint_url=given["endpoint"] or None,
        region_name=given["region"],
        aws_access_key_id=given["key"],
        aws_secret_access_key=given["secret"],
        config=config,
    )
    return Bucket(client, given["bucket"])


class Bucket:
    """An object appears when the whole of it has arrived and its check sum fits; the server sees to that."""

    def __init__(self, client: Any, name: str) -> None:
        self.client, self.name = client, name

    def put(self, name: str, source: BinaryIO) -> None:
        start, check = source.tell(), hashlib.md5(usedforsecurity=False)
        for part in iter(lambda: source.read(1024 * 1024), b""):
            check.update(part)
        source.seek(start)
        with _answering():
            self.client.put_object(
                Bucket=self.name,
                Key=PREFIX + name,
                Body=source,
                ContentMD5=base64.b64encode(check.digest()).decode(),
                ContentType="application/octet-stream",
            )

    def open(self, name: str) -> BinaryIO:
        kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the reader closes it
        try:
            with _answering(name):
                body = self.client.get_object(Bucket=self.name, Key=PREFIX + name)["Body"]
                shutil.copyfileobj(body, kept, 1024 * 1024)
        except BaseException:
            kept.close()
            raise
        kept.seek(0)
        return cast(BinaryIO, kept)

    def size(self, name: str) -> int | None:
        try:
            with _answering(name):
                return int(self.client.head_object(Bucket=self.name, Key=PREFIX + name)["ContentLength"])
        except FileNotFoundError:
            return None

    def names(self, after: str = "") -> Iterator[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name, Prefix=PREFIX, StartAfter=PREFIX + after
        )
        with _answering():
            for page in pages:
                found = (str(one["Key"]).removeprefix(PREFIX) for one in page.get("Contents", ()))
                yield from (one for one in found if NAME.fullmatch(one))


@contextmanager
def _answering(name: str = "") -> Iterator[None]:
    """What the server says becomes one of two answers: not there, or :class:`Unreachable`."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as said:
        code = str(said.response.get("Error", {}).get("Code", ""))
        if name and code in _GONE:
            raise FileNotFoundError(name) from said
        raise Unreachable(said) from said
    except (BotoCoreError, OSError) as wrong:
        raise Unreachable(wrong) from wrong

"""S3: what is too large for a row."""

import gzip
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.config import settings
from chalicelib.domain.errors import NotFound

CLIENT = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})


def put(key: str, text: str) -> None:
    """Durable when it returns."""
    body = gzip.compress(text.encode(), 5)
    client().put_object(Bucket=settings().media_bucket, Key=key, Body=body, ContentType="application/json", ContentEncoding="gzip")


def get(key: str) -> str:
    """What was put there. Raises ``NotFound``."""
    try:
        kept = client().get_object(Bucket=settings().media_bucket, Key=key)["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            raise NotFound("original") from error
        raise
    return gzip.decompress(kept).decode()


@cache
def client() -> Any:
    """Made at the first call."""
    return botocore.session.get_session().create_client("s3", region_name=settings().region, config=CLIENT)

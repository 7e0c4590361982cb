"""When a queue hands a failed record over again."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import botocore.config
import botocore.session

from chalicelib.config import settings

# A delay is a courtesy: a record that is not put off comes back when its queue's own time-out ends.
CLIENT = botocore.config.Config(connect_timeout=2, read_timeout=3, retries={"total_max_attempts": 2, "mode": "standard"})


class SqsRedelivery:
    """Keeps the ``Redelivery`` port with ``ChangeMessageVisibility``."""

    def after(self, record: Mapping[str, Any], seconds: int) -> None:
        """Makes a record in flight, as Lambda got it, visible again in so many seconds."""
        self._sqs.change_message_visibility(
            QueueUrl=self._urls[record["eventSourceARN"].rpartition(":")[2]],
            ReceiptHandle=record["receiptHandle"],
            VisibilityTimeout=seconds,
        )

    @cached_property
    def _urls(self) -> dict[str, str]:
        known = settings()
        urls = (known.inbound_queue_url, known.statuses_queue_url, known.outbound_queue_url, known.outbound_later_queue_url)
        return {url.rpartition("/")[2]: url for url in urls}

    @cached_property
    def _sqs(self) -> Any:
        return botocore.session.get_session().create_client("sqs", settings().region, config=CLIENT)

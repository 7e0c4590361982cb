"""Dead letters and quarantine on a running edition: what was given up is brought back, and taken in once."""

import json
import os
import subprocess
import sys
import time
from typing import Any

from infrastructure.stage import ROOT
from tests.local.edition import NUMBER, Product, until, webhook
from tests.local.emulator import AWS, client, dead_letters


def said(number: str, body: str, run: str) -> dict[str, Any]:
    """A webhook in which somebody new writes."""
    person = f"55119{run[-8:]}"
    message = {"from": person, "id": f"wamid.{body}.{run}", "timestamp": run[:10], "type": "text", "text": {"body": body}}
    metadata = {"display_phone_number": "551140001234", "phone_number_id": number}
    value = {"messaging_product": "whatsapp", "metadata": metadata, "contacts": [{"wa_id": person, "profile": {"name": f"Ana {run}"}}],
             "messages": [message]}  # fmt: skip
    return {"object": "whatsapp_business_account", "entry": [{"id": "2", "changes": [{"field": "messages", "value": value}]}]}


def conversation(livia: Product, run: str) -> Any:
    return next((each for each in livia.conversations() if f"Ana {run}" in str(each)), None)


def test_a_dead_letter_is_put_back_and_taken_in(livia: Product) -> None:
    run, sqs = str(time.time_ns()), client("sqs")
    dead = sqs.get_queue_url(QueueName="pytake-local-inbound-dead-letters.fifo")["QueueUrl"]
    assert webhook(json.dumps(said("404", "stray", run)).encode()).status_code == 200
    record = until(lambda: next((each for each in livia.quarantined() if run in each["body"]), None), "the quarantine")
    # Laid where the queue would lay it after its last try; a piece of the same shape, for a number that is known.
    piece = {"channel": "whatsapp", "app_id": record["app_id"], "lane": "inbound", "group": run, "account": NUMBER}
    piece |= {"workspace": "clinica-aurora", "received_at": record["at"], "body": record["body"].replace('"404"', f'"{NUMBER}"')}
    sqs.send_message(QueueUrl=dead, MessageBody=json.dumps(piece), MessageGroupId=run, MessageDeduplicationId=run)
    environment = {**os.environ, "PYTAKE_AWS_PORT": AWS.rpartition(":")[2]}
    command = [sys.executable, "-m", "infrastructure.redrive"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    assert "inbound.fifo: 1 put back, 0 left" in told
    until(lambda: conversation(livia, run), "the conversation")
    assert dead_letters() == {}


def test_what_is_replayed_is_tried_again_and_waits_again(livia: Product) -> None:
    run = str(time.time_ns())
    assert webhook(json.dumps(said("404", "stray", run)).encode()).status_code == 200
    record = until(lambda: next((each for each in livia.quarantined() if run in each["body"]), None), "the quarantine")
    assert (record["cause"], record["times"]) == ("unknown_number", 1)
    assert livia.post(f"/quarantine/{record['id']}/replay", {}).status_code == 202
    until(lambda: livia.get(f"/quarantine/{record['id']}")["times"] == 2, "the second try")
    again = livia.get(f"/quarantine/{record['id']}")
    assert (again["replayed_at"], run in again["body"]) == (None, True)

import pytest


def test_every_webhook_comes_twice(meta, product, eventually):
    meta.switch(duplicate_webhooks=True)
    meta.writes()
    eventually(lambda: len(product.posts) == 2)
    assert product.posts[0][0] == product.posts[1][0]
    assert [entry["duplicate"] for entry in eventually(lambda: len(meta.log()) == 2 and meta.log())].count(True) == 1


def test_statuses_come_out_of_order_with_their_own_times(meta, product, eventually):
    meta.switch(shuffle_statuses=True)
    meta.writes()
    meta.sends()
    eventually(lambda: len(product.statuses) == 2)
    assert [told["status"] for told in product.statuses] == ["delivered", "sent"]


def test_statuses_come_late(meta, product, eventually):
    meta.writes()
    meta.switch(delay_statuses_seconds=1)
    meta.sends()
    meta.client.post("/sim/chats/rafael/read")
    eventually(lambda: product.messages)
    assert product.statuses == []
    eventually(lambda: len(product.statuses) == 3)
    assert [told["status"] for told in product.statuses] == ["sent", "delivered", "read"]


def test_an_answer_is_taken_for_a_500_once_and_the_retry_counts(meta, product, eventually):
    meta.switch(fail_webhook_once=True)
    meta.writes()
    eventually(lambda: len(product.posts) == 2)
    first, second = eventually(lambda: len(meta.log()) == 2 and meta.log())
    assert (first["status"], first["failed"], second["status"], second["attempt"]) == (500, True, 200, 2)


@pytest.mark.parametrize(("code", "status"), [(130429, 400), (131056, 400), (131000, 500), (131031, 403), (190, 401), (131016, 500)])
def test_the_next_send_is_refused_with_a_code_and_the_one_after_is_taken(meta, code, status):
    meta.writes()
    meta.switch(fail_next_send=code)
    refused = meta.sends()
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
    assert meta.sends().status_code == 200


def test_a_refusal_meant_for_one_customer_spares_the_others(meta):
    meta.writes()
    meta.switch(fail_next_send=131000, fail_next_send_to="somebody-else")
    assert meta.sends().status_code == 200
    meta.switch(fail_next_send=131000, fail_next_send_to="rafael")
    assert [meta.sends().status_code, meta.sends().status_code] == [500, 200]
    # Said without a name, it is for anybody again.
    meta.switch(fail_next_send=131000)
    assert meta.sends().status_code == 500


@pytest.mark.parametrize("code", [131047, 131026, 131049, 131053])
def test_codes_that_meta_tells_later_come_by_status(meta, product, eventually, code):
    meta.writes()
    meta.switch(fail_next_send=code)
    assert meta.sends().status_code == 200
    assert eventually(lambda: product.statuses)[0]["errors"][0]["code"] == code
    assert meta.client.get("/sim/mischief").json()["fail_next_send"] is None


def test_the_clock_moves_timestamps_and_windows(meta, product, eventually):
    meta.writes()
    meta.client.post("/sim/clock", json={"advance_seconds": 7200})
    meta.writes()
    eventually(lambda: len(product.messages) == 2)
    assert 7195 < int(product.messages[1]["timestamp"]) - int(product.messages[0]["timestamp"]) < 7205


def test_webhooks_can_be_replayed_with_the_same_bytes(meta, product, eventually):
    meta.writes()
    eventually(lambda: meta.log())
    answer = meta.client.post(f"/sim/log/{meta.log()[0]['id']}/replay")
    assert answer.json()["status"] == 200
    assert product.posts[0][0] == product.posts[1][0]
    assert product.posts[0][1]["x-hub-signature-256"] == product.posts[1][1]["x-hub-signature-256"]
    assert meta.log()[1]["replay"]

"""A webhook with more than a queue takes at once (architecture.md §3, row 1)."""


def test_a_thousand_items_in_one_webhook_travel_through_s3_and_each_is_stored_once(clinic, town):
    people = [clinic.customer(f"Pessoa {number}") for number in range(4)]
    values = [person.saying(f"Oi {round}") for round in range(3) for person in people]
    sent = [clinic.status({"wamid": f"wamid.unknown{number}", "to": "55119"}, "sent", reference=False) for number in range(988)]
    with town.counting() as calls:
        assert clinic.hears(*values, *sent, work=False).status_code == 200
    assert calls.names[-2:] == ["PutObject", "SendMessageBatch"]
    assert (town.depth("Inbound"), town.depth("Statuses")) == (1, 0)
    assert town.step("Inbound")
    assert (town.depth("Inbound"), town.depth("Statuses")) == (12, 988)
    town.work("Inbound")
    found = clinic.owner.get("/conversations")["conversations"]
    assert [each["unread"] for each in found] == [3, 3, 3, 3]
    assert [entry["content"]["body"] for entry in people[0].thread if entry["entry"] == "message"] == ["Oi 0", "Oi 1", "Oi 2"]

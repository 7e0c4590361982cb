"""A customer writes "Oi" (architecture.md §3): from the signed webhook to what an agent sees."""


def kinds(thread):
    return [entry["kind"] if entry["entry"] == "event" else entry["content"]["kind"] for entry in thread]


def test_the_first_message_starts_the_flow_and_is_answered(desk):
    rafael = desk.customer("Rafael Nogueira")
    assert rafael.writes("Oi").status_code == 200
    assert "Rafael! Aqui é a assistente virtual da Clínica Aurora" in rafael.reads
    assert kinds(rafael.thread) == ["text", "flow_started", "buttons"]
    assert (rafael.conversation["status"], rafael.conversation["session"]["node_id"]) == ("bot", "menu")
    assert rafael.last["status"] == "accepted"


def test_a_whole_appointment_is_booked_by_buttons_a_list_and_words(desk):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    for does, said, hears in [
        (rafael.taps, "Marcar consulta", "qual especialidade"),
        (rafael.taps, "Cardiologia", "dia da semana"),
        (rafael.writes, "terça", "Prefere qual período"),
        (rafael.taps, "Manhã", "nome completo"),
        (rafael.writes, "Rafael Nogueira Alves", "seu e-mail"),
        (rafael.writes, "rafael@exemplo.com.br", "Confira seu pedido"),
        (rafael.taps, "Confirmar", "Pronto, Rafael!"),
    ]:
        does(said)
        assert hears in rafael.reads
    session = rafael.conversation["session"]
    assert session["state"] == "done"
    assert {name: session["variables"][name] for name in ("especialidade", "dia", "periodo", "email")} == {
        "especialidade": "Cardiologia", "dia": "Terça-feira", "periodo": "Manhã", "email": "rafael@exemplo.com.br",
    }  # fmt: skip
    assert rafael.last["kind"] == "flow_finished"
    choice = next(entry["content"] for entry in rafael.thread if entry["entry"] == "message" and entry["content"]["kind"] == "choice")
    assert choice["title"] == "Marcar consulta"


def test_a_customer_who_asks_for_a_person_is_handed_to_the_agents(desk):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    rafael.taps("Falar com alguém")
    assert "Vou chamar alguém da nossa equipe" in rafael.reads
    assert rafael.last["kind"] == "handed_off"
    (waiting,) = desk.agent.get("/conversations?assignee=none")["conversations"]
    assert (waiting["id"], waiting["status"], waiting["unread"]) == (rafael.conversation_id, "open", 1)


def test_without_a_flow_people_answer(clinic):
    rafael = clinic.customer("Rafael Nogueira")
    rafael.writes("Oi")
    assert (rafael.screen, rafael.conversation["status"]) == ([], "open")
    assert rafael.conversation["address"].startswith("+55 11 988")


def test_a_webhook_that_comes_again_and_again_is_stored_once(desk):
    rafael = desk.customer("Rafael Nogueira")
    oi = rafael.saying("Oi")
    for _ in range(3):
        assert desk.hears(oi).status_code == 200
    desk.hears(oi, oi)
    assert len(rafael.screen) == 1
    assert kinds(rafael.thread) == ["text", "flow_started", "buttons"]


def test_a_duplicate_long_after_the_conversation_was_resolved_starts_nothing(desk):
    rafael = desk.customer("Rafael Nogueira")
    oi = rafael.saying("Oi")
    desk.hears(oi)
    desk.agent.does(f"/conversations/{rafael.conversation_id}/resolve")
    desk.hears(oi)
    assert desk.only_conversation()["status"] == "resolved"


def test_a_quote_and_a_reaction_find_their_message(desk):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    menu = rafael.screen[-1]
    desk.hears(rafael.news({"type": "reaction", "reaction": {"message_id": menu["wamid"], "emoji": "👍"}}))
    rafael.writes("atendente", context={"from": "551140001234", "id": menu["wamid"]})
    shown = {entry["id"]: entry for entry in rafael.thread if entry["entry"] == "message"}
    quoting = next(entry for entry in shown.values() if entry["reply_to"])
    answered = shown[quoting["reply_to"]["message_id"]]
    assert answered["content"]["kind"] == "buttons"
    assert [reaction["emoji"] for reaction in answered["reactions"]] == ["👍"]


def test_the_same_person_without_the_ninth_digit_is_one_contact(desk):
    with_nine, without = desk.customer("Benedita Rocha", "5531992338790"), desk.customer("Benedita Rocha", "553192338790")
    with_nine.writes("Oi")
    without.writes("marcar")
    assert desk.only_conversation()["contact_name"] == "Benedita Rocha"
    assert "qual especialidade" in without.reads


def test_ten_pictures_at_once_are_one_conversation(clinic):
    rafael = clinic.customer("Rafael Nogueira")
    pictures = [rafael.news({"type": "image", "image": {"id": f"media{n}", "mime_type": "image/jpeg", "sha256": "x"}}) for n in range(10)]
    assert clinic.hears(*pictures).status_code == 200
    assert clinic.only_conversation()["unread"] == 10
    assert kinds(rafael.thread) == ["image", "handed_off"] + ["image"] * 9


def test_a_kind_nobody_knows_is_kept_with_its_json(clinic):
    rafael = clinic.customer("Rafael Nogueira")
    clinic.hears(rafael.news({"type": "hologram", "hologram": {"id": "h1"}}))
    (content,) = [entry["content"] for entry in rafael.thread if entry["entry"] == "message"]
    assert content["kind"] == "unsupported"
    assert '"hologram"' in content["raw"]

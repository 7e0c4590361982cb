"""A morning at the clinic, played on an edition nobody has used yet."""

from typing import Any

from tests.browser.customer import Customer
from tests.local.edition import CAIO, MARINA, Product, simulator, until

RAFAEL = Customer("rafael", "Rafael Nogueira")
ANSWER = "Oi, Rafael! Aqui é a *Marina*. A Dra. Helena atende quinta às 14h30 ou às 16h. _Qual prefere?_"
SHOWN = "A Dra. Helena atende quinta"


def play() -> None:
    """Customers who wait, who talk to the bot, who were answered; Rafael last, so that he is on top."""
    marina, caio = Product(MARINA), Product(CAIO)
    larissa = _newcomer("Larissa Menezes", "5531987120044")
    larissa.asks_for_a_person()
    _take(caio, larissa, "Recebi seus exames, Larissa. Está tudo certo para sexta. Até lá!")
    _post(caio, larissa, "resolve")
    tiago = _newcomer("Tiago Albuquerque", "5581991230987")
    _book(tiago, "Ortopedia")
    benedita = Customer("benedita", "Benedita Rocha")
    _book(benedita, "Cardiologia")
    otavio = Customer("otavio", "Otávio Brandão")
    otavio.asks_for_a_person()
    otavio.writes("Vocês atendem pelo meu convênio?")
    ana = Customer("ana", "Ana Clara Souto")
    ana.asks_for_a_person()
    _take(marina, ana, "Bom dia, Ana! Sua guia foi autorizada. Pode vir na quarta, às 9h.")
    ana.looks()
    jessica = _newcomer("Jéssica Prado", "5511976540321")
    jessica.asks_for_a_person()
    _take(marina, jessica, "Oi, Jéssica! Já confirmo com a doutora.")
    jessica.writes("Consegue até amanhã? Preciso avisar no trabalho 🙏")
    _book(RAFAEL, "Cardiologia")
    RAFAEL.writes("Quinta")
    _taps(RAFAEL, "Prefere qual período?", "Tarde")
    RAFAEL.hears("Qual é o seu nome completo?")
    RAFAEL.writes("Rafael Nogueira")
    RAFAEL.hears("Qual é o seu e-mail?")
    RAFAEL.writes("rafael@exemplo.com.br")
    _taps(RAFAEL, "Está tudo certo?", "Falar com alguém")
    RAFAEL.hears("Vou chamar alguém")
    _take(marina, RAFAEL, ANSWER)
    asked = _said(RAFAEL, SHOWN)["id"]
    simulator("POST", "/chats/rafael/messages", json={"kind": "reaction", "message_id": asked, "emoji": "🙏"})
    RAFAEL.writes("14h30 está ótimo!")
    RAFAEL.looks()


def _newcomer(name: str, phone: str) -> Customer:
    persona = simulator("POST", "/personas", json={"name": name, "phone": phone})
    return Customer(persona["id"], name)


def _said(customer: Customer, words: str) -> dict[str, Any]:
    return until(lambda: next((each for each in customer.chat() if each["from"] == "business" and words in each["text"]), None), words)


def _taps(customer: Customer, words: str, title: str) -> None:
    """Takes the option with this title of the message with these words."""
    message = _said(customer, words)
    action = message["content"]["action"]
    options = [each["reply"] for each in action.get("buttons", [])] or [row for section in action["sections"] for row in section["rows"]]
    kind = "button_reply" if "buttons" in action else "list_reply"
    option = next(each["id"] for each in options if each["title"] == title)
    simulator("POST", f"/chats/{customer.id}/messages", json={"kind": kind, "message_id": message["id"], "id": option})


def _book(customer: Customer, specialty: str) -> None:
    """As far as the question of the day."""
    customer.writes("Oi")
    _taps(customer, "Como posso ajudar", "Marcar consulta")
    _taps(customer, "Para qual especialidade", specialty)
    customer.hears("Qual dia da semana")
    customer.looks()


def _conversation(agent: Product, customer: Customer) -> str:
    def look() -> str | None:
        return next((each["id"] for each in agent.conversations() if each["contact_name"] == customer.name), None)

    return until(look, f"the conversation of {customer.name}")


def _post(agent: Product, customer: Customer, step: str, body: dict[str, object] | None = None) -> None:
    agent.post(f"/conversations/{_conversation(agent, customer)}/{step}", body or {}).raise_for_status()


def _take(agent: Product, customer: Customer, text: str) -> None:
    _post(agent, customer, "assign", {"assignee": agent.member["id"]})
    number = f"01ARZ3NDEKTSV4RRFFQ6{abs(hash((customer.id, text))) % 1_000_000:06d}"
    _post(agent, customer, "messages", {"client_id": number, "content": {"kind": "text", "body": text}})
    customer.hears(text)

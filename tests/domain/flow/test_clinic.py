"""The seeded flow, a clinic's appointment desk, talked through."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from chalicelib.domain.flow import engine
from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.authoring import authored
from chalicelib.domain.flow.context import Context
from chalicelib.domain.flow.effects import HandOff
from chalicelib.domain.flow.graph import FlowVersion
from chalicelib.domain.flow.session import Session, State
from chalicelib.domain.flow.triggers import matching
from chalicelib.domain.flow.turn import Turn
from chalicelib.domain.ids import FlowId
from tests.domain.flow.builders import ANA, NOON, published, started, tapped, text_of, typed

SHAPE = json.loads((Path(__file__).parents[3] / "infrastructure/local/seed/flows/clinic-appointments.json").read_text())
CLINIC = published(authored(FlowId(SHAPE["id"]), SHAPE))
SILENCE = timedelta(minutes=10)


class Talk:
    """A customer at the desk; ``heard`` is the last thing said to them."""

    def __init__(self, context: Context = ANA, now: datetime = NOON, flow: FlowVersion = CLINIC, opening: str | None = None) -> None:
        self.flow, self.context, self.now = flow, context, now
        self.session, self.turn = started(flow, now, context, opening and typed(opening))

    def say(self, *texts: str) -> "Talk":
        for text in texts:
            self._take(engine.resume(self.flow, self._stored, typed(text), self.context, self.now))
        return self

    def tap(self, title: str) -> "Talk":
        menu = self.turn.sends[-1]
        options = menu.buttons if menu.kind == "buttons" else menu.sections[0].rows
        option = next(option for option in options if option.title == title)
        self._take(engine.resume(self.flow, self._stored, tapped(option.id, title), self.context, self.now))
        return self

    def send(self, answer: Answer) -> "Talk":
        self._take(engine.resume(self.flow, self._stored, answer, self.context, self.now))
        return self

    def silence(self) -> "Talk":
        self.now += SILENCE
        self._take(engine.wake(self.flow, self._stored, self.context, self.now))
        return self

    @property
    def heard(self) -> str:
        return " / ".join(text_of(content) for content in self.turn.sends)

    @property
    def handed_off(self) -> str | None:
        return next((effect.note for effect in self.turn.effects if isinstance(effect, HandOff)), None)

    @property
    def _stored(self) -> Session:
        return Session.model_validate_json(self.session.model_dump_json())

    def _take(self, moved: tuple[Session, Turn]) -> None:
        self.session, self.turn = moved


def test_a_customer_books_an_appointment_from_greeting_to_confirmation():
    talk = Talk()
    assert talk.heard.startswith("Boa tarde, Ana! Aqui é a assistente virtual da Clínica Aurora.")
    assert "Para qual especialidade" in talk.tap("Marcar consulta").heard
    assert "Qual dia da semana" in talk.tap("Cardiologia").heard
    assert "terça-feira. Prefere qual período" in talk.say("terça").heard
    assert "seu nome completo" in talk.tap("Manhã").heard
    assert "Obrigado, Ana! Qual é o seu e-mail" in talk.say("ana clara souto").heard
    summary = talk.say("É ana@exemplo.com.br").heard
    assert (
        "*Nova consulta*\nEspecialidade: Cardiologia\nDia: Terça-feira\nPeríodo: Manhã\nNome: ana clara souto\nE-mail: ana@exemplo.com.br"
        in summary
    )
    assert talk.tap("Confirmar").heard.startswith("Pronto, Ana! ✅ Seu pedido está com a nossa recepção.")
    assert talk.session.state is State.DONE


@pytest.mark.parametrize(("hour", "greeting"), [(8, "Bom dia"), (13, "Boa tarde"), (22, "Boa noite")])
def test_the_greeting_knows_the_hour(hour, greeting):
    assert Talk(now=NOON.replace(hour=0) + timedelta(hours=hour + 3)).heard.startswith(f"{greeting}, Ana!")


def test_a_customer_without_a_name_is_greeted_all_the_same():
    assert Talk(Context(contact_name="@otavio.brandao")).heard.startswith("Boa tarde! Aqui")


def test_on_a_sunday_the_reception_is_closed():
    talk = Talk(now=NOON + timedelta(days=4)).say("remarcar", "sexta", "tarde", "Bia Reis", "bia@exemplo.com", "sim")
    assert "A recepção abre às 8h" in talk.heard


def test_moving_an_appointment_asks_no_specialty_and_saturday_no_period():
    talk = Talk().say("quero remarcar")
    assert "Qual dia da semana" in talk.heard
    assert "só pela manhã" in talk.say("6").heard
    summary = talk.say("Bia Reis", "bia@exemplo.com").heard
    assert "*Remarcação*\nDia: Sábado\nPeríodo: Manhã" in summary


def test_an_email_may_be_left_out():
    talk = Talk().say("remarcar", "sexta", "tanto faz", "Bia Reis", "não tenho", "nao")
    assert "seguimos sem e-mail" in talk.heard
    assert "E-mail: não informado" in talk.heard


def test_a_correction_asks_for_the_day_again_and_for_nothing_known():
    talk = Talk().say("remarcar", "sexta", "tarde", "Bia Reis", "bia@exemplo.com").tap("Corrigir")
    assert "Qual dia da semana" in talk.heard
    assert "Dia: Segunda-feira\nPeríodo: Manhã\nNome: Bia Reis" in talk.say("segunda", "manhã").heard


@pytest.mark.parametrize(
    "said",
    [
        ["atendente"],
        ["quero falar com uma pessoa"],
        ["Falar com alguém"],
        ["marcar", "não sei, prefiro um atendente"],
        ["remarcar", "atendente"],
        ["remarcar", "sexta", "tarde", "quero um atendente"],
        ["remarcar", "sexta", "tarde", "Bia Reis", "bia@exemplo.com", "pessoa"],
        ["?", "??", "???"],
    ],
)
def test_a_person_is_called_whenever_one_is_asked_for(said):
    talk = Talk().say(*said)
    assert talk.handed_off
    assert "chamar alguém da nossa equipe" in talk.heard
    assert talk.session.state is State.DONE


@pytest.mark.parametrize("opening", ["quero falar com alguém", "Atendente, por favor", "humano"])
def test_whoever_opens_by_asking_for_a_person_is_not_shown_a_menu(opening):
    assert Talk(opening=opening).handed_off == "Pediu atendimento"


@pytest.mark.parametrize("opening", ["Obrigada!", "valeu", "Muito obrigado"])
def test_thanks_are_taken_as_thanks(opening):
    talk = Talk(opening=opening)
    assert (talk.session.state, "agradecemos" in talk.heard) == (State.DONE, True)


def test_the_person_is_told_what_is_known():
    assert Talk().say("atendente").handed_off == "Pediu atendimento"
    assert (
        Talk().say("marcar", "pele", "sexta", "tarde", "Bia Reis", "b@x.co", "pessoa").handed_off
        == "Nova consulta · Dermatologia · Sexta-feira · Tarde · Bia Reis"
    )


def test_silence_is_nudged_once_then_let_be():
    talk = Talk().say("marcar").silence()
    assert "ainda está por aí" in talk.heard
    assert "Para qual especialidade" in talk.tap("Continuar").heard
    assert "Até logo" in talk.silence().heard
    assert talk.session.state is State.DONE


def test_silence_after_the_nudge_ends_it():
    talk = Talk().silence().silence()
    assert (talk.session.state, "Até logo" in talk.heard) == (State.DONE, True)


@pytest.mark.parametrize(
    ("said", "asked_again"),
    [
        ([], "Como posso ajudar"),
        (["marcar"], "Para qual especialidade"),
        (["remarcar"], "Qual dia da semana"),
        (["remarcar", "sexta"], "Prefere qual período"),
        (["remarcar", "sexta", "tarde"], "seu nome completo"),
        (["remarcar", "sexta", "tarde", "Bia Reis"], "seu e-mail"),
        (["remarcar", "sexta", "tarde", "Bia Reis", "bia@exemplo.com"], "Confira seu pedido"),
    ],
)
@pytest.mark.parametrize("reply", ["sim", "estou aqui, desculpe", "hmm"])
def test_whoever_comes_back_goes_on_where_they_were(said, asked_again, reply):
    assert asked_again in Talk().say(*said).silence().say(reply).heard


def test_a_photo_is_no_name():
    assert "nome escrito" in Talk().say("remarcar", "sexta", "tarde").send(Answer(kind="image")).heard


def test_it_starts_on_greetings_on_what_it_is_about_and_on_anything_else():
    for text in ("Oi", "olá!", "Bom dia, tudo bem?", "quero marcar uma consulta", "xyz", None):
        assert matching([CLINIC], text, False) is CLINIC

"""What may be said in a canned reply, and how much there may be of it."""

from datetime import timedelta

import pytest

from chalicelib.domain.canned_reply import MAX_REPLIES, VARIABLES
from chalicelib.domain.errors import AlreadyExists, ContentInvalid, NotFound, Rejected, UnknownVariable
from chalicelib.domain.ids import CannedReplyId, MemberId, WorkspaceId
from chalicelib.scope import in_workspace
from chalicelib.services.canned_replies import CannedReplyDesk
from tests.fakes.affairs import MemoryCannedReplies
from tests.services.people import NOON

CLINIC, LIVIA, CAIO = WorkspaceId("w1"), MemberId("livia"), MemberId("caio")


@pytest.fixture
def desk():
    with in_workspace(CLINIC):
        yield CannedReplyDesk(MemoryCannedReplies())


def add(desk: CannedReplyDesk, shortcut: str = "hello", text: str = "Olá", title: str = "Saudação"):
    return desk.add(CLINIC, shortcut=shortcut, title=title, text=text, by=LIVIA, now=NOON)


def change(desk: CannedReplyDesk, id: str, **given: str):
    return desk.change(CLINIC, CannedReplyId(id), **given, by=CAIO, now=NOON + timedelta(hours=1))


def test_replies_are_listed_by_their_shortcut(desk):
    for shortcut in ("thanks", "address", "hello"):
        add(desk, shortcut)
    assert [reply.shortcut for reply in desk.all(CLINIC)] == ["address", "hello", "thanks"]


@pytest.mark.parametrize("name", VARIABLES)
def test_every_known_variable_may_be_asked_for_as_in_a_flow(desk, name):
    assert add(desk, text=f"a {{{{{name}}}}} b {{{{ {name} }}}}").text.count(name) == 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Oi {{contact.cpf}}", "{{contact.cpf}}"),
        ("Oi {{contact.phone}}", "{{contact.phone}}"),
        ("Oi {{nome}}", "{{nome}}"),
        ("{{contact.name}} {{upper(contact.name)}}", "{{upper(contact.name)}}"),
        ("Oi {{contact.__class__}}", "contact.__class__"),
        ("Oi {{}}", "{{}}"),
        ("Oi {{contact.name", "never closed"),
    ],
)
def test_a_variable_nobody_fills_in_is_refused_by_its_name(desk, text, named):
    with pytest.raises(UnknownVariable) as refused:
        add(desk, text=text)
    assert named in refused.value.detail
    assert desk.all(CLINIC) == []


@pytest.mark.parametrize("text", ["{contact.cpf}", "}} ok", "Preço: {1}", "*negrito* _itálico_", "👋" * 2_048, "مرحبا\u200b"])
def test_other_braces_marks_and_scripts_are_text(desk, text):
    assert add(desk, text=text).text == text


def test_a_reply_that_says_nothing_is_refused(desk):
    with pytest.raises(Rejected, match="empty"):
        add(desk, text=" \n ")
    with pytest.raises(Rejected, match="empty"):
        add(desk, title="  ")


@pytest.mark.parametrize(("text", "length"), [("x" * 4_097, "4,097"), ("👋" * 2_049, "4,098")])
def test_a_text_is_as_long_as_a_message_may_be_counted_as_a_send_counts(desk, text, length):
    with pytest.raises(ContentInvalid, match=length):
        add(desk, text=text)
    with pytest.raises(ContentInvalid, match=length):
        change(desk, add(desk).id, text=text)


def test_a_change_keeps_what_it_does_not_name_and_says_who_made_it(desk):
    before = add(desk)
    after = change(desk, before.id, text="Oi, {{contact.first_name}}")
    assert (after.shortcut, after.title, after.text) == ("hello", "Saudação", "Oi, {{contact.first_name}}")
    assert (after.updated_by, after.updated_at) == (CAIO, NOON + timedelta(hours=1))
    assert change(desk, before.id, shortcut="oi").shortcut == "oi"


def test_a_change_that_changes_nothing_leaves_who_and_when(desk):
    before = add(desk)
    assert change(desk, before.id, text="Olá", title=" Saudação ") == before


def test_a_change_is_held_to_the_same_rules(desk):
    first = add(desk)
    add(desk, "bye")
    with pytest.raises(UnknownVariable):
        change(desk, first.id, text="{{cpf}}")
    with pytest.raises(Rejected, match="empty"):
        change(desk, first.id, title=" ")
    with pytest.raises(AlreadyExists):
        change(desk, first.id, shortcut="bye")
    assert desk.all(CLINIC)[1] == first


def test_the_five_hundred_and_first_is_refused_and_a_full_list_can_still_be_changed(desk):
    for number in range(MAX_REPLIES):
        add(desk, f"s{number}")
    with pytest.raises(Rejected, match="500"):
        add(desk, "one-more")
    changed = change(desk, desk.all(CLINIC)[0].id, text="Olá, tudo bem?")
    desk.remove(CLINIC, changed.id)
    add(desk, "one-more")


def test_all_texts_together_have_a_bound(desk):
    large = "€" * 4_096
    for number in range(81):
        add(desk, f"s{number}", large)
    with pytest.raises(Rejected, match="too much text"):
        add(desk, "one-more", large)
    short = add(desk, "short")
    with pytest.raises(Rejected, match="too much text"):
        change(desk, short.id, text=large)


def test_what_is_not_there_cannot_be_changed_or_removed(desk):
    for ask in (lambda: change(desk, "nothing", text="x"), lambda: desk.remove(CLINIC, CannedReplyId("nothing"))):
        with pytest.raises(NotFound):
            ask()

import pytest

from chalicelib.adapters.channels import whatsapp
from chalicelib.domain.content import (
    Button,
    Buttons,
    Card,
    Contacts,
    Content,
    FormReply,
    ListMenu,
    Location,
    Media,
    Notice,
    Order,
    Reaction,
    Row,
    Section,
    Template,
    Text,
    Unsupported,
)
from chalicelib.domain.errors import ContentInvalid


def buttons(*titles: str, body: str = "Confirma?", footer: str | None = None) -> Buttons:
    return Buttons(body=body, footer=footer, buttons=tuple(Button(id=str(number), title=title) for number, title in enumerate(titles)))


def menu(*sections: tuple[str | None, int], title: str = "Horário", description: str | None = None) -> ListMenu:
    made = [
        Section(title=name, rows=tuple(Row(id=f"{index}-{row}", title=title, description=description) for row in range(rows)))
        for index, (name, rows) in enumerate(sections)
    ]
    return ListMenu(body="Qual?", button="Ver", sections=tuple(made))


@pytest.mark.parametrize(
    "content",
    [
        Text(body="a" * 4096), Text(body="😊" * 2048), buttons("Sim", "Não", "Talvez"), buttons("a" * 20), menu((None, 10)),
        menu(("Hoje", 5), ("Amanhã", 5)), Media(kind="image", media_id="1", caption="a" * 1024), Media(kind="audio", media_id="1"),
        Location(latitude=-90, longitude=180), Contacts(cards=(Card(name="Helena"),)), Template(name="lembrete", language="pt_BR"),
    ],
)  # fmt: skip
def test_what_fits_passes(content: Content):
    whatsapp.check(content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (Text(body="a" * 5000), "A WhatsApp text may have at most 4,096 characters; this one has 5,000."),
        (Text(body="😊" * 2049), "A WhatsApp text may have at most 4,096 characters; this one has 4,098."),
        (Text(body=" \n"), "A WhatsApp text may not be empty."),
        (
            Media(kind="image", media_id="1", caption="a" * 1025),
            "A WhatsApp caption may have at most 1,024 characters; this one has 1,025.",
        ),
        (Media(kind="audio", media_id="1", caption="a"), "A WhatsApp audio message carries no caption."),
        (Media(kind="video"), "The WhatsApp video has no file."),
        (buttons("Sim", "Sim"), "The button titles of a WhatsApp message must differ from each other."),
        (buttons("😊" * 11), "A WhatsApp button's title may have at most 20 characters; this one has 22."),
        (buttons("Sim", body="😊" * 600), "A WhatsApp text above buttons may have at most 1,024 characters; this one has 1,200."),
        (buttons("Sim", footer="😊" * 31), "A WhatsApp footer may have at most 60 characters; this one has 62."),
        (menu((None, 6), (None, 2)), "A WhatsApp section's title (where a list has more than one section) may not be empty."),
        (menu(("Hoje", 6), ("Amanhã", 5)), "A WhatsApp message takes 1 to 10 rows in all; this one has 11."),
        (menu((None, 1), title="😊" * 13), "A WhatsApp row's title may have at most 24 characters; this one has 26."),
        (menu((None, 1), description="😊" * 37), "A WhatsApp row's description may have at most 72 characters; this one has 74."),
        (Location(latitude=91, longitude=0), "A location's latitude is between -90 and 90, its longitude between -180 and 180."),
        (Location(latitude=float("nan"), longitude=0), "A location's latitude is between -90 and 90, its longitude between -180 and 180."),
        (Contacts(cards=()), "A WhatsApp message takes 1 to 257 contact cards; this one has 0."),
        (Template(name="", language="pt_BR"), "A WhatsApp template's name may not be empty."),
    ],
)
def test_what_does_not_fit_names_the_limit_and_what_it_has(content: Content, sentence: str):
    with pytest.raises(ContentInvalid) as raised:
        whatsapp.check(content)
    assert raised.value.detail == sentence


@pytest.mark.parametrize("content", [Reaction(emoji="👍"), Order(), FormReply(), Notice(about="welcome"), Unsupported(type="poll")])
def test_what_only_customers_say_is_not_for_us_to_send(content: Content):
    with pytest.raises(ContentInvalid, match=content.kind):
        whatsapp.check(content)

import subprocess
import sys

import pytest

from chalicelib.adapters import channels
from chalicelib.domain.errors import NotFound
from chalicelib.services.ports.channels import Channel


def test_whatsapp_keeps_the_port():
    whatsapp: Channel = channels.FolderChannels().named("whatsapp")
    for verb in ("handshake", "verify", "split", "parse", "check", "send", "inspect"):
        assert callable(getattr(whatsapp, verb)), verb
    assert not hasattr(whatsapp, "no_such_verb")


@pytest.mark.parametrize("name", ["telegram", "", "..", "whatsapp.graph", "__init__", "WhatsApp"])
def test_a_channel_that_is_not_in_the_folder_is_not_found(name: str):
    with pytest.raises(NotFound):
        channels.FolderChannels().named(name)


def test_the_folder_is_read_once_a_process(monkeypatch: pytest.MonkeyPatch):
    channels.FolderChannels().named("whatsapp")
    monkeypatch.setattr(channels, "names_in", lambda package: pytest.fail("read again"))
    channels.FolderChannels().named("whatsapp")


def test_a_webhook_never_pays_for_what_only_sending_needs():
    script = "import sys; import chalicelib.adapters.channels.whatsapp; print('requests' in sys.modules, 'botocore' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]

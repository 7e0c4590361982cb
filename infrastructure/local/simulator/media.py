"""Files: what customers send and what the business uploads, behind ids and addresses that expire."""

import base64
import hashlib
import hmac
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from infrastructure.local.simulator.ids import media_id
from infrastructure.local.simulator.reading import whole_number
from infrastructure.local.simulator.settings import Settings
from infrastructure.local.simulator.store import Store

SAMPLES = Path(__file__).parent / "media"
_SAMPLE_FILES = {
    "image": ("photo.jpg", "image/jpeg"),
    "voice": ("voice.ogg", "audio/ogg; codecs=opus"),
    "document": ("exame.pdf", "application/pdf"),
    "sticker": ("sticker.webp", "image/webp"),
}
URL_LASTS = 5 * 60
INBOUND_LASTS = 7 * 86_400
UPLOAD_LASTS = 30 * 86_400


@dataclass(frozen=True)
class File:
    """A stored file; ``expires`` is when its id stops being honoured."""

    id: str
    mime_type: str
    filename: str
    size: int
    sha256: str
    expires: float

    @property
    def sha256_base64(self) -> str:
        """The digest as webhooks tell it."""
        return base64.b64encode(bytes.fromhex(self.sha256)).decode()


class Media:
    """Keeps files beside the chats."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings, self._store = settings, store

    def add(self, content: bytes, mime_type: str, filename: str, lasts: float = INBOUND_LASTS) -> File:
        """Keeps a file under a new id."""
        file = File(media_id(), mime_type, filename, len(content), hashlib.sha256(content).hexdigest(), time.time() + lasts)
        self._store.put("media", file.id, asdict(file), content)
        return file

    def sample(self, kind: str) -> File:
        """A fresh copy of the sample of a kind."""
        name, mime_type = _SAMPLE_FILES[kind]
        return self.add((SAMPLES / name).read_bytes(), mime_type, name)

    def get(self, id: str) -> File | None:
        """A file that has not expired."""
        row = self._store.one("media", id)
        file = None if row is None else File(**row)
        return file if file is not None and file.expires > time.time() else None

    def content(self, file: File) -> bytes:
        """Its bytes."""
        return self._store.blob("media", file.id) or b""

    def drop(self, id: str) -> None:
        """Deletes a file."""
        self._store.drop("media", id)

    def url(self, file: File) -> str:
        """An address that answers for five minutes, to those who have the token."""
        ext = int(time.time()) + URL_LASTS
        return f"{self._settings.graph_url}/whatsapp_business/attachments/?mid={file.id}&ext={ext}&hash={self._hash(file.id, ext)}"

    def at(self, query: Any) -> File | None:
        """The file an address of ours names, if the address is right and still lives."""
        id, given = query.get("mid", ""), query.get("hash", "")
        try:
            ext = whole_number(query.get("ext", ""))
        except ValueError:
            return None
        right = hmac.compare_digest(given.encode(), self._hash(id, ext).encode())
        return self.get(id) if right and ext >= time.time() else None

    def _hash(self, id: str, ext: int) -> str:
        return hmac.new(self._settings.app_secret.encode(), f"{id}.{ext}".encode(), hashlib.sha256).hexdigest()[:32]

"""Since when a customer waits, looked at again when an answer turns out to be none, or one after all."""

from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.change import Change
from chalicelib.domain.errors import Conflict
from chalicelib.domain.ids import ConversationId, WorkspaceId
from chalicelib.domain.message import NEWEST
from chalicelib.services.journal import MAX_RACES
from chalicelib.services.ports.conversations import Conversations


@dataclass(frozen=True)
class Waits:
    """Nobody is taken for answered by what never arrived.

    Whoever writes that a message failed looks here afterwards, and whoever is handed the same record again looks again: a death between
    the two leaves nothing wrong for long.
    """

    conversations: Conversations

    def look_again(self, workspace: WorkspaceId, conversation_id: ConversationId) -> None:
        """Two reads; where the timeline tells otherwise, one write and two reads more.

        A wait that began before the newest entries is taken to begin with them. Raises ``NotFound``, or ``Conflict`` after five races.
        """
        for _ in range(MAX_RACES):
            conversation = self.conversations.get(workspace, conversation_id)
            newest, _ = self.conversations.entries(workspace, conversation_id, before=None, limit=NEWEST)
            after = conversation.waiting_as_told(newest)
            if after is conversation:
                return
            # Past the journal: there is nothing to queue, and no alarm to set. Written or not, it is looked at once more: a message that
            # moved since it was read changes no version, and whoever moved it saw nothing to mend.
            with suppress(Conflict):
                self.conversations.commit(workspace, Change(after))
        raise Conflict("The conversation keeps changing; try again.")

"""One cached factory per service: the only place that knows both sides, and the only lazy imports."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.services.automation import Automation
    from chalicelib.services.breaker import Breaker
    from chalicelib.services.canned_replies import CannedReplyDesk
    from chalicelib.services.connections import ConnectionDesk
    from chalicelib.services.conversations import ConversationDesk
    from chalicelib.services.delivery import Delivery
    from chalicelib.services.flows import FlowAuthoring
    from chalicelib.services.inbox import Inbox
    from chalicelib.services.intake import Intake
    from chalicelib.services.journal import Journal
    from chalicelib.services.live import Live
    from chalicelib.services.members import MemberDesk
    from chalicelib.services.own_page import OwnPage
    from chalicelib.services.ports.channels import Channels
    from chalicelib.services.ports.conversations import Contacts, Conversations
    from chalicelib.services.ports.delivery import Alarms, Deliveries, Dues, Outbox
    from chalicelib.services.ports.flows import Flows
    from chalicelib.services.ports.intake import Lanes, Quarantine, Redelivery
    from chalicelib.services.ports.live import Push, Sockets
    from chalicelib.services.ports.signing_in import SignIns
    from chalicelib.services.ports.workspaces import Connections, Directory, Members, Vault, Workspaces
    from chalicelib.services.presence import Presence
    from chalicelib.services.quarantine import QuarantineDesk
    from chalicelib.services.replies import Replies
    from chalicelib.services.sign_in import Authentication
    from chalicelib.services.spreading import Spreading
    from chalicelib.services.statuses import Statuses
    from chalicelib.services.sweep import Sweep
    from chalicelib.services.tickets import SocketDesk
    from chalicelib.services.timers import Timers
    from chalicelib.services.waits import Waits
    from chalicelib.services.workspaces import WorkspaceDesk


@cache
def sign_in() -> "Authentication":
    """Who may enter, and for how long."""
    from chalicelib.adapters.dynamodb.attempts import DynamoAttempts
    from chalicelib.adapters.secrets import SecretKeys
    from chalicelib.adapters.tokens import ArgonPasswords, SignedTokens
    from chalicelib.services.sign_in import Authentication

    return Authentication(
        directory=_directory(),
        members=_members(),
        workspaces=_workspaces(),
        sign_ins=_sign_ins(),
        attempts=DynamoAttempts(),
        tokens=SignedTokens(SecretKeys()),
        passwords=ArgonPasswords(),
        sockets=_sockets(),
        push=_push(),
    )


@cache
def tickets() -> "SocketDesk":
    """Browsers in and out."""
    from chalicelib.adapters.dynamodb.tickets import DynamoTickets
    from chalicelib.services.tickets import SocketDesk

    return SocketDesk(
        tickets=DynamoTickets(), members=_members(), sign_ins=_sign_ins(), sockets=_sockets(), directory=_directory(), push=_push()
    )


@cache
def members() -> "MemberDesk":
    """The people of a workspace."""
    from chalicelib.adapters.tokens import ArgonPasswords
    from chalicelib.services.members import MemberDesk

    return MemberDesk(members=_members(), passwords=ArgonPasswords())


@cache
def own_page() -> "OwnPage":
    """What members do about themselves."""
    from chalicelib.services.own_page import OwnPage

    desk = sign_in()
    return OwnPage(members=desk.members, sign_ins=desk.sign_ins, passwords=desk.passwords, authentication=desk)


@cache
def workspaces() -> "WorkspaceDesk":
    """The workspaces themselves."""
    from chalicelib.services.workspaces import WorkspaceDesk

    return WorkspaceDesk(workspaces=_workspaces())


@cache
def connections() -> "ConnectionDesk":
    """Apps and the numbers under them."""
    from chalicelib.services.connections import ConnectionDesk

    return ConnectionDesk(connections=_connections(), channels=_channels(), vault=_vault(), breaker=_breaker())


@cache
def intake() -> "Intake":
    """What a webhook does before it is answered."""
    from chalicelib.services.intake import Intake

    return Intake(
        directory=_directory(), connections=_connections(), channels=_channels(), vault=_vault(), lanes=_lanes(), quarantine=_quarantine()
    )


@cache
def inbox() -> "Inbox":
    """What a channel reports, taken in."""
    from chalicelib.services.inbox import Inbox

    return Inbox(
        channels=_channels(),
        connections=_connections(),
        conversations=_conversations(),
        quarantine=_quarantine(),
        automation=automation(),
        statuses=_statuses(),
        journal=_journal(),
    )


@cache
def spreading() -> "Spreading":
    """A webhook too large for the queue, item by item."""
    from chalicelib.services.spreading import Spreading

    return Spreading(lanes=_lanes(), inbox=inbox())


@cache
def automation() -> "Automation":
    """Flows, started and resumed."""
    from chalicelib.services.automation import Automation

    return Automation(flows=_flows(), workspaces=_workspaces())


@cache
def replies() -> "Replies":
    """Agents answer."""
    from chalicelib.services.replies import Replies

    return Replies(
        conversations=_conversations(),
        connections=_connections(),
        channels=_channels(),
        deliveries=_deliveries(),
        journal=_journal(),
        waits=_waits(),
    )


@cache
def conversations() -> "ConversationDesk":
    """Conversations, read and moved."""
    from chalicelib.services.conversations import ConversationDesk

    return ConversationDesk(conversations=_conversations(), contacts=_contacts(), members=_members(), journal=_journal())


@cache
def delivery() -> "Delivery":
    """One queued message, sent."""
    from chalicelib.adapters.dynamodb.rates import DynamoRates
    from chalicelib.adapters.queues import SqsLater
    from chalicelib.services.delivery import Delivery

    return Delivery(
        deliveries=_deliveries(),
        connections=_connections(),
        channels=_channels(),
        vault=_vault(),
        rates=DynamoRates(),
        breaker=_breaker(),
        outbox=_outbox(),
        later=SqsLater(),
        quarantine=_quarantine(),
        waits=_waits(),
    )


@cache
def timers() -> "Timers":
    """Sessions whose alarm rang."""
    from chalicelib.services.timers import Timers

    return Timers(conversations=_conversations(), contacts=_contacts(), automation=automation(), journal=_journal())


@cache
def sweep() -> "Sweep":
    """What got stuck, found."""
    from chalicelib.services.sweep import Sweep

    return Sweep(dues=_dues(), delivery=delivery(), timers=timers(), breaker=_breaker())


@cache
def live() -> "Live":
    """Open browsers, told."""
    from chalicelib.adapters.dynamodb.streams import DynamoStreamRows
    from chalicelib.services.live import Live

    return Live(rows=DynamoStreamRows(), sockets=_sockets(), push=_push())


@cache
def presence() -> "Presence":
    """Colleagues told where each is."""
    from chalicelib.services.presence import Presence

    return Presence(directory=_directory(), members=_members(), sockets=_sockets(), push=_push())


@cache
def flows() -> "FlowAuthoring":
    """Flows, drawn and published."""
    from chalicelib.services.flows import FlowAuthoring

    return FlowAuthoring(flows=_flows())


@cache
def canned_replies() -> "CannedReplyDesk":
    """What the team often says."""
    from chalicelib.adapters.dynamodb.canned_replies import DynamoCannedReplies
    from chalicelib.services.canned_replies import CannedReplyDesk

    return CannedReplyDesk(replies=DynamoCannedReplies())


@cache
def quarantine() -> "QuarantineDesk":
    """What could not be taken in or sent, seen and put back."""
    from chalicelib.services.quarantine import QuarantineDesk

    return QuarantineDesk(quarantine=_quarantine(), lanes=_lanes(), channels=_channels(), replies=replies())


@cache
def redelivery() -> "Redelivery":
    """When a failed record is seen again."""
    from chalicelib.adapters.redelivery import SqsRedelivery

    return SqsRedelivery()


@cache
def _breaker() -> "Breaker":
    from chalicelib.services.breaker import Breaker

    return Breaker(connections=_connections(), deliveries=_deliveries(), outbox=_outbox(), dues=_dues())


@cache
def _dues() -> "Dues":
    from chalicelib.adapters.dynamodb.dues import DynamoDues

    return DynamoDues()


@cache
def _journal() -> "Journal":
    from chalicelib.services.journal import Journal

    return Journal(conversations=_conversations(), outbox=_outbox(), alarms=_alarms())


@cache
def _statuses() -> "Statuses":
    from chalicelib.services.statuses import Statuses

    return Statuses(deliveries=_deliveries(), waits=_waits())


@cache
def _waits() -> "Waits":
    from chalicelib.services.waits import Waits

    return Waits(conversations=_conversations())


@cache
def _conversations() -> "Conversations":
    from chalicelib.adapters.dynamodb.conversations import DynamoConversations

    return DynamoConversations()


@cache
def _contacts() -> "Contacts":
    from chalicelib.adapters.dynamodb.contacts import DynamoContacts

    return DynamoContacts()


@cache
def _deliveries() -> "Deliveries":
    from chalicelib.adapters.dynamodb.deliveries import DynamoDeliveries

    return DynamoDeliveries()


@cache
def _connections() -> "Connections":
    from chalicelib.adapters.dynamodb.connections import DynamoConnections

    return DynamoConnections()


@cache
def _directory() -> "Directory":
    from chalicelib.adapters.dynamodb.directory import DynamoDirectory

    return DynamoDirectory()


@cache
def _members() -> "Members":
    from chalicelib.adapters.dynamodb.members import DynamoMembers

    return DynamoMembers()


@cache
def _workspaces() -> "Workspaces":
    from chalicelib.adapters.dynamodb.workspaces import DynamoWorkspaces

    return DynamoWorkspaces()


@cache
def _sign_ins() -> "SignIns":
    from chalicelib.adapters.dynamodb.sign_ins import DynamoSignIns

    return DynamoSignIns()


@cache
def _sockets() -> "Sockets":
    from chalicelib.adapters.dynamodb.sockets import DynamoSockets

    return DynamoSockets()


@cache
def _flows() -> "Flows":
    from chalicelib.adapters.dynamodb.flows import DynamoFlows

    return DynamoFlows()


@cache
def _push() -> "Push":
    from chalicelib.adapters.sockets import ApiGatewayPush

    return ApiGatewayPush()


@cache
def _outbox() -> "Outbox":
    from chalicelib.adapters.queues import SqsOutbox

    return SqsOutbox()


@cache
def _quarantine() -> "Quarantine":
    from chalicelib.adapters.dynamodb.quarantine import DynamoQuarantine

    return DynamoQuarantine()


@cache
def _lanes() -> "Lanes":
    from chalicelib.adapters.queues import SqsLanes

    return SqsLanes()


@cache
def _alarms() -> "Alarms":
    from chalicelib.adapters.workflows import WaitAlarms

    return WaitAlarms()


@cache
def _vault() -> "Vault":
    from chalicelib.adapters.secrets import KmsVault

    return KmsVault()


@cache
def _channels() -> "Channels":
    from chalicelib.adapters.channels import FolderChannels

    return FolderChannels()

/** The shapes of the wire, under the names of the API's own description. Generated; nothing is written twice. */

import type { components, paths } from "./api-types.gen";

type Schemas = components["schemas"];

/** Every route: what it takes and what it answers. */
export type Routes = paths;

export type SessionOut = Schemas["SessionOut"];
export type SignInIn = Schemas["SignInIn"];
export type AssignIn = Schemas["AssignIn"];
export type ConversationOut = Schemas["ConversationOut"];
export type ConversationsOut = Schemas["ConversationsOut"];
export type ConversationCountsOut = Schemas["ConversationCountsOut"];
export type ConversationDetailOut = Schemas["ConversationDetailOut"];
export type ContactOut = Schemas["ContactOut"];
export type ConnectionOut = Schemas["ConnectionOut"];
export type FlowSessionOut = Schemas["FlowSessionOut"];
export type MessageEntry = Schemas["MessageEntry"];
export type EventEntry = Schemas["EventEntry"];
export type Entry = MessageEntry | EventEntry;
export type EntriesOut = Schemas["EntriesOut"];
export type ReplyIn = Schemas["ReplyIn"];
export type ChangesOut = Schemas["ChangesOut"];
export type ChangesFrame = Schemas["ChangesFrame"];
export type Here = Schemas["Here"];
export type HereFrame = Schemas["HereFrame"];
export type DeliveryStatus = Schemas["DeliveryStatus"];
export type EventKind = EventEntry["kind"];
export type Content = MessageEntry["content"];
export type Text = ReplyIn["content"];
export type Permission = SessionOut["member"]["permissions"][number];
export type Buttons = Schemas["Buttons"];
export type ListMenu = Schemas["ListMenu"];
export type CannedReplyOut = Schemas["CannedReplyOut"];
export type CannedReplyIn = Schemas["CannedReplyIn"];
export type SignInOut = Schemas["SignInOut"];
export type PasswordIn = Schemas["PasswordIn"];

import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { MessageEntry } from "@/lib/api-types";
import { activateLanguage, i18n, type Language } from "@/lib/i18n";
import type { Translate } from "@/lib/use-t";
import { aConversation, aMessage } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend } from "@/testing/server";
import { failureAction, failureReason } from "./failure-reason";

type Failure = NonNullable<MessageEntry["error"]>;

const t: Translate = (key, values) => i18n._(key, values);
const failure = (over: Partial<Failure>): Failure => ({ code: null, cause: null, reason: "The server's words.", action: null, ...over });

async function said(over: Partial<Failure>, language: Language) {
  await activateLanguage(language, ["conversation", "failures"]);
  return [failureReason(failure(over), t), failureAction(failure(over), t)];
}

test.each<[Partial<Failure>, [string, string | null], [string, string | null]]>([
  [
    { code: 131047, action: "send_template" },
    ["A janela de 24 horas fechou (131047)", "Envie um modelo aprovado ou espere o cliente escrever"],
    ["The 24-hour window is closed (131047)", "Send an approved template, or wait for the customer to write"],
  ],
  [{ code: 131021, action: "check_number" }, ["Um número não pode escrever para si mesmo (131021)", "Confira o número do cliente"], ["A number cannot write to itself (131021)", "Check the customer's number"]],
  [{ code: 131050 }, ["O cliente escolheu não receber mensagens de marketing desta empresa (131050)", null], ["The customer has stopped marketing messages from this business (131050)", null]],
  [{ code: 130501 }, ["O WhatsApp não aceita este tipo de mensagem (130501)", null], ["WhatsApp does not support this kind of message (130501)", null]],
  [{ code: 0 }, ["O WhatsApp não aceita mais o token de acesso desta conexão (0)", null], ["WhatsApp no longer accepts this connection's access token (0)", null]],
  [{ code: 237 }, ["O token de acesso da conexão não tem permissão para enviar (237)", null], ["The connection's access token lacks a permission to send (237)", null]],
  [{ code: 138018 }, ["O WhatsApp não aceitou a ligação (138018)", null], ["WhatsApp did not accept the call (138018)", null]],
  [
    { code: 100, reason: "WhatsApp did not accept a part of this message. WhatsApp says: Body is too long.", action: "fix_content" },
    ["O WhatsApp não aceitou uma parte desta mensagem. O WhatsApp diz: “Body is too long” (100)", "Ajuste a mensagem e envie de novo"],
    ["WhatsApp did not accept a part of this message. WhatsApp says: “Body is too long” (100)", "Change the message and send it again"],
  ],
  [
    { code: 100, action: "check_permissions" },
    ["O token de acesso da conexão não alcança este número (100)", "Quem cuida das conexões precisa conferir as permissões do token"],
    ["The connection's access token cannot see this number (100)", "Whoever looks after the connections needs to check the token's permissions"],
  ],
  [{ cause: "taken_over" }, ["Uma pessoa assumiu a conversa antes do envio", null], ["A person took over before this was sent", null]],
  [{ cause: "unconfirmed", action: "resend" }, ["O WhatsApp não disse se aceitou esta mensagem", null], ["WhatsApp did not say whether it took this message", null]],
  [{ code: 999_999 }, ["The server's words (999999)", null], ["The server's words (999999)", null]],
  [{ code: 999_999, reason: "WhatsApp says: Something new." }, ["O WhatsApp diz: “Something new” (999999)", null], ["WhatsApp says: “Something new” (999999)", null]],
  [{ reason: "Something new.", action: "dance" }, ["Something new", null], ["Something new", null]],
])("%o is said in both languages", async (over, portuguese, english) => {
  expect(await said(over, "pt-BR")).toEqual(portuguese);
  expect(await said(over, "en")).toEqual(english);
});

async function shown(over: Partial<MessageEntry>) {
  backend().add(aConversation({ id: "c1" }), [aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", ...over })]);
  await renderRoute("/inbox/c1", { language: "pt-BR" });
  return within(await screen.findByRole("log"));
}

test("a reader of Portuguese reads in Portuguese why a message failed", async () => {
  const log = await shown({ status: "failed", error: failure({ code: 131026, action: "check_number" }) });
  expect(await log.findByText(/^Não enviada/)).toHaveTextContent("Não enviada. O WhatsApp não conseguiu entregar: o número pode não estar no WhatsApp, ou o aplicativo do cliente é antigo demais (131026). Confira o número do cliente.");
});

test("and that nobody said why, as a sentence of its own", async () => {
  const log = await shown({ status: "failed", error: null });
  expect(await log.findByText(/^Não enviada/)).toHaveTextContent(/^Não enviada\. O WhatsApp não disse o motivo\.$/);
});

test("and why one still waits, or may be there twice", async () => {
  const log = await shown({ status: "read", error: failure({ cause: "repeated" }) });
  expect(await log.findByText(/Possivelmente repetida: o WhatsApp não confirmou/)).toBeVisible();
});

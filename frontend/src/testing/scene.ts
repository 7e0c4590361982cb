/** A clinic's morning, for looking at the screens. */

import type { DeliveryStatus, Entry, FlowSessionOut } from "@/lib/api-types";
import { aConversation, ago, ahead, aMessage, anEvent, content as contentOf } from "./builders";
import { aCannedReply } from "./canned-replies";
import type { FakeBackend } from "./fake-backend";
import { aSignIn } from "./own-page";

const DAY = 24 * 60;

const session: FlowSessionOut = {
  id: "ses_1",
  flow_id: "flow_1",
  flow_name: "Recepção",
  version: 12,
  node_id: "passar_time",
  node_kind: "hand_off",
  state: "paused",
  variables: { pedido: "consulta", dia: "quinta", tentativas: 1 },
  deadline_at: null,
  started_at: ago(14),
};

function conversationOf(id: string): Entry[] {
  let seq = 0;
  const inbound = (minutes: number, loose: Parameters<typeof contentOf>[0], over = {}) => aMessage({ conversation_id: id, seq: ++seq, content: contentOf(loose), at: ago(minutes), ...over });
  const bot = (minutes: number, loose: Parameters<typeof contentOf>[0], over = {}) =>
    aMessage({ conversation_id: id, seq: ++seq, direction: "outbound", author: { kind: "bot", id: "flow_1", name: "Recepção" }, content: contentOf(loose), status: "read", at: ago(minutes), ...over });
  const agent = (minutes: number, loose: Parameters<typeof contentOf>[0], over = {}) => aMessage({ conversation_id: id, seq: ++seq, direction: "outbound", content: contentOf(loose), status: "read", at: ago(minutes), ...over });
  return [
    inbound(DAY + 20, { kind: "text", body: "Bom dia! Vocês atendem sábado?" }),
    bot(DAY + 19, { kind: "text", body: "Bom dia! Atendemos de segunda a sexta, das *8h às 18h*." }),
    anEvent({ conversation_id: id, seq: ++seq, kind: "flow_started", actor: { kind: "bot", id: "flow_1", name: "Recepção" }, data: { version: "12" }, at: ago(16) }),
    inbound(16, { kind: "text", body: "Oi" }),
    bot(15, { kind: "buttons", body: "Oi, Rafael! Aqui é a Clínica Aurora. *Como podemos ajudar?*", buttons: [{ id: "agendar", title: "Agendar consulta" }, { id: "remarcar", title: "Remarcar" }, { id: "pessoa", title: "Falar com alguém" }] }),
    inbound(15, { kind: "choice", id: "pessoa", title: "Falar com alguém" }),
    bot(15, { kind: "list", body: "Claro. Sobre qual especialidade?", button: "Ver especialidades", sections: [{ title: "Especialidades", rows: [{ id: "cardio", title: "Cardiologia", description: "Dra. Helena Tavares" }, { id: "derma", title: "Dermatologia", description: null }] }] }),
    inbound(14, { kind: "choice", id: "cardio", title: "Cardiologia" }),
    anEvent({ conversation_id: id, seq: ++seq, kind: "handed_off", actor: { kind: "bot", id: "flow_1", name: "Recepção" }, at: ago(14) }),
    anEvent({ conversation_id: id, seq: ++seq, kind: "assigned", actor: { kind: "agent", id: "mem_marina", name: "Marina Duarte" }, data: { member_id: "mem_marina", member_name: "Marina Duarte" }, at: ago(13) }),
    agent(12, { kind: "text", body: "Oi, Rafael! Aqui é a *Marina*. Já reservei um horário com a Dra. Helena, _sem custo de encaixe_. Consegue vir quinta às 14h30?" }, { reactions: [{ author: { kind: "contact", id: "c", name: "Rafael" }, emoji: "🙏" }] }),
    inbound(10, { kind: "audio", media_id: "m1", mime_type: "audio/ogg; codecs=opus", voice: true }),
    inbound(9, { kind: "location", latitude: -23.5489, longitude: -46.6388, name: "Rua Harmonia, 412", address: "Vila Madalena, São Paulo" }),
    agent(8, { kind: "text", body: "Segue o preparo do exame:\n- jejum de *4 horas*\n- trazer documento com foto\nMapa: https://maps.example/clinica-aurora" }, { status: "failed", error: { code: 131053, cause: null, reason: "WhatsApp did not accept the file: its type, coding or size.", action: "fix_media" } }),
    agent(7, { kind: "text", body: "Segue o preparo do exame:\n- jejum de *4 horas*\n- trazer documento com foto" }, { status: "delivered" }),
    inbound(1, { kind: "text", body: "Recebi, valeu! Quinta às 14h30 está ótimo 😊" }, { reply_to: { message_id: `msg_${id}_11`, preview: "Oi, Rafael! Aqui é a Marina. Já reservei um horário com a Dra. Helena" } }),
    inbound(0, { kind: "unsupported", type: "poll", raw: "{}" }),
  ];
}

/** Every way a message can hang. */
function stuckConversation(id: string): Entry[] {
  let seq = 0;
  const why = (over: object) => ({ code: null, cause: null, reason: "", action: null, ...over });
  const out = (body: string, over: object) => aMessage({ conversation_id: id, seq: ++seq, direction: "outbound", content: contentOf({ kind: "text", body }), at: ago(10 - seq), status_at: ago(10 - seq), ...over });
  return [
    aMessage({ conversation_id: id, seq: ++seq, at: ago(12), content: contentOf({ kind: "text", body: "Conseguem me encaixar amanhã?" }) }),
    out("Bom dia! Já vejo a agenda para você.", { status: "delivered", error: why({ cause: "repeated" }), author: { kind: "bot", id: "flow_1", name: "Recepção" } }),
    out("Temos 9h30 ou 11h.", { status: "unconfirmed", error: why({ cause: "unconfirmed", action: "resend" }) }),
    out("Qual prefere?", { status: "delivered", ahead_of: 3 }),
    out("Segue o endereço: Rua Harmonia, 412", { status: "failed", error: why({ code: 131000, action: "try_again" }) }),
    out("E a senha do Wi-Fi da recepção", { status: "failed", error: why({ code: 131047, action: "send_template" }) }),
    out("Reservei 9h30.", { status: "read", resent_by: { kind: "agent", id: "mem_caio", name: "Caio Bittencourt" } }),
    out("Qualquer coisa, é só chamar", { status: "deferred", due_at: ahead(4), error: why({ code: 131056, action: "wait" }) }),
    out("Até amanhã!", { status: "paused", error: why({ code: 190, cause: "connection" }) }),
  ];
}

const PEOPLE = ["Jéssica Prado", "Tiago Albuquerque", "Benedita Rocha", "Larissa Menezes", "Condomínio Vila Flora", "Otávio Brandão", "Ana Clara Souto", "Mateus Figueira", "Helena Tavares", "Sônia Pacheco", "Davi Lacerda", "Íris Vasconcelos", "Pedro Henrique Lobo", "Yasmin Teles"];
const SAID = ["Consegue segurar o horário até amanhã?", "Obrigado!", "Bom dia, queria remarcar", "Perfeito, pode mandar o endereço 🙌", "Temos 3 funcionários para o exame", "Foto", "Combinado, até quinta", "Não recebi o resultado", "Qual o valor da consulta?", "Vocês aceitam convênio?"];
const STATUSES: Partial<Record<number, DeliveryStatus>> = { 1: "delivered", 4: "sent", 7: "failed" };
const LEFT = [4 * 60 - 10, 22 * 60, 55, 14 * 60, 21 * 60, 8 * 60, -30, -300, -4000, 17 * 60];

const CANNED = [
  ["bemvindo", "Boas-vindas", "Oi, {{contact.first_name}}! Aqui é {{agent.first_name}}, da {{workspace.name}}. Como posso ajudar?"],
  ["endereco", "Endereço e mapa", "Estamos na *Rua Harmonia, 412*, Vila Madalena.\nhttps://maps.example/clinica-aurora"],
  ["preparo", "Preparo do exame", "{{contact.first_name}}, para o exame:\n- jejum de *4 horas*\n- trazer documento com foto"],
  ["tchau", "Despedida", "Obrigado, {{contact.first_name}}. Qualquer coisa, é só chamar."],
] as const;

const BROWSERS = [
  aSignIn({ id: "sign_in_phone", last_used_at: ago(50), device: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1" }),
  aSignIn({ id: "sign_in_firefox", created_at: ago(9 * DAY), last_used_at: ago(3 * DAY), device: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0" }),
  aSignIn({ id: "sign_in_unknown", created_at: ago(20 * DAY), last_used_at: ago(12 * DAY), device: "" }),
];

export function furnish(backend: FakeBackend): void {
  backend.ownPage.signIns.push(...BROWSERS);
  backend.colleagues = [{ kind: "here", member_id: "mem_caio", name: "Caio Bittencourt", conversation_id: "rafael", typing: false }];
  backend.cannedReplies.all = CANNED.map(([shortcut, title, text]) => aCannedReply({ shortcut, title, text }));
  backend.add(aConversation({ id: "rafael", version: 9, unread: 2, last_activity_at: ago(0), last_inbound_at: ago(0), window_expires_at: ahead(17 * 60 + 21), snippet: { kind: "unsupported", text: "", author: "contact" } }), conversationOf("rafael"), session);
  backend.add(aConversation({ id: "stuck", contact_name: "Mirela Antunes", version: 3, last_activity_at: ago(1), window_expires_at: ahead(20 * 60), snippet: { kind: "text", text: "Até amanhã!", author: "agent" } }), stuckConversation("stuck"));
  PEOPLE.forEach((contact_name, index) => {
    const id = `c${index}`;
    const minutes = [2, 4, 11, 18, 26, 41, 1500, 1600, 5000][index] ?? 7000 + index * 900;
    const left = LEFT[index % LEFT.length] ?? 0;
    const body = SAID[index % SAID.length] ?? "Oi";
    const status = index % 5 === 4 ? "bot" : index === 8 ? "resolved" : "open";
    const length = index === 0 ? 140 : 3;
    const author = index === 4 ? "bot" : index === 1 || index === 6 || index === 7 ? "agent" : "contact";
    backend.add(
      aConversation({
        id,
        contact_name,
        address: contact_name === "Otávio Brandão" ? "@otavio.brandao" : `+55 11 9${8800 + index}-3107`,
        status,
        assignee: status === "bot" ? null : index % 5 === 2 ? null : index % 7 === 3 ? "mem_caio" : "mem_marina",
        unread: index === 0 ? 1 : 0,
        last_activity_at: ago(minutes),
        last_inbound_at: ago(author === "contact" ? minutes : DAY - left),
        window_expires_at: ahead(left),
        snippet: { kind: index === 5 ? "image" : "text", text: index === 5 ? "" : body, author },
      }),
      Array.from({ length }, (_, at) => {
        const outbound = at === length - 1 ? author !== "contact" : at % 3 === 1;
        return aMessage({ conversation_id: id, seq: at + 1, content: { kind: "text", body: at === 2 ? body : `Mensagem ${at + 1}` }, at: ago(minutes + (140 - at) * 3), ...(outbound ? { direction: "outbound", status: STATUSES[index] ?? "read" } : {}) });
      }),
    );
  });
}

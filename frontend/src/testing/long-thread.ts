/** Threads that are hard to draw: one of thousands of entries, one of texts nobody meant well. */

import type { Entry } from "@/lib/api-types";
import { aConversation, ago, ahead, aMessage, anEvent, content } from "./builders";
import type { FakeBackend } from "./fake-backend";

const PARTS = ["Bom dia", "pode ser na quinta?", "o exame pede jejum de *quatro horas*", "_sem custo de encaixe_", "Rua Harmonia, 412", "obrigado!", "já reservei o horário com a Dra. Helena", "veja https://clinica.example/preparo", "🙌", "qual o valor da consulta?"];

/** `count` entries over days: short and long, of all voices, with events, quotes, options and reactions among them. */
export function longThread(id: string, count: number): Entry[] {
  return Array.from({ length: count }, (_, index): Entry => {
    const seq = index + 1;
    const at = ago((count - index) * 1.7 + (index % 9 === 0 ? 3 : 0));
    if (index % 53 === 52) return anEvent({ conversation_id: id, seq, kind: index % 2 ? "resolved" : "reopened", actor: { kind: "agent", id: "mem_caio", name: "Caio Bittencourt" }, at });
    const direction = index % 5 < 2 ? "outbound" : "inbound";
    const body = Array.from({ length: 1 + ((index * 7) % 6) ** (index % 11 === 0 ? 2 : 1) }, (_, part) => PARTS[(index + part * 3) % PARTS.length]).join(index % 4 === 0 ? "\n" : ", ");
    const asks = direction === "outbound" && index % 40 === 5;
    return aMessage({
      conversation_id: id,
      seq,
      at,
      direction,
      ...(asks ? { author: { kind: "bot" as const, id: "flow_1", name: "Recepção" } } : {}),
      content: asks ? content({ kind: "buttons", body, buttons: [{ id: "sim", title: "Sim" }, { id: "nao", title: "Não" }] }) : { kind: "text", body },
      status: direction === "outbound" ? "read" : null,
      reply_to: index % 17 === 16 ? { message_id: `msg_${id}_${Math.max(1, seq - (index % 400))}`, preview: "o exame pede jejum" } : null,
      reactions: index % 29 === 0 ? [{ author: { kind: "contact", id: "contact", name: "Rafael Nogueira" }, emoji: "🙏" }] : [],
    });
  });
}

const HOSTILE = [
  "😀".repeat(4_096),
  "مرحبا، هل يمكنني تغيير الموعد إلى يوم الخميس؟ رقم الطلب 4821 (ABC)",
  "\u202Eexe.otof\u202C e depois texto normal",
  "invis\u200B\u200C\u2060ível\uFEFF",
  "\u200B\u2060\u200E",
  "sino\u0007 nulo\u0000 escape\u001B[31m apaga\u0008\u0008 fim\u0085",
  `https://clinica.example/${"a".repeat(1_970)}?fim=1`,
  "https://xn--pypal-4ve.example/conta e https://pаypal.example/conta",
  "<script>alert(1)</script> <img src=x onerror=alert(1)>",
  "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dA\u036b\u0357\u0334\u0362\u0335\u031c\u0330\u0354L\u0368\u0367\u0369\u0358\u0320G\u0311\u0357\u030e\u0305\u035b\u0341\u0334\u033b\u0348\u034d\u0354\u0339O",
  "palavra".repeat(400),
  "\n\n\n\nquatro linhas antes\n\n\n\n",
  "😊",
  "👨‍👩‍👧‍👦🇧🇷👍🏽",
];

export function hostileThread(id: string): Entry[] {
  return HOSTILE.flatMap((body, index) => [
    aMessage({ conversation_id: id, seq: index * 2 + 1, at: ago(90 - index * 6), content: { kind: "text", body } }),
    aMessage({ conversation_id: id, seq: index * 2 + 2, at: ago(88 - index * 6), direction: "outbound", author: { kind: "agent", id: "mem_caio", name: `${"Bartholomeu ".repeat(25)}\u202E` }, content: { kind: "text", body: body.slice(0, 60) }, status: "read", reply_to: { message_id: `msg_${id}_${index * 2 + 1}`, preview: body.slice(0, 200) } }),
  ]);
}

export function furnishThreads(backend: FakeBackend): void {
  backend.add(aConversation({ id: "long", contact_name: "Otília Prates", unread: 12, last_activity_at: ahead(1), window_expires_at: ahead(600) }), longThread("long", 5_000));
  backend.add(aConversation({ id: "hostile", contact_name: `${"Maximiliano ".repeat(25)}\u202Egnp.exe`, unread: 5_000, last_activity_at: ahead(1), window_expires_at: ahead(600) }), hostileThread("hostile"));
}

/** Ten thousand conversations, for measuring the list: `?scene=crowd`. */

import { aConversation, ago, ahead } from "./builders";
import type { FakeBackend } from "./fake-backend";

const FIRST = ["Ana", "Bruno", "Cíntia", "Davi", "Elisa", "Fábio", "Gisele", "Heitor", "Íris", "João", "Kátia", "Luís", "Mônica", "Nélson", "Olívia", "Paulo", "Rute", "Sérgio", "Tânia", "Úrsula"];
const LAST = ["Almeida", "Brandão", "Cardoso", "Duarte", "Esteves", "Figueira", "Gonçalves", "Hollanda", "Itaú", "Junqueira", "Lobo", "Menezes", "Nogueira", "Oliveira", "Prado", "Queirós", "Rocha", "Souto", "Tavares", "Vasconcelos"];
const SAID = ["Consegue segurar o horário até amanhã?", "Obrigado!", "Bom dia, queria remarcar", "Perfeito, pode mandar o endereço 🙌", "Qual o valor da consulta?", "Vocês aceitam convênio?", "Combinado, até quinta"];

const pick = <T>(from: T[], at: number): T => from[at % from.length] as T;

/** Half of them are the signed-in member's, a quarter nobody's, a quarter the bot's. */
export function furnishCrowd(backend: FakeBackend, n = 10_000): void {
  for (let index = 0; index < n; index += 1) {
    const share = index % 4;
    const author = index % 3 === 0 ? "agent" : share === 3 ? "bot" : "contact";
    const left = 24 * 60 - ((index * 7) % (30 * 60));
    backend.add(
      aConversation({
        id: `crowd-${String(index).padStart(5, "0")}`,
        contact_name: `${pick(FIRST, index)} ${pick(LAST, Math.floor(index / 20))} ${index}`,
        status: share === 3 ? "bot" : "open",
        assignee: share < 2 ? "mem_marina" : null,
        unread: author === "contact" && index % 5 === 0 ? (index % 7) + 1 : 0,
        last_activity_at: ago(5 + index),
        last_inbound_at: ago(5 + index),
        waiting_since: author === "contact" ? ago(5 + index) : null,
        window_expires_at: ahead(left),
        snippet: { kind: index % 11 === 0 ? "image" : "text", text: index % 11 === 0 ? "" : pick(SAID, index), author, status: author === "contact" ? null : pick(["sent", "delivered", "read", "failed"] as const, index) },
      }),
    );
  }
}

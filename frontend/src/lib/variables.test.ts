import { expect, test } from "vitest";
import { blanksOf, filled, knownOf } from "./variables";

const known = knownOf({ contact: "Rafael Nogueira", agent: "Marina Duarte", workspace: "Clínica Aurora" });

test.each([
  ["Oi, {{contact.first_name}}!", "Oi, Rafael!"],
  ["{{contact.name}} · {{agent.name}} · {{workspace.name}}", "Rafael Nogueira · Marina Duarte · Clínica Aurora"],
  ["{{ agent.first_name }}", "Marina"],
  ["{{pedido}} e {{contact.first_name}}", "{{pedido}} e Rafael"],
  ["{ {contact.name} }", "{ {contact.name} }"],
])("%s is said as %s", (text, said) => expect(filled(text, known)).toBe(said));

test.each(["+55 11 98842-3107", "@otavio.brandao", ""])("a contact who is only known as “%s” leaves the blank to be filled by hand", (contact) => {
  expect(filled("Oi, {{contact.first_name}}", knownOf({ contact, agent: "Marina", workspace: "" }))).toBe("Oi, {{contact.first_name}}");
});

test("a name that looks like a blank is filled in once and stays a blank to be seen", () => {
  const said = filled("Oi, {{contact.name}}", knownOf({ contact: "{{agent.name}}", agent: "Marina", workspace: "" }));
  expect(said).toBe("Oi, {{agent.name}}");
  expect(blanksOf(said).map((blank) => blank.name)).toEqual(["agent.name"]);
});

test("blanks are told with their place", () => {
  expect(blanksOf("a {{x}} b {{ y }}")).toEqual([
    { name: "x", from: 2, to: 7 },
    { name: "y", from: 10, to: 17 },
  ]);
});

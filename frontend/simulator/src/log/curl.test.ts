import { expect, test } from "vitest";
import type { LogDetail } from "../model";
import { curl } from "./curl";
import { laidOut } from "./json-view";

const detail = (part: Partial<LogDetail>) => ({ method: "POST", url: "http://127.0.0.1/x", headers: {}, payload: "", ...part }) as LogDetail;

test("the command posts the same bytes, whatever quotes they hold", () => {
  expect(curl(detail({ payload: `{"a":"it's"}` }))).toBe(`curl -X POST 'http://127.0.0.1/x' \\\n  --data-binary '{"a":"it'\\''s"}'`);
});

test("a token never leaves; a signature does", () => {
  const command = curl(detail({ headers: { authorization: "Bearer …oken", "x-hub-signature-256": "sha256=ab", host: "x", "content-length": "1" } }));
  expect(command).toContain('-H "authorization: Bearer $TOKEN"');
  expect(command).toContain("-H 'x-hub-signature-256: sha256=ab'");
  expect(command).not.toMatch(/host|content-length/);
});

test("what is not JSON is shown as it travelled", () => {
  expect(laidOut('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(laidOut("{nope")).toBe("{nope");
});

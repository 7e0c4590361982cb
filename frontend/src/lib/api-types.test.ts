import { readFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { expect, test } from "vitest";

const file = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");
const withoutHeader = (source: string) => source.slice(source.indexOf("export interface paths"));

test("the generated types are those of the API's description", async () => {
  const fresh = astToString(await openapiTS(file("../../openapi.json"), { defaultNonNullable: false }));
  expect(withoutHeader(file("api-types.gen.ts")) === withoutHeader(fresh), "run: npm run generate:api").toBe(true);
});

import { expect, test } from "vitest";
import { folded, isFewEmoji, parseInline, parseMarks, shownLink, type Inline } from "./whatsapp-marks";

/** The tree in brackets, so that a case fits a line. */
function drawn(parts: Inline[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case "text":
          return part.text;
        case "code":
          return `[code ${part.text}]`;
        case "link":
          return `[link ${part.text} → ${part.href}]`;
        default:
          return `[${part.kind} ${drawn(part.children)}]`;
      }
    })
    .join("");
}

test.each([
  ["plain", "plain"],
  ["*bold*", "[bold bold]"],
  ["_italic_", "[italic italic]"],
  ["~strike~", "[strike strike]"],
  ["`code *kept*`", "[code code *kept*]"],
  ["*_both_*", "[bold [italic both]]"],
  ["a *b* c *d*", "a [bold b] c [bold d]"],
  ["(*x*)", "([bold x])"],
  ["*x*!", "[bold x]!"],
  ["2*3*4", "2*3*4"],
  ["* space*", "* space*"],
  ["*space *", "*space *"],
  ["**", "**"],
  ["*open", "*open"],
  ["snake_case_name", "snake_case_name"],
  ["ação*não*", "ação*não*"],
  ["see https://a.example/x_y_z.", "see [link https://a.example/x_y_z → https://a.example/x_y_z]."],
  ["www.a.example", "[link www.a.example → https://www.a.example]"],
  ["*https://a.example*", "[bold [link https://a.example → https://a.example]]"],
  ["javascript:alert(1)", "javascript:alert(1)"],
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
])("%s is read as %s", (text, expected) => {
  expect(drawn(parseInline(text))).toBe(expected);
});

test.each([
  ["one\ntwo", ["paragraph"]],
  ["> said\n> more\nanswer", ["quote", "paragraph"]],
  ["- a\n- b", ["bullets"]],
  ["* a\n* b", ["bullets"]],
  ["1. a\n2. b", ["numbers"]],
  ["before\n```x = *1*```\nafter", ["paragraph", "mono", "paragraph"]],
  ["```unclosed", ["paragraph"]],
])("%j has the blocks %j", (text, kinds) => {
  expect(parseMarks(text).map((block) => block.kind)).toEqual(kinds);
});

test.each([
  ["https://banco.example@mau.example/x", []],
  ["https://a:b@mau.example", []],
  ["https://a.example/@ana", ["https://a.example/@ana"]],
  ["https://a.example/\u202egnp.x", ["https://a.example/"]],
  ["https://a.example/\u2066x", ["https://a.example/"]],
  ["https://a.example\u200b.mau.example", ["https://a.example"]],
])("%j leads only where it says: %j", (text, hrefs) => {
  expect(parseInline(text).flatMap((part) => (part.kind === "link" ? [part.href] : []))).toEqual(hrefs);
});

test.each([
  ["https://a.example/x", "https://a.example/x", null],
  [`https://a.example/${"x".repeat(2_000)}`, `https://a.example/${"x".repeat(62)}…`, null],
  ["https://pаypal.example/conta", "https://pаypal.example/conta", "xn--pypal-4ve.example"],
])("%j is shown as %j, with the domain %j", (text, shown, domain) => {
  expect(shownLink(text, text)).toEqual({ shown, domain });
});

test.each([
  ["uma frase inteira", "uma frase…"],
  ["a https://a.example/xyz b", "a https://a.example/xyz …"],
  ["a https://a.example/xyz", "a https://a.example/xyz"],
  ["curto", "curto"],
])("%j folds to %j, no address cut", (text, short) => {
  expect(folded(text, 9)).toBe(short);
});

test("a fence keeps its text as it is", () => {
  expect(parseMarks("```\na *b*\n```")).toEqual([{ kind: "mono", text: "a *b*" }]);
});

test.each([
  ["😊", true],
  ["👨‍👩‍👧‍👦🇧🇷👍🏽", true],
  ["😊😊😊😊", false],
  ["ok 😊", false],
  ["1", false],
])("%s is few emoji: %s", (text, expected) => {
  expect(isFewEmoji(text)).toBe(expected);
});

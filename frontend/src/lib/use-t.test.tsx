import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { activateLanguage } from "./i18n";
import { useT, Words } from "./use-t";

test.each(["\\x3cb\\x3e", "\\u003cb\\u003e", "C:\\temp", "{name}", "<0>x</0>", "# '{'", "$& $1"])("a name like %s is said as it is", async (name) => {
  await activateLanguage("en", ["conversation"]);
  function Said() {
    return <p>{useT()("composer.reply_to", { name })}</p>;
  }
  render(<Words><Said /></Words>);
  expect(screen.getByText(`Reply to ${name}`)).toBeVisible();
});

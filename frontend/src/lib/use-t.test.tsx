import { I18nProvider } from "@lingui/react";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { activateLanguage, i18n } from "./i18n";
import { useT } from "./use-t";

test.each(["\\x3cb\\x3e", "\\u003cb\\u003e", "C:\\temp", "{name}", "<0>x</0>", "# '{'", "$& $1"])("a name like %s is said as it is", async (name) => {
  await activateLanguage("en", ["conversation"]);
  function Said() {
    return <p>{useT()("composer.reply_to", { name })}</p>;
  }
  render(<I18nProvider i18n={i18n}><Said /></I18nProvider>);
  expect(screen.getByText(`Reply to ${name}`)).toBeVisible();
});

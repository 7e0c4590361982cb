import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { activateLanguage } from "@/lib/i18n";
import { Words } from "@/lib/use-t";
import { EmojiPicker } from "./components/emoji-picker";
import { EmojiSuggestions } from "./components/emoji-suggestions";

// jsdom lays nothing out.
vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
beforeEach(() => activateLanguage("en", ["emoji"]));

function show(of: typeof EmojiPicker | typeof EmojiSuggestions) {
  const onPick = vi.fn();
  const Part = of as typeof EmojiSuggestions;
  const view = render(
    <Words>
      <QueryClientProvider client={new QueryClient()}>
        <Part id="list" query="thumbs up" contactName="Rafael" keys={{ current: null }} onActive={() => undefined} onPick={onPick} onClose={() => undefined} />
      </QueryClientProvider>
    </Words>,
  );
  return { ...view, onPick, user: userEvent.setup() };
}

const tone = () => screen.findByRole("button", { name: /^Skin tone/ });

test("the skin chosen for emoji is kept on this device: for the next time, and for what is typed", async () => {
  const { user, unmount } = show(EmojiPicker);
  expect(await tone()).toHaveTextContent(/^✋$/);
  await user.click(await tone());
  await waitFor(async () => expect(await tone()).toHaveTextContent("✋🏻"));
  expect(JSON.parse(localStorage.getItem("pytake.emoji") ?? "{}")).toMatchObject({ state: { skinTone: "light" } });
  unmount();
  const again = show(EmojiPicker);
  expect(await tone()).toHaveTextContent("✋🏻");
  again.unmount();
  const typed = show(EmojiSuggestions);
  await typed.user.click(await screen.findByRole("option", { name: /thumbs up/i }));
  expect(typed.onPick).toHaveBeenCalledExactlyOnceWith("👍🏻");
});

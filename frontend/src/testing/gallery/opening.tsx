import { Check, Copy, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { SideSheet } from "@/components/ui/side-sheet";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { Palette } from "@/features/palette/palette";
import type { PaletteItem } from "@/features/palette/palette-item";
import { ShortcutList } from "@/features/palette/shortcut-list";
import { toast } from "@/lib/toasts";
import { ahead } from "../builders";
import { Section } from "./states";

const nothing = () => undefined;
const silence = () => "";
const items: PaletteItem[] = [
  { id: "conversation.resolve", group: "here", title: "Resolve", icon: Check, shortcut: "conversation.resolve", perform: nothing },
  { id: "conversation.assign", group: "here", title: "Assign", shortcut: "conversation.assign", perform: nothing },
  { id: "c1", group: "canned", title: "Prazo de troca", hint: "A troca leva até 5 dias úteis após a coleta", perform: nothing },
  { id: "p1", group: "people", title: "Trajano Monteiro", hint: "+55 31 99120-4476", said: "vocês trocam a cor do estofado?", avatar: { name: "Trajano Monteiro", windowExpiresAt: ahead(1_200) }, perform: nothing },
  { id: "g1", group: "go", title: "Conversations", shortcut: "go.inbox", perform: nothing },
];
const kinds = ["confirm", "erase", "form", "sheet", "palette", "shortcuts"] as const;

/** What opens over the page; `/gallery?open=erase` opens one at once. */
export function Opening() {
  const asked = new URLSearchParams(location.search).get("open");
  const [open, setOpen] = useState(kinds.find((kind) => kind === asked));
  const close = () => setOpen(undefined);
  return (
    <Section title="What opens">
      <div className="g-row">
        {kinds.map((kind) => <Button key={kind} onClick={() => setOpen(kind)}>{kind}</Button>)}
        <Menu label="More" groups={[{ label: "Message", items: [{ id: "copy", label: "Copy", icon: Copy, onSelect: nothing }, { id: "edit", label: "Edit", icon: Pencil, reason: "It is sent already", onSelect: nothing }, { id: "resolve", label: "Resolve", icon: Check, shortcut: "conversation.resolve", onSelect: nothing }] }, { items: [{ id: "delete", label: "Delete", icon: Trash2, danger: true, onSelect: nothing }] }]}>
          {(trigger) => <Button {...trigger}>menu</Button>}
        </Menu>
        <Popover label="Popover" trigger={(trigger) => <Button {...trigger}>popover</Button>} className="p-3">{(done) => <><TextField label="Name" data-autofocus="" /><Button onClick={done} className="mt-2">Done</Button></>}</Popover>
        <Button onClick={() => toast({ tone: "done", text: "Resolved. CSAT will be asked in 10 min", action: { label: "Undo", perform: nothing } })}>undo</Button>
        <Button onClick={() => toast({ id: "import", tone: "progress", text: "Importing contacts, 1,204 of 4,310", action: { label: "Hide", perform: nothing } })}>progress</Button>
        <Button onClick={() => toast({ tone: "failed", text: "Label not saved. You are offline.", action: { label: "Retry", perform: nothing } })}>failure</Button>
      </div>
      {open === "confirm" ? <ConfirmDialog title="Sign out everywhere else?" text="3 sign-ins on other devices end. This one stays." confirm="Sign out" onConfirm={close} onClose={close} /> : null}
      {open === "erase" ? <ConfirmDialog danger title="Erase Rafael’s data?" text="Removes 212 messages and 14 files everywhere, backups included. This cannot be undone." keep="Keep" typed="RAFAEL" confirm="Erase data" onConfirm={close} onClose={close} /> : null}
      {open === "form" ? <Dialog size="md" title="New canned reply" onClose={close} onSubmit={close} actions={<><Button onClick={close}>Cancel</Button><Button type="submit" variant="primary">Create</Button></>}><TextField data-autofocus="" label="Title" /><TextArea label="Text" hint="Blanks in braces are filled" /></Dialog> : null}
      {open === "sheet" ? <SideSheet label="Details" size="record" onClose={close}><div style={{ padding: 20 }}><h2 className="text-title font-semibold">Details</h2><p className="text-ink2">A record, read beside what it belongs to.</p><Button onClick={close} className="mt-4">Close</Button></div></SideSheet> : null}
      {open === "palette" ? <Palette looking={false} searched="" onSeek={silence} items={items} scope={{ label: "Rafael Nogueira", name: "Rafael Nogueira" }} takeTyped={silence} onClose={close} onShortcuts={() => setOpen("shortcuts")} /> : null}
      {open === "shortcuts" ? <ShortcutList onClose={close} onChange={close} /> : null}
    </Section>
  );
}

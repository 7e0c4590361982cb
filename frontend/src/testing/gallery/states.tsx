import { Bot, CircleAlert, Hourglass, Lock, MessageCircle, Search, Timer } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Ticks } from "@/components/ticks";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { Tabs } from "@/components/ui/tabs";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { WindowAvatar } from "@/components/window-avatar";
import { ahead } from "../builders";

const nothing = () => undefined;
const WINDOWS = [["Marina D", 23 * 60, "23 h"], ["Rafael N", 17 * 60 + 20, "17 h"], ["Jéssica P", 8.5 * 60, "8 h"], ["Tiago A", 4 * 60, "4 h"], ["Benedita R", 70, "1 h"], ["Ana C", -5, "closed"]] as const;

export const Section = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section>
    <h3>{title}</h3>
    {children}
  </section>
);

/** Every control in every state it can rest in. */
export function States() {
  const [view, setView] = useState<"build" | "analyse" | "replay">("build");
  const [tab, setTab] = useState<"contact" | "flow">("contact");
  const [send, setSend] = useState<"mod" | "enter">("mod");
  const [on, setOn] = useState(true);
  const [check, setCheck] = useState<boolean | "mixed">("mixed");
  return (
    <>
      <Section title="Buttons: rest, hover, focus, pending, disabled">
        <div className="g-row">
          <Button variant="primary">Resolve</Button>
          <Button variant="primary" style={{ background: "var(--accent-hover)" }}>Hover</Button>
          <Button variant="primary" className="g-focus">Focus</Button>
          <Button variant="primary" pending pendingLabel="Sending">Send</Button>
          <Button variant="primary" reason="Type something first">Disabled</Button>
          <Button>Secondary</Button>
          <Button variant="soft">Soft</Button>
          <Button variant="ghost">Ghost</Button>
          <Button variant="risky">Stop</Button>
        </div>
        <div className="g-row" style={{ marginTop: 8 }}>
          <Button variant="primary" shortcut="conversation.resolve">Resolve</Button>
          <Button variant="danger">Erase data</Button>
          <Button size="sm" icon={Search}>Small</Button>
          <Button size="xs">Tiny</Button>
          <Button size="lg" variant="primary">Large</Button>
          <IconButton icon={Search} label="Search" shortcut="inbox.search" />
          <IconButton icon={Search} label="Pressed" pressed />
          <IconButton icon={Search} label="Disabled" reason="Nothing to search" />
        </div>
      </Section>
      <div className="g-cols">
        <TextField label="Rest" hint="Helps before, not after" defaultValue="Marina Duarte" />
        <div className="g-field-focus"><TextField label="Focus" defaultValue="Marina" /></div>
        <TextField label="Wrong" error="Use 10 or 11 digits" defaultValue="+55 11 9884" />
        <TextField label="Disabled" disabled defaultValue="+55 11 9884" />
        <Select label="Select" value="br" options={[{ value: "br", label: "Brasil" }, { value: "mx", label: "México" }]} onChange={nothing} />
        <TextArea label="Text" count={{ n: 1_030, most: 1_024, said: "1,030 of 1,024" }} defaultValue="Bom dia! Consigo remarcar?" rows={1} />
      </div>
      <div className="g-row" style={{ gap: 32, alignItems: "end" }}>
        <Section title="Toggles">
          <div className="g-row" style={{ gap: 12, minHeight: 32 }}>
            <Switch bare label="On" on={on} onChange={setOn} />
            <Switch bare label="Off" on={!on} onChange={(next) => setOn(!next)} />
            <Switch bare label="Blocked" on={false} reason="The browser blocks it" onChange={nothing} />
            <Checkbox bare label="Checked" checked onChange={nothing} />
            <Checkbox bare label="Mixed" checked={check} onChange={setCheck} />
            <Checkbox bare label="Empty" checked={false} onChange={nothing} />
            <Checkbox bare label="Disabled" checked reason="Somebody else's" onChange={nothing} />
          </div>
        </Section>
        <Section title="Segment">
          <Segmented label="Mode" value={view} options={[{ value: "build", label: "Build" }, { value: "analyse", label: "Analyse" }, { value: "replay", label: "Replay" }]} onChange={setView} />
        </Section>
        <Section title="Badges">
          <div className="g-row" style={{ gap: 6 }}>
            <Badge tone="accent" dot>Approved</Badge>
            <Badge tone="bot" icon={Bot}>Bot</Badge>
            <Badge tone="note" icon={Lock}>Note</Badge>
            <Badge tone="info">Review</Badge>
            <Badge tone="warn" icon={Hourglass}>1 h left</Badge>
            <Badge tone="danger" icon={Timer}>Late</Badge>
            <Badge>Resolved</Badge>
          </div>
        </Section>
      </div>
      <Section title="The window arc: 24 h to closed">
        <div className="g-row">
          {WINDOWS.map(([name, minutes, said]) => (
            <span key={said} className="g-arc"><WindowAvatar name={name} size={38} windowExpiresAt={ahead(minutes)} />{said}</span>
          ))}
          {(["pending", "sent", "delivered", "read", "failed", "unconfirmed", "paused"] as const).map((status) => (
            <span key={status} className="g-arc" style={{ marginRight: 6, gap: 4 }}><Ticks status={status} />{status}</span>
          ))}
        </div>
      </Section>
      <Section title="Type">
        <div className="g-type">
          <span className="text-2xl font-semibold">28</span>
          <span className="text-xl font-semibold">20 Page</span>
          <span className="text-lg font-semibold">16 Section</span>
          <span className="text-base">14 Message</span>
          <span className="text-sm">13 Interface</span>
          <span className="text-xs text-ink2">12 Secondary</span>
          <span className="text-2xs text-ink3">11 Meta</span>
          <span className="mono text-xs">wamid.HBgN</span>
        </div>
      </Section>
      <div className="g-two">
        <RadioCards label="What sends" value={send} onChange={setSend} options={[{ value: "mod", label: "Ctrl Enter", hint: "Enter makes a new line" }, { value: "enter", label: "Enter", hint: "Shift Enter makes a new line" }]} />
        <div className="g-card">
          <Tabs label="Details" value={tab} tabs={[{ value: "contact", label: "Contact" }, { value: "flow", label: "Flow session", count: 3 }]} onChange={setTab}>
            <div style={{ paddingTop: 12 }}><Switch label="Sound" hint="Off by default" on={on} onChange={setOn} /><Checkbox label="Part of a form" checked={check} onChange={setCheck} /></div>
          </Tabs>
        </div>
      </div>
      <Section title="Loading">
        <div className="g-row"><Skeleton width={36} height={36} round /><span style={{ flex: 1 }}><Skeleton width="60%" height={10} /><br /><Skeleton width="85%" height={10} /></span></div>
      </Section>
      <div className="g-two">
        <div className="g-card"><EmptyState icon={MessageCircle} tone="accent" share={1} title="Nothing waiting for you" text="12 conversations are with customers. They come back here when someone writes."><Button shortcut="inbox.take_next">Take next unassigned</Button></EmptyState></div>
        <div className="g-card"><EmptyState icon={CircleAlert} tone="danger" share={0.1} title="Orders did not load" text="The ERP took longer than 10 s. You can keep chatting."><Button>Try again</Button><Button variant="ghost">See run 7c1e</Button></EmptyState></div>
      </div>
    </>
  );
}

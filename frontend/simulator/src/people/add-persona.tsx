import { useState, type FormEvent } from "react";
import { TextField } from "@/components/ui/text-field";
import { Button } from "@/components/ui/button";
import { api, Refused } from "../api";
import { changes } from "../store";
import { Segmented } from "../segmented";
import { useWords } from "../words/use-words";
import { phoneNumber } from "./phone-number";

const USERNAME = /^@?[a-z0-9._]{3,35}$/;

interface AddPersonaProps {
  onDone: () => void;
}

export function AddPersona({ onDone }: AddPersonaProps) {
  const { say } = useWords();
  const [by, setBy] = useState<"phone" | "username">("phone");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const number = by === "phone" ? phoneNumber(address) : null;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (by === "phone" ? !number : !USERNAME.test(address)) {
      setRefusal(say(by === "phone" ? "bad_phone" : "bad_username"));
      return;
    }
    try {
      const { id } = await api.addPersona({ name, ...(number ? { phone: number.full } : { username: address }) });
      changes.world(await api.world());
      changes.pick(id);
      onDone();
    } catch (error) {
      setRefusal(error instanceof Refused && error.status === 409 ? say("address_taken") : String(error));
    }
  }

  return (
    <form aria-label={say("add_customer")} onSubmit={handleSubmit} onKeyDown={({ key }) => key === "Escape" && onDone()} className="space-y-2.5 border-b border-line bg-sunken px-4 py-3">
      <TextField label={say("name")} value={name} onChange={({ target }) => setName(target.value)} autoFocus required maxLength={80} />
      <Segmented label={say("reached_by")} className="flex" value={by} onChange={(chosen) => { setBy(chosen); setRefusal(undefined); }} options={[{ id: "phone", label: say("by_phone") }, { id: "username", label: say("by_username") }]} />
      <TextField
        label={say(by === "phone" ? "phone_number" : "username")}
        value={address}
        onChange={({ target }) => {
          setAddress(target.value);
          setRefusal(undefined);
        }}
        required
        inputMode={by === "phone" ? "tel" : "text"}
        placeholder={by === "phone" ? "+55 11 91234-5678" : "maria.silva"}
        autoCapitalize="off"
        autoComplete="off"
        hint={number?.completed ? say("phone_completed", { number: number.full }) : undefined}
        error={refusal}
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onDone}>{say("cancel")}</Button>
        <Button size="sm" variant="primary" type="submit">{say("add")}</Button>
      </div>
    </form>
  );
}

/** What may open over the field of a reply. The app says which feature draws it; each is fetched when it is first asked for. */

import { createContext, type ComponentType, type Ref } from "react";
import type { KeyTaker } from "./suggestion-list";

export interface PickerProps {
  /** Of the list the field points at. */
  id: string;
  /** What was typed behind the sign. */
  query: string;
  /** Whom the reply is for. */
  contactName: string;
  keys: Ref<KeyTaker>;
  onActive: (optionId: string | undefined) => void;
  onPick: (text: string) => void;
  onClose: () => void;
}

export interface Pickers {
  canned?: ComponentType<PickerProps>;
  emojiSuggestions?: ComponentType<PickerProps>;
  emoji?: ComponentType<Pick<PickerProps, "onPick" | "onClose">>;
}

export const PickersContext = createContext<Pickers>({});

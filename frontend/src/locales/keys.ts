/** Every key there is; Portuguese is where words are first written. */

import type { words as first } from "./pt-BR";
import type { words as conversation } from "./pt-BR.conversation";
import type canned from "./pt-BR/canned.json";
import type emoji from "./pt-BR/emoji.json";
import type failures from "./pt-BR/failures.json";
import type overlays from "./pt-BR/overlays.json";
import type settings from "./pt-BR/settings.json";
import type signIn from "./pt-BR/sign-in.json";

export type MessageKey = keyof typeof first | keyof typeof conversation | keyof typeof signIn | keyof typeof settings | keyof typeof overlays | keyof typeof canned | keyof typeof emoji | keyof typeof failures;

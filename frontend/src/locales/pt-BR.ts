/** What the first screen says. */

import app from "./pt-BR/app.json";
import list from "./pt-BR/list.json";

export const words = { ...app, ...list };

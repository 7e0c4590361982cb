/** What the first screen says. */

import app from "./en/app.json";
import list from "./en/list.json";

export const words = { ...app, ...list };

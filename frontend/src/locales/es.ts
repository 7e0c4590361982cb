/** What the first screen says. */

import app from "./es/app.json";
import list from "./es/list.json";

export const words = { ...app, ...list };

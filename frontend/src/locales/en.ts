/** What the first screen says. */

import app from "./en/app.json";
import composer from "./en/composer.json";
import details from "./en/details.json";
import failures from "./en/failures.json";
import list from "./en/list.json";
import thread from "./en/thread.json";

export const words = { ...app, ...list, ...thread, ...composer, ...details, ...failures };

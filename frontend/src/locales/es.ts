/** What the first screen says. */

import app from "./es/app.json";
import composer from "./es/composer.json";
import details from "./es/details.json";
import failures from "./es/failures.json";
import list from "./es/list.json";
import thread from "./es/thread.json";

export const words = { ...app, ...list, ...thread, ...composer, ...details, ...failures };

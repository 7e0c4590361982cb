/** What the first screen says. */

import app from "./pt-BR/app.json";
import composer from "./pt-BR/composer.json";
import details from "./pt-BR/details.json";
import failures from "./pt-BR/failures.json";
import list from "./pt-BR/list.json";
import thread from "./pt-BR/thread.json";

export const words = { ...app, ...list, ...thread, ...composer, ...details, ...failures };

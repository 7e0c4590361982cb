/** What an open conversation says. */

import composer from "./pt-BR/composer.json";
import details from "./pt-BR/details.json";
import thread from "./pt-BR/thread.json";

export const words = { ...thread, ...composer, ...details };

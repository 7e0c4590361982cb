/** What an open conversation says. */

import composer from "./en/composer.json";
import details from "./en/details.json";
import thread from "./en/thread.json";

export const words = { ...thread, ...composer, ...details };

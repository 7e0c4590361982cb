/** What an open conversation says. */

import composer from "./en/composer.json";
import details from "./en/details.json";
import failures from "./en/failures.json";
import thread from "./en/thread.json";

export const words = { ...thread, ...composer, ...details, ...failures };

/** What an open conversation says. */

import composer from "./es/composer.json";
import details from "./es/details.json";
import thread from "./es/thread.json";

export const words = { ...thread, ...composer, ...details };

import { useEffect, useState } from "react";

export type Allowed = NotificationPermission | "missing";

const read = (): Allowed => (typeof Notification === "undefined" ? "missing" : Notification.permission);

/** What this browser lets us do, also when it is changed in its own settings; and how to ask it. */
export function useNotificationPermission(): { allowed: Allowed; ask: () => Promise<boolean> } {
  const [allowed, setAllowed] = useState(read);

  useEffect(() => {
    let status: PermissionStatus | undefined;
    const look = () => setAllowed(read());
    // Not every browser tells of this permission; the next visit sees the change then.
    navigator.permissions
      ?.query({ name: "notifications" })
      .then((found) => {
        status = found;
        status.addEventListener("change", look);
      })
      .catch(() => undefined);
    return () => status?.removeEventListener("change", look);
  }, []);

  async function ask(): Promise<boolean> {
    if (read() === "default") await Notification.requestPermission();
    setAllowed(read());
    return read() === "granted";
  }
  return { allowed, ask };
}

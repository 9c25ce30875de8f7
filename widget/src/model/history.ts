/** Brings together what the server remembers and what this window shows. */
import type { Said } from "../protocol/types";
import type { Entry } from "./chat";

const same = (one: Entry, other: Entry): boolean => one.from === other.from && one.message.text === other.message.text;

/** Returns the server's history, and after it what this window still has to send. Entries that are shown already stay the same objects. */
export function remembered(said: readonly Said[], shown: readonly Entry[]): Entry[] {
  const entries = said.map((item, place): Entry => {
    const old = shown[place];
    const entry: Entry = item.from === "user" ? { ...item, delivery: "sent" } : item;
    if (!old || !same(old, entry)) return entry;
    if (old.from === "user") old.delivery = "sent";
    return old;
  });
  const known = new Set(said.flatMap((item) => (item.from === "user" ? [item.message.id] : [])));
  const open = shown.filter((entry) => entry.from === "user" && entry.delivery !== "sent" && !known.has(entry.message.id));
  return [...entries, ...open];
}

/** Returns what comes after the shown entries, or null if the list changed otherwise and must be shown anew. */
export function extended(shown: readonly Entry[], entries: readonly Entry[]): Entry[] | null {
  if (shown.length > entries.length || shown.some((entry, place) => entry !== entries[place])) return null;
  return shown.length === 0 && entries.length > 0 ? null : entries.slice(shown.length);
}

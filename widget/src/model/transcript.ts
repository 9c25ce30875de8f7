/** The conversation as plain text, with every caution: the whole text of each answer. */
import { fill, type Strings } from "../strings";
import type { Entry } from "./chat";

export function clock(time: number, language: string): string {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language, today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/** What a person's message looks like: the words typed, or those on the button. */
export function shownText(entry: Entry & { from: "user" }, strings: Strings): string {
  const { text, title } = entry.message;
  return title || (text.startsWith("/") ? strings.aTap : text);
}

export function transcript(entries: readonly Entry[], strings: Strings): string {
  const lines = [strings.title, strings.subtitle, "", strings.welcome, ""];
  for (const entry of entries) {
    const who = entry.from === "user" ? strings.you : strings.bot;
    const when = new Intl.DateTimeFormat(strings.language, { dateStyle: "medium", timeStyle: "short" }).format(entry.message.time);
    lines.push(`${who}, ${when}:`, entry.from === "user" ? shownText(entry, strings) : entry.message.text);
    if (entry.from === "bot") {
      const sources = new Map(entry.message.parts.flatMap((part) => part.sources).map((source) => [source.url || source.title, source]));
      for (const source of sources.values()) lines.push(`- ${[source.title, source.publisher, source.year, source.url].filter(Boolean).join(", ")}`);
      const checked = entry.message.parts[0]?.reviewedOn;
      if (checked) lines.push(`(${fill(strings.checked, { date: checked })})`);
    }
    lines.push("");
  }
  return lines.join("\n");
}

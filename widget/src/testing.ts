/** Things that several tests need. */
import type { BotMessage, Outcome, Part, UserMessage } from "./protocol/types";

export const part = (values: Partial<Part> = {}): Part => ({
  claim: "claim-a", forYou: [], short: "Short.", detail: "Detail.", knownToday: [], cautions: ["Take care."], always: "In general.",
  certainty: "low", sources: [{ title: "A study", publisher: "A journal", year: "2020", url: "https://study.example/" }], terms: [],
  reviewedOn: "2026-11-23", ...values,
});

export const bot = (values: Partial<BotMessage> = {}): BotMessage => ({
  text: "Short. Detail. Caution: Take care.", quickReplies: [], time: 0, title: "A topic", parts: [], topics: [], claims: [],
  contentVersion: "v", phoneNumbers: [], conditions: null, ...values,
});

export const user = (text: string, id = text, title = ""): UserMessage => ({ text, id, title, time: 0 });

export const done: Outcome = { ok: true, error: "", id: "row", token: "" };

/** Lets everything that waits for nothing else happen. */
export const settle = (): Promise<void> => new Promise((go) => setTimeout(go, 0));

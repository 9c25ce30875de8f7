/** What goes over the wire, after it was checked (read.ts). */

export interface QuickReply {
  title: string;
  payload: string;
}

export interface Source {
  title: string;
  publisher: string;
  year: string;
  /** Only http and https; empty where the source has no page. */
  url: string;
}

export interface Term {
  name: string;
  topic: string;
}

/** One claim of an answer, with all that belongs to it. */
export interface Part {
  claim: string;
  forYou: string[];
  short: string;
  detail: string;
  knownToday: string[];
  cautions: string[];
  always: string;
  certainty: string;
  sources: Source[];
  terms: Term[];
  reviewedOn: string;
}

export interface Chip {
  id: string;
  label: string;
}

export interface BotMessage {
  text: string;
  quickReplies: QuickReply[];
  time: number;
  title: string;
  parts: Part[];
  topics: string[];
  claims: string[];
  contentVersion: string;
  phoneNumbers: string[];
  /** Null where the message says nothing about the person's conditions. */
  conditions: Chip[] | null;
}

export interface UserMessage {
  text: string;
  time: number;
  /** The words on the button that was tapped; empty for typed text. */
  title: string;
  id: string;
}

export type Said = { from: "user"; message: UserMessage } | { from: "bot"; message: BotMessage };

export interface Session {
  token: string;
  said: Said[];
  limit: number;
}

export interface Outcome {
  ok: boolean;
  error: string;
  id: string;
  token: string;
}

export interface Rating {
  rating: "up" | "down";
  reason: string | null;
  id: string | null;
  message: BotMessage;
}

/** Reads what the server sent. Whatever arrives, the rest of the widget only sees the types of types.ts. */
import type { BotMessage, Chip, Outcome, Part, QuickReply, Said, Session, Source, Term, UserMessage } from "./types";

const MAX_TEXT = 20000;
const MAX_ITEMS = 200;
// They could turn the text around them; a message has no need of them.
const BIDI_CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

type Raw = Record<string, unknown>;

const record = (value: unknown): Raw => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : {});

export function text(value: unknown): string {
  const found = typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
  return found.slice(0, MAX_TEXT).replace(BIDI_CONTROLS, "");
}

function list<T>(value: unknown, read: (item: unknown) => T | null): T[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MAX_ITEMS).map(read).filter((item): item is T => item !== null);
}

const texts = (value: unknown): string[] => list(value, (item) => text(item) || null);

/** Returns a web address, or nothing for any other kind of link. */
export function webAddress(value: unknown): string {
  try {
    const url = new URL(text(value));
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
  } catch {
    return "";
  }
}

function readQuickReply(value: unknown): QuickReply | null {
  const { title, payload } = record(value);
  return text(title) && text(payload) ? { title: text(title), payload: text(payload) } : null;
}

function readSource(value: unknown): Source | null {
  const raw = record(value);
  const title = text(raw.title);
  return title ? { title, publisher: text(raw.publisher), year: text(raw.year), url: webAddress(raw.url) } : null;
}

function readTerm(value: unknown): Term | null {
  const { name, topic } = record(value);
  return text(name) && text(topic) ? { name: text(name), topic: text(topic) } : null;
}

function readChip(value: unknown): Chip | null {
  const { id, label } = record(value);
  return text(id) && text(label) ? { id: text(id), label: text(label) } : null;
}

function readPart(value: unknown): Part | null {
  const raw = record(value);
  const short = text(raw.short);
  if (!short) return null;
  return {
    claim: text(raw.claim),
    forYou: texts(raw.for_you),
    short,
    detail: text(raw.detail),
    knownToday: texts(raw.known_today),
    cautions: texts(raw.cautions),
    always: text(raw.always),
    certainty: text(raw.certainty),
    sources: list(raw.sources, readSource),
    terms: list(raw.terms, readTerm),
    reviewedOn: text(raw.reviewed_on),
  };
}

const time = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value * 1000 : Date.now());

export function readBotMessage(value: unknown): BotMessage {
  const raw = record(value);
  const account = record(raw.metadata);
  return {
    text: text(raw.text),
    quickReplies: list(raw.quick_replies ?? raw.buttons, readQuickReply),
    time: time(raw.timestamp),
    title: text(account.title),
    parts: list(account.parts, readPart),
    topics: texts(account.topics),
    claims: texts(account.claims),
    contentVersion: text(account.content_version),
    phoneNumbers: texts(account.phone_numbers).filter((number) => /^\+?[0-9 ()-]{2,20}$/.test(number)),
    conditions: Array.isArray(account.conditions) ? list(account.conditions, readChip) : null,
  };
}

export function readUserMessage(value: unknown): UserMessage {
  const raw = record(value);
  return { text: text(raw.text ?? raw.message), time: time(raw.timestamp), title: text(raw.title), id: text(raw.message_id) };
}

function readSaid(value: unknown): Said | null {
  const { from } = record(value);
  if (from === "user") return { from, message: readUserMessage(value) };
  if (from === "bot") return { from, message: readBotMessage(value) };
  return null;
}

/** Returns the session that the server opened, or null if it opened none. */
export function readSession(value: unknown): Session | null {
  const raw = record(value);
  const token = text(raw.session_id);
  if (!token || raw.ok === false) return null;
  const limit = typeof raw.limit === "number" && raw.limit > 0 ? raw.limit : 1000;
  return { token, said: list(raw.messages, readSaid), limit };
}

export function readOutcome(value: unknown): Outcome {
  const raw = record(value);
  return { ok: raw.ok === true, error: text(raw.error), id: text(raw.id), token: text(raw.session_id) };
}

/** Whether a message is about an emergency, and so looks different. */
export const isUrgent = (message: BotMessage): boolean => message.topics.includes("safety/emergency");

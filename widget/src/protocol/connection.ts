/** The one interface between the screen and the server; Socket.IO and REST stand behind it. */
import type { BotMessage, Outcome, Rating, Session, UserMessage } from "./types";

export type State = "connecting" | "online" | "offline";

export interface Listener {
  onState(state: State): void;
  /** A session is open: a new one, or the old one again after a break. */
  onSession(session: Session): void;
  onAnswer(message: BotMessage): void;
  /** The same conversation was continued in another window. */
  onEcho(message: UserMessage): void;
  /** The conversation was started over or deleted, here or in another window. */
  onCleared(token: string): void;
}

export interface Connection {
  open(token: string | null): void;
  say(message: UserMessage): Promise<Outcome>;
  startOver(): Promise<Outcome>;
  remove(): Promise<Outcome>;
  rate(rating: Rating): Promise<Outcome>;
  close(): void;
}

export const REPLY_LIMIT_MS = 20000;

/** What a failed connection answers with. */
export const lost: Outcome = { ok: false, error: "connection", id: "", token: "" };

export function ratingData(rating: Rating): Record<string, unknown> {
  const { topics, claims, contentVersion } = rating.message;
  return { rating: rating.rating, reason: rating.reason, id: rating.id, topics, claims, content_version: contentVersion };
}

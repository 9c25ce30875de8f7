/** The conversation over plain HTTP, where no WebSocket gets through. */
import { lost, ratingData, REPLY_LIMIT_MS, type Connection, type Listener } from "./connection";
import { readBotMessage, readOutcome, readSession } from "./read";
import type { Outcome, Rating, UserMessage } from "./types";

const AGAIN_MS = 3000;

export class RestConnection implements Connection {
  private token: string | null = null;
  private closed = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly server: string, private readonly listener: Listener) {}

  /** Opens a session; returns at once, and tries again until it works. */
  open(token: string | null): void {
    this.token = token;
    void this.tryOpen(true);
  }

  /** Tries once; returns whether a session is open. */
  async tryOpen(again = false): Promise<boolean> {
    clearTimeout(this.waiting);
    const session = readSession(await this.post("session", {}));
    if (this.closed) return false;
    if (session) {
      this.token = session.token;
      this.listener.onState("online");
      this.listener.onSession(session);
    } else if (again) {
      this.listener.onState("offline");
      this.waiting = setTimeout(() => void this.tryOpen(true), AGAIN_MS);
    }
    return session !== null;
  }

  useToken(token: string | null): void {
    this.token = token;
  }

  async say(message: UserMessage): Promise<Outcome> {
    const answer = await this.post("webhook", { message: message.text, message_id: message.id, title: message.title });
    if (answer === null) return this.lose();
    const said = (answer as { messages?: unknown }).messages;
    if (Array.isArray(said)) said.forEach((item) => this.listener.onAnswer(readBotMessage(item)));
    return readOutcome(answer);
  }

  async startOver(): Promise<Outcome> {
    return this.clear("start_over");
  }

  async remove(): Promise<Outcome> {
    return this.clear("delete");
  }

  async rate(rating: Rating): Promise<Outcome> {
    return this.outcome(await this.post("feedback", ratingData(rating)));
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.waiting);
  }

  private async clear(path: string): Promise<Outcome> {
    const outcome = this.outcome(await this.post(path, {}));
    if (outcome.ok) {
      this.token = outcome.token || this.token;
      if (this.token) this.listener.onCleared(this.token);
    }
    return outcome;
  }

  private outcome(answer: unknown): Outcome {
    return answer === null ? this.lose() : readOutcome(answer);
  }

  private lose(): Outcome {
    if (!this.closed) {
      this.listener.onState("offline");
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => void this.tryOpen(true), AGAIN_MS);
    }
    return lost;
  }

  /** Returns what the server said, or null if it could not be reached. */
  private async post(path: string, data: object): Promise<unknown> {
    try {
      const answer = await fetch(`${this.server}/webhooks/web/${path}`, {
        method: "POST",
        credentials: "omit",
        // As plain text it needs no preflight from another origin.
        headers: { "Content-Type": "text/plain" },
        body: JSON.stringify({ ...data, session_id: this.token }),
        signal: AbortSignal.timeout(REPLY_LIMIT_MS),
      });
      return await answer.json();
    } catch {
      return null;
    }
  }
}

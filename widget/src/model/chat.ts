/** The conversation as this window knows it: what was said, what still waits, what the person should be told. No screen here. */
import type { Connection, Listener, State } from "../protocol/connection";
import type { BotMessage, Chip, Outcome, Rating, Session, UserMessage } from "../protocol/types";
import { extended, remembered } from "./history";
import type { Memory } from "./memory";

export type Delivery = "sent" | "sending" | "waiting" | "failed" | "unanswered";
export type Entry = { from: "user"; message: UserMessage; delivery: Delivery } | { from: "bot"; message: BotMessage };

/** What a screen has to show. */
export interface Screen {
  reset(entries: readonly Entry[]): void;
  added(entry: Entry): void;
  changed(entry: Entry): void;
  typing(on: boolean): void;
  state(state: State, again: boolean): void;
  conditions(chips: readonly Chip[]): void;
  limit(characters: number): void;
}

export class Chat implements Listener {
  private entries: Entry[] = [];
  private connection: Connection | null = null;
  private wasOnline = false;
  private online = false;
  private open = 0;

  constructor(private readonly memory: Memory, private readonly screen: Screen) {}

  /** Connects; the chat is quiet until somebody opens it. */
  start(connect: (listener: Listener) => Connection): void {
    if (this.connection) return;
    this.screen.state("connecting", false);
    this.connection = connect(this);
    this.connection.open(this.memory.token);
  }

  stop(): void {
    this.connection?.close();
    this.connection = null;
  }

  get said(): readonly Entry[] {
    return this.entries;
  }

  send(text: string, title = ""): void {
    const message: UserMessage = { text, title, time: Date.now(), id: newId() };
    const entry: Entry = { from: "user", message, delivery: this.online ? "sending" : "waiting" };
    this.entries.push(entry);
    this.screen.added(entry);
    if (this.online) void this.deliver(entry);
  }

  retry(entry: Entry): void {
    if (entry.from === "user") void this.deliver(entry);
  }

  async startOver(): Promise<boolean> {
    return (await this.connection?.startOver())?.ok ?? false;
  }

  async remove(): Promise<boolean> {
    return (await this.connection?.remove())?.ok ?? false;
  }

  async rate(rating: Rating): Promise<Outcome | null> {
    const outcome = await this.connection?.rate(rating);
    return outcome?.ok ? outcome : null;
  }

  onState(state: State): void {
    this.online = state === "online";
    this.screen.state(state, this.wasOnline);
    if (this.online) this.wasOnline = true;
  }

  onSession(session: Session): void {
    this.memory.token = session.token;
    this.screen.limit(session.limit);
    const before = this.entries;
    this.entries = remembered(session.said, before);
    const more = extended(before, this.entries);
    if (more) more.forEach((entry) => this.screen.added(entry));
    else this.screen.reset(this.entries);
    this.showConditions();
    for (const entry of this.entries) if (entry.from === "user" && entry.delivery === "waiting") void this.deliver(entry);
  }

  onAnswer(message: BotMessage): void {
    const entry: Entry = { from: "bot", message };
    this.entries.push(entry);
    this.screen.added(entry);
    if (message.conditions) this.screen.conditions(message.conditions);
  }

  onEcho(message: UserMessage): void {
    const entry: Entry = { from: "user", message, delivery: "sent" };
    this.entries.push(entry);
    this.screen.added(entry);
  }

  onCleared(token: string): void {
    this.memory.token = token;
    this.entries = [];
    this.screen.reset(this.entries);
    this.screen.conditions([]);
  }

  private async deliver(entry: Entry & { from: "user" }): Promise<void> {
    if (!this.connection) return;
    this.set(entry, "sending");
    this.screen.typing((this.open += 1) > 0);
    const outcome = await this.connection.say(entry.message);
    this.screen.typing((this.open -= 1) > 0);
    if (outcome.ok) return this.set(entry, "sent");
    if (outcome.error === "connection") {
      // It is sent again as soon as there is a session, unless the server turns out to have it.
      this.set(entry, "waiting");
    } else if (outcome.error === "no_session") {
      this.set(entry, "waiting");
      this.connection.open(null);
    } else {
      this.set(entry, outcome.error === "timeout" ? "unanswered" : "failed");
    }
  }

  private set(entry: Entry & { from: "user" }, delivery: Delivery): void {
    if (entry.delivery === delivery) return;
    entry.delivery = delivery;
    this.screen.changed(entry);
  }

  private showConditions(): void {
    const told = this.entries.filter((entry) => entry.from === "bot" && entry.message.conditions !== null).at(-1);
    this.screen.conditions(told?.from === "bot" ? (told.message.conditions ?? []) : []);
  }
}

/** A random id; `crypto.randomUUID` is missing on pages without TLS. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The conversation over Socket.IO, with Rasa's names of events. It connects again by itself. */
import { io, type Socket } from "socket.io-client";
import { lost, ratingData, REPLY_LIMIT_MS, type Connection, type Listener } from "./connection";
import { readBotMessage, readOutcome, readSession, readUserMessage, text } from "./read";
import type { Outcome, Rating, UserMessage } from "./types";

export class SocketConnection implements Connection {
  private readonly socket: Socket;
  private token: string | null = null;

  /** `onFailure` is told how often connecting failed in a row. */
  constructor(server: string, private readonly listener: Listener, onFailure: (count: number) => void) {
    this.socket = io(server, {
      transports: ["websocket"], autoConnect: false, forceNew: true, timeout: 8000, reconnectionDelay: 400, reconnectionDelayMax: 4000,
    });
    let failures = 0;
    this.socket.on("connect", () => {
      failures = 0;
      this.requestSession();
    });
    this.socket.on("disconnect", (reason) => {
      listener.onState("offline");
      if (reason === "io server disconnect") this.socket.connect();
    });
    this.socket.on("connect_error", () => {
      listener.onState("offline");
      onFailure((failures += 1));
    });
    this.socket.on("history", (data: unknown) => this.onHistory(data));
    this.socket.on("bot_uttered", (data: unknown) => listener.onAnswer(readBotMessage(data)));
    this.socket.on("user_echo", (data: unknown) => listener.onEcho(readUserMessage(data)));
    this.socket.on("cleared", (data: unknown) => {
      this.token = text((data as { session_id?: unknown } | null)?.session_id) || this.token;
      if (this.token) listener.onCleared(this.token);
      this.requestRoom();
    });
  }

  open(token: string | null): void {
    this.token = token;
    if (this.socket.connected) this.requestSession();
    else this.socket.connect();
  }

  say(message: UserMessage): Promise<Outcome> {
    return this.ask("user_uttered", { message: message.text, message_id: message.id, title: message.title });
  }

  startOver(): Promise<Outcome> {
    return this.ask("start_over", {});
  }

  remove(): Promise<Outcome> {
    return this.ask("delete_conversation", {});
  }

  rate(rating: Rating): Promise<Outcome> {
    return this.ask("feedback", ratingData(rating));
  }

  close(): void {
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  private requestSession(): void {
    this.socket.emit("session_request", { session_id: this.token }, (answer: unknown) => {
      const outcome = readOutcome(answer);
      if (!outcome.ok) setTimeout(() => this.socket.connected && this.requestSession(), 3000);
    });
  }

  /** After a deletion the conversation has a new id, and this window must listen to it. */
  private requestRoom(): void {
    if (this.socket.connected) this.requestSession();
  }

  private onHistory(data: unknown): void {
    const session = readSession(data);
    if (!session) return;
    this.token = session.token;
    this.listener.onState("online");
    this.listener.onSession(session);
  }

  private async ask(event: string, data: object): Promise<Outcome> {
    if (!this.socket.connected) return lost;
    try {
      return readOutcome(await this.socket.timeout(REPLY_LIMIT_MS).emitWithAck(event, { ...data, session_id: this.token }));
    } catch {
      return this.socket.connected ? { ...lost, error: "timeout" } : lost;
    }
  }
}

/** Socket.IO first; REST when Socket.IO cannot be reached but the server can. */
import type { Connection, Listener } from "./connection";
import { RestConnection } from "./rest";
import { SocketConnection } from "./socket";
import type { Outcome, Rating, UserMessage } from "./types";

const FAILURES = 2;

export class AutoConnection implements Connection {
  private current: Connection;
  private readonly socket: SocketConnection;
  private token: string | null = null;
  private trying = false;

  constructor(server: string, listener: Listener) {
    const watched: Listener = {
      onState: (state) => listener.onState(state),
      onSession: (session) => {
        this.token = session.token;
        listener.onSession(session);
      },
      onAnswer: (message) => listener.onAnswer(message),
      onEcho: (message) => listener.onEcho(message),
      onCleared: (token) => {
        this.token = token;
        listener.onCleared(token);
      },
    };
    this.socket = new SocketConnection(server, watched, (failures) => {
      if (failures >= FAILURES) void this.tryRest(server, watched);
    });
    this.current = this.socket;
  }

  open(token: string | null): void {
    this.token = token;
    this.current.open(token);
  }

  say(message: UserMessage): Promise<Outcome> {
    return this.current.say(message);
  }

  startOver(): Promise<Outcome> {
    return this.current.startOver();
  }

  remove(): Promise<Outcome> {
    return this.current.remove();
  }

  rate(rating: Rating): Promise<Outcome> {
    return this.current.rate(rating);
  }

  close(): void {
    this.socket.close();
    this.current.close();
  }

  private async tryRest(server: string, listener: Listener): Promise<void> {
    if (this.trying || this.current !== this.socket) return;
    this.trying = true;
    let stopped = false;
    const rest = new RestConnection(server, {
      ...listener,
      onSession: (session) => {
        // From here on this one speaks; the socket stops trying.
        if (!stopped) this.socket.close();
        stopped = true;
        this.current = rest;
        listener.onSession(session);
      },
    });
    rest.useToken(this.token);
    const reached = await rest.tryOpen();
    if (!reached) rest.close();
    this.trying = false;
  }
}

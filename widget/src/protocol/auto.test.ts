import { beforeEach, describe, expect, it, vi } from "vitest";
import { settle, user } from "../testing";
import { AutoConnection } from "./auto";
import type { Listener } from "./connection";

/** Stands in for socket.io-client's socket. */
class Socket {
  connected = false;
  sent: [string, unknown][] = [];
  heard = new Map<string, (data?: unknown) => void>();
  on = (name: string, listen: (data?: unknown) => void): void => void this.heard.set(name, listen);
  connect = vi.fn();
  disconnect = vi.fn();
  removeAllListeners = vi.fn();
  emit = (name: string, data: unknown, acknowledge?: (answer: unknown) => void): void => {
    this.sent.push([name, data]);
    acknowledge?.({ ok: true });
  };
  timeout = (): unknown => ({
    emitWithAck: async (name: string, data: unknown) => {
      this.sent.push([name, data]);
      return { ok: true };
    },
  });
  hear(name: string, data?: unknown): void {
    this.heard.get(name)?.(data);
  }
}

const made = vi.hoisted(() => ({ socket: null as unknown }));
vi.mock("socket.io-client", () => ({ io: () => made.socket }));
const listener = { onState: vi.fn(), onSession: vi.fn(), onAnswer: vi.fn(), onEcho: vi.fn(), onCleared: vi.fn() } satisfies Listener;
let socket: Socket;

beforeEach(() => {
  vi.clearAllMocks();
  made.socket = socket = new Socket();
});

const online = (connection: AutoConnection, token: string | null = null): void => {
  connection.open(token);
  socket.connected = true;
  socket.hear("connect");
  socket.hear("history", { session_id: "t1", messages: [], limit: 10 });
};

describe("Socket.IO first", () => {
  it("asks for the session it had, and says it with every message", async () => {
    const connection = new AutoConnection("https://bot.example", listener);
    online(connection, "t0");
    expect(socket.sent[0]).toEqual(["session_request", { session_id: "t0" }]);
    expect(listener.onSession).toHaveBeenCalledWith(expect.objectContaining({ token: "t1", limit: 10 }));
    expect((await connection.say(user("hi", "m1"))).ok).toBe(true);
    expect(socket.sent.at(-1)).toEqual(["user_uttered", { message: "hi", message_id: "m1", title: "", session_id: "t1" }]);
  });

  it("says nothing into a lost connection", async () => {
    const connection = new AutoConnection("", listener);
    online(connection);
    socket.connected = false;
    socket.hear("disconnect", "transport close");
    expect(listener.onState).toHaveBeenLastCalledWith("offline");
    expect((await connection.say(user("hi"))).error).toBe("connection");
  });

  it("connects again when the server sent it away", () => {
    online(new AutoConnection("", listener));
    socket.connect.mockClear();
    socket.hear("disconnect", "io server disconnect");
    expect(socket.connect).toHaveBeenCalledTimes(1);
  });

  it("goes on with the session that follows a deletion", () => {
    online(new AutoConnection("", listener));
    socket.hear("cleared", { session_id: "t2" });
    expect(listener.onCleared).toHaveBeenCalledWith("t2");
    expect(socket.sent.at(-1)).toEqual(["session_request", { session_id: "t2" }]);
  });

  it("takes REST when Socket.IO fails twice and the server can be reached", async () => {
    const asked = vi.fn(async (url: string) => ({ json: async () => ({ ok: true, session_id: "t", messages: [{ from: "bot", text: url }] }) }));
    vi.stubGlobal("fetch", asked);
    const connection = new AutoConnection("https://bot.example", listener);
    connection.open(null);
    socket.hear("connect_error");
    expect(asked).not.toHaveBeenCalled();
    socket.hear("connect_error");
    await settle();
    expect(asked).toHaveBeenCalledWith("https://bot.example/webhooks/web/session", expect.anything());
    expect(socket.disconnect).toHaveBeenCalled();
    expect(listener.onState).toHaveBeenLastCalledWith("online");
    await connection.say(user("hi"));
    expect(asked).toHaveBeenLastCalledWith("https://bot.example/webhooks/web/webhook", expect.anything());
    vi.unstubAllGlobals();
  });

  it("keeps trying Socket.IO when REST fails too", async () => {
    vi.stubGlobal("fetch", vi.fn(async () => Promise.reject(new TypeError("network"))));
    const connection = new AutoConnection("", listener);
    connection.open(null);
    for (let failure = 0; failure < 3; failure += 1) socket.hear("connect_error");
    await settle();
    expect(socket.disconnect).not.toHaveBeenCalled();
    expect(listener.onState).toHaveBeenLastCalledWith("offline");
    vi.unstubAllGlobals();
  });
});

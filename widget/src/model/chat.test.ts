import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../protocol/connection";
import type { Said } from "../protocol/types";
import { bot, done, settle, user } from "../testing";
import { Chat, newId, type Screen } from "./chat";
import { Memory } from "./memory";

const screen = { reset: vi.fn(), added: vi.fn(), changed: vi.fn(), typing: vi.fn(), state: vi.fn(), conditions: vi.fn(), limit: vi.fn() } satisfies Screen;
const connection = { open: vi.fn(), say: vi.fn(), startOver: vi.fn(), remove: vi.fn(), rate: vi.fn(), close: vi.fn() } satisfies Connection;
let chat: Chat;
let memory: Memory;

beforeEach(() => {
  vi.clearAllMocks();
  localStorage.clear();
  memory = new Memory("https://bot.example");
  memory.token = null;
  chat = new Chat(memory, screen);
  connection.say.mockResolvedValue(done);
  chat.start(() => connection);
});

const session = (...said: Said[]): void => {
  chat.onState("online");
  chat.onSession({ token: "t", said, limit: 1000 });
};
const delivery = (place: number): string => {
  const entry = chat.said[place];
  return entry?.from === "user" ? entry.delivery : "";
};

describe("a conversation", () => {
  it("opens with the session that the browser remembers", () => {
    session();
    expect(memory.token).toBe("t");
    const later = new Chat(new Memory("https://bot.example"), screen);
    later.start(() => connection);
    expect(connection.open).toHaveBeenLastCalledWith("t");
  });

  it("sends, waits and shows the answer", async () => {
    session();
    chat.send("hi");
    expect(screen.typing).toHaveBeenLastCalledWith(true);
    chat.onAnswer(bot({ text: "ho" }));
    await settle();
    expect(delivery(0)).toBe("sent");
    expect(screen.typing).toHaveBeenLastCalledWith(false);
    expect(chat.said.map((entry) => entry.message.text)).toEqual(["hi", "ho"]);
  });

  it("keeps what is written before there is a session, and sends it then", async () => {
    chat.send("early");
    expect(delivery(0)).toBe("waiting");
    expect(connection.say).not.toHaveBeenCalled();
    session();
    await settle();
    expect(connection.say).toHaveBeenCalledTimes(1);
    expect(delivery(0)).toBe("sent");
  });

  it("sends again after a break what the server never got", async () => {
    session();
    connection.say.mockResolvedValueOnce({ ...done, ok: false, error: "connection" });
    chat.send("lost");
    await settle();
    expect(delivery(0)).toBe("waiting");
    session();
    await settle();
    expect(connection.say).toHaveBeenCalledTimes(2);
    expect(screen.reset).not.toHaveBeenCalled();
  });

  it("does not send again what the server has, and shows the answer that was missed", async () => {
    session();
    connection.say.mockResolvedValueOnce({ ...done, ok: false, error: "connection" });
    chat.send("heard");
    await settle();
    session({ from: "user", message: user("heard", chat.said[0]?.from === "user" ? chat.said[0].message.id : "") }, { from: "bot", message: bot({ text: "ho" }) });
    await settle();
    expect(connection.say).toHaveBeenCalledTimes(1);
    expect(chat.said.map((entry) => entry.message.text)).toEqual(["heard", "ho"]);
    expect(screen.reset).not.toHaveBeenCalled();
  });

  it("shows a history at once, without announcing each message", () => {
    session({ from: "user", message: user("a") }, { from: "bot", message: bot() });
    expect(screen.reset).toHaveBeenCalledTimes(1);
    expect(screen.added).not.toHaveBeenCalled();
  });

  it.each([["timeout", "unanswered"], ["too_fast", "failed"], ["failed", "failed"]])("after %s says %s, and lets one try again", async (error, shown) => {
    session();
    connection.say.mockResolvedValueOnce({ ...done, ok: false, error });
    chat.send("hi");
    await settle();
    expect(delivery(0)).toBe(shown);
    chat.retry(chat.said[0]!);
    await settle();
    expect(delivery(0)).toBe("sent");
  });

  it("asks for a new session when the server does not know the old one", async () => {
    session();
    connection.say.mockResolvedValueOnce({ ...done, ok: false, error: "no_session" });
    chat.send("hi");
    await settle();
    expect(connection.open).toHaveBeenLastCalledWith(null);
    session();
    await settle();
    expect(delivery(0)).toBe("sent");
  });

  it("shows the conditions that the last message named", () => {
    const chips = [{ id: "k", label: "Kidneys" }];
    session({ from: "bot", message: bot({ conditions: chips }) }, { from: "bot", message: bot() });
    expect(screen.conditions).toHaveBeenLastCalledWith(chips);
    chat.onAnswer(bot({ conditions: [] }));
    expect(screen.conditions).toHaveBeenLastCalledWith([]);
  });

  it("is empty after it was cleared, here or in another window", () => {
    session({ from: "bot", message: bot({ conditions: [{ id: "k", label: "K" }] }) });
    chat.onCleared("t2");
    expect(memory.token).toBe("t2");
    expect(chat.said).toEqual([]);
    expect(screen.conditions).toHaveBeenLastCalledWith([]);
  });

  it("shows what was said in another window", () => {
    session();
    chat.onEcho(user("there"));
    expect(delivery(0)).toBe("sent");
  });

  it("gives every message an id of its own", () => {
    expect(new Set(Array.from({ length: 100 }, newId)).size).toBe(100);
  });

  it("works where the browser keeps nothing", () => {
    vi.stubGlobal("localStorage", { getItem: () => { throw new Error("denied"); }, setItem: () => { throw new Error("denied"); } });
    const private_ = new Memory("https://other.example");
    private_.token = "x";
    expect(new Memory("https://other.example").token).toBe("x");
    vi.unstubAllGlobals();
  });
});

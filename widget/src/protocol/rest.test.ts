import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bot, settle, user } from "../testing";
import type { Listener } from "./connection";
import { RestConnection } from "./rest";

const listener = { onState: vi.fn(), onSession: vi.fn(), onAnswer: vi.fn(), onEcho: vi.fn(), onCleared: vi.fn() } satisfies Listener;
const answers = vi.fn<(url: string, body: Record<string, unknown>) => unknown>();

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal("fetch", async (url: string, options: RequestInit) => {
    const answer = answers(url, JSON.parse(String(options.body)));
    if (answer instanceof Error) throw answer;
    return { json: async () => answer };
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("the conversation over plain HTTP", () => {
  it("opens a session and says it with every request", async () => {
    const rest = new RestConnection("https://bot.example", listener);
    answers.mockReturnValue({ ok: true, session_id: "t1", messages: [] });
    rest.open(null);
    await settle();
    expect(listener.onState).toHaveBeenLastCalledWith("online");
    answers.mockReturnValue({ ok: true, messages: [{ text: "ho" }] });
    expect((await rest.say(user("hi", "m1"))).ok).toBe(true);
    expect(answers).toHaveBeenLastCalledWith("https://bot.example/webhooks/web/webhook", { message: "hi", message_id: "m1", title: "", session_id: "t1" });
    expect(listener.onAnswer).toHaveBeenCalledWith(expect.objectContaining({ text: "ho" }));
  });

  it("takes the new session after a deletion", async () => {
    const rest = new RestConnection("", listener);
    answers.mockReturnValue({ ok: true, session_id: "t2" });
    expect((await rest.remove()).ok).toBe(true);
    expect(listener.onCleared).toHaveBeenCalledWith("t2");
    answers.mockReturnValue({ ok: true, id: "row" });
    await rest.rate({ rating: "up", reason: null, id: null, message: bot() });
    expect(answers.mock.lastCall?.[1].session_id).toBe("t2");
  });

  it("says that it is offline, and tries again", async () => {
    vi.useFakeTimers();
    const rest = new RestConnection("", listener);
    answers.mockReturnValue(new TypeError("network"));
    expect((await rest.say(user("hi"))).error).toBe("connection");
    expect(listener.onState).toHaveBeenLastCalledWith("offline");
    answers.mockReturnValue({ ok: true, session_id: "t", messages: [] });
    await vi.advanceTimersByTimeAsync(3100);
    expect(listener.onSession).toHaveBeenCalledTimes(1);
    rest.close();
    vi.useRealTimers();
  });

  it("is quiet once it is closed", async () => {
    const rest = new RestConnection("", listener);
    rest.close();
    answers.mockReturnValue(new TypeError("network"));
    await rest.say(user("hi"));
    expect(listener.onState).not.toHaveBeenCalled();
  });
});

import { beforeEach, describe, expect, it, vi } from "vitest";
import { Chat } from "../model/chat";
import { Memory } from "../model/memory";
import { english } from "../strings";
import { bot, done, part, settle } from "../testing";
import { Panel } from "./panel";

let panel: Panel;
let chat: Chat;
const connection = { open: vi.fn(), say: vi.fn(), startOver: vi.fn(), remove: vi.fn(), rate: vi.fn(), close: vi.fn() };
const button = (name: string): HTMLButtonElement | undefined =>
  [...panel.root.querySelectorAll("button")].find((one) => one.textContent === name || one.getAttribute("aria-label") === name);

beforeEach(() => {
  vi.clearAllMocks();
  for (const call of [connection.say, connection.startOver, connection.remove, connection.rate]) call.mockResolvedValue(done);
  panel = new Panel(english, () => undefined);
  chat = new Chat(new Memory("x"), panel);
  panel.use(chat);
  document.body.replaceChildren(panel.root);
  chat.start(() => connection);
  chat.onState("online");
  chat.onSession({ token: "t", said: [], limit: 20 });
});

const type = (text: string): void => {
  panel.composer.field.value = text;
  panel.composer.field.dispatchEvent(new Event("input"));
  panel.composer.field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
};

describe("the open chat", () => {
  it("begins with what it is and what is kept", () => {
    const log = panel.root.querySelector("[role=log]");
    expect(log?.textContent).toContain(english.welcome);
    expect(log?.textContent).toContain(english.kept);
  });

  it("sends what is typed, and only that", () => {
    type("   ");
    type("hello");
    expect(connection.say).toHaveBeenCalledTimes(1);
    expect(panel.composer.field.value).toBe("");
  });

  it("does not send what is too long, and says by how much", () => {
    type("x".repeat(25));
    expect(connection.say).not.toHaveBeenCalled();
    expect(panel.root.querySelector(".counter")?.textContent).toContain("5 characters too many");
    expect(panel.composer.field.getAttribute("aria-invalid")).toBe("true");
  });

  it("counts characters as the server does", () => {
    type("😀".repeat(20));
    expect(connection.say).toHaveBeenCalledTimes(1);
  });

  it("sends nothing while a word is being composed, or on a new line", () => {
    panel.composer.field.value = "にほ";
    panel.composer.field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true }));
    panel.composer.field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", shiftKey: true }));
    expect(connection.say).not.toHaveBeenCalled();
  });

  it("offers the newest suggestions only", () => {
    chat.onAnswer(bot({ quickReplies: [{ title: "One", payload: "/a" }] }));
    chat.onAnswer(bot({ quickReplies: [{ title: "Two", payload: "/b" }] }));
    expect(button("One")).toBeUndefined();
    button("Two")?.click();
    expect(connection.say).toHaveBeenCalledWith(expect.objectContaining({ text: "/b", title: "Two" }));
  });

  it("shows an emergency with numbers to tap, and asks for no rating", () => {
    chat.onAnswer(bot({ topics: ["safety/emergency"], phoneNumbers: ["112"], text: "Call now." }));
    expect(panel.root.querySelector(".urgent a")?.getAttribute("href")).toBe("tel:112");
    expect(panel.root.querySelector(".feedback")).toBeNull();
  });

  it("removes a condition with a tap", () => {
    chat.onAnswer(bot({ conditions: [{ id: "kidney", label: "Kidneys" }] }));
    button("Forget: Kidneys")?.click();
    expect(connection.say).toHaveBeenCalledWith(expect.objectContaining({ text: '/forget_conditions{"condition":"kidney"}' }));
  });

  it("keeps a rating, asks why, and says thanks", async () => {
    chat.onAnswer(bot({ claims: ["a"], parts: [part()] }));
    button(english.thumbsDown)?.click();
    await settle();
    button("Wrong or unsafe")?.click();
    await settle();
    expect(connection.rate.mock.calls.map(([rating]) => [rating.rating, rating.reason, rating.id])).toEqual([
      ["down", null, null],
      ["down", "wrong-or-unsafe", "row"],
    ]);
    expect(panel.root.querySelector(".note")?.textContent).toBe(english.thanks);
  });

  it("says when a rating could not be kept", async () => {
    connection.rate.mockResolvedValue({ ...done, ok: false });
    chat.onAnswer(bot({ claims: ["a"], parts: [part()] }));
    button(english.thumbsUp)?.click();
    await settle();
    expect(panel.root.querySelector(".note")?.textContent).toBe(english.notKept);
  });

  it("asks before it deletes", async () => {
    button(english.remove)?.click();
    expect(connection.remove).not.toHaveBeenCalled();
    button(english.removeYes)?.click();
    await settle();
    expect(panel.root.textContent).toContain(english.removed);
  });

  it("says when something did not work", async () => {
    connection.startOver.mockResolvedValue({ ...done, ok: false });
    button(english.startOver)?.click();
    await settle();
    expect(panel.root.textContent).toContain(english.notDone);
  });

  it("says that the connection is gone, and that it is back", () => {
    chat.onState("offline");
    expect(panel.root.querySelector(".banner")?.textContent).toBe(english.offline);
    chat.onState("online");
    expect(panel.root.querySelector(".banner")?.textContent).toBe(english.back);
  });

  it("does not show a message anew when it was delivered", async () => {
    type("hello");
    const node = panel.root.querySelector(".message.user");
    await settle();
    expect(panel.root.querySelector(".message.user")).toBe(node);
  });
});

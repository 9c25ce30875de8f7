import { describe, expect, it } from "vitest";
import { isUrgent, readBotMessage, readOutcome, readSession, readUserMessage, webAddress } from "./read";

const JUNK = [undefined, null, 0, "", "text", [], [[]], true, { metadata: 3 }, { metadata: { parts: {} } }, { text: {}, quick_replies: "x" }];

describe("reading what the server sent", () => {
  it.each(JUNK.map((value) => [value]))("makes a harmless message of %o", (value) => {
    const message = readBotMessage(value);
    expect(message.parts).toEqual([]);
    expect(message.quickReplies).toEqual([]);
    expect(typeof message.text).toBe("string");
    expect(readUserMessage(value).title).toBe("");
    expect(readSession(value)).toBeNull();
    expect(readOutcome(value).ok).toBe(false);
  });

  it("reads an answer", () => {
    const message = readBotMessage({
      text: "All of it",
      timestamp: 1.5,
      quick_replies: [{ title: "A", payload: "/a" }, { title: "", payload: "/b" }, "x"],
      metadata: {
        title: "T", topics: ["a/b"], claims: ["c"], content_version: "v", conditions: [{ id: "k", label: "Kidneys" }],
        parts: [{ claim: "c", short: "S", detail: "D", cautions: ["C"], sources: [{ title: "P", year: 2020, url: "https://x.example" }], terms: [{ name: "n", topic: "t" }] }, {}],
      },
    });
    expect(message.time).toBe(1500);
    expect(message.quickReplies).toEqual([{ title: "A", payload: "/a" }]);
    expect(message.parts).toHaveLength(1);
    expect(message.parts[0]?.sources[0]).toEqual({ title: "P", publisher: "", year: "2020", url: "https://x.example/" });
    expect(message.conditions).toEqual([{ id: "k", label: "Kidneys" }]);
  });

  it("tells no conditions from nothing said about them", () => {
    expect(readBotMessage({ metadata: { conditions: [] } }).conditions).toEqual([]);
    expect(readBotMessage({ metadata: {} }).conditions).toBeNull();
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example", "tel:1", "", 7, null])("takes %o for no web address", (value) => {
    expect(webAddress(value)).toBe("");
  });

  it("keeps only telephone numbers", () => {
    const numbers = ["112", "+44 20 7946 0000", "javascript:1", "1", "9".repeat(30)];
    expect(readBotMessage({ metadata: { phone_numbers: numbers } }).phoneNumbers).toEqual(["112", "+44 20 7946 0000"]);
  });

  it("drops characters that turn the text around, and cuts what is endless", () => {
    expect(readBotMessage({ text: "a\u202eb\u2066c" }).text).toBe("abc");
    expect(readBotMessage({ text: "x".repeat(1e6) }).text.length).toBe(20000);
  });

  it("knows an emergency by its topic", () => {
    expect(isUrgent(readBotMessage({ metadata: { topics: ["safety/emergency"] } }))).toBe(true);
    expect(isUrgent(readBotMessage({ metadata: { topics: ["safety/see-doctor"] } }))).toBe(false);
  });

  it("reads a session with what was said", () => {
    const session = readSession({ session_id: "t", limit: 50, messages: [{ from: "user", text: "hi", message_id: "m" }, { from: "bot", text: "ho" }, { from: "x" }] });
    expect(session?.said.map((item) => item.from)).toEqual(["user", "bot"]);
    expect(session?.limit).toBe(50);
    expect(readSession({ session_id: "t", ok: false })).toBeNull();
  });
});

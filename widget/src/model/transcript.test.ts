import { describe, expect, it } from "vitest";
import { english } from "../strings";
import { bot, part, user } from "../testing";
import { shownText, transcript } from "./transcript";

describe("the conversation as text", () => {
  const text = transcript(
    [{ from: "user", message: user("/ask_topic{}", "1", "Does it help?"), delivery: "sent" }, { from: "bot", message: bot({ parts: [part()] }) }],
    english,
  );

  it("has the whole answer with its caution, and the sources", () => {
    expect(text).toContain("Caution: Take care.");
    expect(text).toContain("- A study, A journal, 2020, https://study.example/");
    expect(text).toContain("(checked on 2026-11-23)");
  });

  it("shows the words of a button, never its payload", () => {
    expect(text).toContain("Does it help?");
    expect(text).not.toContain("/ask_topic");
    expect(shownText({ from: "user", message: user("/ask_topic{}"), delivery: "sent" }, english)).toBe(english.aTap);
  });
});

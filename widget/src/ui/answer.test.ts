import { describe, expect, it, vi } from "vitest";
import { english } from "../strings";
import { bot, part } from "../testing";
import { answerBody, cautionsOf, leadOf } from "./answer";

const show = (message: ReturnType<typeof bot>, ask = vi.fn()): HTMLElement => {
  const box = document.createElement("div");
  box.append(...answerBody(message, english, { ask }));
  return box;
};

describe("an answer", () => {
  it("has one line, detail, what is known, caution, certainty and source", () => {
    const box = show(bot({ parts: [part({ knownToday: ["Known."], forYou: ["For you."] })] }));
    expect(box.querySelector(".asked")?.textContent).toContain("A topic");
    expect(box.querySelector(".for-you")?.textContent).toContain("For you.");
    expect(box.querySelector(".short")?.textContent).toBe("Short.");
    expect(box.querySelector("details")?.open).toBe(false);
    expect(box.querySelector(".known")?.textContent).toContain("Known.");
    expect(box.querySelector(".caution")?.textContent).toContain("Take care.In general.");
    expect(box.querySelector("a")?.getAttribute("href")).toBe("https://study.example/");
    expect(box.querySelector("time")?.getAttribute("datetime")).toBe("2026-11-23");
  });

  it("links no source without a web address", () => {
    expect(show(bot({ parts: [part({ sources: [{ title: "The article", publisher: "", year: "", url: "" }] })] })).querySelector("a")).toBeNull();
  });

  it("never makes elements of text", () => {
    const evil = "<img src=x onerror=alert(1)><script>1</script>";
    const sources = [{ title: evil, publisher: evil, year: evil, url: "" }];
    const box = show(bot({ text: evil, title: evil, parts: [part({ short: evil, detail: evil, cautions: [evil], knownToday: [evil], certainty: evil, sources })] }));
    expect(box.querySelector("img, script")).toBeNull();
    expect(box.textContent).toContain(evil);
  });

  it("shows what stands before the first part", () => {
    expect(leadOf(bot({ text: "I cannot say.\nShort.\nMore", parts: [part()] }))).toBe("I cannot say.");
    expect(leadOf(bot({ text: "Short. More", parts: [part()] }))).toBe("");
    expect(leadOf(bot({ text: "Only text" }))).toBe("Only text");
  });

  it("keeps each caution with its part, or says a shared one once", () => {
    expect(cautionsOf([part(), part()])).toEqual([[], ["Take care."]]);
    expect(cautionsOf([part(), part({ cautions: ["Take care.", "And this."] })])).toEqual([["Take care."], ["And this."]]);
  });

  it("defines a term where it first stands, as a whole word", () => {
    const ask = vi.fn();
    const terms = [{ name: "ion", topic: "glossary/ion" }, { name: "cation", topic: "glossary/cation" }];
    const box = show(bot({ parts: [part({ short: "A cation is an Ion.", detail: "Ions, ion.", terms })] }), ask);
    const buttons = [...box.querySelectorAll<HTMLButtonElement>("button.term")];
    expect(buttons.map((button) => button.firstChild?.textContent)).toEqual(["cation", "Ion"]);
    buttons[1]?.click();
    expect(ask).toHaveBeenCalledWith('/ask_definition{"topic":"glossary/ion"}', "What does “ion” mean?");
  });

  it("takes names of terms as they are, not as patterns", () => {
    const terms = [{ name: "B12 (cobalamin", topic: "glossary/b12" }];
    expect(() => show(bot({ parts: [part({ short: "B12 (cobalamin", terms })] }))).not.toThrow();
  });

  it("says in one tap that it was not meant", () => {
    const ask = vi.fn();
    show(bot({ parts: [part()] }), ask).querySelector<HTMLButtonElement>("button.link")?.click();
    expect(ask).toHaveBeenCalledWith("/reject_topic", english.notMeant);
  });
});

import { describe, expect, it } from "vitest";
import { english, fill } from "./strings";

describe("strings", () => {
  it("fills places, and leaves what it does not know", () => {
    expect(fill("{a} of {b}", { a: 1 })).toBe("1 of {b}");
  });

  it("are none of them empty", () => {
    expect(Object.values(english).every((text) => text.length > 0)).toBe(true);
  });
});

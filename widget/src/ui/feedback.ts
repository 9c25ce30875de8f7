/** Thumbs up or down below an answer, and why. */
import type { BotMessage, Outcome, Rating } from "../protocol/types";
import type { Strings } from "../strings";
import { h, icon, icons } from "./dom";

export type Rate = (rating: Rating) => Promise<Outcome | null>;

export function feedbackBar(message: BotMessage, strings: Strings, rate: Rate): HTMLElement {
  let id: string | null = null;
  const note = h("span", { class: "note", role: "status" });
  const reasons = h("div", { class: "reasons", hidden: true, role: "group", "aria-label": strings.why }, h("span", { class: "small" }, strings.why));
  const thumb = (rating: "up" | "down", label: string, path: string): HTMLButtonElement =>
    h("button", { type: "button", class: "thumb", "aria-label": label, "aria-pressed": "false", title: label, onclick: () => void give(rating, null) }, icon(path));
  const up = thumb("up", strings.thumbsUp, icons.up);
  const down = thumb("down", strings.thumbsDown, icons.down);

  async function give(rating: "up" | "down", reason: string | null): Promise<void> {
    const outcome = await rate({ rating, reason, id, message });
    if (!outcome) {
      note.textContent = strings.notKept;
      return;
    }
    id = outcome.id || id;
    up.setAttribute("aria-pressed", String(rating === "up"));
    down.setAttribute("aria-pressed", String(rating === "down"));
    const asks = rating === "down" && reason === null;
    if (!asks && reasons.contains((reasons.getRootNode() as ShadowRoot).activeElement)) down.focus();
    reasons.hidden = !asks;
    note.textContent = asks ? "" : strings.thanks;
  }

  for (const reason of strings.reasons) {
    reasons.append(h("button", { type: "button", class: "reason", onclick: () => void give("down", reason.id) }, reason.label));
  }
  return h("div", { class: "feedback" }, h("div", { role: "group", "aria-label": strings.helpful }, up, down), note, reasons);
}

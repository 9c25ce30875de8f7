/** One bubble of the conversation. */
import type { Entry } from "../model/chat";
import { clock, shownText } from "../model/transcript";
import { isUrgent } from "../protocol/read";
import type { BotMessage } from "../protocol/types";
import { fill, type Strings } from "../strings";
import { answerBody, type AnswerActions } from "./answer";
import { h, icon, icons } from "./dom";
import { feedbackBar, type Rate } from "./feedback";

export interface MessageActions extends AnswerActions {
  rate: Rate;
  retry(entry: Entry): void;
}

export function messageNode(entry: Entry, strings: Strings, actions: MessageActions): HTMLElement {
  return entry.from === "user" ? userNode(entry, strings, actions) : botNode(entry.message, strings, actions);
}

const speaker = (name: string): HTMLElement => h("span", { class: "hidden" }, `${name}: `);

function stamp(time: number, strings: Strings): HTMLElement {
  return h("time", { class: "stamp", datetime: new Date(time).toISOString() }, clock(time, strings.language));
}

function userNode(entry: Entry & { from: "user" }, strings: Strings, actions: MessageActions): HTMLElement {
  const node = h("div", { class: "message user" });
  node.append(h("p", { class: "bubble", dir: "auto" }, speaker(strings.you), shownText(entry, strings)), stamp(entry.message.time, strings));
  showDelivery(node, entry, strings, actions);
  return node;
}

/** Says below a message whether it arrived; touches nothing else, so that nothing is read out twice. Returns whether the focus was lost. */
export function showDelivery(node: HTMLElement, entry: Entry & { from: "user" }, strings: Strings, actions: MessageActions): boolean {
  const old = node.querySelector(".delivery");
  const lostFocus = old !== null && old.contains((node.getRootNode() as Document | ShadowRoot).activeElement);
  old?.remove();
  const words = { sent: "", sending: "", waiting: strings.waiting, failed: strings.failed, unanswered: strings.noAnswer }[entry.delivery];
  if (words) {
    const retry = entry.delivery !== "waiting" && h("button", { type: "button", class: "link", onclick: () => actions.retry(entry) }, strings.retry);
    node.append(h("p", { class: "delivery" }, `${words} `, retry));
  }
  return lostFocus;
}

function botNode(message: BotMessage, strings: Strings, actions: MessageActions): HTMLElement {
  const urgent = isUrgent(message);
  const bubble = h("div", { class: urgent ? "bubble urgent" : "bubble", dir: "auto" }, speaker(strings.bot));
  if (urgent) bubble.append(...urgentBody(message, strings));
  else if (message.parts.length > 0) bubble.append(...answerBody(message, strings, actions));
  else bubble.append(...paragraphs(message.text));
  const node = h("div", { class: "message bot" }, bubble, stamp(message.time, strings));
  const ratable = !urgent && (message.claims.length > 0 || message.topics.includes("out-of-scope"));
  if (ratable) node.append(feedbackBar(message, strings, actions.rate));
  return node;
}

function urgentBody(message: BotMessage, strings: Strings): Node[] {
  const calls = message.phoneNumbers.map((number) => {
    const link = h("a", { class: "call", href: `tel:${number.replace(/[^+0-9]/g, "")}` }, icon(icons.phone), fill(strings.call, { number }));
    return h("li", {}, link);
  });
  const nodes: Node[] = [h("strong", { class: "urgent-title" }, icon(icons.warning), strings.urgent), ...paragraphs(message.text)];
  return calls.length > 0 ? [...nodes, h("ul", { class: "calls" }, ...calls)] : nodes;
}

export function paragraphs(text: string): HTMLElement[] {
  return text.split(/\n+/).filter((line) => line.trim()).map((line) => h("p", {}, line));
}

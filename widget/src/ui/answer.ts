/** An answer from the knowledge base: in one line, detail on demand, caution, how sure, source. */
import type { BotMessage, Part, Source, Term } from "../protocol/types";
import { fill, type Strings } from "../strings";
import { h, icon, icons } from "./dom";
import { withTerms } from "./terms";

export interface AnswerActions {
  ask(payload: string, title: string): void;
}

const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Returns what stands before the first part, such as "I cannot say what you should take". */
export function leadOf(message: BotMessage): string {
  const first = message.parts[0];
  if (!first) return message.text;
  const whole = flat(message.text);
  const place = whole.indexOf(flat(first.forYou[0] ?? first.short));
  return place > 0 ? whole.slice(0, place).trim() : "";
}

/** Returns for each part the cautions that stand below it: with its part, or all of them once at the end where all parts share them. */
export function cautionsOf(parts: readonly Part[]): string[][] {
  const sets = parts.map((part) => part.cautions.join("\n"));
  if (new Set(sets).size === 1) return parts.map((part, place) => (place === parts.length - 1 ? part.cautions : []));
  const shown = new Set<string>();
  return parts.map((part) => part.cautions.filter((caution) => !shown.has(caution) && shown.add(caution)));
}

export function answerBody(message: BotMessage, strings: Strings, actions: AnswerActions): Node[] {
  const lead = leadOf(message);
  const cautions = cautionsOf(message.parts);
  const seen = new Set<string>();
  const define = (term: Term): void => {
    actions.ask(`/ask_definition${JSON.stringify({ topic: term.topic })}`, fill(strings.define, { name: term.name }));
  };
  const nodes: Node[] = [];
  if (message.title) nodes.push(askedAbout(message.title, strings, actions));
  if (lead) nodes.push(h("p", { class: "lead" }, lead));
  message.parts.forEach((part, place) => {
    const always = place === message.parts.length - 1 ? part.always : "";
    nodes.push(partNode(part, cautions[place] ?? [], always, seen, strings, define));
  });
  nodes.push(sourceLine(message.parts, strings));
  return nodes;
}

function askedAbout(title: string, strings: Strings, actions: AnswerActions): HTMLElement {
  const wrong = h("button", { type: "button", class: "link", onclick: () => actions.ask("/reject_topic", strings.notMeant) }, strings.notMeant);
  return h("p", { class: "asked" }, `${strings.youAskedAbout} `, h("strong", {}, title), " ", wrong);
}

function partNode(part: Part, cautions: string[], always: string, seen: Set<string>, strings: Strings, define: (term: Term) => void): HTMLElement {
  const linked = (text: string): Node[] => withTerms(text, part.terms, seen, strings, define);
  const node = h("div", { class: "part" });
  if (part.forYou.length > 0) node.append(h("div", { class: "for-you" }, h("strong", {}, strings.forYou), ...part.forYou.map((line) => h("p", {}, line))));
  node.append(h("p", { class: "short" }, ...linked(part.short)));
  if (part.detail) node.append(h("details", {}, h("summary", {}, strings.more), h("p", {}, ...linked(part.detail))));
  if (part.knownToday.length > 0) {
    node.append(h("div", { class: "known" }, h("strong", {}, strings.knownToday), ...part.knownToday.map((line) => h("p", {}, line))));
  }
  if (cautions.length > 0) node.append(cautionBox([...cautions, always], strings));
  else if (always) node.append(h("p", { class: "small" }, always));
  if (part.certainty) node.append(h("p", { class: "small" }, `${strings.certainty} `, h("strong", {}, part.certainty)));
  return node;
}

function cautionBox(lines: string[], strings: Strings): HTMLElement {
  return h("div", { class: "caution" }, h("strong", {}, icon(icons.warning), strings.caution), ...lines.filter(Boolean).map((line) => h("p", {}, line)));
}

function sourceLine(parts: readonly Part[], strings: Strings): HTMLElement {
  const sources = [...new Map(parts.flatMap((part) => part.sources).map((source) => [`${source.title} ${source.url}`, source])).values()];
  const line = h("div", { class: "sources small" }, sources.length > 1 ? strings.sourcesMany : strings.sources);
  line.append(h("ul", {}, ...sources.map((source) => h("li", {}, ...sourceName(source, strings)))));
  const checked = parts[0]?.reviewedOn ?? "";
  if (checked) line.append(h("p", {}, ...checkedOn(checked, strings)));
  return line;
}

function sourceName(source: Source, strings: Strings): Node[] {
  const about = [source.publisher, source.year].filter(Boolean).join(", ");
  const name = source.url
    ? h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, source.title, h("span", { class: "hidden" }, ` (${strings.newTab})`))
    : document.createTextNode(source.title);
  return [name, document.createTextNode(about ? ` (${about})` : "")];
}

function checkedOn(day: string, strings: Strings): Node[] {
  const date = new Date(`${day}T12:00:00`);
  const words = Number.isNaN(date.getTime()) ? day : new Intl.DateTimeFormat(strings.language, { dateStyle: "long" }).format(date);
  const [before = "", after = ""] = strings.checked.split("{date}");
  return [document.createTextNode(before), h("time", { datetime: day }, words), document.createTextNode(after)];
}

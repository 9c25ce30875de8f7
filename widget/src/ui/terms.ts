/** Makes the words of the glossary tappable where they first stand in a text. */
import type { Term } from "../protocol/types";
import { fill, type Strings } from "../strings";
import { h } from "./dom";

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Returns text with buttons for its terms; `seen` holds the terms that were shown before in the same answer. */
export function withTerms(text: string, terms: readonly Term[], seen: Set<string>, strings: Strings, define: (term: Term) => void): Node[] {
  const open = terms.filter((term) => !seen.has(term.topic)).sort((one, other) => other.name.length - one.name.length);
  if (open.length === 0) return [document.createTextNode(text)];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${open.map((term) => escaped(term.name)).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const nodes: Node[] = [];
  let rest = 0;
  for (const found of text.matchAll(pattern)) {
    const term = open.find((item) => item.name.toLowerCase() === found[0].toLowerCase());
    if (!term || seen.has(term.topic)) continue;
    seen.add(term.topic);
    nodes.push(document.createTextNode(text.slice(rest, found.index)), termButton(found[0], term, strings, define));
    rest = found.index + found[0].length;
  }
  nodes.push(document.createTextNode(text.slice(rest)));
  return nodes;
}

function termButton(word: string, term: Term, strings: Strings, define: (term: Term) => void): HTMLElement {
  // The visible word comes first in the name, so that speech control finds it.
  const explanation = h("span", { class: "hidden" }, ` (${fill(strings.define, { name: term.name })})`);
  return h("button", { type: "button", class: "term", onclick: () => define(term) }, word, explanation);
}

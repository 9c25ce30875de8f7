/** The open chat: heading, conversation, suggestions, field. */
import type { Chat, Entry, Screen } from "../model/chat";
import { transcript } from "../model/transcript";
import type { State } from "../protocol/connection";
import type { Chip } from "../protocol/types";
import { fill, type Strings } from "../strings";
import { Composer } from "./composer";
import { h, icon, icons } from "./dom";
import { Menu } from "./menu";
import { messageNode, paragraphs, showDelivery, type MessageActions } from "./message";

const TYPING_AFTER_MS = 250;

export class Panel implements Screen {
  readonly root: HTMLElement;
  readonly composer: Composer;
  readonly menu: Menu;
  private readonly log: HTMLElement;
  private readonly banner: HTMLElement;
  private readonly busy: HTMLElement;
  private readonly chips: HTMLElement;
  private readonly replies: HTMLElement;
  private readonly nodes = new Map<Entry, HTMLElement>();
  private readonly actions: MessageActions;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private chat: Chat | null = null;

  constructor(private readonly strings: Strings, close: (() => void) | null) {
    this.actions = {
      ask: (payload, title) => this.ask(payload, title),
      rate: async (rating) => (await this.chat?.rate(rating)) ?? null,
      retry: (entry) => this.chat?.retry(entry),
    };
    this.menu = new Menu(strings, {
      startOver: () => void this.startOver(),
      save: () => this.save(),
      remove: () => void this.remove(),
      tellWhatIsKept: () => this.notice(strings.kept),
    });
    this.composer = new Composer(strings, (text) => this.chat?.send(text));
    this.log = h("div", { class: "log", role: "log", "aria-label": strings.conversation, tabindex: "0" });
    this.banner = h("p", { class: "banner", role: "status" });
    this.busy = h("p", { class: "typing", role: "status" });
    this.chips = h("div", { class: "chips", role: "group", "aria-label": strings.conditions, hidden: true });
    // Part of what scrolls, so that a long answer has the room; not read out with it.
    this.replies = h("div", { class: "replies", role: "group", "aria-label": strings.quickReplies, "aria-live": "off", hidden: true });
    const heading = h("div", { class: "titles" }, h("h2", { id: "title", tabindex: "-1" }, strings.title), h("p", {}, strings.subtitle));
    const closing = close && h("button", { type: "button", class: "round", "aria-label": strings.close, title: strings.close, onclick: close }, icon(icons.close));
    this.root = h("section", { class: "panel", lang: strings.language, "aria-labelledby": "title" },
      h("header", {}, heading, this.menu.button, closing), this.menu.list, this.menu.question, this.banner, this.log, this.busy, this.chips, this.composer.form);
    this.reset([]);
  }

  use(chat: Chat): void {
    this.chat = chat;
  }

  reset(entries: readonly Entry[]): void {
    // What was said before is there to be read, not read out.
    this.log.setAttribute("aria-live", "off");
    this.nodes.clear();
    this.log.replaceChildren(this.welcome(), ...entries.map((entry) => this.node(entry)), this.replies);
    this.suggest(entries.at(-1));
    this.log.scrollTop = this.log.scrollHeight;
    setTimeout(() => this.log.removeAttribute("aria-live"), 200);
  }

  added(entry: Entry): void {
    this.typing(false);
    const node = this.node(entry);
    this.replies.before(node);
    this.suggest(entry);
    this.reveal(node);
  }

  changed(entry: Entry): void {
    const node = this.nodes.get(entry);
    if (node && entry.from === "user" && showDelivery(node, entry, this.strings, this.actions)) this.composer.focus();
  }

  typing(on: boolean): void {
    clearTimeout(this.timer);
    if (on) this.timer = setTimeout(() => (this.busy.textContent = this.strings.typing), TYPING_AFTER_MS);
    else this.busy.textContent = "";
  }

  state(state: State, again: boolean): void {
    const words = { connecting: this.strings.connecting, offline: this.strings.offline, online: again ? this.strings.back : "" }[state];
    if (this.banner.textContent !== words) this.banner.textContent = words;
    this.banner.dataset.state = state;
    if (state === "online" && again) setTimeout(() => this.banner.textContent === words && (this.banner.textContent = ""), 4000);
  }

  conditions(chips: readonly Chip[]): void {
    const kept = this.chips.contains((this.chips.getRootNode() as Document | ShadowRoot).activeElement);
    this.chips.replaceChildren(h("span", { class: "small" }, this.strings.conditions), ...chips.map((chip) => this.chip(chip)));
    this.chips.hidden = chips.length === 0;
    if (kept) this.composer.focus();
  }

  limit(characters: number): void {
    this.composer.setLimit(characters);
  }

  private chip(chip: Chip): HTMLElement {
    const label = fill(this.strings.forget, { label: chip.label });
    const forget = (): void => this.ask(`/forget_conditions${JSON.stringify({ condition: chip.id })}`, label);
    return h("button", { type: "button", class: "chip", "aria-label": label, onclick: forget }, chip.label, icon(icons.close));
  }

  private ask(payload: string, title: string): void {
    this.chat?.send(payload, title);
    // On a phone the keyboard should not jump up after a tap; the answer is what comes next.
    if (matchMedia("(pointer: coarse)").matches) this.log.focus();
    else this.composer.focus();
  }

  private node(entry: Entry): HTMLElement {
    const node = messageNode(entry, this.strings, this.actions);
    this.nodes.set(entry, node);
    return node;
  }

  private welcome(): HTMLElement {
    return h("div", { class: "message bot" }, h("div", { class: "bubble" }, ...paragraphs(this.strings.welcome), ...paragraphs(this.strings.kept)));
  }

  private suggest(entry: Entry | undefined): void {
    const found = entry?.from === "bot" ? entry.message.quickReplies : entry ? [] : this.strings.starters;
    this.replies.replaceChildren(...found.map(({ title, payload }) =>
      h("button", { type: "button", class: "reply", dir: "auto", onclick: () => this.ask(payload, title) }, title)));
    this.replies.hidden = found.length === 0;
  }

  /** Shows the beginning of a new message, so that a long answer is read from its start; above it the question, if both fit. */
  private reveal(node: HTMLElement): void {
    const before = node.previousElementSibling as HTMLElement | null;
    const both = before?.classList.contains("user") && node.offsetTop + node.offsetHeight - before.offsetTop < this.log.clientHeight;
    this.log.scrollTop = (both && before ? before : node).offsetTop - 8;
  }

  private notice(text: string): void {
    const node = h("div", { class: "message notice" }, ...paragraphs(text));
    this.replies.before(node);
    this.reveal(node);
    this.composer.focus();
  }

  private async startOver(): Promise<void> {
    this.notice((await this.chat?.startOver()) ? this.strings.startedOver : this.strings.notDone);
  }

  private async remove(): Promise<void> {
    this.notice((await this.chat?.remove()) ? this.strings.removed : this.strings.notDone);
  }

  private save(): void {
    const file = new Blob([transcript(this.chat?.said ?? [], this.strings)], { type: "text/plain;charset=utf-8" });
    const address = URL.createObjectURL(file);
    const link = h("a", { href: address, download: this.strings.fileName });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    this.menu.button.focus();
  }
}

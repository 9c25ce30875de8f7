/** `<night-cramp-chat>`: the element that a page holds. */
import { Chat } from "../model/chat";
import { Memory } from "../model/memory";
import { AutoConnection } from "../protocol/auto";
import type { Connection, Listener } from "../protocol/connection";
import { RestConnection } from "../protocol/rest";
import { english, type Strings } from "../strings";
import { h, icon, icons } from "./dom";
import { Panel } from "./panel";
import css from "./styles.css?inline";

const FULL_SCREEN = "(max-width: 30rem), (max-height: 26rem)";

/** The server that the script came from, unless the element names another. */
let home = "";
export function setHome(address: string): void {
  home = address;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export class NightCrampChat extends HTMLElement {
  private panel: Panel | null = null;
  private chat: Chat | null = null;
  private launcher: HTMLButtonElement | null = null;
  private words: Strings = english;

  /** Words in another language, or in another voice; set before the element is shown. */
  set strings(words: Partial<Strings>) {
    this.words = { ...english, ...words };
    if (this.isConnected) this.restart();
  }

  connectedCallback(): void {
    this.restart();
  }

  disconnectedCallback(): void {
    this.chat?.stop();
    this.chat = null;
    window.visualViewport?.removeEventListener("resize", this.fit);
    window.visualViewport?.removeEventListener("scroll", this.fit);
  }

  /** Opens the chat and puts the focus into it. */
  open(): void {
    this.show(true);
  }

  /** Closes the chat and gives the focus back to the button. */
  close(): void {
    if (this.isPage || !this.panel || this.panel.root.hidden) return;
    this.panel.root.hidden = true;
    this.launcher!.hidden = false;
    this.launcher!.setAttribute("aria-expanded", "false");
    this.memory.wasOpen = false;
    this.launcher!.focus();
  }

  private get isPage(): boolean {
    return this.getAttribute("mode") === "page";
  }

  private get server(): string {
    return (this.getAttribute("server") || home || location.origin).replace(/\/+$/, "");
  }

  private get memory(): Memory {
    return new Memory(this.server);
  }

  private restart(): void {
    this.chat?.stop();
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    this.panel = new Panel(this.words, this.isPage ? null : () => this.close());
    this.chat = new Chat(this.memory, this.panel);
    this.panel.use(this.chat);
    this.panel.root.addEventListener("keydown", (event) => this.onKey(event));
    this.launcher = h("button", { type: "button", class: "launcher", "aria-expanded": "false", onclick: () => this.open() }, icon(icons.chat),
      h("span", { lang: this.words.language }, this.words.launcher));
    this.launcher.hidden = this.isPage;
    this.panel.root.hidden = !this.isPage;
    if (!this.isPage) {
      this.panel.root.setAttribute("role", "dialog");
    }
    shadow.replaceChildren(this.launcher, this.panel.root);
    window.visualViewport?.addEventListener("resize", this.fit);
    window.visualViewport?.addEventListener("scroll", this.fit);
    if (this.isPage) this.connect();
    else if (this.memory.wasOpen) this.show(false);
  }

  private show(takeFocus: boolean): void {
    if (!this.panel) return;
    this.panel.root.hidden = false;
    this.launcher!.hidden = true;
    this.launcher!.setAttribute("aria-expanded", "true");
    this.memory.wasOpen = true;
    this.fit();
    this.connect();
    if (!takeFocus) return;
    // On a phone the field would bring up the keyboard and hide what the chat says first.
    if (matchMedia("(pointer: coarse)").matches) this.panel.root.querySelector<HTMLElement>("#title")?.focus();
    else this.panel.composer.focus();
  }

  private connect(): void {
    const rest = this.getAttribute("transport") === "rest";
    const make = (listener: Listener): Connection => (rest ? new RestConnection(this.server, listener) : new AutoConnection(this.server, listener));
    this.chat?.start(make);
  }

  /** On a small screen the chat fills what the keyboard leaves. */
  private readonly fit = (): void => {
    const view = window.visualViewport;
    if (!view || !this.panel) return;
    this.panel.root.style.setProperty("--_view", `${view.height}px`);
    this.panel.root.style.setProperty("--_view-top", `${view.offsetTop}px`);
  };

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (!this.panel!.menu.dismiss()) this.close();
    }
    if (event.key === "Tab" && !this.isPage && matchMedia(FULL_SCREEN).matches) this.keepFocus(event);
  }

  /** While the chat covers the whole screen, the focus does not wander behind it. */
  private keepFocus(event: KeyboardEvent): void {
    const all = [...this.panel!.root.querySelectorAll<HTMLElement>("button, a[href], textarea, summary, [tabindex='0']")];
    const open = all.filter((element) => element.checkVisibility());
    const [first, last] = [open[0], open.at(-1)];
    const now = this.shadowRoot!.activeElement;
    if (event.shiftKey && (now === first || now === null)) {
      event.preventDefault();
      last?.focus();
    } else if (!event.shiftKey && now === last) {
      event.preventDefault();
      first?.focus();
    }
  }
}

/** Where a question is typed. */
import { fill, type Strings } from "../strings";
import { h, icon, icons } from "./dom";

const MUCH = 4;

export class Composer {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  private readonly counter: HTMLElement;
  private limit = 1000;

  constructor(private readonly strings: Strings, private readonly onSend: (text: string) => void) {
    this.counter = h("p", { class: "counter small", id: "counter", role: "status" });
    this.field = h("textarea", {
      id: "field", rows: 1, placeholder: strings.placeholder, enterkeyhint: "send", autocomplete: "off", dir: "auto", "aria-describedby": "counter",
      oninput: () => this.measure(),
      onkeydown: (event) => this.onKey(event as KeyboardEvent),
    });
    const send = h("button", { type: "submit", class: "round primary", "aria-label": strings.send, title: strings.send }, icon(icons.send));
    this.form = h("form", { class: "composer", onsubmit: (event) => this.submit(event) },
      h("label", { class: "hidden", for: "field" }, strings.question), this.field, send, this.counter);
  }

  setLimit(characters: number): void {
    this.limit = characters;
    this.measure();
  }

  focus(): void {
    this.field.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text || !this.measure()) return;
    this.field.value = "";
    this.measure();
    this.onSend(text);
    this.focus();
  }

  /** Says how much room is left, and returns whether the text fits. */
  private measure(): boolean {
    // Far more than fits is cut before the browser lays it out, which would freeze the page.
    if (this.field.value.length > MUCH * this.limit) this.field.value = this.field.value.slice(0, MUCH * this.limit);
    const length = [...this.field.value.trim()].length;
    const left = this.limit - length;
    const near = left < this.limit / 10;
    const words = left < 0 ? fill(this.strings.tooLong, { over: -left }) : near ? fill(this.strings.left, { left }) : "";
    if (this.counter.textContent !== words) this.counter.textContent = words;
    this.field.setAttribute("aria-invalid", String(left < 0));
    // Grows with the text up to the height that the styles allow.
    this.field.rows = Math.min(5, this.field.value.slice(0, 2000).split("\n").reduce((rows, line) => rows + 1 + Math.floor(line.length / 38), 0));
    return left >= 0;
  }
}

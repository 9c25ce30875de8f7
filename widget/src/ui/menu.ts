/** What can be done with the whole conversation: start over, save, delete, and what is kept. */
import type { Strings } from "../strings";
import { h, icon, icons } from "./dom";

export interface MenuActions {
  startOver(): void;
  save(): void;
  remove(): void;
  tellWhatIsKept(): void;
}

export class Menu {
  readonly button: HTMLButtonElement;
  readonly list: HTMLElement;
  readonly question: HTMLElement;

  constructor(strings: Strings, actions: MenuActions) {
    const item = (label: string, action: () => void): HTMLElement =>
      h("li", {}, h("button", { type: "button", onclick: () => {
          this.close();
          action();
        } }, label));
    this.list = h("ul", { class: "menu", id: "menu", hidden: true }, item(strings.startOver, actions.startOver), item(strings.saveText, actions.save),
      item(strings.whatIsKept, actions.tellWhatIsKept), item(strings.remove, () => this.ask()));
    this.button = h("button", {
      type: "button", class: "round", "aria-label": strings.menu, title: strings.menu, "aria-expanded": "false", "aria-controls": "menu",
      onclick: () => this.toggle(),
    }, icon(icons.menu));
    const close = (): void => {
      this.question.hidden = true;
      this.button.focus();
    };
    const yes = (): void => {
      close();
      actions.remove();
    };
    this.question = h("div", { class: "question", role: "alertdialog", "aria-label": strings.remove, "aria-describedby": "remove-ask", hidden: true },
      h("p", { id: "remove-ask" }, strings.removeAsk),
      h("button", { type: "button", class: "primary", onclick: yes }, strings.removeYes),
      h("button", { type: "button", onclick: close }, strings.removeNo));
  }

  /** Closes what is open and returns whether anything was. */
  dismiss(): boolean {
    const open = !this.list.hidden || !this.question.hidden;
    this.close();
    this.question.hidden = true;
    if (open) this.button.focus();
    return open;
  }

  private toggle(): void {
    this.list.hidden = !this.list.hidden;
    this.question.hidden = true;
    this.button.setAttribute("aria-expanded", String(!this.list.hidden));
    if (!this.list.hidden) this.list.querySelector("button")?.focus();
  }

  private close(): void {
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  private ask(): void {
    this.question.hidden = false;
    this.question.querySelectorAll("button")[1]?.focus();
  }
}

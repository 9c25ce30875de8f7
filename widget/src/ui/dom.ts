/** Makes elements. Text always becomes a text node: nothing that anybody wrote is ever read as HTML. */

type Child = Node | string | null | false | undefined;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Draws an icon from one path on a square of 24; it is decoration, the words stand beside it. */
export function icon(path: string): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}

export const icons = {
  chat: "M4 4h16v12H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-6 16-3-6z",
  menu: "M5 12h.01M12 12h.01M19 12h.01",
  up: "M7 11v9H4v-9zm0 0l4-8c2 0 3 1 3 3l-1 4h6l-2 10H7",
  down: "M7 13V4H4v9zm0 0l4 8c2 0 3-1 3-3l-1-4h6L17 4H7",
  warning: "M12 3l10 18H2zM12 10v5M12 18h.01",
  phone: "M5 3h4l2 5-3 2a12 12 0 006 6l2-3 5 2v4c0 1-1 2-2 2A17 17 0 013 5c0-1 1-2 2-2z",
};

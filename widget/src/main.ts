/** What the script does when a page loads it: it makes the element known. */
import { NightCrampChat, setHome } from "./ui/element";

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src) setHome(new URL(script.src).origin);
if (!customElements.get("night-cramp-chat")) customElements.define("night-cramp-chat", NightCrampChat);

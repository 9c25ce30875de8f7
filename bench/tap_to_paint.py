"""Time from the tap on "Send" to the painted answer, in a real browser, over the bot's own time.

Usage: python -m bench.tap_to_paint --url http://127.0.0.1:5005 [--rounds 40] [--json FILE]; the bot must run (make run).
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium

LIMIT_MS = 60.0
QUESTIONS = (
    "does magnesium help?",
    "what is a diuretic?",
    "does stretching help?",
    "why do I get cramps?",
    "what should I do when a cramp strikes?",
    "does quinine help?",
)
# From the tap, by the browser's own stamp of the event, to the first moment after the frame that shows the answer.
WATCH = """() => {
  const root = document.querySelector('night-cramp-chat').shadowRoot;
  const log = root.querySelector('[role=log]');
  window.painted = [];
  root.querySelector('button[type=submit]').addEventListener('click', (event) => { window.tapped = event.timeStamp }, true);
  new MutationObserver((changes) => {
    const shown = changes.some((change) => [...change.addedNodes].some((node) => node.classList?.contains('bot')));
    if (!shown) return;
    requestAnimationFrame(() => { const after = new MessageChannel();
      after.port1.onmessage = () => window.painted.push(performance.now() - window.tapped); after.port2.postMessage(0) });
  }).observe(log, { childList: true });
}"""


def _listen(page: Page) -> list[float]:
    """Returns a list that gets the bot's own time of each answer, as the server says it with the acknowledgement."""
    own: list[float] = []

    def read(frame: Any) -> None:
        found = re.match(r'43\d+\[\{"ok":true,"ms":([0-9.]+)', frame if isinstance(frame, str) else "")
        if found:
            own.append(float(found[1]))

    page.on("websocket", lambda socket: socket.on("framereceived", read))
    return own


def measure(url: str, rounds: int) -> list[dict[str, float]]:
    """Asks and measures.

    Args:
        url: of a running bot.
        rounds: how many questions; as many as one conversation may ask in a minute are asked in each.

    Returns:
        For each question the whole time and the bot's own, in milliseconds.
    """
    results: list[dict[str, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        while len(results) < rounds:
            page = browser.new_context().new_page()
            own = _listen(page)
            page.goto(f"{url}/chat")
            page.wait_for_function(
                "() => document.querySelector('night-cramp-chat').shadowRoot.querySelector('.banner').dataset.state === 'online'"
            )
            page.evaluate(WATCH)
            for number in range(min(20, rounds - len(results))):
                page.get_by_label("Your question").fill(QUESTIONS[number % len(QUESTIONS)])
                page.get_by_role("button", name="Send").click()
                page.wait_for_function("(count) => window.painted.length > count", arg=number)
                page.wait_for_timeout(150)
                results.append({"tap_to_paint": page.evaluate("() => window.painted.at(-1)"), "bot": own[-1]})
            page.context.close()
        browser.close()
    return results


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; returns 1 if the median is over the limit."""
    parser = argparse.ArgumentParser(prog="tap_to_paint", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:5005")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    results = measure(options.url, options.rounds)
    over = sorted(result["tap_to_paint"] - result["bot"] for result in results)
    figures = {
        "questions": len(results),
        "bot_median_ms": round(statistics.median(result["bot"] for result in results), 1),
        "tap_to_paint_median_ms": round(statistics.median(result["tap_to_paint"] for result in results), 1),
        "over_median_ms": round(statistics.median(over), 1),
        "over_p90_ms": round(over[int(len(over) * 0.9)], 1),
        "limit_ms": LIMIT_MS,
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if figures["over_median_ms"] <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())

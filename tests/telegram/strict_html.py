"""Reads Telegram's HTML as the Bot API documents it, and refuses the rest with Telegram's own words."""

from __future__ import annotations

import html
import re

TAGS = frozenset(
    ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote", "tg-spoiler", "span", "tg-emoji"]
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:=\"[^\"<>]*\")?)*)\s*>")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_ATTRIBUTES = {
    "a": re.compile(r'\s+href="[^"]*"'),
    "blockquote": re.compile(r"(\s+expandable)?"),
    "span": re.compile(r'\s+class="tg-spoiler"'),
}


class BadMarkup(ValueError):
    """Telegram would answer 400: can't parse entities."""


def visible(text: str) -> str:
    """Returns what a reader sees.

    Raises:
        BadMarkup: if Telegram could not parse it.
    """
    shown, open_tags, place = [], [], 0
    while place < len(text):
        if text[place] == "<":
            match = _TAG.match(text, place)
            if not match:
                raise BadMarkup(f"unsupported start tag at byte offset {len(text[:place].encode())}")
            closing, name, attributes = match[1], match[2].lower(), match[3]
            if name not in TAGS:
                raise BadMarkup(f'unsupported start tag "{name}"')
            if closing:
                if not open_tags or open_tags.pop() != name:
                    raise BadMarkup("unexpected end tag")
            else:
                allowed = _ATTRIBUTES.get(name, re.compile(""))
                if not allowed.fullmatch(attributes):
                    raise BadMarkup(f"attributes of {name}")
                if name == "blockquote" and "blockquote" in open_tags:
                    raise BadMarkup("nested blockquote")
                open_tags.append(name)
            place = match.end()
        elif text[place] == "&":
            match = _ENTITY.match(text, place)
            # Telegram lets a lone ampersand pass; we do not: it would mean that something was not escaped.
            if not match:
                raise BadMarkup("unescaped ampersand")
            shown.append(html.unescape(match[0]))
            place = match.end()
        elif text[place] == ">":
            raise BadMarkup("unescaped >")
        else:
            shown.append(text[place])
            place += 1
    if open_tags:
        raise BadMarkup(f"can't find end tag corresponding to start tag {open_tags[-1]}")
    return "".join(shown)

"""The widget's file and the pages that show it, served by the bot itself: no Node.js, no third party."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

STATIC = Path(__file__).with_name("static")
WIDGET = "night-cramp-chat.js"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
}
PATHS = {
    "/chat": "chat.html",
    "/demo": "demo.html",
    f"/widget/{WIDGET}": WIDGET,
    "/widget/pages.css": "pages.css",
    "/widget/demo.css": "demo.css",
    "/widget/icon.svg": "icon.svg",
}


@dataclass(frozen=True)
class StaticFile:
    """A file with what HTTP needs to know of it."""

    body: bytes
    packed: bytes
    etag: str
    content_type: str


@lru_cache(maxsize=16)
def _read(path: Path, _changed: float) -> StaticFile:
    body = path.read_bytes()
    return StaticFile(body, gzip.compress(body, 9, mtime=0), f'"{hashlib.sha256(body).hexdigest()[:32]}"', TYPES[path.suffix])


def read_file(name: str) -> StaticFile:
    """Returns a file of static/; it is read again only when it has changed."""
    path = STATIC / name
    return _read(path, path.stat().st_mtime)


def content_policy(allowed: Iterable[str]) -> str:
    """Returns the policy of our own pages: our own script, style and server, nothing inline, nobody else.

    Args:
        allowed: origins that may show a page in a frame.
    """
    frames = " ".join(["'self'", *sorted(allowed)])
    rules = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'", "base-uri 'none'"]
    return "; ".join([*rules, "form-action 'none'", f"frame-ancestors {frames}", "require-trusted-types-for 'script'"])


def _headers(found: StaticFile, allowed: Iterable[str]) -> dict[str, str]:
    headers = {
        "ETag": found.etag,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        # The script may be loaded by any page; talking to the bot is what needs leave.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if found.content_type.startswith("text/html"):
        headers["Content-Security-Policy"] = content_policy(allowed)
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    return headers


def add_pages(app: Sanic, allowed: Iterable[str] = ()) -> None:
    """Adds the pages and files to Rasa's server. A browser that opens `/` is shown the chat; programs still get Rasa's own line."""

    def add(path: str, name: str) -> None:
        async def show(request: Request) -> HTTPResponse:
            found = read_file(name)
            headers = _headers(found, allowed)
            if request.headers.get("if-none-match") == found.etag:
                return response.empty(304, headers=headers)
            if "gzip" in request.headers.get("accept-encoding", ""):
                return response.raw(found.packed, headers={**headers, "Content-Encoding": "gzip"}, content_type=found.content_type)
            return response.raw(found.body, headers=headers, content_type=found.content_type)

        app.add_route(show, path, methods=["GET", "HEAD"], name="page_" + name.replace(".", "_").replace("-", "_"))

    for path, name in PATHS.items():
        add(path, name)

    async def show_chat(request: Request) -> HTTPResponse | None:
        wants_page = request.path == "/" and request.method == "GET" and "text/html" in request.headers.get("accept", "")
        return response.redirect("/chat") if wants_page else None

    app.register_middleware(show_chat, "request")

"""Small web sites of other people, which embed the chat."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_PAGE = """<!doctype html><html lang="en" dir="{dir}"><head><meta charset="utf-8"><title>A clinic</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script src="{bot}/widget/night-cramp-chat.js" defer></script></head>
<body><main><h1>A clinic</h1><p>Words of the clinic.</p></main><night-cramp-chat {attributes}></night-cramp-chat></body></html>"""


class HostSite:
    """A site on a port, and so an origin, of its own. Its policy lets in the bot's script and connections, and nothing inline."""

    def __init__(self) -> None:
        self.bot_url = ""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)
                page = _PAGE.format(
                    dir=query.get("dir", ["ltr"])[0], bot=site.bot_url, attributes=" ".join(f'{name}="{query[name][0]}"' for name in query)
                )
                body = page.encode()
                reach = f"script-src {site.bot_url}; connect-src {site.bot_url} {site.bot_url.replace('http', 'ws')}"
                policy = f"default-src 'none'; img-src data:; {reach}"
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", policy)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                """Prints nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> HostSite:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

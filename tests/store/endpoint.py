"""A SPARQL store of a test's own on the loopback address, which can be told to fail."""

from __future__ import annotations

import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from tests.store.doorkeeper import Doorkeeper

# in place of a status: the connection is closed; half a body; nothing for long; given up for another
DROP, CUT, SLEEP, DEADLOCK = 0, -1, -2, -3
PAGES = {  # in place of a status: bodies that come with 200 and are no answer
    -10: b"<!DOCTYPE html><html><body>Sign in</body></html>",
    -11: b'{"status": "ok"}',
    -12: b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "no iri"}}]}}',
}
LONG = 1.0  # seconds
BASIC = "Basic " + b64encode("анна:сек:рет".encode()).decode()


@dataclass
class Endpoint:
    """What it holds, what it was asked, and how it answers next: a status, DROP, or None for the truth."""

    database: ox.Store = field(default_factory=ox.Store)
    faults: list[int | None] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    union: bool = True
    wants: str | None = None  # an Authorization
    door: Doorkeeper | None = None
    forgets: str | None = None  # updates with this in them
    most: int | None = None  # bytes of an update
    heard: Callable[[], None] = lambda: None  # called after each request
    url: str = ""

    @property
    def quads(self) -> set[ox.Quad]:
        """All quads but the mark."""
        return {quad for quad in self.database if "remote" not in str(quad.graph_name)}

    def updates(self) -> list[str]:
        """The updates that came, also those that failed."""
        return [text for path, text in self.asked if path == "/update"]


@contextmanager
def serving() -> Iterator[Endpoint]:
    """An endpoint at `url`, until the block ends."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            _answer(self, endpoint)

        do_PUT = do_POST  # noqa: N815

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_port}/query"
    try:
        yield endpoint
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, endpoint: Endpoint) -> None:
    body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
    path = urlsplit(handler.path)
    endpoint.asked.append((path.path, body))
    fault = endpoint.faults.pop(0) if endpoint.faults else None
    if fault == DROP:
        handler.close_connection = True
        handler.connection.close()
    elif refused := endpoint.door and endpoint.door.refuses(
        handler.command, handler.path, handler.headers.get("Authorization")
    ):
        _send(handler, 401, b"who?", {"WWW-Authenticate": refused})
    elif endpoint.wants not in {None, handler.headers.get("Authorization")}:
        _send(handler, 401, b"who?", {"WWW-Authenticate": 'Basic realm="kg"'})
    elif fault in PAGES:
        _send(handler, 200, PAGES[fault], endpoint.headers)
    elif fault in {CUT, SLEEP}:
        _break_off(handler, fault)
    elif fault == DEADLOCK:
        _send(handler, 500, b"Virtuoso 40001 Error SR172: Transaction deadlocked", {})
    elif fault is not None:
        _send(handler, fault, b"not now", endpoint.headers)
    elif path.path == "/update" and len(body) > (endpoint.most or len(body)):
        _send(handler, 413, b"too much", {})
    else:
        try:
            found = _carry_out(handler.command, path.path, path.query, body, endpoint)
        except SyntaxError as error:
            _send(handler, 400, str(error).encode(), {})
        else:
            endpoint.heard()
            _send(handler, 200, found, endpoint.headers)


def _break_off(handler: BaseHTTPRequestHandler, fault: int) -> None:
    if fault == CUT:
        handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"head": {')
    else:
        time.sleep(LONG)
    handler.close_connection = True


def _carry_out(method: str, path: str, query: str, body: str, endpoint: Endpoint) -> bytes:
    if path == "/update":
        if endpoint.forgets is None or endpoint.forgets not in body:
            endpoint.database.update(body)
        return b""
    if path == "/graphs":
        name = ox.NamedNode(parse_qs(query)["graph"][0])
        if method == "PUT":
            endpoint.database.remove_graph(name)
        triples = ox.parse(body.encode(), format=ox.RdfFormat.TURTLE)
        endpoint.database.extend(ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in triples)
        return b""
    form = parse_qs(body)
    text = form["query"][0]
    found = endpoint.database.query(text, use_default_graph_as_union=endpoint.union and "FROM <" not in text)
    if isinstance(found, ox.QueryTriples):
        return found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return found.serialize(format=ox.QueryResultsFormat.JSON) or b""


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]) -> None:
    handler.send_response(status)
    for name, value in {**headers, "Content-Length": str(len(body))}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)

"""Requests to a SPARQL store: authentication, time limits, tries that wait longer and longer."""

from __future__ import annotations

import hashlib
import random
import re
import time
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

import pyoxigraph as ox
import urllib3
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout, make_headers

from kg.errors import StoreError
from kg.store.address import PASSWORD, USER, Remote

TRIES = 8  # after the first; the waits between them are a minute and a half, if the server asks for no other
UNMET = 3  # of these where nobody listens and nobody has answered yet: the address may be wrong
SILENT = 4  # of these where a request was sent and no answer came
WAIT, JITTER, LONGEST, LONGEST_ASKED = 0.5, 0.5, 30, 60  # seconds
CONNECT, ANSWER = 10, 300  # seconds
BUSY = frozenset({429, 502, 503, 504})
SHOWN = 200  # characters of a server's own words
UNAUTHORIZED, TOO_LONG, FAILED = 401, 413, 500
DEADLOCK = b" 40001 "  # SQLSTATE: undone because it and another transaction waited for each other
ALGORITHMS = {"MD5": "md5", "SHA": "sha1", "SHA-256": "sha256"}
ROUNDS = 3  # of authentication: without, with, and with a challenge that has gone stale in between
FORM, UPDATE, TRIPLES = "application/x-www-form-urlencoded", "application/sparql-update", "text/turtle"
CHALLENGE = re.compile(r"(?:^|,\s*)(Basic|Digest)\s+(.*?)(?=,\s*(?:Basic|Digest|Bearer|Negotiate)\s|$)", re.I)


class TooLongError(StoreError):
    """A request is larger than the server takes."""


class DeadlockError(StoreError):
    """The server gave up a request in favour of another; it may be sent again."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered with success."""

    body: bytes
    server: str
    most_rows: int | None  # more are never sent


class Web:
    """The three protocols of one store. Every request may be sent twice: all are idempotent.

    Raises StoreError where the store does not do what it is asked.
    """

    def __init__(self, remote: Remote, wait: float = WAIT) -> None:
        self.remote, self.server, self._met = remote, "", False
        self._wait = wait
        self._pool = urllib3.PoolManager(timeout=Timeout(connect=CONNECT, read=ANSWER), maxsize=1)
        passwords = HTTPPasswordMgrWithDefaultRealm()
        self._digest = _Digest(passwords)
        self._challenge: tuple[str, dict[str, str]] | None = None
        for url in filter(None, (remote.url, remote.update_url, remote.graphs_url)):
            if remote.user:
                passwords.add_password(None, url, remote.user, remote.password or "")
                passwords.add_password(None, _origin(url), remote.user, remote.password or "")

    def query(self, sparql: str, accept: str) -> Reply:
        """The answer to a query."""
        body = urlencode({"query": sparql}).encode()  # as a form: Virtuoso 7.2.5 never answers the other way
        for number in range(TRIES):
            try:
                return self._send("POST", self.remote.url, body, FORM, accept)
            except DeadlockError:
                time.sleep(random.uniform(0, self._wait * 2**number / 10))
        return self._send("POST", self.remote.url, body, FORM, accept)

    def update(self, sparql: str) -> None:
        """Carry out an update."""
        self._send("POST", self.remote.updates(self.server), sparql.encode(), UPDATE, again={FAILED})

    def put(self, graph: ox.NamedNode, triples: bytes, *, more: bool = False) -> None:
        """Let a graph hold these triples in place of what it held; with `more` besides that."""
        url = f"{self.remote.whole_graphs(self.server)}?graph={quote(graph.value, safe='')}"
        self._send("POST" if more else "PUT", url, triples, TRIPLES, again={FAILED})

    def _send(
        self,
        method: str,
        url: str,
        body: bytes,
        sort: str,
        accept: str = "*/*",
        again: set[int] | None = None,
    ) -> Reply:
        tries = Retry(
            total=TRIES,
            connect=TRIES if self._met else UNMET,
            read=SILENT,
            redirect=False,
            allowed_methods=None,
            status_forcelist=BUSY | (again or set()),
            backoff_factor=self._wait,
            backoff_jitter=JITTER * self._wait,
            backoff_max=LONGEST,
            retry_after_max=LONGEST_ASKED,
            raise_on_status=False,
        )
        for _ in range(ROUNDS):
            headers = {"Content-Type": sort, "Accept": accept, **self._authorization(method, url)}
            try:
                response = self._pool.request(method, url, body=body, headers=headers, retries=tries)
            except HTTPError as error:
                reason = type(getattr(error, "reason", None) or error).__name__
                advice = "is the address right, and does the store run?"
                raise StoreError(
                    f"{self.remote}: no answer, tried again and again ({reason}); {advice}"
                ) from None
            self._met = True
            if response.status != UNAUTHORIZED or not self._challenged(response.headers):
                break
        return self._reply(response)

    def _reply(self, response: urllib3.BaseHTTPResponse) -> Reply:
        headers = response.headers
        if response.status == UNAUTHORIZED:
            advice = f"set {USER} and {PASSWORD}" + (", these are refused" if self.remote.user else "")
            raise StoreError(f"{self.remote}: asks who you are: {advice}")
        if not 200 <= response.status < 300:
            said = " ".join(response.data.decode(errors="replace").split())[:SHOWN]
            where = f" to {headers['Location']}" if "Location" in headers else ""
            raise _kind(response)(f"{self.remote}: HTTP {response.status}{where}: {said or response.reason}")
        most = headers.get("X-SPARQL-MaxRows", "")
        self.server = headers.get("Server", "")
        return Reply(response.data, self.server, int(most) if most.isdigit() else None)

    def _challenged(self, headers: urllib3.HTTPHeaderDict) -> bool:
        """True if the server tells how to say who asks, and that is known."""
        found = {kind.lower(): rest for kind, rest in CHALLENGE.findall(headers.get("WWW-Authenticate", ""))}
        kind = next((kind for kind in ("digest", "basic") if kind in found), None)
        if kind is None or self.remote.user is None:
            return False
        self._challenge = kind, parse_keqv_list(parse_http_list(found[kind]))
        return True

    def _authorization(self, method: str, url: str) -> dict[str, str]:
        """Nothing before a server has asked."""
        if self._challenge is None:
            return {}
        kind, challenge = self._challenge
        if kind == "basic":
            pair = f"{self.remote.user}:{self.remote.password or ''}"
            return dict(make_headers(basic_auth=_as_latin(pair)).items())
        try:
            signed = self._digest.get_authorization(Request(url, method=method), challenge)
        except URLError:  # a kind of Digest that signs the body too
            signed = None
        return {"Authorization": f"Digest {_as_latin(signed)}"} if signed else {}


class _Digest(AbstractDigestAuthHandler):
    """Digest as in RFC 7616: with SHA-256 too, and names and passwords in UTF-8."""

    def get_algorithm_impls(self, algorithm: str) -> Any:
        """What makes a digest of a text, and of a secret and a text; None if nobody knows how."""
        name = ALGORITHMS.get(algorithm.upper())
        if name is None:
            return None, None

        def digest(text: str) -> str:
            return hashlib.new(name, text.encode()).hexdigest()

        return digest, lambda secret, text: digest(f"{secret}:{text}")


def _kind(response: urllib3.BaseHTTPResponse) -> type[StoreError]:
    if response.status == FAILED and DEADLOCK in response.data:
        return DeadlockError
    return TooLongError if response.status == TOO_LONG else StoreError


def _as_latin(text: str) -> str:
    """UTF-8 in the guise of Latin-1: a header is that to urllib3, which would refuse other letters."""
    return text.encode().decode("latin-1")


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3]) + "/"

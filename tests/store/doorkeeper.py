"""A server's side of Basic and Digest authentication (RFC 7617, RFC 7616), for tests."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from urllib.request import parse_http_list, parse_keqv_list

REALM = "kg"
NAMES = {"MD5": "md5", "SHA-256": "sha256"}


@dataclass
class Doorkeeper:
    """Lets one user in. `scheme` is Basic or an algorithm of Digest; `also` are challenges beside it.

    A nonce of Digest `lasts` for so many requests.
    """

    scheme: str
    user: str
    password: str
    also: str = ""
    lasts: int = 1_000
    challenges: int = 0
    served: int = 0

    def refuses(self, method: str, uri: str, authorization: str | None) -> str | None:
        """The challenge, or None for somebody who may go in."""
        self.served += 1
        if self.served <= self.lasts and authorization in self._right(method, uri, authorization):
            return None
        self.challenges, self.served = self.challenges + 1, 0
        return self.also + self._challenge()

    def _challenge(self) -> str:
        if self.scheme == "Basic":
            return f'Basic realm="{REALM}"'
        return f'Digest realm="{REALM}", nonce="n{self.challenges}", qop="auth", algorithm={self.scheme}'

    def _right(self, method: str, uri: str, given: str | None) -> set[str]:
        if self.scheme == "Basic":
            return {"Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()}
        kind, _, rest = (given or "").partition(" ")
        said = parse_keqv_list(parse_http_list(rest)) if kind == "Digest" else {}
        wanted = {"nonce": f"n{self.challenges}", "uri": uri, "qop": "auth", "username": self.user}
        said["username"] = said.get("username", "").encode("latin-1").decode()
        if not given or any(said.get(name) != value for name, value in wanted.items()):
            return set()
        secret = self._digest(f"{self.user}:{REALM}:{self.password}")
        parts = (secret, said["nonce"], said["nc"], said["cnonce"], "auth", self._digest(f"{method}:{uri}"))
        return {given} if said["response"] == self._digest(":".join(parts)) else set()

    def _digest(self, text: str) -> str:
        return hashlib.new(NAMES[self.scheme], text.encode()).hexdigest()

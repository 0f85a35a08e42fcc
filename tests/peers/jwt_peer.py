"""Python's JWT libraries as a coprocess for tests/peers/*.rs.

One JSON object a line on stdin, one JSON object a line on stdout, until stdin closes. Requests:

    {"op": "algs",   "tool": T}                              -> {"sign": [...], "verify": [...]}
    {"op": "version", "tool": T}                             -> {"version"}
    {"op": "sign",   "tool": T, "alg", "key", "claims", "headers"?}
                                                             -> {"token"} or {"error"}
    {"op": "verify", "tool": T, "alg", "key", "token", "audience"?, "issuer"?, "now"?}
                                                             -> {"ok": true, "claims"} or {"ok": false, "error"}
    {"op": "accepts", "tool": T, "alg", "key", "token", "audience"?, "issuer"?, "scopes"?, "now"}
                                                             -> {"ok": true} or {"ok": false, "error"}
    {"op": "exai",   "key", "token", "audience", "issuer", "now"?}
                                                             -> {"ok": true} or {"ok": false, "error"}
    {"op": "tally",  "key", "file", "audience", "issuer", "now"?}
                                                             -> {"ok": n, "ExceptionName": n, ...}: `exai`, a token a line
    {"op": "forge",  "alg": "HS256" | "HS384" | "HS512" | "none", "key", "header", "payload"}
                                                             -> {"token"}

T is `pyjwt`, `joserfc`, `fastmcp` (its JWTVerifier, called in process) or, for `accepts`, `python-sdk` (the middleware of
`mcp` over PyJWT). A key is the text of a secret or a PEM: a private key to sign with, a public one to verify with. For
`accepts` an audience or issuer may be a list. An error is "ExceptionName: text".

`now` (Unix seconds) stands in for the clock. joserfc takes it as an argument. The others have no such argument, so the
one name through which each of them reads the clock is replaced during the call: `datetime` in `jwt.api_jwt`, `time` in
fastmcp's `jwt` module and in `mcp`'s `bearer_auth`. Should one stop reading it there, the `now` tests of this suite fail.

`forge` makes a token from any bytes (header and payload in hexadecimal), sound or not, with the standard library alone.
"""

import asyncio
import base64
import contextlib
import datetime
import hashlib
import hmac
import collections
import importlib.metadata
import json
import logging
import sys
import types
import warnings
from unittest import mock

import joserfc.jwk
import joserfc.jws
import joserfc.jwt
import jwt
from fastmcp.server.auth.providers import jwt as fastmcp_jwt
from mcp.server.auth.middleware import bearer_auth
from mcp.server.auth.provider import AccessToken
from starlette.requests import HTTPConnection

ALGS = [
    *("HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
]


class PyJwt:
    """PyJWT with the cryptography package."""

    def algs(self):
        known = [alg for alg in ALGS if alg in jwt.algorithms.get_default_algorithms()]
        return {"sign": known, "verify": known}

    def sign(self, alg, key, claims, headers):
        return jwt.encode(claims, key, algorithm=alg, headers=headers)

    def verify(self, alg, key, token, audience, issuer, now, require=()):
        with pyjwt_clock(now):
            options = {"require": list(require)}
            return jwt.decode(token, key, algorithms=[alg], audience=audience, issuer=issuer, options=options)


class Joserfc:
    """joserfc: signature by `jwt.decode`, claims by its `JWTClaimsRegistry`."""

    KEY_TYPES = {"H": "oct", "R": "RSA", "P": "RSA", "ES": "EC", "Ed": "OKP"}

    def key(self, alg, key):
        kind = self.KEY_TYPES.get(alg[:1]) or self.KEY_TYPES[alg[:2]]
        return joserfc.jwk.import_key(key, kind)

    def algs(self):
        known = [alg for alg in ALGS if alg in joserfc.jws.JWSRegistry.algorithms]
        return {"sign": known, "verify": known}

    def sign(self, alg, key, claims, headers):
        return joserfc.jwt.encode({"alg": alg, **headers}, claims, self.key(alg, key), algorithms=[alg])

    def verify(self, alg, key, token, audience, issuer, now):
        claims = joserfc.jwt.decode(token, self.key(alg, key), algorithms=[alg]).claims
        demands = {name: {"essential": True, "value": value} for name, value in (("aud", audience), ("iss", issuer)) if value}
        joserfc.jwt.JWTClaimsRegistry(now=now, **demands).validate(claims)
        return claims


class FastMcp:
    """fastmcp: verifies with `JWTVerifier`; signs with its `RSAKeyPair`, which knows RS256 only."""

    def algs(self):
        def takes(alg):
            with contextlib.suppress(ValueError):
                fastmcp_jwt.JWTVerifier(public_key="any", algorithm=alg)
                return True
            return False

        return {"sign": ["RS256"], "verify": [alg for alg in ALGS if takes(alg)]}

    def sign(self, alg, key, claims, headers):
        if alg != "RS256":
            raise NotImplementedError(f"fastmcp's RSAKeyPair does not sign with {alg}")
        pair = fastmcp_jwt.RSAKeyPair(private_key=fastmcp_jwt.SecretStr(key), public_key="")
        return pair.create_token(additional_claims=claims, kid=headers.get("kid"))

    def verify(self, alg, key, token, audience, issuer, now, scopes=None):
        demands = {"issuer": issuer, "audience": audience, "required_scopes": scopes}
        verifier = fastmcp_jwt.JWTVerifier(public_key=key, algorithm=alg, **demands)
        with stopped_clock(fastmcp_jwt, now):
            access = asyncio.run(verifier.verify_token(token))
        if access is None:
            raise PermissionError("JWTVerifier.verify_token returned None")
        return access.claims


class PythonSdk:
    """The middleware of `mcp`, which leaves the token to a verifier: here PyJWT, with `exp` and `scope` passed on."""

    def verify(self, alg, key, token, audience, issuer, now, scopes=()):
        class Verifier:
            async def verify_token(self, token):
                try:
                    claims = TOOLS["pyjwt"].verify(alg, key, token, audience, issuer, now)
                except jwt.InvalidTokenError:
                    return None
                scope, sub = claims.get("scope"), claims.get("sub")
                return AccessToken(
                    token=token,
                    client_id=str(claims.get("client_id") or sub or "unknown"),
                    scopes=scope.split() if isinstance(scope, str) else [],
                    expires_at=claims.get("exp"),
                    subject=sub,
                    claims=claims,
                )

        async def ask():
            headers = [(b"authorization", b"Bearer " + token.encode())]
            backend = bearer_auth.BearerAuthBackend(Verifier())
            auth, user = await backend.authenticate(HTTPConnection({"type": "http", "headers": headers})) or (None, None)
            reached, answers = [], []

            async def app(*_):
                reached.append(True)

            async def send(message):
                answers.append(message)

            await bearer_auth.RequireAuthMiddleware(app, scopes or [])({"auth": auth, "user": user}, None, send)
            if not reached:
                raise PermissionError(f"answered with {answers[0]['status']}")

        with stopped_clock(bearer_auth, now):
            asyncio.run(ask())


TOOLS = {"pyjwt": PyJwt(), "joserfc": Joserfc(), "fastmcp": FastMcp(), "python-sdk": PythonSdk()}
PACKAGES = {"python-sdk": "mcp"}  # what is not named as its package


def pyjwt_clock(now):
    """`jwt.api_jwt` reads the clock as `datetime.now(tz=timezone.utc)` and nowhere else."""

    class Stopped(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime.fromtimestamp(now, tz)

    return contextlib.nullcontext() if now is None else mock.patch.object(jwt.api_jwt, "datetime", Stopped)


def stopped_clock(module, now):
    """fastmcp's `jwt` module and `bearer_auth` read the clock as `time.time()`."""
    stopped = types.SimpleNamespace(time=lambda: now)
    return contextlib.nullcontext() if now is None else mock.patch.object(module, "time", stopped)


def exai(key, token, audience, issuer, now):
    """The check of the EX-AI guide's server: PyJWT, then the quota."""
    required = ("sub", "iat", "exp", "iss", "aud")
    claims = TOOLS["pyjwt"].verify("HS256", key, token, audience, issuer, now, required)
    quota = claims.get("quota")
    if type(quota) is not int or quota <= 0:
        raise PermissionError("quota is absent, not an integer, or used up")


def tally(key, file, audience, issuer, now):
    """How often `exai` says what, of a token a line."""
    counts = collections.Counter()
    with open(file, encoding="ascii") as tokens:
        for token in tokens:
            try:
                exai(key, token.rstrip("\n"), audience, issuer, now)
                counts["ok"] += 1
            except Exception as error:
                counts[type(error).__name__] += 1
    return counts


def forge(alg, key, header, payload):
    """A compact JWS over exactly these bytes."""

    def segment(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    signed = segment(bytes.fromhex(header)) + b"." + segment(bytes.fromhex(payload))
    if alg == "none":
        return (signed + b".").decode()
    digest = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}[alg]
    return (signed + b"." + segment(hmac.new(key.encode(), signed, digest).digest())).decode()


def answer(request):
    op, key = request["op"], request.get("key")
    tool = TOOLS[request["tool"]] if "tool" in request else None
    demands = [request.get(name) for name in ("audience", "issuer", "now")]
    if op == "algs":
        return tool.algs()
    if op == "version":
        return {"version": importlib.metadata.version(PACKAGES.get(request["tool"], request["tool"]))}
    if op == "forge":
        return {"token": forge(request["alg"], key, request["header"], request["payload"])}
    if op == "sign":
        try:
            return {"token": tool.sign(request["alg"], key, request["claims"], request.get("headers") or {})}
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}
    if op == "tally":
        return tally(key, request["file"], *demands)
    if op not in ("accepts", "verify", "exai"):
        raise ValueError(f"no such op: {op}")
    try:
        if op == "accepts":
            scopes = {"scopes": request["scopes"]} if request.get("scopes") else {}
            tool.verify(request["alg"], key, request["token"], *demands, **scopes)
            return {"ok": True}
        if op == "exai":
            exai(key, request["token"], *demands)
            return {"ok": True}  # without the claims: Python reads NaN and lone surrogates, others do not
        return {"ok": True, "claims": tool.verify(request["alg"], key, request["token"], *demands)}
    except Exception as error:
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}


def main():
    logging.disable(logging.CRITICAL)  # what fastmcp logs about a refusal
    warnings.simplefilter("ignore")  # joserfc's about EdDSA, which this suite asks for by name
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()

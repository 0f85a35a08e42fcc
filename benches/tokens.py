"""Writes the tokens that every contender works on. Always the same ones: the secret is a test value, chance is seeded.

    python3 benches/tokens.py FOLDER

Into FOLDER go:
- `secret`: the HS256 secret, 64 hex digits;
- `good`: 1,024 good tokens, for the loops in one process;
- `mixed`: 100,000 tokens, 15 % of them bad (signature, expired, audience: 5 % each), for the batch;
- `expected.json`: how many of `mixed` are bad for which reason, as mcp-token names it.

It knows none of the libraries under test.
"""

import base64
import hashlib
import hmac
import json
import random
import sys
from collections import Counter
from pathlib import Path

SECRET = hashlib.sha256(b"the benchmark of mcp-token").hexdigest()
ISSUER, AUDIENCE = "exai-mcp-server", "exai-mcp-client"
ISSUED, PAST, FAR = 1_700_000_000, 1_700_086_400, 4_102_444_800
POOL, MIXED = 1024, 100_000
REASONS = {"signature": "signature_mismatch", "expired": "expired", "audience": "aud_mismatch"}


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


HEADER = base64url(b'{"typ":"JWT","alg":"HS256"}')


def claims(index, kind="good"):
    return {
        "sub": f"agent_{index:06}",
        "name": "AI Client",
        "iat": ISSUED,
        "exp": PAST if kind == "expired" else FAR,
        "iss": ISSUER,
        "aud": "another-mcp-client" if kind == "audience" else AUDIENCE,
        "quota": index % 1000,
        "role": "user",
    }


def token(index, kind="good"):
    payload = json.dumps(claims(index, kind), separators=(",", ":")).encode()
    signed = f"{HEADER}.{base64url(payload)}"
    tag = bytearray(hmac.digest(SECRET.encode(), signed.encode(), "sha256"))
    if kind == "signature":
        tag[index % len(tag)] ^= 1
    return f"{signed}.{base64url(tag)}"


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7519)
    kinds = chance.choices(["good", *REASONS], weights=[85, 5, 5, 5], k=MIXED)
    expected = {REASONS[kind]: count for kind, count in Counter(kinds).items() if kind != "good"}
    (folder / "secret").write_text(SECRET)
    (folder / "good").write_text("".join(f"{token(index)}\n" for index in range(POOL)))
    (folder / "mixed").write_text("".join(f"{token(index, kind)}\n" for index, kind in enumerate(kinds)))
    (folder / "expected.json").write_text(json.dumps(expected))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

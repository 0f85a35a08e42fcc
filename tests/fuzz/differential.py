#!/usr/bin/env python3
"""Compares the judge with PyJWT on the corpora of the targets `claims`, `header` and `token`.

    tests/fuzz/differential.py [CORPUS_DIRECTORY]

CORPUS_DIRECTORY has one directory for each target, tests/fuzz/corpus when left out. Each input becomes a token, signed
with the test secret; both judge it with the same demands at the same instant. They may differ only where DIFFERENCES
says why. Ends non-zero on any other difference. Needs PyJWT 2.15: tests/run.sh puts it into target/peers/venv.
"""

import base64
import json
import pathlib
import re
import subprocess
import sys
import warnings
from collections import Counter
from datetime import datetime, timezone

import jwt
import jwt.api_jwt

HERE = pathlib.Path(__file__).resolve().parent
SECRET = b"fuzz-fuzz-fuzz-fuzz-fuzz-fuzz-fuzz-fuzz"


def main() -> int:
    corpus = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "corpus"
    counts, unknown = Counter(), 0
    for case in cases(corpus):
        refusal = pyjwt(case)
        theirs = refusal is None
        counts[case["accepted"], theirs] += 1
        if case["accepted"] == theirs:
            continue
        reason = explain(case, refusal)
        counts[reason] += 1
        if reason is None:
            unknown += 1
            print(f"{case['name']}: ours {case['reasons'] or 'accepted'}, PyJWT {refusal or 'accepted'}")
            print(f"  demands {json.dumps(case['demands'])} now {case['now']}\n  {case['token']}")
    print(f"both accept {counts[True, True]}, both refuse {counts[False, False]}", end=", ")
    print(f"only we refuse {counts[False, True]}, only PyJWT refuses {counts[True, False]}")
    for name in DIFFERENCES:
        print(f"  {counts[name]:6} {name}")
    if not counts[True, True] or not counts[False, False]:
        print("differential.py: nothing was compared", file=sys.stderr)
        return 1
    return 1 if unknown else 0


def cases(corpus: pathlib.Path):
    for target in ("claims", "header", "token"):
        files = sorted(str(path) for path in (corpus / target).iterdir())
        for start in range(0, len(files), 1000):
            command = ["cargo", "run", "--quiet", "--release", "--locked", "--example", "cases", "--", target]
            done = subprocess.run(
                command + files[start : start + 1000], cwd=HERE, check=True, stdout=subprocess.PIPE, text=True
            )
            yield from map(json.loads, done.stdout.splitlines())


def pyjwt(case: dict) -> str | None:
    """Why PyJWT refuses the token, None when it does not."""
    demands = case["demands"]

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromtimestamp(case["now"], timezone.utc)

    jwt.api_jwt.datetime = Clock
    any_audience = demands["audience"] == "any"
    try:
        jwt.decode(
            case["token"],
            SECRET,
            algorithms=["HS256"],
            audience=None if any_audience else demands["audience"],
            issuer=demands["issuers"] or None,
            subject=demands["subject"],
            leeway=demands["leeway"],
            options={
                "require": demands["required"] + ["exp"] * demands["exp"],
                "verify_aud": not any_audience,
            },
        )
    except Exception as error:  # whatever comes out, it is no acceptance
        return f"{type(error).__name__}: {error}"
    return None


def explain(case: dict, refusal: str | None) -> str | None:
    return next((name for name, (_, holds) in DIFFERENCES.items() if holds(Seen(case, refusal))), None)


class Seen:
    """What both said of a token, and what is in it."""

    def __init__(self, case: dict, refusal: str | None):
        self.demands, self.refusal = case["demands"], refusal
        self.codes = {reason.split(":")[0] for reason in case["reasons"]}
        self.text = " ".join(case["reasons"])
        self.parts = [self.decode(segment) for segment in case["token"].split(".")[:2]]
        self.claims = self.json(self.parts[-1])

    @staticmethod
    def decode(segment: str) -> bytes:
        try:
            return base64.urlsafe_b64decode(segment.rstrip("=") + "==")
        except ValueError:
            return b""

    @staticmethod
    def json(data: bytes) -> dict:
        try:
            value = json.loads(data)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def only(self, *codes: str) -> bool:
        return bool(self.codes) and self.codes <= set(codes)


# What differs by intent: why, and how it shows. The first that holds is counted.
DIFFERENCES = {
    "duplicate names": (
        "RFC 7519 section 4: names must be unique. Python keeps the last one, at every depth.",
        lambda seen: seen.refusal is None and "duplicate_name" in seen.codes,
    ),
    "nesting": (
        "We stop at 64 levels, Python at its recursion limit.",
        lambda seen: seen.refusal is None and "too_deep" in seen.codes,
    ),
    "not UTF-8": (
        "RFC 7515 section 4: the header is UTF-8. Python's json reads UTF-16 and UTF-32 too, and lone surrogates.",
        lambda seen: seen.refusal is None and "not_utf8" in seen.codes,
    ),
    "not JSON": (
        "RFC 8259: no byte order mark, no NaN or Infinity, no lone surrogate. Python's json takes all of them.",
        lambda seen: seen.refusal is None and "not JSON" in seen.text,
    ),
    "padding": (
        "RFC 7515 section 2: no padding. PyJWT takes `=` at the end, as some issuers write it.",
        lambda seen: seen.refusal is None and "base64url without padding" in seen.text,
    ),
    "header types": (
        "RFC 7515 section 4.1: `typ` is a string. PyJWT looks at `kid` and `crit` only.",
        lambda seen: seen.refusal is None and "header's `typ` is not a string" in seen.text,
    ),
    "b64": (
        "RFC 7797 section 3: a `b64` that is not `true` changes what is signed. PyJWT minds `false` alone; it also "
        "knows the extension where `crit` names it.",
        lambda seen: seen.refusal is None and seen.only("crit_unknown"),
    ),
    "instants as text": (
        "RFC 7519 section 2: a number. PyJWT calls int(), which reads strings and booleans.",
        lambda seen: seen.refusal is None
        and seen.only("claim_type")
        and any(isinstance(seen.claims.get(name), (str, bool)) for name in ("exp", "nbf", "iat")),
    ),
    "type of a claim": (
        "A claim of the wrong type is a failure here, also where nothing is demanded of it: PyJWT lets `iss` be "
        "anything without `issuer`, and `aud` with `verify_aud` off, or where it is false in Python. Beside it `sub` "
        "may be missing, see below.",
        lambda seen: seen.refusal is None
        and seen.only("claim_type", "claim_missing")
        and "claim_type" in seen.codes
        and "claim_missing" not in seen.text.replace("claim_missing: no `sub`", ""),
    ),
    "empty aud": (
        "RFC 7519 section 4.1.3: an `aud` that is there must be asked for. PyJWT takes `\"\"` and `[]` for no `aud`, "
        "and so refuses one that asks for `\"\"`.",
        lambda seen: seen.claims.get("aud") in ("", [])
        and (seen.only("aud_not_asked") or (seen.refusal or "").startswith("MissingRequiredClaimError")),
    ),
    "fractions": (
        "A fraction of a second counts against the token here: `exp` down, `nbf` and `iat` up. int() goes to zero.",
        lambda seen: seen.only("expired", "not_yet_valid", "issued_ahead")
        and any(isinstance(seen.claims.get(name), float) for name in ("exp", "nbf", "iat")),
    ),
    "missing sub": (
        "A subject that is asked for must be there. PyJWT compares it only where it is.",
        lambda seen: seen.refusal is None and seen.only("claim_missing") and seen.text == "claim_missing: no `sub`",
    ),
    "digits": (
        "Python reads integers of at most 4300 digits.",
        lambda seen: seen.refusal is not None and "4300 digits" in seen.refusal,
    ),
}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())

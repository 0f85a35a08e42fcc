"""PyJWT as a contender: what a careful script would write, with the demands that mcp-token is given.

    pyjwt_peer.py encode CLAIMS     one token, from JSON
    pyjwt_peer.py verify TOKEN      one verdict
    pyjwt_peer.py batch FILE        a verdict for each line, as mcp-token writes them
    pyjwt_peer.py serve FOLDER      turns in a loop, see benches/judge/main.rs

The secret is in JWT_SECRET. With BARE in the environment it is PyJWT as installed without `cryptography`, which HS256
does not need and which takes half of its start-up.
"""

import os
import sys

if "BARE" in os.environ:
    sys.modules["cryptography"] = None  # an ImportError for who asks

import jwt

SECRET = os.environ["JWT_SECRET"].encode()
REASONS = {
    jwt.InvalidSignatureError: "signature_mismatch",
    jwt.ExpiredSignatureError: "expired",
    jwt.InvalidAudienceError: "aud_mismatch",
    jwt.InvalidIssuerError: "iss_mismatch",
}


def encode(claims):
    return jwt.encode(claims, SECRET, algorithm="HS256")


def verify(token):
    return jwt.decode(
        token,
        SECRET,
        algorithms=["HS256"],
        issuer="exai-mcp-server",
        audience="exai-mcp-client",
        options={"require": ["exp", "iss", "aud"]},
    )


def batch(path):
    with open(path) as lines:
        for number, line in enumerate(lines, 1):
            try:
                verify(line.rstrip("\n"))
                sys.stdout.write(f'{{"line":{number},"ok":true,"reasons":[]}}\n')
            except jwt.InvalidTokenError as error:
                reason = REASONS.get(type(error), "malformed")
                sys.stdout.write(f'{{"line":{number},"ok":false,"reasons":["{reason}"]}}\n')


def serve(folder):
    import time

    with open(os.path.join(folder, "good")) as file:
        tokens = file.read().split()
    claims = [verify(token) for token in tokens]
    contenders = {"verify/HS256/PyJWT": (verify, tokens), "encode/HS256/PyJWT": (encode, claims)}
    print(*contenders, flush=True)
    for line in sys.stdin:
        name, millis = line.split()
        work, pool = contenders[name]
        count, start, spent, length = 0, time.perf_counter_ns(), 0, int(millis) * 1_000_000
        while spent < length:
            for item in pool[count % 1024 : count % 1024 + 32]:
                work(item)
            count += 32
            spent = time.perf_counter_ns() - start
        print(count, spent, flush=True)


def main(command, argument):
    if command == "encode":
        import json

        print(encode(json.loads(argument)))
    elif command == "verify":
        print(verify(argument))
    elif command == "batch":
        batch(argument)
    else:
        serve(argument)


main(*sys.argv[1:])

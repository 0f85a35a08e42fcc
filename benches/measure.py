"""Runs the contenders in turn and writes every sample to results.json. benches/run.sh calls it.

What is compared takes turns, A B C A B C, so that a slow minute of the machine falls on all alike. Before a time counts,
the answer is looked at: every contender has to come to the same verdicts.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

import kept
import tokens
from contenders import CannotMeasure, Command, Server

# How many rounds of each kind; Python and Node take part in each fourth of `process`.
ROUNDS = {
    "--quick": {"process": 40, "loop": 11, "batch": 3, "peak": 3},
    "": {"process": 100, "loop": 21, "batch": 7, "peak": 5},
    "--full": {"process": 100, "loop": 21, "batch": 7, "peak": 5},
}
SLOW_EVERY = 4
TURN_MILLIS = 60
# Node's compiler has done its work after a third of this.
WARM_UP_MILLIS = 1000
DEMANDS = ["--iss", tokens.ISSUER, "--aud", tokens.AUDIENCE]


class Bench:
    """Where things are, and what they are called."""

    def __init__(self, folder, judge):
        self.folder = folder.absolute()
        self.tokens = self.folder / "tokens"
        peers = self.folder / "peers"
        self.secret = {"JWT_SECRET": tokens.SECRET}
        self.node_env = {**self.secret, "PEER_MODULES": str(peers / "node_modules")}
        scripts = Path(__file__).parent / "peers"
        self.judge = judge
        self.mcp_token = self.installed(self.folder.parent / "release" / "mcp-token")
        self.jwt_cli = self.installed(self.folder / "bin" / "jwt")
        self.empty = self.installed(self.folder / "empty")
        self.python = [peers / "venv" / "bin" / "python", scripts / "pyjwt_peer.py"]
        self.node = [shutil.which("node"), scripts / "node_peer.cjs"]

    def installed(self, program):
        """A copy, as a user has one: a file that the linker has just written starts 5 to 8 % slower than a copy of it."""
        place = self.folder / "installed"
        place.mkdir(exist_ok=True)
        return Path(shutil.copy2(program, place))

    def ours(self, *arguments):
        return Command(self.mcp_token, *arguments, env=self.secret)

    def pyjwt(self, *arguments, **env):
        return Command(*self.python, *arguments, env={**self.secret, **env})

    def npm(self, library, *arguments):
        return Command(*self.node, library, *arguments, env=self.node_env)

    def batch(self, workers, path):
        arguments = ["verify", "--batch", "--report-only", "--secret-env", "JWT_SECRET", *DEMANDS]
        return self.ours(*arguments, "--workers", workers, f"@{path}")


def process(bench, rounds):
    """One token, the whole process: wall time and peak memory."""
    with kept.home(bench.mcp_token) as home:
        return processes(bench, rounds, home)


def processes(bench, rounds, home):
    now = int(time.time())
    # For a day: a longer life would be remarked upon.
    claims = json.dumps({**tokens.claims(1), "iat": now, "exp": now + 86_400})
    token = tokens.token(1)
    secret = ["--secret", tokens.SECRET]
    quick = {
        "empty": Command(bench.empty),
        "encode/mcp-token": bench.ours("encode", "--secret-env", "JWT_SECRET", claims),
        "encode/jwt-cli": Command(bench.jwt_cli, "encode", *secret, claims),
        "verify/mcp-token": bench.ours("verify", "--secret-env", "JWT_SECRET", *DEMANDS, token),
        "verify/jwt-cli": Command(bench.jwt_cli, "decode", *secret, token),
        "get/mcp-token, encrypted file": Command(bench.mcp_token, "get", "file", env=home),
        "get/mcp-token, keychain": Command(bench.mcp_token, "get", "keychain", env=home),
    }
    slow = {
        "encode/PyJWT": bench.pyjwt("encode", claims),
        "verify/PyJWT": bench.pyjwt("verify", token),
        "encode/PyJWT-bare": bench.pyjwt("encode", claims, BARE="1"),
        "verify/PyJWT-bare": bench.pyjwt("verify", token, BARE="1"),
    }
    for library, label in [("fast-jwt", "fast-jwt"), ("jsonwebtoken", "jsonwebtoken-npm")]:
        slow[f"encode/{label}"] = bench.npm(library, "encode", claims)
        slow[f"verify/{label}"] = bench.npm(library, "verify", token)
    for name, command in {**quick, **slow}.items():
        check_one(name, command.answer())
    samples = {name: {"wall_ms": {}, "peak_mib": []} for name in {**quick, **slow}}
    for number in range(rounds["process"]):
        for name, command in {**quick, **(slow if number % SLOW_EVERY == 0 else {})}.items():
            # The second of two runs counts: whoever comes behind Node finds the caches cold.
            command.run()
            samples[name]["wall_ms"][number] = command.run().wall_ms
    add_peaks(samples, {**quick, **slow}, rounds)
    return samples


def add_peaks(samples, commands, rounds):
    """Peak memory: several times for ours, which has a goal to meet, once for the others."""
    for name, command in commands.items():
        times = rounds["peak"] if "mcp-token" in name or name == "empty" else 1
        samples[name]["peak_mib"] = [command.peak_mib() for _ in range(times)]


def check_one(name, answer):
    """Whether a program has printed a token, or has let the token pass."""
    if name.startswith(("encode/", "get/")):
        good = len(answer.strip().split(".")) == 3
    else:
        good = name == "empty" or "agent_000001" in answer
    if not good:
        raise CannotMeasure(f"{name} answered {answer[:200]!r}")


def loop(bench, rounds):
    """Token after token in one process and one thread: nanoseconds for one."""
    servers = [
        Server(bench.judge, "serve", bench.tokens),
        Server(*bench.python, "serve", bench.tokens, env=bench.secret),
        Server(*bench.node, "fast-jwt", "serve", bench.tokens, env=bench.node_env),
        Server(*bench.node, "jsonwebtoken", "serve", bench.tokens, env=bench.node_env),
    ]
    contenders = {name: server for server in servers for name in server.names}
    for name, server in contenders.items():
        server.turn(name, TURN_MILLIS if server is servers[0] else WARM_UP_MILLIS)
    samples = {name: {"ns": {}} for name in contenders}
    for number in range(rounds["loop"]):
        for name in sorted(contenders):
            samples[name]["ns"][number] = contenders[name].turn(name, TURN_MILLIS)
    for server in servers:
        server.end()
    return samples


def batch(bench, rounds):
    """A file of 100,000 tokens, 15 % of them bad: a verdict for each."""
    path = bench.tokens / "mixed"
    commands = {
        "mcp-token, 2 workers": bench.batch(2, path),
        "mcp-token, 1 worker": bench.batch(1, path),
        "fast-jwt": bench.npm("fast-jwt", "batch", path),
        "PyJWT": bench.pyjwt("batch", path),
    }
    expected = json.loads((bench.tokens / "expected.json").read_text())
    verdicts = {name: read_verdicts(command.answer()) for name, command in commands.items()}
    for name, found in verdicts.items():
        if Counter(reason for _, reasons in found.values() for reason in reasons) != expected:
            raise CannotMeasure(f"{name} counted other reasons than {expected}")
        if found != verdicts["PyJWT"]:
            raise CannotMeasure(f"{name} and PyJWT disagree on a token of {path}")
    samples = {name: {"wall_ms": {}, "user_ms": {}, "peak_mib": []} for name in commands}
    for number in range(rounds["batch"]):
        for name, command in commands.items():
            run = command.run()
            samples[name]["wall_ms"][number] = run.wall_ms
            samples[name]["user_ms"][number] = run.user_ms
    add_peaks(samples, commands, rounds)
    return {"tokens": tokens.MIXED, "reasons": expected, "contenders": samples}


def read_verdicts(answer):
    """Each line's number with its verdict and reasons."""
    lines = [json.loads(line) for line in answer.splitlines()]
    return {line["line"]: (line["ok"], tuple(line["reasons"])) for line in lines}


def growth(bench, rounds, sizes):
    """mcp-token with two workers on ever more tokens: wall time and peak memory."""
    path = bench.tokens / "growing"
    points = []
    try:
        for size in sizes:
            write_tokens(path, size, (bench.tokens / "mixed").read_bytes())
            command = bench.batch(2, path)
            runs = range(rounds["peak"] if size < 5_000_000 else 3)
            walls = [command.run().wall_ms for _ in runs]
            points.append({"tokens": size, "wall_ms": walls, "peak_mib": [command.peak_mib() for _ in runs]})
    finally:
        path.unlink(missing_ok=True)
    return points


def write_tokens(path, size, mixed):
    """The mixed tokens, again and again."""
    whole, rest = divmod(size, tokens.MIXED)
    with path.open("wb") as file:
        for _ in range(whole):
            file.write(mixed)
        file.writelines(mixed.splitlines(keepends=True)[:rest])


def machine():
    """What it ran on."""
    cpu, memory = Path("/proc/cpuinfo").read_text(), Path("/proc/meminfo").read_text()
    model = re.search(r"model name\s*: (.*)", cpu)
    return {
        "cpu": model.group(1) if model else platform.machine(),
        "processors": len(os.sched_getaffinity(0)),
        "sha_instructions": bool(re.search(r"\b(sha_ni|sha2)\b", cpu)),
        "memory_gib": round(int(re.search(r"MemTotal:\s*(\d+)", memory).group(1)) / 2**20),
        "system": f"{platform.system()} {platform.release()}",
    }


def versions(bench):
    """Who took part."""
    root = Path(__file__).parent.parent
    locked = dict(re.findall(r'name = "([^"]+)"\nversion = "([^"]+)"', (root / "Cargo.lock").read_text()))

    def says(*argv):
        return subprocess.run(argv, capture_output=True, text=True, check=True).stdout.split()

    def npm(name):
        return json.loads((bench.folder / "peers/node_modules" / name / "package.json").read_text())["version"]

    return {
        "mcp-token": f"{locked['mcp-token']}, commit {says('git', '-C', root, 'describe', '--always', '--dirty')[0]}",
        "rustc": says("rustc", "--version")[1],
        "jsonwebtoken (Rust)": f"{locked['jsonwebtoken']} with aws-lc-rs {locked['aws-lc-rs']}",
        "jwt-cli": says(bench.jwt_cli, "--version")[1],
        "PyJWT": says(bench.python[0], "-c", "import jwt; print(jwt.__version__)")[0],
        "cryptography": says(bench.python[0], "-c", "import cryptography as c; print(c.__version__)")[0],
        "Python": says(bench.python[0], "--version")[1],
        "fast-jwt": npm("fast-jwt"),
        "jsonwebtoken (npm)": npm("jsonwebtoken"),
        "Node": says(bench.node[0], "--version")[0].lstrip("v"),
        "gnome-keyring": says("gnome-keyring-daemon", "--version")[1],
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--judge", type=Path, required=True)
    mode = parser.add_mutually_exclusive_group()
    for flag in ["--quick", "--full"]:
        mode.add_argument(flag, dest="mode", action="store_const", const=flag)
    arguments = parser.parse_args()
    mode = arguments.mode or ""
    bench, rounds = Bench(arguments.folder, arguments.judge), ROUNDS[mode]
    sizes = [10_000, 100_000, 1_000_000] + ([5_000_000, 10_000_000] if mode == "--full" else [])
    results = {
        "schema": 1,
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "mode": mode.lstrip("-") or "normal",
        "machine": machine(),
        "versions": versions(bench),
        "program_mb": bench.mcp_token.stat().st_size / 1e6,
        "load": {"before": os.getloadavg()[0]},
    }
    steps = {
        "process": lambda: process(bench, rounds),
        "loop": lambda: loop(bench, rounds),
        "batch": lambda: batch(bench, rounds),
        "growth": lambda: growth(bench, rounds, sizes),
    }
    for name, step in steps.items():
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        results[name] = step()
    results["load"]["after"] = os.getloadavg()[0]
    (bench.folder / "results.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    try:
        main()
    except (CannotMeasure, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"benches/measure.py: {error}")

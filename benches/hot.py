"""Writes .cargo/hot.ld: what a short run executes, to be linked side by side (.cargo/cc says why).

    python3 benches/hot.py

It builds the program with its symbols, has valgrind tell what one `encode` and one `verify` execute, and writes a linker
script of the functions' names, less what changes from build to build. A name that no longer exists does no harm, nor does a
function that is not named: the program only starts later. So write it anew before a release, after a change of the short
commands, or with a compiler that names functions otherwise.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import tokens

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "target/release/mcp-token"
# The processor's own instructions, which valgrind does not have, and what takes their place in it.
UNSEEN = ["_ZN4sha26sha256*"]
SCRIPT = """\
/* What a short run executes, written by benches/hot.py. */
SECTIONS
{{
  .text.hot :
  {{
    *crt1.o(.text)
    *crtbegin*.o(.text)
{sections}  }}
  .fini : {{ KEEP (*(SORT_NONE(.fini))) }}
}}
INSERT BEFORE .text;
/* What AWS-LC writes when a program starts and ends, on a page that is written in any case. */
SECTIONS
{{
  .bss.first : {{ *(.bss.*_lock .bss.*OPENSSL_*) }}
}}
INSERT AFTER .data;
/* What is only read stands where the kernel has to map a piece in any case: one piece less, and none of it can be executed. */
SECTIONS
{{
  .rodata : {{ *(.rodata .rodata.* .gnu.linkonce.r.*) }}
  .eh_frame_hdr : {{ *(.eh_frame_hdr) }}
  .eh_frame : {{ KEEP (*libgcc_eh.a:*(.eh_frame)) }}
}}
INSERT AFTER .relr.dyn;
/* A panic ends the program: nothing is unwound. The unwinder wants its own tables where somebody asks for a backtrace. */
SECTIONS
{{
  /DISCARD/ : {{ *(.eh_frame .gcc_except_table .gcc_except_table.*) }}
}}
INSERT AFTER .eh_frame;
"""


def main():
    build = ["cargo", "rustc", "--release", "--locked", "--bin", "mcp-token", "--", "-C", "strip=none"]
    subprocess.run(build, cwd=ROOT, check=True)
    executed = set().union(*(run(*command) for command in commands()))
    sizes = functions()
    whole, needed = Counter(), Counter()
    for name, size in sizes.items():
        whole[pattern(name)] += size
        needed[pattern(name)] += size if name in executed else 0
    # Where most of what shares a name is not needed, this very compiler and lock file know the needed ones by their hashes.
    shared = {name for name in needed if whole[name] > 2 * needed[name]}
    own = sorted({name for name in needed if needed[name]} - shared)
    exact = sorted(name for name in executed & set(sizes) if pattern(name) in shared)
    names = UNSEEN + own + exact + sorted(name for name in shared if needed[name])
    sections = "".join(f"    *(.text*.{name})\n" for name in names)
    (ROOT / ".cargo/hot.ld").write_text(SCRIPT.format(sections=sections))
    (ROOT / "src/bin/mcp-token/main.rs").touch()  # cargo does not look at the script


def functions():
    """What the program consists of, with sizes."""
    listed = subprocess.run(["nm", "--print-size", PROGRAM], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return {row[3]: int(row[1], 16) for row in rows if len(row) == 4 and row[2] in "tTwW"}


def commands():
    """The short runs, with claims as JSON and as flags."""
    now = int(time.time())
    claims = json.dumps({**tokens.claims(1), "iat": now, "exp": now + 86_400})
    names = ["--iss", tokens.ISSUER, "--aud", tokens.AUDIENCE]
    secret = ["--secret-env", "JWT_SECRET"]
    return [
        ["encode", *secret, claims],
        ["encode", *secret, "--sub", "agent_001", *names],
        ["verify", *secret, *names, tokens.token(1)],
    ]


def run(*arguments):
    """The functions that a run executes."""
    with tempfile.NamedTemporaryFile("r") as report:
        tool = ["valgrind", "--quiet", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={report.name}"]
        env = {"PATH": os.environ["PATH"], "JWT_SECRET": tokens.SECRET}
        subprocess.run([*tool, PROGRAM, *arguments], env=env, stdout=subprocess.DEVNULL, check=True)
        # A number for the depth may follow where a function calls itself.
        return set(re.findall(r"^c?fn=\(\d+\) ([^\s']+)", report.read(), re.MULTILINE))


def pattern(name):
    """A symbol without what this build adds: a number at the end, the hash of the function, those of the crates."""
    name = re.sub(r"\.\d+$", ".*", name)
    name = re.sub(r"17h[0-9a-f]{16}E.*", "17h*", name)
    return re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name)


if __name__ == "__main__":
    main()

#!/usr/bin/env bash
# Measures mcp-token beside its peers and writes what came out to target/bench/: table.md, plot.svg, results.json.
#
#     benches/run.sh [--quick|--full]
#
# --quick takes fewer rounds, under two minutes; --full adds batches of 5 and 10 million tokens (3 GB under target/bench
# while it runs). The peers are pinned, and installed under target/bench the first time: jwt-cli by cargo, PyJWT into a
# virtual environment, fast-jwt and jsonwebtoken by npm. Programs that are missing come from apt-get, as root or through
# sudo. It ends with an error when it could not measure, never because something was slow. Leave the machine alone
# meanwhile: the table says how busy it was.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset CARGO_TARGET_DIR # everything is looked for in target/
unset MCP_TOKEN_HOME XDG_CONFIG_HOME XDG_STATE_HOME # nobody's own profiles take part
export PYTHONDONTWRITEBYTECODE=1 # benches/ stays clean
bench=target/bench
peers=$bench/peers
jwt_cli=6.2.0
# shellcheck source=tests/tools.sh
source tests/tools.sh

main() {
  case "$*" in
    "" | --quick | --full) ;;
    *) fail "usage: benches/run.sh [--quick|--full]" ;;
  esac
  mkdir -p "$bench"
  find_cargo
  install_programs
  install_peers
  build

  python3 benches/tokens.py "$bench/tokens"
  python3 benches/measure.py "$@" --folder "$bench" --judge "$judge"
  python3 benches/report.py "$bench"
}

fail() {
  echo "benches/run.sh: $*" >&2
  exit 1
}

# Each line: a program, and the Debian packages that bring it.
programs="
  cc                    gcc libc6-dev
  dbus-daemon           dbus
  gnome-keyring-daemon  gnome-keyring
  node                  nodejs
  npm                   npm
  python3               python3 python3-venv
  time                  time
"

install_programs() {
  local program packages wanted=()
  while read -r program packages; do
    # `type -P`: `time` is a word of the shell as well.
    if [[ -n $program ]] && ! type -P "$program" >/dev/null; then
      read -ra packages <<<"$packages"
      wanted+=("${packages[@]}")
    fi
  done <<<"$programs"
  [[ ${#wanted[@]} -eq 0 ]] && return
  apt_install "${wanted[@]}" || fail "cannot install ${wanted[*]}"
}

# The stamp is the manifests' hash, written last: an installation that was broken off starts again from nothing.
install_peers() {
  if [[ $("$bench/bin/jwt" --version 2>/dev/null) != "jwt $jwt_cli" ]]; then
    cargo install --locked --force --root "$bench" "jwt-cli@$jwt_cli" || fail "cargo cannot install jwt-cli $jwt_cli"
  fi
  local wanted
  wanted=$(cat benches/peers/requirements.txt benches/peers/package.json | sha256sum)
  [[ $(cat "$peers/stamp" 2>/dev/null) == "$wanted" ]] && return
  rm -rf "$peers"
  mkdir -p "$peers"
  python3 -m venv "$peers/venv" || fail "python3 cannot make a virtual environment"
  "$peers/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r benches/peers/requirements.txt ||
    fail "pip cannot install benches/peers/requirements.txt"
  cp benches/peers/package.json "$peers/"
  npm_install "$peers" || fail "npm cannot install benches/peers/package.json"
  echo "$wanted" >"$peers/stamp"
}

# mcp-token, the bench target, and the program that does nothing, with the flags of the release profile.
build() {
  cargo build --release --locked
  if [[ $(uname -s) == Linux ]] && ldd target/release/mcp-token 2>&1 | grep -q 'libc\.so'; then
    echo "benches/run.sh: .cargo/cc could not link for a quick start here: the program starts later" >&2
  fi
  judge=$(cargo bench --locked --bench judge --no-run --message-format=json |
    python3 -c 'import json, sys
for line in sys.stdin:
    message = json.loads(line)
    if message.get("executable") and message["target"]["name"] == "judge": print(message["executable"])')
  [[ -x $judge ]] || fail "cargo did not say where the bench target is"
  echo 'fn main() {}' >"$bench/empty.rs"
  rustc --edition 2024 -C opt-level=3 -C lto=fat -C codegen-units=1 -C panic=abort -C strip=symbols \
    -o "$bench/empty" "$bench/empty.rs"
}

main "$@"

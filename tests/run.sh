#!/usr/bin/env bash
# Installs what the test suite needs, then runs all of it.
#
#     tests/run.sh [--thorough] [argument of cargo test]...
#
# --thorough adds the shells, strace and a kill at every system call with the release binary, `cargo deny check` and
# fuzzing. Debian packages come from apt-get, as root or through sudo, and only where a program is missing. Python and npm
# packages are pinned in tests/peers/ and go to target/peers/, MCP clients in tests/peers/clients/ and target/clients/. What
# cannot be had ends the run with its name: nothing is skipped. A user who is not root needs sudo for Debian packages and
# for network namespaces.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset CARGO_TARGET_DIR # the tests look for target/peers and target/clients in the checkout
peers=target/peers
clients=target/clients
# shellcheck source=tests/tools.sh
source tests/tools.sh

main() {
  local thorough=false arguments=() argument
  for argument in "$@"; do
    if [[ $argument == --thorough ]]; then thorough=true; else arguments+=("$argument"); fi
  done

  find_cargo
  install_programs
  install_peers
  install_clients

  cargo fmt --check || fail "the code is not formatted: cargo fmt"
  cargo clippy --locked --all-targets --quiet -- -D warnings
  RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --lib --quiet
  ask_for_root
  cargo test --locked "${arguments[@]}"
  if $thorough; then
    cargo test --locked --release --test shells -- --include-ignored
    cargo deny --version >/dev/null 2>&1 || cargo install --locked cargo-deny || fail "cargo-deny cannot be installed"
    cargo deny check
    tests/fuzz/run.sh
  fi
}

fail() {
  echo "tests/run.sh: $*" >&2
  exit 1
}

# Each line: a program, and the Debian packages that bring it.
programs="
  age                   age
  bash                  bash
  cc                    gcc libc6-dev
  curl                  curl
  dash                  dash
  dbus-monitor          dbus
  dbus-run-session      dbus
  dbus-send             dbus
  expect                expect
  fish                  fish
  git                   git
  gnome-keyring-daemon  gnome-keyring
  ip                    iproute2
  kubectl               kubernetes-client
  node                  nodejs
  npm                   npm
  readelf               binutils
  secret-tool           libsecret-tools
  setpriv               util-linux
  strace                strace
  unshare               util-linux
  zsh                   zsh
"

install_programs() {
  local program packages missing=() wanted=()
  while read -r program packages; do
    if [[ -n $program ]] && ! command -v "$program" >/dev/null; then
      missing+=("$program")
      read -ra packages <<<"$packages"
      wanted+=("${packages[@]}")
    fi
  done <<<"$programs"
  if ! find_python >/dev/null; then
    missing+=("python3 (3.11 or newer) with venv")
    wanted+=(python3 python3-venv)
  fi
  [[ ${#missing[@]} -eq 0 ]] && return

  apt_install "${wanted[@]}" || fail "cannot install what is missing: ${missing[*]} (Debian packages: ${wanted[*]})"
  hash -r
  while read -r program packages; do
    [[ -z $program ]] || command -v "$program" >/dev/null || fail "$program is still missing after installing $packages"
  done <<<"$programs"
  find_python >/dev/null || fail "python3 (3.11 or newer) with venv is still missing after installing python3 python3-venv"
}

# The clients of tests/peers/clients/ run in network namespaces, which root makes.
ask_for_root() {
  [[ $(id -u) == 0 ]] || sudo --validate || fail "network namespaces need root or sudo"
}

# The first python3 on PATH that runs (a version manager's shim may not) and can make a virtual environment.
find_python() {
  local python
  while read -r python; do
    if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      echo "$python"
      return
    fi
  done < <(type -ap python3)
  return 1
}

# The stamp is the manifests' hash, written last: a run that was broken off starts again from nothing.
install_peers() {
  local wanted python
  wanted=$(cat tests/peers/requirements.txt tests/peers/package.json | sha256sum)
  if [[ $(cat "$peers/stamp" 2>/dev/null) == "$wanted" ]] && "$peers/venv/bin/python" -c '' 2>/dev/null; then
    return
  fi
  rm -rf "$peers"
  mkdir -p "$peers"
  python=$(find_python)
  "$python" -m venv "$peers/venv" || fail "$python cannot make a virtual environment"
  "$peers/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r tests/peers/requirements.txt ||
    fail "pip cannot install tests/peers/requirements.txt"
  cp tests/peers/package.json "$peers/"
  npm_install "$peers" || fail "npm cannot install tests/peers/package.json"
  echo "$wanted" >"$peers/stamp"
}

# The MCP clients, each as target/clients/bin/NAME. None needs its installation scripts: they put in place or fetch what is
# run here straight from the package of this machine's kind. npm is content without that package; we are not.
install_clients() {
  local wanted name program
  wanted=$(sha256sum <tests/peers/clients/package.json)
  if [[ $(cat "$clients/stamp" 2>/dev/null) == "$wanted" ]]; then return; fi
  rm -rf "$clients"
  mkdir -p "$clients/bin"
  cp tests/peers/clients/package.json "$clients/"
  npm_install "$clients" || fail "npm cannot install tests/peers/clients/package.json"
  while read -r name program; do
    [[ -n $name ]] || continue
    program=$(compgen -G "$clients/node_modules/$program") && [[ -x $program ]] ||
      fail "npm did not install $name of tests/peers/clients/package.json"
    ln -s "../${program#"$clients"/}" "$clients/bin/$name"
  done <<<"$client_programs"
  echo "$wanted" >"$clients/stamp"
}

# Each line: a client, and its program among the installed packages.
client_programs="
  claude    @anthropic-ai/claude-code-linux-*/claude
  codex     @openai/codex/bin/codex.js
  gemini    @google/gemini-cli/bundle/gemini.js
  opencode  opencode-linux-*/bin/opencode
  qwen      @qwen-code/qwen-code/cli-entry.js
"

main "$@"

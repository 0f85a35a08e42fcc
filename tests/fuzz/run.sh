#!/usr/bin/env bash
# Fuzzes the library, one target after the other.
#
#     tests/fuzz/run.sh [SECONDS [TARGET]...]
#
# Each target runs for SECONDS (600), all of them or those that are named. What is found beyond the committed corpus
# is kept in tests/fuzz/target/corpus/, an input that crashes in tests/fuzz/artifacts/<target>/. Ends non-zero on any
# crash. Needs a nightly toolchain; cargo-fuzz is installed where it is missing. When all targets have run, the judge is
# compared with PyJWT on what they found (differential.py), with the PyJWT that tests/run.sh installs.
#
# No sanitizer: this package and the crate above hold no unsafe code, and without it there are several times more runs.
# FUZZ_SANITIZER=address adds one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
unset CARGO_TARGET_DIR
python=../../target/peers/venv/bin/python
targets=(claims header token jwk pem dotenv escape duration)
sanitizer=${FUZZ_SANITIZER:-none}

main() {
  local seconds=${1:-600} target all=true failed=()
  [[ $seconds =~ ^[0-9]+$ ]] || fail "expected a number of seconds, found $seconds"
  if [[ $# -gt 1 ]]; then targets=("${@:2}") all=false; fi
  find_tools
  if $all; then "$python" -c 'import jwt' 2>/dev/null || fail "PyJWT is missing: tests/run.sh installs it"; fi
  for target in "${targets[@]}"; do
    build "$target"
  done
  printf '%-10s %12s %9s %8s %9s %s\n' target executions exec/s edges features result
  for target in "${targets[@]}"; do
    fuzz "$target" "$seconds" || failed+=("$target")
  done
  [[ ${#failed[@]} -eq 0 ]] || fail "crashed: ${failed[*]}; the inputs are in tests/fuzz/artifacts/"
  if $all; then
    "$python" differential.py
    "$python" differential.py target/corpus
  fi
}

fail() {
  echo "tests/fuzz/run.sh: $*" >&2
  exit 1
}

find_tools() {
  command -v cargo >/dev/null || fail "cargo is missing: install a Rust toolchain (https://rustup.rs)"
  cargo +nightly --version >/dev/null 2>&1 || fail "the nightly toolchain is missing: rustup toolchain install nightly"
  cargo fuzz --version >/dev/null 2>&1 || cargo install --locked cargo-fuzz || fail "cargo-fuzz cannot be installed"
}

build() {
  cargo +nightly fuzz build --fuzz-dir . --sanitizer "$sanitizer" "$1"
}

fuzz() {
  local target=$1 seconds=$2 log=target/$1.log result=ok
  mkdir -p "target/corpus/$target" "corpus/$target"
  cargo +nightly fuzz run --fuzz-dir . --sanitizer "$sanitizer" "$target" "target/corpus/$target" "corpus/$target" -- \
    -max_total_time="$seconds" -print_final_stats=1 -max_len=4096 -timeout=10 -dict=words.dict >"$log" 2>&1 ||
    result=CRASHED
  printf '%-10s %12s %9s %8s %9s %s\n' "$target" \
    "$(last 'stat::number_of_executed_units: *\([0-9]*\)' "$log")" \
    "$(last 'stat::average_exec_per_sec: *\([0-9]*\)' "$log")" \
    "$(last '.* cov: \([0-9]*\) .*' "$log")" \
    "$(last '.* ft: \([0-9]*\) .*' "$log")" \
    "$result"
  if [[ $result != ok ]]; then
    grep -a -A 3 -e 'panicked at' "$log" | head -8 >&2 || true
    grep -a -e 'ERROR: libFuzzer' -e 'Test unit written to' "$log" >&2 || true
    return 1
  fi
}

# The last match of an expression in a file.
last() {
  sed -n "s/$1/\1/p" "$2" | tail -n 1
}

main "$@"

# Sourced by the scripts beside it: makes `cargo` run.

# Rustup's cargo looks for its toolchain in $HOME. Where that is another one, the toolchain is beside cargo.
find_cargo() {
  local cargo
  cargo=$(command -v cargo) || fail_cargo "cargo is missing: install a Rust toolchain (https://rustup.rs)"
  if ! cargo --version >/dev/null 2>&1; then
    local rustup_home
    rustup_home=$(dirname "$cargo")/../../.rustup
    [[ -d $rustup_home ]] || fail_cargo "$cargo does not run: install a Rust toolchain (https://rustup.rs)"
    RUSTUP_HOME=$(cd "$rustup_home" && pwd)
    export RUSTUP_HOME
    cargo --version >/dev/null || fail_cargo "$cargo does not run with RUSTUP_HOME=$RUSTUP_HOME"
  fi
}

fail_cargo() {
  echo "$*" >&2
  exit 1
}

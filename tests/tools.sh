# Sourced by the scripts here and in benches/: makes `cargo` run, and installs what is missing.

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

# Debian packages, as root or through sudo.
apt_install() {
  local as_root=(env DEBIAN_FRONTEND=noninteractive)
  command -v apt-get >/dev/null || { echo "${0##*/}: there is no apt-get" >&2; return 1; }
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || { echo "${0##*/}: neither root nor sudo" >&2; return 1; }
    as_root=(sudo "${as_root[@]}")
  fi
  "${as_root[@]}" apt-get update && "${as_root[@]}" apt-get install -y --no-install-recommends "$@"
}

# What the package.json of a folder asks for, without installation scripts.
npm_install() {
  # Node brings certificates of its own; those that the system trusts as well, as for apt-get and pip.
  local system=/etc/ssl/certs/ca-certificates.crt
  if [[ -z ${NODE_EXTRA_CA_CERTS-} && -r $system ]]; then export NODE_EXTRA_CA_CERTS=$system; fi
  npm --prefix "$1" install --no-package-lock --no-audit --no-fund --ignore-scripts
}

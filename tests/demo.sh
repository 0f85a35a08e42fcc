#!/usr/bin/env bash
# The main job, end to end, in a folder that goes away again: a secret, a token, its verdict, another one's, a renewal.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/tools.sh
find_cargo
cargo build --release --locked
PATH="$PWD/target/release:$PATH"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Shows a command as it is typed, and runs it. `!` before it: it is to be refused.
run() {
  local expected=0
  if [[ $1 == ! ]]; then expected=1 && shift; fi
  printf '\n$ %s\n' "$*"
  if eval "$*"; then [[ $expected == 0 ]]; else [[ $expected == 1 ]]; fi
}

run mcp-token secret new --env-file .env --var JWT_SECRET
run 'JWT_TOKEN=$(mcp-token encode --env-file .env --secret-env JWT_SECRET --sub agent_001 --iss exai-mcp-server --aud exai-mcp-client --quota 100 --role user)'
export JWT_TOKEN
run mcp-token decode --token-env JWT_TOKEN
run mcp-token verify --token-env JWT_TOKEN --env-file .env --secret-env JWT_SECRET --iss exai-mcp-server --aud exai-mcp-client --require sub,iat --min-quota 1
run ! mcp-token verify --token-env JWT_TOKEN --env-file .env --secret-env JWT_SECRET --iss exai-mcp-server --aud another-client --now +25h
run mcp-token refresh --token-env JWT_TOKEN --env-file .env --secret-env JWT_SECRET --aud exai-mcp-client --set quota=1000

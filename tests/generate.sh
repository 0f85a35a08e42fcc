#!/usr/bin/env bash
# Writes completions/ and man/ anew from the program itself. The suite fails when they differ from what it prints.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cargo build --locked --quiet
program=target/debug/mcp-token
rm -f completions/* man/*
"$program" completions bash >completions/mcp-token.bash
"$program" completions zsh >completions/_mcp-token
"$program" completions fish >completions/mcp-token.fish
"$program" completions powershell >completions/_mcp-token.ps1
"$program" completions elvish >completions/mcp-token.elv
"$program" completions nushell >completions/mcp-token.nu
"$program" man >man/mcp-token.1
"$program" man --list | while read -r command; do
  # shellcheck disable=SC2086 # the words of a command are arguments of their own
  "$program" man $command >"man/mcp-token-${command// /-}.1"
done

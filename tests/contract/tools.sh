# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the contract's tests: brings the tools that package-lock.json names, once for each build folder.

skip() {
  echo "skipped: $1"
  exit 77
}

# Sets $bin to the folder of the tools, or skips the test.
bring_tools() {
  source_dir=$(cd "$(dirname "$0")" && pwd)
  tools=${CONTRACT_TOOLS:?is set by meson: run this by "meson test --suite contract"}
  bin=$tools/node_modules/.bin
  command -v npm >/dev/null || skip "npm is not installed, and the contract's tools come from it"
  if ! cmp -s "$source_dir/package-lock.json" "$tools/brought"; then
    mkdir -p "$tools"
    cp "$source_dir/package.json" "$source_dir/package-lock.json" "$tools"
    if ! npm ci --prefix "$tools" --no-audit --no-fund --ignore-scripts >"$tools/log" 2>&1; then
      tail -n 5 "$tools/log"
      skip "npm could not bring the contract's tools (no network?)"
    fi
    cp "$source_dir/package-lock.json" "$tools/brought"
  fi
}

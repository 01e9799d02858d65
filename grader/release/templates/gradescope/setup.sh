#!/usr/bin/env bash
# Prepares Gradescope's image, once, as root and with a network: what grading needs of the system, then the grader's own packages, as locked.
set -euo pipefail
cd "${AUTOGRADER_ROOT:-/autograder}/source"

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends bubblewrap ca-certificates curl python3

# Grading has its own Node, from npm, in the version of nodeVersion. To install that takes npm and any Node from 20 on; Ubuntu's are
# too old, so Node's own archive of that version lends its npm, and is gone afterwards.
if ! { node -e 'process.exit(Number.parseInt(process.versions.node) >= 20 ? 0 : 1)' && npx --version; } >/dev/null 2>&1; then
  version=v$(sed -n 's/^nodeVersion: *//p' pnpm-workspace.yaml)
  case $(uname -m) in aarch64) machine=arm64 ;; *) machine=x64 ;; esac
  archive=node-$version-linux-$machine.tar.gz
  lent=$(mktemp -d)
  trap 'rm -rf "$lent"' EXIT
  curl --fail --silent --show-error --location --retry 3 --output-dir "$lent" \
    --remote-name "https://nodejs.org/dist/$version/$archive" --remote-name "https://nodejs.org/dist/$version/SHASUMS256.txt"
  (cd "$lent" && sha256sum --check --strict --ignore-missing SHASUMS256.txt && tar -xzf "$archive" --strip-components=1)
  PATH=$lent/bin:$PATH
fi

npx -y pnpm@12 install --frozen-lockfile
# What cannot start should be seen now, in the log of the build, and not by the first student.
node_modules/.bin/node grader/cli/src/autograder.ts grade --help >/dev/null

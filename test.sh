#!/usr/bin/env bash
# Runs every test of GradingService and ends with a line of counts. Installs what the tests need and says so:
# Debian's chromium (the Swagger UI test), Node's Spectral (the OpenAPI document), and PostgreSQL, of which it starts a server of its own. Needs the .NET 10 SDK.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

say() { printf '\033[1m== %s\033[0m\n' "$*"; }

command -v dotnet >/dev/null || { say "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download"; exit 1; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

packages=()
command -v chromium >/dev/null || packages+=(chromium)
command -v npm >/dev/null || packages+=(nodejs npm)
[[ -n ${GRADING_TEST_POSTGRES:-} ]] || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || packages+=(postgresql)
if ((${#packages[@]})); then
  say "Installing Debian packages: ${packages[*]}"
  as_root=(); [[ $(id -u) == 0 ]] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi
tools/install-sandbox.sh

say "Building"
dotnet build -v quiet

log=$(mktemp); server=
trap 'rm -f "$log"; [[ -z $server ]] || { tools/postgres.sh stop "$server" immediate; rm -rf "$server"; }' EXIT

# A throw-away PostgreSQL for the tests of the store; under /tmp, since the user `postgres` can't get into everyone's home.
if [[ -z ${GRADING_TEST_POSTGRES:-} ]]; then
  server=$(mktemp -d -t grading-postgres-XXXXXX)
  if GRADING_TEST_POSTGRES=$(tools/postgres.sh start "$server"); then
    export GRADING_TEST_POSTGRES
    say "PostgreSQL for the tests: $GRADING_TEST_POSTGRES"
  else
    rm -rf "$server"; server=; unset GRADING_TEST_POSTGRES
    say "PostgreSQL could not be started: its tests are SKIPPED"
  fi
fi
passed=0 failed=0 skipped=0

say "Testing"
code=0; dotnet test --no-build 2>&1 | tee "$log" || code=$?
count() { grep -oP "^\s*$1:\s*\K\d+" "$log" | tail -n 1 || true; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [[ -z $passed || $passed == 0 || ( $code != 0 && $failed == 0 ) ]]; then say "The tests did not run to their end"; exit 1; fi

say "Checking docs/openapi.json with Spectral"
if (cd tools/openapi && npm ci --silent --no-audit --no-fund && npm run --silent lint); then passed=$((passed + 1)); else failed=$((failed + 1)); fi

((skipped == 0)) && echo "$passed passed, $failed failed" || echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))

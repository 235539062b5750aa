#!/usr/bin/env bash
# Builds and runs GradingService on this machine: an embedded SQLite database under data/, the exams of exams/, port 8080.
#   ./serve.sh                             run the service
#   ./serve.sh --urls http://0.0.0.0:9000  run it elsewhere
#   ./serve.sh keys create --role admin --label "me"   any other command of the program
# Without ASPNETCORE_ENVIRONMENT it runs as Development, where the demo keys (demo-student, demo-portal, …) work.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

command -v dotnet >/dev/null || { say "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download"; exit 1; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

tools/install-sandbox.sh || say "Students' Python can't be run until bubblewrap, python3 and python3-numpy are installed; such answers stay pending, everything else works"

build=artifacts/serve
say "Building the service into $build (a minute the first time)"
mkdir -p artifacts
if ! dotnet publish Api -c Release -o "$build" -v quiet >artifacts/serve-build.log 2>&1; then cat artifacts/serve-build.log >&2; exit 1; fi

export ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Development}"
export Exams__Folder="${Exams__Folder:-$PWD/exams}"
export ConnectionStrings__Grading="${ConnectionStrings__Grading:-Data Source=$PWD/data/grading.db}"
if [[ ${1:-} == "" || ${1:-} == --* ]]; then
  [[ " $* " == *" --urls"* || -n "${ASPNETCORE_URLS:-}" ]] || set -- --urls http://localhost:8080 "$@"
  say "Environment $ASPNETCORE_ENVIRONMENT; database ${ConnectionStrings__Grading#Data Source=}; exams $Exams__Folder"
  say "Swagger UI is at /swagger of the address below; stop with Ctrl+C"
fi
exec dotnet "$build/GradingService.Api.dll" "$@"

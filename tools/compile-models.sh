#!/usr/bin/env bash
# Writes EF's compiled models anew, after a change of the rows or of GradingContext and the migrations for it. A test fails until this is done.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../Infrastructure"

# Models of rows that have changed may not compile any more.
rm -rf Persistence/{Sqlite,Postgres}/CompiledModel
dotnet tool restore >/dev/null
dotnet build -v quiet
for database in Sqlite Postgres; do
  dotnet ef dbcontext optimize --no-build --context "${database}GradingContext" \
    --output-dir "Persistence/$database/CompiledModel" --namespace "GradingService.Infrastructure.Persistence.$database.CompiledModel"
done

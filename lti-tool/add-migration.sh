#!/bin/sh
# Adds one migration to each of the three engines: lti-tool/add-migration.sh AddSomething
set -eu
cd "$(dirname "$0")/.."
name=${1:?name of the migration}
dotnet tool restore
for engine in Sqlite PostgreSql SqlServer; do
  dotnet restore "lti-tool/Lectern.Data.$engine"
  dotnet ef migrations add "$name" -p "lti-tool/Lectern.Data.$engine" -s "lti-tool/Lectern.Data.$engine"
done

#!/usr/bin/env bash
# Sets up what the tests need and passes them all.
#   ./test.sh                     everything, kill tests in their short form
#   ./test.sh --long              everything, kill tests in full
#   ./test.sh Lectern.Lti …       only these, installing nothing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/setup.sh

only=()
for argument in "$@"; do
  case $argument in
    --long) export LECTERN_LONG=1 LECTERN_KILLS=40 ;;
    --help | -h) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) only+=("$argument") ;;
  esac
done

need_dotnet
if [ ${#only[@]} -eq 0 ]; then
  install_packages ffmpeg libgomp1 libicu72 util-linux chromium postgresql pocketsphinx-testdata fonts-dejavu-core
  need_node
  need_space . 8000
fi

projects=()
for folder in tests/*.Tests; do
  name=$(basename "$folder" .Tests)
  if [ ${#only[@]} -eq 0 ] || printf '%s\n' "${only[@]}" | grep -qxF -e "$name" -e "$name.Tests"; then
    projects+=("$folder/$name.Tests.csproj")
  fi
done
[ ${#projects[@]} -gt 0 ] || die "No test project is called ${only[*]}."

if [ ${#only[@]} -eq 0 ]; then
  dotnet build Lectern.slnx -v quiet "-clp:ErrorsOnly;NoSummary" -nodeReuse:false || die "The build failed; the lines above say why."
else
  for project in "${projects[@]}"; do dotnet build "$project" -v quiet "-clp:ErrorsOnly;NoSummary" -nodeReuse:false || die "$project did not build."; done
fi

# One after the other: the kill tests and the browser tests measure a machine, not a crowd.
results=$(mktemp -d); trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0 broken=0
for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  say "— $name"
  program="artifacts/bin/$name/debug/$name"
  started=$SECONDS
  "$program" -trx "$results/$name.trx" -noLogo -noColor >"$results/$name.log" 2>&1 || { [ -s "$results/$name.trx" ] || broken=$((broken + 1)); }
  if [ -s "$results/$name.trx" ]; then
    counts=$(grep -o '<Counters [^>]*' "$results/$name.trx")
    count() { printf '%s' "$counts" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
    p=$(count passed) f=$(count failed) t=$(count total)
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + t - p - f))
    say "  $p passed, $f failed, $((t - p - f)) skipped in $((SECONDS - started)) s"
    [ "$t" -eq "$p" ] || grep -E '\[(FAIL|SKIP)\]|^ {4,}' "$results/$name.log" | head -n 150 || true
  else
    tail -n 60 "$results/$name.log"; say "  $name ended without a result"
  fi
done

failed=$((failed + broken))
[ "$skipped" -eq 0 ] || say "$skipped skipped; the reasons stand above"
say "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

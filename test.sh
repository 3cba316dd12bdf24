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

# Most of our programs live for seconds here: what the runtime would compile anew for a server that runs for weeks never pays back.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountingDelayMs=100

need_dotnet
if [ ${#only[@]} -eq 0 ]; then
  install_packages ffmpeg libgomp1 libicu72 util-linux chromium postgresql nginx-light pocketsphinx-testdata fonts-dejavu-core xvfb pulseaudio
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
  build_dotnet Lectern.slnx || die "The build failed; the lines above say why."
else
  for project in "${projects[@]}"; do build_dotnet "$project" || die "$project did not build."; done
fi

# One after the other: the kill tests and the browser tests measure a machine, not a crowd.
results=$(mktemp -d); trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

run_project() { # run_project NAME: its counts in p, f and s; false when a test failed or there is no result
  local counts
  rm -f "$results/$1.trx"
  "artifacts/bin/$1/debug/$1" -trx "$results/$1.trx" -noLogo -noColor >"$results/$1.log" 2>&1 || true
  if [ ! -s "$results/$1.trx" ]; then
    p=0 f=1 s=0
    tail -n 60 "$results/$1.log"; say "  $1 ended without a result"; return 1
  fi
  counts=$(grep -o '<Counters [^>]*' "$results/$1.trx")
  count() { printf '%s' "$counts" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
  p=$(count passed) f=$(count failed) s=$(($(count total) - p - f))
  grep -A12 -F '[FAIL]' "$results/$1.log" | head -n 120 || true
  [ "$f" -eq 0 ]
}

for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  say "— $name"
  started=$SECONDS
  run_project "$name" || true
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  say "  $p passed, $f failed, $s skipped in $((SECONDS - started)) s"
  if [ "$s" -gt 0 ]; then grep -A1 -F '[SKIP]' "$results/$name.log" | grep -vF -e '[SKIP]' -e '--' | sort | uniq -c || true; fi
done

[ "$skipped" -eq 0 ] || say "$skipped skipped; the reasons stand above"
say "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

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
# Nor does a heap for each processor, for which a collector's thread runs beside.
export DOTNET_gcServer=0 DOTNET_gcConcurrent=0

need_dotnet
if [ ${#only[@]} -eq 0 ]; then
  install_packages ffmpeg libgomp1 libicu72 util-linux chromium-headless-shell postgresql nginx-light pocketsphinx-testdata fonts-dejavu-core xvfb pulseaudio
  need_node
  need_space . 8000
fi

# A Windows of its own takes longer to install than to try: it is for the long form.
if [ -n "${LECTERN_LONG:-}" ] && [ ${#only[@]} -eq 0 ]; then
  install_packages wine64 zip
  capture-agent/package-windows.sh
  # Whose source is where this says; what it needs are packages.
  [ -z "${LECTERN_PYCA:-}" ] || install_packages python3-pycurl python3-dateutil python3-configobj python3-sqlalchemy python3-sdnotify python3-psutil python3-flask python3-prometheus-client
  # For this test alone and never shipped: ffmpeg's own licence is another.
  mkdir -p artifacts/windows-ffmpeg
  (cd artifacts/windows-ffmpeg && { [ -f package/ffmpeg.exe ] || { npm pack --silent @ffmpeg-installer/win32-x64@4.1.0 && tar xzf ./*.tgz; }; }) &&
    export LECTERN_WINDOWS_FFMPEG="$PWD/artifacts/windows-ffmpeg/package/ffmpeg.exe" || say "No ffmpeg for Windows can be had here."
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
  precompile_libraries
else
  for project in "${projects[@]}"; do build_dotnet "$project" || die "$project did not build."; done
fi

# Two at a time, for that is how many processors the smallest machine has: what records in real time and then the browser tests, which wait
# more than they work, in a lane of their own, to which the others give way. (A shell lets its background jobs ignore Ctrl-C; their children need not.)
lasting=(Lectern.CaptureAgent.Tests Lectern.EndToEnd.Tests)
results=$(mktemp -d); trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

run_project() { # run_project NAME [NICE…]: leaves its result, its output and its seconds
  local name=$1 started=$SECONDS; shift
  "$@" "artifacts/bin/$name/debug/$name" -trx "$results/$name.trx" -noLogo -noColor >"$results/$name.log" 2>&1 || true
  echo $((SECONDS - started)) >"$results/$name.seconds"
}

tell_project() { # tell_project NAME: what became of it, added to the sums
  local name=$1 p=0 f=1 s=0 counts
  say "— $name"
  if [ -s "$results/$name.trx" ]; then
    counts=$(grep -o '<Counters [^>]*' "$results/$name.trx")
    count() { printf '%s' "$counts" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
    p=$(count passed) f=$(count failed) s=$(($(count total) - p - f))
    grep -A12 -F '[FAIL]' "$results/$name.log" | head -n 120 || true
  else
    tail -n 60 "$results/$name.log"; say "  $name ended without a result"
  fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  say "  $p passed, $f failed, $s skipped in $(cat "$results/$name.seconds") s"
  if [ "$s" -gt 0 ]; then grep -A1 -F '[SKIP]' "$results/$name.log" | grep -vF -e '[SKIP]' -e '--' | sort | uniq -c || true; fi
}

has() { printf '%s\n' "${projects[@]}" | grep -qF "/$1.csproj"; }
is_lasting() { [[ " ${lasting[*]} " == *" $1 "* ]]; }

(for name in "${lasting[@]}"; do if has "$name"; then run_project "$name" env --default-signal=INT; fi; done) &
lane=$!
for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  is_lasting "$name" || { run_project "$name" nice; tell_project "$name"; }
done
wait "$lane"
for name in "${lasting[@]}"; do if has "$name"; then tell_project "$name"; fi; done

[ "$skipped" -eq 0 ] || say "$skipped skipped; the reasons stand above"
say "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

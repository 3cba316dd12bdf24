#!/usr/bin/env bash
# What an agent costs that waits: enrolled, with three sources and a schedule, its panel on, nothing booked for hours, and Lectern out of reach (which costs it more than an answer each 15 s). What it starts meanwhile counts too.
#   capture-agent/benchmarks/idle.sh [SECONDS]     (60); LECTERN_AGENT names a program to measure in place of one that is published for it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. scripts/setup.sh
seconds=${1:-60} settle=20
need_dotnet
command -v ffmpeg >/dev/null || die "ffmpeg is missing."
work=$(mktemp -d) pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT

agent=${LECTERN_AGENT:-$work/agent/lectern-agent}
[ -n "${LECTERN_AGENT:-}" ] || quietly dotnet publish capture-agent/Lectern.CaptureAgent -c Release -r linux-x64 -o "$work/agent" -v quiet || die "The agent was not published."

# utime, stime and those of children that ended, in seconds.
spent() { awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13 + $14 + $15) / tick }' "/proc/$pid/stat"; }
memory() { awk -v what="$1:" '$1 == what { printf "%.0f", $2 / 1024 }' "/proc/$pid/status"; }

data="$work/data"; mkdir -p -m 700 "$data"
start=$(date -u -d "+6 hours" +%Y-%m-%dT%H:%M:%SZ) end=$(date -u -d "+7 hours" +%Y-%m-%dT%H:%M:%SZ) now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
cat >"$data/device.json" <<JSON
{ "server": "http://127.0.0.1:9/", "device": "0199a000-0000-7000-8000-000000000002", "room": "0199a000-0000-7000-8000-000000000003", "roomName": "Bench", "key": "bench", "keySince": "$now" }
JSON
cat >"$data/settings.json" <<JSON
{ "version": "1", "room": "Bench", "sources": [
  { "name": "slides", "role": "Slides", "profile": "test" }, { "name": "presenter", "role": "Presenter", "profile": "test" }, { "name": "sound", "role": "Sound", "profile": "test" } ] }
JSON
cat >"$data/schedule.json" <<JSON
{ "version": "1", "bookings": [ { "id": "0199a000-0000-7000-8000-000000000001", "start": "$start", "end": "$end", "title": "Bench" } ] }
JSON

"$agent" run --data "$data" --port 17420 >"$work/log" 2>&1 & pid=$!
sleep "$settle"
before=$(spent); sleep "$seconds"; after=$(spent)
awk -v used="$(echo "$after $before" | awk '{ print $1 - $2 }')" -v span="$seconds" -v now="$(memory VmRSS)" -v most="$(memory VmHWM)" \
  'BEGIN { printf "lectern-agent, waiting: %.2f s in %d s, %.2f %% of one processor; %d MiB resident, at most %d MiB\n", used, span, 100 * used / span, now, most }'

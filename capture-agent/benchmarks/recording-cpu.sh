#!/usr/bin/env bash
# What recording costs: this agent with two pictures of 1920x1080 at 30 a second and a sound, all test sources, and beside it the command that pyCA is
# configured with by itself (etc/pyca.conf), once as it is and twice at the same size and rate. Each alone, one after the other, on a quiet machine.
#   capture-agent/benchmarks/recording-cpu.sh [SECONDS]     (60)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. scripts/setup.sh
seconds=${1:-60}
need_dotnet
command -v ffmpeg >/dev/null || die "ffmpeg is missing."
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

quietly dotnet publish capture-agent/Lectern.CaptureAgent -c Release -r linux-x64 -o "$work/agent" -v quiet || die "The agent was not published."

# measure COMMAND… : runs it as a child whose time the kernel adds to ours when it is gone, with that of all it waited for.
measure() { "$@" >"$work/log" 2>&1 & wait $! || true; }

told() { # told NAME BEFORE : what was spent since, as a share of one processor
  local now; now=$(spent)
  awk -v name="$1" -v used="$(echo "$now $2" | awk '{ print $1 - $2 }')" -v span="$seconds" 'BEGIN { printf "%-58s %6.1f s in %d s  %5.1f %% of one processor\n", name, used, span, 100 * used / span }'
}

# utime and stime of children that were waited for, in seconds.
spent() { awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($14 + $15) / tick }' /proc/$$/stat; }

agent() {
  local data="$work/data" start end; mkdir -p "$data"
  start=$(date -u -d "+8 seconds" +%Y-%m-%dT%H:%M:%SZ) end=$(date -u -d "+$((8 + seconds)) seconds" +%Y-%m-%dT%H:%M:%SZ)
  cat >"$data/settings.json" <<JSON
{ "version": "1", "room": "Bench", "sources": [
  { "name": "slides", "role": "Slides", "profile": "test", "width": 1920, "height": 1080, "frameRate": 30 },
  { "name": "presenter", "role": "Presenter", "profile": "test", "width": 1920, "height": 1080, "frameRate": 30 },
  { "name": "sound", "role": "Sound", "profile": "test" } ] }
JSON
  cat >"$data/schedule.json" <<JSON
{ "version": "1", "bookings": [ { "id": "0199a000-0000-7000-8000-000000000001", "start": "$start", "end": "$end", "title": "Bench" } ] }
JSON
  timeout -s TERM $((seconds + 14)) "$work/agent/lectern-agent" run --data "$data" --port 0
}

pyca() { timeout $((seconds + 30)) ffmpeg -nostdin -nostats -re -f lavfi -r "$2" -i "testsrc$1" -t "$seconds" -pix_fmt yuv420p "$work/$3.mp4"; }
both() { pyca =size=1920x1080:rate=30 30 one & pyca =size=1920x1080:rate=30 30 two & wait; }

before=$(spent); measure agent; told "lectern-agent, 2 x 1080p30 and sound, with signal checks" "$before"
[ "$(find "$work/data/spool" -name '*.mp4' | wc -l)" -ge 3 ] || die "The agent recorded nothing: $(tail -n 5 "$work/log")"
before=$(spent); measure both; told "pyCA's command, twice at 1080p30, no sound" "$before"
before=$(spent); measure pyca "" 25 small; told "pyCA's command as it is (320x240, 25 a second, no sound)" "$before"
du -ch "$work"/data/spool/*/*.mp4 "$work"/*.mp4 | sed "s|$work/||"

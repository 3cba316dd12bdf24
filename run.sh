#!/usr/bin/env bash
# Sets up what is missing, builds what changed, and runs Lectern with the practice LMS on this machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/setup.sh

usage() {
  cat <<'TEXT'
./run.sh                 Lectern and the practice LMS, until Ctrl-C
./run.sh --demo [FILE]   the whole job without a browser: connect, upload, transcode, caption, link, watch;
                         FILE is your own video, without it a two-minute lecture is made
                         The report is demo-report.json

  --port N       Lectern's port (8400)
  --lms-port N   the practice LMS's port (8401)
  --data DIR     where everything is kept (data)
  --help         this text

Both listen on this machine only. Starting again finds everything as it was; delete the data folder to begin anew.
Settings of Lectern itself are environment variables, LECTERN_Section__Key; docs/configuration.md lists them.
TEXT
}

port=8400 lms_port=8401 data=data demo= file=
while [ $# -gt 0 ]; do
  case $1 in
    --demo) demo=1; if [ $# -gt 1 ] && [ "${2#--}" = "$2" ]; then file=$2; shift; fi ;;
    --port) port=${2:?--port needs a number}; shift ;;
    --lms-port) lms_port=${2:?--lms-port needs a number}; shift ;;
    --data) data=${2:?--data needs a folder}; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; die "run.sh does not know $1." ;;
  esac
  shift
done
[ -z "$file" ] || [ -r "$file" ] || die "$file can't be read."
[ -z "$file" ] || file=$(realpath "$file")

for each in "$port" "$lms_port"; do
  case $each in '' | *[!0-9]*) die "'$each' is no port number." ;; esac
  port_is_busy "$each" && die "Port $each is in use. Stop what listens there, or choose another with --port and --lms-port."
done

# --- set up -----------------------------------------------------------------------------------------------------------
packages=(ffmpeg libgomp1 libicu72 util-linux)
[ -n "$demo" ] && [ -z "$file" ] && packages+=(pocketsphinx-testdata fonts-dejavu-core)
install_packages "${packages[@]}"
need_dotnet
# It holds keys: nobody else on this machine reads it.
(umask 077 && mkdir -p "$data"); data=$(realpath "$data")
need_space "$data" 1000

# --- build what is started, when it changed -----------------------------------------------------------------------------
build() { # build NAME PROJECT SOURCES...
  local name=$1 project=$2 stamp="artifacts/.built-$1"; shift 2
  newer_than "$stamp" global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt "$@" || return 0
  need_node; need_space . 4000
  say "Building $name …"
  mkdir -p artifacts; touch "$stamp.new"
  build_dotnet "$project" -c Release || die "$name did not build; the lines above say why."
  mv "$stamp.new" "$stamp"
}
build Lectern lti-tool/Lectern.Host lti-tool transcode captions
build the-practice-LMS tests/Lectern.PracticeLms tests/Lectern.PracticeLms
[ -z "$demo" ] || build the-demo tests/Lectern.Demo tests/Lectern.Demo lti-tool/Lectern.Tus captions/Lectern.Captions

# --- start ------------------------------------------------------------------------------------------------------------
# Two host names, so that a browser treats the two as the strangers they are in a real university.
tool_url="http://127.0.0.1:$port" lms_url="http://localhost:$lms_port"
export LECTERN_PublicUrl="$tool_url" LECTERN_AllowedInsecureHosts__0="localhost:$lms_port" LECTERN_Storage__DataFolder="$data"
lectern=artifacts/bin/Lectern.Host/release/lectern
practice=artifacts/bin/Lectern.PracticeLms/release/practice-lms
export DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}

pids=()
stop() {
  trap - EXIT INT TERM
  [ ${#pids[@]} -eq 0 ] || kill -TERM "${pids[@]}" 2>/dev/null || true
  [ ${#pids[@]} -eq 0 ] || wait "${pids[@]}" 2>/dev/null || true
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

wait_for() { # wait_for URL NAME PID LOG
  for _ in $(seq 240); do
    kill -0 "$3" 2>/dev/null || { tail -n 20 "$4" >&2; die "$2 stopped; the lines above say why."; }
    port_is_busy "${1##*:}" && return
    sleep 0.25
  done
  die "$2 does not answer; see $4."
}

invitation=
if ! "$lectern" platform list | grep -qF "$lms_url"; then
  invitation=$("$lectern" platform invite --name "Practice LMS")
fi

ASPNETCORE_URLS="$tool_url" setsid "$lectern" serve >"$data/lectern.log" 2>&1 & pids+=($!)
lms_arguments=(--urls "$lms_url" --data "$data/practice-lms")
[ -z "$invitation" ] || lms_arguments+=(--registration-url "$invitation")
[ -z "$demo" ] || lms_arguments+=(--auto-activate true)
setsid "$practice" "${lms_arguments[@]}" >"$data/practice-lms.log" 2>&1 & pids+=($!)
wait_for "$tool_url" Lectern "${pids[0]}" "$data/lectern.log"
wait_for "$lms_url" "The practice LMS" "${pids[1]}" "$data/practice-lms.log"

# --- the job, or the newcomer -------------------------------------------------------------------------------------------
if [ -n "$demo" ]; then
  run_demo=(artifacts/bin/Lectern.Demo/release/lectern-demo)
  arguments=(--tool "$tool_url" --lms "$lms_url" --report "$PWD/demo-report.json")
  [ -z "$invitation" ] || arguments+=(--invitation "$invitation")
  if [ -z "$file" ]; then
    file="$data/demo-lecture.mp4"
    "${run_demo[@]}" --make-lecture "$file"
    arguments+=(--transcript "${file%.mp4}.txt")
  fi
  "${run_demo[@]}" "${arguments[@]}" --file "$file"
  exit
fi

cat <<TEXT

  The practice LMS   $lms_url
  Lectern            $tool_url   (opened by the LMS, not by hand)

TEXT
if [ -n "$invitation" ]; then
  cat <<TEXT
  First connect the two, as your IT would:
   1. Open the practice LMS, sign in as Robin Vale, the administrator, press Add a tool. The registration address is filled in:
      press Add tool, then Connect.
   2. Press Activate.
TEXT
fi
cat <<TEXT
  Then do the job:
   1. Sign in as Dr Ines Okafor, open CS-305, press Add an activity, then Choose content.
   2. Press Upload and choose a lecture. It can be placed while it is made ready, and plays long before its captions are done.
   3. Choose it, press Add to course, then Add activity. Change person to a student and open it.

  The server's operator signs in with the address that this prints:
   LECTERN_PublicUrl=$tool_url LECTERN_Storage__DataFolder=$data $PWD/$lectern admin link

  Ctrl-C stops both. Logs: $data/lectern.log, $data/practice-lms.log
TEXT
wait -n "${pids[@]}" || true
die "One of the two has stopped; see the logs in $data."

# What run.sh and test.sh share: says things, installs what is missing. Sourced, never run.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# quietly COMMAND... : what it prints is shown only when it fails.
quietly() {
  local log status=0; log=$(mktemp)
  "$@" >"$log" 2>&1 || { status=$?; tail -n 60 "$log" >&2; }
  rm -f "$log"
  return $status
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else die "Lectern needs to install packages. Run this as root, or install sudo."
  fi
}

# install_packages NAME... : Debian packages that are not there yet. Services they bring are not started.
install_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null 2>&1 || die "These packages are missing, and there is no apt-get to install them: ${missing[*]}"
  say "Installing ${missing[*]} …"
  local policy=/usr/sbin/policy-rc.d ours=
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null; as_root chmod +x "$policy"; ours=1
  fi
  local done=1
  quietly as_root apt-get update -qq && quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 "${missing[@]}" || done=
  [ -z "$ours" ] || as_root rm -f "$policy"
  [ -n "$done" ] || die "apt-get could not install: ${missing[*]}"
}

# The SDK of global.json: one that is there, or the one Microsoft's script puts into the user's folder.
need_dotnet() {
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  [ -x "$HOME/.dotnet/dotnet" ] && export PATH="$HOME/.dotnet:$PATH"
  if command -v dotnet >/dev/null 2>&1 && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then return; fi
  install_packages ca-certificates curl
  say "Fetching the .NET SDK into $HOME/.dotnet …"
  local script; script=$(mktemp)
  curl -fsSL https://dot.net/v1/dotnet-install.sh -o "$script" \
    || die "The .NET 10 SDK is missing and can't be fetched. Install it from https://dotnet.microsoft.com/download and run this again."
  bash "$script" --channel 10.0 --install-dir "$HOME/.dotnet" >/dev/null || die "The .NET SDK could not be installed."
  export PATH="$HOME/.dotnet:$PATH"
}

# build_dotnet TARGET... : its errors alone are shown.
build_dotnet() { quietly dotnet build "$@" -v quiet "-clp:ErrorsOnly;NoSummary" -nodeReuse:false; }

# precompile_libraries : puts libraries that are compiled for this machine into the place of those that each start would compile anew. Without them all works, later.
precompile_libraries() {
  local made=artifacts/precompiled library
  quietly dotnet publish tests/Lectern.Precompiled -r "linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')" -o "$made" -v quiet -nodeReuse:false || { say "The libraries could not be compiled ahead."; return 0; }
  for library in artifacts/bin/*/debug/*.dll; do
    # Built files may be links to those of the package, which stay as they are.
    if [ -e "$made/${library##*/}" ]; then cp --remove-destination "$made/${library##*/}" "$library"; fi
  done
}

# Node builds the front end; Debian's own will do.
need_node() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || install_packages nodejs npm
  local major; major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 18 ] || die "Node $major is too old to build the front end; 18 or later is needed."
}

# need_space FOLDER MEGABYTES
need_space() {
  local free; free=$(df -Pm "$1" | awk 'NR==2 {print $4}')
  [ "$free" -ge "$2" ] || die "There are $free MB free at $1; Lectern needs $2 MB there. Make room and run this again."
}

port_is_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# newer_than STAMP PATH... : true when a source under PATH is newer than the stamp, or the stamp is missing.
newer_than() {
  local stamp=$1; shift
  [ -e "$stamp" ] || return 0
  [ -n "$(find "$@" \( -name node_modules -o -name dist -o -name bin -o -name obj \) -prune -o -newer "$stamp" -type f -print 2>/dev/null | head -n 1)" ]
}

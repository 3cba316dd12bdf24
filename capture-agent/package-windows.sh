#!/usr/bin/env bash
# Makes the agent's package for Windows, which brings its own runtime, and the update that machines take by themselves: capture-agent/package-windows.sh [VERSION]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/setup.sh

. capture-agent/package/updates.sh

version=${1:-1.0.0}
[[ $version =~ ^[0-9]{1,5}(\.[0-9]{1,5}){1,3}$ ]] || die "A version is two to four numbers, such as 1.2.0."
need_dotnet
command -v zip >/dev/null || die "zip is missing."
tree=$(mktemp -d); trap 'rm -rf "$tree"' EXIT

quietly dotnet publish capture-agent/Lectern.CaptureAgent -c Release -r win-x64 -p:Version="$version" -o "$tree" -v quiet ||
  die "The agent was not published; the lines above say why."
rm -f "$tree"/*.{pdb,xml}
mkdir -p artifacts/packages
key=$(mktemp)
update_key "$key"
make_update "$tree" "$version" win-x64
cp capture-agent/package/windows/*.ps1 LICENSE "$tree"
mv "$key" "$tree/update-key.pem"

package="$PWD/artifacts/packages/lectern-agent_${version}_win-x64.zip"
rm -f "$package"
(cd "$tree" && zip -q -r "$package" .)
say "artifacts/packages/lectern-agent_${version}_win-x64.zip"

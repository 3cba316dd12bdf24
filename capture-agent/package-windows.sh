#!/usr/bin/env bash
# Makes the agent's package for Windows, which brings its own runtime: capture-agent/package-windows.sh [VERSION]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/setup.sh

version=${1:-1.0.0}
need_dotnet
command -v zip >/dev/null || die "zip is missing."
tree=$(mktemp -d); trap 'rm -rf "$tree"' EXIT

quietly dotnet publish capture-agent/Lectern.CaptureAgent -c Release -r win-x64 -p:Version="$version" -o "$tree" -v quiet ||
  die "The agent was not published; the lines above say why."
rm -f "$tree"/*.{pdb,xml}
cp capture-agent/package/windows/*.ps1 LICENSE "$tree"

mkdir -p artifacts/packages
package="$PWD/artifacts/packages/lectern-agent_${version}_win-x64.zip"
rm -f "$package"
(cd "$tree" && zip -q -r "$package" .)
say "artifacts/packages/lectern-agent_${version}_win-x64.zip"

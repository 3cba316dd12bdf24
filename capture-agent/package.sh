#!/usr/bin/env bash
# Makes the agent's Debian package, which brings its own runtime, and the update that machines take by themselves: capture-agent/package.sh [VERSION]
# Updates are signed by the key in LECTERN_UPDATE_KEYS (~/.lectern-update-keys), which is made once.
# Nothing that was recorded goes when the package is removed: /var/lib/lectern-agent stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/setup.sh

. capture-agent/package/updates.sh

version=${1:-1.0.0}
[[ $version =~ ^[0-9]{1,5}(\.[0-9]{1,5}){1,3}$ ]] || die "A version is two to four numbers, such as 1.2.0."
need_dotnet
command -v dpkg-deb >/dev/null || die "dpkg-deb is missing; this makes a Debian package and needs Debian's tools."
tree=$(mktemp -d); trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"

quietly dotnet publish capture-agent/Lectern.CaptureAgent -c Release -r linux-x64 -p:Version="$version" -o "$tree/usr/lib/lectern-agent" -v quiet ||
  die "The agent was not published; the lines above say why."
rm -f "$tree"/usr/lib/lectern-agent/*.{pdb,xml}
mkdir -p artifacts/packages
update_key "$tree/update-key.pem"
make_update "$tree/usr/lib/lectern-agent" "$version" linux-x64
mv "$tree/update-key.pem" "$tree/usr/lib/lectern-agent"
install -D -m 755 capture-agent/package/lectern-agent "$tree/usr/bin/lectern-agent"
install -D -m 644 capture-agent/package/lectern-agent.service "$tree/usr/lib/systemd/system/lectern-agent.service"
install -D -m 644 LICENSE "$tree/usr/share/doc/lectern-agent/copyright"
install -D -m 755 -t "$tree/DEBIAN" capture-agent/package/{postinst,prerm}
cat >"$tree/DEBIAN/control" <<CONTROL
Package: lectern-agent
Version: $version
Architecture: amd64
Maintainer: Lectern
Depends: ffmpeg, util-linux, passwd, libc6, libstdc++6, zlib1g, libssl3 | libssl3t64, ca-certificates
Section: video
Priority: optional
Description: Lectern's recorder of a room
 Records what is booked, with or without a network, and brings it to the
 university's Lectern. Then: lectern-agent enroll CODE --server ADDRESS
CONTROL

dpkg-deb --root-owner-group --build "$tree" "artifacts/packages/lectern-agent_${version}_amd64.deb" >/dev/null
say "artifacts/packages/lectern-agent_${version}_amd64.deb"

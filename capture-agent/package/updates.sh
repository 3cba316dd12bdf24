# Sourced by the two scripts that make packages: what makes an update that machines take by themselves.
# The key pair is made once and kept by whoever makes packages; its public half is in each package. Lose it, and machines have to be given another package by hand.
update_keys=${LECTERN_UPDATE_KEYS:-$HOME/.lectern-update-keys}

# update_key FILE: writes the public half.
update_key() {
  command -v openssl >/dev/null || die "openssl is missing; it signs updates."
  if [ ! -f "$update_keys/private.pem" ]; then
    (umask 077 && mkdir -p "$update_keys" && openssl ecparam -name prime256v1 -genkey -noout -out "$update_keys/private.pem.new")
    mv "$update_keys/private.pem.new" "$update_keys/private.pem"
    say "A key that signs updates was made in $update_keys. Keep it, and keep it to yourself: what it signs runs in the rooms."
  fi
  openssl ec -in "$update_keys/private.pem" -pubout -out "$1" 2>/dev/null
  chmod 644 "$1"
}

# make_update FOLDER VERSION PLATFORM: what lies in the folder, signed.
make_update() {
  local archive file hash program signature
  program=lectern-agent
  [[ $3 == win-* ]] && program=lectern-agent.exe
  file="artifacts/packages/lectern-agent_$2_$3.update"
  archive=$(mktemp)
  tar -C "$1" --sort=name --owner=0 --group=0 --numeric-owner -cz -f "$archive" .
  hash=$(sha256sum "$archive" | cut -d' ' -f1)
  program=$(sha256sum "$1/$program" | cut -d' ' -f1)
  signature=$(printf 'lectern-agent %s %s %s %s\n' "$2" "$3" "$hash" "$program" | openssl dgst -sha256 -sign "$update_keys/private.pem" | base64 -w0)
  { printf '{"version":"%s","platform":"%s","sha256":"%s","program":"%s","signature":"%s"}\n' "$2" "$3" "$hash" "$program" "$signature"; cat "$archive"; } >"$file"
  rm -f "$archive"
  say "$file"
}

# Runs a PostgreSQL server for tests until standard input ends, then removes all of it.
# $1 is the folder of the server's programs. Writes the folder of its socket once it answers.
set -u
programs=$1
folder=$(mktemp -d "${TMPDIR:-/tmp}/lectern-pg-XXXXXX") || exit 1

fail() {
  cat "$folder/log" >&2
  rm -rf "$folder"
  exit 1
}

# Ctrl-C reaches this shell as well; the folder has to go all the same.
trap : INT TERM HUP

"$programs/initdb" -D "$folder/data" -A trust -U postgres --no-locale -E UTF8 --no-sync >"$folder/log" 2>&1 </dev/null || fail

# Should even this shell be killed, the kernel takes the server along.
along=
if command -v setpriv >/dev/null; then along="setpriv --pdeathsig QUIT"; fi

# Speed over safety: what this server holds is worth nothing after the tests.
$along "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=400 -c shared_buffers=32MB \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off >>"$folder/log" 2>&1 </dev/null &
server=$!

until "$programs/pg_isready" -q -h "$folder"; do
  kill -0 $server 2>/dev/null || fail
  sleep 0.05
done

echo "$folder"
cat >/dev/null

kill -QUIT $server 2>/dev/null
wait $server
rm -rf "$folder"

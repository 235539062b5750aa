#!/usr/bin/env bash
# A throw-away PostgreSQL server for tests, of its own data folder and on a free port of 127.0.0.1; any local user may do anything in it.
#   tools/postgres.sh start DIR                   makes or starts the server in DIR and prints its connection string
#   tools/postgres.sh stop DIR [fast|immediate]   stops it; `immediate` is a crash
# PostgreSQL refuses to run as root: root runs it as the user `postgres`, to whom DIR then belongs.
set -euo pipefail
action=$1 folder=$2 mode=${3:-fast}

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[[ -n $programs ]] || programs=$(dirname "$(command -v pg_ctl)") || { echo "PostgreSQL isn't installed" >&2; exit 1; }
as_user=(); [[ $(id -u) == 0 ]] && as_user=(runuser -u postgres --)
as() { (cd / && "${as_user[@]}" "$@" </dev/null); }

case $action in
  start)
    mkdir -p "$folder"
    folder=$(readlink -f "$folder")
    ((${#as_user[@]})) && chown postgres "$folder"
    as test -w "$folder" || { echo "The user postgres can't get at $folder" >&2; exit 1; }
    if [[ ! -e $folder/port ]]; then
      # A linguistic order by default, so that tests notice what relies on it.
      as "$programs/initdb" -D "$folder/data" -U grading -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=hr >"$folder/initdb.log" 2>&1 \
        || { cat "$folder/initdb.log" >&2; exit 1; }
      for port in $(shuf -i 21000-29999 -n 50); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break; done
      printf "listen_addresses = '127.0.0.1'\nport = %s\nunix_socket_directories = ''\nmax_connections = 300\n" "$port" >>"$folder/data/postgresql.conf"
      echo "$port" >"$folder/port"
    fi
    as "$programs/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -s start >&2
    echo "Host=127.0.0.1;Port=$(cat "$folder/port");Database=postgres;Username=grading"
    ;;
  stop) as "$programs/pg_ctl" -D "$(readlink -f "$folder")/data" -m "$mode" -w -s stop >&2 ;;
  *) echo "start or stop?" >&2; exit 2 ;;
esac

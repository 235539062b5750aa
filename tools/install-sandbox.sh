#!/usr/bin/env bash
# Installs from Debian or Ubuntu what the sandbox for students' Python needs, where it is missing; fails where it can't.
set -euo pipefail

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

packages=()
command -v bwrap >/dev/null || packages+=(bubblewrap)
[[ -x /usr/bin/python3 ]] || packages+=(python3)
/usr/bin/python3 -I -c 'import numpy' 2>/dev/null || packages+=(python3-numpy)
((${#packages[@]})) || exit 0

say "Installing Debian packages for the sandbox: ${packages[*]}"
command -v apt-get >/dev/null || { say "There is no apt-get here: install ${packages[*]} by hand"; exit 1; }
as_root=()
if [[ $(id -u) != 0 ]]; then
  # Never wait for a password where nobody can type one.
  command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; } || { say "Root is needed to install ${packages[*]}"; exit 1; }
  as_root=(sudo)
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null

# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# Keys of a lab for ssh: one of the user, who may enter every host, and one of each host.

make_user_key() {
  local keys=$lab/keys
  mkdir -p "$keys"
  ssh-keygen -q -t ed25519 -N "" -C "affinity lab" -f "$keys/user"
  : >"$keys/known_hosts"
  # Nobody is asked anything, and nothing of the user's own settings counts.
  cat >"$keys/config" <<CONFIG
BatchMode yes
StrictHostKeyChecking yes
UserKnownHostsFile $keys/known_hosts
GlobalKnownHostsFile /dev/null
IdentityFile $keys/user
IdentitiesOnly yes
CONFIG
}

# The home of root inside a host is one of the host.
make_host_key() { # HOST
  local keys=$lab/keys home=$lab/$1/lib/root public
  mkdir -p "$home/.ssh"
  chmod 700 "$home" "$home/.ssh"
  cp "$keys/user.pub" "$home/.ssh/authorized_keys"
  dropbearkey -t ed25519 -f "$keys/$1" >"$keys/$1.pub" 2>/dev/null
  public=$(grep '^ssh-ed25519 ' "$keys/$1.pub")
  echo "$(address_of "$1") ${public% *}" >>"$keys/known_hosts"
}

# Sessions as well as the process that listens.
ssh_kill() { # HOST
  while find_in_host "$1" dropbear; do
    kill -KILL "$pid"
    wait_until_gone "$pid"
  done
}

ssh_start() { # HOST
  find_in_host "$1" dropbear && return
  inside "$1" setsid dropbear -s -r "$lab/keys/$1" -p "$(address_of "$1"):22" -P /run/dropbear.pid </dev/null
}

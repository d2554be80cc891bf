# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# Faults, and their repair.

host_kill() { # HOST
  need_init "$1"
  kill -KILL "$pid"
  wait_until_gone "$pid"
  # Its end inside the host goes with the host, but not at once.
  in_network switch ip link delete "$1" 2>/dev/null || true
}

host_start() { # HOST
  find_init "$1" && return
  boot_host "$1"
  wait_for_daemon "$1"
}

# libvirt is not told: it asks QEMU what it can do, and finds out when a guest has started.
host_cpu() { # HOST FEATURE|none
  local own=/run/qemu-itself
  # shellcheck disable=SC2016 # expanded by the inner shell
  inside "$1" bash -euc '
    qemu=/usr/bin/qemu-system-x86_64
    if [[ -e $1 ]]; then umount "$qemu" "$1" && rm -f "$1" "$1-without"; fi
    [[ $0 != none ]] || exit 0
    : >"$1"
    mount --no-mtab --bind "$qemu" "$1"
    cat >"$1-without" <<WRAPPER
#!/usr/bin/env bash
words=()
for word in "\$@"; do
  [[ \${last:-} != -cpu ]] || word+=,$0=off
  words+=("\$word")
  last=\$word
done
exec $1 -L /usr/share/qemu -L /usr/share/seabios "\${words[@]}"
WRAPPER
    chmod +x "$1-without"
    mount --no-mtab --bind "$1-without" "$qemu"
  ' "$2" "$own"
}

daemon_kill() { # HOST [SIGNAL]
  need_daemon "$1"
  kill -"${2:-KILL}" "$pid"
  wait_until_gone "$pid"
}

daemon_start() { # HOST
  find_daemon "$1" && return
  rm -f "$lab/$1"/run/libvirt/libvirt-sock*
  inside "$1" setsid libvirtd --listen --daemon --pid-file /run/libvirtd.pid </dev/null
  wait_for_daemon "$1"
}

daemon_signal() { # HOST SIGNAL
  need_daemon "$1"
  kill -"$2" "$pid"
}

daemon_memory() { # HOST BYTES|none
  local limit=$2
  [[ $limit != none ]] || limit=unlimited
  need_daemon "$1"
  # The soft limit only: to raise a hard one again is not allowed everywhere.
  prlimit --as="$limit": --pid "$pid"
}

link_rate() { # HOST RATE|none
  local end host=$1
  for end in "$host eth0" "switch $host"; do
    if [[ $2 == none ]]; then
      in_network "${end% *}" tc qdisc del dev "${end#* }" root 2>/dev/null || true
    else
      in_network "${end% *}" tc qdisc replace dev "${end#* }" root tbf rate "$2" burst 256k latency 50ms
    fi
  done
}

# What faults have left behind that nobody mended. A host that cannot be mended is started anew, empty.
mend() {
  local host
  for host in $(hosts); do
    if ! (mend_host "$host"); then
      echo "lab: $host cannot be mended; it starts anew" >&2
      ! find_init "$host" || host_kill "$host"
      mend_host "$host"
    fi
  done
}

mend_host() { # HOST
  host_start "$1"
  if [[ -e $lab/$1/misinformed ]] || ! cmp -s "$lab/$1/libvirtd.conf" "$lab/$1/libvirt/libvirtd.conf"; then
    # What somebody made it believe of its QEMU, it finds out anew.
    ! find_daemon "$1" || daemon_kill "$1"
    rm -f "$lab/$1"/cache/libvirt/qemu/capabilities/*.xml "$lab/$1/misinformed"
    cp "$lab/$1/libvirtd.conf" "$lab/$1/libvirt/libvirtd.conf"
  fi
  in_network switch ip link set "$1" up
  link_rate "$1" none
  host_cpu "$1" none
  ! find_daemon "$1" || daemon_signal "$1" CONT
  daemon_start "$1"
  wait_for_daemon "$1"
  daemon_memory "$1" none
  ssh_start "$1"
}

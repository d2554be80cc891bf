# Part of selftest: a clean Debian 12 in a folder, and namespaces in which it runs.

# Says why it cannot be had.
needs_of_clean_root() {
  if ((EUID != 0)); then
    echo "root is needed for a Debian of its own"
    return 1
  fi
  command -v debootstrap >/dev/null || apt-get -y -qq -o DPkg::Lock::Timeout=300 install --no-install-recommends debootstrap \
    >/dev/null 2>&1 </dev/null || { apt-get -qq update && apt-get -y -qq install --no-install-recommends debootstrap; } >/dev/null 2>&1 </dev/null
  if ! command -v debootstrap >/dev/null; then
    echo "there is no debootstrap, and it could not be installed"
    return 1
  fi
  if [[ -z $(debian_mirror) ]]; then
    echo "apt knows no place that has Debian 12"
    return 1
  fi
}

# Where this machine takes Debian from.
debian_mirror() {
  apt-get indextargets --format '$(SITE) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null \
    | awk '$2 == "bookworm" && $3 == "main" { print $1; exit }'
}

# With what a server has, and no Java; curl, as whoever watches it would have.
make_clean_root() { # FOLDER
  said "making a clean Debian 12"
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,procps,libvirt0,curl bookworm "$1" "$(debian_mirror)" >"$work/debootstrap.log" 2>&1 </dev/null \
    || { tail -n 20 "$work/debootstrap.log" >&2 && fail "debootstrap failed; see above"; }
}

# Its first process is systemd, or where that does not run, a shell that waits.
start_clean_root() { # FOLDER
  clean_root=$1
  begin_namespaces systemd
  if systemd_is_up; then
    first_process=systemd
  else
    end_clean_root
    clean_root=$1
    begin_namespaces shell
    first_process=shell
    left_out "starting by the unit, as systemd does not run in namespaces here; its command line is run in its place"
  fi
}

begin_namespaces() { # FIRST_PROCESS
  local try
  # What is left of it ends with its first process, and that with the one here.
  env -i container=affinity PATH="$PATH" unshare --mount --pid --fork --net --uts --ipc --cgroup --kill-child=KILL \
    bash "$root/packages/test/first-process" "$clean_root" "$1" >"$work/first-process.log" 2>&1 </dev/null &
  holder=$!
  for ((try = 0; try < 600; try++)); do
    inner=$(pgrep -P "$holder" | head -n 1) || true
    if [[ -n $inner && -e /proc/$inner/root/proc/1/comm ]] && ! [[ /proc/$inner/root -ef / ]]; then
      return
    fi
    kill -0 "$holder" 2>/dev/null || break
    sleep 0.2
  done
  cat "$work/first-process.log" >&2
  fail "no namespaces of its own for the clean Debian"
}

systemd_is_up() {
  local try state
  for ((try = 0; try < 750; try++)); do
    state=$(inside systemctl is-system-running 2>/dev/null) || true
    case $state in
      running | degraded) return ;;
    esac
    kill -0 "$holder" 2>/dev/null || return 1
    sleep 0.4
  done
  return 1
}

inside() { # COMMAND...
  nsenter --target "$inner" --mount --pid --net --uts --ipc --cgroup --root --wd \
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    "$@" </dev/null
}

holder=
inner=
clean_root=

end_clean_root() {
  [[ -n $holder ]] || return 0
  kill -KILL "$holder" 2>/dev/null || true
  wait "$holder" 2>/dev/null || true
  # Its kernel ends all else with it.
  local try
  for ((try = 0; try < 300; try++)); do
    [[ -n $inner && -e /proc/$inner/root/proc ]] || break
    sleep 0.2
  done
  holder=
}

# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# Starts, ends and describes the hosts of a lab.

check_host() { # HOST
  [[ $1 =~ ^h[1-9][0-9]?$ ]] || fail "'$1' is no host: hosts are called h1, h2 and so on" 2
  [[ -d $lab/$1 ]] || fail "the lab in $lab has no host $1"
}

most_hosts=50

hosts() {
  local folder
  for folder in "$lab"/h[1-9]*/; do
    [[ -d $folder ]] && basename "$folder"
  done | sort -V
}

running_hosts() {
  local host
  for host in $(hosts); do
    if find_init "$host"; then echo "$host"; fi
  done
}

socket_of() { echo "$lab/$1/run/libvirt/libvirt-sock"; }
unix_uri() { echo "qemu+unix:///system?socket=$(socket_of "$1")"; }
address_of() { echo "$network.${1#h}"; }
tcp_uri() { echo "qemu+tcp://$(address_of "$1")/system"; }
ssh_uri() { echo "qemu+ssh://root@$(address_of "$1")/system?command=$lab/ssh"; }
tls_uri() { echo "qemu+tls://$(address_of "$1")/system?pkipath=$lab/pki/client"; }

uuid_of() { # ANYTHING, for the same text the same
  local sum
  sum=$(md5sum <<<"$lab $1")
  echo "${sum:0:8}-${sum:8:4}-4${sum:13:3}-8${sum:17:3}-${sum:20:12}"
}

configure_host() { # HOST
  local host=$1 own=$lab/$1 other
  mkdir -p "$own"/{run/lock,lib,cache/libvirt/qemu/capabilities,log/libvirt,libvirt,dev}
  [[ -p $own/idle ]] || mkfifo "$own/idle"
  # All of it: where a single file is laid over one of the machine, that comes back as soon as the machine replaces its own, as it does
  # with /etc/passwd when a package is installed.
  cp -a /etc "$own/etc"
  rm -rf "$own/etc/libvirt" "$own/etc/hosts"
  mkdir "$own/etc/libvirt"
  {
    echo "127.0.0.1 localhost"
    for ((other = 1; other <= most_hosts; other++)); do echo "$network.$other h$other"; done
  } >"$own/etc/hosts"
  # Debian's libvirtd looks up its usual user, and that of Ubuntu its group, before it reads that it shall use others.
  sed -E 's|^(root:([^:]*:){4})[^:]*|\1/var/lib/root|' /etc/passwd >"$own/etc/passwd"
  if ! grep -q '^libvirt-qemu:' "$own/etc/passwd"; then
    echo "libvirt-qemu:x:64055:64055::/var/lib/libvirt:/usr/sbin/nologin" >>"$own/etc/passwd"
    echo "libvirt-qemu:x:64055:" >>"$own/etc/group"
  fi
  grep -q '^kvm:' "$own/etc/group" || echo "kvm:x:64056:" >>"$own/etc/group"
  cat >"$own/libvirt/libvirtd.conf" <<CONF
host_uuid = "$(uuid_of "$host")"
listen_tcp = 1
listen_tls = $tls
auth_tcp = "none"
auth_tls = "none"
auth_unix_ro = "none"
auth_unix_rw = "none"
unix_sock_rw_perms = "0777"
ca_file = "$lab/pki/host-$host/ca-cert.pem"
cert_file = "$lab/pki/host-$host/server-cert.pem"
key_file = "$lab/pki/host-$host/server-key.pem"
max_client_requests = 50
keepalive_interval = ${keepalive%%:*}
keepalive_count = ${keepalive#*:}
log_outputs = "3:file:/var/log/libvirt/libvirtd.log"
CONF
  cat >"$own/libvirt/qemu.conf" <<CONF
user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
namespaces = [ ]
max_core = 0
cgroup_controllers = [ ]
stdio_handler = "file"
migration_address = "0.0.0.0"
migration_host = "$(address_of "$host")"
migrate_tls_x509_cert_dir = "$lab/pki/host-$host"
migrate_tls_x509_verify = $tls
keepalive_interval = ${keepalive%%:*}
keepalive_count = ${keepalive#*:}
CONF
  make_host_key "$host"
  ((tls)) || sed -i -e '/_file = /d' "$own/libvirt/libvirtd.conf" -e '/tls_x509/d' "$own/libvirt/qemu.conf"
  cp "$own/libvirt/libvirtd.conf" "$own/libvirtd.conf"
}

start_switch() {
  rm -f "$lab/switch.up"
  mkfifo "$lab/switch.idle"
  setsid unshare --mount --net --pid --fork --mount-proc --kill-child -- \
    bash "$here/lib/switch-init" "$lab" "$network.254/24" >"$lab/switch.log" 2>&1 </dev/null 9>&- &
  local until=$((SECONDS + patience))
  while ((SECONDS < until)); do
    [[ -e $lab/switch.up ]] && return
    kill -0 $! 2>/dev/null || break
    sleep 0.02
  done
  cat "$lab/switch.log" >&2
  rm -rf "$lab"
  fail "this machine grants no namespaces or no bridge; the lines above say why" 77
}

boot_host() { # HOST
  local host=$1 until
  # As a machine starts: nothing is left of the last run but its disks.
  rm -rf "${lab:?}/$host.pid" "${lab:?}/$host/run"
  mkdir -p "$lab/$host/run/lock"
  in_network switch ip link delete "$host" 2>/dev/null || true
  need_init switch
  # A child of the lab's own first process, so that nothing outside has to collect it.
  # shellcheck disable=SC2016 # expanded by the inner shell
  nsenter --target "$pid" --mount --net --pid -- bash -c '
    setsid unshare --mount --net --uts --pid --fork --kill-child -- bash "$0" "$1" "$2" "$3" >"$1/$2/init.log" 2>&1 &
  ' "$here/lib/host-init" "$lab" "$host" "$(address_of "$host")/24" </dev/null 9>&-
  until=$((SECONDS + patience))
  while ((SECONDS < until)); do
    find_init "$host" && break
    sleep 0.02
  done
  need_init "$host"
  # A host that starts again keeps its hardware address: the others remember the old one for half a minute.
  in_network switch ip link add "$host" type veth peer name eth0 address "02:00:c6:12:00:$(printf %02x "${host#h}")" netns "$pid"
  in_network switch ip link set "$host" master switch up
}

wait_for_daemon() { # HOST
  local until=$((SECONDS + patience))
  while ((SECONDS < until)); do
    if [[ -S $(socket_of "$1") ]] && timeout 30 virsh -q -c "$(unix_uri "$1")" version >/dev/null 2>&1; then
      return
    fi
    find_init "$1" || break
    # One that has ended does not answer, however long it is waited for; one that begins is not found at once.
    ((SECONDS < until - patience / 2)) || find_daemon "$1" || break
    sleep 0.05
  done
  cat "$lab/$1/init.log" "$lab/$1/log/libvirt/libvirtd.log" >&2 || true
  fail "libvirtd of $1 does not answer; the lines above are its log"
}

make_folder() {
  if [[ -e $lab && ! -e $lab/affinity-lab && -n $(ls -A "$lab") ]]; then
    fail "$lab is not empty, and no folder of a lab"
  fi
  # What a lab left that was not ended by: lab down
  rm -rf "$lab"
  mkdir "$lab" "$lab/shared"
  : >"$lab/affinity-lab"
  # The sockets give all rights over the hosts to whom they let in.
  chmod 700 "$lab"
  [[ -z ${AFFINITY_LAB_OWNER:-} ]] || chown "$AFFINITY_LAB_OWNER" "$lab"
  chmod 777 "$lab/shared"
  echo "$tls" >"$lab/tls"
  echo "$keepalive" >"$lab/keepalive"
  cp "$here/guest/beat.bin" "$lab/shared/beat.bin"
  printf '#!/usr/bin/env bash\nexec %q %q "$@"\n' "$here/lib/ssh" "$lab" >"$lab/ssh"
  chmod +x "$lab/ssh"
  make_user_key
}

up() { # OPTION...
  local count=3 host i began=${EPOCHREALTIME/[.,]/} missing
  tls=0 keepalive=1:2
  while (($# > 0)); do
    case $1 in
      --hosts | --keepalive)
        (($# > 1)) || fail "$1 needs a value" 2
        [[ $1 == --hosts ]] && count=$2 || keepalive=$2
        shift
        ;;
      --hosts=*) count=${1#*=} ;;
      --keepalive=*) keepalive=${1#*=} ;;
      --tls) tls=1 ;;
      *) fail "unknown option of up: $1" 2 ;;
    esac
    shift
  done
  check_number --hosts "$count" 1 "$most_hosts"
  [[ $keepalive =~ ^[0-9]+:[0-9]+$ ]] || fail "--keepalive is '$keepalive'; it must look like 1:2" 2
  missing=$(missing_packages)
  [[ -z $missing ]] || fail "not installed: $(xargs <<<"$missing"); run: lab install"

  mkdir -p "$(dirname "$lab")"
  exec 9<"$(dirname "$lab")"
  flock 9
  if find_init switch; then
    # What a running lab was started with stays.
    tls=$(<"$lab/tls") keepalive=$(<"$lab/keepalive")
  else
    make_folder
    start_switch
  fi
  local booted=0 wanted=()
  for ((i = 1; i <= count; i++)); do wanted+=("h$i"); done
  for host in "${wanted[@]}"; do
    find_init "$host" && continue
    ((tls == 0)) || make_certificates "$host"
    [[ -d $lab/$host ]] || configure_host "$host"
    learn_capabilities "$host"
    boot_host "$host"
    booted=$((booted + 1))
    # The first one asks QEMU what it can do, which takes a second; the others are told.
    [[ $host != h1 ]] || wait_for_daemon h1
  done
  for host in "${wanted[@]}"; do wait_for_daemon "$host"; done
  echo "lab: $count hosts in $lab, $booted of them started in $(((${EPOCHREALTIME/[.,]/} - began) / 1000)) ms"
}

learn_capabilities() { # HOST
  local known=$lab/h1/cache/libvirt/qemu/capabilities
  if [[ $1 != h1 ]] && compgen -G "$known/*.xml" >/dev/null; then
    cp -p "$known"/*.xml "$lab/$1/cache/libvirt/qemu/capabilities/"
  fi
}

down() {
  if find_init switch; then
    kill -KILL "$pid"
    wait_until_gone "$pid"
  fi
  if [[ -e $lab/affinity-lab ]]; then
    rm -rf "$lab"
    echo "lab: $lab is gone"
  else
    echo "lab: there is no lab in $lab"
  fi
}

status() {
  local host daemon guests link
  if ! find_init switch; then
    echo "lab: there is no lab in $lab"
    return 1
  fi
  printf '%-5s %-13s %-9s %-5s %s\n' HOST ADDRESS LIBVIRTD LINK GUESTS
  for host in $(hosts); do
    daemon=off link=- guests=
    if find_init "$host"; then
      daemon=- guests="(no daemon)" link=up
      [[ $(in_network switch ip -o link show dev "$host") == *[,\<]UP[,\>]* ]] || link=down
      if find_daemon "$host"; then
        daemon=$pid
        guests=$(timeout 5 virsh -q -c "$(unix_uri "$host")" list --name 2>/dev/null | xargs) || guests="(no answer)"
      fi
    fi
    printf '%-5s %-13s %-9s %-5s %s\n' "$host" "$(address_of "$host")" "$daemon" "$link" "$guests"
  done
}

env_facts() {
  local host
  [[ -e $lab/affinity-lab ]] || fail "there is no lab in $lab; start one with: lab up"
  echo "LAB=$lab"
  echo "COMMAND=$here/lab"
  echo "SHARED=$lab/shared"
  echo "GUEST_KERNEL=$lab/shared/beat.bin"
  echo "TLS=$(<"$lab/tls")"
  echo "KEEPALIVE=$(<"$lab/keepalive")"
  echo "HOSTS=$(hosts | xargs)"
  for host in $(hosts); do
    echo "$host.ADDRESS=$(address_of "$host")"
    echo "$host.UUID=$(uuid_of "$host")"
    echo "$host.SOCKET=$(socket_of "$host")"
    echo "$host.UNIX_URI=$(unix_uri "$host")"
    echo "$host.SSH_URI=$(ssh_uri "$host")"
    echo "$host.TCP_URI=$(tcp_uri "$host")"
    [[ $(<"$lab/tls") == 0 ]] || echo "$host.TLS_URI=$(tls_uri "$host")"
    echo "$host.LOG=$lab/$host/log/libvirt/libvirtd.log"
  done
}

# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# The packages of Debian and Ubuntu that a lab needs.

missing_packages() {
  local command
  for command in libvirtd:libvirt-daemon virsh:libvirt-clients qemu-system-x86_64:qemu-system-x86 \
    qemu-storage-daemon:qemu-utils ip:iproute2 tc:iproute2 openssl:openssl \
    ssh:openssh-client ssh-keygen:openssh-client dropbear:dropbear-bin \
    unshare:util-linux nsenter:util-linux flock:util-linux; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${command%%:*}" >/dev/null || echo "${command#*:}"
  done
  has_driver qemu || echo libvirt-daemon-driver-qemu
  # Debian 12 has it in libvirt-daemon, Debian 13 in a package of its own.
  has_driver storage || ! PATH=$PATH:/usr/sbin command -v libvirtd >/dev/null || echo libvirt-daemon-driver-storage
}

has_driver() { # NAME
  compgen -G "/usr/lib/*/libvirt/connection-driver/libvirt_driver_$1.so" >/dev/null
}

install_packages() {
  local missing
  missing=$(missing_packages | sort -u)
  if [[ -z $missing ]]; then
    echo "lab: everything is installed"
    return
  fi
  as_root install
  command -v apt-get >/dev/null || fail "only Debian and Ubuntu are known here; install: $(xargs <<<"$missing")" 77
  apt_get update
  for _ in first second; do
    echo "lab: installing $(xargs <<<"$missing")"
    # shellcheck disable=SC2086 # a word for each package
    apt_get install --no-install-recommends --no-upgrade $missing
    missing=$(missing_packages | sort -u)
    [[ -n $missing ]] || return 0
  done
  fail "still missing after the installation: $(xargs <<<"$missing")"
}

apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null >/dev/null
}

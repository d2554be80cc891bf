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
  compgen -G '/usr/lib/*/libvirt/connection-driver/libvirt_driver_qemu.so' >/dev/null || echo libvirt-daemon-driver-qemu
}

install_packages() {
  local missing
  missing=$(missing_packages)
  if [[ -z $missing ]]; then
    echo "lab: everything is installed"
    return
  fi
  as_root install
  command -v apt-get >/dev/null || fail "only Debian and Ubuntu are known here; install: $(xargs <<<"$missing")" 77
  echo "lab: installing ${packages[*]}"
  apt_get update
  apt_get install --no-install-recommends --no-upgrade "${packages[@]}"
  missing=$(missing_packages)
  [[ -z $missing ]] || fail "still missing after the installation: $(xargs <<<"$missing")"
}

apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null >/dev/null
}

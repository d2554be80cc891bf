# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# The Linux guest, made from packages of Debian or Ubuntu that are fetched and unpacked, but not installed.

download() { # PACKAGE...
  apt-get -qq -o APT::Sandbox::User=root download "$@" || fail "apt-get cannot fetch $*; see above" 77
}

make_linux() {
  local target=$lab/shared/linux work kernel modules number=10 module
  local newest='s/.*Depends: \(linux-image-[0-9].*\)$/\1/p'
  [[ ! -e $target/initrd.gz ]] || return 0
  command -v apt-get >/dev/null || fail "the Linux guest is made from packages of Debian or Ubuntu, and there is no apt-get" 77
  # As Debian and as Ubuntu call the kernel for virtual machines.
  kernel=$({ apt-cache depends linux-image-cloud-amd64 linux-image-virtual 2>/dev/null || true; } | sed -n "$newest")
  kernel=${kernel%%$'\n'*}
  [[ -n $kernel ]] || fail "no package linux-image-cloud-amd64 or linux-image-virtual; if there should be one, run: apt-get update" 77
  work=$lab/linux-build
  rm -rf "$work"
  mkdir -p "$work"/{packages,root/bin,root/dev,root/proc,root/sys,root/beat,root/modules} "$target"
  (cd "$work/packages" && download "$kernel" busybox-static cpio)
  for module in "$work"/packages/*.deb; do dpkg-deb -x "$module" "$work/packages"; done
  cp "$work"/packages/boot/vmlinuz-* "$target/vmlinuz"
  cp "$(find "$work/packages" -path '*bin/busybox')" "$work/root/bin/busybox"
  modules=$(echo "$work"/packages/lib/modules/*/kernel)
  # In the order in which they need each other.
  for module in drivers/virtio/{virtio_ring,virtio,virtio_pci_modern_dev,virtio_pci_legacy_dev,virtio_pci,virtio_balloon} \
    drivers/char/virtio_console drivers/block/virtio_blk net/core/failover drivers/net/{net_failover,virtio_net}; do
    # A kernel may have some of them built in.
    [[ ! -e $modules/$module.ko ]] || cp "$modules/$module.ko" "$work/root/modules/$((number++))-${module##*/}.ko"
  done
  install -m 755 "$here/guest/linux-init" "$work/root/init"
  (cd "$work/root" && find . | "$(find "$work/packages" -path '*bin/cpio')" --create --format=newc --quiet --owner=0:0) |
    gzip -1 >"$work/initrd.gz"
  mv "$work/initrd.gz" "$target/initrd.gz"
  rm -rf "$work"
}

# The same guest with QEMU's guest agent, which needs libraries that every machine with QEMU has.
make_agent() {
  local target=$lab/shared/linux work=$lab/agent-build library
  make_linux
  [[ ! -e $target/initrd-agent.gz ]] || return 0
  rm -rf "$work"
  mkdir -p "$work"/{packages,root/bin,root/lib}
  (cd "$work/packages" && download qemu-guest-agent cpio)
  for library in "$work"/packages/*.deb; do dpkg-deb -x "$library" "$work/packages"; done
  cp "$work/packages/usr/sbin/qemu-ga" "$work/root/bin/qemu-ga"
  for library in $(ldd "$work/root/bin/qemu-ga" | grep -o '/[^ ]*'); do
    cp -L "$library" "$work/root/lib/"
  done
  # Where programs look for what loads their libraries.
  ln -s lib "$work/root/lib64"
  (cd "$work/root" && find . | "$(find "$work/packages" -path '*bin/cpio')" --create --format=newc --quiet --owner=0:0) |
    gzip -1 | cat "$target/initrd.gz" - >"$work/initrd.gz"
  mv "$work/initrd.gz" "$target/initrd-agent.gz"
  rm -rf "$work"
}

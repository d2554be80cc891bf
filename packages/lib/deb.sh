# Part of ./package: the package for Debian.

# A version that is still to come sorts before it.
deb_version() {
  echo "${version/-SNAPSHOT/\~snapshot}-$revision"
}

control() { # ARCHITECTURE FOLDER
  local libc
  libc=$(dpkg-query -W -f '${Version}' libc6 | sed 's/-.*//')
  sed -e "s|@version@|$(deb_version)|" -e "s|@architecture@|$1|" -e "s|@libc@|$libc|" \
    -e "s|@size@|$(installed_size "$2")|" "$root/packages/deb/control"
}

# Sums up sizes of files, as blocks differ between file systems.
installed_size() { # FOLDER -> KiB
  find "$1" -type f -printf '%s\n' | awk '{ kib += int(($1 + 1023) / 1024) } END { print kib }'
}

make_deb() {
  local package=$work/deb architecture
  if ! command -v dpkg-deb >/dev/null || ! dpkg-query -W libc6 >/dev/null 2>&1; then
    echo "package: LEFT OUT: the package for Debian, as there is no dpkg-deb, or no libc6 that is known to it" >&2
    return
  fi
  architecture=$(dpkg --print-architecture)
  cp -a "$work/tree" "$package"
  install -d "$package/DEBIAN" "$package/etc/affinity" "$package/etc/default" "$package/lib/systemd/system"
  install -m 644 "$root/packages/deb/affinity.yaml" "$package/etc/affinity"
  install -m 644 "$root/packages/deb/default" "$package/etc/default/affinity"
  install -m 644 "$root/packages/deb/affinity.service" "$package/lib/systemd/system"
  install -m 755 "$root/packages/deb/"{postinst,prerm,postrm} "$package/DEBIAN"
  install -m 644 "$root/packages/deb/conffiles" "$package/DEBIAN"
  control "$architecture" "$work/tree" >"$package/DEBIAN/control"
  (cd "$package" && find . -path ./DEBIAN -prune -o -type f -printf '%P\n' | sort | grep -vxFf <(sed 's|^/||' DEBIAN/conffiles) \
    | tr '\n' '\0' | xargs -0 md5sum >DEBIAN/md5sums)
  find "$package" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  # A tenth larger than by xz, in a tenth of the time.
  dpkg-deb --root-owner-group -Zzstd -z9 --build "$package" "$output/affinity_$(deb_version)_$architecture.deb" >/dev/null
}

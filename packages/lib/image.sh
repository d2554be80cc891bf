# Part of ./package: the container image. No registry is asked: below the run-time lie Debian's packages of the C library, libvirt's client
# library and ssh, in the versions that apt-get of this machine has.

base_packages=(libc6 libstdc++6 zlib1g libvirt0 openssh-client)

# The packages with all that they need, as on a machine where nothing is installed. NAME=VERSION, a line each
base_closure() {
  apt-get -s -q -o Dir::State::status=/dev/null -o APT::Install-Recommends=false -o APT::Get::AllowUnauthenticated=false \
    install "${base_packages[@]}" 2>/dev/null | sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*/\1=\2/p' | sort
}

# Downloads them; says why not if it cannot.
download_base() { # FOLDER
  local closure
  if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    echo "there is no apt-get here"
    return 1
  fi
  closure=$(base_closure)
  if [[ -z $closure ]] && ((EUID == 0)); then
    apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null 2>&1 </dev/null || true
    closure=$(base_closure)
  fi
  if [[ -z $closure ]]; then
    echo "apt-get knows no ${base_packages[*]}; apt-get update may help"
    return 1
  fi
  mkdir -p "$1"
  # shellcheck disable=SC2086 # a word for each package
  (cd "$1" && apt-get -qq -o APT::Sandbox::User=root download $closure >/dev/null 2>&1 </dev/null) || {
    echo "Debian's packages cannot be downloaded"
    return 1
  }
}

# Without what only a person or a package manager reads; copyrights stay, and who made what.
unpack_base() { # DOWNLOADS FOLDER
  local package name
  mkdir -p "$2/var/lib/dpkg/status.d" "$2/tmp" "$2/etc"
  for package in "$1"/*.deb; do
    dpkg-deb -x "$package" "$2"
    name=$(dpkg-deb -f "$package" Package)
    dpkg-deb -f "$package" >"$2/var/lib/dpkg/status.d/$name"
  done
  find "$2/usr/share/doc" -type f ! -name copyright -delete
  rm -rf "$2"/usr/share/{man,info,locale,lintian,bug,bash-completion,perl5,zsh,bug,doc-base,systemd} "$2"/usr/lib/{systemd,*/perl*} \
    "$2"/{lib/systemd,usr/share/perl,boot,home,media,mnt,srv,proc,sys,dev,run,root}
  printf 'root:x:0:0:root:/root:/usr/sbin/nologin\naffinity:x:65532:65532:affinity:/var/lib/affinity:/usr/sbin/nologin\n' >"$2/etc/passwd"
  printf 'root:x:0:\naffinity:x:65532:\n' >"$2/etc/group"
  printf 'hosts: files dns\npasswd: files\ngroup: files\n' >"$2/etc/nsswitch.conf"
  follow_links "$2"
  find "$2" -type d -empty ! -path "$2/tmp" -delete
}

# Layers of Jib hold no links: each library goes where programs ask for it, which is where a link is, and libz.so.1.2.13 is asked for
# as libz.so.1 alone.
follow_links() { # FOLDER
  local link target
  while read -r link; do
    target=$(readlink "$link")
    # Links between packages may be absolute.
    if [[ $target == /* ]]; then target=$1$target; else target=${link%/*}/$target; fi
    if [[ -f $target ]]; then
      target=$(readlink -f "$target")
      cp --remove-destination "$target" "$link"
      [[ ${target##*/} != "${link##*/}."* ]] || echo "$target"
    else
      rm "$link"
    fi
  done < <(find "$1" -type l | sort) | sort -u | tr '\n' '\0' | xargs -0 -r rm -f
}

make_image() {
  local why program=$work/image
  if ! why=$(download_base "$work/downloads"); then
    echo "package: LEFT OUT: the container image, as $why" >&2
    return
  fi
  unpack_base "$work/downloads" "$work/base"
  cp -a "$work/tree" "$program"
  install -d "$program/var/lib/affinity" "$program/etc/affinity"
  install -m 644 "$root/packages/deb/affinity.yaml" "$program/etc/affinity"
  rm -rf "$program"/usr/share/{man,bash-completion} "$program/usr/bin"
  # Jib expects what was compiled; here it is nothing.
  mkdir -p "$work/jib/classes"
  (cd "$root" && ./mvnw -B -ntp -q -f packages/image/pom.xml com.google.cloud.tools:jib-maven-plugin:buildTar \
    -Dimage.version="$version" -Dimage.architecture="$(dpkg --print-architecture)" -Dimage.base="$work/base" \
    -Dimage.program="$program" -Dimage.work="$work/jib" -Dimage.tar="$output/affinity-image.tar" \
    -Dimage.date="$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" </dev/null) >"$work/image.log" 2>&1 || {
    cat "$work/image.log" >&2
    fail "the container image could not be made; see above"
  }
}

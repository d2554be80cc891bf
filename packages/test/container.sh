# Part of selftest: the container image, unpacked as an engine would.

test_container() {
  local image=$packages/affinity-image.tar tree=$work/container layer
  if [[ ! -e $image ]]; then
    left_out "the container image, as there is none in $packages"
    return
  fi
  if ((EUID != 0)) || [[ $installed == never ]]; then
    left_out "running the container image, which needs root here"
    return
  fi
  mkdir -p "$work/layers" "$tree"
  tar --warning=no-unknown-keyword -xf "$image" -C "$work/layers"
  for layer in $(grep -o '"Layers":\[[^]]*\]' "$work/layers/manifest.json" | grep -o '[0-9a-f]*\.tar\.gz'); do
    tar --warning=no-unknown-keyword -xzf "$work/layers/$layer" -C "$tree"
  done
  grep -q '"User":"65532:65532"' "$work/layers/config.json" || fail "the image runs as root"
  expect "the image knows its version" test "$(contained --version)" = "affinity $version"
  printf 'hosts: [{name: pretended, uri: "test:///default", resources: {memory: {overcommit: 3}}}]\nconnection: {call: 3m, opening: 3m}\nstate: /var/lib/affinity\n' \
    >"$tree/etc/affinity/affinity.yaml"
  expect "the image reaches hosts by libvirt's client library" within_minutes shows_host contained
  expect "ssh is in the image" quietly enter /usr/bin/ssh -V
}

contained() { # ARGUMENT...
  # Its entry point.
  local entry
  mapfile -t entry < <(grep -o '"Entrypoint":\[[^]]*\]' "$work/layers/config.json" | grep -o '"[^",]*"' | tr -d '"' | tail -n +2)
  enter "${entry[@]}" "$@"
}

enter() { # COMMAND...
  mkdir -p "$work/container/proc" "$work/container/dev"
  env -i LANG=C.UTF-8 unshare --mount --pid --fork --net --kill-child=KILL bash -c 'mount --make-rprivate / && ip link set lo up && tree=$1 && shift \
    && mount -t proc proc "$tree/proc" && mount -t tmpfs tmpfs "$tree/dev" \
    && for d in null zero random urandom; do touch "$tree/dev/$d" && mount --bind "/dev/$d" "$tree/dev/$d"; done \
    && exec chroot --userspec 65532:65532 "$tree" "$@"' enter "$work/container" "$@" </dev/null
}

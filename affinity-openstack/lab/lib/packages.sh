# shellcheck shell=bash disable=SC2154 # sourced by openstack
# The packages of Debian that a lab needs.

missing_packages() {
  local need
  for need in /usr/sbin/mariadbd:mariadb-server-core /usr/bin/mariadb:mariadb-client-core /usr/lib/rabbitmq/bin/rabbitmq-server:rabbitmq-server \
    /usr/bin/keystone-manage:python3-keystone /usr/bin/placement-manage:python3-placement nova/cmd/compute.py:python3-nova \
    pymysql/__init__.py:python3-pymysql libvirt.py:python3-libvirt; do
    # A path without a slash in front is one of the libraries of the system's Python.
    [[ $need == /* ]] || need=/usr/lib/python3/dist-packages/$need
    [[ -e ${need%%:*} ]] || echo "${need#*:}"
  done
}

install_packages() {
  local missing
  missing=$(missing_packages)
  if [[ -z $missing ]]; then
    echo "openstack: everything is installed"
    return
  fi
  as_root install
  command -v apt-get >/dev/null || fail "only Debian is known here; install: $(xargs <<<"$missing")" 77
  echo "openstack: installing $(xargs <<<"$missing"), which takes minutes"
  apt_get update
  [[ -n $(apt-cache search --names-only '^python3-nova$') ]] || fail "this system has no package python3-nova" 77
  # shellcheck disable=SC2086 # a word for each package
  (without_services && apt_get install --no-install-recommends --no-upgrade $missing)
  missing=$(missing_packages)
  [[ -z $missing ]] || fail "still missing after the installation: $(xargs <<<"$missing")"
}

# Until the shell ends that calls this, no package starts what it brings.
without_services() {
  local policy=/usr/sbin/policy-rc.d
  [[ ! -e $policy ]] || return 0
  # shellcheck disable=SC2064 # the name is known now
  trap "rm -f $policy" EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
}

apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null >/dev/null
}

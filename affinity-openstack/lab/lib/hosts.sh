# shellcheck shell=bash disable=SC2154 # sourced by openstack, which sets lab, here and the settings
# Hosts: in-memory ones, those of a libvirt lab, and a fleet that stands in the databases only.

start_in_memory() { # HOST
  fill in-memory-host.conf "$1" >"$lab/conf/$1.conf"
  mkdir -p "$lab/state/$1" "$lab/control/guests/$1"
  start_process "$1" AFFINITY_CONTROL="$lab/control" AFFINITY_MEMORY_MB="$host_memory" AFFINITY_VCPUS="$host_vcpus" \
    "$python" "$here/python/nova_command.py" compute --config-file "$lab/conf/nova.conf" --config-file "$lab/conf/$1.conf"
}

libvirt_command() { # ARGUMENT... of the script of the libvirt lab
  [[ -n $libvirt_lab ]] || fail "this lab has no libvirt hosts"
  "$here/../../affinity-libvirt/lab/lab" --dir "$libvirt_lab" "$@" </dev/null
}

# Sets $libvirt_hosts.
find_libvirt_hosts() {
  local facts
  libvirt_hosts=
  [[ -n $libvirt_lab ]] || return 0
  facts=$(libvirt_command env) || fail "--libvirt is '$libvirt_lab', and that is no folder of a lab of libvirt hosts that is up"
  libvirt_hosts=$(sed -n 's/^HOSTS=//p' <<<"$facts")
}

guest_kernel() { echo "$here/../../affinity-libvirt/lab/guest/beat.bin"; }

# Nova's agent sees the files, processes and name of the host, and the network of the machine, where the control plane is. All
# that it needs is below /var/lib/nova of the host, as the lab's own folder may not be seen there.
start_in_libvirt_host() { # HOST
  local host=$1 own=$libvirt_lab/$1/lib/nova init address
  libvirt_command exec "$host" true || fail "the host $host does not run; start it with: openstack libvirt host-start $host"
  init=$(<"$libvirt_lab/$host.pid")
  address=$(libvirt_command env | sed -n "s/^$host.ADDRESS=//p")
  mkdir -p "$own/instances" "$own/state"
  cp "$lab/conf/nova.conf" "$own/nova.conf"
  fill libvirt-host.conf "$host" "$address" >"$own/host.conf"
  start_process "$host" HOME=/var/lib/nova nsenter --target "$init" --mount --uts --pid -- \
    "$python" -c 'import sys, nova.cmd.compute as command; sys.argv[0] = "nova-compute"; sys.exit(command.main())' \
    --config-file /var/lib/nova/nova.conf --config-file /var/lib/nova/host.conf
}

# What servers have left on hosts that go on without this lab.
leave_libvirt_hosts() {
  local host domain
  for host in $libvirt_hosts; do
    [[ -d $libvirt_lab/$host ]] || continue
    # Nova calls its servers so.
    for domain in $(libvirt_command virsh "$host" list --all --name 2>/dev/null | grep '^instance-' || true); do
      libvirt_command virsh "$host" destroy "$domain" >/dev/null 2>&1 || true
      libvirt_command virsh "$host" undefine "$domain" >/dev/null 2>&1 || true
    done
    rm -rf "${libvirt_lab:?}/$host/lib/nova"
  done
}

# Hosts and servers as rows, made by Nova's own objects. A timer of the database says that the hosts live; nobody answers for
# them.
fleet() { # HOSTSxSERVERS|none
  local size=$1
  [[ $size != none ]] || size=0x0
  [[ $size =~ ^[0-9]+x[0-9]+$ ]] || fail "the fleet is '$1'; it must look like 100x2000, or be none" 2
  check_number "the number of hosts of the fleet" "${size%x*}" 0 1000
  check_number "the number of servers of the fleet" "${size#*x}" 0 20000
  remove_fleet
  [[ ${size%x*} != 0 ]] || return 0
  sql "create event nova.fleet on schedule every 2 second do
    update nova.services set last_seen_up = utc_timestamp(), updated_at = utc_timestamp(), report_count = report_count + 1
    where host like 'fleet-%'"
  python_with_facts fleet.py "${size%x*}" "${size#*x}" --config-file "$lab/conf/nova.conf" \
    --config-file "$lab/conf/nova-databases.conf"
}

remove_fleet() {
  local servers="select uuid from nova.instances where host like 'fleet-%'"
  local providers="select id from placement.resource_providers where name like 'fleet-%'"
  sql "set foreign_key_checks = 0;
    drop event if exists nova.fleet;
    delete from placement.consumers where uuid in ($servers);
    delete from placement.allocations where resource_provider_id in ($providers);
    delete from placement.inventories where resource_provider_id in ($providers);
    delete from placement.resource_providers where name like 'fleet-%';
    delete from nova_api.instance_mappings where instance_uuid in ($servers);
    delete from nova_api.host_mappings where host like 'fleet-%';
    delete from nova.instance_extra where instance_uuid in ($servers);
    delete from nova.instance_info_caches where instance_uuid in ($servers);
    delete from nova.instance_system_metadata where instance_uuid in ($servers);
    delete from nova.instances where host like 'fleet-%';
    delete from nova.compute_nodes where host like 'fleet-%';
    delete from nova.services where host like 'fleet-%'"
}

"""Hosts and servers that exist in the databases only: fleet.py HOSTS SERVERS OPTION... of Nova

Hosts are called fleet-001 and so on, servers server-0001. All that the interfaces of Nova and Placement tell about them is as it
would be, but nobody does anything for them: no migration, no diagnostics.
"""

import datetime
import os
import sys
import uuid

from nova import config, context, objects
from nova.compute import power_state, vm_states
from nova.network import model as network_model

from cloud import Cloud

VCPUS, MEMORY_MB, DISK_GB = 64, 262144, 4000
# vCPUs, MiB
FLAVORS = ((1, 1024), (2, 4096), (4, 8192), (8, 16384))


def host_name(number):
    return f'fleet-{number + 1:03}'


def identity(name):
    """The same in each lab."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def create_host(cell_context, host, servers):
    """A host that has given away what its servers were promised."""
    vcpus, memory = (sum(getattr(flavor, name) for _, flavor in servers) for name in ('vcpus', 'memory_mb'))
    service = objects.Service(cell_context, host=host, binary='nova-compute', topic='compute', report_count=1,
                              last_seen_up=datetime.datetime.utcnow())
    service.create()
    node = objects.ComputeNode(
        cell_context, uuid=identity(host), host=host, hypervisor_hostname=host, host_ip='127.0.0.1', hypervisor_type='fake',
        hypervisor_version=1000, vcpus=VCPUS, vcpus_used=vcpus, memory_mb=MEMORY_MB, memory_mb_used=memory,
        free_ram_mb=MEMORY_MB - memory,
        local_gb=DISK_GB, local_gb_used=0, free_disk_gb=DISK_GB, disk_available_least=DISK_GB, current_workload=0,
        running_vms=len(servers), cpu_info='{"arch": "x86_64", "topology": {"sockets": 2, "cores": 32, "threads": 1}}', mapped=1,
        supported_hv_specs=[], cpu_allocation_ratio=4.0, ram_allocation_ratio=1.0, disk_allocation_ratio=1.0)
    node.create()


def create_server(api_context, cell_context, cell, number, host, flavor, project):
    name = f'server-{number + 1:04}'
    now = datetime.datetime.utcnow()
    own = identity(name)
    objects.InstanceMapping(api_context, instance_uuid=own, project_id=project, user_id='fleet', cell_mapping=cell,
                            queued_for_delete=False).create()
    server = objects.Instance(
        cell_context, uuid=own, info_cache=objects.InstanceInfoCache(instance_uuid=own, network_info=network_model.NetworkInfo()),
        project_id=project, user_id='fleet', display_name=name, display_description=name, hostname=name,
        image_ref=os.environ['IMAGE'], host=host, node=host, launched_on=host, vm_state=vm_states.ACTIVE,
        power_state=power_state.RUNNING, task_state=None, launched_at=now, availability_zone='nova', flavor=flavor,
        instance_type_id=flavor.id, memory_mb=flavor.memory_mb, vcpus=flavor.vcpus, root_gb=0, ephemeral_gb=0, metadata={},
        system_metadata={}, reservation_id='r-fleet', launch_index=0, root_device_name='/dev/vda', config_drive='',
        security_groups=objects.SecurityGroupList(objects=[]), auto_disk_config=False, progress=0, locked=False,
        cleaned=False, default_swap_device=None, ramdisk_id='', kernel_id='', os_type=None, architecture=None, vm_mode=None)
    server.create()
    return own


def create_flavor(api_context, vcpus, memory):
    name = f'fleet-{vcpus}-{memory}'
    try:
        return objects.Flavor.get_by_name(api_context, name)
    except Exception:
        flavor = objects.Flavor(api_context, flavorid=name, name=name, vcpus=vcpus, memory_mb=memory, root_gb=0, ephemeral_gb=0,
                                swap=0, rxtx_factor=1.0, vcpu_weight=0, disabled=False, is_public=True, extra_specs={}, projects=[])
        flavor.create()
        return flavor


def tell_placement(cloud, host, servers, project):
    """The size of a host and what its servers were promised."""
    provider = identity(host)
    cloud.call('POST', cloud.placement + '/resource_providers', {'name': host, 'uuid': provider})
    sizes = {'VCPU': (VCPUS, 4.0), 'MEMORY_MB': (MEMORY_MB, 1.0), 'DISK_GB': (DISK_GB, 1.0)}
    inventories = {kind: {'total': total, 'max_unit': total, 'allocation_ratio': ratio} for kind, (total, ratio) in sizes.items()}
    cloud.call('PUT', f'{cloud.placement}/resource_providers/{provider}/inventories',
               {'resource_provider_generation': 0, 'inventories': inventories})
    if servers:
        cloud.call('POST', cloud.placement + '/allocations', {
            own: {
                'allocations': {provider: {'resources': {'VCPU': flavor.vcpus, 'MEMORY_MB': flavor.memory_mb}}},
                'project_id': project,
                'user_id': 'fleet',
                'consumer_generation': None,
            }
            for own, flavor in servers
        })


def main():
    hosts, count = int(sys.argv[1]), int(sys.argv[2])
    config.parse_args(['fleet', *sys.argv[3:]])
    objects.register_all()
    cloud = Cloud()
    project = cloud.call('GET', cloud.keystone + '/projects?name=demo')['projects'][0]['id']
    api_context = context.get_admin_context()
    cell = next(each for each in objects.CellMappingList.get_all(api_context) if not each.is_cell0())
    flavors = [create_flavor(api_context, *size) for size in FLAVORS]
    with context.target_cell(api_context, cell) as cell_context:
        for number in range(hosts):
            host = host_name(number)
            servers = []
            for server in range(number, count, hosts):
                flavor = flavors[server // hosts % len(flavors)]
                servers.append((create_server(api_context, cell_context, cell, server, host, flavor, project), flavor))
            create_host(cell_context, host, servers)
            objects.HostMapping(api_context, host=host, cell_mapping=cell).create()
            tell_placement(cloud, host, servers, project)
    print(f'openstack: a fleet of {hosts} hosts and {count if hosts else 0} servers')


main()

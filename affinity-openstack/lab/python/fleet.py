"""Hosts and servers that exist in the databases only: fleet.py HOSTS SERVERS OPTION... of Nova

Hosts are called fleet-001 and so on, servers server-0001. All that the interfaces of Nova and Placement tell about them is as it
would be, but nobody does anything for them: no migration, no diagnostics. The first server of each flavor is made by Nova's own
objects; the others are copies of its rows.
"""

import datetime
import os
import sys
import uuid

import pymysql
from nova import config, context, objects
from nova.compute import power_state, vm_states
from nova.network import model as network_model

from cloud import Cloud

VCPUS, MEMORY_MB, DISK_GB = 64, 262144, 4000
# vCPUs, MiB
FLAVORS = ((1, 1024), (2, 4096), (4, 8192), (8, 16384))
# Each with the column that holds the id of a server.
TABLES = (
    ('nova_api.instance_mappings', 'instance_uuid'),
    ('nova.instances', 'uuid'),
    ('nova.instance_extra', 'instance_uuid'),
    ('nova.instance_info_caches', 'instance_uuid'),
)


def identity(name):
    """The same in each lab."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


class Server:
    def __init__(self, number, hosts, flavors):
        self.name = f'server-{number + 1:04}'
        self.uuid = identity(self.name)
        self.host = hosts[number % len(hosts)]
        self.flavor = flavors[number // len(hosts) % len(flavors)]

    def own_columns(self):
        named = dict.fromkeys(('display_name', 'display_description', 'hostname'), self.name)
        return {**named, **dict.fromkeys(('host', 'node', 'launched_on'), self.host)}


def create_flavor(api_context, vcpus, memory):
    name = f'fleet-{vcpus}-{memory}'
    known = objects.FlavorList.get_all(api_context, filters={'disabled': False})
    for flavor in known:
        if flavor.name == name:
            return flavor
    flavor = objects.Flavor(
        api_context, flavorid=name, name=name, vcpus=vcpus, memory_mb=memory, root_gb=0, ephemeral_gb=0, swap=0,
        rxtx_factor=1.0, vcpu_weight=0, disabled=False, is_public=True, extra_specs={}, projects=[])
    flavor.create()
    return flavor


def create_host(cell_context, host, servers):
    """A host that has given away what its servers were promised."""
    vcpus = sum(server.flavor.vcpus for server in servers)
    memory = sum(server.flavor.memory_mb for server in servers)
    objects.Service(cell_context, host=host, binary='nova-compute', topic='compute', report_count=1,
                    last_seen_up=datetime.datetime.utcnow()).create()
    objects.ComputeNode(
        cell_context, uuid=identity(host), host=host, hypervisor_hostname=host, host_ip='127.0.0.1', hypervisor_type='fake',
        hypervisor_version=1000, vcpus=VCPUS, vcpus_used=vcpus, memory_mb=MEMORY_MB, memory_mb_used=memory,
        free_ram_mb=MEMORY_MB - memory, local_gb=DISK_GB, local_gb_used=0, free_disk_gb=DISK_GB, disk_available_least=DISK_GB,
        current_workload=0, running_vms=len(servers), mapped=1, supported_hv_specs=[], cpu_allocation_ratio=4.0,
        cpu_info='{"arch": "x86_64", "topology": {"sockets": 2, "cores": 32, "threads": 1}}', ram_allocation_ratio=1.0,
        disk_allocation_ratio=1.0).create()


def create_server(api_context, cell_context, cell, server, project):
    objects.InstanceMapping(api_context, instance_uuid=server.uuid, project_id=project, user_id='fleet', cell_mapping=cell,
                            queued_for_delete=False).create()
    flavor = server.flavor
    objects.Instance(
        cell_context, uuid=server.uuid, project_id=project, user_id='fleet', image_ref=os.environ['IMAGE'],
        vm_state=vm_states.ACTIVE, power_state=power_state.RUNNING, task_state=None, launched_at=datetime.datetime.utcnow(),
        availability_zone='nova', flavor=flavor, instance_type_id=flavor.id, memory_mb=flavor.memory_mb, vcpus=flavor.vcpus,
        root_gb=0, ephemeral_gb=0, metadata={}, system_metadata={}, reservation_id='r-fleet', launch_index=0,
        root_device_name='/dev/vda', config_drive='', security_groups=objects.SecurityGroupList(objects=[]),
        auto_disk_config=False, progress=0, locked=False, cleaned=False, default_swap_device=None, ramdisk_id='', kernel_id='',
        info_cache=objects.InstanceInfoCache(instance_uuid=server.uuid, network_info=network_model.NetworkInfo()),
        os_type=None, architecture=None, vm_mode=None, **server.own_columns()).create()


def copy(cursor, first, others):
    """Rows for the others that are those of the first one but for what is their own."""
    for table, key in TABLES:
        cursor.execute(f'select * from {table} where {key} = %s', first.uuid)
        row = cursor.fetchone()
        row.pop('id')
        columns = ', '.join(row)
        places = ', '.join(f'%({column})s' for column in row)
        cursor.executemany(f'insert into {table} ({columns}) values ({places})', [
            {**row, key: other.uuid, **(other.own_columns() if table == 'nova.instances' else {})} for other in others
        ])


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
            server.uuid: {
                'allocations': {provider: {'resources': {'VCPU': server.flavor.vcpus, 'MEMORY_MB': server.flavor.memory_mb}}},
                'project_id': project,
                'user_id': 'fleet',
                'consumer_generation': None,
            }
            for server in servers
        })


def create_servers(api_context, cell_context, cell, servers, project):
    connection = pymysql.connect(unix_socket=os.environ['LAB'] + '/db.sock', user='root', autocommit=True)
    for flavor in {server.flavor.id for server in servers}:
        first, *others = [server for server in servers if server.flavor.id == flavor]
        create_server(api_context, cell_context, cell, first, project)
        with connection.cursor(pymysql.cursors.DictCursor) as cursor:
            copy(cursor, first, others)


def main():
    host_count, server_count = int(sys.argv[1]), int(sys.argv[2])
    config.parse_args(['fleet', *sys.argv[3:]])
    objects.register_all()
    cloud = Cloud()
    project = cloud.call('GET', cloud.keystone + '/projects?name=demo')['projects'][0]['id']
    api_context = context.get_admin_context()
    cell = next(each for each in objects.CellMappingList.get_all(api_context) if not each.is_cell0())
    flavors = [create_flavor(api_context, *size) for size in FLAVORS]
    hosts = [f'fleet-{number + 1:03}' for number in range(host_count)]
    servers = [Server(number, hosts, flavors) for number in range(server_count)]
    with context.target_cell(api_context, cell) as cell_context:
        create_servers(api_context, cell_context, cell, servers, project)
        for host in hosts:
            own = [server for server in servers if server.host == host]
            create_host(cell_context, host, own)
            objects.HostMapping(api_context, host=host, cell_mapping=cell).create()
            tell_placement(cloud, host, own, project)
    print(f'openstack: a fleet of {host_count} hosts and {server_count} servers')


main()

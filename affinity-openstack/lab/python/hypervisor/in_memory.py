"""A hypervisor without a machine: guests are files in the lab's folder, so that they live on while Nova's agent is dead, as
real ones do. What a migration does is told by other files there, which are read anew each time."""

import os
import time

from nova import exception
from nova.compute import power_state
from nova.objects import diagnostics
from nova.virt import fake
from oslo_serialization import jsonutils

CONTROL = os.environ.get('AFFINITY_CONTROL', '')
USUAL_LOAD = 10


def told(name):
    with open(os.path.join(CONTROL, name)) as file:
        return file.read().strip()


def busy_nanoseconds(uuid):
    """How long each processor of a server has been busy: the sum over its load so far, one line for each change."""
    with open(os.path.join(CONTROL, 'load', uuid)) as file:
        changes = [tuple(map(float, line.split())) for line in file]
    ends = [begin for begin, _ in changes[1:]] + [time.time()]
    return int(sum((end - begin) * percent / 100 for (begin, percent), end in zip(changes, ends)) * 1e9)


class InMemoryDriver(fake.FakeLiveMigrateDriver):
    vcpus = int(os.environ.get('AFFINITY_VCPUS', 16))
    memory_mb = int(os.environ.get('AFFINITY_MEMORY_MB', 16384))
    local_gb = 1000

    def __init__(self, virtapi, read_only=False):
        super().__init__(virtapi, read_only)
        # What was ordered of each migration that is under way: abort, complete or, so far, nothing.
        self.orders = {}
        # vCPUs and MiB of each guest.
        self.sizes = {}

    # Guests

    def init_host(self, host):
        super().init_host(host)
        self.guests = os.path.join(CONTROL, 'guests', host)
        for uuid in os.listdir(self.guests):
            state, name, vcpus, memory = told(os.path.join('guests', host, uuid)).split()
            self.sizes[uuid] = (int(vcpus), int(memory))
            self.instances[uuid] = fake.FakeInstance(name, int(state), uuid)

    def spawn(self, context, instance, *arguments, **named):
        super().spawn(context, instance, *arguments, **named)
        load = os.path.join(CONTROL, 'load', instance.uuid)
        if not os.path.exists(load):
            with open(load, 'w') as file:
                file.write(f'{time.time()} {USUAL_LOAD}\n')
        self.sizes[instance.uuid] = (instance.flavor.vcpus, instance.flavor.memory_mb)
        self._keep(instance.uuid)

    def destroy(self, context, instance, *arguments, **named):
        super().destroy(context, instance, *arguments, **named)
        if os.path.exists(os.path.join(self.guests, instance.uuid)):
            os.remove(os.path.join(self.guests, instance.uuid))

    def power_off(self, instance, timeout=0, retry_interval=0):
        self._turn(instance, power_state.SHUTDOWN)

    def power_on(self, context, instance, network_info, block_device_info=None, accel_info=None):
        self._turn(instance, power_state.RUNNING)

    def pause(self, instance):
        self._turn(instance, power_state.PAUSED)

    def unpause(self, instance):
        self._turn(instance, power_state.RUNNING)

    def suspend(self, context, instance):
        self._turn(instance, power_state.SUSPENDED)

    def resume(self, context, instance, network_info, block_device_info=None):
        self._turn(instance, power_state.RUNNING)

    def _turn(self, instance, state):
        self._guest(instance).state = state
        self._keep(instance.uuid)

    def _keep(self, uuid):
        guest = self.instances[uuid]
        with open(os.path.join(self.guests, uuid), 'w') as file:
            file.write('%d %s %d %d' % (guest.state, guest.name, *self.sizes[uuid]))

    def _guest(self, instance):
        if instance.uuid not in self.instances:
            raise exception.InstanceNotFound(instance_id=instance.uuid)
        return self.instances[instance.uuid]

    # What it tells of the host and of a guest

    def get_available_resource(self, nodename):
        described = super().get_available_resource(nodename)
        described['cpu_info'] = jsonutils.dumps({
            'arch': 'x86_64',
            'vendor': 'Intel',
            'model': 'Cascadelake-Server',
            'features': ['avx2', 'vmx'],
            'topology': {'sockets': 1, 'cores': self.vcpus, 'threads': 1},
        })
        return described

    def get_instance_diagnostics(self, instance):
        guest = self._guest(instance)
        described = diagnostics.Diagnostics(
            state=power_state.STATE_MAP[guest.state],
            driver='libvirt',
            hypervisor='qemu',
            hypervisor_os='linux',
            uptime=int(time.time() - instance.launched_at.timestamp()) if instance.launched_at else 0,
            config_drive=False,
        )
        busy = busy_nanoseconds(instance.uuid)
        for number in range(instance.flavor.vcpus):
            described.add_cpu(id=number, time=busy)
        described.memory_details = diagnostics.MemoryDiagnostics(
            maximum=instance.flavor.memory_mb, used=instance.flavor.memory_mb // 2)
        return described

    # Migrations

    def check_can_live_migrate_source(self, context, instance, dest_check_data, block_device_info=None):
        if told('fail-migration') == 'refuse':
            raise exception.MigrationPreCheckError(reason='the hypervisor was told to refuse it')
        return dest_check_data

    def live_migration(self, context, instance, dest, post_method, recover_method, block_migration=False,
                       migrate_data=None):
        self.orders[instance.uuid] = None
        try:
            outcome = self._copy(instance, migrate_data.migration)
        finally:
            del self.orders[instance.uuid]
        if outcome == 'complete':
            post_method(context, instance, dest, block_migration, migrate_data)
        elif outcome == 'abort':
            recover_method(context, instance, dest, migrate_data, migration_status='cancelled')
        elif outcome == 'fail':
            recover_method(context, instance, dest, migrate_data)
        else:
            raise exception.NovaException('the hypervisor was told to break')

    def _copy(self, instance, migration):
        """Lets time pass and tells how far it is; returns how it ends: complete, abort, fail or error."""
        began = time.time()
        told_at = 0
        while self.orders[instance.uuid] is None:
            share = (time.time() - began) / max(float(told('migration-seconds')), 0.001)
            mode = told('fail-migration')
            if share >= 1 and mode != 'hang':
                return mode if mode in ('fail', 'error') else 'complete'
            if time.time() - told_at >= 0.5:
                told_at = time.time()
                self._tell(instance, migration, min(share, 0.95))
            time.sleep(0.1)
        return self.orders[instance.uuid]

    @staticmethod
    def _tell(instance, migration, share):
        migration.memory_total = instance.flavor.memory_mb << 20
        migration.memory_processed = int(migration.memory_total * share)
        migration.memory_remaining = migration.memory_total - migration.memory_processed
        migration.disk_total = migration.disk_processed = migration.disk_remaining = 0
        migration.save()

    def live_migration_force_complete(self, instance):
        self._order(instance, 'complete')

    def live_migration_abort(self, instance):
        self._order(instance, 'abort')

    def _order(self, instance, order):
        if instance.uuid not in self.orders:
            raise exception.NovaException(f'the server {instance.uuid} does not migrate from here')
        self.orders[instance.uuid] = order

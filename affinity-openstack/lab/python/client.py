"""Commands of a lab about servers: client.py server|server-delete|migrate|abort|status|mend ARGUMENT..."""

import argparse
import hashlib
import json
import os
import sys
import time

from cloud import Cloud, fail, until

ANY_HOST = set(os.environ['HOSTS'].split(','))
FINAL = {'completed', 'cancelled', 'failed', 'error', 'done', 'confirmed', 'reverted', 'finished'}


class Arguments(argparse.ArgumentParser):
    def error(self, message):
        print('openstack: ' + message, file=sys.stderr)
        sys.exit(2)


def pair(text):
    key, mark, value = text.partition('=')
    if not key or not mark:
        raise argparse.ArgumentTypeError(f"'{text}' must look like KEY=VALUE")
    return key, value


def count(text):
    if not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"'{text}' must be a number from 1 to 1000000")
    return int(text)


def flavor(cloud, vcpus, memory, extra):
    """The id of a flavor, which is made if there is none yet."""
    name = f'lab-{vcpus}-{memory}'
    if extra:
        name += '-' + hashlib.md5(json.dumps(extra, sort_keys=True).encode()).hexdigest()[:8]
    wanted = {'flavor': {'id': name, 'name': name, 'vcpus': vcpus, 'ram': memory, 'disk': 0}}
    if cloud.call('POST', cloud.nova + '/flavors', wanted, good=(409,)) and extra:
        cloud.call('POST', f'{cloud.nova}/flavors/{name}/os-extra_specs', {'extra_specs': extra})
    return name


def server(words):
    parser = Arguments(prog='openstack server')
    parser.add_argument('host')
    parser.add_argument('name')
    parser.add_argument('--vcpus', type=count, default=1)
    parser.add_argument('--memory', type=count)
    parser.add_argument('--metadata', type=pair, action='append', default=[])
    parser.add_argument('--flavor-extra', type=pair, action='append', default=[])
    parser.add_argument('--group')
    parser.add_argument('--project', default=os.environ['OS_PROJECT_NAME'])
    wanted = parser.parse_args(words)
    in_memory = wanted.host.startswith('node')
    cloud = Cloud(wanted.project)
    body = {
        'server': {
            'name': wanted.name,
            'host': wanted.host,
            'networks': 'none',
            'imageRef': os.environ['IMAGE' if in_memory else 'REAL_IMAGE'],
            # Real guests are so small that their migrations do not take long.
            'flavorRef': flavor(cloud, wanted.vcpus, wanted.memory or (512 if in_memory else 64), dict(wanted.flavor_extra)),
            'metadata': dict(wanted.metadata),
        }
    }
    if wanted.group:
        body['os:scheduler_hints'] = {'group': wanted.group}
    made = cloud.call('POST', cloud.nova + '/servers', body)['server']['id']

    def settled():
        seen = cloud.call('GET', f'{cloud.nova}/servers/{made}')['server']
        if seen['status'] == 'ERROR':
            fail(f"{wanted.name} is in ERROR: {seen.get('fault', {}).get('message', 'no reason is given')}")
        return seen['status'] == 'ACTIVE' and seen['OS-EXT-STS:task_state'] is None

    until(f'{wanted.name} becomes active on {wanted.host}', settled)
    print(made)


def server_delete(words):
    cloud = Cloud()
    doomed = {found['id'] for found in cloud.servers() if found['OS-EXT-SRV-ATTR:host'] in ANY_HOST | {None}}
    if words != ['--all']:
        doomed = set(words)
    for each in doomed:
        cloud.call('DELETE', f'{cloud.nova}/servers/{each}', good=(404,))
    until('the servers are gone', lambda: not doomed & {found['id'] for found in cloud.servers()})


def records(cloud, server):
    """The migrations of a server so far, the latest first."""
    found = cloud.call('GET', f'{cloud.nova}/os-migrations?instance_uuid={server}')['migrations']
    return sorted(found, key=lambda record: -record['id'])


def migrate(words):
    own, host = words
    cloud = Cloud()
    earlier = {record['id'] for record in records(cloud, own)}
    order = {'os-migrateLive': {'host': host, 'block_migration': 'auto'}}
    cloud.call('POST', f'{cloud.nova}/servers/{own}/action', order)

    # Its record comes some time after the answer.
    def ended():
        return next((record for record in records(cloud, own) if record['id'] not in earlier and record['status'] in FINAL), None)

    outcome = until(f'the migration of {own} ends', ended)['status']
    print(f'openstack: the migration of {own} to {host}: {outcome}')
    if outcome != 'completed':
        sys.exit(1)


def abort(words):
    cloud = Cloud()
    latest = next(iter(records(cloud, words[0])), None)
    if latest is None or latest['status'] in FINAL:
        fail(f'{words[0]} does not migrate')
    cloud.call('DELETE', f"{cloud.nova}/servers/{words[0]}/migrations/{latest['id']}")


def status(words):
    cloud = Cloud()
    print('%-12s %-9s %-6s %s' % ('HOST', 'STATUS', 'STATE', 'SERVERS'))
    servers = cloud.servers()
    for service in sorted(cloud.call('GET', cloud.nova + '/os-services?binary=nova-compute')['services'], key=lambda s: s['host']):
        own = [
            f"{found['name']}={found['OS-EXT-STS:task_state'] or found['status']}"
            for found in servers
            if found['OS-EXT-SRV-ATTR:host'] == service['host']
        ]
        if len(own) > 12:
            own = own[:12] + [f'and {len(own) - 12} more']
        print('%-12s %-9s %-6s %s' % (service['host'], service['status'], service['state'], ' '.join(own)))


def mend(words):
    """Hosts take servers again; no server migrates, stands in ERROR, or has never come to life."""
    cloud = Cloud()
    for service in cloud.call('GET', cloud.nova + '/os-services?binary=nova-compute')['services']:
        if service['host'] in ANY_HOST and (service['status'] != 'enabled' or service['forced_down']):
            cloud.call('PUT', f"{cloud.nova}/os-services/{service['id']}", {'status': 'enabled', 'forced_down': False})
    settle(cloud)
    for found in cloud.servers():
        url = f"{cloud.nova}/servers/{found['id']}"
        if found['OS-EXT-SRV-ATTR:host'] is None:
            cloud.call('DELETE', url, good=(404,))
        elif found['status'] == 'ERROR' or found['OS-EXT-STS:task_state']:
            cloud.call('POST', url + '/action', {'os-resetState': {'state': 'active'}}, good=(404,))


def settle(cloud, unknown_seconds=20, seconds=120):
    """Gives what is under way the time to end: less of it to a server of which no migration is known."""
    began = time.monotonic()
    while True:
        moving = {found['id'] for found in cloud.servers() if found['OS-EXT-STS:task_state']}
        migrations = cloud.call('GET', cloud.nova + '/os-migrations')['migrations']
        known = {migration['instance_uuid'] for migration in migrations if migration['status'] not in FINAL}
        waited = time.monotonic() - began
        if not moving or waited > seconds or (waited > unknown_seconds and not moving & known):
            return
        time.sleep(0.5)


commands = {
    'server': server,
    'server-delete': server_delete,
    'migrate': migrate,
    'abort': abort,
    'status': status,
    'mend': mend,
}
commands[sys.argv[1]](sys.argv[2:])

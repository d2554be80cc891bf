"""Lets Watcher stabilize the load of the hosts: audit.py [--threshold N] [--window SECONDS] [--every SECONDS], or audit.py catalog"""

import argparse
import os
import sys
import time

from cloud import Cloud, fail, until

WATCHER = os.environ['WATCHER_URL'] + '/v1'
FINAL = {'SUCCEEDED', 'FAILED', 'CANCELLED', 'SUPERSEDED'}


def catalog(cloud):
    """Watcher asks Keystone where its store is."""
    for kind, name, url in (('infra-optim', 'watcher', os.environ['WATCHER_URL']), ('metric', 'gnocchi', os.environ['GNOCCHI_URL'])):
        service = cloud.call('POST', cloud.keystone + '/services', {'service': {'type': kind, 'name': name}})['service']['id']
        endpoint = {'service_id': service, 'interface': 'public', 'url': url, 'region_id': 'lab'}
        cloud.call('POST', cloud.keystone + '/endpoints', {'endpoint': endpoint})


def start(cloud, threshold, window):
    parameters = {
        'thresholds': {'instance_cpu_usage': threshold, 'instance_ram_usage': 1},
        'metrics': ['instance_cpu_usage'],
        'periods': {'instance': window, 'compute_node': window, 'node': 0},
        'granularity': window,
    }
    body = {
        'audit_type': 'ONESHOT',
        'goal': 'workload_balancing',
        'strategy': 'workload_stabilization',
        'auto_trigger': True,
        'parameters': parameters,
    }
    return cloud.call('POST', WATCHER + '/audits', body)['uuid']


def outcome(cloud, audit):
    """The state of its plan when that is carried out, and what it did."""
    state = until('the audit ends', lambda: final(cloud.call('GET', f'{WATCHER}/audits/{audit}')))
    if state != 'SUCCEEDED':
        fail(f'the audit ended as {state}; see the log watcher-engine')
    plans = cloud.call('GET', f'{WATCHER}/action_plans?audit_uuid={audit}')['action_plans']
    if not plans:
        return 'no plan', []
    own = plans[0]['uuid']
    state = until('the plan is carried out', lambda: final(cloud.call('GET', f'{WATCHER}/action_plans/{own}')))
    return state, cloud.call('GET', f'{WATCHER}/actions/detail?action_plan_uuid={own}')['actions']


def tell(cloud, audit):
    state, actions = outcome(cloud, audit)
    for action in actions:
        told = action['input_parameters']
        print(f"openstack: {action['action_type']} {told.get('resource_id')} {told.get('source_node')} to"
              f" {told.get('destination_node')}: {action['state']}")
    print(f'openstack: Watcher: {state}, {len(actions)} actions', flush=True)
    return state


def final(found):
    return found['state'] if found['state'] in FINAL else None


def main():
    parser = argparse.ArgumentParser(prog='openstack watcher audit')
    parser.add_argument('--threshold', type=float, default=0.1, help='standard deviation of the load of hosts that is borne')
    parser.add_argument('--window', type=int, default=300, help='seconds that a measurement is the mean of')
    parser.add_argument('--every', type=int, help='again and again, in seconds, until it is interrupted')
    cloud = Cloud()
    if sys.argv[1:] == ['catalog']:
        catalog(cloud)
        return
    wanted = parser.parse_args()
    while True:
        began = time.monotonic()
        state = tell(cloud, start(cloud, wanted.threshold, wanted.window))
        if not wanted.every:
            sys.exit(0 if state in ('SUCCEEDED', 'no plan') else 1)
        # Watcher's own audits of the kind CONTINUOUS end after the first one: see README.md.
        time.sleep(max(began + wanted.every - time.monotonic(), 0))


if __name__ == '__main__':
    main()

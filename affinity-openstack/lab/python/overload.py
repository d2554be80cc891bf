"""Watcher before the overload for which affinity's own test of a whole run is made (CloudRunLabTest): overload.py [OPTION...]

The first of three hosts has a server that is busy from some moment on, and then is short of CPU. Watcher is asked again and again, from the beginning.
"""

import argparse
import os
import subprocess
import threading
import time

from audit import outcome, start
from cloud import Cloud, fail
from loads import present_percent

HOSTS = ['node1', 'node2', 'node3']
PEAK_SECONDS = 150


def lab(*words):
    command = [os.environ['COMMAND'], '--dir', os.environ['LAB'], *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split('\n')[-2:][0]


def plant(host, name, vcpus, percent):
    own = lab('server', host, name, '--vcpus', vcpus)
    lab('load', own, percent)
    return own


def plant_all(others):
    busy = plant('node1', 'busy', 8, 12)
    names = {busy: 'busy'}
    for i in 1, 2, 3:
        names[plant('node1', f'web{i}', 4, 88)] = f'web{i}'
    for host in HOSTS[1:]:
        for i in 1, 2, 3, 4:
            name = f'app{host[-1]}{i}'
            names[plant(host, name, 4, others)] = name
    return busy, names


class Clock:
    """Seconds from the beginning of the peak."""

    def __init__(self, until_peak):
        self.peak = time.monotonic() + until_peak

    def now(self):
        return time.monotonic() - self.peak

    def tell(self, text):
        print(f'openstack: {self.now():+5.0f} s  {text}', flush=True)


def watch_hosts(clock, busy, result):
    """Looks each second, until the peak is over."""
    was = set()
    has_begun = False
    while clock.now() < PEAK_SECONDS:
        if clock.now() >= 0 and not has_begun:
            has_begun = True
            lab('load', busy, 100)
            clock.tell('the peak begins: ' + loads())
        short = {host for host in HOSTS if present_percent(host) > 100}
        for host in sorted(short ^ was):
            clock.tell(f"{host} {'is short' if host in short else 'is no longer short'}: {loads()}")
        was = short
        result['short'] += len(short)
        time.sleep(1)


def loads():
    return ', '.join(f'{host} {present_percent(host):.0f} %' for host in HOSTS)


def main():
    parser = argparse.ArgumentParser(prog='openstack watcher overload')
    parser.add_argument('--until-peak', type=int, default=150)
    parser.add_argument('--others', type=int, default=38, help='how busy the servers of the other hosts are, in percent')
    parser.add_argument('--threshold', type=float, default=0.1)
    parser.add_argument('--window', type=int, default=60)
    parser.add_argument('--every', type=int, default=10)
    wanted = parser.parse_args()
    cloud = Cloud()
    if os.environ['HOSTS'].split(',')[:3] != HOSTS or cloud.servers():
        fail('this needs a lab of 3 in-memory hosts without servers')
    busy, names = plant_all(wanted.others)
    clock = Clock(wanted.until_peak)
    clock.tell('all servers run: ' + loads())
    result = {'short': 0, 'migrations': 0}
    watching = threading.Thread(target=watch_hosts, args=(clock, busy, result))
    watching.start()
    while watching.is_alive():
        began = time.monotonic()
        state, actions = outcome(cloud, start(cloud, wanted.threshold, wanted.window))
        for action in actions:
            told = action['input_parameters']
            clock.tell(
                f"{names.get(told.get('resource_id'), '?')} from {told.get('source_node')} to {told.get('destination_node')}: {action['state']}"
            )
            result['migrations'] += action['state'] == 'SUCCEEDED'
        watching.join(max(began + wanted.every - time.monotonic(), 0))
    print(f"openstack: Watcher: {result['migrations']} migrations; hosts were short for {result['short']} s in all")


main()

"""How busy in-memory hosts and their servers are: what a lab's folder says of them."""

import os
import time

CONTROL = os.path.join(os.environ['LAB'], 'control')
HOST_VCPUS = int(os.environ['HOST_VCPUS'])


def changes(uuid):
    """When the load of a server changed, and to how many percent."""
    with open(os.path.join(CONTROL, 'load', uuid)) as file:
        return [tuple(map(float, line.split())) for line in file]


def mean_percent(uuid, seconds):
    """Over the last seconds; of a server that is younger, over its life."""
    now = time.time()
    begun = changes(uuid)
    ends = [begin for begin, _ in begun[1:]] + [now]
    since = max(now - seconds, begun[0][0])
    busy = sum(max(end - max(begin, since), 0) * percent for (begin, percent), end in zip(begun, ends))
    return busy / max(now - since, 0.001)


def guests(host):
    """Id, vCPUs and MiB of each."""
    folder = os.path.join(CONTROL, 'guests', host)
    for uuid in os.listdir(folder) if os.path.isdir(folder) else ():
        try:
            with open(os.path.join(folder, uuid)) as file:
                words = file.read().split()
        except FileNotFoundError:
            # It has just left.
            continue
        yield uuid, int(words[2]), int(words[3])


def present_percent(host):
    """What the servers of a host demand at this moment, which may be more than it has."""
    return sum(changes(uuid)[-1][1] * vcpus for uuid, vcpus, _ in guests(host)) / HOST_VCPUS

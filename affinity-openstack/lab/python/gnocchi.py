"""Stands in for Gnocchi: tells how busy in-memory hosts and their servers have been, as far as Watcher asks: gnocchi.py PORT

There is no store behind it. What a measurement would be is reckoned from the load that servers were given, at the moment at which
it is asked for.
"""

import datetime
import json
import os
import re
import sys
import urllib.parse
from http import server

from loads import CONTROL, HOST_VCPUS, guests, mean_percent


def host_cpu(host, seconds):
    return sum(mean_percent(uuid, seconds) * vcpus for uuid, vcpus, _ in guests(host)) / HOST_VCPUS


def host_memory(host, seconds):
    # In KiB, half of it used, as the hypervisor says.
    return sum(memory for _, _, memory in guests(host)) * 1024 / 2


def server_memory(uuid, seconds):
    return next(memory for host in os.listdir(os.path.join(CONTROL, 'guests')) for own, _, memory in guests(host) if own == uuid) / 2


METRICS = {
    'compute.node.cpu.percent': host_cpu,
    'hardware.memory.used': host_memory,
    'cpu_util': mean_percent,
    'memory.resident': server_memory,
}


class Handler(server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        asked = re.fullmatch(r'/v1/resource/generic/([^/]+)/metric/([^/]+)/measures', url.path)
        if asked and asked[2] in METRICS:
            seconds = float(urllib.parse.parse_qs(url.query).get('granularity', ['300'])[0])
            now = datetime.datetime.now(datetime.timezone.utc).isoformat()
            self.send([[now, seconds, METRICS[asked[2]](asked[1], seconds)]])
        elif url.path == '/v1/status':
            self.send({'storage': {}})
        elif url.path == '/v1/metric':
            self.send([{'name': name} for name in METRICS])
        else:
            self.send({'cause': 'the stand-in has no ' + url.path}, 404)

    def do_POST(self):
        """A search for a host, which Ceilometer calls by its name twice."""
        asked = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        self.send([{'id': asked['=']['original_resource_id'].split('_')[0]}])

    def send(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)


server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()

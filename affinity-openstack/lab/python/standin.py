"""Stands in for Neutron, which here has no networks, and for Glance, which has every image: standin.py PORT GUEST_KERNEL

An image whose id begins with 2 is an empty disk that is started with the kernel 3...; it is for real guests.
"""

import hashlib
import json
import re
import sys
from http import server

DISK, KERNEL = '2', '3'
TEXTS = ('id name status visibility owner container_format disk_format checksum created_at updated_at file schema').split()
SCHEMA = {
    'name': 'image',
    'properties': {
        **{name: {'type': 'string'} for name in TEXTS},
        **{name: {'type': 'integer'} for name in ('size', 'min_disk', 'min_ram')},
        'protected': {'type': 'boolean'},
    },
    'additionalProperties': {'type': 'string'},
}
GUEST = {
    'kernel_id': '-'.join(KERNEL * length for length in (8, 4, 4, 4, 12)),
    'os_command_line': 'name=guest beat=10 wss=8 dirty=0 cpu=5',
    'hw_disk_bus': 'virtio',
    'hw_machine_type': 'pc',
    'hw_video_model': 'none',
}
EXTENSIONS = ('binding', 'binding-extended', 'security-group')


def content(image):
    if image[0] == KERNEL:
        with open(sys.argv[2], 'rb') as kernel:
            return kernel.read()
    return bytes(65536)


def described(image):
    data = content(image)
    return {
        **(GUEST if image[0] == DISK else {}),
        'id': image,
        'name': 'image-' + image[:8],
        'status': 'active',
        'visibility': 'public',
        'owner': 'admin',
        'container_format': 'bare',
        'disk_format': 'raw',
        'checksum': hashlib.md5(data).hexdigest(),
        'size': len(data),
        'min_disk': 0,
        'min_ram': 0,
        'protected': False,
        'created_at': '2026-01-01T00:00:00Z',
        'updated_at': '2026-01-01T00:00:00Z',
    }


def versions(here):
    return {
        'versions': [
            {'id': version, 'status': 'CURRENT', 'links': [{'rel': 'self', 'href': here + path}]}
            for version, path in (('v2.0', '/v2.0/'), ('v2.9', '/v2/'))
        ]
    }


def answer(path, here):
    """The answer to a GET, or None if there is no such thing."""
    image = re.fullmatch(r'/v2/images/([0-9a-f-]{36})', path)
    if image:
        return described(image[1])
    if path in ('', '/versions'):
        return versions(here)
    if path == '/v2/schemas/image':
        return SCHEMA
    if path == '/v2/images':
        return {'images': []}
    if path.removesuffix('.json') == '/v2.0/extensions':
        return {'extensions': [{'alias': name, 'name': name} for name in EXTENSIONS]}
    if path.startswith('/v2.0/'):
        # There is nothing of any kind.
        return {path.split('/')[2].removesuffix('.json').replace('-', '_'): []}
    return None


class Handler(server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        path = self.path.split('?')[0].rstrip('/')
        file = re.fullmatch(r'/v2/images/([0-9a-f-]{36})/file', path)
        if file:
            self.send(200, 'application/octet-stream', content(file[1]))
            return
        found = answer(path, 'http://' + self.headers['Host'])
        if found is None:
            self.send_json(404, {'error': 'the stand-in has no ' + path})
        else:
            self.send_json(200, found)

    def refuse(self):
        self.rfile.read(int(self.headers.get('Content-Length', 0)))
        self.send_json(501, {'error': 'the stand-in changes nothing'})

    do_POST = do_PUT = do_PATCH = do_DELETE = refuse

    def send_json(self, status, body):
        self.send(status, 'application/json', json.dumps(body).encode())

    def send(self, status, kind, data):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)


server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()

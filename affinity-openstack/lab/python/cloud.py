"""Speaks with the control plane whose address and user stand in the environment (OS_AUTH_URL and so on)."""

import json
import os
import sys
import time
import urllib.error
import urllib.request

PATIENCE = 300


def fail(message):
    print('openstack: ' + message, file=sys.stderr)
    sys.exit(1)


def until(what, condition, seconds=PATIENCE):
    """Waits until a function returns something true, and returns that."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            fail(f'{what}: not within {seconds} s')
        time.sleep(0.2)


class Cloud:
    nova = os.environ['NOVA_URL']
    placement = os.environ['PLACEMENT_URL']
    keystone = os.environ['OS_AUTH_URL']

    def __init__(self, project=os.environ['OS_PROJECT_NAME']):
        user = {'name': os.environ['OS_USERNAME'], 'password': os.environ['OS_PASSWORD'], 'domain': {'name': 'Default'}}
        self.token = None
        body = {
            'auth': {
                'identity': {'methods': ['password'], 'password': {'user': user}},
                'scope': {'project': {'name': project, 'domain': {'name': 'Default'}}},
            }
        }
        self.token = self._send('POST', self.keystone + '/auth/tokens', body)[0]['X-Subject-Token']

    def call(self, method, url, body=None, good=()):
        """The answer; of one that is not right, None if its status is one of the good ones."""
        try:
            return self._send(method, url, body)[1]
        except urllib.error.HTTPError as error:
            if error.code in good:
                return None
            fail(f'{method} {url}: {error.code} {error.read().decode(errors="replace")[:500]}')
        except OSError as error:
            fail(f'{method} {url}: {error}')

    def _send(self, method, url, body):
        headers = {
            'Content-Type': 'application/json',
            'OpenStack-API-Version': 'placement 1.36' if url.startswith(self.placement) else 'compute 2.87',
        }
        if self.token:
            headers['X-Auth-Token'] = self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            text = answer.read()
            return answer.headers, json.loads(text) if text else None

    def servers(self):
        """All of all projects, a page after the other."""
        found, url = [], self.nova + '/servers/detail?all_tenants=1'
        while url:
            page = self.call('GET', url)
            found += page['servers']
            url = next((link['href'] for link in page.get('servers_links', []) if link['rel'] == 'next'), None)
        return found

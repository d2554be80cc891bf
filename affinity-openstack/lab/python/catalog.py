"""Fills a new Keystone: the other services with their addresses, and a second project with a user of its own."""

import os

from cloud import Cloud

STANDIN = os.environ['STANDIN_URL']
SERVICES = (
    ('compute', 'nova', os.environ['NOVA_URL']),
    ('placement', 'placement', os.environ['PLACEMENT_URL']),
    ('network', 'neutron', STANDIN),
    ('image', 'glance', STANDIN),
)


def main():
    cloud = Cloud()

    def made(kind, **values):
        return cloud.call('POST', f'{cloud.keystone}/{kind}s', {kind: values})[kind]['id']

    def found(kind, name):
        return cloud.call('GET', f'{cloud.keystone}/{kind}s?name={name}')[kind + 's'][0]['id']

    for kind, name, url in SERVICES:
        service = made('service', type=kind, name=name)
        for interface in ('public', 'internal'):
            made('endpoint', service_id=service, interface=interface, url=url, region_id='lab')
    project = made('project', name='demo', domain_id='default')
    user = made('user', name='demo', domain_id='default', password='lab')
    # Who boots a server for a project needs a role there.
    for who, role in ((user, 'member'), (found('user', 'admin'), 'admin')):
        cloud.call('PUT', f'{cloud.keystone}/projects/{project}/users/{who}/roles/{found("role", role)}')


main()

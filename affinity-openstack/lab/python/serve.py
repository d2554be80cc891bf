"""Serves Keystone or Placement over HTTP on 127.0.0.1: serve.py keystone|placement PORT"""

import sys

from werkzeug import serving


def application(name):
    if name == 'keystone':
        from keystone.server import wsgi

        return wsgi.initialize_public_application()
    from placement import wsgi

    return wsgi.init_application()


name, port = sys.argv[1], int(sys.argv[2])
# Both read the command line as well.
sys.argv = [name]
# Connections stay open.
serving.WSGIRequestHandler.protocol_version = 'HTTP/1.1'
serving.run_simple('127.0.0.1', port, application(name), threaded=True)

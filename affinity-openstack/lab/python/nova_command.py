"""Runs a command of Nova, as Debian's package of its libraries brings none: nova_command.py MODULE ARGUMENT..."""

import importlib
import os
import sys

# First, since it prepares Python for what all the others do.
import nova.cmd
import nova.virt

# Nova looks for hypervisors in this package only.
nova.virt.__path__.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'hypervisor'))

module = sys.argv[1]
sys.argv = ['nova-' + module, *sys.argv[2:]]
sys.exit(importlib.import_module('nova.cmd.' + module).main())

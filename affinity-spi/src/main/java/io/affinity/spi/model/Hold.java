// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * VMs that must stay where they are until a person has looked, and why: it is not certain which VM, or which copy of one, something
 * is about. Immutable and thread-safe.
 */
public sealed interface Hold {

    /** {@return the VMs that stay; none where nobody can tell which ones that would have to be} */
    Set<VmId> vms();

    /**
     * Something is said of a VM, and it is not clear of which.
     *
     * @param said by what, such as the name of a policy
     * @param name that is given there
     * @param candidates that it fits, several or none
     * @param vms the candidates, and all others that would not be protected as they should be
     */
    record UnclearVm(String said, String name, Set<VmId> candidates, Set<VmId> vms) implements Hold {
        public UnclearVm {
            candidates = ordered(candidates);
            vms = ordered(vms);
        }
    }

    /**
     * Something is said of a host that is not part of the fleet.
     *
     * @param said by what, such as the name of a policy
     * @param name that is given there
     * @param vms that would not be protected as they should be
     */
    record UnknownHost(String said, String name, Set<VmId> vms) implements Hold {
        public UnknownHost {
            vms = ordered(vms);
        }
    }

    /**
     * A VM runs more than once.
     *
     * @param hosts that run it, at least two
     */
    record RunsTwice(VmId vm, Set<HostId> hosts) implements Hold {
        public RunsTwice {
            hosts = Collections.unmodifiableSet(new TreeSet<>(hosts));
            if (hosts.size() < 2) {
                throw new IllegalArgumentException(
                        "The hosts " + hosts + " that run VM " + vm + " must be at least two.");
            }
        }

        @Override
        public Set<VmId> vms() {
            return Set.of(vm);
        }
    }

    private static Set<VmId> ordered(Collection<VmId> vms) {
        return Collections.unmodifiableSet(new TreeSet<>(vms));
    }
}

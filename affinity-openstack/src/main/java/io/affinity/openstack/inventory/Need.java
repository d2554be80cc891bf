// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import java.util.Set;

/** What a flavor asks of a host. The text of each differs from those of all others. */
sealed interface Need {

    /** {@return for the names of policies} */
    String text();

    boolean isMetBy(CloudHost host);

    /** Something that the hardware or the hypervisor offers. */
    record Trait(String name) implements Need {
        @Override
        public String text() {
            return name;
        }

        @Override
        public boolean isMetBy(CloudHost host) {
            return host.traits().contains(name);
        }
    }

    /** Something that must not be there. */
    record NoTrait(String name) implements Need {
        @Override
        public String text() {
            return "no " + name;
        }

        @Override
        public boolean isMetBy(CloudHost host) {
            return !host.traits().contains(name);
        }
    }

    /** What an aggregate of the host must say. */
    record OfAggregate(String key, String spec) implements Need {
        @Override
        public String text() {
            return "aggregate " + key + "=" + spec;
        }

        @Override
        public boolean isMetBy(CloudHost host) {
            Set<String> values = host.metadata().getOrDefault(key, Set.of());
            return values.stream().anyMatch(value -> ExtraSpec.matches(value, spec));
        }
    }

    /** CPUs that are not shared. */
    record DedicatedCpus() implements Need {
        @Override
        public String text() {
            return "dedicated CPUs";
        }

        @Override
        public boolean isMetBy(CloudHost host) {
            return host.hasDedicatedCpus();
        }
    }
}

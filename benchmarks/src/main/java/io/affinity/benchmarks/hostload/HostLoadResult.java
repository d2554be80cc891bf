// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import java.util.List;

/**
 * What came out for one trace.
 *
 * @param name of the trace
 * @param resource that was compared
 * @param vms on the hosts
 */
record HostLoadResult(String name, String resource, int vms, int hosts, List<LoadsAtLead> leads) {

    HostLoadResult {
        leads = List.copyOf(leads);
    }
}

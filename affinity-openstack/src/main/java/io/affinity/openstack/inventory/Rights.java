// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.http.ApiException;
import io.affinity.spi.inventory.TelemetryException;

/** The names of the rights without which nothing can be seen, as policy files have them. */
public enum Rights {
    SERVERS("the servers of all projects", "os_compute_api:servers:detail:get_all_tenants"),
    HOSTS_OF_SERVERS("the hosts of servers", "os_compute_api:os-extended-server-attributes"),
    EXTRA_SPECS("the extra specs of flavors", "os_compute_api:servers:show:flavor-extra-specs"),
    SERVICES("the compute services", "os_compute_api:os-services:list"),
    HYPERVISORS("the hypervisors", "os_compute_api:os-hypervisors:list-detail"),
    AGGREGATES("the aggregates of hosts", "os_compute_api:os-aggregates:index"),
    GROUPS("the server groups of all projects", "os_compute_api:os-server-groups:index:all_projects"),
    DIAGNOSTICS("the diagnostics of servers", "os_compute_api:os-server-diagnostics"),
    PROVIDERS("the resource providers", "placement:resource_providers:list"),
    RESOURCES(
            "the inventories, usages and traits of resource providers",
            "placement:resource_providers:inventories:list, placement:resource_providers:usages and"
                    + " placement:resource_providers:traits:list");

    private final String things;
    private final String policy;

    Rights(String things, String policy) {
        this.things = things;
        this.policy = policy;
    }

    /** {@return that these things cannot be seen, and why} */
    public TelemetryException denied(ApiException why) {
        return new TelemetryException(
                "The cloud does not tell " + things + ": " + why.getMessage() + "."
                        + (why.kind() == ApiException.Kind.FORBIDDEN ? " " + needed() : ""),
                why);
    }

    /** {@return a sentence on the right that is needed} */
    String needed() {
        return "Whoever asks needs the right " + policy + ", as administrators of the cloud have it.";
    }

    /** A question that this right is needed for. */
    interface Asked<T> {
        T ask() throws ApiException;
    }

    <T> T asked(Asked<T> question) {
        try {
            return question.ask();
        } catch (ApiException e) {
            throw denied(e);
        }
    }
}

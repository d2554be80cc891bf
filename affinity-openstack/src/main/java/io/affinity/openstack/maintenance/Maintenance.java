// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.maintenance;

import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.HostId;

/** Disables the nova-compute of a host that is to be emptied, and enables it again, as far as it was disabled here. Thread-safe. */
public final class Maintenance {

    private static final String REASON = ComputeService.OUR_REASON + " to be emptied";

    private final Nova nova;

    public Maintenance(Nova nova) {
        this.nova = nova;
    }

    /** Keeps new servers away from a host; one that is disabled already stays as it is. */
    public void close(HostId host) {
        try {
            ComputeService service = service(host);
            if (service.isEnabled()) {
                nova.disable(service, REASON);
            }
        } catch (ApiException e) {
            throw refused(host, "disabled", e);
        }
    }

    /** Lets servers come to a host again; one that somebody else has disabled stays as it is. */
    public void open(HostId host) {
        try {
            ComputeService service = service(host);
            if (!service.isEnabled() && service.isDisabledByUs()) {
                nova.enable(service);
            }
        } catch (ApiException e) {
            throw refused(host, "enabled", e);
        }
    }

    private ComputeService service(HostId host) throws ApiException {
        ComputeService service = ComputeService.of(host, nova.services());
        if (service == null) {
            throw new TelemetryException("Nova knows no host of the name (" + host + ").");
        }
        return service;
    }

    private static TelemetryException refused(HostId host, String done, ApiException e) {
        return new TelemetryException(
                "The nova-compute of the host (" + host + ") is not " + done + ", as " + e.getMessage() + ".", e);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import io.affinity.spi.model.HostId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nova-compute of a host.
 *
 * @param id empty in a cell that does not answer, of whose services no more than the host is known (from 2.69 on)
 * @param isEnabled whether the scheduler may choose the host
 * @param isUp whether it has reported lately, and nobody has declared it down
 * @param disabledReason empty for none
 */
public record ComputeService(String id, String host, boolean isEnabled, boolean isUp, String disabledReason) {

    /** How each reason begins for which a host is disabled here: to be emptied. */
    public static final String OUR_REASON = "affinity:";

    /** {@return whether it was disabled here, for the host to be emptied} */
    public boolean isDisabledByUs() {
        return !isEnabled && disabledReason.startsWith(OUR_REASON);
    }

    /** {@return that of a host; null if it is not among these} */
    public static @Nullable ComputeService of(HostId host, List<ComputeService> services) {
        return services.stream()
                .filter(each -> each.host().equals(host.value()))
                .findFirst()
                .orElse(null);
    }

    static ComputeService of(Json json) {
        return new ComputeService(
                json.at("id").text(""),
                json.at("host").text(),
                json.at("status").text("").equals("enabled"),
                json.at("state").text("").equals("up")
                        && !json.at("forced_down").isTrue(),
                json.at("disabled_reason").text(""));
    }

    /** {@return whether its cell answers, so that more than its host is known} */
    public boolean isKnown() {
        return !id.isEmpty();
    }
}

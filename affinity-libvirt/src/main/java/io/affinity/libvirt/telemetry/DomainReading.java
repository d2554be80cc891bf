// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.DomainState;
import io.affinity.libvirt.binding.TypedParameters;

/** What a host said of one domain. */
record DomainReading(DomainKey key, TypedParameters values) {

    DomainState state() {
        return new DomainState(
                (int) values.number("state.state", DomainState.NO_STATE), (int) values.number("state.reason", 0));
    }
}

/** What a cloud shows of itself. Entry type: {@link io.affinity.openstack.telemetry.NovaFleet}. */
@NullMarked
package io.affinity.openstack.telemetry;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import io.affinity.spi.model.VmId;
import io.affinity.spi.plugin.Plugin;
import java.util.List;

/**
 * Where known future events come from. Asked from the control loop's thread, for each VM in each step; must not block.
 */
public interface EventSource extends Plugin {

    /** {@return the covariates that move the demand of this VM, in an order that never changes; may be empty} */
    List<Covariate> covariates(VmId vm);
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.util.List;

/** Nobody tells what is to come, as it is with recorded demand. */
public record NothingKnown() implements EventSource {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public List<Covariate> covariates(VmId vm) {
        return List.of();
    }
}

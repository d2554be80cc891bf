// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.List;

/** Announced events, and then what goes ahead of demand. As thread-safe as both. */
record JoinedEvents(EventSource announced, EventSource outside) implements EventSource {

    @Override
    public String name() {
        return announced.name();
    }

    @Override
    public List<Covariate> covariates(VmId vm) {
        List<Covariate> all = new ArrayList<>(announced.covariates(vm));
        all.addAll(outside.covariates(vm));
        return all;
    }
}

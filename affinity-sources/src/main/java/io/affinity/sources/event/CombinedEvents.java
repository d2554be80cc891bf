// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several sources of events as one: the covariates of the first, then those of the next. One that has the name of an earlier one is called
 * by the name of its source as well. As thread-safe as the sources.
 */
public final class CombinedEvents implements EventSource {

    private final List<EventSource> sources;

    /** @param sources in the order of their covariates */
    public CombinedEvents(List<? extends EventSource> sources) {
        this.sources = List.copyOf(sources);
    }

    private record Renamed(String name, Covariate covariate) implements Covariate {

        @Override
        public double value(Instant stepStart) {
            return covariate.value(stepStart);
        }

        @Override
        public String form() {
            return name + " as " + covariate.form();
        }

        @Override
        public boolean isWithdrawn() {
            return covariate.isWithdrawn();
        }
    }

    @Override
    public String name() {
        return "combined";
    }

    @Override
    public List<Covariate> covariates(VmId vm) {
        List<Covariate> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (EventSource source : sources) {
            for (Covariate covariate : source.covariates(vm)) {
                String name = covariate.name();
                while (!names.add(name)) {
                    name = name + " (" + source.name() + ")";
                }
                all.add(name.equals(covariate.name()) ? covariate : new Renamed(name, covariate));
            }
        }
        return all;
    }
}

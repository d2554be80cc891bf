// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.util.List;

/** A source of events that may break: there are none then. As thread-safe as the source. */
final class GuardedEvents implements EventSource {

    private final EventSource source;
    private final Guard guard;

    GuardedEvents(EventSource source, Guard guard) {
        this.source = source;
        this.guard = guard;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<Covariate> covariates(VmId vm) {
        List<Covariate> known = guard.ask(
                Note.Part.EVENTS,
                () -> source.covariates(vm).stream()
                        .<Covariate>map(covariate -> new GuardedCovariate(covariate, guard))
                        .toList());
        return known == null ? List.of() : known;
    }
}

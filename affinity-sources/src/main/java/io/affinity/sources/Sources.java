package io.affinity.sources;

import io.affinity.sources.prometheus.PrometheusDemand;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import java.time.Clock;

/** Where demand and events are known already. */
public final class Sources {

    private Sources() {}

    /**
     * {@return the demand that a metrics store with the HTTP API of Prometheus has, such as Prometheus and VictoriaMetrics; nothing is
     * asked yet}
     *
     * @param clock by which samples are too old, and nothing is later than now; that of the inventory
     */
    public static PrometheusDemand prometheus(PrometheusSettings settings, Clock clock) {
        return PrometheusDemand.of(settings, clock);
    }
}

/**
 * Demand that a metrics store knows: Prometheus, VictoriaMetrics and others with the same HTTP API. Entry type:
 * {@link io.affinity.sources.prometheus.PrometheusDemand}.
 */
@org.jspecify.annotations.NullMarked
package io.affinity.sources.prometheus;

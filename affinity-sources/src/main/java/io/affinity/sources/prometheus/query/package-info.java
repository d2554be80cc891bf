/**
 * Queries of the HTTP API that Prometheus and its kin share: one at a time over HTTP, and many within limits. Entry type:
 * {@link io.affinity.sources.prometheus.query.QueryRounds}.
 */
@org.jspecify.annotations.NullMarked
package io.affinity.sources.prometheus.query;

/** How a metrics store is reached, what it holds, and how long it is waited for. */
@org.jspecify.annotations.NullMarked
package io.affinity.sources.prometheus.settings;

// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

/**
 * One expression of a metrics store. Immutable.
 *
 * @param access where the store is, and who asks it
 * @param expression that gives one series, such as {@code sum(rate(logins_total[5m]))}; not blank
 * @param limits how long it is waited for; of those, that for the past counts
 */
public record StoreQuery(StoreAccess access, String expression, StoreLimits limits) {

    public StoreQuery {
        if (expression.isBlank()) {
            throw new IllegalArgumentException("The expression (" + expression + ") must not be blank.");
        }
    }
}

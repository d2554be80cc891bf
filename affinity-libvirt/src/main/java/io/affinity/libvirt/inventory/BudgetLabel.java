// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.time.Duration;

/**
 * How often a VM may be migrated, as its label states.
 *
 * @param migrations at most; zero forbids them
 * @param window in which they are counted; positive, less than 400 days
 */
public record BudgetLabel(int migrations, Duration window) {

    private static final int MOST_DAYS = 399;

    public BudgetLabel {
        if (migrations < 0 || window.isNegative() || window.isZero() || window.toDays() > MOST_DAYS) {
            throw new IllegalArgumentException("The budget (" + migrations + " migrations in " + window
                    + ") must not be negative, and its window must be positive and at most " + MOST_DAYS + " days.");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** Is told how searches go, from their threads, several at the same time. What it throws ends the search. */
@FunctionalInterface
public interface SearchListener {

    /** Where nobody wants to know. */
    SearchListener NOBODY = (search, temperature, cost) -> {};

    /**
     * A search is done with a temperature.
     *
     * @param search its number, from 0 on
     * @param temperature in the unit of the cost; 0 where nothing was accepted that costs
     * @param cost of the placement it is at
     */
    void cooled(int search, double temperature, double cost);
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the demand for one resource stands in a metrics store. Immutable.
 *
 * <p>Each series belongs to one VM, by its {@linkplain VmLabel labels}. The series of a VM that differ in the labels of
 * {@link #parts} are devices, and are added up; two that do not are the same measured twice, and unknown for as long as both have
 * values.
 */
public sealed interface Measure {

    /** {@return labels that tell the devices of one VM apart, such as {@code device}; none if there is one series for each VM} */
    Set<String> parts();

    /** {@return by which values are multiplied to be in the unit of the resource, above 0} */
    double scale();

    /**
     * Counters that only grow, such as seconds of CPU time: what they grow by in each second is the demand. The sum of all selectors,
     * and unknown where one of them has nothing.
     *
     * @param selectors of raw series, at least one, such as {@code rx_bytes_total} or <code>cpu_seconds_total{mode="user"}</code>;
     *     no functions, as rates are made here
     */
    record Counter(List<String> selectors, Set<String> parts, double scale) implements Measure {

        public Counter {
            selectors = List.copyOf(selectors);
            parts = Set.copyOf(parts);
            requireScale(scale);
            if (selectors.isEmpty() || new HashSet<>(selectors).size() != selectors.size()) {
                throw new IllegalArgumentException(
                        "The selectors of a counter " + selectors + " must be at least one, each once.");
            }
            for (String selector : selectors) {
                if (!SelectorText.isPlain(selector)) {
                    throw new IllegalArgumentException("The counter (" + selector
                            + ") must be a metric with or without matchers in braces, such as"
                            + " cpu_seconds_total{job=\"vms\"}, and no expression.");
                }
            }
        }
    }

    /**
     * A value that goes up and down, such as bytes of memory in use.
     *
     * @param expression a selector, or any expression whose series still have the labels of VMs. In an expression, <code>$vms</code>
     *     inside the braces of a selector stands for the VMs that are asked for, as in <code>total{$vms} - free{$vms}</code>; without
     *     it, all VMs are asked for each time. Without functions it is never older than the staleness of the settings; in an
     *     expression, the server decides what is too old
     */
    record Gauge(String expression, Set<String> parts, double scale) implements Measure {

        public Gauge {
            parts = Set.copyOf(parts);
            requireScale(scale);
            if (expression.isBlank()) {
                throw new IllegalArgumentException("The gauge (" + expression + ") must not be blank.");
            }
        }

        /** {@return whether it is a selector and no expression} */
        public boolean isPlain() {
            return SelectorText.isPlain(expression);
        }
    }

    private static void requireScale(double scale) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("The scale (" + scale + ") must be a finite number above 0.");
        }
    }
}

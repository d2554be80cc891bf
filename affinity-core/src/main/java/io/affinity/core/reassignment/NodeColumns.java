// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.List;

/**
 * Nodes below hosts, as of NUMA, and what VMs take of them: a VM takes as much of each resource on each of one or more nodes of its host, and has to stay on
 * them. Immutable and thread-safe.
 *
 * @param nodes of each host, 1 to 16
 * @param capacity by host, node and resource, at {@code (host * nodes + node) * resources + resource}, not negative
 * @param need by VM and resource, on each of its nodes
 * @param width of each VM: on how many nodes it is
 * @param initialNodes of each VM, as bits: those that it is on in the beginning
 */
public record NodeColumns(
        int nodes,
        int resources,
        List<Long> capacity,
        List<Long> need,
        List<Integer> width,
        List<Integer> initialNodes) {

    private static final int MOST_NODES = 16;

    public NodeColumns {
        capacity = List.copyOf(capacity);
        need = List.copyOf(need);
        width = List.copyOf(width);
        initialNodes = List.copyOf(initialNodes);
        if (nodes < 1 || nodes > MOST_NODES || resources < 1) {
            throw new IllegalArgumentException("There must be 1 to " + MOST_NODES + " nodes a host (" + nodes
                    + ") and at least one resource (" + resources + ").");
        }
        if (capacity.size() % (nodes * resources) != 0
                || need.size() != width.size() * resources
                || initialNodes.size() != width.size()) {
            throw new IllegalArgumentException(
                    "The number of capacities (" + capacity.size() + "), needs (" + need.size() + "), widths ("
                            + width.size() + ") and nodes of VMs (" + initialNodes.size() + ") do not match.");
        }
        for (int vm = 0; vm < width.size(); vm++) {
            if (width.get(vm) < 1 || Integer.bitCount(initialNodes.get(vm)) != width.get(vm)) {
                throw new IllegalArgumentException("A VM (" + vm + ") must be on as many nodes (bits "
                        + initialNodes.get(vm) + ") as it takes (" + width.get(vm) + ").");
            }
        }
    }
}

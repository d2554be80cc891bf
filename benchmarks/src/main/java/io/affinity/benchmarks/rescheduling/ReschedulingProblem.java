// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rescheduling;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.affinity.benchmarks.series.TextFile;
import io.affinity.core.reassignment.LoadColumns;
import io.affinity.core.reassignment.MovesOfVms;
import io.affinity.core.reassignment.NodeColumns;
import io.affinity.core.reassignment.NodeFragments;
import io.affinity.core.reassignment.Reassignment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Clusters of the repository of VMR2L, as one pool: hosts with what is free on each of their NUMA nodes, and VMs that are on one node or take the same of several.
 * What counts is the CPU of each node that is left over beyond whole units of 16, as a share of all free CPU.
 */
final class ReschedulingProblem {

    static final int UNIT = 16;

    private static final int RESOURCES = 2;
    private static final int CPU = 0;

    private final Path file;
    private final List<String> hosts = new ArrayList<>();
    private final List<String> vms = new ArrayList<>();
    private final List<Boolean> isMovable = new ArrayList<>();
    private final List<Integer> hostByVm = new ArrayList<>();
    private final List<Long> capacity = new ArrayList<>();
    private final List<Long> need = new ArrayList<>();
    private final List<Integer> width = new ArrayList<>();
    private final List<Integer> initialNodes = new ArrayList<>();
    private int nodes;

    private ReschedulingProblem(Path file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException if the file is no such cluster */
    static ReschedulingProblem read(Path file) throws IOException {
        ReschedulingProblem problem = new ReschedulingProblem(file);
        try (BufferedReader reader = TextFile.open(file)) {
            problem.add(JsonTree.read(reader).at("cluster_list").elements());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage() + ".", e);
        }
        return problem;
    }

    private void add(List<JsonTree> clusters) {
        for (JsonTree cluster : clusters) {
            for (JsonTree host : cluster.at("host_info").elements()) {
                nodes = Math.max(nodes, host.at("numa").elements().size());
            }
        }
        require(nodes > 0, "cluster_list must have a host with NUMA nodes");
        Map<String, Integer> hostIndex = new HashMap<>();
        for (JsonTree cluster : clusters) {
            for (JsonTree host : cluster.at("host_info").elements()) {
                String name = host.at("node_id").text();
                require(hostIndex.put(name, hosts.size()) == null, "host " + name + " must be named once");
                addHost(name, host.at("numa").elements());
            }
        }
        for (JsonTree cluster : clusters) {
            for (JsonTree vm : cluster.at("vm_instance").elements()) {
                String host = vm.at("host_id").text();
                require(hostIndex.containsKey(host), "host " + host + " of a VM must be one of host_info");
                addVm(vm, hostIndex.getOrDefault(host, 0));
            }
        }
    }

    private void addHost(String name, List<JsonTree> numa) {
        hosts.add(name);
        long[] free = new long[nodes * RESOURCES];
        for (JsonTree node : numa) {
            int index = (int) Math.max(-1, node.at("node").number());
            require(index >= 0 && index < nodes, "the nodes of host " + name + " must be numbered from 0 on");
            free[index * RESOURCES] = whole(node.at("free_cpu"), name);
            free[index * RESOURCES + 1] = whole(node.at("memory_huge_free_mb"), name);
        }
        for (long each : free) {
            capacity.add(each);
        }
    }

    /** What is free is told with the VMs in place, so that what they have comes on top of it. */
    private void addVm(JsonTree vm, int host) {
        String name = vm.at("instance_id").text();
        vms.add(name);
        hostByVm.add(host);
        isMovable.add(!vm.at("allow_migration").text().equals("false"));
        List<JsonTree> numa = vm.at("numa").elements();
        require(!numa.isEmpty(), "VM " + name + " must be on a NUMA node");
        long[] each = {whole(numa.get(0).at("cpu"), name), whole(numa.get(0).at("mem_mb"), name)};
        int bits = 0;
        for (JsonTree node : numa) {
            int index = (int) Math.max(-1, node.at("node").number());
            require(index >= 0 && index < nodes, "the node of VM " + name + " must be one of its host");
            require(
                    whole(node.at("cpu"), name) == each[CPU] && whole(node.at("mem_mb"), name) == each[1],
                    "VM " + name + " must take the same of each of its nodes");
            bits |= 1 << index;
            for (int r = 0; r < RESOURCES; r++) {
                int cell = (host * nodes + index) * RESOURCES + r;
                capacity.set(cell, capacity.get(cell) + each[r]);
            }
        }
        need.add(each[CPU]);
        need.add(each[1]);
        width.add(numa.size());
        initialNodes.add(bits);
    }

    private long whole(JsonTree value, String name) {
        double number = value.number();
        require(
                number >= 0 && number == Math.rint(number) && number < 1e15,
                "each number of " + name + " (" + value.text() + ") must be whole, and at least 0");
        return (long) number;
    }

    private void require(boolean isSo, String what) {
        if (!isSo) {
            throw new IllegalArgumentException(file + ": " + what + ".");
        }
    }

    /** {@return the problem, with so many migrations at most} */
    Reassignment problem(int limit) {
        int[] initial = initial();
        int[] everyVm = IntStream.range(0, initial.length).toArray();
        return Reassignment.builder(totals(), hostByVm)
                .hostTerm(NodeFragments.of(nodeColumns(), CPU, UNIT, 1, initial))
                .moveCosts((vm, host) -> isMovable.get(vm) ? 0 : Double.POSITIVE_INFINITY)
                .hard(MovesOfVms.of(everyVm, initial, limit), 1)
                .build();
    }

    private NodeColumns nodeColumns() {
        return new NodeColumns(nodes, RESOURCES, capacity, need, width, initialNodes);
    }

    private LoadColumns totals() {
        long[] ofHosts = new long[hosts.size() * RESOURCES];
        for (int i = 0; i < capacity.size(); i++) {
            ofHosts[i / (nodes * RESOURCES) * RESOURCES + i % RESOURCES] += capacity.get(i);
        }
        long[] ofVms = new long[need.size()];
        for (int i = 0; i < ofVms.length; i++) {
            ofVms[i] = need.get(i) * width.get(i / RESOURCES);
        }
        return LoadColumns.of(ofVms, ofHosts, new boolean[RESOURCES]);
    }

    int[] initial() {
        return hostByVm.stream().mapToInt(Integer::intValue).toArray();
    }

    int hosts() {
        return hosts.size();
    }

    int vms() {
        return vms.size();
    }

    /** {@return the fragments of a placement as a share of all free CPU; its nodes are those that {@link #lines} tells} */
    double rate(int[] placement) {
        NodeFragments term = term(placement);
        double fragments = 0;
        for (int h = 0; h < hosts.size(); h++) {
            fragments += term.cost(h);
        }
        double free = 0;
        for (int i = CPU; i < capacity.size(); i += RESOURCES) {
            free += capacity.get(i);
        }
        for (int vm = 0; vm < vms.size(); vm++) {
            free -= need.get(vm * RESOURCES) * width.get(vm);
        }
        return fragments / free;
    }

    private NodeFragments term(int[] placement) {
        return (NodeFragments)
                NodeFragments.of(nodeColumns(), CPU, UNIT, 1, initial()).begin(placement);
    }

    /** {@return a line for each VM that has moved: its name, its host, its nodes} */
    List<String> lines(int[] placement) {
        NodeFragments term = term(placement);
        List<String> lines = new ArrayList<>();
        for (int vm = 0; vm < placement.length; vm++) {
            if (placement[vm] != hostByVm.get(vm)) {
                StringBuilder line = new StringBuilder(vms.get(vm) + " " + hosts.get(placement[vm]));
                for (int node = 0; node < nodes; node++) {
                    line.append((term.nodesOf(vm) >> node & 1) != 0 ? " " + node : "");
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}

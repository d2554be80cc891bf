// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.tiny;

import io.affinity.openstack.tiny.TinyCloud.Answer;
import io.affinity.openstack.tiny.TinyCloud.Asked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Hosts and servers of a tiny cloud, which tells of them over HTTP in pages, as Nova does: those of a cell that is down are left out. What servers take of hosts is
 * what Placement says is taken. Not thread-safe: changed while nobody asks.
 */
public final class TinyFleet {

    private static final int PAGE = 1000;

    private final TinyCloud cloud;
    private final Map<String, TinyHost> hosts = new LinkedHashMap<>();
    private final Map<String, TinyServer> servers = new TreeMap<>();
    private final Map<String, Integer> alsoTakenMib = new LinkedHashMap<>();
    private final Map<String, String> aggregates = new LinkedHashMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, String> zones = new LinkedHashMap<>();
    private int generation;
    private boolean areSpecsHidden;

    public TinyFleet(TinyCloud cloud) {
        this.cloud = cloud;
        cloud.answer("/compute/v2.1/servers/detail", request -> Answer.of(serversJson(request)));
        cloud.answer("/compute/v2.1/os-services", request -> Answer.of(list("services", TinyHost::serviceJson, false)));
        cloud.answer(
                "/compute/v2.1/os-hypervisors/detail",
                request -> Answer.of(list("hypervisors", TinyHost::hypervisorJson, true)));
        cloud.answer(
                "/compute/v2.1/os-aggregates",
                request -> Answer.of("{\"aggregates\":[" + String.join(",", aggregates.values()) + "]}"));
        cloud.answer(
                "/compute/v2.1/os-server-groups",
                request -> Answer.of("{\"server_groups\":["
                        + (request.query().contains("offset=0") ? String.join(",", groups.values()) : "") + "]}"));
        cloud.answer("/placement/resource_providers", request -> Answer.of(providersJson()));
    }

    public TinyFleet host(TinyHost host) {
        hosts.put(host.name(), host);
        generation++;
        String path = "/placement/resource_providers/" + host.hypervisor();
        cloud.answer(path + "/inventories", request -> Answer.of(now(host).inventoriesJson()));
        cloud.answer(path + "/usages", request -> Answer.of(usagesJson(host.name())));
        cloud.answer(path + "/traits", request -> Answer.of(now(host).traitsJson()));
        return this;
    }

    private TinyHost now(TinyHost host) {
        return hosts.getOrDefault(host.name(), host);
    }

    public TinyFleet server(TinyServer server) {
        servers.put(server.id(), server);
        generation++;
        cloud.answer(
                "/compute/v2.1/servers/" + server.id() + "/diagnostics",
                request -> Answer.of(diagnosticsJson(10, 1_000_000_000L, 0)));
        return this;
    }

    public void remove(String server) {
        servers.remove(server);
        generation++;
    }

    /** Leaves out what flavors ask of hosts, as for those who have no right to see it. */
    public void hideExtraSpecs() {
        areSpecsHidden = true;
    }

    /** Lets something that is no server here take memory of a host, such as a migration. */
    public void take(String host, int mib) {
        alsoTakenMib.merge(host, mib, Integer::sum);
        generation++;
    }

    public static String diagnosticsJson(double uptime, long cpuNanos, int usedMib) {
        return "{\"state\":\"running\",\"uptime\":" + uptime + ",\"cpu_details\":[{\"id\":0,\"time\":" + cpuNanos
                + "}],\"memory_details\":{\"maximum\":512,\"used\":" + usedMib
                + "},\"nic_details\":[],\"disk_details\":[]}";
    }

    /** @param zone empty for none */
    public TinyFleet aggregate(String name, String zone, Map<String, String> metadata, String... members) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        if (!zone.isEmpty()) {
            all.put("availability_zone", zone);
            for (String member : members) {
                zones.put(member, zone);
            }
        }
        aggregates.put(
                name,
                "{\"name\":\"" + name + "\",\"availability_zone\":" + TinyServer.quoted(zone) + ",\"hosts\":"
                        + texts(List.of(members)) + ",\"metadata\":" + TinyServer.object(all) + "}");
        return this;
    }

    public TinyFleet group(String id, String name, String policy, int most, String... members) {
        groups.put(
                id,
                "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"policy\":\"" + policy + "\",\"rules\":"
                        + (most > 1 ? "{\"max_server_per_host\":" + most + "}" : "{}") + ",\"members\":"
                        + texts(List.of(members)) + "}");
        return this;
    }

    private static String texts(List<String> texts) {
        return texts.isEmpty() ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]";
    }

    private String list(String name, Function<TinyHost, String> json, boolean onlyOfCellsThatAreUp) {
        return hosts.values().stream()
                .filter(host -> host.isCellUp() || !onlyOfCellsThatAreUp)
                .map(json)
                .collect(Collectors.joining(",", "{\"" + name + "\":[", "]}"));
    }

    private String serversJson(Asked request) {
        String marker = request.query().replaceFirst(".*marker=([^&]*).*|.*", "$1");
        List<String> page = new ArrayList<>();
        for (TinyServer server : servers.values()) {
            TinyHost host = hosts.get(server.host());
            boolean isTold = host == null || host.isCellUp();
            if (isTold && server.id().compareTo(marker) > 0 && page.size() < PAGE) {
                String json = server.json(
                        zones.getOrDefault(server.host(), server.host().isEmpty() ? "" : "nova"));
                page.add(areSpecsHidden ? json.replaceFirst(",\"extra_specs\":\\{[^}]*\\}", "") : json);
            }
        }
        return "{\"servers\":[" + String.join(",", page) + "]}";
    }

    private String providersJson() {
        return hosts.values().stream()
                .map(host -> "{\"uuid\":\"" + host.hypervisor() + "\",\"name\":\"" + host.name() + "\",\"generation\":"
                        + generation + "}")
                .collect(Collectors.joining(",", "{\"resource_providers\":[", "]}"));
    }

    private String usagesJson(String host) {
        int memory = alsoTakenMib.getOrDefault(host, 0);
        int shared = 0;
        int dedicated = 0;
        for (TinyServer server : servers.values()) {
            if (server.host().equals(host)) {
                memory += server.memoryMib();
                boolean isDedicated = "dedicated".equals(server.extraSpecs().get("hw:cpu_policy"));
                shared += isDedicated ? 0 : server.vcpus();
                dedicated += isDedicated ? server.vcpus() : 0;
            }
        }
        return "{\"usages\":{\"VCPU\":" + shared + ",\"PCPU\":" + dedicated + ",\"MEMORY_MB\":" + memory + "}}";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Call;
import io.affinity.openstack.http.Reply;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The compute API as far as it is used here. Each call has the newest microversion that both sides know of it. Thread-safe, as its session is.
 */
public final class Nova {

    /** Answers that differ from those of older versions in nothing that is used here. */
    private static final int NEWEST = 96;

    /** Up to here hypervisors come with their capacities. */
    private static final int NEWEST_WITH_CAPACITIES = 87;

    private static final int OLDEST = 53;

    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 1000;

    private final Session session;

    public Nova(Session session) {
        this.session = session;
    }

    /** {@return the newest microversion that both sides know} */
    public int version() throws ApiException {
        return session.versions("compute").between(OLDEST, NEWEST, "compute");
    }

    private Reply call(Call call, int newest) throws ApiException {
        int version = session.versions("compute").between(OLDEST, newest, "compute");
        return session.call(call.with("OpenStack-API-Version", "compute 2." + version)
                .with("X-OpenStack-Nova-API-Version", "2." + version));
    }

    private String address(String path) throws ApiException {
        return session.address("compute") + path;
    }

    private <T> T get(String path, int newest, Function<Json, T> reader) throws ApiException {
        return call(Call.get(address(path)), newest).read(reader);
    }

    private static <T> List<T> each(Json list, Function<Json, T> reader) {
        List<T> all = new ArrayList<>();
        list.elements().forEach(element -> all.add(reader.apply(element)));
        return all;
    }

    /** {@return the servers of all projects; those of a cell that does not answer are UNKNOWN, with hardly more than their ids} */
    public List<Server> servers() throws ApiException {
        Map<String, Server> all = new LinkedHashMap<>();
        Pages.turn(new Pages.Reader() {
            @Override
            public void begin() {
                all.clear();
            }

            @Override
            public String read(String marker) throws ApiException {
                List<Server> some = get(
                        "/servers/detail?all_tenants=1&sort_key=uuid&sort_dir=asc&limit=" + PAGE + after(marker),
                        NEWEST,
                        json -> each(json.at("servers"), Server::of));
                // Who came or went while pages were turned may be seen twice.
                some.forEach(server -> all.put(server.id(), server));
                return some.isEmpty() ? "" : some.get(some.size() - 1).id();
            }
        });
        return List.copyOf(all.values());
    }

    private static String after(String marker) {
        return marker.isEmpty() ? "" : "&marker=" + marker;
    }

    /** {@return a server, or null if there is none of this id} */
    public @Nullable Server server(String id) throws ApiException {
        try {
            return get("/servers/" + encoded(id), NEWEST, json -> Server.of(json.at("server")));
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** {@return the nova-compute of each host} */
    public List<ComputeService> services() throws ApiException {
        return get("/os-services?binary=nova-compute", NEWEST, json -> each(json.at("services"), ComputeService::of));
    }

    /** {@return all hypervisors, with their capacities where the cloud still tells them} */
    public List<Hypervisor> hypervisors() throws ApiException {
        List<Hypervisor> all = new ArrayList<>();
        Pages.turn(new Pages.Reader() {
            @Override
            public void begin() {
                all.clear();
            }

            @Override
            public String read(String marker) throws ApiException {
                return get("/os-hypervisors/detail?limit=" + PAGE + after(marker), NEWEST_WITH_CAPACITIES, json -> {
                    all.addAll(each(json.at("hypervisors"), Hypervisor::of));
                    boolean isLast = all.isEmpty() || !hasNext(json.at("hypervisors_links"));
                    return isLast ? "" : all.get(all.size() - 1).id();
                });
            }
        });
        return all;
    }

    /** A page may be shorter than what was asked for, and have a next one. */
    private static boolean hasNext(Json links) {
        return links.elements().stream().anyMatch(link -> link.at("rel").text().equals("next"));
    }

    /** {@return the aggregates of hosts} */
    public List<Aggregate> aggregates() throws ApiException {
        return get("/os-aggregates", NEWEST, json -> each(json.at("aggregates"), Aggregate::of));
    }

    /** {@return the server groups of all projects} Their pages say nothing of a next one, and a cloud may make them shorter than it is asked to. */
    public List<ServerGroup> groups() throws ApiException {
        Map<String, ServerGroup> all = new LinkedHashMap<>();
        int before = -1;
        for (int page = 0; page < MOST_PAGES && all.size() > before; page++) {
            before = all.size();
            List<ServerGroup> some = get(
                    "/os-server-groups?all_projects=True&limit=" + PAGE + "&offset=" + before,
                    NEWEST,
                    json -> each(json.at("server_groups"), ServerGroup::of));
            some.forEach(group -> all.put(group.id(), group));
        }
        return List.copyOf(all.values());
    }

    /**
     * {@return what the hypervisor counts of a server that runs}
     *
     * @throws ApiException with {@link ApiException.Kind#CONFLICT} if it does not run
     */
    public Diagnostics diagnostics(String serverId) throws ApiException {
        return get("/servers/" + encoded(serverId) + "/diagnostics", NEWEST, Diagnostics::of);
    }

    /** {@return the live migrations of a server, those that have ended included, the newest first} */
    public List<MigrationRecord> migrations(String serverId) throws ApiException {
        List<MigrationRecord> all = new ArrayList<>(get(
                "/os-migrations?instance_uuid=" + encoded(serverId),
                NEWEST,
                json -> each(json.at("migrations"), MigrationRecord::of)));
        all.removeIf(record -> !record.isLive());
        all.sort((one, other) -> Long.compare(other.id(), one.id()));
        return all;
    }

    /** {@return a live migration that goes on, with its progress; null if it does not go on} */
    public @Nullable MigrationRecord underWay(String serverId, long migration) throws ApiException {
        try {
            return get(
                    "/servers/" + encoded(serverId) + "/migrations/" + migration,
                    NEWEST,
                    json -> MigrationRecord.of(json.at("migration")));
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** {@return what became of a request; null if nothing is known of it} */
    public @Nullable ServerAction action(String serverId, String request) throws ApiException {
        try {
            return get(
                    "/servers/" + encoded(serverId) + "/os-instance-actions/" + encoded(request),
                    NEWEST,
                    json -> ServerAction.of(json.at("instanceAction")));
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /**
     * Asks for a live migration to one host, which the scheduler still has to find fit.
     *
     * @return the id of the request; empty if it was not told
     */
    public String migrate(String serverId, String target) throws ApiException {
        String body = "{\"os-migrateLive\":{\"host\":" + quoted(target) + ",\"block_migration\":\"auto\"}}";
        Reply reply = call(Call.post(address("/servers/" + encoded(serverId) + "/action"), body), NEWEST);
        String request = reply.header("x-compute-request-id");
        return request.isEmpty() ? reply.header("x-openstack-request-id") : request;
    }

    /** Ends a live migration; from 2.65 on also one that has not begun to copy. */
    public void abort(String serverId, long migration) throws ApiException {
        call(Call.delete(address("/servers/" + encoded(serverId) + "/migrations/" + migration)), NEWEST);
    }

    /** Has a live migration complete though the server is too busy, by pausing it or by post-copy as the host is set up. */
    public void forceComplete(String serverId, long migration) throws ApiException {
        call(
                Call.post(
                        address("/servers/" + encoded(serverId) + "/migrations/" + migration + "/action"),
                        "{\"force_complete\":null}"),
                NEWEST);
    }

    /** Keeps new servers away from a host, and says why. */
    public void disable(ComputeService service, String reason) throws ApiException {
        put(service, "{\"status\":\"disabled\",\"disabled_reason\":" + quoted(reason) + "}");
    }

    /** Lets new servers come to a host again. */
    public void enable(ComputeService service) throws ApiException {
        put(service, "{\"status\":\"enabled\"}");
    }

    private void put(ComputeService service, String body) throws ApiException {
        call(Call.put(address("/os-services/" + encoded(service.id())), body), NEWEST);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        return "\""
                + String.valueOf(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(text)) + "\"";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Call;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The API of Placement as far as it is used here. Thread-safe, as its session is. */
public final class Placement {

    /** From here on providers of one tree are told as such; nothing newer is needed. */
    private static final int NEWEST = 36;

    private static final int OLDEST = 14;

    private final Session session;

    public Placement(Session session) {
        this.session = session;
    }

    private <T> T get(String path, Function<Json, T> reader) throws ApiException {
        int version = session.versions("placement").between(OLDEST, NEWEST, "placement");
        return session.call(Call.get(session.address("placement") + path)
                        .with("OpenStack-API-Version", "placement 1." + version))
                .read(reader);
    }

    /** {@return whether the catalog has such a service} */
    public boolean isOffered() {
        try {
            return !session.address("placement").isEmpty();
        } catch (ApiException e) {
            return false;
        }
    }

    /** {@return all providers, in one call} */
    public List<ResourceProvider> providers() throws ApiException {
        return get("/resource_providers", json -> {
            List<ResourceProvider> all = new ArrayList<>();
            json.at("resource_providers").elements().forEach(each -> all.add(ResourceProvider.of(each)));
            return all;
        });
    }

    /** {@return what a provider has, what is taken of it and what it offers, in three calls} */
    public ProviderResources resources(String provider) throws ApiException {
        ProviderRoom room = room(provider);
        return new ProviderResources(
                room.inventory(), room.usages(), get("/resource_providers/" + provider + "/traits", Placement::traits));
    }

    /** {@return what a provider has and what is taken of it, in two calls} */
    public ProviderRoom room(String provider) throws ApiException {
        return new ProviderRoom(
                get("/resource_providers/" + provider + "/inventories", ProviderResources::inventory),
                get("/resource_providers/" + provider + "/usages", ProviderResources::usages));
    }

    /** {@return how much a server holds of each class of resource, wherever that is; nothing if it is not known} */
    public Map<String, Double> held(String server) throws ApiException {
        return get("/allocations/" + server, json -> {
            Map<String, Double> held = new LinkedHashMap<>();
            json.at("allocations")
                    .members()
                    .values()
                    .forEach(provider -> provider.at("resources")
                            .members()
                            .forEach((name, amount) -> held.merge(name, amount.number(0), Double::sum)));
            return held;
        });
    }

    private static Set<String> traits(Json json) {
        Set<String> traits = new LinkedHashSet<>();
        json.at("traits").elements().forEach(each -> traits.add(each.text()));
        return traits;
    }
}

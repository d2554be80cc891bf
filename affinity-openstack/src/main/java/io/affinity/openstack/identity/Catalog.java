// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.identity;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.json.Json;
import io.affinity.openstack.settings.CloudAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Where services are, as Keystone says with a token. Immutable. */
final class Catalog {

    private record Endpoint(String type, String network, String region, String address) {}

    private final List<Endpoint> endpoints;

    private Catalog(List<Endpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    /** {@return the catalog of the answer to a request for a token} */
    static Catalog of(Json token) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Json service : token.at("catalog").elements()) {
            for (Json endpoint : service.at("endpoints").elements()) {
                endpoints.add(new Endpoint(
                        service.at("type").text(""),
                        endpoint.at("interface").text(""),
                        endpoint.at("region_id").text(endpoint.at("region").text("")),
                        endpoint.at("url").text()));
            }
        }
        return new Catalog(endpoints);
    }

    /**
     * {@return the address of a service, without a slash at its end}
     *
     * @param type such as compute
     * @throws ApiException if there is none, or one in each of several regions
     */
    String address(String type, CloudAccess access) throws ApiException {
        String network = access.network().name().toLowerCase(Locale.ROOT);
        List<Endpoint> found = endpoints.stream()
                .filter(each -> each.type().equals(type) && each.network().equals(network))
                .filter(each -> access.region() == null || each.region().equals(access.region()))
                .toList();
        TreeSet<String> regions = new TreeSet<>();
        found.forEach(each -> regions.add(each.region()));
        if (found.isEmpty()) {
            throw none(type, network, access);
        } else if (regions.size() > 1) {
            throw new ApiException(
                    ApiException.Kind.SETTINGS,
                    "the cloud has a " + type + " service in several regions " + regions
                            + "; the region that is meant must be named");
        }
        return found.get(0).address().replaceAll("/+$", "");
    }

    private ApiException none(String type, String network, CloudAccess access) {
        TreeSet<String> known = new TreeSet<>();
        endpoints.forEach(each -> known.add(each.type() + " (" + each.network() + ", " + each.region() + ")"));
        return new ApiException(
                ApiException.Kind.SETTINGS,
                "the catalog of the cloud has no " + network + " address of a " + type + " service"
                        + (access.region() == null ? "" : " in the region (" + access.region() + ")")
                        + "; it has " + (known.isEmpty() ? "none at all, as the credentials have no scope" : known));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a cloud is, and who asks it. Immutable.
 *
 * @param identity the address of the identity service, http or https, with or without {@code /v3} at its end
 * @param credentials who asks
 * @param region whose services are meant; null where the catalog has one region only
 * @param network which of the addresses of a service is used
 * @param authority file with the certificates (PEM) that those of the services are signed by; null for those of the Java installation
 */
public record CloudAccess(
        URI identity,
        Credentials credentials,
        @Nullable String region,
        Network network,
        @Nullable Path authority) {

    /** The kinds of addresses that a catalog has for a service. */
    public enum Network {
        PUBLIC,
        INTERNAL,
        ADMIN
    }

    public CloudAccess {
        boolean isHttp = "http".equals(identity.getScheme()) || "https".equals(identity.getScheme());
        if (!isHttp || identity.getHost() == null || identity.getUserInfo() != null || identity.getRawQuery() != null) {
            throw new IllegalArgumentException("The address of the identity service (" + identity.getScheme() + "://"
                    + identity.getHost()
                    + "...) must be http or https with a host, such as https://cloud.example.com:5000/v3, and have no user"
                    + " or query.");
        }
    }

    /** {@return a cloud of one region, by its public addresses} */
    public static CloudAccess of(URI identity, Credentials credentials) {
        return new CloudAccess(identity, credentials, null, Network.PUBLIC, null);
    }

    /** {@return the same in one region} */
    public CloudAccess withRegion(String other) {
        return new CloudAccess(identity, credentials, other, network, authority);
    }

    /** {@return the same by other addresses} */
    public CloudAccess withNetwork(Network other) {
        return new CloudAccess(identity, credentials, region, other, authority);
    }

    /** {@return the same with services that are known by these certificates} */
    public CloudAccess withAuthority(Path file) {
        return new CloudAccess(identity, credentials, region, network, file);
    }

    /** {@return the address of version 3 of the identity API, without a slash at its end} */
    public String identityRoot() {
        String text = identity.toString().replaceAll("/+$", "");
        return Objects.requireNonNullElse(identity.getPath(), "")
                        .replaceAll("/+$", "")
                        .endsWith("/v3")
                ? text
                : text.replaceAll("/v2\\.0$", "") + "/v3";
    }
}

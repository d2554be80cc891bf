// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import io.affinity.openstack.settings.CloudAccess.Network;
import io.affinity.openstack.settings.Credentials.ApplicationCredential;
import io.affinity.openstack.settings.Credentials.Named;
import io.affinity.openstack.settings.Credentials.Password;
import io.affinity.openstack.settings.Credentials.Scope;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an access of the texts that describe a cloud, by the rules of openstacksdk. */
final class AccessReader {

    /** What says nothing of where the cloud is, who asks, or what of it is meant. */
    private static final Set<String> HARMLESS = Set.of(
            "api_timeout",
            "app_name",
            "app_version",
            "disable_vendor_agent",
            "external_network",
            "floating_ip_source",
            "force_ipv4",
            "image_api_use_tasks",
            "image_format",
            "internal_network",
            "message",
            "networks",
            "nat_destination",
            "requirements",
            "secgroup_source",
            "status",
            "timing",
            "vendor_hook");

    private static final String KNOWN =
            "auth_type, auth (auth_url, username, user_id, password, project_name, project_id,"
                    + " user_domain_name, user_domain_id, project_domain_name, project_domain_id, default_domain, system_scope,"
                    + " application_credential_id, application_credential_name, application_credential_secret), region_name,"
                    + " interface, cacert and verify";

    private final CloudKeys keys;
    private final @Nullable Path home;

    /** @param home what a tilde stands for; null if nobody knows */
    AccessReader(CloudKeys keys, @Nullable Path home) {
        this.keys = keys;
        this.home = home;
    }

    CloudAccess read(boolean isUnknownRefused) {
        keys.refuse("is not served: all of a cloud must be said where it is named.", "profile", "cloud");
        keys.refuse("is not served: no client certificate is shown.", "cert", "key");
        keys.refuse("is not served, as a whole domain has no servers.", "auth.domain_id", "auth.domain_name");
        keys.refuse(
                "is not served; a password or an application credential is.",
                "auth.token",
                "auth.passcode",
                "auth.trust_id");
        version();
        verified();
        Credentials credentials = credentials();
        CloudAccess access = new CloudAccess(identity(), credentials, region(), network(), authority());
        if (isUnknownRefused) {
            keys.end(AccessReader::isHarmless, KNOWN);
        }
        return access;
    }

    private static boolean isHarmless(String key) {
        return HARMLESS.contains(key) || key.endsWith("_api_version") || key.endsWith("_default_microversion");
    }

    private void version() {
        String version = keys.text("identity_api_version");
        if (version != null && !version.matches("v?3(\\.[0-9]+)?")) {
            throw keys.refusal("identity_api_version", "must be 3; older versions are not served.");
        }
    }

    private void verified() {
        String verify = keys.text("verify");
        String insecure = keys.text("insecure");
        boolean isUnverified = verify != null && !isTrue(verify);
        if (isUnverified || (insecure != null && isTrue(insecure))) {
            throw keys.refusal(
                    isUnverified ? "verify" : "insecure",
                    "is not served: whoever answers must be known; name the certificates of its authority by "
                            + keys.written("cacert") + ".");
        }
    }

    private static boolean isTrue(String text) {
        return Set.of("true", "yes", "on", "1").contains(text.toLowerCase(Locale.ROOT));
    }

    private URI identity() {
        String address = keys.required("auth.auth_url");
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw keys.refusal("auth.auth_url", "must be an address such as https://cloud.example.com:5000/v3.");
        }
    }

    private @Nullable String region() {
        String region = keys.text("region_name");
        if (region != null && region.contains("\n")) {
            throw keys.refusal("region_name", "must name one region, as several are listed.");
        }
        return region;
    }

    private Network network() {
        String network = keys.text("interface", "endpoint_type");
        if (network == null) {
            return Network.PUBLIC;
        }
        return switch (network.replaceFirst("URL$", "").toLowerCase(Locale.ROOT)) {
            case "public" -> Network.PUBLIC;
            case "internal" -> Network.INTERNAL;
            case "admin" -> Network.ADMIN;
            default -> throw keys.refusal("interface", "must be public, internal or admin.");
        };
    }

    private @Nullable Path authority() {
        String file = keys.text("cacert");
        if (file == null || !file.startsWith("~/")) {
            return file == null ? null : Path.of(file);
        }
        if (home == null) {
            throw keys.refusal("cacert", "must be a path without a tilde here.");
        }
        return home.resolve(file.substring(2));
    }

    private Credentials credentials() {
        String type = keys.text("auth_type");
        boolean hasCredential = keys.text("auth.application_credential_id", "auth.application_credential_name") != null;
        return switch (type == null ? hasCredential ? "v3applicationcredential" : "password" : type) {
            case "password", "v3password" -> password();
            case "v3applicationcredential" -> applicationCredential();
            default -> throw keys.refusal("auth_type", "must be password, v3password or v3applicationcredential.");
        };
    }

    private Password password() {
        keys.refuse(
                "is not served together with a password.",
                "auth.application_credential_id",
                "auth.application_credential_name",
                "auth.application_credential_secret");
        Named user = named("user", "auth.user_id", "auth.username", "auth.user_name");
        return new Password(user, secret("auth.password"), scope());
    }

    private Secret secret(String key) {
        return Secret.of(keys.required(key));
    }

    private Scope scope() {
        String system = keys.text("auth.system_scope");
        ignore("auth.project_domain_id", "auth.project_domain_name");
        boolean hasProject = keys.text("auth.project_id", "auth.tenant_id") != null
                || keys.text("auth.project_name", "auth.tenant_name") != null;
        if (system == null) {
            if (!hasProject) {
                throw keys.refusal("auth.project_name", "is missing; or else system_scope.");
            }
            return new Scope.Project(named("project", "auth.project_id", "auth.project_name", "auth.tenant_name"));
        }
        if (!system.equals("all") || hasProject) {
            throw keys.refusal("auth.system_scope", "must be all, and stand without a project.");
        }
        return new Scope.WholeCloud();
    }

    private ApplicationCredential applicationCredential() {
        keys.refuse(
                "is part of an application credential already.",
                "auth.project_id",
                "auth.project_name",
                "auth.tenant_id");
        keys.refuse("is not served together with an application credential.", "auth.password", "auth.system_scope");
        String id = keys.text("auth.application_credential_id");
        String name = keys.text("auth.application_credential_name");
        if (id == null && name == null) {
            throw keys.refusal("auth.application_credential_id", "is missing.");
        }
        Named user = id == null ? named("user", "auth.user_id", "auth.username") : null;
        ignore("auth.user_id", "auth.username", "auth.user_domain_id", "auth.user_domain_name");
        return new ApplicationCredential(id, name, user, secret("auth.application_credential_secret"));
    }

    /** Keys that say nothing where others are said. */
    private void ignore(String... names) {
        for (String name : names) {
            keys.text(name);
        }
    }

    /** Something that is known by its id, or by its name within a domain; the default domain is known by its id. */
    private Named named(String kind, String idKey, String... nameKeys) {
        String id = keys.text(idKey, idKey.replace("project_id", "tenant_id"));
        String name = keys.text(nameKeys);
        String domainId = keys.text("auth." + kind + "_domain_id");
        String domainName = keys.text("auth." + kind + "_domain_name");
        String defaultId = keys.text("auth.default_domain_id", "auth.default_domain", "default_domain");
        String defaultName = keys.text("auth.default_domain_name");
        if (id == null && name == null) {
            throw keys.refusal(nameKeys[0], "is missing.");
        } else if (id != null) {
            return Named.ofId(id);
        } else if (domainId != null || domainName != null) {
            return new Named(null, name, domainId, domainId == null ? domainName : null);
        } else if (defaultId != null || defaultName != null) {
            return new Named(null, name, defaultId, defaultId == null ? defaultName : null);
        }
        throw keys.refusal("auth." + kind + "_domain_name", "is missing, as a name is not unique without it.");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads where clouds are and who asks them: from {@code clouds.yaml} and the variables {@code OS_...}, as openstacksdk has them.
 *
 * <p>Understood are passwords ({@code auth_type} password or v3password, the default) and application credentials
 * (v3applicationcredential); users and projects by id, or by name and domain; {@code system_scope: all}; {@code region_name},
 * {@code interface} (or {@code endpoint_type}), {@code cacert}. Whatever else could change which cloud is meant or who asks is refused:
 * profiles of vendors, {@code verify: false}, client certificates, version 2 of the identity API, other kinds of authentication, unknown keys.
 * Known to change nothing, and left out of account: {@code ..._api_version} and {@code ..._default_microversion} of other services,
 * {@code networks}, {@code force_ipv4}, {@code api_timeout}, {@code image_format}, {@code floating_ip_source} and the like.
 *
 * <p>All methods throw {@link IllegalArgumentException} with a sentence that names the place, the key and what would be legal, and never the
 * value of a key.
 */
public final class Clouds {

    private static final List<String> NAMES = List.of("clouds.yaml", "clouds.yml");
    private static final List<String> SECURE_NAMES = List.of("secure.yaml", "secure.yml");

    /** Variables of which the keys belong to the cloud as a whole, and not to who asks. */
    private static final Set<String> OF_CLOUD = Set.of(
            "auth_type",
            "cacert",
            "cert",
            "endpoint_type",
            "identity_api_version",
            "insecure",
            "interface",
            "key",
            "profile",
            "region_name",
            "verify");

    private static final Path SITE = Path.of("/etc/openstack");

    private Clouds() {}

    /** {@return a cloud of a file; {@code secure.yaml} in its folder adds what is not said there, such as the password} */
    public static CloudAccess file(Path file, String cloud) {
        return of(CloudFile.read(file), secure(List.of(folder(file))), cloud, null);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
    }

    /**
     * {@return the cloud that the variables {@code OS_...} describe}
     *
     * @param environment variables by name; others than {@code OS_...} may be among them
     */
    public static CloudAccess environment(Map<String, String> environment) {
        Map<String, String> texts = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("OS_")) {
                String key = name.substring("OS_".length()).toLowerCase(Locale.ROOT);
                texts.put(OF_CLOUD.contains(key) ? key : "auth." + key, value);
            }
        });
        CloudKeys keys = new CloudKeys(
                "The environment",
                texts,
                key -> "OS_" + key.replaceFirst("^auth\\.", "").toUpperCase(Locale.ROOT));
        return new AccessReader(keys, null).read(false);
    }

    /**
     * {@return the cloud that the command line of OpenStack would take: the one of this name, or else of {@code OS_CLOUD}, or else that of the
     * variables {@code OS_...} if there is an {@code OS_AUTH_URL}, or else the only one of the file}
     *
     * <p>The file is that of {@code OS_CLIENT_CONFIG_FILE}, or else the first {@code clouds.yaml} of the working folder, the folder {@code openstack}
     * in {@code XDG_CONFIG_HOME}, {@code ~/.config/openstack} and {@code /etc/openstack}; {@code secure.yaml} is looked for in the same places, and by
     * {@code OS_CLIENT_SECURE_FILE}.
     *
     * @param cloud null if none is named
     * @param environment variables by name
     * @param home of the user
     * @param working folder
     */
    public static CloudAccess find(@Nullable String cloud, Map<String, String> environment, Path home, Path working) {
        String named = cloud == null ? said(environment, "OS_CLOUD") : cloud;
        if (named == null && said(environment, "OS_AUTH_URL") != null) {
            return environment(environment);
        }
        List<Path> places = places(environment, home, working);
        Path file = chosen(environment, "OS_CLIENT_CONFIG_FILE", places, NAMES);
        if (file == null) {
            throw new IllegalArgumentException("No cloud is described: there is no clouds.yaml in " + places
                    + (named == null ? ", and no OS_AUTH_URL." : " that could have the cloud (" + named + ")."));
        }
        CloudFile clouds = CloudFile.read(file);
        String meant = named == null ? clouds.onlyCloud() : named;
        if (meant == null) {
            throw new IllegalArgumentException("It must be said, as by OS_CLOUD, which cloud of the file (" + file
                    + ") is meant; it has " + clouds.names() + ".");
        }
        Path secret = chosen(environment, "OS_CLIENT_SECURE_FILE", places, SECURE_NAMES);
        return of(clouds, secret == null ? null : CloudFile.read(secret), meant, home);
    }

    private static List<Path> places(Map<String, String> environment, Path home, Path working) {
        List<Path> places = new ArrayList<>(List.of(working));
        String config = said(environment, "XDG_CONFIG_HOME");
        if (config != null) {
            places.add(Path.of(config).resolve("openstack"));
        }
        places.add(home.resolve(".config").resolve("openstack"));
        places.add(SITE);
        return places;
    }

    private static @Nullable String said(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static @Nullable Path chosen(
            Map<String, String> environment, String variable, List<Path> places, List<String> names) {
        String said = said(environment, variable);
        return said == null ? first(places, names) : Path.of(said);
    }

    private static @Nullable Path first(List<Path> places, List<String> names) {
        for (Path place : places) {
            for (String name : names) {
                if (Files.isRegularFile(place.resolve(name))) {
                    return place.resolve(name);
                }
            }
        }
        return null;
    }

    private static @Nullable CloudFile secure(List<Path> places) {
        Path file = first(places, SECURE_NAMES);
        return file == null ? null : CloudFile.read(file);
    }

    private static CloudAccess of(CloudFile clouds, @Nullable CloudFile secure, String cloud, @Nullable Path home) {
        Map<String, String> texts = clouds.texts(cloud);
        if (secure != null && secure.has(cloud)) {
            texts.putAll(secure.texts(cloud));
        }
        return new AccessReader(new CloudKeys(clouds.place(cloud), texts, key -> key), home).read(true);
    }
}

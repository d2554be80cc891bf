// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be the URI of a host. The client library of libvirt takes a scheme that it does not know for one that a daemon behind TLS may
 * know, and then complains of certificates; so it is refused here. What has no scheme may be an alias of its configuration.
 */
final class ConnectionUri {

    /** As libvirt.org/drivers.html has them. */
    private static final List<String> DRIVERS = List.of(
            "qemu",
            "test",
            "xen",
            "lxc",
            "ch",
            "bhyve",
            "esx",
            "vpx",
            "gsx",
            "hyperv",
            "vbox",
            "vz",
            "parallels",
            "openvz",
            "vmwareplayer",
            "vmwarews",
            "vmwarefusion");

    /** As libvirt.org/remote.html has them. */
    private static final List<String> TRANSPORTS = List.of("tls", "unix", "ssh", "tcp", "libssh", "libssh2", "ext");

    private static final Pattern SCHEME = Pattern.compile("([^:/+]*)(?:\\+([^:/]*))?:.*", Pattern.DOTALL);

    private ConnectionUri() {}

    /** {@return the URI of this key, about which the section complains if it can be none} */
    static String read(Section section, String key) {
        String uri = section.text(key);
        String problem = problem(uri);
        if (problem != null) {
            section.refuse(key, "the URI (" + Quoted.shortened(uri) + ") " + problem);
        }
        return uri;
    }

    private static @Nullable String problem(String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.matches()) {
            return null;
        }
        String driver = scheme.group(1).toLowerCase(Locale.ROOT);
        String transport = scheme.group(2);
        if (!DRIVERS.contains(driver)) {
            return "must begin with a driver of libvirt, such as qemu:///system or qemu+ssh://root@host/system"
                    + Suggestion.end(DRIVERS, driver);
        } else if (transport != null && !TRANSPORTS.contains(transport.toLowerCase(Locale.ROOT))) {
            return "must name a transport of libvirt behind the plus sign, one of " + String.join(", ", TRANSPORTS)
                    + Suggestion.end(TRANSPORTS, transport);
        }
        return null;
    }
}

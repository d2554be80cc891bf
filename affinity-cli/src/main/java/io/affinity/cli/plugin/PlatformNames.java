// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which plug-ins observe, migrate and keep, by name; null for what the program has itself: libvirt, and files.
 *
 * @param rules all of which hold, with {@link #LIBVIRT} or {@link #OPENSTACK} for its own; null for those alone
 */
public record PlatformNames(
        @Nullable String inventory,
        @Nullable String demand,
        @Nullable List<String> rules,
        @Nullable String migrator,
        @Nullable String journal,
        @Nullable String snapshots) {

    /** The rules that labels of domains state and that follow from what domains are. */
    public static final String LIBVIRT = "libvirt";

    /** The rules that follow from server groups, flavors, zones and metadata of a cloud. */
    public static final String OPENSTACK = "openstack";

    /** What the program has itself. */
    public static final PlatformNames OWN = new PlatformNames(null, null, null, null, null, null);

    public PlatformNames {
        rules = rules == null ? null : List.copyOf(rules);
        if (rules != null && Set.copyOf(rules).size() != rules.size()) {
            throw new IllegalArgumentException("The rule sources " + rules + " must not repeat.");
        }
    }

    /** {@return whether the rules hold that libvirt or a cloud knows} */
    public boolean hasOwnRules() {
        return rules == null || rules.contains(LIBVIRT) || rules.contains(OPENSTACK);
    }

    /** {@return whether the rules of this name are asked for} */
    public boolean names(String own) {
        return rules != null && rules.contains(own);
    }

    /** {@return the rule sources that are plug-ins} */
    List<String> rulePlugins() {
        return rules == null
                ? List.of()
                : rules.stream()
                        .filter(name -> !name.equals(LIBVIRT) && !name.equals(OPENSTACK))
                        .toList();
    }
}

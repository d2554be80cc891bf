// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule as the label of a VM states it. VMs that state a rule of the same kind and name are its members together.
 *
 * @param name empty where the rule concerns this VM alone and was given none
 * @param level of fault domains; ignored by kinds that know none
 * @param number that the kind needs, such as the maximum distance; zero if it needs none
 * @param values hosts or features, as the kind needs; empty if it needs none
 */
public record PolicyLabel(
        Kind kind, String name, Strength strength, Scope scope, TopologyLevel level, int number, Set<String> values) {

    public PolicyLabel {
        values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** The kinds of rules that can be stated. What each means, {@link io.affinity.spi.model.LocationPolicy} defines. */
    public enum Kind {
        AFFINITY(null, null),
        ANTI_AFFINITY(null, null),
        PROXIMITY("max-distance", null),
        SPREAD("min-domains", null),
        MAX_PER_DOMAIN("max-vms", null),
        ALLOWED_HOSTS(null, "hosts"),
        FORBIDDEN_HOSTS(null, "hosts"),
        PINNED(null, null),
        EXCLUSIVE_TENANCY(null, null),
        HARDWARE(null, "features");

        private final @Nullable String numberAttribute;
        private final @Nullable String valuesAttribute;

        Kind(@Nullable String numberAttribute, @Nullable String valuesAttribute) {
            this.numberAttribute = numberAttribute;
            this.valuesAttribute = valuesAttribute;
        }

        /** {@return the name of the element that states it, such as {@code anti-affinity}} */
        public String element() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** {@return the attribute that holds its number, or null if it has none} */
        public @Nullable String numberAttribute() {
            return numberAttribute;
        }

        /** {@return the attribute that holds its values, separated by spaces, or null if it has none} */
        public @Nullable String valuesAttribute() {
            return valuesAttribute;
        }

        /** {@return whether several VMs state it together, so that it must have a name} */
        public boolean isShared() {
            return compareTo(MAX_PER_DOMAIN) <= 0;
        }
    }
}

package io.affinity.cli.config;

import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of one VM; null where that is left to the VM's own metadata.
 *
 * @param tenant who owns it
 * @param priority how much its demand matters
 */
public record VmSection(@Nullable Tenant tenant, @Nullable Priority priority) {

    static VmSection read(Section section) {
        return section.build(s -> new VmSection(
                s.has("tenant") ? new Tenant(s.text("tenant")) : null, s.has("priority") ? priority(s) : null));
    }

    private static Priority priority(Section section) {
        String name = section.text("priority");
        return switch (name) {
            case "low" -> Priority.LOW;
            case "normal" -> Priority.NORMAL;
            case "high" -> Priority.HIGH;
            case "critical" -> Priority.CRITICAL;
            default ->
                throw new ConfigException(
                        section.at("priority") + ": must be low, normal, high or critical, not \"" + name + "\".");
        };
    }
}

package io.affinity.cli.config;

import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Tenant;
import java.util.List;

/** What the file says of one VM. */
final class LabelSection {

    private static final List<Priority> PRIORITIES =
            List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.CRITICAL);

    private LabelSection() {}

    static VmLabels read(Section section) {
        return section.build(s -> new VmLabels(
                s.has("tenant") ? new Tenant(s.text("tenant")) : null,
                s.has("priority") ? priority(s) : null,
                List.of(),
                List.of(),
                List.of()));
    }

    private static Priority priority(Section section) {
        String name = section.text("priority");
        return PRIORITIES.stream()
                .filter(priority -> priority.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        section.at("priority") + ": must be low, normal, high or critical, not \"" + name + "\"."));
    }
}

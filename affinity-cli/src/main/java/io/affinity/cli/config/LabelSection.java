package io.affinity.cli.config;

import io.affinity.libvirt.inventory.BudgetLabel;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Tenant;
import java.time.Duration;
import java.util.List;

/** What the file says of one VM. */
final class LabelSection {

    private static final List<Priority> PRIORITIES =
            List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.CRITICAL);

    private LabelSection() {}

    static VmLabels read(Section section) {
        return section.build(s -> new VmLabels(
                s.has("tenant") ? new Tenant(s.text("tenant")) : null,
                s.has("priority") || s.has("weight") ? priority(s) : null,
                List.of(),
                s.sections("budgets").stream().map(LabelSection::budget).toList(),
                List.of()));
    }

    private static BudgetLabel budget(Section section) {
        return section.build(s -> {
            s.text("migrations");
            s.text("window");
            return new BudgetLabel(s.whole("migrations", 0), s.duration("window", Duration.ZERO));
        });
    }

    private static Priority priority(Section section) {
        if (section.has("weight")) {
            String weight = section.text("weight");
            return new Priority(section.text("priority", "weight " + weight), section.number("weight", 1));
        }
        String name = section.text("priority");
        return PRIORITIES.stream()
                .filter(priority -> priority.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(section.at("priority")
                        + ": must be low, normal, high or critical, or have a weight, not \"" + name + "\"."));
    }
}

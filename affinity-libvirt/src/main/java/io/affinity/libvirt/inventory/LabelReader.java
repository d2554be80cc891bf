// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the element {@code vm} of the namespace {@link #NAMESPACE} in the metadata of a domain. Nothing in it is ignored: what
 * cannot be understood is listed as a problem.
 */
final class LabelReader {

    /** What the elements of this project in the metadata of domains belong to. */
    static final String NAMESPACE = "https://affinity.io/ns/domain/1";

    private final List<PolicyLabel> policies = new ArrayList<>();
    private final List<BudgetLabel> budgets = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private LabelReader() {}

    static VmLabels read(Xml domain) {
        Xml metadata = domain.first("metadata");
        List<Xml> found = metadata == null ? List.of() : metadata.inNamespace(NAMESPACE);
        VmLabels labels = VmLabels.NONE;
        for (Xml element : found) {
            labels = labels.and(new LabelReader().labels(element));
        }
        return labels;
    }

    private VmLabels labels(Xml vm) {
        if (!vm.name().equals("vm")) {
            problems.add("The element (" + vm.name() + ") is not known here; it must be vm.");
            return new VmLabels(null, null, policies, budgets, problems);
        }
        knownAttributes(vm, Set.of("tenant", "priority", "weight"));
        for (Xml child : vm.children()) {
            try {
                child(child);
            } catch (IllegalArgumentException e) {
                problems.add("The element (" + child.name() + "): " + e.getMessage());
            }
        }
        return new VmLabels(tenant(vm), priority(vm), policies, budgets, problems);
    }

    private @Nullable Tenant tenant(Xml vm) {
        return vm.attribute("tenant").isBlank() ? null : new Tenant(vm.attribute("tenant"));
    }

    private @Nullable Priority priority(Xml vm) {
        String name = vm.attribute("priority");
        String weight = vm.attribute("weight");
        if (name.isEmpty() && weight.isEmpty()) {
            return null;
        }
        try {
            if (weight.isEmpty()) {
                Priority known = Priority.BY_NAME.get(name);
                if (known == null) {
                    problems.add(
                            "The priority (" + name + ") must be low, normal, high or critical, or have a weight.");
                }
                return known;
            }
            return new Priority(name.isEmpty() ? "weight " + weight : name, Double.parseDouble(weight));
        } catch (IllegalArgumentException e) {
            problems.add("The weight (" + weight + ") of the priority must be a number greater than zero.");
            return null;
        }
    }

    private void child(Xml element) {
        if (element.name().equals("budget")) {
            knownAttributes(element, Set.of("migrations", "window"));
            budgets.add(new BudgetLabel(whole(element, "migrations", 0), window(element.attribute("window"))));
            return;
        }
        for (PolicyLabel.Kind kind : PolicyLabel.Kind.values()) {
            if (kind.element().equals(element.name())) {
                policies.add(policy(kind, element));
                return;
            }
        }
        throw new IllegalArgumentException("it is not known.");
    }

    private PolicyLabel policy(PolicyLabel.Kind kind, Xml element) {
        Set<String> known = new LinkedHashSet<>(List.of("name", "strength", "weight", "scope", "level"));
        int number = 0;
        Set<String> values = Set.of();
        String numberAttribute = kind.numberAttribute();
        if (numberAttribute != null) {
            known.add(numberAttribute);
            number = whole(element, numberAttribute, kind == PolicyLabel.Kind.PROXIMITY ? 0 : 1);
        }
        String valuesAttribute = kind.valuesAttribute();
        if (valuesAttribute != null) {
            known.add(valuesAttribute);
            values = words(element, valuesAttribute);
        }
        knownAttributes(element, known);
        String name = element.attribute("name").strip();
        if (kind.isShared() && name.isEmpty()) {
            throw new IllegalArgumentException("the attribute name must say which VMs belong together.");
        }
        return new PolicyLabel(kind, name, strength(element), scope(element), level(element), number, values);
    }

    private static Strength strength(Xml element) {
        String weight = element.attribute("weight");
        return switch (element.attribute("strength")) {
            case "", "hard" -> {
                if (!weight.isEmpty()) {
                    throw new IllegalArgumentException("a weight (" + weight + ") needs strength=\"soft\".");
                }
                yield Strength.hard();
            }
            case "soft" -> Strength.soft(weight.isEmpty() ? 1 : Double.parseDouble(weight));
            default ->
                throw new IllegalArgumentException(
                        "the strength (" + element.attribute("strength") + ") must be hard or soft.");
        };
    }

    private static Scope scope(Xml element) {
        return switch (element.attribute("scope")) {
            case "", "continuous" -> Scope.CONTINUOUS;
            case "final" -> Scope.FINAL;
            default ->
                throw new IllegalArgumentException(
                        "the scope (" + element.attribute("scope") + ") must be continuous or final.");
        };
    }

    private static TopologyLevel level(Xml element) {
        String level = element.attribute("level");
        if (level.isEmpty()) {
            return TopologyLevel.HOST;
        }
        TopologyLevel named = new TopologyLevel(level);
        if (!Topology.HOST_RACK_ZONE.levels().contains(named)) {
            throw new IllegalArgumentException("the level (" + level + ") must be host, rack or zone.");
        }
        return named;
    }

    private static int whole(Xml element, String attribute, int minimum) {
        long number = element.number(attribute, -1);
        if (number < minimum || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the attribute " + attribute + " (" + element.attribute(attribute)
                    + ") must be a whole number, at least " + minimum + ".");
        }
        return (int) number;
    }

    private static Set<String> words(Xml element, String attribute) {
        Set<String> words =
                new LinkedHashSet<>(List.of(element.attribute(attribute).strip().split("\\s+")));
        words.remove("");
        if (words.isEmpty()) {
            throw new IllegalArgumentException("the attribute " + attribute + " must name at least one.");
        }
        return words;
    }

    private static Duration window(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("the window (" + text + ") must be a duration such as PT1H.", e);
        }
    }

    private void knownAttributes(Xml element, Set<String> known) {
        for (String name : element.attributeNames()) {
            if (!known.contains(name)) {
                problems.add("The attribute (" + name + ") of " + element.name() + " is not known.");
            }
        }
    }
}

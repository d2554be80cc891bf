// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.core.term.BalanceTerm;
import io.affinity.core.term.DependencyTerm;
import io.affinity.core.term.DistanceTerm;
import io.affinity.core.term.FragmentTerm;
import io.affinity.core.term.GroupMoveTerm;
import io.affinity.core.term.LoadKind;
import io.affinity.core.term.LoadTerm;
import io.affinity.core.term.MigrationCostTerm;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One term of the file. */
final class TermSection {

    private static final double MOST_SHARE = 10;
    private static final double MOST_RATIO = 1e9;
    private static final Range<Double> SIZE = Range.above(0.0, 1e18);

    private static final Map<String, Function<TermSection, StatedTerm.Form>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("load-above", TermSection::loadAbove);
        KINDS.put("unbalanced-rest", TermSection::unbalancedRest);
        KINDS.put("fragments", TermSection::fragments);
        KINDS.put("dependency", TermSection::dependency);
        KINDS.put("largest-group-move", TermSection::largestGroupMove);
        KINDS.put("migration-cost", TermSection::migrationCost);
        KINDS.put("distance", TermSection::distance);
    }

    private final Section section;
    private final String name;
    private final List<Mention> vms = new ArrayList<>();
    private final List<Mention> resources = new ArrayList<>();
    private final List<Mention> domains = new ArrayList<>();
    private @Nullable Mention level;

    private TermSection(Section section) {
        this.section = section;
        name = section.text("name");
    }

    static StatedTerm read(Section section) {
        TermSection reader = new TermSection(section);
        Function<TermSection, StatedTerm.Form> make = section.kind(KINDS);
        StatedTerm.Form form = make.apply(reader);
        section.end();
        StatedTerm stated = new StatedTerm(
                section.mention("name"), form, reader.vms, reader.resources, reader.level, reader.domains);
        // It says what is legal.
        stated.asSaid();
        return stated;
    }

    private StatedTerm.Form loadAbove() {
        Strength strength = strength();
        Resource resource = resource("resource");
        section.text("share");
        double share = section.number("share", 1, Range.of(0.0, MOST_SHARE));
        LoadKind kind = section.choice("load", LoadKind.DEMAND);
        return meaning -> new LoadTerm(name, strength, resource, share, kind);
    }

    private StatedTerm.Form unbalancedRest() {
        Strength strength = weight();
        Resource first = resource("resource");
        Resource second = resource("beside");
        section.text("ratio");
        double ratio = section.number("ratio", 1, Range.above(0.0, MOST_RATIO));
        LoadKind kind = section.choice("load", LoadKind.PROMISED);
        return meaning -> new BalanceTerm(name, strength, first, second, ratio, kind);
    }

    private StatedTerm.Form fragments() {
        Strength strength = weight();
        Resource resource = resource("resource");
        Map<Resource, Double> size = size(section.section("size"));
        LoadKind kind = section.choice("load", LoadKind.PROMISED);
        if (!section.has("size")) {
            section.text("size");
        }
        return meaning -> new FragmentTerm(name, strength, size, resource, kind);
    }

    private Map<Resource, Double> size(Section said) {
        Map<Resource, Double> size = new LinkedHashMap<>();
        for (Mention each : said.names()) {
            Resource resource = HostSection.RESOURCES.get(each.name());
            if (resource == null) {
                said.refuse(each.name(), mustBeAResource(each.name()));
            } else {
                resources.add(each);
                size.put(
                        resource,
                        HostSection.isInBytes(resource)
                                ? said.bytes(each.name(), 1, SIZE)
                                : said.number(each.name(), 1, SIZE));
            }
        }
        return size;
    }

    private StatedTerm.Form dependency() {
        Strength strength = strength();
        Set<VmId> dependent = vms("vms");
        Set<VmId> needs = vms("needs");
        for (Mention each : section.distinct("needs")) {
            if (dependent.contains(new VmId(each.name()))) {
                section.refuse("needs", "must not name " + Quoted.of(each.name()) + ", which vms names as well.");
            }
        }
        TopologyLevel within = level();
        return meaning -> new DependencyTerm(name, strength, meant(dependent, meaning), meant(needs, meaning), within);
    }

    private StatedTerm.Form largestGroupMove() {
        Strength strength = weight();
        List<Set<VmId>> groups = new ArrayList<>();
        Section said = section.section("groups");
        Map<String, String> groupByVm = new HashMap<>();
        for (Mention group : said.names()) {
            Set<VmId> members = new LinkedHashSet<>();
            for (Mention vm : said.required(group.name())) {
                String first = groupByVm.putIfAbsent(vm.name(), group.name());
                if (first != null) {
                    said.refuse(
                            group.name(),
                            "must not name " + Quoted.of(vm.name()) + ", which is in " + Quoted.of(first) + ".");
                }
                vms.add(vm);
                members.add(new VmId(vm.name()));
            }
            groups.add(members);
        }
        return meaning -> new GroupMoveTerm(
                name,
                strength,
                groups.stream().map(group -> meant(group, meaning)).toList());
    }

    private StatedTerm.Form migrationCost() {
        Strength strength = weight();
        Set<VmId> members = vms("vms");
        return meaning -> new MigrationCostTerm(name, strength, meant(members, meaning));
    }

    private StatedTerm.Form distance() {
        Strength strength = weight();
        section.text("level");
        TopologyLevel of = level();
        List<DistanceTerm.Between> distances = section.each("distances", this::between);
        return meaning -> new DistanceTerm(name, strength, of, distances);
    }

    private DistanceTerm.Between between(Section said) {
        List<Mention> two = said.required("between");
        said.text("distance");
        double distance = said.number("distance", 1, Range.of(0.0, DistanceTerm.Between.MOST));
        said.end();
        if (two.size() != 2) {
            throw new IllegalArgumentException("between must name two fault domains.");
        }
        domains.addAll(two);
        return new DistanceTerm.Between(two.get(0).name(), two.get(1).name(), distance);
    }

    private Strength strength() {
        return section.has("weight") ? weight() : Strength.hard();
    }

    private Strength weight() {
        section.text("weight");
        return Strength.soft(section.number("weight", 1, Range.above(0.0, 1e6)));
    }

    private Resource resource(String key) {
        if (!section.has(key)) {
            section.text(key);
            return Resource.CPU;
        }
        Mention said = section.mention(key);
        Resource resource = HostSection.RESOURCES.get(said.name());
        if (resource == null) {
            section.refuse(key, mustBeAResource(said.name()));
            return Resource.CPU;
        }
        resources.add(said);
        return resource;
    }

    private static String mustBeAResource(String said) {
        return Choice.unknown(said, HostSection.RESOURCES.keySet());
    }

    private Set<VmId> vms(String key) {
        List<Mention> named = section.required(key);
        vms.addAll(named);
        return named.stream().map(vm -> new VmId(vm.name())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<VmId> meant(Set<VmId> said, UnaryOperator<VmId> meaning) {
        return said.stream().map(meaning).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private TopologyLevel level() {
        level = section.has("level") ? section.mention("level") : null;
        return section.choice("level", TopologyLevel.HOST, PolicySection.LEVELS);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.config.ClusterFile.BalancerKind;
import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.plugin.PlatformNames;
import io.affinity.cli.yaml.YamlNode;
import io.affinity.cli.yaml.YamlNode.Mapping;
import io.affinity.cli.yaml.YamlNode.Scalar;
import io.affinity.core.Mode;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one document to its end, whatever is wrong with it, and refuses it if anything is. */
final class ClusterFileReader {

    /** Four megabytes of numbers for each VM and resource. */
    private static final long MOST_DRAWS = 1 << 20;

    private final Findings findings;
    private final Section top;
    private final boolean isMapping;
    private final Path folder;
    private final Purpose purpose;

    /** What the file is read for. */
    enum Purpose {
        /** To look after hosts, of which there must be some. */
        HOSTS,
        /** For what is known of the past, which metrics stores and state folders tell without them. */
        PAST
    }

    ClusterFileReader(String file, @Nullable YamlNode document, Path folder, Purpose purpose) {
        this.purpose = purpose;
        this.findings = new Findings(file);
        this.top = Section.of(findings, "", document == null ? 0 : 1, document);
        this.isMapping = document == null || document.isNothing() || document instanceof Mapping;
        this.folder = folder;
    }

    /** @throws ConfigException with all that is wrong */
    ClusterFile read() {
        ClusterFile file = file();
        int before = findings.count();
        top.end();
        // Hosts that are not found where the keys are not right may be there.
        boolean isFound = isMapping && findings.count() == before;
        checkHosts(isFound && file.hosts().isEmpty() && file.places().hosts().isEmpty(), file);
        checkSources(file);
        checkPace(file);
        checkLinks(file);
        new FileChecks(findings, file.hosts(), file.places()).check(file.hasOwnHosts());
        new TermChecks(findings, file).check();
        findings.refuse();
        return file;
    }

    private ClusterFile file() {
        List<HostSection> hosts = top.each("hosts", HostSection::read);
        MigrationSection migration = top.one("migration", MigrationSection::read);
        Map<Mention, VmSection> vms = top.byName("vms", VmSection::read);
        PluginSection plugins = top.one("plug-ins", PluginSection::read);
        List<StatedPolicy> policies = top.each("policies", PolicySection::read);
        List<StatedTerm> terms = top.each("terms", TermSection::read);
        List<String> sharedPaths = sharedPaths();
        List<EventSection> events = top.each("events", EventSection::read);
        List<ActivitySection> activity = top.each("activity", ActivitySection::read);
        ActivitySection.checkNames(activity, findings);
        CloudSection cloud = top.has("cluster") ? top.one("cluster", CloudSection::read) : null;
        if (cloud != null) {
            CloudSection.checkAlone(top);
        }
        return new ClusterFile(
                hosts,
                cloud,
                top.one("connection", ConnectionSection::read),
                top.one("telemetry", TelemetrySection::read),
                byId(vms),
                top.choice("mode", Mode.RECOMMEND),
                top.choice("balancer", BalancerKind.PREDICTIVE),
                top.one("loop", LoopSection::read),
                top.one("prediction", PredictionSection::read),
                plugins.deciding(),
                plugins.platform(),
                top.each("sources", SourceSection::read),
                terms,
                migration.limits(),
                migration.migrator().toBuilder()
                        .sharedPaths(sharedPaths)
                        .addresses(migrationAddresses(hosts))
                        .build(),
                sharedPaths,
                events,
                activity,
                top.one("listen", ListenSection::read),
                folder(),
                places(policies, terms, vms, migration, events, activity));
    }

    private FilePlaces places(
            List<StatedPolicy> policies,
            List<StatedTerm> terms,
            Map<Mention, VmSection> vms,
            MigrationSection migration,
            List<EventSection> events,
            List<ActivitySection> activity) {
        List<Mention> named = new ArrayList<>(vms.keySet());
        policies.forEach(policy -> named.addAll(policy.vms()));
        terms.forEach(term -> named.addAll(term.vms()));
        named.addAll(migration.vms());
        events.forEach(each -> named.addAll(each.vms()));
        activity.forEach(each -> named.addAll(each.scope().vms()));
        return new FilePlaces(ofHosts("name"), ofHosts("uri"), policies, named);
    }

    /** Said of hosts, whatever else is wrong with them. */
    private List<Mention> ofHosts(String key) {
        List<Mention> said = new ArrayList<>();
        int i = 0;
        for (YamlNode host : top.elements("hosts")) {
            String place = "hosts[" + i++ + "]." + key;
            if (host instanceof Mapping mapping && mapping.value(key) instanceof Scalar value && !value.isNull()) {
                said.add(new Mention(value.text(), findings.place(value.line()), place));
            }
        }
        return said;
    }

    private static Map<VmId, VmSection> byId(Map<Mention, VmSection> vms) {
        Map<VmId, VmSection> byId = new LinkedHashMap<>();
        vms.forEach((name, section) -> byId.put(new VmId(name.name()), section));
        return byId;
    }

    private static Map<HostId, String> migrationAddresses(List<HostSection> hosts) {
        Map<HostId, String> addresses = new LinkedHashMap<>();
        for (HostSection host : hosts) {
            String address = host.migrationAddress();
            if (address != null) {
                addresses.put(host.id(), address);
            }
        }
        return addresses;
    }

    private List<String> sharedPaths() {
        List<String> paths = new ArrayList<>();
        for (Mention path : top.distinct("shared-paths")) {
            if (path.name().startsWith("/")) {
                paths.add(path.name());
            } else {
                findings.add(path, "must begin with a slash, not " + Quoted.of(path.name()) + ".");
            }
        }
        return paths;
    }

    private Path folder() {
        try {
            return top.has("state") ? Path.of(top.text("state")) : folder;
        } catch (InvalidPathException e) {
            top.refuse("state", "must be a folder, not " + Quoted.of(e.getInput()) + ".");
            return folder;
        }
    }

    private void checkHosts(boolean isEmpty, ClusterFile file) {
        PlatformNames platform = file.platform();
        boolean isMeasured =
                platform.demand() != null || file.sources().stream().anyMatch(SourceSection::isDemand);
        boolean isReplaced = file.cloud() != null || (platform.inventory() != null && isMeasured);
        boolean isPastTold = purpose == Purpose.PAST && (!file.sources().isEmpty() || platform.inventory() != null);
        if (isEmpty && top.elements("hosts").isEmpty() && !isReplaced && !isPastTold) {
            top.refuse(
                    "hosts",
                    "must name at least one host, unless cluster names a cloud, or plug-ins.inventory and plug-ins.demand name"
                            + " what takes their place.");
        }
        if (isEmpty && isReplaced && platform.names(PlatformNames.LIBVIRT)) {
            top.section("plug-ins").refuse("rules", "must not name libvirt where there are no hosts.");
        }
        if (file.cloud() == null && platform.names(PlatformNames.OPENSTACK)) {
            top.section("plug-ins").refuse("rules", "must not name openstack where cluster names no cloud.");
        }
    }

    private void checkSources(ClusterFile file) {
        List<SourceSection> measuring =
                file.sources().stream().filter(SourceSection::isDemand).toList();
        if (measuring.size() > 1) {
            findings.add(measuring.get(1).place(), "only one source may have demand: true.");
        }
        if (!measuring.isEmpty() && file.platform().demand() != null) {
            findings.add(
                    measuring.get(0).place(), "must not have demand: true where plug-ins.demand names what measures.");
        }
        for (SourceSection source : file.sources()) {
            if (source.isOfCloud() && !top.has("cluster")) {
                findings.add(
                        source.kind(),
                        "must not be aetos where cluster names no cloud, whose tokens it is asked with; the Prometheus behind it"
                                + " can be named as prometheus.");
            }
            for (Mention wait : source.waits()) {
                if (Quantity.duration(wait.name()).compareTo(file.loop().step()) > 0) {
                    findings.add(
                            wait,
                            "must be at most a step ("
                                    + Quantity.text(file.loop().step()) + "), for the loop waits.");
                }
            }
        }
    }

    /** A host without a rack shares its uplink with nobody: a limit for racks would be one for hosts. */
    private void checkLinks(ClusterFile file) {
        if (!file.hasOwnHosts()) {
            return;
        }
        for (TopologyLevel level : file.limits().linkBytesPerSecond().keySet()) {
            boolean isKnown = level.equals(TopologyLevel.HOST)
                    || file.hosts().stream()
                            .anyMatch(host -> host.settings().faultDomains().containsKey(level));
            if (!isKnown) {
                top.section("migration")
                        .section("links")
                        .refuse(
                                level.name(),
                                "no host has a " + level + "; say hosts[]." + level + " of them, or limit host.");
            }
        }
    }

    private void checkPace(ClusterFile file) {
        if (file.balancer() == BalancerKind.REACTIVE) {
            return;
        }
        PredictiveSettings settings = file.settings();
        Duration step = file.loop().step();
        long steps = settings.horizon().dividedBy(step);
        if (steps < 1) {
            refuseHorizon("must be at least a step (" + Quantity.text(step) + ").");
        }
        if (steps > MOST_DRAWS / settings.scenarios()) {
            refuseHorizon(Quantity.text(settings.horizon()) + " in steps of " + Quantity.text(step) + ", "
                    + settings.scenarios() + " times drawn, must be at most " + MOST_DRAWS
                    + " numbers for each VM and resource.");
        }
    }

    private void refuseHorizon(String text) {
        top.section("prediction").refuse("horizon", text);
    }
}

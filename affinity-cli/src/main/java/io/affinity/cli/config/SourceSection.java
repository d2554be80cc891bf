// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreApi;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.model.Resource;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One metrics store of the file.
 *
 * @param kind of store, and where that is said
 * @param settings what it is and holds; of one behind Aetos, by whom it is asked is still to be said
 * @param isDemand whether it says what VMs demand now, and not only what they did
 * @param place where it stands in the file
 * @param waits the times for which it is waited that the file states, which hold the loop up
 */
public record SourceSection(
        Mention kind, PrometheusSettings settings, boolean isDemand, Mention place, List<Mention> waits) {

    private static final Map<String, StoreApi> KINDS =
            Map.of("prometheus", StoreApi.PROMETHEUS, "aetos", StoreApi.AETOS);

    private static final Duration SHORTEST_STALENESS = Duration.ofSeconds(1);
    private static final Duration LONGEST_STALENESS = Duration.ofHours(1);

    public SourceSection {
        waits = List.copyOf(waits);
    }

    static SourceSection read(Section s) {
        Mention kind = s.mention("kind");
        StoreApi api = KINDS.getOrDefault(kind.name(), StoreApi.PROMETHEUS);
        if (s.has("kind") && !KINDS.containsKey(kind.name())) {
            s.refuse("kind", "must be prometheus or aetos, not " + Quoted.of(kind.name()) + ".");
        }
        if (api == StoreApi.AETOS) {
            StoreAccessSection.refuseAsker(s);
        }
        Mention place = s.mention("url");
        Preset preset = s.has("preset") ? s.choice("preset", Preset.LIBVIRT_EXPORTER) : null;
        VmLabel vm = label(s, preset);
        boolean isDemand = s.choice("demand", false, Map.of("true", true, "false", false));
        Duration staleness =
                s.duration("staleness", PrometheusSettings.DEFAULT_STALENESS, SHORTEST_STALENESS, LONGEST_STALENESS);
        StoreAccessSection access = StoreAccessSection.read(s);
        StoreLimitsSection limits = s.one("limits", StoreLimitsSection::read);
        Map<Resource, MeasureSection> measures = MeasureSection.all(s.section("resources"));
        List<Mention> without = s.distinct("without");
        s.end();
        PrometheusSettings.Builder settings = preset == null
                ? PrometheusSettings.builder(uri(place), Objects.requireNonNull(vm))
                : PrometheusSettings.builder(uri(place), preset);
        settings.vm(Objects.requireNonNull(vm)).staleness(staleness).limits(limits.limits());
        settings.access(access.of(uri(place), api));
        measures.forEach((resource, measure) -> settings.measure(resource, measure.measure()));
        without.forEach(resource -> settings.without(MeasureSection.resource(resource, s)));
        return new SourceSection(kind, settings.build(), isDemand, place, limits.waits());
    }

    /** {@return whose a series is; if it is not said, something that is not used, as a preset or a label is missing} */
    private static VmLabel label(Section s, @Nullable Preset preset) {
        List<String> labels = s.texts("vm-label");
        String pattern = s.has("vm-pattern") ? s.text("vm-pattern") : null;
        if (labels.isEmpty() && preset == null) {
            s.refuse(
                    "vm-label",
                    "must be said where there is no preset; presets are libvirt-exporter, node-exporter, kubevirt and"
                            + " ceilometer.");
            return VmLabel.of("uuid");
        }
        VmLabel known = preset == null ? VmLabel.of("uuid") : preset.vm();
        if (labels.isEmpty() && pattern == null) {
            return known;
        }
        return new VmLabel(labels.isEmpty() ? known.labels() : labels, pattern);
    }

    /** Whatever is wrong with it may hold a password, and is not repeated. */
    private static URI uri(Mention place) {
        try {
            return new URI(place.name());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url must be an address such as http://127.0.0.1:9090.", e);
        }
    }

    /** {@return whether it is asked with tokens of the cloud} */
    public boolean isOfCloud() {
        return settings.access().api() == StoreApi.AETOS;
    }

    /** {@return the same, which holds up a loop for no longer than a step} */
    public SourceSection within(Duration step) {
        StoreLimits shorter = settings.limits().toBuilder()
                .demand(shorter(settings.limits().demand(), step))
                .history(shorter(settings.limits().history(), step))
                .build();
        return new SourceSection(kind, settings.withLimits(shorter), isDemand, place, waits);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

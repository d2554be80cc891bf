// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Suggestion;
import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.spi.model.Resource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the file says of where the demand for one resource stands. */
record MeasureSection(Measure measure) {

    private static final Range<Double> SCALE = Range.above(0.0, 1e18);

    /** {@return what is said of resources by their names} */
    static Map<Resource, MeasureSection> all(Section resources) {
        Map<Resource, MeasureSection> all = new LinkedHashMap<>();
        for (Mention name : resources.names()) {
            Resource known = HostSection.RESOURCES.get(name.name());
            if (known == null) {
                resources.refuse(name.name(), legal(name.name()));
            } else {
                all.put(known, resources.one(name.name(), MeasureSection::read));
            }
        }
        return all;
    }

    /** {@return the resource that is meant; if none is, that is noted, and it is any} */
    static Resource resource(Mention name, Section s) {
        Resource known = HostSection.RESOURCES.get(name.name());
        if (known == null) {
            s.refuse("without", legal(name.name()));
        }
        return known == null ? Resource.CPU : known;
    }

    private static String legal(String name) {
        return "must be one of " + String.join(", ", HostSection.RESOURCES.keySet())
                + Suggestion.end(HostSection.RESOURCES.keySet(), name);
    }

    private static MeasureSection read(Section s) {
        List<String> counters = s.texts("counter");
        String gauge = s.text("gauge", "");
        Set<String> parts = new LinkedHashSet<>(s.texts("parts"));
        double scale = s.number("scale", 1, SCALE);
        s.end();
        if (s.has("counter") == s.has("gauge")) {
            s.refuse("must have either a counter or a gauge.");
            return new MeasureSection(new Measure.Gauge("none", Set.of(), 1));
        }
        return new MeasureSection(
                s.has("gauge") ? new Measure.Gauge(gauge, parts, scale) : new Measure.Counter(counters, parts, scale));
    }
}

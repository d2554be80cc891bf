// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.simulation.workload.DemandPattern.CronJob;
import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the VMs of a group behave: the patterns of their CPU demand, how other resources are coupled to it, and patterns of
 * these resources' own. Immutable and thread-safe; other methods than the accessors return changed copies.
 */
public final class DemandProfile {

    private static final Coupling MEMORY = new Coupling.Sticky(0.35, 0.5, Duration.ofMinutes(30), Duration.ofHours(24));
    private static final Coupling ANY_OTHER = new Coupling.Following(0.02, 0.5, 0.2);

    private final List<DemandPattern> cpu;
    private final Map<Resource, Coupling> couplings;
    private final Map<Resource, List<DemandPattern>> own;
    private final Map<String, CronJob> jobs;

    private DemandProfile(
            List<DemandPattern> cpu, Map<Resource, Coupling> couplings, Map<Resource, List<DemandPattern>> own) {
        this.cpu = List.copyOf(cpu);
        this.couplings = Collections.unmodifiableMap(new LinkedHashMap<>(couplings));
        this.own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
        this.jobs = new LinkedHashMap<>();
        addJobs(cpu);
        own.values().forEach(this::addJobs);
    }

    private void addJobs(List<DemandPattern> patterns) {
        for (DemandPattern pattern : patterns) {
            if (pattern instanceof CronJob job) {
                CronJob same = jobs.putIfAbsent(job.name(), job);
                if (same != null
                        && !(same.schedule().equals(job.schedule())
                                && same.duration().equals(job.duration()))) {
                    throw new IllegalArgumentException("Two jobs have the name (" + job.name()
                            + "); jobs of one name must have the same schedule and duration.");
                }
            }
        }
    }

    /**
     * {@return the profile of this CPU demand} Memory is sticky (idle 0.35, share 0.5, rise 30 min, release 24 h); every
     * other resource follows (idle 0.02, share 0.5, sigma 0.2).
     */
    public static DemandProfile of(DemandPattern... cpu) {
        return new DemandProfile(List.of(cpu), Map.of(), Map.of());
    }

    /**
     * {@return a copy in which {@code resource} is coupled to CPU in this way}
     *
     * @throws IllegalArgumentException if the resource is CPU
     */
    public DemandProfile coupled(Resource resource, Coupling coupling) {
        requireOther(resource);
        Map<Resource, Coupling> copy = new LinkedHashMap<>(couplings);
        copy.put(resource, coupling);
        return new DemandProfile(cpu, copy, own);
    }

    /**
     * {@return a copy in which these patterns make a demand for {@code resource} that is added to the coupled one}
     *
     * @throws IllegalArgumentException if the resource is CPU, or two jobs with one name differ in their times
     */
    public DemandProfile plus(Resource resource, DemandPattern... patterns) {
        requireOther(resource);
        Map<Resource, List<DemandPattern>> copy = new LinkedHashMap<>(own);
        List<DemandPattern> all = new ArrayList<>(own.getOrDefault(resource, List.of()));
        all.addAll(List.of(patterns));
        copy.put(resource, List.copyOf(all));
        return new DemandProfile(cpu, couplings, copy);
    }

    private static void requireOther(Resource resource) {
        if (resource.equals(Resource.CPU)) {
            throw new IllegalArgumentException("The resource (" + resource
                    + ") must be another one; CPU patterns are given when a profile is made.");
        }
    }

    List<DemandPattern> cpu() {
        return cpu;
    }

    Coupling coupling(Resource resource) {
        return couplings.getOrDefault(resource, resource.equals(Resource.MEMORY) ? MEMORY : ANY_OTHER);
    }

    List<DemandPattern> own(Resource resource) {
        return own.getOrDefault(resource, List.of());
    }

    /** {@return one job for each name, in the order in which they were given} */
    List<CronJob> jobs() {
        return List.copyOf(jobs.values());
    }
}

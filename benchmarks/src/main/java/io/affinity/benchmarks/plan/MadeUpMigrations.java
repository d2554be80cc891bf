// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.plan;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A fleet by a seed and what is to be migrated in it. */
record MadeUpMigrations(Fleet fleet, List<Recommendation> recommendations) {

    static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    /** The memory of a spare host. */
    static final double SPARE_BYTES = 0x1p36;

    static final double GIBIBYTE = 0x1p30;

    static MadeUpMigrations of(PlanOptions options) {
        return options.rings > 0 ? rings(options) : new NearlyFullFleet(options).migrations();
    }

    /** Each host of a ring is full by one VM, which is to go to the next; a spare host takes two of the largest. */
    private static MadeUpMigrations rings(PlanOptions options) {
        SplittableRandom random = new SplittableRandom(options.seed);
        Fleet.Builder builder = Fleet.builder(ORIGIN);
        List<Recommendation> wanted = new ArrayList<>();
        for (int ring = 0; ring < options.rings; ring++) {
            int size = 8 << random.nextInt(3);
            for (int i = 0; i < options.ringLength; i++) {
                int at = ring * options.ringLength + i;
                builder.host(Host.of("host-" + at, 64, size * GIBIBYTE));
                builder.vm(vm(at, size, random), new HostId("host-" + at));
                wanted.add(recommend(at, at, ring * options.ringLength + (i + 1) % options.ringLength));
            }
        }
        for (int spare = 0; spare < options.spares; spare++) {
            builder.host(Host.of("spare-" + spare, 64, SPARE_BYTES));
        }
        return new MadeUpMigrations(builder.build(), wanted);
    }

    static Vm vm(int number, int gibibytes, SplittableRandom random) {
        return Vm.of(vmId(number).value(), 1, gibibytes * GIBIBYTE).withDirtyBytesPerSecond(random.nextDouble() * 2e8);
    }

    static VmId vmId(int number) {
        return new VmId("vm-" + number);
    }

    static Recommendation recommend(int vm, int source, int target) {
        return new Recommendation(
                vmId(vm), new HostId("host-" + source), new HostId("host-" + target), List.of(new Reason.Gain(1)));
    }
}

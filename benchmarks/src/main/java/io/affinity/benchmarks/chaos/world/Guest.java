// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** A VM as it is: where it runs, which should be one host, and which hosts hold it without running it. */
final class Guest {

    /** Of ids in the form of a UUID, which others have not. */
    static final int ID_LENGTH = 36;

    private static final double DAY = Duration.ofDays(1).toSeconds();

    private final Vm vm;
    private final Instant bornAt;
    private final boolean isFlat;
    private final double base;
    private final double swing;
    private final double phase;
    final TreeSet<HostId> running = new TreeSet<>();
    final TreeSet<HostId> held = new TreeSet<>();
    boolean isOverlooked;
    /** What its owner calls it, which proves nothing. */
    String name;

    /** @param isFlat whether its demand is low and stays so */
    Guest(Vm vm, HostId host, Instant bornAt, boolean isFlat, SplittableRandom random) {
        this.vm = vm;
        this.bornAt = bornAt;
        this.name = vm.name();
        this.isFlat = isFlat;
        this.base = isFlat ? 0.1 : random.nextDouble(0.2, 0.9);
        this.swing = isFlat ? 0 : random.nextDouble(0.1, 0.8);
        this.phase = random.nextDouble();
        running.add(host);
    }

    Vm vm() {
        return vm;
    }

    /** {@return as it is seen} */
    Vm seen() {
        return name.equals(vm.name()) ? vm : vm.withName(name);
    }

    VmId id() {
        return vm.id();
    }

    Instant bornAt() {
        return bornAt;
    }

    /** {@return what it wants of CPU, in cores; the same at the same time} */
    double cores(Instant now) {
        double day = now.getEpochSecond() / DAY;
        double wave = Math.sin(2 * Math.PI * (8 * day + phase));
        double share = Math.max(0.02, Math.min(1, base + swing * wave));
        return vm.allocation().value(0) * share;
    }

    double memory() {
        return vm.allocation().value(1) * (isFlat ? 0.3 : 0.8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.power.PowerModel;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How the simulated world behaves, apart from its hosts, VMs and demand. Changed copies are made by {@link #toBuilder}.
 *
 * @param migrationTruth how long migrations really take
 * @param migrationDegradation share of CPU that a VM loses on its source, and takes on its target, while it migrates; 0 to 1
 * @param power what each host consumes
 * @param emptyHosts what becomes of hosts without load
 * @param idleVms what becomes of VMs without demand
 * @param firstTick steps after the start of the workload at which the first cycle runs
 * @param tickOffset of every cycle after its step, shorter than a step
 * @param faults what goes wrong
 * @param drains hosts that are to be emptied, and from when on, in simulated time
 */
public record SimulationSettings(
        MigrationCostModel migrationTruth,
        double migrationDegradation,
        Function<Host, PowerModel> power,
        EmptyHosts emptyHosts,
        IdleVms idleVms,
        int firstTick,
        Duration tickOffset,
        List<Fault> faults,
        Map<HostId, Instant> drains) {

    /** Pre-copy, 10 % degradation as in Beloglazov and Buyya 2012, all hosts on, all VMs stay, no faults. */
    public static final SimulationSettings DEFAULT = new SimulationSettings(
            new PreCopyModel(),
            0.1,
            host -> PowerModel.HP_PROLIANT_G5,
            EmptyHosts.STAY_ON,
            IdleVms.STAY,
            0,
            Duration.ZERO,
            List.of(),
            Map.of());

    /** What becomes of hosts without load. */
    public enum EmptyHosts {
        /** They consume idle power. */
        STAY_ON,
        /** They consume nothing, and wake without delay. */
        SLEEP
    }

    /** What becomes of VMs without demand. */
    public enum IdleVms {
        /** They stay where they are. */
        STAY,
        /** They end for good when they demand no CPU and are not migrating, as jobs do in CloudSim. */
        LEAVE
    }

    public SimulationSettings {
        faults = List.copyOf(faults);
        drains = Collections.unmodifiableMap(new LinkedHashMap<>(drains));
        if (!(migrationDegradation >= 0 && migrationDegradation < 1)) {
            throw new IllegalArgumentException(
                    "The degradation by migration (" + migrationDegradation + ") must be at least 0 and below 1.");
        }
        if (firstTick < 0 || tickOffset.isNegative()) {
            throw new IllegalArgumentException("The first tick (" + firstTick + ") and the offset of ticks ("
                    + tickOffset + ") must not be negative.");
        }
    }

    /** Starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Changes some of the settings, which mean what the record says of them. Not thread-safe. */
    public static final class Builder {

        private MigrationCostModel migrationTruth;
        private double migrationDegradation;
        private Function<Host, PowerModel> power;
        private EmptyHosts emptyHosts;
        private IdleVms idleVms;
        private int firstTick;
        private Duration tickOffset;
        private List<Fault> faults;
        private Map<HostId, Instant> drains;

        private Builder(SimulationSettings from) {
            migrationTruth = from.migrationTruth;
            migrationDegradation = from.migrationDegradation;
            power = from.power;
            emptyHosts = from.emptyHosts;
            idleVms = from.idleVms;
            firstTick = from.firstTick;
            tickOffset = from.tickOffset;
            faults = from.faults;
            drains = from.drains;
        }

        public Builder migrationTruth(MigrationCostModel value) {
            migrationTruth = value;
            return this;
        }

        public Builder migrationDegradation(double value) {
            migrationDegradation = value;
            return this;
        }

        public Builder power(Function<Host, PowerModel> value) {
            power = value;
            return this;
        }

        public Builder emptyHosts(EmptyHosts value) {
            emptyHosts = value;
            return this;
        }

        public Builder idleVms(IdleVms value) {
            idleVms = value;
            return this;
        }

        public Builder firstTick(int value) {
            firstTick = value;
            return this;
        }

        public Builder tickOffset(Duration value) {
            tickOffset = value;
            return this;
        }

        public Builder faults(List<Fault> value) {
            faults = value;
            return this;
        }

        public Builder drains(Map<HostId, Instant> value) {
            drains = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public SimulationSettings build() {
            return new SimulationSettings(
                    migrationTruth,
                    migrationDegradation,
                    power,
                    emptyHosts,
                    idleVms,
                    firstTick,
                    tickOffset,
                    faults,
                    drains);
        }
    }
}

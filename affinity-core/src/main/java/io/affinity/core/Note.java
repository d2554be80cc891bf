// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Misplaced;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.RefusedStart;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person should know of a cycle besides its decision; no alarm. */
public sealed interface Note {

    /**
     * Nothing could be observed, so nothing was decided.
     *
     * @param detail in the words of the source of telemetry
     */
    record NoTelemetry(String detail) implements Note {}

    /** The observation of this time is not newer than the last one, so nothing was decided. */
    record StaleObservation(Instant observedAt) implements Note {}

    /**
     * What VMs that are new demanded before is not known; all else went on.
     *
     * @param vms how many
     * @param detail in the words of the source of demand
     * @param isGivenUp whether it is not asked for again
     */
    record PastUnknown(int vms, String detail, boolean isGivenUp) implements Note {}

    /**
     * Time seems to have jumped, so nothing was decided.
     *
     * @param observedAt by the observation
     * @param lastAt the step of the last observation that was believed
     * @param stepsLeft how many observations more have to agree before it is believed
     */
    record ClockInDoubt(Instant observedAt, Instant lastAt, int stepsLeft) implements Note {}

    /** A migration that was planned was not started since the last cycle. */
    record NotStarted(DroppedStart start) implements Note {}

    /** A gate refused a migration since the last cycle. */
    record GateRefused(RefusedStart start) implements Note {}

    /**
     * What was learned could not be loaded or saved, or not all of it.
     *
     * @param detail in sentences
     */
    record NotRemembered(String detail) implements Note {}

    /**
     * VMs stay where they are, for it is not certain which VM something is about. Told in each cycle in which it is so.
     */
    record Held(Hold hold) implements Note {}

    /**
     * A host of the fleet has not answered since it was looked at first, so that nothing is known of it. Told in each cycle in which it
     * is so.
     */
    record HostNotKnown(HostId host) implements Note {}

    /**
     * Another rule decides on migrations from now on.
     *
     * @param detail which, and why, in sentences
     */
    record RuleChanged(String detail) implements Note {}

    /**
     * Too little is known of demand to forecast it, so only broken rules and hosts to be emptied are cause to migrate, and hosts that
     * are short at this moment where the operator wants that.
     *
     * @param known how much of the past is known
     * @param needed how much has to be
     */
    record Learning(Duration known, Duration needed) implements Note {}

    /**
     * The recent demand of VMs is not known, so nothing follows from what is forecast of them; rules hold for them all the same.
     *
     * @param vms of which it is not known
     * @param of how many VMs
     * @param knownUntil the last time at which that of any of them was; null if it never was
     */
    record DemandUnknown(List<VmId> vms, int of, @Nullable Instant knownUntil) implements Note {

        public DemandUnknown {
            vms = List.copyOf(vms);
        }
    }

    /**
     * Hard rules are broken or hosts are to be emptied, and nothing can be done about it now.
     *
     * @param rules that are broken
     * @param hosts that are to be emptied and are not empty
     * @param vms that should be elsewhere, and why they stay
     */
    record NotMended(List<String> rules, List<HostId> hosts, List<Misplaced> vms) implements Note {

        public NotMended {
            rules = List.copyOf(rules);
            hosts = List.copyOf(hosts);
            vms = List.copyOf(vms);
        }
    }

    /**
     * A part of the loop broke, such as a plug-in. It is tried again in the next cycle.
     *
     * @param detail what it said of that
     */
    record PartBroke(Part part, String detail) implements Note {}

    /** What may break. */
    enum Part {
        /** Nothing is decided in that cycle. */
        DECISION,
        /** VMs are forecast by what their group does. */
        FORECASTER,
        /** Forecasts may know of no events, or not of the newest. */
        EVENTS,
        /** Forecasts do without a series from outside, or with its own forecast. */
        OUTSIDE_SERIES,
        /** What decisions were worth, and what was learned. */
        ACCOUNTS,
        /** The journal, as a rule: nothing is started, and what has ended counts as under way until that can be written down. */
        EXECUTION,
        /** It was not told. */
        LISTENER
    }
}

package io.affinity.core;

import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.RefusedStart;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.HostId;
import java.time.Instant;

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
}

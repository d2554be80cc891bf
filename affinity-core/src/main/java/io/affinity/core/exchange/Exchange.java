// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.risk.RiskReport;
import io.affinity.spi.telemetry.Observation;
import java.util.Collection;

/**
 * The values that stages hand on, as bytes and back: to decide on another machine than the one that observes, or to look at a decision
 * again. What comes back is equal to the last bit, and stages do the same with it. Each value is a message of its own and holds all
 * that it refers to, its fleet included. Stateless and thread-safe; equal values give equal bytes, on any machine.
 *
 * <p>Bytes are not believed: what is damaged, crafted, or of another version is refused with an {@link ExchangeFormatException},
 * before anything is allocated that the bytes do not pay for. They are not secret and not signed; whoever may write them decides
 * what is migrated.
 */
public final class Exchange {

    private Exchange() {}

    /**
     * {@return the fleet as bytes}
     *
     * @throws IllegalArgumentException if these would be 2^31 or more; so for all values
     */
    public static byte[] encode(Fleet fleet) {
        return Sealed.seal(Kind.FLEET, out -> FleetCodec.write(out, fleet));
    }

    /** {@return the observation as bytes} */
    public static byte[] encode(Observation observation) {
        return Sealed.seal(Kind.OBSERVATION, out -> ObservationCodec.write(out, observation));
    }

    /** {@return the scenarios as bytes, whoever implements them} */
    public static byte[] encode(Scenarios scenarios) {
        return Sealed.seal(Kind.SCENARIOS, out -> ScenarioCodec.write(out, scenarios));
    }

    /** {@return the forecast as bytes, whoever implements it; in single precision, which those of the core and of the builder have} */
    public static byte[] encode(ContentionForecast contention) {
        return Sealed.seal(Kind.CONTENTION, out -> ContentionCodec.write(out, contention));
    }

    /** {@return the report as bytes} */
    public static byte[] encode(RiskReport report) {
        return Sealed.seal(Kind.RISK, out -> RiskCodec.write(out, report));
    }

    /** {@return the problem as bytes; terms, which are plug-ins, by their names only} */
    public static byte[] encode(PlacementProblem problem) {
        return Sealed.seal(Kind.PROBLEM, out -> ProblemCodec.write(out, problem));
    }

    /** {@return the result as bytes} */
    public static byte[] encode(PlacementResult result) {
        return Sealed.seal(Kind.RESULT, out -> ResultCodec.write(out, result));
    }

    /** {@return the plan as bytes} */
    public static byte[] encode(MigrationPlan plan) {
        return Sealed.seal(Kind.PLAN, out -> PlanCodec.write(out, plan));
    }

    /**
     * {@return the fleet that was encoded}
     *
     * @throws ExchangeFormatException if the bytes are not a fleet
     */
    public static Fleet fleet(byte[] bytes) throws ExchangeFormatException {
        return Sealed.open(bytes, Kind.FLEET, FleetCodec::read);
    }

    /**
     * {@return the observation that was encoded}
     *
     * @throws ExchangeFormatException if the bytes are not an observation
     */
    public static Observation observation(byte[] bytes) throws ExchangeFormatException {
        return Sealed.open(bytes, Kind.OBSERVATION, ObservationCodec::read);
    }

    /**
     * {@return the scenarios that were encoded, as the stages of the core read them}
     *
     * @throws ExchangeFormatException if the bytes are not scenarios
     */
    public static Scenarios scenarios(byte[] bytes) throws ExchangeFormatException {
        return Sealed.open(bytes, Kind.SCENARIOS, ScenarioCodec::read);
    }

    /**
     * {@return the contention forecast that was encoded}
     *
     * @throws ExchangeFormatException if the bytes are not a contention forecast
     */
    public static ContentionForecast contention(byte[] bytes) throws ExchangeFormatException {
        return Sealed.open(bytes, Kind.CONTENTION, ContentionCodec::read);
    }

    /**
     * {@return the risk report that was encoded}
     *
     * @throws ExchangeFormatException if the bytes are not a risk report
     */
    public static RiskReport risk(byte[] bytes) throws ExchangeFormatException {
        return Sealed.open(bytes, Kind.RISK, RiskCodec::read);
    }

    /**
     * {@return the placement problem that was encoded}
     *
     * @param terms among which those are that the problem names; others are left out
     * @throws ExchangeFormatException if the bytes are not a placement problem, or name a term that is not given
     */
    public static PlacementProblem problem(byte[] bytes, Collection<? extends PlacementTerm> terms)
            throws ExchangeFormatException {
        return Sealed.open(bytes, Kind.PROBLEM, in -> ProblemCodec.read(in, terms));
    }

    /**
     * {@return the placement result that was encoded}
     *
     * @throws ExchangeFormatException if the bytes are not a placement result
     */
    public static PlacementResult result(byte[] bytes) throws ExchangeFormatException {
        return Sealed.open(bytes, Kind.RESULT, ResultCodec::read);
    }

    /**
     * {@return the migration plan that was encoded}
     *
     * @throws ExchangeFormatException if the bytes are not a migration plan
     */
    public static MigrationPlan plan(byte[] bytes) throws ExchangeFormatException {
        return Sealed.open(bytes, Kind.PLAN, PlanCodec::read);
    }
}

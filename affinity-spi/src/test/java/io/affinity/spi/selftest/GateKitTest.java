// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.GateContract;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateKitTest {

    @Test
    void passesAGateWithoutDefects() {
        assertThat(KitRun.failures(Good.class)).isEmpty();
    }

    @Test
    void findsAGateThatDoesNotAnswer() {
        assertThat(KitRun.failures(Mute.class)).contains("alwaysAnswers", "mayBeAskedAgainAtTheSameTime");
    }

    @Test
    void findsAGateThatWaitsForThePast() {
        assertThat(KitRun.failures(Late.class)).contains("alwaysAnswers", "survivesTimesFarAway");
    }

    @Test
    void findsAGateThatKnowsTheFleetOnly() {
        assertThat(KitRun.failures(Rigid.class)).containsExactly("answersAboutAVmThatHasLeftTheFleet");
    }

    @Test
    void findsAGateThatDoesNotLikeToBeAskedTwice() {
        assertThat(KitRun.failures(Touchy.class)).contains("mayBeAskedAgainAtTheSameTime");
    }

    @Test
    void findsAGateThatTakesItsTime() {
        assertThat(KitRun.failures(Slow.class)).contains("answersAtOnce");
    }

    /** Opens at six in the morning, but for one host. */
    private static class PlainGate implements Gate {

        private static final int OPENS = 6;

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public @Nullable Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
            int hour = now.atOffset(ZoneOffset.UTC).getHour();
            if (hour < OPENS) {
                return new WaitUntil(now.plus(Duration.ofHours(OPENS - hour)));
            }
            return planned.migration().target().equals(fleet.hosts().get(0).id())
                    ? new Refuse("closed-host", "")
                    : new Start();
        }
    }

    static final class Good extends GateContract {
        @Override
        protected Gate gate() {
            return new PlainGate();
        }
    }

    static final class Mute extends GateContract {
        @Override
        protected Gate gate() {
            return new PlainGate() {
                @Override
                public @Nullable Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
                    return null;
                }
            };
        }
    }

    static final class Late extends GateContract {
        @Override
        protected Gate gate() {
            return new PlainGate() {
                @Override
                public Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
                    return new WaitUntil(now);
                }
            };
        }
    }

    static final class Rigid extends GateContract {
        @Override
        protected Gate gate() {
            return new PlainGate() {
                @Override
                public @Nullable Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
                    fleet.vm(planned.migration().vm());
                    return super.ask(planned, fleet, now);
                }
            };
        }
    }

    static final class Touchy extends GateContract {
        @Override
        protected Gate gate() {
            return new PlainGate() {
                private final Set<Instant> asked = new HashSet<>();

                @Override
                public @Nullable Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
                    if (!asked.add(now)) {
                        throw new IllegalStateException("asked already");
                    }
                    return super.ask(planned, fleet, now);
                }
            };
        }
    }

    static final class Slow extends GateContract {
        @Override
        protected Gate gate() {
            return new PlainGate() {
                @Override
                public @Nullable Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
                    if (planned.number() == 0 && now.equals(Instant.parse("2026-01-05T00:00:00Z"))) {
                        try {
                            Thread.sleep(2_100);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    return super.ask(planned, fleet, now);
                }
            };
        }
    }
}

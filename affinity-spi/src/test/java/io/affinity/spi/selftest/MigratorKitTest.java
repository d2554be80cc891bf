// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.MigratorContract;
import io.affinity.spi.contract.MigratorWorld;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MigratorKitTest {

    @Test
    void passesAMigratorWithoutDefects() {
        assertThat(KitRun.failures(Plain.class)).isEmpty();
    }

    @Test
    void findsAVmThatRunsTwiceOnTheWay() {
        assertThat(KitRun.failures(RunsTwice.class))
                .contains("completesAMigration", "startsWithoutWaitingForTheEnd")
                .doesNotContain("seesTheVmOnItsHostOnly");
    }

    @Test
    void findsACompletionThatIsNotTrue() {
        assertThat(KitRun.failures(ClaimsCompletion.class))
                .contains("completesAMigration", "staysOnTheSourceWhenAborted", "neverRunsTheVmTwiceWhateverGoesWrong");
    }

    @Test
    void findsAnAbortThatHasNoEffect() {
        assertThat(KitRun.failures(IgnoresAborts.class))
                .containsExactlyInAnyOrder(
                        "staysOnTheSourceWhenAborted", "toleratesASecondAbort", "canMigrateAfterAnAbort");
    }

    @Test
    void findsProgressThatShrinks() {
        assertThat(KitRun.failures(Shrinks.class)).containsExactly("neverReportsLessProgressThanBefore");
    }

    @Test
    void findsAMigrationFromAHostThatTheVmIsNotOn() {
        assertThat(KitRun.failures(AssumesTheSource.class))
                .contains("failsWithoutMigratingAVmThatIsNotOnTheSource", "failsToMigrateFromAHostThatDoesNotExist")
                .doesNotContain("completesAMigration");
    }

    @Test
    void findsAnExceptionWhereARefusalIsPromised() {
        assertThat(KitRun.failures(Throws.class))
                .contains(
                        "failsWithoutMigratingAVmThatIsNotOnTheSource",
                        "failsToMigrateAVmThatDoesNotExist",
                        "failsToMigrateToAHostThatDoesNotExist")
                .doesNotContain("completesAMigration");
    }

    @Test
    void findsARefusalThatLooksLikeAFailureOnTheWay() {
        assertThat(KitRun.failures(Vague.class))
                .contains("failsToMigrateAVmThatDoesNotExist", "failsToMigrateToAHostThatDoesNotExist")
                .doesNotContain("completesAMigration");
    }

    @Test
    void findsAVerificationThatBelievesEverything() {
        assertThat(KitRun.failures(Credulous.class))
                .contains(
                        "refutesAMigrationThatDidNotHappen",
                        "refutesAMigrationToAnotherHostThanTheVmIsOn",
                        "staysOnTheSourceWhenAborted")
                .doesNotContain("verifiesAMigrationThatCompleted");
    }

    @Test
    void findsAnEndThatChanges() {
        assertThat(KitRun.failures(Wavers.class))
                .contains("neverChangesAnEndThatItReported", "ignoresAnAbortAfterTheEnd");
    }

    @Test
    void findsAMigratorThatWaits() {
        assertThat(KitRun.failures(Waits.class))
                .contains("startsWithoutWaitingForTheEnd", "staysOnTheSourceWhenAborted");
    }

    @Test
    void findsAMigratorThatIgnoresTheTimeout() {
        assertThat(KitRun.failures(Patient.class)).containsExactly("givesUpAfterTheTimeout");
    }

    @Test
    void findsAMigratorThatIsDeafToAborts() {
        assertThat(KitRun.failures(DeafToAborts.class))
                .containsExactly("staysOnTheSourceWhenSomebodyWithoutTheHandleAbortsIt");
    }

    static final class Plain extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> plain);
        }
    }

    static final class RunsTwice extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public CompletableFuture<ActualState> inspect(VmId vm) {
                    return super.inspect(vm).thenApply(actual -> {
                        Set<HostId> active = new TreeSet<>(actual.activeOn());
                        active.addAll(actual.pausedOn());
                        return new ActualState(vm, active, Set.of(), actual.unreachable());
                    });
                }
            });
        }
    }

    static final class ClaimsCompletion extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    MigrationHandle handle = super.start(request);
                    return new AlteredHandle(handle) {
                        @Override
                        public MigrationState state() {
                            if (super.state() instanceof MigrationState.Running running) {
                                handle.abort();
                                return running;
                            }
                            return new MigrationState.Ended(new Completed(Duration.ofSeconds(1), Duration.ZERO, 0));
                        }
                    };
                }
            });
        }
    }

    static final class IgnoresAborts extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    return new AlteredHandle(super.start(request)) {
                        @Override
                        public void abort() {
                            // That is the defect.
                        }
                    };
                }
            });
        }
    }

    static final class Shrinks extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    return new AlteredHandle(super.start(request)) {
                        @Override
                        public MigrationState state() {
                            if (super.state() instanceof MigrationState.Running running) {
                                MigrationProgress it = running.progress();
                                return new MigrationState.Running(new MigrationProgress(
                                        it.phase(), it.elapsed(), it.remainingBytes(), it.transferredBytes()));
                            }
                            return super.state();
                        }
                    };
                }
            });
        }
    }

    static final class AssumesTheSource extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    Migration asked = request.migration();
                    Set<HostId> active = super.inspect(asked.vm()).join().activeOn();
                    if (active.isEmpty() || active.contains(asked.target())) {
                        return super.start(request);
                    }
                    Migration possible =
                            new Migration(asked.vm(), active.iterator().next(), asked.target());
                    return new AlteredHandle(super.start(new MigrationRequest(
                            request.id(),
                            possible,
                            request.bandwidthBytesPerSecond(),
                            request.maxDowntime(),
                            request.timeout(),
                            request.escalation()))) {
                        @Override
                        public MigrationRequest request() {
                            return request;
                        }
                    };
                }
            });
        }
    }

    static final class Throws extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    MigrationHandle handle = super.start(request);
                    if (handle.state() instanceof MigrationState.Ended) {
                        throw new IllegalArgumentException("refused");
                    }
                    return handle;
                }
            });
        }
    }

    static final class Vague extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    return new AlteredHandle(super.start(request)) {
                        @Override
                        public MigrationState state() {
                            return super.state() instanceof MigrationState.Ended ended
                                            && ended.outcome() instanceof MigrationOutcome.Failed
                                    ? new MigrationState.Ended(
                                            new MigrationOutcome.Failed(new MigrationFailure.Defect("no luck")))
                                    : super.state();
                        }
                    };
                }
            });
        }
    }

    static final class Credulous extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public CompletableFuture<Verification> verify(Migration migration) {
                    return CompletableFuture.completedFuture(new Verification.Verified());
                }
            });
        }
    }

    static final class DeafToAborts extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public void abort(Migration migration) {}
            });
        }
    }

    static final class Wavers extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    return new AlteredHandle(super.start(request)) {
                        private int ends;

                        @Override
                        public MigrationState state() {
                            MigrationState state = super.state();
                            return state instanceof MigrationState.Ended && ++ends > 1
                                    ? new MigrationState.Ended(new MigrationOutcome.Unknown(
                                            new MigrationFailure.Defect("asked too often"), ""))
                                    : state;
                        }
                    };
                }
            });
        }
    }

    static final class Waits extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    MigrationHandle handle = super.start(request);
                    ((PlainMigrator) plain).passTime(Duration.ofMinutes(1));
                    return handle;
                }
            });
        }
    }

    static final class Patient extends MigratorContract {
        @Override
        protected MigratorWorld world() {
            return new PlainWorld(plain -> new AlteredMigrator(plain) {
                @Override
                public MigrationHandle start(MigrationRequest request) {
                    return new AlteredHandle(super.start(new MigrationRequest(
                            request.id(),
                            request.migration(),
                            Math.max(1e9, request.bandwidthBytesPerSecond()),
                            request.maxDowntime(),
                            Duration.ofDays(1),
                            request.escalation()))) {
                        @Override
                        public MigrationRequest request() {
                            return request;
                        }
                    };
                }
            });
        }
    }
}

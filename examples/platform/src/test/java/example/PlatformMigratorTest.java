package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What goes wrong besides the faults of the contract kit. */
class PlatformMigratorTest {

    private static final Migration MIGRATION = new Migration(new VmId("vm-0"), new HostId("a"), new HostId("b"));
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final InMemoryPlatform platform = Cluster.crowded();
    private final PlatformMigrator migrator = new PlatformMigrator(platform, platform.clock());

    private MigrationHandle start() {
        return migrator.start(
                new MigrationRequest("m-1", MIGRATION, 1e9, Duration.ofMillis(500), TIMEOUT, Escalation.THROTTLE));
    }

    private MigrationOutcome endOf(MigrationHandle handle) {
        for (int i = 0; i < 600; i++) {
            if (handle.state() instanceof MigrationState.Ended ended) {
                return ended.outcome();
            }
            platform.pass(Duration.ofSeconds(1));
        }
        throw new AssertionError("The migration must end, but is " + handle.state() + ".");
    }

    @Test
    void abortsWhatNeverConverges() {
        platform.setConverging(false);

        assertThat(endOf(start())).isEqualTo(new MigrationOutcome.Aborted(new MigrationFailure.TimedOut(TIMEOUT)));
    }

    @Test
    void doesNotKnowWhatBecomesOfOneThatCannotBeAborted() {
        platform.setConverging(false);
        platform.ignoreAborts();

        assertThat(endOf(start()))
                .isEqualTo(new MigrationOutcome.Unknown(
                        new MigrationFailure.Unending(new MigrationFailure.TimedOut(TIMEOUT)), ""));
    }

    @Test
    void findsAgainWhatBeganThoughItsAnswerWasLost() {
        platform.loseNextAnswer();

        assertThat(endOf(start())).isInstanceOf(MigrationOutcome.Completed.class);
    }

    @Test
    void doesNotGuessWhatBecameOfARequestThatThePlatformDoesNotKnow() {
        platform.setSilent(true);
        MigrationHandle handle = start();
        platform.setSilent(false);

        assertThat(endOf(handle)).isInstanceOf(MigrationOutcome.Unknown.class);
    }

    @Test
    void goesOnWhileThePlatformIsRestarted() {
        MigrationHandle handle = start();
        platform.setSilent(true);
        platform.pass(Duration.ofSeconds(30));

        assertThat(handle.state()).isInstanceOf(MigrationState.Running.class);
        platform.setSilent(false);
        assertThat(endOf(handle)).isInstanceOf(MigrationOutcome.Completed.class);
    }

    @Test
    void countsEveryHostAsSilentWhileThePlatformIs() {
        platform.setSilent(true);

        assertThat(migrator.inspect(MIGRATION.vm()).join().unreachable()).hasSize(3);
    }

    @Test
    void doesNotConfirmAVmWithoutASignOfLife() {
        endOf(start());
        platform.stopHeartbeats();

        assertThat(migrator.verify(MIGRATION).join()).isInstanceOf(Verification.Unconfirmed.class);
    }
}

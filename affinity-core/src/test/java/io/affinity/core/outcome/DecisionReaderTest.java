// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.outcome.DecisionState.TrackState;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.model.Resource;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes with a right checksum that no ledger wrote. */
class DecisionReaderTest {

    private static final String MADE_WITH = "this test";
    private static final int AGES = MigrationGains.numberOfAges();

    /** One VM and one host; everything else as said. */
    private static byte[] bytes(int host, int openGains, int ages) {
        TrackState track = new TrackState(
                IntBuffer.wrap(new int[] {host}),
                new TrackTotals(0, 0, 0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return DecisionCodec.encode(
                MADE_WITH,
                new DecisionState(
                        ORIGIN,
                        Duration.ZERO,
                        Duration.ZERO,
                        ORIGIN,
                        List.of(new Resource("cpu", "cores")),
                        List.of(vmId("v1")),
                        DoubleBuffer.wrap(new double[] {1}),
                        List.of(id("a")),
                        track,
                        track,
                        track,
                        null,
                        FloatBuffer.wrap(new float[0]),
                        List.of(),
                        openGains,
                        Collections.nCopies(ages, new GainAtAge(Duration.ZERO, 0, 0)),
                        new DecidingRule(Rule.PREDICTIVE, ORIGIN, null),
                        0,
                        0));
    }

    private static void assertRefused(byte[] bytes, String because) {
        assertThatThrownBy(() -> DecisionReader.decode(bytes, MADE_WITH))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("it names what cannot be: ")
                .hasMessageContaining(because);
    }

    @Test
    void whatALedgerCouldHaveWrittenIsRead() throws SnapshotFormatException {
        assertThat(DecisionReader.decode(bytes(0, 0, AGES), MADE_WITH).hosts()).containsExactly(id("a"));
    }

    @Test
    void aVmOnAHostThatIsNotListedIsRefused() {
        assertRefused(bytes(1, 0, AGES), "place of a host (1) must be from 0 to 0");
        assertRefused(bytes(-1, 0, AGES), "place of a host (-1) must be from 0 to 0");
    }

    @Test
    void moreOpenGainsThanThereAreGainsAreRefused() {
        assertRefused(bytes(0, 1, AGES), "number of open gains (1) must be from 0 to 0");
    }

    @Test
    void agesThatAreLeftOutAreRefused() {
        assertRefused(bytes(0, 0, AGES - 1), "number of ages (" + (AGES - 1) + ") must be from " + AGES);
    }

    @Test
    void demandOfMoreCellsThanThereAreBytesIsRefused() {
        byte[] bytes = DecisionCodec.FORMAT.encode(MADE_WITH, out -> {
            for (int time = 0; time < 4; time++) {
                out.writeLong(0);
                out.writeInt(0);
            }
            out.writeInt(100);
            for (int resource = 0; resource < 100; resource++) {
                out.writeUTF("r" + resource);
                out.writeUTF("unit");
            }
            out.writeInt(0);
            out.writeInt(100);
            for (int vm = 0; vm < 100; vm++) {
                out.writeUTF("v" + vm);
            }
        });

        assertThatThrownBy(() -> DecisionReader.decode(bytes, MADE_WITH))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("the number of demands (10000)");
    }

    @Test
    void timesThatNoClockShowsAreRefused() {
        byte[] bytes = DecisionCodec.FORMAT.encode(MADE_WITH, out -> {
            out.writeLong(Long.MAX_VALUE / 1000);
            out.writeInt(0);
        });

        assertRefused(bytes, "second of a time");
    }
}

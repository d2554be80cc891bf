// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFormatTest {

    private static final SnapshotFormat FORMAT = new SnapshotFormat(1, 1);

    private static byte[] ofInt(int value) {
        return FORMAT.encode("settings", out -> out.writeInt(value));
    }

    @Test
    void readsWhatItWrote() throws SnapshotFormatException {
        assertThat(FORMAT.<Integer>decode(ofInt(7), "settings", in -> in.readInt()))
                .isEqualTo(7);
    }

    @Test
    void bytesThatNobodyReadAreRefused() {
        assertThatThrownBy(() -> FORMAT.decode(ofInt(7), "settings", in -> 0))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessage("it has 4 bytes too many");
    }

    @Test
    void whatWasMadeOtherwiseIsOfNoUse() {
        assertThatThrownBy(() -> FORMAT.decode(ofInt(7), "others", in -> in.readInt()))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessage("it was made with settings where others is set now");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aNumberOfPartsForWhichThereAreNoBytesIsRefused(int count) {
        assertThatThrownBy(() -> FORMAT.decode(ofInt(count), "settings", in -> SnapshotChecks.count(in, "VMs", 1)))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("the number of VMs (" + count + ") does not fit into the 0 bytes that are left");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1})
    void aNumberThatCannotBeIsRefused(double value) {
        byte[] bytes = FORMAT.encode("", out -> out.writeDouble(value));

        assertThatThrownBy(() ->
                        FORMAT.decode(bytes, "", in -> SnapshotChecks.finiteNotNegative("error", in.readDouble())))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("the error (" + value + ")");
    }

    @Test
    void timesThatCannotBeCountedInNanosecondsAreRefused() {
        for (long second : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 1L << 34}) {
            byte[] bytes = FORMAT.encode("", out -> {
                out.writeLong(second);
                out.writeInt(0);
            });

            assertThatThrownBy(() -> FORMAT.decode(bytes, "", SnapshotChecks::instant))
                    .isInstanceOf(SnapshotFormatException.class);
        }
    }
}

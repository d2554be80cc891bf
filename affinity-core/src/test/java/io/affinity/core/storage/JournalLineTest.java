// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.migration.JournalFormatException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLineTest {

    @Test
    void readsWhatItWrote() {
        JournalLine claim = new JournalLine.Claim(7);
        JournalLine begin = new JournalLine.Begin(100, 7, Instant.EPOCH);

        assertThat(JournalLine.decode(claim.encode())).isEqualTo(claim);
        assertThat(JournalLine.decode(begin.encode())).isEqualTo(begin);
    }

    /** After the largest number there is no newer epoch, so that nobody could ever write again. */
    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1})
    void anEpochThatHasNoNextIsRefused(long epoch) {
        assertThatThrownBy(() -> JournalLine.decode(new JournalLine.Claim(epoch).encode()))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("must be from 0 to");
        assertThatThrownBy(() -> JournalLine.decode(new JournalLine.Begin(0, epoch, Instant.EPOCH).encode()))
                .isInstanceOf(JournalFormatException.class);
        assertThatThrownBy(() -> JournalLine.decode(new JournalLine.Begin(epoch, 0, Instant.EPOCH).encode()))
                .isInstanceOf(JournalFormatException.class);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.spi.snapshot.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Envelope ENVELOPE = new Envelope(1, 1);
    private static final byte[] SEED = ENVELOPE.seal(ByteBuffer.allocate(64).putInt(0, 7));

    private static Tally tally(MutantsOptions options, Subject.Reading reading) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try (Watchdog watchdog = new Watchdog(nowhere)) {
            return new Trial(new Subject("one", Form.SEALED, List.of(SEED), reading), options, watchdog).run();
        }
    }

    private static Verdict read(byte[] input) {
        try {
            ByteBuffer content = ENVELOPE.open(input);
            if (content.remaining() < 64) {
                return Verdict.REFUSED;
            }
            // Believes its first number, unless it is large.
            return new byte[Math.min(100, content.getInt())].length > 0 ? Verdict.ACCEPTED : Verdict.REFUSED;
        } catch (IllegalArgumentException e) {
            return Verdict.REFUSED;
        }
    }

    @Test
    void aLengthThatIsBelievedIsFoundBehindTheChecksum() {
        MutantsOptions options = new MutantsOptions();
        options.inputs = 2000;

        Tally tally = tally(options, TrialTest::read);

        assertThat(tally.violated()).isPositive();
        assertThat(tally.refused()).isPositive();
        assertThat(tally.accepted()).isPositive();
        assertThat(tally.violations())
                .extracting(Tally.Violation::what)
                .hasAtLeastOneElementOfType(NegativeArraySizeException.class);
    }

    @Test
    void aViolationIsSeenAgainByItsNumber() {
        MutantsOptions options = new MutantsOptions();
        options.inputs = 2000;
        Tally.Violation first = tally(options, TrialTest::read).violations().get(0);

        options.from = first.number();
        options.inputs = 1;
        Tally.Violation again = tally(options, TrialTest::read).violations().get(0);

        assertThat(again.input()).isEqualTo(first.input());
    }

    @Test
    void aReaderThatRefusesItsSeedsShowsNothing() {
        assertThatThrownBy(() -> tally(new MutantsOptions(), input -> Verdict.REFUSED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The reader one must accept its seeds.");
    }

    @Test
    void checksumsOfLinesAreRepaired() {
        byte[] line = "00000000 vm-1 cpu=1\nhalf".getBytes(StandardCharsets.UTF_8);

        byte[] repaired = Checksums.repaired(line, Form.CHECKED_LINES);

        assertThat(new String(repaired, StandardCharsets.UTF_8)).matches("[0-9a-f]{8} vm-1 cpu=1\nhalf");
        assertThat(Arrays.equals(repaired, line)).isFalse();
        assertThat(Checksums.repaired(repaired, Form.CHECKED_LINES)).isEqualTo(repaired);
    }

    @Test
    void theChecksumOfAModelWithinAModelIsRepairedToo() {
        Envelope inner = new Envelope(0xAFF1717E, 3);
        byte[] content = inner.seal(new byte[] {1, 2, 3});
        byte[] whole =
                inner.seal(ByteBuffer.allocate(4 + content.length).putInt(0, 9).put(4, content));
        whole[Envelope.HEADER_BYTES + 4 + Envelope.HEADER_BYTES] ^= 1;

        ByteBuffer opened = inner.open(Checksums.repaired(whole, Form.SEALED));

        byte[] within = new byte[content.length];
        opened.get(4, within);
        assertThat(inner.open(within).get()).isZero();
    }
}

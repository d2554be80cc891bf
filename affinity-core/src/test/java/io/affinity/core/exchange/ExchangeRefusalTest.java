// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that bytes say is believed. */
class ExchangeRefusalTest {

    private static final int MUTATIONS = 500;
    private static final int HEADER = 12;

    /** Reads a message. */
    private interface Reader {
        Object read(byte[] bytes) throws ExchangeFormatException;
    }

    private static Map<Reader, byte[]> messages(long seed) {
        RandomValues values = new RandomValues(seed);
        Map<Reader, byte[]> messages = new LinkedHashMap<>();
        messages.put(Exchange::fleet, Exchange.encode(values.fleet()));
        messages.put(Exchange::observation, Exchange.encode(values.observation()));
        messages.put(Exchange::scenarios, Exchange.encode(values.scenarios()));
        messages.put(Exchange::contention, Exchange.encode(values.contention()));
        messages.put(Exchange::risk, Exchange.encode(values.risk()));
        messages.put(bytes -> Exchange.problem(bytes, List.of(RandomValues.TERM)), Exchange.encode(values.problem()));
        messages.put(Exchange::result, Exchange.encode(values.result()));
        messages.put(Exchange::plan, Exchange.encode(values.plan()));
        return messages;
    }

    /** Five seeds, eight kinds and 500 of each: 20,000 messages whose checksum is right and whose content is not. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4, 7, 11, 12})
    void craftedBytesAreReadOrRefusedAndNothingElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] refused = {0};
        messages(seed).forEach((reader, bytes) -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutated = sealed(mutated(bytes, random));
                try {
                    assertThat(reader.read(mutated)).isNotNull();
                } catch (ExchangeFormatException e) {
                    assertThat(e).hasMessageStartingWith("The ");
                    refused[0]++;
                }
            }
        });
        assertThat(refused[0]).isGreaterThan(MUTATIONS);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 7, 11, 12})
    void damagedBytesAreRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        messages(seed).forEach((reader, bytes) -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutated = mutated(bytes, random);
                if (!Arrays.equals(mutated, bytes)) {
                    assertThatThrownBy(() -> reader.read(mutated)).isInstanceOf(ExchangeFormatException.class);
                }
            }
        });
    }

    /** Changes bytes, whole numbers, or the length. */
    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] mutated = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> mutated = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> mutated = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
            case 2 -> {
                int at = random.nextInt(bytes.length - Integer.BYTES);
                int[] numbers = {-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, random.nextInt()};
                ByteBuffer.wrap(mutated).putInt(at, numbers[random.nextInt(numbers.length)]);
            }
            default -> {
                // Most of what is read comes first.
                for (int left = 1 + random.nextInt(3); left > 0; left--) {
                    mutated[random.nextInt(random.nextBoolean() ? bytes.length : Math.min(400, bytes.length))] =
                            (byte) random.nextInt(256);
                }
            }
        }
        return mutated;
    }

    /** With the right length and checksum, so that the content is looked at. */
    private static byte[] sealed(byte[] bytes) {
        if (bytes.length < HEADER + Integer.BYTES) {
            return bytes;
        }
        ByteBuffer sealed = ByteBuffer.wrap(bytes);
        sealed.putInt(HEADER - Integer.BYTES, bytes.length - HEADER - Integer.BYTES);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - Integer.BYTES);
        sealed.putInt(bytes.length - Integer.BYTES, (int) checksum.getValue());
        return bytes;
    }

    @Test
    void aLengthThatTheBytesDoNotPayForIsNotAllocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        messages(3).forEach((reader, bytes) -> {
            for (int at = HEADER; at < Math.min(2000, bytes.length - 2 * Integer.BYTES); at++) {
                byte[] crafted = bytes.clone();
                ByteBuffer.wrap(crafted).putInt(at, Integer.MAX_VALUE);
                sealed(crafted);
                long before = threads.getThreadAllocatedBytes(thread);
                try {
                    reader.read(crafted);
                } catch (ExchangeFormatException e) {
                    // Expected of most.
                }
                assertThat(threads.getThreadAllocatedBytes(thread) - before)
                        .as("allocated for %s bytes", crafted.length)
                        .isLessThan(100_000 + 100L * crafted.length);
            }
        });
    }

    @Test
    void anotherKindOrVersionIsRefused() {
        byte[] fleet = Exchange.encode(new RandomValues(3).fleet());
        byte[] newer = fleet.clone();
        newer[7]++;

        assertThatThrownBy(() -> Exchange.observation(fleet))
                .isInstanceOf(ExchangeFormatException.class)
                .hasMessage("The observation cannot be read: its kind is 1, which must be 2.");
        assertThatThrownBy(() -> Exchange.fleet(sealed(newer)))
                .isInstanceOf(ExchangeFormatException.class)
                .hasMessage("The fleet cannot be read: its version is 3, which must be 2.");
        assertThatThrownBy(() -> Exchange.fleet(new byte[0]))
                .isInstanceOf(ExchangeFormatException.class)
                .hasMessage("The fleet cannot be read: it has only 0 bytes.");
    }

    @Test
    void aTermThatIsNotThereIsRefused() {
        byte[] bytes = Exchange.encode(new RandomValues(3)
                .problem().toBuilder().terms(List.of(RandomValues.TERM)).build());

        assertThatThrownBy(() -> Exchange.problem(bytes, List.of()))
                .isInstanceOf(ExchangeFormatException.class)
                .hasMessageContaining(RandomValues.TERM.name());
    }
}

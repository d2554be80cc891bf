// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final byte[] ANSWER =
            ("{\"data\":{\"result\":[{\"values\":[[1700000000.123,\"0.25\"],[1700000001,\"NaN\"]],"
                            + "\"metric\":{\"vm\":\"\u00e4\\u0041\"},\"histograms\":[[1,{\"count\":\"3\",\"buckets\":[[0,\"1\",\"2\",\"3\"]]}]]},"
                            + "{\"metric\":{},\"value\":[1.7e9,\"-1e-3\"]}],\"resultType\":\"matrix\",\"stats\":{\"a\":[1,2]}},"
                            + "\"warnings\":[\"w\"],\"status\":\"success\"} \n")
                    .getBytes(StandardCharsets.UTF_8);

    private static AnswerReader fed(byte[] bytes, int atOnce) throws QueryException {
        AnswerReader reader = new AnswerReader();
        for (int from = 0; from < bytes.length; from += atOnce) {
            reader.feed(ByteBuffer.wrap(bytes, from, Math.min(atOnce, bytes.length - from)));
        }
        return reader;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void theSameIsReadHoweverItComesIn(int atOnce) throws QueryException {
        var series = fed(ANSWER, atOnce).end();

        assertThat(series).hasSize(2);
        assertThat(series.get(0).labels()).isEqualTo(Map.of("vm", "\u00e4A"));
        assertThat(series.get(0).length()).isEqualTo(2);
        assertThat(series.get(0).time(0)).isEqualTo(1_700_000_000_123L);
        assertThat(series.get(0).value(0)).isEqualTo(0.25);
        assertThat(series.get(0).value(1)).isNaN();
        assertThat(series.get(1).time(0)).isEqualTo(1_700_000_000_000L);
        assertThat(series.get(1).value(0)).isEqualTo(-0.001);
    }

    @Test
    void noBeginningOfAnAnswerIsAnAnswer() {
        int whole = new String(ANSWER, StandardCharsets.UTF_8).stripTrailing().getBytes(StandardCharsets.UTF_8).length;
        for (int length = 0; length < whole; length++) {
            byte[] start = java.util.Arrays.copyOf(ANSWER, length);
            assertThatThrownBy(() -> fed(start, 5).end()).isInstanceOf(QueryException.class);
        }
    }

    @Test
    void anyByteThatIsChangedIsReadOrRefused() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] changed = ANSWER.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                fed(changed, 11).end();
            } catch (QueryException e) {
                assertThat(e).hasMessageStartingWith("it");
            }
        }
    }

    @Test
    void numbersAreThoseOfTheJdkToTheLastBit() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            String text =
                    switch (i % 4) {
                        case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                        case 1 -> Double.toString(random.nextDouble() * 1e6);
                        case 2 ->
                            (random.nextBoolean() ? "-" : "") + random.nextInt(1_000_000) + "."
                                    + random.nextInt(100_000);
                        default -> Long.toString(random.nextLong() >> random.nextInt(63));
                    };
            if (text.equals("NaN") || text.endsWith("Infinity")) {
                continue;
            }
            char[] chars = ("x" + text + "y").toCharArray();
            assertThat(Decimals.parse(chars, 1, text.length())).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1.2.3", "one", "1x", "--1"})
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> Decimals.parse(text.toCharArray(), 0, text.length()))
                .isInstanceOf(NumberFormatException.class);
    }
}

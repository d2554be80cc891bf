// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static final Envelope ENVELOPE = new Envelope(0x41464D4F, 3);
    private static final byte[] CONTENT = {1, 2, 3, 4, 5};

    private static byte[] opened(byte[] bytes) {
        ByteBuffer content = ENVELOPE.open(bytes);
        byte[] copy = new byte[content.remaining()];
        content.get(copy);
        return copy;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 70_000})
    void whatWasSealedIsOpenedAsItWas(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) i;
        }

        assertThat(opened(ENVELOPE.seal(content))).isEqualTo(content);
    }

    @Test
    void bytesAreAsDocumented() {
        assertThat(HexFormat.of().formatHex(ENVELOPE.seal(CONTENT)))
                .startsWith("41464d4f" + "00000003" + "00000005" + "0102030405");
        assertThat(ENVELOPE.seal(CONTENT)).hasSize(CONTENT.length + Envelope.HEADER_BYTES + Envelope.TRAILER_BYTES);
    }

    @Test
    void aPartOfABufferIsSealed() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {0, 0, 1, 2, 3, 4, 5, 0}, 2, 5);

        assertThat(opened(ENVELOPE.seal(buffer))).isEqualTo(CONTENT);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void anyBitThatChangesIsNoticed() {
        byte[] sealed = ENVELOPE.seal(CONTENT);
        for (int bit = 0; bit < Byte.SIZE * sealed.length; bit++) {
            byte[] damaged = sealed.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

            assertThatThrownBy(() -> ENVELOPE.open(damaged)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void bytesThatAreCutOffOrHaveARestAreRefused() {
        byte[] sealed = ENVELOPE.seal(CONTENT);
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> ENVELOPE.open(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ENVELOPE.open(Arrays.copyOf(sealed, sealed.length + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its length is 5, which must be 6");
    }

    @Test
    void anotherMarkOrVersionIsNamed() {
        byte[] sealed = ENVELOPE.seal(CONTENT);

        assertThatThrownBy(() -> new Envelope(7, 3).open(sealed))
                .hasMessage("its mark is " + 0x41464D4F + ", which must be 7");
        assertThatThrownBy(() -> new Envelope(0x41464D4F, 4).open(sealed))
                .hasMessage("its version is 3, which must be 4");
    }
}

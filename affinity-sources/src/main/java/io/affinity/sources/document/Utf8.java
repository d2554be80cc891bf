// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes as text, within limits. */
final class Utf8 {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private Utf8() {}

    /** @throws IOException if there is more than a document may have, or it is no text */
    static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Document.MOST_BYTES + 1);
        if (bytes.length > Document.MOST_BYTES) {
            throw new IOException("it has more than " + Document.MOST_BYTES + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("it is no text in UTF-8", e);
        }
    }
}

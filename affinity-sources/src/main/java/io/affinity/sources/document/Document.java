// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text that may change. Belongs to one thread, as a rule that of whoever refreshes. */
public interface Document {

    /** The largest text, in bytes. */
    int MOST_BYTES = 1 << 24;

    /** {@return where it is, for messages} */
    String place();

    /** {@return what tells it from all other documents; never shown, as it may hold a password. Its place, if that is all there is} */
    default String identity() {
        return place();
    }

    /**
     * {@return the text; null if it is as it was when it was last returned, or need not be looked at yet}
     *
     * @throws IOException if it cannot be read, is longer than {@link #MOST_BYTES} or no text in UTF-8; the message says which in a few words
     */
    @Nullable
    String readIfChanged() throws IOException;
}

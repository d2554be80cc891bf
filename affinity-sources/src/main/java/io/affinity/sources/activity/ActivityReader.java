// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import java.io.IOException;

/** Reads samples from where they are. Blocks while it does, within its own limits. Belongs to one thread at a time. */
public interface ActivityReader {

    /** {@return where they are, for messages} */
    String place();

    /**
     * {@return all samples that are known by now, those of earlier readings included}
     *
     * @throws IOException if they cannot be read; the message says why in a few words
     * @throws SampleException if what was read is not right
     */
    Samples read() throws IOException;
}

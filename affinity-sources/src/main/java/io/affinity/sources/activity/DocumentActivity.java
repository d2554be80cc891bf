// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import io.affinity.sources.document.Document;
import java.io.IOException;

/** Samples of a file or an address, read again when that changes. */
final class DocumentActivity implements ActivityReader {

    private final Document document;
    private Samples last = Samples.NONE;

    DocumentActivity(Document document) {
        this.document = document;
    }

    @Override
    public String place() {
        return document.place();
    }

    @Override
    public Samples read() throws IOException {
        String text = document.readIfChanged();
        if (text != null) {
            last = SampleFile.parse(text);
        }
        return last;
    }
}

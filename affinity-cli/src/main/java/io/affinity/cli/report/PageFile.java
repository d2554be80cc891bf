// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The parts of the page that are kept as files beside the classes. */
final class PageFile {
    private PageFile() {}

    static String text(String name) throws IOException {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource (" + name + ") must be on the class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

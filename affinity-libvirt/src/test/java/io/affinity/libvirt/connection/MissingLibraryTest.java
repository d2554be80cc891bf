// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C library is loaded once in a JVM, so that each case needs one of its own. */
class MissingLibraryTest {

    private static final String PACKAGES =
            "Maybe its package is missing: libvirt0 on Debian and Ubuntu, libvirt-libs on Fedora and RHEL.";

    /** The second question comes earlier than that on any machine. */
    private static final Duration RETRY = Duration.ofHours(1);

    @TempDir
    private Path folder;

    @Test
    void namesThePackageInOneLineWheneverAsked() {
        try (CallerProcess caller =
                CallerProcess.here("test:///default", folder, RETRY, "-Djna.platform.library.path=/nonexistent")) {
            String first = caller.ask();

            assertThat(first)
                    .startsWith("LibraryUnavailableException The C library of libvirt cannot be loaded. " + PACKAGES)
                    .contains("The loader says: Unable to load library 'virt'", "libvirt.so");
            assertThat(caller.ask()).contains("BACKING_OFF", PACKAGES);
            assertThat(caller.errors()).as("standard error").isEmpty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeErrorsTest {

    @Test
    void tellsInOneLineWhatOtherProgramsHavePrintedInSeveral() {
        assertThat(NativeErrors.oneLine("Cannot recv data: bad permissions\r\n\nPermission denied: reset by peer\n"))
                .isEqualTo("Cannot recv data: bad permissions Permission denied: reset by peer");
    }
}

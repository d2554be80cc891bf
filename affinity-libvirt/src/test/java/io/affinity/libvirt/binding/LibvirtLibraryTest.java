// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.access.LibraryUnavailableException;
import org.junit.jupiter.api.Test;

class LibvirtLibraryTest {

    @Test
    void writesVersionsAsPeopleDo() {
        assertThat(LibvirtLibrary.text(9_001_002)).isEqualTo("9.1.2");
        assertThat(LibvirtLibrary.text(10_000_000)).isEqualTo("10.0.0");
    }

    @Test
    void refusesALibraryThatIsTooOldAndSaysWhatIsNeeded() {
        assertThatThrownBy(() -> LibvirtLibrary.requireVersion(6_010_000))
                .isInstanceOf(LibraryUnavailableException.class)
                .hasMessageContaining("6.10.0")
                .hasMessageContaining("7.0.0");
        assertThatCode(() -> LibvirtLibrary.requireVersion(7_000_000)).doesNotThrowAnyException();
    }

    @Test
    void saysWhatTheLoaderSaidAndNotWhereElseItHasLooked() {
        Throwable forbidden = new ExceptionInInitializerError(
                new IllegalCallerException("Illegal native access from an unnamed module"));
        assertThat(LibvirtLibrary.missing(forbidden)).endsWith("Illegal native access from an unnamed module");
        assertThat(LibvirtLibrary.missing(new UnsatisfiedLinkError("Unable to load 'virt':\ncannot open\nelsewhere")))
                .endsWith("Unable to load 'virt': cannot open");
    }

    @Test
    void namesThePackageAndTheOptionWhenTheLibraryCannotBeLoaded() {
        assertThat(LibvirtLibrary.missing(new UnsatisfiedLinkError("libvirt.so: cannot open")))
                .contains("libvirt0", "libvirt-libs", "--enable-native-access=ALL-UNNAMED", "libvirt.so: cannot open");
    }
}

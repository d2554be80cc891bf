// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvingTest {

    @TempDir
    Path state;

    private List<String> take(Resolving resolving, boolean isResolved) {
        List<String> taken = new ArrayList<>();
        resolving.take(vm -> {
            taken.add(vm.value());
            return isResolved;
        });
        return taken;
    }

    @Test
    void handsOnEachVmOnce() {
        Resolving resolving = new Resolving(state);
        assertThat(take(resolving, true)).isEmpty();
        resolving.add(new VmId("web/1 %"));
        resolving.add(new VmId("db"));
        resolving.add(new VmId("db"));

        assertThat(take(resolving, true)).containsExactlyInAnyOrder("db", "web/1 %");
        assertThat(take(resolving, true)).isEmpty();
    }

    /** Such as where the journal cannot be written just now. */
    @Test
    void aWordStaysUntilTheAlarmsHaveEnded() {
        Resolving resolving = new Resolving(state);
        resolving.add(new VmId("db"));

        assertThat(take(resolving, false)).containsExactly("db");
        assertThat(take(resolving, true)).containsExactly("db");
        assertThat(take(resolving, true)).isEmpty();
    }

    @Test
    void whatIsNoWordIsLeftThereAndHidesNoOther() throws IOException {
        Resolving resolving = new Resolving(state);
        resolving.add(new VmId("db"));
        Path folder = state.resolve("resolve");
        Files.createDirectories(folder.resolve("a-folder/inside"));
        Files.writeString(folder.resolve("%zz"), "");
        Files.writeString(folder.resolve("+"), "");

        assertThat(take(resolving, true)).containsExactly("db");
        assertThat(take(resolving, true)).isEmpty();
        assertThat(folder.resolve("%zz")).exists();
        assertThat(folder.resolve("a-folder/inside")).exists();
    }

    @Test
    void aFileInPlaceOfTheFolderIsNoWord() throws IOException {
        Files.writeString(state.resolve("resolve"), "");

        assertThat(take(new Resolving(state), true)).isEmpty();
    }
}

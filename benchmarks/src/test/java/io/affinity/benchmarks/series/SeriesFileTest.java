// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesFileTest {

    @TempDir
    private Path folder;

    @Test
    void valuesAreSeparatedBySpacesOrCommasAndMayBeMissing() throws IOException {
        List<NamedSeries> series = SeriesFile.read(file("id,values\na,1 2.5 NA 4\nb,1,,3\n"));

        assertThat(series).extracting(NamedSeries::id).containsExactly("a", "b");
        assertThat(series.get(0).values()).containsExactly(1, 2.5, Double.NaN, 4);
        assertThat(series.get(1).values()).containsExactly(1, Double.NaN, 3);
    }

    @Test
    void aCompressedFileIsReadLikeAPlainOne() throws IOException {
        Path file = folder.resolve("in.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("id,values\na,1 2\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(SeriesFile.read(file).get(0).values()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,values@a,1 x@ | line 2: \"x\" must be a number or NA",
                "id,values@a,1 Infinity@ | \"Infinity\" must be a number or NA",
                "id,values@a@ | line 2: must be an id, a comma",
                "id,values@a,1@a,2@ | line 3: the id (a) must not be there twice",
                "id,values@ | at least one series"
            })
    void whatIsWrongIsSaidWithItsPlace(String text, String message) throws IOException {
        Path file = file(text.strip().replace('@', '\n'));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesFile.read(file))
                .withMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesFile.read(folder.resolve("nothing.csv")))
                .withMessageContaining("nothing.csv");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("in.csv"), text);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultHugepageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 2048 1048576       | 2048",
                "4 64 2048 32768      | 2048",
                "16 2048 32768        | 32768",
                "64 2048 524288       | 524288",
                "4 1024               | 1024",
                "4                    | 0"
            })
    void isWhatTheKernelPrefersForItsOrdinaryPages(String kibibytes, long expectedKibibytes) {
        assertThat(DefaultHugepage.bytes(pages(kibibytes), List.of())).isEqualTo(expectedKibibytes * 1024);
    }

    @Test
    void isTheOnlySizeThatIsSetAside() {
        long gib = 1 << 30;

        assertThat(DefaultHugepage.bytes(pages("4 2048 1048576"), List.of(cell(gib), cell(gib))))
                .isEqualTo(gib);
        assertThat(DefaultHugepage.bytes(pages("4 2048 1048576"), List.of(cell(gib, 2 << 20))))
                .isEqualTo(2 << 20);
    }

    private static NumaCell cell(long... sizes) {
        Map<Long, Long> pages = LongStream.of(sizes).boxed().collect(Collectors.toMap(Function.identity(), size -> 5L));
        return new NumaCell(0, 1, Set.of(0), pages);
    }

    private static Xml pages(String kibibytes) {
        return Xml.parse(Arrays.stream(kibibytes.strip().split(" ", -1))
                .map(size -> "<pages unit='KiB' size='" + size + "'/>")
                .collect(Collectors.joining("", "<capabilities><host><cpu>", "</cpu></host></capabilities>")));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VmNamesTest {

    private static final String VICTIM = "6695eb01-f6a4-8304-79aa-97f2502e193f";
    private static final String OTHER = "6695eb01-f6a4-8304-79aa-97f2502e1940";

    @Test
    void aTextMeansTheVmThatHasItAsItsNameOrItsId() {
        VmNames names = VmNames.of(Map.of(new VmId(VICTIM), "db", new VmId("web"), "web"));

        assertThat(names.meantBy("db")).containsExactly(new VmId(VICTIM));
        assertThat(names.meantBy(VICTIM)).containsExactly(new VmId(VICTIM));
        assertThat(names.meantBy(VICTIM.toUpperCase(Locale.ROOT))).containsExactly(new VmId(VICTIM));
        assertThat(names.meantBy("web")).containsExactly(new VmId("web"));
        assertThat(names.meantBy("DB")).isEmpty();
        assertThat(names.meantBy("")).isEmpty();
    }

    @Test
    void aTextMayFitSeveral() {
        VmNames names = VmNames.of(Map.of(new VmId("1"), "db", new VmId("2"), "db", new VmId("db"), "other"));

        assertThat(names.meantBy("db")).containsExactly(new VmId("1"), new VmId("2"), new VmId("db"));
    }

    @Test
    void nobodyIsMeantByTheUuidOfAnother() {
        VmNames both = VmNames.of(Map.of(new VmId(VICTIM), "db", new VmId(OTHER), VICTIM));
        VmNames alone = VmNames.of(Map.of(new VmId(OTHER), VICTIM, new VmId("3"), "db@" + VICTIM));

        assertThat(both.meantBy(VICTIM)).containsExactly(new VmId(VICTIM));
        assertThat(alone.meantBy(VICTIM)).isEmpty();
    }

    @Test
    void aVmIsCalledByItsNameWhereThatTellsItFromOthers() {
        VmNames names = VmNames.of(Map.of(
                new VmId(VICTIM), "db", new VmId(OTHER), "db", new VmId("web"), "web", new VmId("3"), "größe 1"));

        assertThat(names.label(new VmId(VICTIM))).isEqualTo("db (6695eb01-f6a4-8304-79aa-97f2502e193)");
        assertThat(names.label(new VmId(OTHER))).isEqualTo("db (6695eb01-f6a4-8304-79aa-97f2502e194)");
        assertThat(names.label(new VmId("web"))).isEqualTo("web");
        assertThat(names.label(new VmId("3"))).isEqualTo("größe 1");
        assertThat(names.label(new VmId("gone"))).isEqualTo("gone");
        assertThat(names.labelWithId(new VmId(VICTIM))).isEqualTo("db (" + VICTIM + ")");
        assertThat(names.labelWithId(new VmId("web"))).isEqualTo("web");
    }

    @Test
    void noTwoVmsAreCalledTheSameWhateverTheirOwnersNameThem() {
        List<String> tricks = List.of(
                "db",
                "db ",
                " db",
                "db (00000001)",
                "db (00000001-0000)",
                "db\n",
                "db\u200b",
                "\u202edb",
                "d\u0000b",
                VICTIM,
                "x".repeat(64),
                "x".repeat(65),
                "x".repeat(9000),
                "db\u00a0",
                "???",
                "\ud800",
                "(",
                ")");
        SplittableRandom random = new SplittableRandom(13);
        for (int round = 0; round < 200; round++) {
            Map<VmId, String> named = new LinkedHashMap<>();
            for (int i = 0; i < 12; i++) {
                UUID uuid = new UUID(1L << 32 | random.nextInt(2), random.nextInt(3) << 30 | i);
                named.put(new VmId(uuid.toString()), tricks.get(random.nextInt(tricks.size())));
            }
            VmNames names = VmNames.of(named);
            List<String> labels = new ArrayList<>();
            named.keySet().forEach(vm -> labels.add(names.label(vm)));

            assertThat(new HashSet<>(labels)).as("%s", labels).hasSameSizeAs(labels);
            assertThat(labels)
                    .allSatisfy(label -> assertThat(label).hasSizeLessThan(120).doesNotContain("\n", "\u202e"));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.cli.yaml.YamlNode.Entry;
import io.affinity.cli.yaml.YamlNode.Mapping;
import io.affinity.cli.yaml.YamlNode.Scalar;
import io.affinity.cli.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {

    @Test
    void knowsTheLineOfEachPart() {
        assertThat(YamlTree.of("a:\n  - x\n  - 1.10\nb: 'null'\nc:\n"))
                .isEqualTo(new Mapping(
                        1,
                        List.of(
                                new Entry(
                                        new Scalar(1, "a", false),
                                        new Sequence(
                                                2, List.of(new Scalar(2, "x", false), new Scalar(3, "1.10", false)))),
                                new Entry(new Scalar(4, "b", false), new Scalar(4, "null", false)),
                                new Entry(new Scalar(5, "c", false), new Scalar(5, "", true)))));
    }

    @Test
    void hasNothingWhereNothingIsWritten() {
        assertThat(YamlTree.of("")).isNull();
        assertThat(YamlTree.of("# later\n")).isNull();
    }

    @Test
    void putsWhatAnAliasStandsForInItsPlace() {
        assertThat(YamlTree.of("a: &web [x]\nb: *web"))
                .isEqualTo(new Mapping(
                        1,
                        List.of(
                                new Entry(new Scalar(1, "a", false), list()),
                                new Entry(new Scalar(2, "b", false), list()))));
    }

    private static Sequence list() {
        return new Sequence(1, List.of(new Scalar(1, "x", false)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 'a: 1\n\tb: 2'         | is not YAML: a tab is not allowed here; indent with spaces.",
                "2 | 'a: [1\nb: 2'          | is not YAML:",
                "2 | 'a: 1\n--- \nb: 2'     | must be one document; a second one begins here.",
                "1 | 'a: *nobody'           | the alias *nobody must stand for an anchor before it",
                "1 | '&a [*a]'              | the alias *a must stand for an anchor before it, and not for what it is in.",
                "1 | '[a]: b'               | a key must be a word",
                "1 | 'a: !!int 1'           | the tag tag:yaml.org,2002:int must be left out",
                "2 | 'a: b\nc: \u0007'      | is not YAML: the character U+0007 is not allowed.",
            })
    void saysOnWhichLineTheTextIsWrong(int line, String text, String message) {
        assertThatThrownBy(() -> YamlTree.of(text)).isInstanceOfSatisfying(YamlException.class, e -> {
            assertThat(e).hasMessageContaining(message.strip());
            assertThat(e.line()).isEqualTo(line);
        });
    }

    @Test
    void refusesWhatIsTooDeep() {
        for (String nest : List.of("[", "{a: ", "- ", "? ")) {
            assertThatThrownBy(() -> YamlTree.of(nest.repeat(20_000)))
                    .as(nest)
                    .isInstanceOf(YamlException.class)
                    .hasMessage("must have at most 32 levels.");
        }
    }

    @Test
    void refusesWhatAliasesMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        assertThatThrownBy(() -> YamlTree.of(bomb.toString()))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("must have at most 200000 values");
    }

    @Test
    void refusesWhatIsTooWide() {
        assertThatThrownBy(() -> YamlTree.of("[" + "x,".repeat(1_000_000) + "]"))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("must have at most 200000 values");
    }

    @Test
    void quotesLittleOfWhatIsWrong() {
        assertThatThrownBy(() -> YamlTree.of("a: *" + "x".repeat(3_000_000)))
                .isInstanceOfSatisfying(
                        YamlException.class, e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void throwsNothingElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "ab: ,-?[]{}&*!|>'\"%@`#\n\t\\\u0000\u0085\uFEFF\uD800";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                YamlTree.of(text.toString());
            } catch (YamlException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }
}

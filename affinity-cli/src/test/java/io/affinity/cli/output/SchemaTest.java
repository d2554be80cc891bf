// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

    @Test
    void eachHasItsFileAndEachFileIsOne() {
        assertThat(SchemaFile.words())
                .containsExactlyElementsOf(
                        Stream.of(Schema.values()).map(Schema::word).toList());
    }

    @ParameterizedTest
    @EnumSource
    void theFileNamesItsVersion(Schema schema) throws IOException {
        assertThat(Files.readString(SchemaFile.of(schema)))
                .containsIgnoringWhitespaces("\"schema\": {\"const\": \"" + schema.id() + "\"}");
    }

    @Test
    void aFieldMoreOrLessIsAMistake() {
        SchemaFile.assertFits(Schema.ALARMS, "{\"schema\": \"alarms/1\", \"loopRunning\": true, \"alarms\": []}\n");

        for (String wrong : new String[] {
            "{\"schema\": \"alarms/1\", \"alarms\": []}\n",
            "{\"schema\": \"alarms/2\", \"loopRunning\": true, \"alarms\": []}\n",
            "{\"schema\": \"alarms/1\", \"loopRunning\": true, \"alarms\": [], \"more\": 1}\n",
            "{\"schema\": \"alarms/1\", \"loopRunning\": true, \"alarms\": [{\"kind\": \"open\"}]}\n"
        }) {
            assertThatThrownBy(() -> SchemaFile.assertFits(Schema.ALARMS, wrong))
                    .as(wrong)
                    .isInstanceOf(AssertionError.class);
        }
    }
}

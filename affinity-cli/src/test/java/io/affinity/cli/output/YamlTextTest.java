// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTextTest {

    private static String yaml(String json) throws IOException {
        StringWriter out = new StringWriter();
        YamlText.write(writer -> writer.write(json), out);
        return out.toString();
    }

    private static Object read(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    @Test
    void isIndentedAndQuotesOnlyWhatMightBeMistaken() throws IOException {
        assertThat(yaml("{\"a\": [{\"b\": 1, \"c\": [2.5, null]}, \"on\"], \"empty\": [], \"text\": \"plain text\","
                        + " \"time\": \"2026-01-05T00:00:00Z\", \"none\": {}}"))
                .isEqualTo("""
                        a:
                          - b: 1
                            c:
                              - 2.5
                              - null
                          - "on"
                        empty: []
                        text: plain text
                        time: "2026-01-05T00:00:00Z"
                        none: {}
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"b\":{\"c\":[[1,2],[],[{\"d\":true}]]}},\"e\":-1.5E-7}",
                "[\"yes\",\"No\",\"~\",\"null\",\"12\",\"1e3\",\"0x1f\",\"12:30\",\"- a\",\"a: b\",\"#x\",\" a\",\"\",\"*a\",\"&a\",\"!t\",\"'\",\"\\\"\",\"\\\\\"]",
                "{\"n\":\"line\\nbreak\\u001b[2J\\u202e\\ud83d\\ude00 \\u00e4\",\"key: odd\":1,\"\":2}",
                "[]",
                "\"text\"",
                "12"
            })
    void saysWhatTheJsonSays(String json) throws IOException {
        String yaml = yaml(json);

        assertThat(yaml).isASCII();
        assertThat(JsonTree.of(text(read(yaml)))).isEqualTo(JsonTree.of(json));
    }

    @Test
    void halfOfACharacterIsShownAsOneThatCannotBeShown() throws IOException {
        assertThat(read(yaml("[\"a\\ud800b\"]"))).asString().contains("a\ufffdb");
    }

    /** What was read, as JSON again, in which numbers have one form. */
    private static String text(Object tree) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonText.generator(out)) {
            JsonTree.write(widened(tree), json);
        }
        return out.toString();
    }

    private static Object widened(Object tree) {
        if (tree instanceof Map<?, ?> object) {
            Map<Object, Object> all = new LinkedHashMap<>();
            object.forEach((key, value) -> all.put(key, widened(value)));
            return all;
        } else if (tree instanceof List<?> array) {
            List<Object> all = new ArrayList<>();
            array.forEach(value -> all.add(widened(value)));
            return all;
        }
        return tree instanceof Integer whole ? Long.valueOf(whole) : tree;
    }
}

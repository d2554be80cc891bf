// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What docs/schemas says of what commands print. */
public final class SchemaFile {

    private static final Path FOLDER = Path.of("..", "docs", "schemas");

    private SchemaFile() {}

    /** {@return the file that describes it} */
    public static Path of(Schema schema) {
        return FOLDER.resolve(schema.word() + ".json");
    }

    /** Fails unless this is such a document, in ASCII, with a line break at its end and no field that the schema does not have. */
    public static void assertFits(Schema schema, String json) {
        JsonSchema file = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(of(schema).toUri());
        assertThat(file.validate(json, InputFormat.JSON)).as(json).isEmpty();
        assertThat(json).isASCII().endsWith("}\n");
    }

    /** {@return the names of fields that the file of a schema declares, and that none of these documents has} */
    public static Set<String> unseen(Schema schema, String... documents) throws IOException {
        Set<String> names = new TreeSet<>();
        declared(JsonTree.of(Files.readString(of(schema))), names);
        for (String document : documents) {
            remove(JsonTree.of(document), names);
        }
        return names;
    }

    private static void declared(@Nullable Object tree, Set<String> names) {
        if (tree instanceof Map<?, ?> object) {
            if (object.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
            object.values().forEach(value -> declared(value, names));
        } else if (tree instanceof List<?> array) {
            array.forEach(value -> declared(value, names));
        }
    }

    private static void remove(@Nullable Object tree, Set<String> names) {
        if (tree instanceof Map<?, ?> object) {
            names.removeAll(object.keySet());
            object.values().forEach(value -> remove(value, names));
        } else if (tree instanceof List<?> array) {
            array.forEach(value -> remove(value, names));
        }
    }

    /** {@return the words that schemas exist for, by their files} */
    static List<String> words() {
        String[] files = FOLDER.toFile().list();
        return Arrays.stream(files == null ? new String[0] : files)
                .map(name -> name.replaceFirst("\\.json$", ""))
                .sorted()
                .toList();
    }
}

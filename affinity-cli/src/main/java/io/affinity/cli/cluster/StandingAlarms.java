package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The alarms of which a loop, of another process, told in its last cycle. */
public final class StandingAlarms {

    private StandingAlarms() {}

    /** {@return a sentence each, from the file of {@link Cluster#status}; none if no loop has run yet} */
    public static List<String> read(Path file) throws IOException {
        return fields(file, "text");
    }

    /** {@return whether one of them is about this VM} */
    public static boolean areAbout(VmId vm, Path file) throws IOException {
        return fields(file, "vm").contains(vm.value());
    }

    private static List<String> fields(Path file, String name) throws IOException {
        List<String> values = new ArrayList<>();
        if (!Files.exists(file)) {
            return values;
        }
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            boolean isAlarms = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY && "alarms".equals(json.currentName())) {
                    isAlarms = true;
                } else if (token == JsonToken.END_ARRAY && "alarms".equals(json.currentName())) {
                    isAlarms = false;
                } else if (isAlarms && token == JsonToken.VALUE_STRING && name.equals(json.currentName())) {
                    values.add(json.getText());
                }
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The status of the loop cannot be read from " + file + ": it is damaged", e);
        }
        return values;
    }
}

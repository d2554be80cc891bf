package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The alarms of which a loop, of another process, told in its last cycle. */
public final class StandingAlarms {

    private StandingAlarms() {}

    /** {@return a sentence each, from the file of {@link Cluster#status}; none if no loop has run yet} */
    public static List<String> read(Path file) throws IOException {
        return each("text", file);
    }

    /** {@return the VMs that they are about} */
    public static List<String> vms(Path file) throws IOException {
        return each("vm", file);
    }

    private static List<String> each(String field, Path file) throws IOException {
        List<String> alarms = new ArrayList<>();
        if (!Files.exists(file)) {
            return alarms;
        }
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            boolean isAlarms = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY && "alarms".equals(json.currentName())) {
                    isAlarms = true;
                } else if (token == JsonToken.END_ARRAY && "alarms".equals(json.currentName())) {
                    isAlarms = false;
                } else if (isAlarms && token == JsonToken.VALUE_STRING && field.equals(json.currentName())) {
                    alarms.add(json.getText());
                }
            }
        }
        return alarms;
    }
}

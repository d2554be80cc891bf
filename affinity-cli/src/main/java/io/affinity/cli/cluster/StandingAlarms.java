// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a loop, of another process or of an earlier one, told in its last cycle of VMs and of its alarms, as the file of
 * {@link Cluster#status} has it.
 *
 * @param sentences of its alarms, one each
 * @param names of the VMs that it saw or that are under alarm
 * @param vms that its alarms are about
 */
public record StandingAlarms(List<String> sentences, VmNames names, Set<VmId> vms) {

    private static final Set<String> WANTED = Set.of("vms", "alarms");

    public StandingAlarms {
        sentences = List.copyOf(sentences);
        vms = Collections.unmodifiableSet(new TreeSet<>(vms));
    }

    /**
     * {@return what the file says; nothing if no loop has run yet}
     *
     * @throws UncheckedIOException if it is damaged
     * @throws IOException if it cannot be read, or is no text
     */
    public static StandingAlarms read(Path file) throws IOException {
        Map<VmId, String> names = new LinkedHashMap<>();
        List<String> sentences = new ArrayList<>();
        Set<VmId> vms = new TreeSet<>();
        Map<String, List<Map<String, String>>> told = objects(file);
        for (Map<String, String> seen : told.getOrDefault("vms", List.of())) {
            addName(seen, names);
        }
        for (Map<String, String> alarm : told.getOrDefault("alarms", List.of())) {
            addName(alarm, names);
            sentences.add(alarm.getOrDefault("text", ""));
            if (!alarm.getOrDefault("vm", "").isBlank()) {
                vms.add(new VmId(alarm.getOrDefault("vm", "")));
            }
        }
        return new StandingAlarms(sentences, VmNames.of(names), vms);
    }

    private static void addName(Map<String, String> object, Map<VmId, String> names) {
        String vm = object.getOrDefault("vm", "");
        if (!vm.isBlank()) {
            names.put(new VmId(vm), object.getOrDefault("name", vm));
        }
    }

    /** By the name of each array of the outermost object that is wanted, the texts of each object in it, by field. */
    private static Map<String, List<Map<String, String>>> objects(Path file) throws IOException {
        Map<String, List<Map<String, String>>> byArray = new HashMap<>();
        if (!Files.exists(file)) {
            return byArray;
        }
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw damaged(file, null);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String array = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY && WANTED.contains(array)) {
                    List<Map<String, String>> objects = byArray.computeIfAbsent(array, name -> new ArrayList<>());
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        objects.add(texts(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw damaged(file, e);
        }
        return byArray;
    }

    private static UncheckedIOException damaged(Path file, @Nullable IOException cause) {
        return new UncheckedIOException(
                "The status of the loop cannot be read from " + file + ": it is damaged", new IOException(cause));
    }

    private static Map<String, String> texts(JsonParser json) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(field, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return texts;
    }
}

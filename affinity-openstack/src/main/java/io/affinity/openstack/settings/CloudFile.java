// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** One file of clouds. Messages repeat nothing of what it holds but names of clouds and keys, as any value may be a secret. */
final class CloudFile {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ALIASES = 50;

    private final Path file;
    private final Map<?, ?> clouds;

    private CloudFile(Path file, Map<?, ?> clouds) {
        this.file = file;
        this.clouds = clouds;
    }

    /** @throws IllegalArgumentException if it cannot be read, or is no file of clouds */
    static CloudFile read(Path file) {
        Object whole = parsed(file);
        Object clouds = whole instanceof Map<?, ?> map ? map.get("clouds") : null;
        if (!(clouds instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    "The file (" + file + ") must have clouds by name under the key clouds.");
        }
        return new CloudFile(file, map);
    }

    /** All values are texts, as a password of digits is no number. */
    private static Object parsed(Path file) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setCodePointLimit(MOST_BYTES)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowRecursiveKeys(false)
                .build();
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "The file (" + file + ") must have at most " + MOST_BYTES + " bytes.");
            }
            Object whole = new Load(settings).loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            return whole == null ? Map.of() : whole;
        } catch (IOException e) {
            throw new IllegalArgumentException("The file (" + file + ") must be a file of text that can be read.", e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "The file (" + file + ") must be YAML, which it is not" + place(e) + ".");
        }
    }

    private static String place(YamlEngineException e) {
        if (e instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            Mark mark = marked.getProblemMark().get();
            return " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        }
        return "";
    }

    /** {@return the name of the only cloud; null if there are several or none} */
    @Nullable
    String onlyCloud() {
        return clouds.size() == 1 ? String.valueOf(clouds.keySet().iterator().next()) : null;
    }

    boolean has(String cloud) {
        return clouds.get(cloud) != null;
    }

    /** {@return the texts of a cloud by key, those of a map within it with the key of that in front} */
    Map<String, String> texts(String cloud) {
        Map<String, String> texts = new LinkedHashMap<>();
        Object entry = clouds.get(cloud);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "The file (" + file + ") has no cloud (" + cloud + "); it has " + names() + ".");
        }
        collect(cloud, "", entry, texts);
        return texts;
    }

    String names() {
        return clouds.keySet().stream()
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private void collect(String cloud, String key, Object value, Map<String, String> texts) {
        if (value instanceof String text) {
            if (key.isEmpty()) {
                throw new IllegalArgumentException(place(cloud) + " must have keys and values.");
            }
            texts.put(key, text);
        } else if (value instanceof Map<?, ?> map && (key.isEmpty() || key.equals("auth"))) {
            map.forEach((name, part) -> {
                if (part != null) {
                    collect(cloud, key.isEmpty() ? String.valueOf(name) : key + "." + name, part, texts);
                }
            });
        } else if (value instanceof List<?> list
                && key.equals("regions")
                && list.stream().allMatch(String.class::isInstance)) {
            String all = list.stream().map(String::valueOf).collect(Collectors.joining("\n"));
            texts.putIfAbsent("region_name", all);
        } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
            texts.put(key, "several");
        }
    }

    String place(String cloud) {
        return "The cloud (" + cloud + ") of the file (" + file + ")";
    }
}

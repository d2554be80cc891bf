package io.affinity.cli.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, whose keys are taken one by one. What is left when everything was taken is a typing error of the
 * user, and not a setting that quietly does nothing.
 */
final class Section {

    private final String path;
    private final Map<?, ?> values;
    private final Set<String> known = new LinkedHashSet<>();

    private Section(String path, Map<?, ?> values) {
        this.path = path;
        this.values = values;
    }

    static Section of(String path, @Nullable Object value) {
        if (value == null) {
            return new Section(path, Map.of());
        }
        if (value instanceof Map<?, ?> map) {
            return new Section(path, map);
        }
        throw new ConfigException(path + ": must be a mapping of keys to values, not \"" + value + "\".");
    }

    /** {@return the place of a key in the file, for messages} */
    String at(String key) {
        return path + "." + key;
    }

    boolean has(String key) {
        known.add(key);
        return values.get(key) != null;
    }

    String text(String key) {
        Object value = value(key);
        if (value == null) {
            throw new ConfigException(at(key) + ": is missing.");
        }
        return scalar(at(key), value);
    }

    String text(String key, String absent) {
        return has(key) ? text(key) : absent;
    }

    double number(String key, double absent) {
        return has(key) ? parsed(key, Double::parseDouble, "a number") : absent;
    }

    int whole(String key, int absent) {
        return has(key) ? parsed(key, Integer::parseInt, "a whole number") : absent;
    }

    /** A number with or without a unit of bytes, such as 16GiB. */
    double bytes(String key, double absent) {
        return has(key) ? parsed(key, Quantity::bytes, "a size such as 16GiB or 500MB") : absent;
    }

    Duration duration(String key, Duration absent) {
        return has(key) ? parsed(key, Quantity::duration, "a time such as 300ms, 5m or 7d") : absent;
    }

    List<Duration> durations(String key, List<Duration> absent) {
        if (!has(key)) {
            return absent;
        }
        List<Duration> durations = new ArrayList<>();
        for (String text : texts(key)) {
            durations.add(parse(at(key), text, Quantity::duration, "a time such as 300ms, 5m or 7d"));
        }
        return durations;
    }

    /** {@return one of the constants, whose names are written in lower case and with hyphens} */
    <E extends Enum<E>> E choice(String key, E absent) {
        if (!has(key)) {
            return absent;
        }
        List<String> names = new ArrayList<>();
        for (E constant : absent.getDeclaringClass().getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text(key))) {
                return constant;
            }
            names.add(name);
        }
        throw new ConfigException(at(key) + ": must be " + String.join(" or ", names) + ", not \"" + text(key) + "\".");
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object element : elements(key)) {
            texts.add(scalar(at(key) + "[" + texts.size() + "]", element));
        }
        return texts;
    }

    /** {@return a set that keeps the order of the file} */
    <T> Set<T> set(String key, Function<String, T> kind) {
        Set<T> set = new LinkedHashSet<>();
        for (String text : texts(key)) {
            set.add(parse(at(key), text, kind, "a name"));
        }
        return set;
    }

    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (Object element : elements(key)) {
            sections.add(of(at(key) + "[" + sections.size() + "]", element));
        }
        return sections;
    }

    Section section(String key) {
        return of(at(key), value(key));
    }

    /** {@return the keys, where they are names that the user gave} */
    List<String> keys() {
        return values.keySet().stream().map(String::valueOf).toList();
    }

    /** {@return the sections of a mapping whose keys are names that the user gave} */
    Map<String, Section> sectionsByName(String key) {
        Map<String, Section> sections = new LinkedHashMap<>();
        section(key)
                .values
                .forEach((name, value) -> sections.put(String.valueOf(name), of(at(key) + "." + name, value)));
        return sections;
    }

    /** Runs a constructor of the library, whose complaints then name the place in the file. */
    <T> T build(Function<Section, T> constructor) {
        try {
            T built = constructor.apply(this);
            end();
            return built;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(path + ": " + e.getMessage(), e);
        }
    }

    private void end() {
        for (Object key : values.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new ConfigException(
                        path + "." + key + ": is not known; the keys here are " + String.join(", ", known) + ".");
            }
        }
    }

    private @Nullable Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    private List<?> elements(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    private <T> T parsed(String key, Function<String, T> parser, String kind) {
        return parse(at(key), text(key), parser, kind);
    }

    private static <T> T parse(String place, String text, Function<String, T> parser, String kind) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(place + ": must be " + kind + ", not \"" + text + "\".", e);
        }
    }

    private static String scalar(String place, @Nullable Object value) {
        if (value == null || value instanceof Map<?, ?> || value instanceof List<?>) {
            throw new ConfigException(place + ": must be one value, not \"" + value + "\".");
        }
        return String.valueOf(value);
    }
}

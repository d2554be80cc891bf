package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.cli.yaml.YamlNode;
import io.affinity.cli.yaml.YamlNode.Entry;
import io.affinity.cli.yaml.YamlNode.Mapping;
import io.affinity.cli.yaml.YamlNode.Scalar;
import io.affinity.cli.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, whose keys are taken one by one. What is left when everything was taken is a typing error of the
 * user, and not a setting that quietly does nothing. Whatever is wrong is noted, and reading goes on with what holds where nothing is
 * said, so that all of it is found at once; {@link #read} hands on only what nothing was wrong with.
 */
final class Section {

    /** What constructors say repeats what they were given. */
    private static final int LONGEST = 500;

    private final Findings findings;
    private final String path;
    private final int line;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Map<String, Section> sections = new HashMap<>();
    private boolean hasEnded;

    private Section(Findings findings, String path, int line) {
        this.findings = findings;
        this.path = path;
        this.line = line;
    }

    /** @param line where nothing is said that has a line of its own */
    static Section of(Findings findings, String path, int line, @Nullable YamlNode value) {
        Section section = new Section(findings, path, value == null ? line : value.line());
        if (value instanceof Mapping mapping) {
            mapping.entries().forEach(section::take);
        } else if (value != null && !value.isNothing()) {
            findings.add(section.line, path, "must be a mapping of keys to values, not " + value.described() + ".");
        }
        return section;
    }

    private void take(Entry entry) {
        Entry first = entries.putIfAbsent(entry.key().text(), entry);
        if (first != null) {
            findings.add(
                    entry.key().line(),
                    at(entry.key().text()),
                    "must not be given twice; it stands on line " + first.key().line() + ", too.");
        }
    }

    /** {@return the place of a key in the file, for messages} */
    String at(String key) {
        String shown = Quoted.shortened(key);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    /** {@return the path of this section in the file} */
    String path() {
        return path;
    }

    /** Notes that what this key says is not right. */
    void refuse(String key, String text) {
        Entry entry = entries.get(key);
        findings.add(entry == null ? line : entry.value().line(), at(key), text);
    }

    /** Notes that keys of this section do not go together. */
    void refuse(String text) {
        findings.add(line, path, Quoted.shortened(text, LONGEST));
    }

    boolean has(String key) {
        YamlNode value = value(key);
        return value != null && !value.isNothing();
    }

    /** {@return what must be said; if it is not, an empty text} */
    String text(String key) {
        if (!has(key)) {
            missing.add(key);
            return "";
        }
        return scalar(at(key), Objects.requireNonNull(value(key)));
    }

    String text(String key, String absent) {
        return has(key) ? text(key) : absent;
    }

    /** {@return the name that this key must have for a value, and where} */
    Mention mention(String key) {
        Entry entry = entries.get(key);
        return new Mention(
                text(key), findings.place(entry == null ? line : entry.value().line()), at(key));
    }

    double number(String key, double absent, Range<Double> range) {
        return value(key, absent, Legal.number(range));
    }

    long whole(String key, long absent, Range<Long> range) {
        return value(key, absent, Legal.whole(range));
    }

    int whole(String key, int absent, int least, int most) {
        return (int) whole(key, absent, Range.of((long) least, (long) most));
    }

    double bytes(String key, double absent, Range<Double> range) {
        return value(key, absent, Legal.bytes(range));
    }

    Duration duration(String key, Duration absent, Duration least, Duration most) {
        return value(key, absent, Legal.time(least, most));
    }

    List<Duration> durations(String key, List<Duration> absent, Duration least, Duration most) {
        if (!has(key)) {
            return absent;
        }
        List<Duration> durations = new ArrayList<>();
        for (Mention each : distinct(key)) {
            int before = findings.count();
            Duration duration = Legal.time(least, most).read(each, least, findings);
            if (findings.count() == before) {
                durations.add(duration);
            }
        }
        return durations;
    }

    private <T extends Comparable<T>> T value(String key, T absent, Legal<T> legal) {
        if (!has(key)) {
            return absent;
        }
        int before = findings.count();
        Mention said = mention(key);
        return findings.count() == before ? legal.read(said, absent, findings) : absent;
    }

    /** {@return one of the constants, whose names are written in lower case and with hyphens} */
    <E extends Enum<E>> E choice(String key, E absent) {
        Map<String, E> byName = new LinkedHashMap<>();
        for (E constant : absent.getDeclaringClass().getEnumConstants()) {
            byName.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return choice(key, absent, byName);
    }

    /** {@return the choice with the name that this key has for a value} */
    <T> T choice(String key, T absent, Map<String, T> byName) {
        if (!has(key)) {
            return absent;
        }
        int before = findings.count();
        String name = text(key);
        T chosen = byName.get(name);
        if (chosen == null && findings.count() == before) {
            refuse(
                    key,
                    "must be " + String.join(" or ", byName.keySet()) + ", not " + Quoted.of(name)
                            + Suggestion.end(byName.keySet(), name));
        }
        return chosen == null ? absent : chosen;
    }

    /** {@return the values of a list, or the one value that stands for it, and where each is} */
    private List<Mention> mentions(String key) {
        List<Mention> mentions = new ArrayList<>();
        int i = 0;
        for (YamlNode element : elements(key)) {
            String place = at(key) + "[" + i++ + "]";
            int before = findings.count();
            String text = scalar(place, element);
            if (findings.count() == before) {
                mentions.add(new Mention(text, findings.place(element.line()), place));
            }
        }
        return mentions;
    }

    /** {@return the same, each of them once} */
    List<Mention> distinct(String key) {
        Map<String, Mention> byName = new LinkedHashMap<>();
        for (Mention each : mentions(key)) {
            if (byName.putIfAbsent(each.name(), each) != null) {
                findings.add(each, "must not be given twice (" + Quoted.shortened(each.name()) + ").");
            }
        }
        return List.copyOf(byName.values());
    }

    /** {@return the same, of which there must be one at least} */
    List<Mention> required(String key) {
        int before = findings.count();
        List<Mention> all = distinct(key);
        if (!has(key)) {
            missing.add(key);
        } else if (all.isEmpty() && findings.count() == before) {
            refuse(key, "must name at least one.");
        }
        return all;
    }

    List<String> texts(String key) {
        return distinct(key).stream().map(Mention::name).toList();
    }

    /** {@return what is read of each element of a list, but for those with which something is wrong} */
    <T> List<T> each(String key, Function<Section, T> reader) {
        List<T> all = new ArrayList<>();
        int i = 0;
        for (YamlNode element : elements(key)) {
            of(findings, at(key) + "[" + i++ + "]", element.line(), element)
                    .read(reader)
                    .ifPresent(all::add);
        }
        return all;
    }

    /** {@return what is read of a section; as if it were not there, if something is wrong with it} */
    <T> T one(String key, Function<Section, T> reader) {
        Section section = section(key);
        return section.read(reader).orElseGet(() -> reader.apply(new Section(new Findings(""), "", 0)));
    }

    /** {@return what is read of each section of a mapping whose keys are names that the user gave} */
    <T> Map<Mention, T> byName(String key, Function<Section, T> reader) {
        Map<Mention, T> all = new LinkedHashMap<>();
        Section named = section(key);
        for (Mention name : named.names()) {
            Entry entry = named.entries.get(name.name());
            of(
                            findings,
                            name.key(),
                            name.place().line(),
                            Objects.requireNonNull(entry).value())
                    .read(reader)
                    .ifPresent(read -> all.put(name, read));
        }
        return all;
    }

    /** {@return the section of this key, the same each time} */
    Section section(String key) {
        Section made = sections.get(key);
        if (made == null) {
            Entry entry = entry(key);
            int where = entry == null ? line : entry.key().line();
            made = of(findings, at(key), where, entry == null ? null : entry.value());
            sections.put(key, made);
        }
        return made;
    }

    /** {@return the keys, where they are names that the user gave} */
    List<Mention> names() {
        List<Mention> names = new ArrayList<>();
        for (Entry entry : entries.values()) {
            Mention name = new Mention(
                    entry.key().text(),
                    findings.place(entry.key().line()),
                    at(entry.key().text()));
            if (name.name().isBlank() && known.add(name.name())) {
                findings.add(name, "a name must not be blank.");
            } else if (!name.name().isBlank()) {
                known.add(name.name());
                names.add(name);
            }
        }
        return names;
    }

    /** {@return what a reader makes of this, whose complaints then name the place; nothing if anything is wrong} */
    <T> Optional<T> read(Function<Section, T> reader) {
        int before = findings.count();
        try {
            T made = reader.apply(this);
            end();
            return findings.count() == before ? Optional.of(made) : Optional.empty();
        } catch (IllegalArgumentException e) {
            reportMissing();
            if (findings.count() == before) {
                refuse(String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
    }

    /** Notes what is left over, and what is missing; a reader calls it between the last key and what may fail. */
    void end() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        for (Entry entry : entries.values()) {
            if (!known.contains(entry.key().text())) {
                reportUnknown(entry.key());
            }
        }
        reportMissing();
    }

    /** A key that is mistyped is not missing as well. */
    private void reportUnknown(Scalar key) {
        String meant = Suggestion.among(known, key.text());
        missing.remove(String.valueOf(meant));
        findings.add(
                key.line(),
                at(key.text()),
                "is not known; " + (meant == null ? "" : "did you mean " + meant + "? ") + "the keys here are "
                        + String.join(", ", known) + ".");
    }

    private void reportMissing() {
        missing.forEach(key -> findings.add(line, at(key), "is missing."));
        missing.clear();
    }

    private @Nullable Entry entry(String key) {
        known.add(key);
        return entries.get(key);
    }

    private @Nullable YamlNode value(String key) {
        Entry entry = entry(key);
        return entry == null ? null : entry.value();
    }

    /** {@return the elements of a list, or the one value that stands for it} */
    List<YamlNode> elements(String key) {
        YamlNode value = value(key);
        if (value == null || value.isNothing()) {
            return List.of();
        }
        return value instanceof Sequence list ? list.elements() : List.of(value);
    }

    private String scalar(String place, YamlNode value) {
        if (value instanceof Scalar scalar && !scalar.isNull()) {
            return scalar.text();
        }
        findings.add(value.line(), place, "must be one value, not " + value.described() + ".");
        return "";
    }
}

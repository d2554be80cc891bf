// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.yaml.YamlNode;
import io.affinity.cli.yaml.YamlNode.Entry;
import io.affinity.cli.yaml.YamlNode.Mapping;
import io.affinity.cli.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, whose keys are taken one by one. What is left when everything was taken is a typing error of the
 * user, and not a setting that quietly does nothing. Whatever is wrong is noted, and reading goes on with what holds where nothing is
 * said, so that all of it is found at once; {@link #read} hands on only what nothing was wrong with.
 */
final class Section {

    private static final int LONGEST = 500;

    private final Findings findings;
    private final String path;
    private final int line;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final TakenKeys taken = new TakenKeys();
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
            taken.miss(key);
            return "";
        }
        return Elements.text(Objects.requireNonNull(value(key)), at(key), findings);
    }

    String text(String key, String absent) {
        return has(key) ? text(key) : absent;
    }

    /**
     * {@return what belongs to the kind that must be said}
     *
     * @throws IllegalArgumentException if it is none of these: then it is not known which keys there may be
     */
    <T> T kind(Map<String, T> kinds) {
        String said = text("kind");
        T known = kinds.get(said);
        if (known == null) {
            if (!said.isEmpty()) {
                refuse("kind", Choice.unknown(said, kinds.keySet()));
            }
            throw new IllegalArgumentException("The kind (" + said + ") must be known.");
        }
        return known;
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
        return choice(key, absent, Choice.names(absent));
    }

    /** {@return the choice with the name that this key has for a value} */
    <T> T choice(String key, T absent, Map<String, T> byName) {
        if (!has(key)) {
            return absent;
        }
        int before = findings.count();
        Mention said = mention(key);
        return findings.count() == before ? Choice.of(said, absent, byName, findings) : absent;
    }

    /** {@return the values of a list, or the one value that stands for it, each of them once, and where each is} */
    List<Mention> distinct(String key) {
        return Elements.distinct(elements(key), at(key), findings);
    }

    /** {@return the same, of which there must be one at least} */
    List<Mention> required(String key) {
        int before = findings.count();
        List<Mention> all = distinct(key);
        if (!has(key)) {
            taken.miss(key);
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
            YamlNode value = Objects.requireNonNull(entry).value();
            Section one = of(findings, name.key(), name.place().line(), value);
            one.read(reader).ifPresent(read -> all.put(name, read));
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
            boolean isNew = taken.take(name.name());
            if (!name.name().isBlank()) {
                names.add(name);
            } else if (isNew) {
                findings.add(name, "a name must not be blank.");
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
        entries.values()
                .forEach(
                        entry -> taken.reportUnknown(entry.key(), at(entry.key().text()), findings));
        reportMissing();
    }

    private void reportMissing() {
        taken.takeMissing().forEach(key -> findings.add(line, at(key), "is missing."));
    }

    private @Nullable Entry entry(String key) {
        taken.take(key);
        return entries.get(key);
    }

    private @Nullable YamlNode value(String key) {
        Entry entry = entry(key);
        return entry == null ? null : entry.value();
    }

    /** {@return the elements of a list, or the one value that stands for it} */
    List<YamlNode> elements(String key) {
        YamlNode value = value(key);
        List<YamlNode> single = value == null || value.isNothing() ? List.of() : List.of(value);
        return value instanceof Sequence list ? list.elements() : single;
    }
}

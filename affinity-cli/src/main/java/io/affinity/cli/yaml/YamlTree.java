// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.yaml;

import io.affinity.cli.input.Quoted;
import io.affinity.cli.yaml.YamlNode.Entry;
import io.affinity.cli.yaml.YamlNode.Mapping;
import io.affinity.cli.yaml.YamlNode.Scalar;
import io.affinity.cli.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Makes a tree of a text, event by event, so that nothing that is deep, wide or multiplied by aliases is built before it is refused.
 */
public final class YamlTree {

    /** A cluster file has six levels. */
    static final int MOST_LEVELS = 32;

    /** Counting what each alias stands for as often as it stands there; some tens of megabytes. */
    static final int MOST_NODES = 200_000;

    private static final Set<String> NULLS = Set.of("", "~", "null");

    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int nodes;

    private record Anchored(YamlNode node, int nodes) {}

    private YamlTree(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /**
     * {@return what a text holds; null if that is nothing}
     *
     * @throws YamlException if it is not one document of YAML, or has more than {@value #MOST_LEVELS} levels or
     *     {@value #MOST_NODES} parts
     */
    public static @Nullable YamlNode of(String text) {
        try {
            return new YamlTree(text).document();
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw new YamlException(
                    line, "is not YAML: the character U+%04X is not allowed.".formatted(e.getCodePoint()), e);
        } catch (MarkedYamlEngineException e) {
            throw new YamlException(line(e.getProblemMark()), "is not YAML: " + reason(e), e);
        } catch (YamlEngineException | NoSuchElementException e) {
            throw new YamlException(0, "is not YAML: " + Quoted.shortened(String.valueOf(e.getMessage())), e);
        }
    }

    private static String reason(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.contains("TAB")
                ? "a tab is not allowed here; indent with spaces."
                : Quoted.shortened(problem)
                        + "; maybe the line before is not closed, or not indented like its neighbors.";
    }

    private @Nullable YamlNode document() {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent begin) {
                root = node(begin, 1);
            } else if (event.getEventId() == Event.ID.DocumentStart && root != null) {
                throw new YamlException(line(event), "must be one document; a second one begins here.");
            }
        }
        return root;
    }

    private YamlNode node(NodeEvent event, int level) {
        if (level > MOST_LEVELS) {
            throw new YamlException(line(event), "must have at most " + MOST_LEVELS + " levels.");
        }
        if (event instanceof AliasEvent alias) {
            return target(alias);
        }
        int before = nodes;
        count(1, event);
        YamlNode made =
                event instanceof ScalarEvent scalar ? scalar(scalar) : collection((CollectionStartEvent) event, level);
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(made, nodes - before)));
        return made;
    }

    private YamlNode target(AliasEvent event) {
        Anchored known = anchors.get(event.getAlias());
        if (known == null) {
            throw new YamlException(
                    line(event),
                    "the alias *" + Quoted.shortened(event.getAlias().getValue())
                            + " must stand for an anchor before it, and not for what it is in.");
        }
        count(known.nodes(), event);
        return known.node();
    }

    private void count(int more, Event event) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new YamlException(
                    line(event), "must have at most " + MOST_NODES + " values, counting those that aliases stand for.");
        }
    }

    private static Scalar scalar(ScalarEvent event) {
        requireNoTag(event.getTag(), event);
        boolean isNull = event.isPlain() && NULLS.contains(event.getValue());
        return new Scalar(line(event), event.getValue(), isNull);
    }

    private YamlNode collection(CollectionStartEvent event, int level) {
        requireNoTag(event.getTag(), event);
        return event.getEventId() == Event.ID.SequenceStart
                ? new Sequence(line(event), elements(level))
                : new Mapping(line(event), entries(level));
    }

    private List<YamlNode> elements(int level) {
        List<YamlNode> elements = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            elements.add(node((NodeEvent) event, level + 1));
        }
        return elements;
    }

    private List<Entry> entries(int level) {
        List<Entry> entries = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            YamlNode key = node((NodeEvent) event, level + 1);
            if (!(key instanceof Scalar name)) {
                throw new YamlException(line(event), "a key must be a word, not a list or a mapping.");
            }
            entries.add(new Entry(name, node((NodeEvent) events.next(), level + 1)));
        }
        return entries;
    }

    private static void requireNoTag(Optional<String> tag, Event event) {
        if (tag.isPresent() && !tag.get().equals("!")) {
            throw new YamlException(
                    line(event), "the tag " + Quoted.shortened(tag.get()) + " must be left out; types are known.");
        }
    }

    private static int line(Event event) {
        return line(event.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(found -> found.getLine() + 1).orElse(0);
    }
}

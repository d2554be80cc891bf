package io.affinity.core.storage;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A journal entry as one line of text: a checksum, then words separated by single spaces, each of them URL-encoded so that no
 * text can break the line. The words are time, migration, VM, source, target, the kind of event, and what belongs to it.
 */
final class JournalLine {

    private static final int EVENT = 6;

    private final String[] words;
    private int next = EVENT;

    private JournalLine(String[] words) {
        this.words = words;
    }

    static String of(JournalEntry entry) {
        Migration migration = entry.migration();
        String text = line(
                entry.at().toString(),
                entry.migrationId(),
                migration.vm().value(),
                migration.source().value(),
                migration.target().value(),
                event(entry.event()));
        return checksum(text) + " " + text;
    }

    /** The event comes encoded already. */
    private static String line(String at, String id, String vm, String source, String target, String event) {
        return String.join(" ", at, word(id), word(vm), word(source), word(target), event);
    }

    private static String event(Event event) {
        if (event instanceof Event.Ended ended) {
            return "ended " + outcome(ended.outcome());
        }
        if (event instanceof Event.Checked checked) {
            return "checked " + verification(checked.verification());
        }
        if (event instanceof Event.Inspected inspected) {
            ActualState state = inspected.state();
            return "inspected "
                    + String.join(
                            " ",
                            word(state.vm().value()),
                            hosts(state.activeOn()),
                            hosts(state.pausedOn()),
                            hosts(state.unreachable()));
        }
        if (event instanceof Event.Closed closed) {
            return "closed " + word(closed.note());
        }
        return "intended";
    }

    private static String outcome(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.Completed completed) {
            return "completed " + completed.elapsed() + " " + completed.downtime() + " " + completed.transferredBytes();
        }
        if (outcome instanceof MigrationOutcome.Aborted aborted) {
            return "aborted " + word(aborted.reason());
        }
        if (outcome instanceof MigrationOutcome.Failed failed) {
            return "failed " + word(failed.reason());
        }
        return "unknown " + word(((MigrationOutcome.Unknown) outcome).reason());
    }

    private static String verification(Verification verification) {
        if (verification instanceof Verification.Refuted refuted) {
            return "refuted" + words(refuted.problems());
        }
        return verification instanceof Verification.Unconfirmed unconfirmed
                ? "unconfirmed" + words(unconfirmed.doubts())
                : "verified";
    }

    private static String words(List<String> sentences) {
        return sentences.stream().map(sentence -> " " + word(sentence)).collect(Collectors.joining());
    }

    /** A bracket makes an empty set a word. */
    private static String hosts(Set<HostId> hosts) {
        return hosts.stream().map(host -> word(host.value())).collect(Collectors.joining(",", "[", "]"));
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** @throws IllegalArgumentException if it is not a line of a journal, or was altered */
    static JournalEntry parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length <= EVENT || !words[0].equals(checksum(line.substring(line.indexOf(' ') + 1)))) {
            throw new IllegalArgumentException("\"" + line + "\" is not a line of a journal, or was altered");
        }
        return new JournalLine(words).entry();
    }

    private JournalEntry entry() {
        Migration migration =
                new Migration(new VmId(text(words[3])), new HostId(text(words[4])), new HostId(text(words[5])));
        return new JournalEntry(Instant.parse(words[1]), text(words[2]), migration, event());
    }

    private Event event() {
        String kind = nextWord();
        return switch (kind) {
            case "intended" -> new Event.Intended();
            case "ended" -> new Event.Ended(outcome());
            case "checked" -> new Event.Checked(verification());
            case "inspected" ->
                new Event.Inspected(new ActualState(new VmId(text(nextWord())), nextHosts(), nextHosts(), nextHosts()));
            case "closed" -> new Event.Closed(text(nextWord()));
            default -> throw new IllegalArgumentException("\"" + kind + "\" is not an event this version knows");
        };
    }

    private MigrationOutcome outcome() {
        String kind = nextWord();
        return switch (kind) {
            case "completed" ->
                new MigrationOutcome.Completed(
                        Duration.parse(nextWord()), Duration.parse(nextWord()), Double.parseDouble(nextWord()));
            case "aborted" -> new MigrationOutcome.Aborted(text(nextWord()));
            case "failed" -> new MigrationOutcome.Failed(text(nextWord()));
            case "unknown" -> new MigrationOutcome.Unknown(text(nextWord()));
            default -> throw new IllegalArgumentException("\"" + kind + "\" is not an outcome this version knows");
        };
    }

    private Verification verification() {
        String kind = nextWord();
        List<String> sentences =
                Arrays.stream(words, next, words.length).map(JournalLine::text).toList();
        return switch (kind) {
            case "verified" -> new Verification.Verified();
            case "unconfirmed" -> new Verification.Unconfirmed(sentences);
            case "refuted" -> new Verification.Refuted(sentences);
            default -> throw new IllegalArgumentException("\"" + kind + "\" is not a verification this version knows");
        };
    }

    private Set<HostId> nextHosts() {
        String word = nextWord();
        String inside = word.substring(1, word.length() - 1);
        return inside.isEmpty()
                ? Set.of()
                : Arrays.stream(inside.split(","))
                        .map(host -> new HostId(text(host)))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private String nextWord() {
        if (next == words.length) {
            throw new IllegalArgumentException("a word is missing after \"" + words[next - 1] + "\"");
        }
        return words[next++];
    }

    private static String text(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }
}

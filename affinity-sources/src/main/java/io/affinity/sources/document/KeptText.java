// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import io.affinity.sources.document.KeptFormat.Kept;
import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a document said last, so that it is known after a restart, too. Whatever is wrong with the store or with what is in it is
 * said, and the document goes on without. Belongs to one thread at a time; {@link #problem} may be asked for by any.
 */
final class KeptText {

    private static final Logger LOG = LoggerFactory.getLogger(KeptText.class);

    /** A process that goes on remembers what was said for as long, and a restart makes no difference. */
    private static final Duration USED_FOR = KnownPast.MEMORY;

    /** What is later than now by more was read by another clock. */
    private static final Duration MOST_SKEW = Duration.ofDays(1);

    /** That it is said still is written down so often. */
    private static final Duration RENEWED_EVERY = Duration.ofHours(1);

    private static final byte[] NOTHING = {};

    private final SnapshotStore store;
    private final KeptFormat format;
    private final String place;
    private @Nullable String said;
    private @Nullable Kept saved;
    private String complaint = "";
    private volatile String problem = "";

    KeptText(Document document, SnapshotStore store) {
        this.store = store;
        this.format = new KeptFormat(document.identity());
        this.place = document.place();
    }

    String key() {
        return format.key();
    }

    /** {@return why what was kept cannot be used, in a sentence; empty if it can, or was not asked for} */
    String problem() {
        return problem;
    }

    /** What was kept is of no use, for this reason, as the end of a sentence. */
    void refuse(String why) {
        problem = " What was kept of it is not used: " + why.replaceAll("[.]$", "") + ".";
    }

    /** {@return what was kept; null if nothing was, or it cannot be used any more} */
    @Nullable
    Kept load(Instant now) {
        try {
            byte[] bytes = store.load(key());
            if (bytes == null || bytes.length == 0) {
                return null;
            }
            Kept kept = format.open(bytes);
            String why = unusable(kept.readAt(), now);
            if (why.isEmpty()) {
                return kept;
            }
            refuse(why);
            // It must not come back when the clock has gone on.
            store.save(key(), NOTHING);
        } catch (IOException | RuntimeException e) {
            refuse(reason(e));
        }
        return null;
    }

    private static String unusable(Instant readAt, Instant now) {
        if (readAt.isBefore(now.minus(USED_FOR))) {
            return "it was read at " + readAt + ", more than " + USED_FOR.toDays() + " days ago";
        }
        return readAt.isAfter(now.plus(MOST_SKEW)) ? "it was read at " + readAt + ", which is still to come" : "";
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.replaceAll("[.]$", "");
    }

    /** This is what the document says. */
    void says(String text) {
        said = text;
    }

    /** Keeps what the document says still, if that is not written down yet, or was long ago; a store that is full is asked again. */
    void keep(Instant now) {
        String text = said;
        if (text == null || isSaved(text, now)) {
            return;
        }
        Kept next = new Kept(text, now);
        try {
            store.save(key(), format.seal(next));
            saved = next;
            complaint = "";
        } catch (RuntimeException e) {
            String why = "What " + place + " says cannot be kept over a restart: " + reason(e) + ".";
            if (!why.equals(complaint)) {
                LOG.warn("{}", why);
            }
            complaint = why;
        }
    }

    private boolean isSaved(String text, Instant now) {
        Kept last = saved;
        return last != null
                && last.text().equals(text)
                && !now.isBefore(last.readAt())
                && now.isBefore(last.readAt().plus(RENEWED_EVERY));
    }

    /** Empties what a store keeps of all other documents. */
    static void keepOnly(SnapshotStore store, Collection<KeptText> kept) {
        Set<String> keys = kept.stream().map(KeptText::key).collect(Collectors.toSet());
        try {
            for (String key : store.keys()) {
                byte[] bytes = KeptFormat.isKey(key) && !keys.contains(key) ? store.load(key) : null;
                if (bytes != null && bytes.length > 0) {
                    store.save(key, NOTHING);
                }
            }
        } catch (RuntimeException e) {
            // Whoever saves there tells of a store that fails; here nothing follows but that what nobody asks for
            // stays.
            LOG.debug("What is kept of addresses that are not named any more cannot be removed: {}", reason(e));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.sources.document.Documents;
import io.affinity.sources.event.EventScope;
import io.affinity.sources.prometheus.settings.StoreApi;
import io.affinity.sources.prometheus.settings.StoreQuery;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of a series that goes ahead of demand.
 *
 * @param name of the series
 * @param stated the file or address, and where it is said
 * @param query of a metrics store; null where the series is in a file or at an address
 * @param scope whose demand it may move
 */
public record ActivitySection(
        Mention name, Mention stated, @Nullable StoreQuery query, StatedScope scope) {

    static ActivitySection read(Section s) {
        Mention name = s.mention("name");
        if (s.has("name") && name.name().isBlank()) {
            s.refuse("name", "must not be blank.");
        }
        StatedScope scope = StatedScope.read(s);
        if (s.has("file") == s.has("url")) {
            String legal = "must have either a file or a url with a query.";
            s.refuse(legal);
            throw new IllegalArgumentException("A series " + legal);
        }
        return s.has("file")
                ? new ActivitySection(name, document(s), null, scope)
                : new ActivitySection(name, s.mention("url"), query(s), scope);
    }

    private static Mention document(Section s) {
        if (s.has("query")) {
            s.refuse("query", "must be left out where there is a file; it asks a metrics store.");
        }
        try {
            Documents.at(s.text("file"), Path.of(""), InstantSource.system());
        } catch (IllegalArgumentException e) {
            s.refuse("file", String.valueOf(e.getMessage()));
        }
        return s.mention("file");
    }

    private static StoreQuery query(Section s) {
        String expression = s.text("query");
        StoreAccessSection access = StoreAccessSection.read(s);
        StoreLimitsSection limits = s.one("limits", StoreLimitsSection::read);
        URI url = uri(s.text("url"));
        s.end();
        return new StoreQuery(access.of(url, StoreApi.PROMETHEUS), expression, limits.limits());
    }

    /** Whatever is wrong with it may hold a password, and is not repeated. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url must be an address such as http://127.0.0.1:9090.", e);
        }
    }

    /** {@return the query of a store, which is waited for no longer than a step} */
    public @Nullable StoreQuery queryWithin(Duration step) {
        StoreQuery asked = query;
        if (asked == null || asked.limits().history().compareTo(step) <= 0) {
            return asked;
        }
        return new StoreQuery(
                asked.access(),
                asked.expression(),
                asked.limits().toBuilder().history(step).build());
    }

    /** {@return whose demand it may move} */
    public EventScope whose() {
        return scope.scope();
    }

    /** Refuses two of one name. */
    static void checkNames(List<ActivitySection> all, Findings findings) {
        for (int i = 0; i < all.size(); i++) {
            Mention name = all.get(i).name();
            if (all.subList(0, i).stream().anyMatch(each -> each.name().name().equals(name.name()))) {
                findings.add(name, "another series is called " + Quoted.of(name.name()) + "; each needs its own name.");
            }
        }
    }
}

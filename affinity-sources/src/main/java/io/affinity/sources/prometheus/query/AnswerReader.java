// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteBufferFeeder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer as its bytes come in, so that no thread waits for a slow server and nothing but numbers is kept. Not thread-safe.
 */
final class AnswerReader {

    private static final int DEEPEST = 20;
    private static final int LONGEST_TEXT = 1 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    /** What an object or array is that has been begun and not ended. */
    private enum Level {
        ROOT,
        DATA,
        RESULT,
        SERIES,
        METRIC,
        SAMPLES,
        SAMPLE,
        OTHER
    }

    private final JsonParser parser;
    private final ByteBufferFeeder feeder;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<Series> series = new ArrayList<>();
    private final Set<Map<String, String>> labels = new HashSet<>();
    private SeriesBuilder current = new SeriesBuilder();
    private String field = "";
    private String status = "";
    private String type = "";
    private String error = "";
    private int element;
    private double time;

    AnswerReader() {
        try {
            parser = JSON.createNonBlockingByteBufferParser();
        } catch (IOException e) {
            throw new IllegalStateException("A parser without input cannot fail.", e);
        }
        feeder = (ByteBufferFeeder) parser.getNonBlockingInputFeeder();
    }

    static QueryException broken(String what) {
        return new QueryException(QueryException.Cure.NONE, "its answer is not as the API has it: " + what);
    }

    void feed(ByteBuffer bytes) throws QueryException {
        try {
            if (bytes.hasRemaining()) {
                feeder.feedInput(bytes);
                readTokens();
            }
        } catch (IOException e) {
            throw broken("it is no JSON");
        }
    }

    private void readTokens() throws IOException, QueryException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.NOT_AVAILABLE;
                token = parser.nextToken()) {
            read(token);
        }
    }

    /** {@return all that was read} */
    List<Series> end() throws QueryException {
        feeder.endOfInput();
        try {
            readTokens();
        } catch (IOException e) {
            throw broken("it is no JSON");
        }
        if (!levels.isEmpty() || status.isEmpty()) {
            throw broken("it ends too early");
        }
        if (!status.equals("success")) {
            throw new QueryException(QueryException.Cure.NONE, "it says: " + error);
        }
        if (!type.equals("matrix") && !type.equals("vector")) {
            throw broken("the type of the result is (" + type + "), and must be matrix or vector");
        }
        return series;
    }

    /** {@return why there is no answer, as far as was read; empty if that was not said} */
    String error() {
        return error;
    }

    private void read(JsonToken token) throws IOException, QueryException {
        switch (token) {
            case FIELD_NAME -> field = parser.currentName();
            case START_OBJECT -> levels.push(objectBelow(levels.peek()));
            case START_ARRAY -> levels.push(arrayBelow(levels.peek()));
            case END_OBJECT, END_ARRAY -> end(levels.pop());
            default -> scalar();
        }
    }

    private Level objectBelow(@Nullable Level above) {
        if (above == null) {
            return Level.ROOT;
        }
        return switch (above) {
            case ROOT -> field.equals("data") ? Level.DATA : Level.OTHER;
            case RESULT -> {
                current = new SeriesBuilder();
                yield Level.SERIES;
            }
            case SERIES -> field.equals("metric") ? Level.METRIC : Level.OTHER;
            default -> Level.OTHER;
        };
    }

    private Level arrayBelow(@Nullable Level above) {
        element = 0;
        if (above == Level.DATA && field.equals("result")) {
            return Level.RESULT;
        } else if (above == Level.SERIES && field.equals("values")) {
            return Level.SAMPLES;
        } else if (above == Level.SAMPLES || (above == Level.SERIES && field.equals("value"))) {
            return Level.SAMPLE;
        }
        return Level.OTHER;
    }

    private void end(Level level) throws QueryException {
        if (level == Level.SAMPLE && element != 2) {
            throw broken("a sample has " + element + " elements, and must have 2");
        }
        if (level == Level.SERIES) {
            Series read = current.build();
            if (!labels.add(read.labels())) {
                throw broken("the series " + read.labels() + " is given twice");
            }
            series.add(read);
        }
    }

    private void scalar() throws IOException, QueryException {
        Level level = levels.peek();
        if (level == null) {
            throw broken("it is a single value");
        }
        switch (level) {
            case ROOT -> root(parser.getText());
            case DATA -> type = field.equals("resultType") ? parser.getText() : type;
            case METRIC -> current.label(field, parser.getText());
            case SAMPLE -> sample();
            case RESULT, SAMPLES -> throw broken("it has (" + parser.getText() + ") where a series must be");
            case OTHER -> error = field.equals("faultstring") ? parser.getText() : error;
            default -> {}
        }
    }

    private void root(String text) {
        if (field.equals("status")) {
            status = text;
        } else if (field.equals("error")) {
            error = text;
        }
    }

    private void sample() throws IOException, QueryException {
        double number = number();
        element++;
        if (element == 1) {
            time = requireSeconds(number);
        } else if (element == 2) {
            current.sample(time, number);
        }
    }

    private double number() throws IOException, QueryException {
        try {
            return Decimals.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } catch (NumberFormatException e) {
            throw broken("(" + parser.getText() + ") is no number");
        }
    }

    /** Seconds are below that until the year 5138, and milliseconds above since 1973. */
    private static double requireSeconds(double time) throws QueryException {
        if (!(Math.abs(time) < 1e11)) {
            throw broken("the time stamp (" + time + ") seems to be in milliseconds, and must be in seconds");
        }
        return time;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.affinity.sources.event.CalendarException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** One object of JSON with a sample. Other fields are passed by. */
final class SampleObject {

    private static final int MOST_LEVELS = 16;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_NUMBER = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private SampleObject() {}

    /** @param millis since 1970 */
    record Sample(long millis, double value) {}

    /** {@return the sample on a line; nothing if its value is missing} */
    static Optional<Sample> read(String content, int line) {
        String time = "";
        String value = "";
        try (JsonParser json = JSON.createParser(content)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken token = json.nextToken();
                if (field.equals("time") && token.isScalarValue()) {
                    time = json.getText();
                } else if (field.equals("value") && token.isScalarValue()) {
                    value = token == JsonToken.VALUE_NULL ? "" : json.getText();
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new SampleException(line, "the line must be one object of JSON, and nothing else.");
            }
        } catch (JsonProcessingException e) {
            throw new SampleException(
                    line, "the line is not JSON: " + CalendarException.quoted(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("A text cannot be read", e);
        }
        if (time.isEmpty()) {
            throw new SampleException(line, "the object must have a time.");
        }
        long millis = SampleTime.millis(time, line);
        return value.isEmpty() ? Optional.empty() : Optional.of(new Sample(millis, SampleTime.value(value, line)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.reference;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** Numbers that R computed, from a properties file beside the tests that compare with them. */
public record RNumbers(Properties properties) {

    /** {@return the file of this name beside a class} */
    public static RNumbers beside(Class<?> test, String resource) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(test.getResourceAsStream(resource), resource), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RNumbers(properties);
    }

    public String text(String key) {
        return properties.getProperty(key);
    }

    public double number(String key) {
        return Double.parseDouble(text(key));
    }

    public double[] list(String key) {
        return Arrays.stream(text(key).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    public Set<String> keys() {
        return properties.stringPropertyNames();
    }
}

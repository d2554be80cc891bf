package io.affinity.forecast.smoothing;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;

/** What R's HoltWinters says of one of its data sets. */
record RHoltWinters(Properties numbers) {

    static RHoltWinters of(String name) {
        Properties numbers = new Properties();
        String resource = "r-holt-winters-" + name + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(RHoltWinters.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            numbers.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RHoltWinters(numbers);
    }

    double[] list(String key) {
        return Arrays.stream(numbers.getProperty(key).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    double number(String key) {
        return Double.parseDouble(numbers.getProperty(key));
    }

    int period() {
        return (int) number("period");
    }

    Trend trend() {
        return numbers.getProperty("kind").equals("ses") ? Trend.NONE : Trend.ADDITIVE;
    }

    SmoothingParameters best() {
        return new SmoothingParameters(number("best.alpha"), number("best.beta"), number("best.gamma"), 1);
    }

    SmoothingStart start() {
        return period() == 1
                ? SmoothingStart.plain(trend(), list("values"))
                : SmoothingStart.seasonal(trend(), list("values"), period());
    }

    SmoothingSearch search() {
        return new SmoothingSearch(list("values"), start(), Effort.THOROUGH);
    }
}

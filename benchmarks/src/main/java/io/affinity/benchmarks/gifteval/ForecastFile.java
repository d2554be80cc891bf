// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Every forecast, one line a step, with seven digits: {@code task,vm,series,window,step,q0.1,...,q0.9}. */
final class ForecastFile implements AutoCloseable {

    private final BufferedWriter lines;

    private ForecastFile(BufferedWriter lines) {
        this.lines = lines;
    }

    static ForecastFile create(Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        boolean isGzip = String.valueOf(file.getFileName()).endsWith(".gz");
        BufferedWriter lines = new BufferedWriter(
                new OutputStreamWriter(isGzip ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.UTF_8));
        lines.write("task,vm,series,window,step,q0.1,q0.2,q0.3,q0.4,q0.5,q0.6,q0.7,q0.8,q0.9\n");
        return new ForecastFile(lines);
    }

    void add(WindowAnswer answer) throws IOException {
        EvalWindow window = answer.window();
        String start =
                String.join(",", window.task().label(), window.vm(), window.series(), "" + window.window()) + ",";
        int levels = WindowAnswer.DECILES.size();
        for (int i = 0; i < answer.deciles().length; i++) {
            if (i % levels == 0) {
                lines.append(start).append(String.valueOf(i / levels + 1));
            }
            lines.append(',').append(Float.toString((float) answer.deciles()[i]));
            if (i % levels == levels - 1) {
                lines.append('\n');
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

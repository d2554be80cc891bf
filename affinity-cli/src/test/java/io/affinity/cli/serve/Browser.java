// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.sources.stores.RealStore;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a real Chromium, told what to do by its DevTools protocol: a process of its own with a folder of its own, both of which are
 * gone at the end.
 */
final class Browser implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 180;

    private final Path folder;
    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final List<String> console = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Thread hook;

    private Browser(Path folder, Process process, URI page) throws Exception {
        this.folder = folder;
        this.process = process;
        this.hook = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(hook);
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Answers())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        call("Page.enable", "");
        call("Runtime.enable", "");
        call("Log.enable", "");
    }

    /** {@return where Chromium is, or null if it is not here} */
    static @Nullable Path program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder.isEmpty() ? "." : folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    static Browser open() throws Exception {
        Path folder = Files.createTempDirectory("affinity-browser");
        ProcessBuilder builder = new ProcessBuilder(
                        String.valueOf(program()),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("TZ", "UTC");
        builder.environment().put("LANG", "en_US.UTF-8");
        Process process = builder.start();
        Path port = folder.resolve("profile/DevToolsActivePort");
        try {
            RealStore.await("Chromium listens", () -> lines(port).size() == 2 || !process.isAlive());
            String devTools = "http://127.0.0.1:" + lines(port).get(0) + "/json/list";
            String list = new String(URI.create(devTools).toURL().openStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Browser(folder, process, URI.create(textOf(list, "webSocketDebuggerUrl")));
        } catch (Exception | Error e) {
            end(process);
            throw e;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** {@return the first text of a field of this name, at any depth; empty if there is none} */
    private static String textOf(String json, String field) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals(field)) {
                    return parser.nextToken().isScalarValue() ? parser.getText() : "";
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int idOf(String json) {
        // Events have none of their own, and an answer begins with it.
        return json.startsWith("{\"id\":")
                ? Integer.parseInt(json.substring(6, json.indexOf(',')).replace("}", ""))
                : -1;
    }

    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String json = text.toString();
                text.setLength(0);
                CompletableFuture<String> waiting = answers.remove(idOf(json));
                if (waiting != null) {
                    waiting.complete(json);
                } else if (json.contains("\"Runtime.exceptionThrown\"") || json.contains("\"level\":\"error\"")) {
                    synchronized (console) {
                        console.add(json);
                    }
                }
            }
            webSocket.request(1);
            return null;
        }
    }

    /** {@return the answer to a command with these parameters, as JSON without the braces around it} */
    String call(String method, String parameters) throws Exception {
        int id = number.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}}", true)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String json = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (json.contains("\"error\":{")) {
            throw new AssertionError(method + ": " + json);
        }
        return json;
    }

    /** How wide it is, and whether its user likes the dark. */
    void look(int width, int height, boolean dark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                "\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":"
                        + (width < 600));
        call(
                "Emulation.setEmulatedMedia",
                "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]");
    }

    void go(String url) throws Exception {
        call("Page.navigate", "\"url\":" + quoted(url));
        await("document.readyState === 'complete'");
    }

    /** {@return what an expression comes to, as text; it may be a promise} */
    String evaluate(String expression) throws Exception {
        String json = call(
                "Runtime.evaluate",
                "\"awaitPromise\":true,\"returnByValue\":true,\"expression\":"
                        + quoted("(async () => { try { return String(await (" + expression
                                + ")); } catch (e) { return 'FAILED: ' + e; } })()"));
        return textOf(json, "value");
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        RealStore.await(expression, () -> {
            try {
                return evaluate(expression).equals("true");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Presses a key and lets go of it. */
    void press(String key, int code) throws Exception {
        String text = key.equals("Enter") ? ",\"text\":\"\\r\"" : "";
        String what = "\"key\":\"" + key + "\",\"code\":\"" + key + "\",\"windowsVirtualKeyCode\":" + code + text;
        call("Input.dispatchKeyEvent", "\"type\":\"keyDown\"," + what);
        call("Input.dispatchKeyEvent", "\"type\":\"keyUp\"," + what);
    }

    void type(String text) throws Exception {
        call("Input.insertText", "\"text\":" + quoted(text));
    }

    /** Has the whole page drawn into a file. */
    void draw(Path file) throws Exception {
        String json = call("Page.captureScreenshot", "\"format\":\"png\",\"captureBeyondViewport\":true");
        Files.write(file, Base64.getDecoder().decode(textOf(json, "data")));
    }

    /** {@return the errors that the page has run into} */
    List<String> errors() {
        synchronized (console) {
            return List.copyOf(console);
        }
    }

    static String quoted(String text) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeString(text);
        }
        return out.toString();
    }

    /** Also where tests are ended before their time. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        socket.abort();
        end(process);
        RealStore.await("its folder is gone", () -> {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return true;
            } catch (IOException | UncheckedIOException e) {
                // Children of a browser take a moment to end.
                return false;
            }
        });
    }
}

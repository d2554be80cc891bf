// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.sources.stores.RealStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affinity run --listen} as a process of its own, on two hosts that plug-ins list, one of which is short. */
class WatchedRunTest {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void readersThatNeverEndTheirRequestsHoldUpNeitherTheLoopNorOthers() throws Exception {
        try (Program program = CrowdedRun.run(folder, "127.0.0.1:0")) {
            URI url = URI.create("http://" + CrowdedRun.where(program));
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 12; i++) {
                    Socket socket = new Socket(url.getHost(), url.getPort());
                    slow.add(socket);
                    socket.getOutputStream().write("GET /met".getBytes(StandardCharsets.US_ASCII));
                }

                HttpResponse<String> health = get(url.resolve("/health"));

                assertThat(health.statusCode()).isEqualTo(200);
                String before = get(url.resolve("/api/v1/status")).body();
                RealStore.await(
                        "the loop goes on",
                        () -> !text(url.resolve("/api/v1/status")).equals(before));
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
            program.terminate();
            assertThat(isAnswered(url)).as("nobody is served any more").isFalse();
        }
    }

    @Test
    void aPortThatIsTakenIsToldAndNothingIsBegun() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program program = CrowdedRun.run(folder, "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .contains("The address 127.0.0.1:" + taken.getLocalPort()
                            + " cannot be listened at: Address already in use");
            assertThat(program.out()).doesNotContain("2 hosts");
        }
    }

    @Test
    void otherMachinesAreNotLetInByAnOptionAlone() throws Exception {
        try (Program program = CrowdedRun.run(folder, "0.0.0.0:9464")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .contains("--listen: other machines can reach 0.0.0.0:9464, which needs listen.token-file");
        }
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String text(URI uri) {
        try {
            return get(uri).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isAnswered(URI uri) throws InterruptedException {
        try {
            get(uri.resolve("/health"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

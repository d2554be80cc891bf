// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affinity.openstack.http.ApiException.Kind;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.tiny.TinyCloud;
import io.affinity.openstack.tiny.TinyCloud.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final int MIB = 1 << 20;

    private final TinyCloud cloud = TinyCloud.start();
    private final CallLimits limits = new CallLimits(Duration.ofSeconds(20), 3, Duration.ofMillis(1), 4, 1000, MIB);
    private final Caller caller = new Caller(limits, null);
    private final String root = cloud.access().identity().toString();

    @AfterEach
    void close() {
        cloud.close();
    }

    private Kind kindOf(Call call) {
        try {
            caller.call(call);
            throw new AssertionError("It must fail: " + call);
        } catch (ApiException e) {
            return e.kind();
        }
    }

    private void failsTwice(int status) {
        AtomicInteger times = new AtomicInteger();
        cloud.answer(
                "/identity/thing",
                asked -> times.incrementAndGet() <= 2
                        ? Answer.status(status, "later").with("Retry-After", "0")
                        : Answer.of("{}"));
    }

    @Test
    void aQuestionIsAskedAgainWhereTheServiceCannotJustNow() throws ApiException {
        failsTwice(503);

        caller.call(Call.get(root + "/thing"));

        assertThat(caller.calls()).isEqualTo(3);
    }

    @Test
    void whatChangesSomethingIsNotAskedForTwiceWhereItMayHaveBegun() {
        failsTwice(503);

        assertThat(kindOf(Call.post(root + "/thing", "{}"))).isEqualTo(Kind.UNAVAILABLE);
        assertThat(caller.calls()).isEqualTo(1);
    }

    @Test
    void whatChangesSomethingIsAskedForAgainWhereThereWereTooManyCalls() throws ApiException {
        failsTwice(429);

        caller.call(Call.post(root + "/thing", "{}"));

        assertThat(caller.calls()).isEqualTo(3);
    }

    @Test
    void aServiceIsLeftAloneForAsLongAsItSays() {
        cloud.answer(
                "/identity/thing",
                asked -> Answer.status(429, "{\"overLimit\":{\"message\":\"slow down\"}}")
                        .with("Retry-After", "1"));
        long begun = System.nanoTime();

        assertThat(kindOf(Call.get(root + "/thing"))).isEqualTo(Kind.TOO_MANY);

        assertThat(System.nanoTime() - begun)
                .as("two pauses")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() {
        cloud.say("/identity/thing", "\"" + "x".repeat(MIB) + "\"");

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> caller.call(Call.get(root + "/thing")))
                .withMessageContaining("longer than the (" + MIB + ") bytes")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }

    @Test
    void anAnswerThatIsNotJsonIsNamedByItsPlace() throws ApiException {
        cloud.say("/identity/thing", "<html>");
        Reply reply = caller.call(Call.get(root + "/thing"));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> reply.read(json -> json.at("x").text()))
                .withMessageContaining("/identity/thing is not understood")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }

    @Test
    void anotherAddressIsNotFollowed() {
        cloud.answer("/identity/thing", asked -> Answer.status(302, "").with("Location", "http://elsewhere/"));

        assertThat(kindOf(Call.get(root + "/thing"))).isEqualTo(Kind.SETTINGS);
    }

    @Test
    void nobodyThereIsToldFromNoAnswer() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(kindOf(Call.post("http://127.0.0.1:" + port + "/x", "{}"))).isEqualTo(Kind.NOT_SENT);
        assertThat(caller.calls())
                .as("it was certainly not heard, and asked again")
                .isEqualTo(3);
    }

    /** The head comes at once and the rest never does. */
    @Test
    void anAnswerThatDoesNotEndIsGivenUp() throws IOException, InterruptedException {
        CallLimits short1 = limits.withCall(Duration.ofSeconds(1)).withAttempts(1, Duration.ZERO);
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerHalf(slow), "slow");
            server.start();
            Caller impatient = new Caller(short1, null);

            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> impatient.call(Call.get("http://127.0.0.1:" + slow.getLocalPort() + "/x")))
                    .withMessageContaining("does not answer GET /x within 1 s")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_ANSWER));
            server.interrupt();
            server.join();
        }
    }

    private static void answerHalf(ServerSocket slow) {
        try (Socket socket = slow.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

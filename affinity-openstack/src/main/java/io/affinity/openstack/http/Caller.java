// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.http;

import io.affinity.openstack.settings.CallLimits;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks services by HTTP/1.1 and waits for their answers. What may be repeated, or was certainly not heard, is asked again after a pause. Thread-safe;
 * an interrupt ends the call.
 */
public final class Caller {

    private final CallLimits limits;
    private final Pace pace;
    private final @Nullable Path authority;
    private final AtomicLong calls = new AtomicLong();
    private @Nullable HttpClient http;

    /** @param authority file with certificates; null for those of the Java installation */
    public Caller(CallLimits limits, @Nullable Path authority) {
        this.limits = limits;
        this.authority = authority;
        pace = new Pace(limits.atOnce(), limits.perSecond(), System::nanoTime);
    }

    /** {@return how many calls were begun so far, repeated ones included} */
    public long calls() {
        return calls.get();
    }

    /**
     * {@return the answer to a call that was carried out}
     *
     * @throws ApiException if it was not, or nobody knows whether it was
     */
    public Reply call(Call call) throws ApiException {
        Duration pause = limits.pause();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(call);
            } catch (ApiException e) {
                boolean mayRepeat = e.isUnheard() || (call.isRepeatable() && e.isPassing());
                if (!mayRepeat || attempt >= limits.attempts()) {
                    throw e;
                }
                sleep(call, e.pause().compareTo(pause) > 0 ? e.pause() : pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    private static void sleep(Call call, Duration pause) throws ApiException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(call);
        }
    }

    private static ApiException interrupted(Call call) {
        Thread.currentThread().interrupt();
        return new ApiException(ApiException.Kind.NO_ANSWER, call.told() + " was interrupted");
    }

    private Reply once(Call call) throws ApiException {
        HttpClient client = client();
        try {
            pace.begin();
        } catch (InterruptedException e) {
            throw interrupted(call);
        }
        calls.incrementAndGet();
        try {
            return answer(call, client.sendAsync(request(call), response -> new Body(limits.answerBytes())));
        } finally {
            pace.end();
        }
    }

    private Reply answer(Call call, CompletableFuture<HttpResponse<byte[]>> coming) throws ApiException {
        HttpResponse<byte[]> response;
        try {
            response = coming.get(limits.call().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw Failures.of(call, e, limits.call());
        } catch (ExecutionException e) {
            throw Failures.of(call, e, limits.call());
        } catch (InterruptedException e) {
            coming.cancel(true);
            throw interrupted(call);
        }
        if (response.statusCode() / 100 != 2) {
            throw Failures.of(call, response.statusCode(), response.headers(), response.body());
        }
        return new Reply(call.address(), response.headers(), response.body());
    }

    private static HttpRequest request(Call call) {
        String body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .header("Accept", "application/json")
                .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        call.headers().forEach(request::header);
        return request.build();
    }

    private synchronized HttpClient client() throws ApiException {
        HttpClient made = http;
        if (made == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(limits.call());
            if (authority != null) {
                builder.sslContext(Authorities.in(authority));
            }
            made = builder.build();
            http = made;
        }
        return made;
    }
}

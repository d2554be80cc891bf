// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.identity;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Call;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.http.Reply;
import io.affinity.openstack.settings.CloudAccess;
import io.affinity.openstack.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the services of a cloud in the name of whoever the credentials are of. A token is fetched when it is first needed, anew before it
 * expires, and once more for a call that it is refused for: a service that refuses a token has not begun what it was asked for. Thread-safe.
 */
public final class Session {

    /** Before its end, a token is too old to begin something with. */
    private static final Duration SPARE = Duration.ofMinutes(2);

    private final CloudAccess access;
    private final Caller caller;
    private final LongSupplier nanoTime;
    private final Map<String, Versions> versions = new ConcurrentHashMap<>();
    private @Nullable Token token;
    private long fetched;

    public Session(CloudAccess access, Caller caller, LongSupplier nanoTime) {
        this.access = access;
        this.caller = caller;
        this.nanoTime = nanoTime;
    }

    /** {@return the id of the user who asks} */
    public String userId() throws ApiException {
        return token().userId();
    }

    /** {@return the root of a service, such as compute, without a slash at its end} */
    public String address(String service) throws ApiException {
        return token().catalog().address(service, access);
    }

    /** {@return the microversions of a service, asked for once} */
    public Versions versions(String service) throws ApiException {
        Versions known = versions.get(service);
        if (known == null) {
            known = call(Call.get(versionRoot(address(service)))).read(Versions::of);
            versions.put(service, known);
        }
        return known;
    }

    /** Addresses in catalogs of old end with a project; what says which versions there are has no such end, and a slash. */
    private static String versionRoot(String address) {
        return address.replaceAll("(/v[0-9.]+)/[^/]+$", "$1") + "/";
    }

    /**
     * {@return the answer to a call that is made with a token}
     *
     * @throws ApiException if it was not carried out, or nobody knows whether it was
     */
    public Reply call(Call call) throws ApiException {
        Token used = token();
        try {
            return caller.call(call.with("X-Auth-Token", used.text().reveal()));
        } catch (ApiException e) {
            if (e.kind() != ApiException.Kind.UNAUTHORIZED) {
                throw e;
            }
            return caller.call(call.with("X-Auth-Token", inPlaceOf(used).text().reveal()));
        }
    }

    /** {@return what says to a service that is not asked through this who asks} */
    public Secret tokenText() throws ApiException {
        return token().text();
    }

    /** Has the next token be another, if this is the one in use. */
    public synchronized void refused(Secret text) {
        if (token != null && token.text().equals(text)) {
            token = null;
        }
    }

    private synchronized Token inPlaceOf(Token refused) throws ApiException {
        refused(refused.text());
        return token();
    }

    private synchronized Token token() throws ApiException {
        Token known = token;
        if (known == null || isNearItsEnd(known)) {
            known = fetch();
            fetched = nanoTime.getAsLong();
            token = known;
        }
        return known;
    }

    private boolean isNearItsEnd(Token known) {
        Duration age = Duration.ofNanos(nanoTime.getAsLong() - fetched);
        Duration spare = known.lifetime().dividedBy(4).compareTo(SPARE) < 0
                ? known.lifetime().dividedBy(4)
                : SPARE;
        return age.plus(spare).compareTo(known.lifetime()) >= 0;
    }

    private Token fetch() throws ApiException {
        Call request = Call.post(access.identityRoot() + "/auth/tokens", TokenRequest.of(access.credentials()))
                .repeatable();
        Reply reply;
        try {
            reply = caller.call(request);
        } catch (ApiException e) {
            throw e.in("no token was given for the cloud at " + shown(access.identity()));
        }
        String text = reply.header("x-subject-token");
        if (text.isEmpty()) {
            throw new ApiException(
                    ApiException.Kind.MALFORMED,
                    "the answer of " + shown(access.identity())
                            + " has no token; the address must be that of the identity service");
        }
        return reply.read(answer -> Token.of(Secret.of(text), answer));
    }

    private static String shown(URI address) {
        return address.toString();
    }
}

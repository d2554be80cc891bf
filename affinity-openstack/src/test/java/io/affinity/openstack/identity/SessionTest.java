// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.ApiException.Kind;
import io.affinity.openstack.http.Call;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.settings.Secret;
import io.affinity.openstack.tiny.TinyCloud;
import io.affinity.openstack.tiny.TinyCloud.Answer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final String TOKENS = "/identity/v3/auth/tokens";

    private final TinyCloud cloud = TinyCloud.start();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final Session session = new Session(cloud.access(), new Caller(TinyCloud.limits(), null), nanoTime::get);

    @AfterEach
    void close() {
        cloud.close();
    }

    private Call servers() throws ApiException {
        return Call.get(session.address("compute") + "/servers");
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    /** The clock of Keystone is years ahead of ours here, and its token is good for an hour all the same. */
    @Test
    void aTokenLastsAsLongAsItsGiverSaysByItsOwnClock() throws ApiException {
        cloud.say("/compute/v2.1/servers", "{}");
        session.call(servers());
        pass(Duration.ofMinutes(55));
        session.call(servers());

        assertThat(cloud.count(TOKENS)).isEqualTo(1);

        pass(Duration.ofMinutes(4));
        session.call(servers());

        assertThat(cloud.count(TOKENS)).as("fetched anew before it ends").isEqualTo(2);
    }

    @Test
    void aTokenThatExpiredWhenItWasGivenIsUsedOnce() throws ApiException {
        cloud.token("RegionOne", TinyCloud.ISSUED);
        cloud.say("/compute/v2.1/servers", "{}");

        session.call(servers());

        assertThat(cloud.count("/compute/v2.1/servers")).isEqualTo(1);
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnceForTheCall() throws ApiException {
        cloud.answer(
                "/compute/v2.1/servers",
                asked -> asked.header("x-auth-token").equals("token-1")
                        ? Answer.status(401, "{\"error\":{\"message\":\"expired\"}}")
                        : Answer.of("{}"));

        session.call(servers());

        assertThat(cloud.count(TOKENS)).isEqualTo(2);
        assertThat(cloud.count("/compute/v2.1/servers")).isEqualTo(2);
    }

    /** As where a service is asked by somebody else, with a token of this session. */
    @Test
    void aTokenThatSomebodyElseWasRefusedWithIsReplacedOnce() throws ApiException {
        Secret first = session.tokenText();
        session.refused(first);
        Secret second = session.tokenText();
        session.refused(first);

        assertThat(first.reveal()).isEqualTo("token-1");
        assertThat(second.reveal()).isEqualTo("token-2");
        assertThat(session.tokenText())
                .as("what was refused is not in use any more")
                .isEqualTo(second);
        assertThat(cloud.count(TOKENS)).isEqualTo(2);
    }

    @Test
    void aServiceThatRefusesEachTokenIsAskedTwice() {
        cloud.answer("/compute/v2.1/servers", asked -> Answer.status(401, ""));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> session.call(servers()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED));
        assertThat(cloud.count("/compute/v2.1/servers")).isEqualTo(2);
    }

    @Test
    void aRegionThatIsNotThereIsNamedBesideThoseThatAre() {
        Session elsewhere = TinyCloud.session(TinyCloud.limits(), cloud.access().withRegion("RegionTwo"));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> elsewhere.address("compute"))
                .withMessageContaining("(RegionTwo)")
                .withMessageContaining("compute (public, RegionOne)");
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() {
        cloud.answer(
                TOKENS,
                asked -> Answer.status(401, "{\"error\":{\"message\":\"The request requires authentication.\"}}"));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(session::userId)
                .withMessageContaining("no token was given")
                .withMessageContaining("requires authentication")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("shibboleth"));
    }

    @Test
    void whoeverAnswersWithoutATokenIsNoIdentityService() {
        cloud.say(TOKENS, "{}");

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(session::userId)
                .withMessageContaining("must be that of the identity service");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.openstack.settings.Credentials;
import io.affinity.openstack.settings.Credentials.ApplicationCredential;
import io.affinity.openstack.settings.Credentials.Named;
import io.affinity.openstack.settings.Credentials.Password;
import io.affinity.openstack.settings.Credentials.Scope;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What Keystone is sent for a token (Identity API v3, "Authentication and token management"). */
final class TokenRequest {

    private static final JsonFactory FACTORY = new JsonFactory();

    private TokenRequest() {}

    static String of(Credentials credentials) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("auth");
            if (credentials instanceof Password password) {
                password(json, password);
                scope(json, password.scope());
            } else if (credentials instanceof ApplicationCredential application) {
                application(json, application);
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void method(JsonGenerator json, String method) throws IOException {
        json.writeObjectFieldStart("identity");
        json.writeArrayFieldStart("methods");
        json.writeString(method);
        json.writeEndArray();
        json.writeObjectFieldStart(method);
    }

    private static void password(JsonGenerator json, Password password) throws IOException {
        method(json, "password");
        json.writeObjectFieldStart("user");
        named(json, password.user());
        json.writeStringField("password", password.password().reveal());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void application(JsonGenerator json, ApplicationCredential credential) throws IOException {
        method(json, "application_credential");
        text(json, "id", credential.id());
        text(json, "name", credential.name());
        Named user = credential.user();
        if (user != null) {
            json.writeObjectFieldStart("user");
            named(json, user);
            json.writeEndObject();
        }
        json.writeStringField("secret", credential.secret().reveal());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void scope(JsonGenerator json, Scope scope) throws IOException {
        json.writeObjectFieldStart("scope");
        if (scope instanceof Scope.Project project) {
            json.writeObjectFieldStart("project");
            named(json, project.project());
            json.writeEndObject();
        } else {
            json.writeObjectFieldStart("system");
            json.writeBooleanField("all", true);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void named(JsonGenerator json, Named named) throws IOException {
        if (named.id() != null) {
            json.writeStringField("id", named.id());
            return;
        }
        text(json, "name", named.name());
        json.writeObjectFieldStart("domain");
        if (named.domainId() != null) {
            json.writeStringField("id", named.domainId());
        } else {
            text(json, "name", named.domainName());
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page: one text with its style and its script, which loads nothing from anywhere else. The browser is told the hashes of both, so that
 * it runs nothing that may have come in by a name.
 *
 * @param policy the header Content-Security-Policy
 */
record Page(String html, String policy) {

    private static final String RESOURCE = "page.html";

    /** {@return the page of this package} */
    static Page load() {
        try (InputStream in = Page.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " must be beside the classes.");
            }
            String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Page(
                    html,
                    "default-src 'none'; script-src " + hash("script", html) + "; style-src " + hash("style", html)
                            + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String element, String html) {
        Matcher text = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(html);
        if (!text.find()) {
            throw new IllegalStateException("The page must have one element " + element + ".");
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Response response() {
        return Response.text("text/html; charset=utf-8", html).with("Content-Security-Policy", policy);
    }
}

/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
 * an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
 * specific language governing permissions and limitations under the License.
 */
package io.github.pop3x.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.SecretMask;
import io.github.pop3x.client.text.ServerText;

/** Collects what a diagnosis learns. What the server said gets in only by {@link #shown}. For one thread. */
final class DiagnosisNotes {

    /** A server may announce without end; nobody reads more. */
    private static final int MOST = 50;
    /** What is seen of one kind, until it is clear. */
    private static final int EXAMPLES = 3;
    /** Characters of an exception's message. */
    private static final int LONGEST = 1000;

    private final Map<String, Map<String, Object>> facts = new LinkedHashMap<>();
    private final Map<FindingKind, List<String>> findings = new LinkedHashMap<>();
    private final SecretMask secrets = new SecretMask();
    /** As it stands in text that has been decoded, where it is not ASCII. */
    private String decodedSecret = "";

    private String failure;

    /** From here on the secret is masked, should the server repeat it, as it is or as AUTH PLAIN carries it. */
    void hide(Credentials credentials) {
        String secret =
                switch (credentials.kind()) {
                    case PASSWORD -> credentials.password();
                    case ACCESS_TOKEN -> credentials.accessToken();
                    case CERTIFICATE -> "";
                };
        byte[] plain = ("\0" + credentials.username() + "\0" + secret).getBytes(StandardCharsets.UTF_8);
        secrets.hide(secret);
        secrets.hide(Base64.getEncoder().encodeToString(plain));
        decodedSecret = secret;
    }

    /** The server's words as they may be shown: secrets masked, cut to a bound, control characters escaped. */
    String shown(String octets) {
        return ServerText.show(mask(octets));
    }

    private String mask(String text) {
        String masked = secrets.mask(text);
        boolean ascii = decodedSecret.chars().allMatch(c -> c < 128);
        return ascii ? masked : masked.replace(decodedSecret, SecretMask.MASK);
    }

    /** Several words of the server, the first of them if they are many. */
    List<String> shown(Collection<String> all) {
        List<String> some = new ArrayList<>();
        all.stream().limit(MOST).map(this::shown).forEach(some::add);
        if (all.size() > MOST) {
            some.add("and " + (all.size() - MOST) + " more");
        }
        return Collections.unmodifiableList(some);
    }

    void fact(String section, String name, Object value) {
        facts.computeIfAbsent(section, any -> new LinkedHashMap<>()).put(name, value);
    }

    /** What is seen of one kind is told together, as far as it takes to be clear. */
    void found(FindingKind kind, String detail) {
        List<String> details = findings.computeIfAbsent(kind, any -> new ArrayList<>());
        if (details.size() < EXAMPLES && !details.contains(detail)) {
            details.add(detail);
        }
    }

    /** Found by a failure. */
    void found(FindingKind kind, Exception failure) {
        found(kind, told(failure));
    }

    boolean has(FindingKind kind) {
        return findings.containsKey(kind);
    }

    /** A part of the examination that failed, without harm to the others. */
    void missed(String part, Exception reason) {
        found(FindingKind.INCOMPLETE, part + ": " + told(reason));
    }

    /** What ended the examination. */
    void failed(Exception reason) {
        failure = told(reason);
    }

    /** What an exception says. Much of it is the server's, and not all of that was made fit for reading. */
    private String told(Exception reason) {
        return ServerText.escape(mask(String.valueOf(reason.getMessage())), LONGEST);
    }

    DiagnosisReport report(String endpointUri) {
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        facts.forEach((name, section) -> sections.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(section))));
        return new DiagnosisReport(
                Collections.unmodifiableMap(sections),
                findings.entrySet().stream()
                        .map(kind -> new Finding(kind.getKey(), String.join("; ", kind.getValue())))
                        .toList(),
                Optional.ofNullable(endpointUri),
                Optional.ofNullable(failure));
    }
}

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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report of a {@link Pop3Diagnosis}. Immutable; holds no secret; what came from the server is bounded and has its
 * control characters escaped.
 *
 * @param facts sections by name, each with its facts by name: strings, numbers, booleans, and lists of strings
 * @param findings what is unusual, in the order of discovery; may be empty
 * @param endpointUri the endpoint URI to use, without the password; empty if no login succeeded
 * @param failure why the examination ended early; empty if it did not
 */
public record DiagnosisReport(
        Map<String, Map<String, Object>> facts,
        List<Finding> findings,
        Optional<String> endpointUri,
        Optional<String> failure) {

    /** Keeps copies, in their order. */
    public DiagnosisReport {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        findings = List.copyOf(findings);
    }

    /**
     * A fact.
     *
     * @return empty if it is not known
     */
    public Optional<Object> fact(String section, String name) {
        return Optional.ofNullable(facts.getOrDefault(section, Map.of()).get(name));
    }

    /** Whether something of this kind was found. */
    public boolean has(FindingKind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /**
     * The report for people: lines of at most 80 columns, but for the URI, which is not broken so that it can be
     * copied.
     */
    public String toText() {
        return new ReportText().of(this);
    }

    /**
     * The report for machines: one JSON object in ASCII with {@code facts}, {@code findings}, {@code endpointUri},
     * {@code failure}.
     */
    public String toJson() {
        return Json.of(asMap());
    }

    /** The whole report as maps, lists, strings, numbers and booleans, as libraries for JSON take them. */
    public Map<String, Object> asMap() {
        List<Map<String, String>> unusual = findings.stream()
                .map(finding -> Map.of(
                        "kind", finding.kind().name(),
                        "detail", finding.detail(),
                        "meaning", finding.kind().meaning(),
                        "advice", finding.kind().advice()))
                .toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("facts", facts);
        all.put("findings", unusual);
        endpointUri.ifPresent(uri -> all.put("endpointUri", uri));
        failure.ifPresent(reason -> all.put("failure", reason));
        return all;
    }

    @Override
    public String toString() {
        return toText();
    }
}

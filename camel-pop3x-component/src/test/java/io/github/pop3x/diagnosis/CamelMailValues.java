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

import java.util.Map;

/** A value of each option of camel-mail that an endpoint takes. */
final class CamelMailValues {

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("backoffErrorThreshold", "3"),
            Map.entry("backoffIdleThreshold", "3"),
            Map.entry("backoffMultiplier", "2"),
            Map.entry("bridgeErrorHandler", "true"),
            Map.entry("closeFolder", "false"),
            Map.entry("connectionTimeout", "10000"),
            Map.entry("debugMode", "true"),
            Map.entry("decodeFilename", "true"),
            Map.entry("delay", "5000"),
            Map.entry("delete", "true"),
            Map.entry("exceptionHandler", "#handler"),
            Map.entry("exchangePattern", "InOnly"),
            Map.entry("failOnDuplicateFileAttachment", "true"),
            Map.entry("fetchSize", "10"),
            Map.entry("generateMissingAttachmentNames", "uuid"),
            Map.entry("greedy", "true"),
            Map.entry("handleDuplicateAttachmentNames", "uuidPrefix"),
            Map.entry("headerFilterStrategy", "#headers"),
            Map.entry("idempotentRepository", "#seen"),
            Map.entry("initialDelay", "2000"),
            Map.entry("lazyStartProducer", "true"),
            Map.entry("mapMailMessage", "false"),
            Map.entry("maxMessagesPerPoll", "20"),
            Map.entry("mimeDecodeHeaders", "true"),
            Map.entry("pollStrategy", "#strategy"),
            Map.entry("repeatCount", "7"),
            Map.entry("runLoggingLevel", "DEBUG"),
            Map.entry("scheduledExecutorService", "#pool"),
            Map.entry("scheduler", "none"),
            Map.entry("searchTerm", "#term"),
            Map.entry("sendEmptyMessageWhenIdle", "true"),
            Map.entry("sortTerm", "reverse,date"),
            Map.entry("sslContextParameters", "#ssl"),
            Map.entry("startScheduler", "false"),
            Map.entry("timeUnit", "MILLISECONDS"),
            Map.entry("useFixedDelay", "false"));

    private CamelMailValues() {}

    /** A value; x for an option that takes any, or has no place here. */
    static String of(String option) {
        return VALUES.getOrDefault(option, "x");
    }
}

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
package io.github.pop3x;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.DropListing;
import io.github.pop3x.diagnosis.DiagnosisReport;
import org.apache.camel.Converter;

/**
 * Type converters of the results of operations to maps with plain keys, of strings, numbers, booleans, lists and maps,
 * for libraries of JSON. The elements of a list are converted one by one.
 */
@Converter(generateLoader = true)
public final class Pop3xResultConverters {

    private Pop3xResultConverters() {}

    /** {@code count}, {@code octets}. */
    @Converter
    public static Map<String, Object> toMap(DropListing maildrop) {
        return map("count", maildrop.count(), "octets", maildrop.octets());
    }

    /** {@code number}, {@code size}, {@code uid}, which is empty where the server gives none. */
    @Converter
    public static Map<String, Object> toMap(Pop3Message message) {
        return map("number", message.number(), "size", message.size(), "uid", message.uid());
    }

    /** {@code number}, {@code uid}. */
    @Converter
    public static Map<String, Object> toMap(UniqueId listed) {
        return map("number", listed.number(), "uid", listed.uid());
    }

    /** {@code count}, {@code octets}, and {@code messages}, each as a map. */
    @Converter
    public static Map<String, Object> toMap(Removed removed) {
        List<Map<String, Object>> messages =
                removed.messages().stream().map(Pop3xResultConverters::toMap).toList();
        return map("count", removed.count(), "octets", removed.octets(), "messages", messages);
    }

    /** {@code mailbox}, {@code server}, {@code protection}, {@code greeting}, {@code roundTripMicros}. */
    @Converter
    public static Map<String, Object> toMap(Reached reached) {
        return map(
                "mailbox", reached.mailbox(),
                "server", reached.server(),
                "protection", reached.protection().name(),
                "greeting", reached.greeting(),
                "roundTripMicros", reached.roundTrip().toNanos() / 1000);
    }

    /** Each announced name, with the list of its arguments. */
    @Converter
    public static Map<String, Object> toMap(Capabilities capabilities) {
        Map<String, Object> all = new LinkedHashMap<>();
        capabilities.names().forEach(name -> all.put(name, capabilities.arguments(name)));
        return all;
    }

    /** {@code facts}, {@code findings}, {@code endpointUri}, {@code failure}. */
    @Converter
    public static Map<String, Object> toMap(DiagnosisReport report) {
        return report.asMap();
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}

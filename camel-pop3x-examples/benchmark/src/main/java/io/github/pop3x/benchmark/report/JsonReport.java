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
package io.github.pop3x.benchmark.report;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

import io.github.pop3x.benchmark.server.TrafficCount;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** A report for programs: every single measurement is in it. What is unknown is null. */
final class JsonReport {

    private JsonReport() {}

    static String of(Report report) {
        JsonObject json = new JsonObject();
        json.put("machine", machine(report.machine()));
        json.put("began", report.began().toString());
        json.put("rounds", report.rounds());
        json.put("missing", array(report.missing(), title -> title));
        json.put("scenarios", array(report.scenarios(), JsonReport::scenario));
        return Jsoner.prettyPrint(json.toJson()) + "\n";
    }

    static JsonObject machine(Machine machine) {
        JsonObject json = new JsonObject();
        json.put("processor", machine.processor());
        json.put("processors", machine.processors());
        json.put("memoryOctets", machine.memoryOctets());
        json.put("system", machine.system());
        json.put("java", machine.java());
        json.put("dovecot", machine.dovecot());
        json.put("limit", machine.limit());
        json.put("loadAverage", machine.loadAverage());
        json.put("quiet", machine.wasQuiet());
        return json;
    }

    private static JsonObject scenario(ScenarioOutcome scenario) {
        JsonObject json = new JsonObject();
        json.put("id", scenario.id());
        json.put("title", scenario.title());
        json.put("goal", scenario.goal());
        json.put("noisy", scenario.isNoisy());
        json.put("limitSeconds", scenario.limit().map(JsonReport::statistics).orElse(null));
        json.put("limitTraffic", traffic(scenario.limitTraffic()));
        json.put("outcomes", array(scenario.outcomes(), JsonReport::outcome));
        return json;
    }

    private static JsonObject outcome(Outcome outcome) {
        JsonObject json = new JsonObject();
        json.put("id", outcome.id());
        json.put("title", outcome.title());
        json.put("scenario", outcome.scenario());
        if (outcome.isFailed()) {
            json.put("failure", outcome.failure());
            return json;
        }
        json.put("ratio", statistics(Statistics.of(outcome.ratios())));
        json.put("contender", figures(outcome.figures()));
        json.put("limit", figures(outcome.limit()));
        json.put("traffic", traffic(outcome.traffic()));
        return json;
    }

    private static JsonObject figures(Figures figures) {
        JsonObject json = new JsonObject();
        json.put("seconds", array(figures.seconds(), seconds -> seconds));
        json.put("cpuSeconds", orNull(figures.cpuSeconds()));
        json.put("heapOctets", orNull(figures.heapOctets()));
        json.put("residentOctets", orNull(figures.residentOctets()));
        return json;
    }

    private static JsonObject statistics(Statistics statistics) {
        JsonObject json = new JsonObject();
        json.put("min", statistics.min());
        json.put("median", statistics.median());
        json.put("max", statistics.max());
        json.put("spread", statistics.spread());
        return json;
    }

    private static JsonObject traffic(TrafficCount count) {
        JsonObject json = new JsonObject();
        json.put("sentOctets", count.sent());
        json.put("receivedOctets", count.received());
        json.put("flights", count.flights());
        json.put("commands", new JsonObject(count.commands()));
        return json;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static <T> JsonArray array(List<T> values, Function<T, Object> json) {
        Collection<Object> items = values.stream().map(json).toList();
        return new JsonArray(items);
    }
}
